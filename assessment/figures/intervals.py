"""How sure a share of a few councils can be, and what may be said of how many (R25, R26, R28).

Worked example (GV-11 of the method): peers score 31, 42, 42, 50, 55, 58, 60, 60, 60, 71, 75, 80, 83, the council 60.
Six are below and three equal, so it stands at (6 + 3/2) / 13 = 57.7 of 100. Had other councils taken part instead,
it might have stood anywhere from 32.3 to 79.6.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import count

import numpy as np
from numpy.typing import NDArray

Z_95 = 1.959964  # the normal quantile of a 95 % interval
CONFIDENCE = Fraction(95, 100)
BISECTIONS = 80  # halvings of 0..1: more than a double can tell apart

Interval = tuple[float, float]  # two shares, 0 to 1


def wilson(successes: float, n: float, *, of: int | None = None, z: float = Z_95) -> Interval | None:
    """The interval of a share, `successes` of `n`; both may be fractions (R25).

    `of` is the number of all councils that could have been among the n, where it is known: with most of them counted
    chance has little left to do, with all of them nothing, and then there is no interval.
    """
    if not 0 <= successes <= n or n <= 0:
        raise ValueError(f"{successes} of {n} is no share.")
    if of is not None:
        if n >= of:
            return None
        n, successes = n * (of - 1) / (of - n), successes * (of - 1) / (of - n)
    share, spread = successes / n, z * z / n
    middle = share + spread / 2
    half = z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def exact_interval(successes: int, n: int, confidence: Fraction = CONFIDENCE) -> Interval:
    """The interval of Clopper and Pearson: wider than Wilson's, but it never claims too much."""
    tail = float(1 - confidence) / 2
    low = 0.0 if successes == 0 else bisect(lambda p: at_least(successes, n, p) - tail)
    high = 1.0 if successes == n else bisect(lambda p: tail - at_most(successes, n, p))
    return low, high


def at_most(successes: int, n: int, share: float) -> float:
    return math.fsum(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(successes + 1))


def at_least(successes: int, n: int, share: float) -> float:
    return at_most(n - successes, n, 1 - share)


def bisect(rising: Callable[[float], float]) -> float:
    """Where a rising function of a share crosses 0."""
    low, high = 0.0, 1.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) >= 0 else (middle, high)
    return (low + high) / 2


def smallest_group(quantile: float) -> int:
    """How many peers it takes before a council above all of them is surely above this quantile (R26): 6, 13, 36 for
    the median, the top quarter, the top tenth.
    """
    return next(n for n in count(1) if exact_interval(n, n)[0] >= quantile)


def quantile(ordered: Sequence[float] | NDArray[np.float64], share: float) -> float:
    """The quantile of ordered values by Hyndman and Fan's type 8, the one that errs to neither side (R28)."""
    n = len(ordered)
    exactly = (n + Fraction(1, 3)) * Fraction(str(share)) + Fraction(1, 3)
    place = min(max(exactly, Fraction(1)), Fraction(n))
    whole = math.floor(place)
    below, above = float(ordered[whole - 1]), float(ordered[min(whole, n - 1)])
    return below + float(place - whole) * (above - below)


def share_at_or_above(score: float, mean: float, deviation: float | None = None) -> Interval:
    """All that a published mean of scores from 0 to 100 says of how many reach a score (R37): the least and the most,
    by Markov's bound, and by Cantelli's where the standard deviation is published too. Never a percentile. No figure of
    the set is a mean so far: whoever adds one says this of it and nothing more.
    """
    most, least = min(1.0, mean / score) if score > 0 else 1.0, 0.0
    if score < 100:
        least = max(0.0, (mean - score) / (100 - score))
    if deviation is not None and score != mean:
        tail = deviation**2 / (deviation**2 + (score - mean) ** 2)
        most, least = (min(most, tail), least) if score > mean else (most, max(least, 1 - tail))
    return least, most
