"""R50: critical floors, then the rest of the smallest sets, binding areas first, then all other moves."""

from fractions import Fraction

import pytest

from assessment.instrument import BadInput, Level, NextStep, Question
from assessment.planning import Plan, Tier, make_plan
from assessment.scoring import score
from tests.builders import BLANK, DONT_KNOW, NA, a_question, a_rubric, a_sheet, rubrics_of


def asked(id: str, effort: str = "S", **more: object) -> Question:
    step = NextStep(action="Do it.", who="Head of ICT", effort=effort)
    return a_question(id, levels=[Level(description="x", evidence="x", next_step=step)] * 5, **more)


def plan_of(*said: tuple[Question, object], level: int | None = None, **more: object) -> Plan:
    rubric = a_rubric(*(question.model_copy(update={"id": f"q{n}"}) for n, (question, _) in enumerate(said, 1)))
    return make_plan(score(a_sheet(*(one for _, one in said), **more), rubrics_of(rubric)), level)


def lines(plan: Plan) -> list[tuple[int, str]]:
    return [(line.tier, line.move.question.id) for line in plan.lines]


def test_critical_floors_come_before_the_set_and_the_set_before_the_rest() -> None:
    """At level 0. Level 1 needs the critical one, and four fifths of the weight: one of the others at level 0."""
    plan = plan_of((asked("a"), 3), (asked("b"), 0), (asked("c", "L", critical=True), 0), *[(asked("d"), 1)] * 2)

    assert lines(plan)[:2] == [(Tier.CRITICAL, "q3"), (Tier.REST, "q2")]
    assert lines(plan_of((asked("a"), 0), (asked("b"), 0), (asked("c", "L", critical=True), 0)))[:3] == [
        (Tier.CRITICAL, "q3"),
        (Tier.SMALLEST_SET, "q1"),
        (Tier.SMALLEST_SET, "q2"),
    ]


def test_areas_that_hold_the_overall_level_come_first_within_the_set() -> None:
    easy, hard = a_rubric(asked("q1", "S"), id="easy"), a_rubric(asked("q1", "L"), id="hard")
    plan = make_plan(score(a_sheet(areas={"easy": (2,), "hard": (1,)}), rubrics_of(easy, hard)))

    assert [(line.move.rubric.id, line.move.to, line.unlocks_area, line.unlocks_overall) for line in plan.lines] == [
        ("hard", 2, 2, 2),
        ("easy", 3, 3, None),
    ]


def test_the_rest_goes_by_low_levels_then_gain_for_its_effort_then_gain() -> None:
    held = [(asked("x", critical=True), 0)]
    plan = plan_of(
        *held,
        (asked("a", "S", weight=9), 2),
        (asked("b", "L", weight=4), 1),
        (asked("c", "S", weight=1), 1),
        (asked("d", "S", weight=2), 1),
        (asked("e", "S", weight=8), 3),
    )

    assert lines(plan) == [(1, "q1"), (3, "q5"), (3, "q3"), (3, "q4"), (3, "q2"), (3, "q6")]


def test_a_question_has_one_move() -> None:
    plan = plan_of(*[(asked("a"), level) for level in (0, 1, 2, 0, DONT_KNOW, BLANK, 4)])

    places = [line.move.question.id for line in plan.lines]
    assert sorted(places) == sorted(set(places))
    assert set(places) == {"q1", "q2", "q3", "q4", "q5", "q6"}


def test_an_unknown_answer_outside_the_set_is_a_move_to_find_out() -> None:
    plan = plan_of(*[(asked("a"), 1)] * 5, (asked("b"), DONT_KNOW), level=1)

    (line,) = [line for line in plan.lines if line.move.finds_out]
    assert (line.tier, line.move.to, line.move.steps, line.move.proof) == (Tier.REST, None, (), "")
    assert (line.move.gain, line.move.stake, line.move.size.value) == (0, Fraction(100, 6), "S")
    assert line.unlocks_area is None


def test_finding_out_has_its_place_by_what_is_at_stake() -> None:
    """It counts as a low level, and asking is little work; what it may bring is the whole weight."""
    plan = plan_of(*[(asked("a", "S", weight=3), 1)] * 2, (asked("b"), DONT_KNOW), (asked("c", weight=9), 2), level=1)

    assert lines(plan) == [(3, "q3"), (3, "q1"), (3, "q2"), (3, "q4")]


def test_the_goal_is_the_next_level_of_each_area_or_the_one_asked_for() -> None:
    rubrics = rubrics_of(*(a_rubric(id=name) for name in ("a", "b", "c")))
    result = score(a_sheet(areas={"a": (1,), "b": (3,), "c": (4,)}), rubrics)

    assert [(goal.area.rubric.id, goal.level) for goal in make_plan(result).goals] == [("a", 2), ("b", 4)]
    assert [(goal.area.rubric.id, goal.level) for goal in make_plan(result, 3).goals] == [("a", 3)]
    assert make_plan(result, 1).goals == ()


@pytest.mark.parametrize(("level", "top"), [(0, 4), (5, 4), (-1, 4), (99, 4)])
def test_a_level_that_does_not_exist_is_refused(level: int, top: int) -> None:
    with pytest.raises(BadInput, match=f"there is no level {level} to plan for; write one from 1 to {top}"):
        plan_of((asked("a"), 1), level=level)


def test_the_level_asked_for_must_exist_in_every_area() -> None:
    rubrics = rubrics_of(a_rubric(id="a", levels=3), a_rubric(id="b"))

    with pytest.raises(BadInput, match="from 1 to 2"):
        make_plan(score(a_sheet(areas={"a": (1,), "b": (1,)}), rubrics), 3)


def test_a_quick_check_has_no_level_to_plan_for_and_its_moves_all_the_same() -> None:
    plan = plan_of((asked("a", quick=True), 1), (asked("b"), 1), scope="quick")

    assert (plan.goals, lines(plan)) == ((), [(Tier.REST, "q1")])
    with pytest.raises(BadInput, match="state no level"):
        plan_of((asked("a", quick=True), 1), scope="quick", level=1)


@pytest.mark.parametrize("said", [(NA,), (4,)], ids=["nothing applies", "at the top"])
def test_where_nothing_is_left_to_do_the_plan_is_empty(said: tuple[object]) -> None:
    plan = plan_of((asked("a"), *said))

    assert (plan.goals, plan.lines) == ((), ())


@pytest.mark.parametrize(("efforts", "size"), [("S", "S"), ("SS", "M"), ("SM", "L"), ("LLLL", "L")])
def test_a_move_of_several_steps_is_as_large_as_all_of_them(efforts: str, size: str) -> None:
    steps = [NextStep(action="x", who="x", effort=effort) for effort in efforts]
    levels = [Level(description="x", evidence="x", next_step=step) for step in [*steps, None]]
    level = len(efforts)

    (line,) = plan_of((a_question("q1", levels=levels), 0), level=level).lines

    assert (line.move.size.value, line.move.to, len(line.move.steps)) == (size, level, level)
