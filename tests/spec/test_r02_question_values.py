"""R2: a level is worth its share of the way from the lowest level to the top, unless the question has its own map."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from tests.builders import a_question, a_rubric, an_area


@pytest.mark.parametrize(
    ("levels", "worth"),
    [
        (2, ["0", "1"]),
        (3, ["0", "1/2", "1"]),
        (5, ["0", "1/4", "1/2", "3/4", "1"]),
        (7, ["0", "1/6", "1/3", "1/2", "2/3", "5/6", "1"]),
    ],
)
def test_levels_are_equally_spaced(levels, worth):
    rubric = a_rubric(levels=levels)

    values = [an_area(rubric, level).questions[0].value for level in range(levels)]

    assert values == [Fraction(value) for value in worth]


@pytest.mark.parametrize(("level", "value", "score"), [(0, 0, 0), (1, 1, 100)])
def test_the_upper_of_two_levels_counts_as_the_top(level, value, score):
    rubric = a_rubric(a_question("q1", levels=2), a_question("q2", levels=5, weight=3))

    area = an_area(rubric, level, 4 * level)

    assert area.questions[0].value == value
    assert area.scores.score.value == score


@pytest.mark.parametrize(("said", "level"), [((1, 4), 4), ((0, 4), 0)], ids=["done", "not done"])
def test_the_upper_of_two_levels_reaches_every_area_level(said, level):
    rubric = a_rubric(a_question("q1", levels=2, critical=True), a_question("q2", levels=5))

    area = an_area(rubric, *said)

    assert area.level.confirmed == level


def test_a_three_level_question_alone_is_not_read_as_a_two_level_one():
    rubric = a_rubric(levels=3, weights=(1,))

    area = an_area(rubric, 1)

    assert area.scores.score.value == 50
    assert area.level.confirmed == 1


@pytest.mark.parametrize(("level", "value"), [(0, "0"), (1, "1/10"), (2, "1/5"), (3, "1/5"), (4, "1")])
def test_a_question_may_have_its_own_value_map(level, value):
    rubric = a_rubric(a_question(values=[Fraction(v) for v in ("0", "0.1", "0.2", "0.2", "1")]))

    area = an_area(rubric, level)

    assert area.questions[0].value == Fraction(value)


def test_a_value_map_changes_the_score_and_never_the_level():
    plain = a_rubric(a_question())
    mapped = a_rubric(a_question(values=[0, 0, 0, 0, 1]))

    assert an_area(plain, 3).scores.score.value == 75
    assert an_area(mapped, 3).scores.score.value == 0
    assert an_area(plain, 3).level == an_area(mapped, 3).level


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ((0, 1), "has 2 entries for 5 levels"),
        ((0, Fraction(1, 2), Fraction(1, 4), 1, 1), "never fall"),
        ((Fraction(1, 10), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), 1), "begin with 0"),
        ((0, Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(9, 10)), "end with 1"),
    ],
    ids=["too short", "falls", "begins above 0", "ends below 1"],
)
def test_a_value_map_must_rise_from_0_to_1(values, complaint):
    with pytest.raises(ValidationError, match=complaint):
        a_question(values=values)


@pytest.mark.parametrize("levels", [2, 7])
def test_a_question_may_have_two_to_seven_levels(levels):
    rubric = a_rubric(levels=levels)

    assert rubric.top == levels - 1


@pytest.mark.parametrize(("levels", "complaint"), [(1, "at least 2"), (8, "at most 7")])
def test_a_question_with_one_or_eight_levels_is_refused(levels, complaint):
    with pytest.raises(ValidationError, match=complaint):
        a_question(levels=levels)


def test_questions_of_one_rubric_have_the_same_number_of_levels_or_two():
    with pytest.raises(ValidationError, match="has 4 levels where the others have 5; use 5, or two"):
        a_rubric(a_question("q1"), a_question("q2"), a_question("q3", levels=4))
