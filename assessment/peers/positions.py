"""Where a council stands among peers, and only as much of it as may be shown (R24 to R32).

What leaves this module is rounded already (R36), and a lowest or highest score that one council alone has can't be read
from it, not even by trying one's own answers out: ranks stop short of both ends. In between, whoever tries many answers
out can see where a rank changes, and so where some of the scores are, but not whose. With about twenty others a step of
5 hides little, with 100 to 200 a step of 1, which the method accepts.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from assessment.figures import quantile, smallest_group, wilson
from assessment.peers.groups import FEWEST_OTHERS

Floats = NDArray[np.float64]

FEWEST_FOR_QUARTILES = smallest_group(0.75)  # R26: 13
FEWEST_FOR_DECILES = smallest_group(0.9)  # R26: 36
FINE_FROM = 100  # R27: from so many others on a rank is shown to the nearest 1, below to the nearest 5
NEAR = 1e-9  # of a score: far more than doubles lose in a quantile, far less than anything shown


class Tier(StrEnum):
    """How much a number of others allows (R27)."""

    NOTHING = "nothing"
    MEDIAN = "median"
    QUARTILES = "quartiles"
    DECILES = "deciles"


class Band(StrEnum):
    LOWER = "lower"
    LOWER_MIDDLE = "lower-middle"
    UPPER_MIDDLE = "upper-middle"
    UPPER = "upper"


BANDS_UP = tuple(Band)


def tier_of(others: int) -> Tier:
    if others < FEWEST_OTHERS:
        return Tier.NOTHING
    if others < FEWEST_FOR_QUARTILES:
        return Tier.MEDIAN
    return Tier.QUARTILES if others < FEWEST_FOR_DECILES else Tier.DECILES


@dataclass(frozen=True)
class Rank:
    """Exact, and so for this module and its tests only: `below` and `equal` of n others."""

    below: int
    equal: int
    n: int

    @property
    def count(self) -> Fraction:
        """Others passed, an equal one as half (R24)."""
        return self.below + Fraction(self.equal, 2)

    @property
    def percent(self) -> Fraction:
        """Percentile rank by mid-rank, 0 to 100 (R24)."""
        return 100 * self.count / self.n

    def interval(self, of: int | None = None) -> tuple[float, float] | None:
        """0 to 1: what chance in who took part allows (R25). `of`: all councils of the group, where known."""
        return wilson(float(self.count), self.n, of=of)


def rank_of(others: Floats, score: float) -> Rank:
    return Rank(int((others < score).sum()), int((others == score).sum()), len(others))


@dataclass(frozen=True)
class Position:
    """What may be shown of one scale. Ranks are whole percentiles on the grid for n; None where n is too small.

    `median` and `against_median` are None where the median would be 0 or 100 (R32). `ends` are the lowest and highest
    rank that n allows to be shown: a rank there means "so much or less" (or more). `possible` is the rank at the
    council's lowest and at its highest score; `bands` are those that chance and the unknown answers allow.
    """

    n: int
    tier: Tier
    median: int | None = None
    against_median: int | None = None  # -1 below, 0 at it (both as they are shown), 1 above
    quartiles: tuple[int, int] | None = None
    deciles: tuple[int, int] | None = None
    rank: int | None = None
    possible: tuple[int, int] | None = None
    interval: tuple[int, int] | None = None
    band: Band | None = None
    bands: tuple[Band, Band] | None = None
    unasked: tuple[int, int] | None = None
    ends: tuple[int, int] = (0, 100)


def position_of(others: Floats, score: float, lowest: float, highest: float, of: int | None = None) -> Position | None:
    """None when there are too few others. `others`: their scores in order; `of`: how many such councils there are."""
    n = len(others)
    tier = tier_of(n)
    if tier is Tier.NOTHING:
        return None
    median = inside(quantile(others, 0.5))
    bare = Position(n, tier, median, None if median is None else side_of(whole(score), median))
    if tier is Tier.MEDIAN:
        return bare
    rank = rank_of(others, score)
    bounds = [rank_of(others, bound).percent for bound in (lowest, highest)]
    chance = allowed_by_chance(rank, of)
    open_bands = [*chance.get("bands", ()), *(band_at(percent) for percent in bounds)]
    chance["bands"] = min(open_bands, key=BANDS_UP.index), max(open_bands, key=BANDS_UP.index)
    return replace(
        bare,
        quartiles=inner(others, 0.25),
        deciles=inner(others, 0.1) if tier is Tier.DECILES else None,
        rank=on_grid(rank.percent, n),
        possible=(on_grid(bounds[0], n), on_grid(bounds[1], n)),
        band=band_at(rank.percent),
        ends=ends_of(n),
        **chance,
    )


class Chance(TypedDict, total=False):
    interval: tuple[int, int]
    bands: tuple[Band, Band]
    unasked: tuple[int, int]


def allowed_by_chance(rank: Rank, of: int | None) -> Chance:
    """The interval (R25), the bands in it (R29), and what those who did not take part could make of it (R40b), for all
    that is shown as the same rank. Chance can do no more than those could, so that the interval stays within.
    """
    n, (least, most) = rank.n, span_of(rank)
    found = Chance()
    low, high = wilson(float(least), n, of=of), wilson(float(most), n, of=of)
    bounds = Fraction(0), Fraction(100)
    if of is not None and of > n:
        bounds = 100 * least / of, 100 * (most + of - n) / of
        found["unasked"] = outwards(float(bounds[0]), float(bounds[1]), n)
    if low is not None and high is not None:
        lowest, highest = max(Fraction(low[0]) * 100, bounds[0]), min(Fraction(high[1]) * 100, bounds[1])
        found["interval"] = outwards(float(lowest), float(highest), n)
        found["bands"] = band_at(lowest), band_at(highest)
    return found


def span_of(rank: Rank) -> tuple[Fraction, Fraction]:
    """The counts that are shown as the same rank: its interval is told of all of them alike. At an end these are all
    that the end stands for.
    """
    shown, half = Fraction(on_grid(rank.percent, rank.n)), Fraction(grid(rank.n), 2)
    low, high = (Fraction(end) for end in ends_of(rank.n))
    least = Fraction(0) if shown <= low else shown - half
    most = Fraction(100) if shown >= high else shown + half
    return least * rank.n / 100, most * rank.n / 100


def side_of(score: int, median: int) -> int:
    """-1 below it, 0 at it, 1 above it, as whole numbers: nobody with 50 is told to be below 50."""
    return (score > median) - (score < median)


def inside(score: float) -> int | None:
    """A quantile as it is shown; None where that is 0 or 100, because that would be the lowest or the highest score
    (R32).
    """
    return whole(score) if 0 < whole(score) < 100 else None


def inner(others: Floats, share: float) -> tuple[int, int] | None:
    """The two quantiles between which all but this share at either end is; None where one of them is not shown."""
    low, high = inside(quantile(others, share)), inside(quantile(others, 1 - share))
    return None if low is None or high is None else (low, high)


def whole(score: float) -> int:
    """Halves up (R14), also where doubles put a half a little too low."""
    return math.floor(score + 0.5 + NEAR)


def grid(n: int) -> int:
    return 1 if n >= FINE_FROM else 5


def ends_of(n: int) -> tuple[int, int]:
    """The outermost ranks shown. One council's place is at most half as wide, so that trying scores out finds where
    the second of a group stands, never the first.
    """
    step = grid(n)
    end = step * math.ceil(150 / n / step)
    return end, 100 - end


def on_grid(percent: Fraction, n: int) -> int:
    """To the nearest step, halves up, and never beyond the ends (R27, R32)."""
    step, (low, high) = grid(n), ends_of(n)
    nearest = step * math.floor(percent / step + Fraction(1, 2))
    return min(max(nearest, low), high)


def outwards(low: float, high: float, n: int) -> tuple[int, int]:
    step = grid(n)
    return step * math.floor(low / step), step * math.ceil(high / step)


def band_at(percent: Fraction) -> Band:
    """From the exact rank, not from a rounded quartile (R29)."""
    return list(Band)[min(int(percent // 25), 3)]
