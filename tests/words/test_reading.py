"""The minutes that are shown are those that the words make."""

from fractions import Fraction

import pytest

from assessment.files import load_rubrics, newest_of, shipped_rubrics
from assessment.instrument import Role
from assessment.words import ROLE_NAMES, minutes_for, minutes_text, terms_of, unfolded, words_in, words_of
from assessment.words.reading import SECONDS_TO_CHOOSE, WORDS_A_MINUTE, time_for
from tests.builders import a_question

ALL = load_rubrics(shipped_rubrics())
NEWEST = newest_of(ALL)
FIRST = [rubric for (_, version), rubric in ALL.items() if version == "1.0.0"]


def test_the_rate_is_230_words_a_minute_and_5_seconds_to_choose() -> None:
    assert (WORDS_A_MINUTE, SECONDS_TO_CHOOSE) == (230, 5)


def test_at_first_sight_stand_the_question_what_counts_its_statements_and_who_could_say() -> None:
    question = a_question("q1", text="One two three?", why="Four five.", count="Six.", ask=["data-protection", "ict"])
    statements = sum(len(level.description.split()) for level in question.levels)

    assert words_of(question) == 3 + 1 + statements + 3  # data protection, ICT
    assert words_in(unfolded(question)) == words_of(question) + 2 + words_in(term.text for term in terms_of(question))


def test_every_role_has_a_name() -> None:
    assert list(ROLE_NAMES) == list(Role)


def test_a_question_of_rubric_1_has_its_reason_in_view() -> None:
    question = a_question("q1", text="One two three?", why="Four five.")
    statements = sum(len(level.description.split()) for level in question.levels)

    assert words_of(question) == 5 + statements
    assert time_for(question) == Fraction(5 + statements, 230) + Fraction(5, 60)


@pytest.mark.parametrize(
    ("rubrics", "whole", "quick", "areas"), [(NEWEST, 24, 6, [6, 6, 7, 6]), (FIRST, 47, 11, [11, 11, 13, 12])]
)
def test_the_whole_the_quick_check_and_one_area(rubrics, whole, quick, areas) -> None:
    asked = [question for rubric in rubrics for question in rubric.questions]

    assert minutes_for(asked) == whole
    assert minutes_for(question for question in asked if question.quick) == quick
    assert [minutes_for(rubric.questions) for rubric in rubrics] == areas


def test_nothing_takes_no_time_and_little_takes_a_minute() -> None:
    assert minutes_for([]) == 0
    assert minutes_for([a_question("q1", text="Why?", why="So.")]) == 1


@pytest.mark.parametrize(("minutes", "text"), [(1, "about 1 minute"), (2, "about 2 minutes"), (47, "about 47 minutes")])
def test_minutes_are_said_in_words(minutes: int, text: str) -> None:
    assert minutes_text(minutes) == text
