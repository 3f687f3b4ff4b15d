"""Quick scope: only the questions marked quick are applicable, and no level is stated."""

from fractions import Fraction

import pytest

from assessment.files import dump_answers, parse_answers
from assessment.scoring import Status, score
from tests.builders import BLANK, DONT_KNOW, NA, a_question, a_rubric, a_sheet, an_area, rubrics_of


def a_rubric_with_two_quick():
    return a_rubric(weights=(3, 1, 5), quick=("q1", "q2"))


@pytest.mark.parametrize("other", [0, 4, DONT_KNOW, BLANK, NA], ids=["low", "high", "don't know", "blank", "n/a"])
def test_only_quick_questions_count(other):
    rubric = a_rubric_with_two_quick()

    area = an_area(rubric, 4, 0, other, scope="quick")

    assert [question.id for question in area.questions] == ["q1", "q2"]
    assert area.scores.status is Status.SCORED
    assert area.scores.score.value == area.scores.lowest.value == area.scores.highest.value == 75
    assert area.lowest_without_na.value == 75
    assert area.limited_scope is False


def test_the_same_answers_in_full_scope_count_all_questions():
    rubric = a_rubric_with_two_quick()

    assert an_area(rubric, 4, 0, 4, scope="full").scores.score.value == Fraction(800, 9)


def test_a_quick_check_states_no_level():
    rubric = a_rubric_with_two_quick()

    result = score(a_sheet(4, 4, 4, scope="quick"), rubrics_of(rubric))

    area = result.areas[0]
    assert (area.level, area.evidenced_level, area.binding) == (None, None, ())
    assert (result.overall.level, result.overall.binding) == (None, ())


def test_a_quick_check_covers_the_quick_questions():
    rubric = a_rubric(weights=(2, 1, 9), quick=("q1", "q2"))

    scores = an_area(rubric, 4, DONT_KNOW, 4, scope="quick").scores

    assert (scores.coverage, scores.status) == (Fraction(2, 3), Status.PROVISIONAL)


def test_answers_to_other_questions_are_kept():
    rubrics = rubrics_of(a_rubric_with_two_quick())
    sheet = a_sheet(4, 0, 3, scope="quick")

    score(sheet, rubrics)
    again = parse_answers(dump_answers(sheet), rubrics, "answers.json")

    assert again == sheet
    assert again.answer("area", "q3").level == 3


def test_a_theme_without_quick_questions_is_left_out():
    rubric = a_rubric(a_question("q1", theme="people", quick=True), a_question("q2", theme="tools"))

    assert [theme.id for theme in an_area(rubric, 4, 4, scope="quick").themes] == ["people"]


def test_a_rubric_without_quick_questions_has_nothing_to_score_and_no_empty_number():
    rubric = a_rubric(weights=(1, 1))

    area = an_area(rubric, 4, 4, scope="quick")

    assert area.scores.status is Status.NOT_APPLICABLE
    assert area.lowest_without_na is None or area.lowest_without_na.terms
    assert area.limited_scope is False
