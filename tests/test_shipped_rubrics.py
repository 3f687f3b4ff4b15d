"""The four shipped rubrics: every bullet of the report is covered, every question is whole, and all is soon read."""

from collections import Counter
from hashlib import sha256
from itertools import pairwise
from statistics import mean, median

import pytest

from assessment.files import load_rubrics, newest_of, shipped_rubrics
from assessment.instrument import Pattern, Question, Role, Rubric, Scope
from assessment.scoring import in_scope
from assessment.words import minutes_for, set_warnings, terms_of, words_in, words_of

ALL = load_rubrics(shipped_rubrics())
RUBRICS = newest_of(ALL)
QUESTIONS = [question for rubric in RUBRICS for question in rubric.questions]
BULLETS = {
    "ai-governance": {f"AI{number}" for number in range(1, 7)},
    "cloud-control": {f"CL{number}" for number in range(1, 10)},
    "cyber-hygiene": {"CY-F1", "CY-F2", "CY-F3", *(f"CY-T{number}" for number in range(1, 6))},
    "open-source-choice": {f"OS{number}" for number in range(1, 9)},
}
PAGES = {"ai-governance": "20-22", "cloud-control": "23-24", "cyber-hygiene": "25-27", "open-source-choice": "28-29"}


def by_id(rubric: Rubric) -> str:
    return rubric.id


def test_there_are_the_four_rubrics_with_fifty_two_questions() -> None:
    assert {rubric.id: len(rubric.questions) for rubric in RUBRICS} == {
        "ai-governance": 13,
        "cloud-control": 12,
        "cyber-hygiene": 14,
        "open-source-choice": 13,
    }


@pytest.mark.parametrize("rubric", RUBRICS, ids=by_id)
def test_every_bullet_of_the_report_is_covered_and_no_other_is_named(rubric: Rubric) -> None:
    named = {code for question in rubric.questions for code in question.source.codes}

    assert named == BULLETS[rubric.id] | {"text"}
    assert {question.source.pages for question in rubric.questions} == {PAGES[rubric.id]}


@pytest.mark.parametrize("rubric", RUBRICS, ids=by_id)
def test_each_rubric_has_three_or_four_themes_three_quick_questions_and_few_critical_ones(rubric: Rubric) -> None:
    assert 3 <= len(rubric.themes) <= 4
    assert len(in_scope(rubric, Scope.QUICK)) == 3
    assert 1 <= sum(question.critical is not None for question in rubric.questions) <= 3
    assert {question.weight for question in rubric.questions} == {1}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_each_question_has_five_whole_levels(question: Question) -> None:
    levels = question.levels

    assert len(levels) == 5
    assert all(level.evidence for level in levels[1:])
    assert all(level.next_step for level in levels[:4])
    assert len({level.description for level in levels}) == 5
    assert question.text.endswith("?")


def test_no_id_is_used_twice_anywhere() -> None:
    counts = Counter(question.id for question in QUESTIONS)

    assert [name for name, count in counts.items() if count > 1] == []


EARLIER = {
    "ai-governance": (
        "207b88871be6b26664150cadb0162ff0407d2f17c788a5f034b7324579b00726",
        "71a0665f351884656930d8f4db87031e6601c60573a530e850b67c1b6b16a6f6",
    ),
    "cloud-control": (
        "7d9ed9650a987826b1448b4923f776801be38077186ae720f35f8a9d437b5e71",
        "84f8b56e4ea11d2ebe2a56cf68367c7521f60db12b8e0ea779933e7cbc2088da",
    ),
    "cyber-hygiene": (
        "79f87907b0da85f5f6814bac5dfe64ea81d5a073a2c0b0e2e2ffde81b035efa9",
        "52025432f5d5c4228324ebb20705288fe85dde56ef6f6b78248a7d19678d5dcf",
    ),
    "open-source-choice": (
        "f6994d5ab1bd6f89a62d288187eaf923a1630e284453722cba3e6078f9dbbcea",
        "caca3a2b1b9cb0adbb1d759d07d7d3316b6313e3bcfef2b3b3f175c1236479de",
    ),
}


@pytest.mark.parametrize("name", EARLIER)
def test_version_1_0_0_stays_as_it_was_shipped_letter_for_letter(name: str) -> None:
    """What was answered under it is scored under it, and stored results carry the hash of its content."""
    of_file, of_content = EARLIER[name]

    assert sha256((shipped_rubrics() / "earlier" / f"{name}-1.0.0.yaml").read_bytes()).hexdigest() == of_file
    assert ALL[name, "1.0.0"].content_hash == of_content


def test_the_questions_and_what_they_may_are_those_of_version_1_0_0_in_their_order() -> None:
    for rubric in RUBRICS:
        before = ALL[rubric.id, "1.0.0"]
        kept = [
            [(q.id, q.theme, q.quick, q.critical, q.may_not_apply, q.source) for q in one.questions]
            for one in (rubric, before)
        ]

        assert rubric.version == "2.0.0"
        assert kept[0] == kept[1]


def test_every_question_climbs_one_of_the_four_ladders_but_that_of_mail() -> None:
    patterns = Counter(question.pattern for question in QUESTIONS)

    assert patterns == {
        Pattern.DONE: 36,
        Pattern.KEPT: 8,
        Pattern.EXERCISED: 5,
        Pattern.ANSWERED_FOR: 2,
        Pattern.OWN: 1,
    }
    assert [question.id for question in QUESTIONS if question.pattern is Pattern.OWN] == ["cyber-mail"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_statement_says_only_what_it_adds_and_a_next_step_names_its_object(question: Question) -> None:
    assert max(words_in([level.description]) for level in question.levels) <= 25
    assert words_in([question.count or ""]) <= 30
    assert min(words_in([level.next_step.action]) for level in question.levels if level.next_step) >= 7
    assert all(below.description != above.description for below, above in pairwise(question.levels))


def test_the_whole_is_read_in_25_minutes_and_the_quick_check_in_6() -> None:
    statements = [words_in([level.description]) for question in QUESTIONS for level in question.levels]
    quick = [question for question in QUESTIONS if question.quick]

    assert median(statements) <= 14
    assert mean(words_in([question.count or ""]) for question in QUESTIONS) <= 22
    assert sum(map(words_of, QUESTIONS)) <= 4600
    assert sum(map(words_of, quick)) <= 1150
    assert (minutes_for(QUESTIONS), minutes_for(quick)) == (24, 6)
    assert list(set_warnings(RUBRICS)) == []


def test_each_role_is_asked_at_least_three_questions() -> None:
    asked = Counter(role for question in QUESTIONS for role in question.ask or ())

    assert [role for role in Role if asked[role] < 3] == []


def test_no_next_step_stands_twice_so_that_each_is_understood_in_a_plan() -> None:
    steps = Counter(level.next_step.action for question in QUESTIONS for level in question.levels if level.next_step)

    assert [step for step, times in steps.items() if times > 1] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_level_3_rests_on_records_and_level_4_on_a_look_at_how_it_works(question: Question) -> None:
    """The mail question's levels are settings that anyone can look up, so nothing is counted there."""
    third, fourth = question.levels[3].description, question.levels[4].description

    if question.pattern is not Pattern.OWN:
        assert any(word in third for word in ("records", "minutes", "reports show"))
    assert any(word in fourth for word in ("review", "compared with another source", "put right"))
    assert "The last 12 months" in [term.name for term in terms_of(question)]
