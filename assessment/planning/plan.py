"""The plan: every move that is left, in the order in which to make them (R50).

1. Critical questions below their floor for the area's goal.
2. The other members of each area's smallest set to its goal. Areas that hold the overall level come first in 1 and 2.
3. The rest, one level each, or finding out: first from levels 0 and 1 and from unknown, then the others.

Within each: most gain for its effort, then most gain, then rubric order. One move a question. The goal is the next
level of each area (R51: a higher one is not always better), or one level for all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction

from assessment.instrument import AnswerSheet, BadInput, Problem
from assessment.planning.moves import FIND_OUT, NO_EFFORTS, Efforts, Move, effort_between
from assessment.planning.smallest import smallest_set
from assessment.scoring import AreaResult, Result, Standing, gated_level, next_steps, shares, standings_of, unknowns


class Tier(IntEnum):
    CRITICAL = 1
    SMALLEST_SET = 2
    REST = 3


@dataclass(frozen=True)
class Goal:
    """The level that an area's smallest set brings it to. `effort`: of the set, in units of S."""

    area: AreaResult
    level: int
    moves: tuple[Move, ...]

    @property
    def effort(self) -> int:
        return sum(move.effort for move in self.moves)


@dataclass(frozen=True)
class Line:
    """One move of the plan, and what holds once it and all above it are done: unknown answers that are only to be
    found out count as nothing still. `unlocks_area` and `unlocks_overall` are the confirmed levels that it reaches,
    None where it reaches no new one. `lowest`: the overall score at its lowest. `goal`: which it is needed for.
    """

    move: Move
    tier: Tier
    goal: Goal | None
    lowest: Fraction
    unlocks_area: int | None = None
    unlocks_overall: int | None = None


@dataclass(frozen=True)
class Plan:
    result: Result
    asked: int | None
    goals: tuple[Goal, ...]
    lines: tuple[Line, ...]

    @property
    def needed(self) -> tuple[Line, ...]:
        """The smallest set: what the goals need, and nothing else."""
        return tuple(line for line in self.lines if line.tier is not Tier.REST)

    @property
    def rest(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.tier is Tier.REST)

    def only(self, changes: Mapping[tuple[str, str], int]) -> tuple[Line, ...]:
        """The moves to those levels in the plan's order, and what each unlocks if nothing else is done."""
        share = {area.rubric.id: one for area, one in shares(self.result)}
        chosen = [line for line in self.lines if line.move.place in changes]
        moves = [(one.tier, ended(one.move, changes[one.move.place], share[one.move.rubric.id])) for one in chosen]
        return tuple(lines_of(self.result, self.goals, moves))


def make_plan(result: Result, level: int | None = None, efforts: Efforts = NO_EFFORTS) -> Plan:
    """`level`: for every area; without it, each area's next one. Raises BadInput where there is no such level."""
    if level is not None:
        check_level(result, level)
    goals = tuple(goals_of(result, level, efforts))
    placed = [(tier_of(move), move) for goal in goals for move in goal.moves]
    taken = {move.place for _, move in placed}
    placed += [(Tier.REST, move) for move in single_moves(result, efforts) if move.place not in taken]
    placed.sort(key=lambda one: rank(result, *one))
    return Plan(result, level, goals, tuple(lines_of(result, goals, placed)))


def open_lines(sheet: AnswerSheet, plan: Plan) -> tuple[Line, ...]:
    """In the plan's order: those that the council has planned, else all that is neither done nor dropped."""
    planned = [(line, sheet.plan.get(line.move.rubric.id, {}).get(line.move.question.id)) for line in plan.lines]
    own = tuple(line for line, move in planned if move is not None and move.is_open)
    return own or tuple(line for line, move in planned if move is None)


def check_level(result: Result, level: int) -> None:
    tops = [area.rubric.top for area in result.areas if area.level is not None]
    if not tops:
        raise BadInput([Problem("these answers state no level, so none can be asked for; leave it out")])
    if not 1 <= level <= min(tops):
        raise BadInput([Problem(f"there is no level {level} to plan for; write one from 1 to {min(tops)}")])


def goals_of(result: Result, level: int | None, efforts: Efforts) -> Iterator[Goal]:
    """Of the areas that are below their goal, in the result's order."""
    for area, share in shares(result):
        if area.level is None:
            continue
        goal = min(area.level.confirmed + 1, area.rubric.top) if level is None else level
        if goal > area.level.confirmed:
            yield Goal(area, goal, smallest_set(area, goal, share, efforts))


def tier_of(move: Move) -> Tier:
    return Tier.CRITICAL if move.lifts_floor else Tier.SMALLEST_SET


def rank(result: Result, tier: Tier, move: Move) -> tuple[int, bool, tuple[Fraction, Fraction]]:
    """The smallest comes first."""
    later = not move.is_from_low if tier is Tier.REST else move.rubric.id not in result.overall.binding
    return tier, later, move.rank


def single_moves(result: Result, efforts: Efforts) -> Iterator[Move]:
    """Every question's next level, and every unknown answer."""
    for step in next_steps(result):
        effort = effort_between(step.rubric, step.question, (step.level, step.level + 1), efforts)
        yield Move(step.rubric, step.question, step.level, step.level + 1, effort, step.gain, step.gain)
    for unknown in unknowns(result):
        nothing = Fraction(0)
        yield Move(unknown.rubric, unknown.question, None, None, FIND_OUT.size, nothing, unknown.gain)


def lines_of(result: Result, goals: Sequence[Goal], placed: Iterable[tuple[Tier, Move]]) -> Iterator[Line]:
    """Levels are counted anew after each move, by R11; the gains add up (R47)."""
    goal_of = {move.place: goal for goal in goals for move in goal.moves}
    standings = {area.rubric.id: standings_of(area.rubric, area.questions) for area in result.areas}
    levels = {area.rubric.id: area.level.confirmed for area in result.areas if area.level is not None}
    lowest = result.overall.scores.lowest.value if result.overall.scores.lowest else Fraction(0)
    for tier, move in placed:
        lowest += move.gain
        before, name = dict(levels), move.rubric.id
        if name in levels:
            standings[name] = moved(standings[name], move)
            levels[name] = level_of(move, standings[name])
        area, overall = levels.get(name), min(levels.values(), default=None)
        yield Line(
            move,
            tier,
            goal_of.get(move.place),
            lowest,
            area if area != before.get(name) else None,
            overall if overall != min(before.values(), default=None) else None,
        )


def ended(move: Move, level: int, share: Fraction) -> Move:
    """The same move to another level of its question. `share`: what one unit of weight is of the overall score."""
    if move.to == level:
        return move
    rise = move.rubric.value(move.question, level) - move.rubric.value(move.question, move.before or 0)
    return replace(move, to=level, gain=share * move.question.weight * rise)


def moved(standings: Sequence[Standing], move: Move) -> list[Standing]:
    if move.to is None:
        return list(standings)
    level = move.rubric.relative_level(move.question, move.to)
    return [replace(one, level=level) if one.question == move.question.id else one for one in standings]


def level_of(move: Move, standings: Sequence[Standing]) -> int:
    return gated_level(standings, move.rubric.top, 0, move.rubric.method.threshold)
