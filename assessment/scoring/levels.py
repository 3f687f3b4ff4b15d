"""Levels: what an area can rely on (rules R11 to R13).

An area is at level 2 when at least four fifths of the weight of its applicable questions is at level 2 or better and
no question is below its floor for level 2. With one answer unknown there are two such levels: the confirmed one counts
the unknown as level 0, the possible one counts it as the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class LevelRange:
    confirmed: int
    possible: int


@dataclass(frozen=True)
class Standing:
    """One applicable question: `level` on the rubric's 0..K scale, None when unknown; `floors[k]` for level k."""

    question: str
    weight: int
    level: int | None
    floors: Sequence[int]

    def filled(self, unknown_as: int) -> int:
        return unknown_as if self.level is None else self.level


@dataclass(frozen=True)
class Gate:
    """What stands before one level: enough weight that has reached it, and no question below its floor for it."""

    level: int
    reached: int
    total: int
    below_floor: tuple[str, ...]
    threshold: Fraction

    @property
    def enough(self) -> bool:
        return self.threshold.denominator * self.reached >= self.threshold.numerator * self.total

    @property
    def open(self) -> bool:
        return self.enough and not self.below_floor


def gates(standings: Sequence[Standing], top: int, unknown_as: int, threshold: Fraction) -> tuple[Gate, ...]:
    """The gates of levels 1 to top, with the unknown answers taken as one level (R11)."""
    return tuple(gate(standings, k, unknown_as, threshold) for k in range(1, top + 1))


def gate(standings: Sequence[Standing], k: int, unknown_as: int, threshold: Fraction) -> Gate:
    levels = [(standing, standing.filled(unknown_as)) for standing in standings]
    return Gate(
        level=k,
        reached=sum(standing.weight for standing, level in levels if level >= k),
        total=sum(standing.weight for standing in standings),
        below_floor=tuple(standing.question for standing, level in levels if level < standing.floors[k]),
        threshold=threshold,
    )


def gated_level(standings: Sequence[Standing], top: int, unknown_as: int, threshold: Fraction) -> int:
    """The largest level of which its own gate and every lower one is open (R11)."""
    level = 0
    for each in gates(standings, top, unknown_as, threshold):
        if not each.open:
            break
        level = each.level
    return level


def level_range(standings: Sequence[Standing], top: int, threshold: Fraction) -> LevelRange:
    return LevelRange(
        confirmed=gated_level(standings, top, 0, threshold),
        possible=gated_level(standings, top, top, threshold),
    )


def binding_questions(standings: Sequence[Standing], top: int, confirmed: int) -> tuple[str, ...]:
    """What holds the confirmed level where it is: questions below their floor for the next level, else all below that
    level (R13). None at the top.
    """
    if confirmed == top:
        return ()
    target = confirmed + 1
    below_floor = tuple(s.question for s in standings if s.filled(0) < s.floors[target])
    return below_floor or tuple(s.question for s in standings if s.filled(0) < target)
