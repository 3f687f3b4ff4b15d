"""What to do next, in order (R50): critical questions below their floor; moves from the lowest levels; then the others,
each by the score gained for its effort (R47).

Raising a question of weight 1 from level 1 to 2 of 4, in an area of 12 such questions that is one of four areas, adds
100 x 1/12 x 1/4 x 1/4 = 0.52 to the overall score at its lowest, whatever else happens.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessment.instrument import NextStep, Question, Rubric, State
from assessment.scoring.results import AreaResult, QuestionResult, Result

LOW_LEVEL = 1  # R50: moves from here and below come before the others


@dataclass(frozen=True)
class Step:
    """Raise one answer by one level. `gain` is in points of the overall score at its lowest."""

    rubric: Rubric
    question: Question
    level: int
    step: NextStep
    gain: Fraction
    lifts_floor: bool

    @property
    def gain_per_effort(self) -> Fraction:
        return self.gain / self.step.effort.size

    @property
    def is_from_low(self) -> bool:
        return self.level <= LOW_LEVEL

    @property
    def order(self) -> tuple[bool, bool, Fraction, Fraction]:
        """The smallest comes first."""
        return not self.lifts_floor, not self.is_from_low, -self.gain_per_effort, -self.gain


@dataclass(frozen=True)
class Unknown:
    """An answer to find out; knowing it adds between 0 and `gain` points to the overall score at its lowest."""

    rubric: Rubric
    question: Question
    state: State
    gain: Fraction


def next_steps(result: Result) -> tuple[Step, ...]:
    steps = [step for area, share in shares(result) for step in area_steps(area, share)]
    return tuple(sorted(steps, key=lambda step: step.order))


def unknowns(result: Result) -> tuple[Unknown, ...]:
    """Critical questions first, then the widest gain."""
    found = [unknown for area, share in shares(result) for unknown in area_unknowns(area, share)]
    return tuple(sorted(found, key=lambda unknown: (unknown.question.critical is None, -unknown.gain)))


def shares(result: Result) -> Iterator[tuple[AreaResult, Fraction]]:
    """Each applicable area with what one unit of its weight is of the overall score."""
    applicable = [area for area in result.areas if area.scores.lowest is not None]
    for area in applicable:
        if area.scores.lowest is not None:
            yield area, Fraction(100, area.scores.lowest.denominator * len(applicable))


def area_steps(area: AreaResult, share: Fraction) -> Iterator[Step]:
    for answered in area.questions:
        question = area.rubric.by_id[answered.id]
        if answered.level is None or answered.level == question.top:
            continue
        step = question.levels[answered.level].next_step
        rise = area.rubric.value(question, answered.level + 1) - area.rubric.value(question, answered.level)
        if step is not None:
            lifts = lifts_critical_floor(area, question, answered)
            yield Step(area.rubric, question, answered.level, step, share * question.weight * rise, lifts)


def lifts_critical_floor(area: AreaResult, question: Question, answered: QuestionResult) -> bool:
    """The question is critical and keeps its area from the next level, whatever the others say."""
    if question.critical is None or area.level is None or answered.level is None:
        return False
    following = area.level.confirmed + 1
    level = area.rubric.relative_level(question, answered.level)
    return following <= area.rubric.top and level < area.rubric.floor(question, following)


def area_unknowns(area: AreaResult, share: Fraction) -> Iterator[Unknown]:
    for answered in area.unknown:
        question = area.rubric.by_id[answered.id]
        yield Unknown(area.rubric, question, answered.state, share * question.weight)
