"""R13: the confirmed level counts what is unknown as level 0, the possible level counts it as the top. The overall
level is the lowest of the areas that apply, named with what holds it there."""

import pytest

from assessment.scoring import LevelRange, score
from tests.builders import BLANK, DONT_KNOW, NA, a_rubric, a_sheet, an_area, rubrics_of


@pytest.mark.parametrize(
    ("said", "confirmed", "possible"),
    [
        ((3, 3, 3, 3, 3), 3, 3),
        ((3, 3, 3, 3, DONT_KNOW), 2, 3),
        ((3, 3, 3, 3, BLANK), 2, 3),
        ((3, 3, 3, DONT_KNOW, DONT_KNOW), 0, 3),
        ((4, 4, 4, 4, DONT_KNOW), 2, 4),
        ((3, 3, 3, 3, NA), 3, 3),
        ((DONT_KNOW,) * 5, 0, 4),
    ],
    ids=["all known", "one unknown", "one blank", "two unknown", "four at the top", "one does not apply", "none known"],
)
def test_what_is_unknown_opens_a_range_of_levels(said, confirmed, possible):
    rubric = a_rubric(weights=(1,) * 5)

    assert an_area(rubric, *said).level == LevelRange(confirmed, possible)


@pytest.mark.parametrize(
    ("said", "binding"),
    [
        ((4, 4, 4, 4, 4), ()),
        ((4, 4, 4, 4, 1), ("q5",)),
        ((4, 4, 4, 1, 1), ("q4", "q5")),
        ((2, 2, 2, 2, 0), ("q5",)),
        ((1, 1, 1, 0, 0), ("q4", "q5")),
        ((4, 4, 4, 4, DONT_KNOW), ("q5",)),
        ((4, 4, 4, DONT_KNOW, 0), ("q4", "q5")),
        ((4, 4, 4, 4, NA), ()),
    ],
    ids=[
        "at the top nothing binds",
        "a floor",
        "the share at level 2",
        "a floor before the share",
        "the share at level 1",
        "an unknown below its floor",
        "an unknown and a zero",
        "what does not apply never binds",
    ],
)
def test_the_binding_questions_are_below_their_floor_or_else_below_the_next_level(said, binding):
    rubric = a_rubric(weights=(1,) * 5)

    assert an_area(rubric, *said).binding == binding


def test_a_question_below_its_floor_binds_before_those_that_are_only_below_the_level():
    rubric = a_rubric(weights=(1,) * 5, critical=("q1",))

    area = an_area(rubric, 1, 1, 1, 4, 4)

    assert area.level.confirmed == 1
    assert area.binding == ("q1",)


def overall(**areas):
    rubrics = [a_rubric(weights=(1,) * len(said), id=name) for name, said in areas.items()]
    return score(a_sheet(areas=areas), rubrics_of(*rubrics)).overall


@pytest.mark.parametrize(
    ("areas", "level", "binding"),
    [
        ({"a": (3,), "b": (2,)}, LevelRange(2, 2), ("b",)),
        ({"a": (2,), "b": (2,), "c": (4,)}, LevelRange(2, 2), ("a", "b")),
        ({"a": (3,), "b": (DONT_KNOW,)}, LevelRange(0, 3), ("b",)),
        ({"a": (1,), "b": (DONT_KNOW,), "c": (0,)}, LevelRange(0, 0), ("b", "c")),
        ({"a": (3,), "b": (NA,)}, LevelRange(3, 3), ("a",)),
        ({"a": (NA,), "b": (NA,)}, None, ()),
        ({"a": (4,), "b": (4,)}, LevelRange(4, 4), ("a", "b")),
    ],
    ids=["weakest", "tie", "unknown", "each end has its own", "one does not apply", "none applies", "all at the top"],
)
def test_the_overall_level_is_that_of_the_weakest_area_that_applies(areas, level, binding):
    result = overall(**areas)

    assert result.level == level
    assert result.binding == binding
