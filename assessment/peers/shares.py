"""What others said on one question, as far as it may be shown (R30): shares, coarse enough to give nobody away."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST_FOR_SHARES = 20
SHARE_GRID = 5  # percent


@dataclass(frozen=True)
class Shares:
    """Shares of n others by what they said on a question, in percent on the grid of 5: levels, don't know, N/A."""

    n: int
    levels: tuple[int, ...]
    unknown: int
    not_applicable: int


def shares_of(counts: Sequence[int]) -> Shares | None:
    """`counts`: others at each level, then those who don't know, then those to whom it doesn't apply (R30)."""
    n = sum(counts)
    if n < FEWEST_FOR_SHARES:
        return None
    *levels, unknown, not_applicable = (coarse(count, n) for count in counts)
    return Shares(n, tuple(levels), unknown, not_applicable)


def coarse(count: int, n: int) -> int:
    """A share in percent, halves up to the nearest 5. 5 stands for all below 7.5 and 95 for all from 92.5 on: nobody
    learns that all or none did.
    """
    nearest = rounded_to_five(Fraction(100 * count, n))
    return min(max(nearest, SHARE_GRID), 100 - SHARE_GRID)


def rounded_to_five(value: Fraction) -> int:
    """HESA's standard rounding: 2.5 is 5, 12 is 10."""
    return SHARE_GRID * math.floor(value / SHARE_GRID + Fraction(1, 2))


def share_text(percent: int) -> str:
    if percent <= SHARE_GRID:
        return "about 5 % or less"
    return "about 95 % or more" if percent >= 100 - SHARE_GRID else f"{percent} %"
