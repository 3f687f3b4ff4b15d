"""Reliability over many questions: for the technical annex, read with n beside it.

Sources: Krippendorff's alpha with the ordinal metric; Shrout and Fleiss (1979) for the ICC; Kendall's W with its
correction for ties. Levels are whole numbers, so all is exact.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

Ratings = Sequence[Sequence[int | None]]
"""One row for each rater, with one level for each question; None where somebody gave none."""


def alpha(ratings: Ratings) -> Fraction | None:
    """Krippendorff's alpha, ordinal. None where it is undefined: everybody gave the same level everywhere, or no
    question has two ratings.
    """
    units = [[level for level in unit if level is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    totals = Counter(level for unit in units for level in unit)
    n = sum(totals.values())
    observed = sum((Fraction(apart_in(Counter(unit), totals), len(unit) - 1) for unit in units), Fraction(0))
    expected = Fraction(apart_in(totals, totals), n - 1) if n > 1 else Fraction(0)
    return 1 - observed / expected if expected else None


def apart_in(counts: Counter[int], totals: Counter[int]) -> int:
    """The sum of the distances of all ordered pairs, times four."""
    return sum(
        one * two * ordinal_distance(a, b, totals) for a, one in counts.items() for b, two in counts.items() if a != b
    )


def ordinal_distance(a: int, b: int, totals: Counter[int]) -> int:
    """Four times Krippendorff's squared ordinal distance: (Σ n between a and b, both ends counted half)²."""
    low, high = sorted((a, b))
    between = sum(votes for level, votes in totals.items() if low <= level <= high)
    return (2 * between - totals[a] - totals[b]) ** 2


def icc(table: Sequence[Sequence[int]]) -> dict[str, Fraction]:
    """The six coefficients of Shrout and Fleiss, by their names: a row for each thing rated, a column for each rater.
    Raises ZeroDivisionError where the things don't differ.
    """
    n, k = len(table), len(table[0])
    mean = Fraction(sum(map(sum, table)), n * k)
    rows = sum((k * (Fraction(sum(row), k) - mean) ** 2 for row in table), Fraction(0))
    columns = sum((n * (Fraction(sum(column), n) - mean) ** 2 for column in zip(*table, strict=True)), Fraction(0))
    total = sum(((value - mean) ** 2 for row in table for value in row), Fraction(0))
    between, raters = rows / (n - 1), columns / (k - 1)
    within, error = (total - rows) / (n * (k - 1)), (total - rows - columns) / ((n - 1) * (k - 1))
    return {
        "1,1": (between - within) / (between + (k - 1) * within),
        "2,1": (between - error) / (between + (k - 1) * error + k * (raters - error) / n),
        "3,1": (between - error) / (between + (k - 1) * error),
        "1,k": (between - within) / between,
        "2,k": (between - error) / (between + (raters - error) / n),
        "3,k": (between - error) / between,
    }


def kendall_w(ranks: Sequence[Sequence[Fraction | int]]) -> Fraction | None:
    """Kendall's W of one row of ranks for each judge, corrected for ties. None where every judge ties everything."""
    judges, things = len(ranks), len(ranks[0])
    sums = [sum(column, Fraction(0)) for column in zip(*ranks, strict=True)]
    mean = sum(sums, Fraction(0)) / things
    spread = sum(((one - mean) ** 2 for one in sums), Fraction(0))
    ties = sum(votes**3 - votes for judge in ranks for votes in Counter(judge).values())
    most = judges**2 * (things**3 - things) - judges * ties
    return 12 * spread / most if most else None
