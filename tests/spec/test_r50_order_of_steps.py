"""R50: critical questions below their floor first; then moves from levels 0 and 1, then the others, each by gain for
its effort, ties by the larger gain."""

import pytest

from assessment.instrument import Level, NextStep, Question
from assessment.scoring import next_steps, score
from tests.builders import a_question, a_rubric, a_sheet, rubrics_of


def asked(name: str, effort: str = "S", **more) -> Question:
    step = NextStep(action=f"A step of size {effort}.", who="Head of ICT", effort=effort)
    return a_question("q1", text=name, levels=[Level(description="x", evidence="x", next_step=step)] * 5, **more)


def order(*said: tuple[Question, int]) -> list[str]:
    """The names of the questions, in the order of their steps."""
    rubric = a_rubric(*(one.model_copy(update={"id": f"q{number}"}) for number, (one, _) in enumerate(said, 1)))
    result = score(a_sheet(*(level for _, level in said)), rubrics_of(rubric))
    return [step.question.text for step in next_steps(result)]


@pytest.mark.parametrize(("low", "high"), [(0, 2), (1, 2), (0, 3), (1, 3)])
def test_a_move_from_levels_0_and_1_comes_before_a_better_one_from_above(low: int, high: int) -> None:
    """A yearly review of what is established does not stand above a gap."""
    review, gap = asked("review", "S", weight=5), asked("gap", "L")

    assert order((review, high), (gap, low)) == ["gap", "review"]


@pytest.mark.parametrize("levels", [(0, 1), (1, 0), (2, 3), (3, 2)])
def test_within_both_groups_gain_for_effort_decides_and_not_the_level(levels: tuple[int, int]) -> None:
    dear, cheap = asked("dear", "L"), asked("cheap", "S")

    assert order((dear, levels[0]), (cheap, levels[1])) == ["cheap", "dear"]


def test_equal_gain_for_effort_goes_by_the_larger_gain() -> None:
    small, large = asked("small", "S", weight=1), asked("large", "L", weight=4)

    assert order((small, 1), (large, 1)) == ["large", "small"]


def test_a_critical_question_below_its_floor_comes_first_wherever_it_stands() -> None:
    """With seven at level 3 the area is at level 2, and what is critical at level 2 keeps it there."""
    others = [(asked(f"o{number}"), 3) for number in range(7)]
    gap, critical = asked("gap"), asked("critical", "L", critical=True)

    assert order(*others, (gap, 1), (critical, 2))[:2] == ["critical", "gap"]
