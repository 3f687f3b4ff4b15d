"""R11: an area is at level k when four fifths of its applicable weight is at level k or better, for that level and
every one below it, and no question is below its floor."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from assessment.instrument import DEFAULT_THRESHOLD
from assessment.scoring.levels import Gate, Standing, gate, gated_level
from tests.builders import DONT_KNOW, NA, a_question, a_rubric, an_area


def test_the_share_that_a_level_needs_is_four_fifths():
    assert a_rubric().method.threshold == DEFAULT_THRESHOLD == Fraction(4, 5)


@pytest.mark.parametrize(
    ("at_level_1", "level"), [(79, 0), (80, 1), (81, 1)], ids=lambda value: f"{value}" if value > 2 else None
)
def test_80_of_100_is_enough_for_a_level_and_79_is_not(at_level_1, level):
    rubric = a_rubric(weights=(at_level_1, 100 - at_level_1))

    assert an_area(rubric, 1, 0).level.confirmed == level


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ((0, 0, 0, 0, 0), 0),
        ((1, 1, 1, 1, 0), 1),
        ((1, 1, 1, 0, 0), 0),
        ((2, 2, 2, 2, 1), 2),
        ((2, 2, 2, 1, 1), 1),
        ((4, 4, 4, 4, 2), 4),
        ((4, 4, 4, 4, 1), 3),
        ((4, 4, 3, 3, 3), 3),
        ((4, 4, 4, 4, 4), 4),
    ],
    ids=str,
)
def test_the_level_is_the_highest_that_four_of_five_equal_questions_reach(said, level):
    rubric = a_rubric(weights=(1,) * 5)

    assert an_area(rubric, *said).level.confirmed == level


def test_what_does_not_apply_is_in_neither_side_of_the_share():
    rubric = a_rubric(weights=(4, 1, 10))

    assert an_area(rubric, 1, 0, NA).level.confirmed == 1


@pytest.mark.parametrize(
    ("threshold", "at_level_1", "level"),
    [
        (Fraction("0.55"), 54, 0),
        (Fraction("0.55"), 55, 1),
        (Fraction("0.56"), 56, 1),
        (Fraction("0.57"), 57, 1),
        (Fraction(2, 3), 66, 0),
        (Fraction(2, 3), 67, 1),
        (1, 99, 0),
        (1, 100, 1),
    ],
)
def test_an_author_may_ask_for_another_share_and_it_is_compared_exactly(threshold, at_level_1, level):
    weights = (at_level_1, 100 - at_level_1) if at_level_1 < 100 else (100,)
    rubric = a_rubric(weights=weights, threshold=threshold)

    assert an_area(rubric, *(1, 0)[: len(weights)]).level.confirmed == level


@pytest.mark.parametrize("threshold", [0, Fraction(-1, 5), Fraction(101, 100), True, 0.8, "0.8"])
def test_a_share_is_over_0_and_at_most_1_and_exact(threshold):
    with pytest.raises(ValidationError):
        a_rubric(threshold=threshold)


@pytest.mark.parametrize(("levels", "tops"), [(2, (0, 1)), (3, (0, 1, 2)), (7, (0, 1, 2, 3, 4, 5, 6))])
def test_levels_run_from_0_to_the_top_of_the_scale(levels, tops):
    rubric = a_rubric(levels=levels, weights=(1, 1))

    assert tuple(an_area(rubric, level, level).level.confirmed for level in range(levels)) == tops


def test_the_level_says_nothing_about_spacing():
    plain = a_rubric(a_question("q1"), a_question("q2"))
    steep = a_rubric(a_question("q1", values=[0, 0, 0, 0, 1]), a_question("q2", values=[0, 1, 1, 1, 1]))

    assert an_area(plain, 2, 3).level == an_area(steep, 2, 3).level


def test_a_level_counts_only_above_levels_that_also_pass():
    """Floors that fall are refused in a rubric, so this is told of the gate itself."""
    falling = [Standing("q1", 1, 2, floors=(0, 3, 1, 4, 4))]

    assert [gate(falling, k, 0, Fraction(4, 5)).open for k in range(5)] == [True, False, True, False, False]
    assert gated_level(falling, top=4, unknown_as=0, threshold=Fraction(4, 5)) == 0


def test_the_gates_say_what_each_level_needs_and_what_it_has():
    rubric = a_rubric(weights=(2, 1, 1, 4), critical=("q2",))

    area = an_area(rubric, 4, 2, DONT_KNOW, NA)

    assert area.gates == tuple(
        Gate(level, reached, total=4, below_floor=below, threshold=Fraction(4, 5))
        for level, reached, below in [
            (1, 3, ()),
            (2, 3, ()),
            (3, 2, ("q2", "q3")),
            (4, 2, ("q2", "q3")),
        ]
    )
    assert [gate.enough for gate in area.gates] == [False] * 4


@pytest.mark.parametrize(
    ("said", "open_gates"),
    [((4, 4), [True] * 4), ((2, 2), [True, True, False, False]), ((DONT_KNOW, 4), [False] * 4)],
    ids=["at the top", "half way", "one unknown"],
)
def test_the_level_is_the_last_of_the_open_gates(said, open_gates):
    area = an_area(a_rubric(weights=(1, 1)), *said)

    assert [gate.open for gate in area.gates] == open_gates
    assert area.level.confirmed == sum(open_gates)


def test_a_gate_with_enough_weight_is_shut_by_one_question_below_its_floor():
    area = an_area(a_rubric(weights=(9, 1), critical=("q2",)), 4, 0)

    assert [(gate.enough, gate.open) for gate in area.gates] == [(True, False)] * 4


@pytest.mark.parametrize(("said", "scope"), [((NA, NA), "full"), ((4, 4), "quick")], ids=["nothing applies", "quick"])
def test_where_no_level_is_stated_there_are_no_gates(said, scope):
    area = an_area(a_rubric(weights=(1, 1), quick=("q1", "q2")), *said, scope=scope)

    assert area.gates == ()
