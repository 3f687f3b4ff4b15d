"""How far a result depends on judgement calls: on the weights, on any single question, on the spacing of the levels
(R17 to R22).

Worked example (GV-1 of the method): the score 52.78 rests on four known answers. Without the third it would be 46.43,
without the second 66.67; it would be 55 if the third counted half as much again. With squared values it would be 34.03,
with their roots 70.59. Levels look at order only, so no spacing changes them.

Nothing is scored anew: all comes from the terms and gates that a result carries.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, pairwise
from statistics import fmean

from assessment.scoring.levels import Gate, LevelRange
from assessment.scoring.results import AreaResult, Number, Result
from assessment.scoring.scores import geometric_mean
from assessment.scoring.weightings import LEAST_DOUBT, PLAUSIBLE, STRESS, concentration, share_at_least, spread

SPREADS = 2  # R18: so many standard deviations on each side


@dataclass(frozen=True)
class Without:
    """The score, 0 to 100, had one question (or area) not been asked."""

    id: str
    score: Fraction


@dataclass(frozen=True)
class Spacing:
    """The score, 0 to 100, by other rules: values squared, their roots, and the geometric mean (R22)."""

    squared: float
    root: float
    geometric: float


@dataclass(frozen=True)
class Stability:
    """Of one area, by its questions' weights; of the whole the levels by these too, the score by the areas' as well.

    `level` is the confirmed one. `levels`: the share of plausible weightings with a confirmed level of 0, 1, ...;
    exactly 1.0 where no weights can change it. `stressed`: the same of weights that stray twice as far. Both empty
    where there is no level. The others are None or empty where there is no score. `spread` is its standard deviation in
    points by the weights of its own terms; `within` what the questions' weights add to that of the whole.
    """

    level: int | None
    levels: tuple[float, ...]
    stressed: tuple[float, ...]
    score: Fraction | None = None
    spread: float | None = None
    within: float = 0.0
    without: tuple[Without, ...] = ()
    spacing: Spacing | None = None

    @property
    def deviation(self) -> float:
        return math.hypot(self.spread or 0.0, self.within)

    @property
    def band(self) -> tuple[float, float] | None:
        """Where the score mostly lies, 0 to 100."""
        if self.score is None:
            return None
        middle, reach = float(self.score), SPREADS * self.deviation
        return max(0.0, middle - reach), min(100.0, middle + reach)


@dataclass(frozen=True)
class Robustness:
    """`areas`: by rubric, in the result's order."""

    areas: dict[str, Stability]
    overall: Stability


def robustness(result: Result) -> Robustness:
    """How a result would stand under other weights and spacings. Doubles, the same for the same result."""
    usual = [reached_shares(area, PLAUSIBLE) for area in result.areas]
    stressed = [reached_shares(area, STRESS) for area in result.areas]
    areas = {}
    for area, *levels in zip(result.areas, usual, stressed, strict=True):
        score = area.scores.score
        areas[area.rubric.id] = stability(area.level, levels, score, spacing(score) if score else None)
    levels, whole = [everywhere(usual), everywhere(stressed)], result.overall
    overall = stability(whole.level, levels, whole.scores.score, overall_spacing(result, areas))
    return Robustness(areas, replace(overall, within=spread_within(whole.scores.score, areas)))


def stability(
    level: LevelRange | None, shares: Sequence[tuple[float, ...]], score: Number | None, spaced: Spacing | None
) -> Stability:
    """`shares`: of weightings at least at each level, usual and stressed."""
    usual, stressed = map(exactly, shares)
    confirmed = None if level is None else level.confirmed
    if score is None:
        return Stability(confirmed, usual, stressed)
    parts = [(term.value, term.weight) for term in score.terms]
    return Stability(
        confirmed,
        usual,
        stressed,
        score.value,
        spread(parts, concentration(len(parts))),
        without=leave_one_out(score),
        spacing=spaced,
    )


def spread_within(score: Number | None, areas: dict[str, Stability]) -> float:
    """What the areas' own spreads come to in the mean of the areas, whose weights stray too: of a weight w the mean
    square is w² + w (1 - w) / (κ + 1).
    """
    if score is None:
        return 0.0
    kappa, variance = concentration(len(score.terms)), 0.0
    for term in score.terms:
        weight = term.weight / score.denominator
        variance += (weight**2 + weight * (1 - weight) / (kappa + 1)) * (areas[term.id].spread or 0.0) ** 2
    return math.sqrt(variance)


def reached_shares(area: AreaResult, variation: float) -> tuple[float, ...]:
    """In what share of weightings the confirmed level is at least 0, 1, ...; falling. Empty where there is no level."""
    if area.level is None or area.scores.lowest is None:
        return ()
    kappa = concentration(len(area.scores.lowest.terms), variation)
    return tuple(accumulate((1.0, *(open_share(gate, kappa) for gate in area.gates)), min))


def open_share(gate: Gate, kappa: float) -> float:
    """R19: weights open or close a gate only by how much of them has reached its level, never a floor."""
    return 0.0 if gate.below_floor else share_at_least(Fraction(gate.reached, gate.total), gate.threshold, kappa)


def everywhere(areas: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """The same of the lowest level: the weights of one area say nothing of those of another."""
    with_level = [area for area in areas if area]
    if not with_level:
        return ()
    tops = min(len(area) for area in with_level)
    return tuple(all_of([area[k] for area in with_level]) for k in range(tops))


def all_of(shares: Sequence[float]) -> float:
    """The share in which all hold; 0 and 1 only where no weights can change it."""
    product = math.prod(shares)
    if 0.0 in shares or all(share == 1.0 for share in shares):
        return product
    return min(max(product, LEAST_DOUBT), 1 - LEAST_DOUBT)


def exactly(at_least: tuple[float, ...]) -> tuple[float, ...]:
    """The share of each level from those of that level or better."""
    return tuple(one - better for one, better in pairwise((*at_least, 0.0))) if at_least else ()


def leave_one_out(number: Number) -> tuple[Without, ...]:
    """R20; none where nothing would be left."""
    if len(number.terms) == 1:
        return ()
    return tuple(
        Without(
            term.id, 100 * (number.numerator - term.weight * term.value) / Fraction(number.denominator - term.weight)
        )
        for term in number.terms
    )


def break_even(number: Number, id: str, threshold: Fraction) -> Fraction | None:
    """By how much of itself one term's weight would have to grow, below 0 shrink, for the score to be `threshold`:
    1/2 for "if it counted half as much again" (R21). None where no weight over 0 does it.
    """
    term = next(term for term in number.terms if term.id == id)
    share, apart = Fraction(term.weight, number.denominator), 100 * term.value - threshold
    if not apart:
        return None
    growth = (threshold - number.value) / (share * apart)
    return growth if growth > -1 else None


def spacing(number: Number) -> Spacing:
    roots = sum(term.weight * math.sqrt(term.value) for term in number.terms)
    squares = sum((term.weight * term.value**2 for term in number.terms), Fraction(0))
    geometric = geometric_mean([(float(100 * term.value), term.weight) for term in number.terms])
    return Spacing(float(100 * squares / number.denominator), 100 * roots / number.denominator, geometric)


def overall_spacing(result: Result, areas: dict[str, Stability]) -> Spacing | None:
    """Of the whole: the mean of what the areas would score; the geometric mean is of their scores (R10)."""
    number, geometric = result.overall.scores.score, result.overall.geometric
    if number is None or geometric is None:
        return None
    found = [spaced for term in number.terms if (spaced := areas[term.id].spacing)]
    return Spacing(fmean(one.squared for one in found), fmean(one.root for one in found), geometric)
