"""The smallest set of moves that brings an area to a level: exact (R48).

Every question below its floor for the level must rise to it. Of the others so many must reach the level that four
fifths of the weight have: the cheapest such choice is a minimum knapsack. Take 14 of a weight of 25 as done, so that 6
more are needed, and questions of (weight, effort) (3, 3), (3, 3) and (5, 4): the best for its effort, (5, 4), leaves
1 to find and ends at 7; the two others do it for 6 (GV-15).

Bound: at most one state is kept for each weight from 0 to what is missing, so `n` questions take at most n x missing
steps, however many sets there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm
from typing import NamedTuple

from assessment.instrument import Question, Rubric
from assessment.planning.moves import NO_EFFORTS, Efforts, Move, effort_between, own_level
from assessment.scoring import AreaResult, QuestionResult


class Candidate(NamedTuple):
    """`moves`: 0 where the question moves anyway, for its floor. `gain`: any unit, the same for all."""

    weight: int
    effort: int
    moves: int
    gain: int


Key = tuple[int, int, int, int]  # effort, moves, -gain, -the set as bits, the first question's the highest
State = tuple[int, Key]  # weight covered, at most what is needed


def cheapest_cover(candidates: Sequence[Candidate], need: int) -> tuple[int, ...]:
    """The places of the candidates that together weigh at least `need`, for the least effort; ties by fewer moves, then
    the larger gain, then rubric order. Raises ValueError where all of them weigh too little.
    """
    need = max(0, need)
    states: list[State] = [(0, (0, 0, 0, 0))]
    for place, one in enumerate(candidates):
        bit = 1 << (len(candidates) - 1 - place)
        states = undominated(
            states
            + [
                (min(need, weight + one.weight), (effort + one.effort, moves + one.moves, gain - one.gain, bits - bit))
                for weight, (effort, moves, gain, bits) in states
            ]
        )
    weight, best = states[0]
    if weight < need:
        raise ValueError(f"{need} is more than all candidates weigh")
    return tuple(place for place in range(len(candidates)) if -best[3] >> (len(candidates) - 1 - place) & 1)


def undominated(states: Sequence[State]) -> list[State]:
    """The heaviest first; without those that another equals or outweighs for a smaller key. Whatever may still be added
    adds the same to both, so none of these can become the best.
    """
    kept: list[State] = []
    for state in sorted(states, key=lambda state: (-state[0], state[1])):
        if not kept or state[1] < kept[-1][1]:
            kept.append(state)
    return kept


@dataclass(frozen=True)
class Climb:
    """One applicable question on its way. All are levels of its own: `now` (0 where unknown), `floored`, the least that
    its floor leaves it, and `goal`, from where on it counts as having reached the area's level.
    """

    rubric: Rubric
    question: Question
    known: int | None
    floored: int
    goal: int

    @property
    def now(self) -> int:
        return self.known or 0

    @property
    def is_below(self) -> bool:
        return self.floored < self.goal

    def rise(self, low: int, high: int) -> Fraction:
        """What going from one level to another is worth, in units of weight."""
        values = [self.rubric.value(self.question, level) for level in (low, high)]
        return self.question.weight * (values[1] - values[0])


def smallest_set(
    area: AreaResult, level: int, share: Fraction = Fraction(0), efforts: Efforts = NO_EFFORTS
) -> tuple[Move, ...]:
    """In rubric order; empty where the area is there already, or states no level. `level`: at most the rubric's top.
    `share`: what one unit of the area's weight is of the overall score, in points (`shares`).
    """
    if area.level is None or level <= area.level.confirmed:
        return ()
    climbs = [climb(area.rubric, answered, level) for answered in area.questions if answered.applies]
    raised = raised_to_level(area.rubric, climbs, efforts)
    ends = [(one, one.goal if place in raised else one.floored) for place, one in enumerate(climbs)]
    return tuple(move_to(one, end, share, efforts) for one, end in ends if end > one.now)


def climb(rubric: Rubric, answered: QuestionResult, level: int) -> Climb:
    question = rubric.by_id[answered.id]
    floor = own_level(rubric, question, rubric.floor(question, level))
    return Climb(rubric, question, answered.level, max(answered.level or 0, floor), own_level(rubric, question, level))


def raised_to_level(rubric: Rubric, climbs: Sequence[Climb], efforts: Efforts) -> set[int]:
    """The places of those to be raised from where their floors have brought them to the level itself."""
    total = sum(one.question.weight for one in climbs)
    reached = sum(one.question.weight for one in climbs if not one.is_below)
    below = [place for place, one in enumerate(climbs) if one.is_below]
    unit = lcm(*(climbs[place].rise(climbs[place].floored, climbs[place].goal).denominator for place in below))
    candidates = [candidate(climbs[place], unit, efforts) for place in below]
    return {below[place] for place in cheapest_cover(candidates, ceil(rubric.method.threshold * total) - reached)}


def candidate(one: Climb, unit: int, efforts: Efforts) -> Candidate:
    """`unit`: by which every gain becomes a whole number."""
    effort = effort_between(one.rubric, one.question, (one.floored, one.goal), efforts)
    gain = int(one.rise(one.floored, one.goal) * unit)
    return Candidate(one.question.weight, effort, int(one.floored == one.now), gain)


def move_to(one: Climb, end: int, share: Fraction, efforts: Efforts) -> Move:
    gain = share * one.rise(one.now, end)
    return Move(
        rubric=one.rubric,
        question=one.question,
        before=one.known,
        to=end,
        effort=effort_between(one.rubric, one.question, (one.now, end), efforts),
        gain=gain,
        stake=gain if one.known is not None else share * one.question.weight,
        lifts_floor=one.question.critical is not None and one.now < one.floored,
    )
