"""The minutes that are shown are those that the words make."""

from fractions import Fraction

import pytest

from assessment.files import load_rubrics, newest_of, shipped_rubrics
from assessment.words import minutes_for, minutes_text
from assessment.words.reading import SECONDS_TO_CHOOSE, WORDS_A_MINUTE, time_for, words_of
from tests.builders import a_question

RUBRICS = newest_of(load_rubrics(shipped_rubrics()))


def test_the_rate_is_230_words_a_minute_and_5_seconds_to_choose() -> None:
    assert (WORDS_A_MINUTE, SECONDS_TO_CHOOSE) == (230, 5)


def test_what_a_reader_has_before_choosing_is_counted_and_nothing_else() -> None:
    question = a_question("q1", text="One two three?", why="Four five.")
    statements = sum(len(level.description.split()) for level in question.levels)

    assert words_of(question) == 5 + statements
    assert time_for(question) == Fraction(5 + statements, 230) + Fraction(5, 60)


def test_the_whole_the_quick_check_and_one_area() -> None:
    asked = [question for rubric in RUBRICS for question in rubric.questions]

    assert minutes_for(asked) == 47
    assert minutes_for(question for question in asked if question.quick) == 11
    assert [minutes_for(rubric.questions) for rubric in RUBRICS] == [11, 11, 13, 12]


def test_nothing_takes_no_time_and_little_takes_a_minute() -> None:
    assert minutes_for([]) == 0
    assert minutes_for([a_question("q1", text="Why?", why="So.")]) == 1


@pytest.mark.parametrize(("minutes", "text"), [(1, "about 1 minute"), (2, "about 2 minutes"), (47, "about 47 minutes")])
def test_minutes_are_said_in_words(minutes: int, text: str) -> None:
    assert minutes_text(minutes) == text
