"""A move: one question raised to a level, or its answer found out.

An unknown answer counts as level 0 here as it does in the confirmed level (R13), so a plan holds whatever the answer
turns out to be: the move "find out" says which level is needed, and its effort is the most that this can take. Of
weight 2 among 10, in one of four areas, a question raised from level 1 to 3 of 4 adds 100 x 2/10 x 2/4 x 1/4 = 2.5
points to the overall score at its lowest, whatever else is done (R47).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.instrument import AnswerSheet, Effort, NextStep, Question, Rubric
from assessment.scoring import LOW_LEVEL

FIND_OUT = Effort.S  # R47: its cost is to ask
NO_EFFORTS: Mapping[tuple[str, str], Effort] = {}

Efforts = Mapping[tuple[str, str], Effort]
"""What one step takes by the council's own word, by (rubric, question); the others take the rubric's (R48)."""


def efforts_of(sheet: AnswerSheet) -> Efforts:
    """As its planned moves have them."""
    return {
        (name, question): move.effort
        for name, moves in sheet.plan.items()
        for question, move in moves.items()
        if move.effort is not None
    }


@dataclass(frozen=True)
class Move:
    """`before` and `to` are levels of the question itself. `before` is None where the answer is unknown; `to` is None
    where finding out is all that is proposed. `effort`: in units of S. `gain`: what `to` adds to the lowest overall
    score, in points; `stake`: the most that can come of it, which is more only where the answer is unknown.
    """

    rubric: Rubric
    question: Question
    before: int | None
    to: int | None
    effort: int
    gain: Fraction
    stake: Fraction
    lifts_floor: bool = False  # critical, and below the floor of the level that its set is for

    @property
    def place(self) -> tuple[str, str]:
        return self.rubric.id, self.question.id

    @property
    def finds_out(self) -> bool:
        return self.before is None

    @property
    def is_from_low(self) -> bool:
        return (self.before or 0) <= LOW_LEVEL

    @property
    def steps(self) -> tuple[NextStep, ...]:
        """The work on the way, one step a level; of an unknown answer the most that there can be."""
        found = (level.next_step for level in self.question.levels[self.before or 0 : self.to or self.before or 0])
        return tuple(step for step in found if step is not None)

    @property
    def proof(self) -> str:
        """What would show that it is done."""
        return "" if self.to is None else self.question.levels[self.to].evidence or ""

    @property
    def size(self) -> Effort:
        """The whole move as one of S, M and L: the smallest that covers it."""
        return next((size for size in Effort if size.size >= self.effort), Effort.L)

    @property
    def rank(self) -> tuple[Fraction, Fraction]:
        """The smallest comes first: most gain for its effort, then most gain (R50)."""
        promise = self.gain if self.to is not None else self.stake
        return -promise / self.effort, -promise


def effort_between(rubric: Rubric, question: Question, levels: tuple[int, int], efforts: Efforts = NO_EFFORTS) -> int:
    """Of all steps from one of the question's levels up to another, in units of S."""
    own = efforts.get((rubric.id, question.id))
    steps = [level.next_step for level in question.levels[levels[0] : levels[1]]]
    return sum((own or step.effort).size for step in steps if step is not None)


def own_level(rubric: Rubric, question: Question, relative: int) -> int:
    """The question's lowest level that stands so high on the rubric's scale (R2)."""
    levels = range(question.top + 1)
    return next(level for level in levels if rubric.relative_level(question, level) >= relative)
