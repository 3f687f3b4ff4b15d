"""R12: the area's level is never above the level of a critical question, and no question may lag by more than two
levels, unless its author gives it floors of its own."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from assessment.instrument import CRITICAL_LIMIT, DEFAULT_LAG, Critical
from tests.builders import NA, a_question, a_rubric, an_area


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
def test_an_area_is_never_above_its_critical_question(level):
    rubric = a_rubric(weights=(1,) * 10, critical=("q10",))

    assert an_area(rubric, *[4] * 9, level).level.confirmed == level


@pytest.mark.parametrize(("lagging", "level"), [(0, 2), (1, 3), (2, 4), (3, 4), (4, 4)])
def test_an_ordinary_question_may_lag_by_two_levels_and_no_more(lagging, level):
    rubric = a_rubric(weights=(1,) * 10)

    assert DEFAULT_LAG == rubric.method.lag == 2
    assert an_area(rubric, *[4] * 9, lagging).level.confirmed == level


@pytest.mark.parametrize(("lag", "level"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (6, 4)])
def test_an_author_may_allow_another_lag(lag, level):
    rubric = a_rubric(weights=(1,) * 10, lag=lag)

    assert an_area(rubric, *[4] * 9, 0).level.confirmed == level


@pytest.mark.parametrize("lag", [-1, 7, True, 1.0, "2"])
def test_a_lag_is_a_whole_number_from_0_to_6(lag):
    with pytest.raises(ValidationError):
        a_rubric(lag=lag)


@pytest.mark.parametrize(
    ("kind", "floors"),
    [
        ({}, [0, 0, 0, 1, 2]),
        ({"critical": True}, [0, 1, 2, 3, 4]),
        ({"floors": [0, 2, 3, 4, 4]}, [0, 2, 3, 4, 4]),
        ({"critical": True, "floors": [0, 0, 1, 1, 4]}, [0, 0, 1, 1, 4]),
    ],
    ids=["ordinary", "critical", "its own floors", "its own floors although critical"],
)
def test_the_floors_of_a_question_for_levels_0_to_4(kind, floors):
    question = a_question(**kind)
    rubric = a_rubric(question)

    assert [rubric.floor(question, k) for k in range(5)] == floors


@pytest.mark.parametrize(("level", "area"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 4)])
def test_floors_of_its_own_can_ask_more_of_a_question_than_of_the_area(level, area):
    admins = a_question("q10", floors=[0, 2, 3, 4, 4])
    rubric = a_rubric(*[a_question(f"q{n}") for n in range(1, 10)], admins)

    assert an_area(rubric, *[4] * 9, level).level.confirmed == area


def test_floors_hold_on_the_scale_of_the_rubric_for_a_two_level_question():
    rubric = a_rubric(*[a_question(f"q{n}") for n in range(1, 10)], a_question("q10", levels=2, floors=[0, 0, 0, 4, 4]))

    assert an_area(rubric, *[4] * 9, 0).level.confirmed == 2
    assert an_area(rubric, *[4] * 9, 1).level.confirmed == 4


def test_a_floor_that_does_not_apply_holds_nothing_back():
    rubric = a_rubric(a_question("q1"), a_question("q2", critical=True, not_applicable=True))

    assert an_area(rubric, 4, NA).level.confirmed == 4


@pytest.mark.parametrize(
    ("floors", "complaint"),
    [
        ([0, 2, 1, 3, 4], "must begin with 0 and never fall"),
        ([1, 1, 2, 3, 4], "must begin with 0 and never fall"),
        ([-1, 0, 0, 0, 0], "must begin with 0 and never fall"),
        ([], "must begin with 0 and never fall"),
        ([0, 1, 2, 3], "needs one entry for each of the rubric's 5 levels, none over 4"),
        ([0, 1, 2, 3, 4, 4], "needs one entry for each of the rubric's 5 levels, none over 4"),
        ([0, 1, 2, 3, 5], "needs one entry for each of the rubric's 5 levels, none over 4"),
        ([0, 1, 2, 3, Fraction(7, 2)], "integer"),
    ],
    ids=["falling", "from 1", "negative", "none", "too few", "too many", "over the top", "not whole"],
)
def test_floors_rise_from_0_to_at_most_the_top(floors, complaint):
    with pytest.raises(ValidationError, match=complaint):
        a_rubric(a_question(floors=floors))


def test_three_questions_may_be_critical():
    rubric = a_rubric(weights=(1,) * 5, critical=("q1", "q2", "q3"))

    assert CRITICAL_LIMIT == 3
    assert [question.critical is not None for question in rubric.questions] == [True] * 3 + [False] * 2


def test_a_fourth_critical_question_is_refused():
    with pytest.raises(ValidationError, match="more than 3 questions are critical"):
        a_rubric(weights=(1,) * 5, critical=("q1", "q2", "q3", "q4"))


@pytest.mark.parametrize("critical", [{}, {"reason": ""}, {"reason": None}], ids=["none", "empty", "null"])
def test_a_critical_question_needs_a_reason(critical):
    with pytest.raises(ValidationError):
        Critical(**critical)
