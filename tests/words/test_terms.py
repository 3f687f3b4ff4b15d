"""The words of the ladder are explained beside the questions that use them, each with a case that is meant and one
that is not.
"""

import pytest

from assessment.files import load_rubrics, newest_of, shipped_rubrics
from assessment.words import READING_LINE, READING_RULES, TERMS, Term, terms_of, words_in
from tests.builders import a_question

ALL = load_rubrics(shipped_rubrics())
NEWEST = {question.id: question for rubric in newest_of(ALL) for question in rubric.questions}


def names_of(question: str) -> list[str]:
    return [term.name for term in terms_of(NEWEST[question])]


def test_a_question_has_the_terms_that_it_uses_and_no_other() -> None:
    assert names_of("ai-register") == [
        "The last 12 months",
        "Records",
        "Part of one",
        "For the whole council",
        "A named keeper",
        "Updated",
        "Compared with another source",
    ]
    assert "Group by group" in names_of("cyber-staff-mfa")
    assert "Group by group" not in names_of("ai-forum")
    assert "A rule" not in names_of("cyber-mail")
    assert "A rule requires it" in names_of("ai-forum")
    assert "A rule requires it" not in names_of("ai-permitted-uses")


def test_a_question_of_rubric_1_has_none_because_most_meant_something_else() -> None:
    assert not any(terms_of(question) for question in ALL["ai-governance", "1.0.0"].questions)
    assert terms_of(a_question("q1", text="Do most do it?")) == ()
    assert [term.name for term in terms_of(a_question("q1", text="Do most do it?", count="All."))] == ["Most"]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_each_term_is_used_and_has_a_case_that_is_meant_and_one_that_is_not(term: Term) -> None:
    assert any(term in terms_of(question) for question in NEWEST.values())
    assert "" not in (term.meaning, term.yes, term.no)
    assert words_in([term.text]) <= 90


def test_one_line_stays_in_view_and_the_rest_is_short() -> None:
    assert words_in([READING_LINE]) <= 20
    assert words_in(READING_RULES) <= 160
