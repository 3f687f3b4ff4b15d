"""The arithmetic of a peer pool: all records scored together, in blocks that fit a processor's cache.

Scores compare exactly, as R24 asks. An area's score is 100 times one small whole number over another, so that equal
scores are equal doubles and different ones differ: IEEE division is correctly rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm, prod

import numpy as np
from numpy.typing import NDArray

from assessment.instrument import Rubric

NOT_APPLICABLE, UNKNOWN = 0, 255
BLOCK = 8192  # records scored at a time
LARGEST_EXACT = 2**53  # whole numbers below it are exact as doubles
FIELD = 2**17  # three numbers below it fit a double together

Codes = NDArray[np.uint8]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scored:
    """Scores of a pool: 0 to 100, NaN where a record has no point score. `areas` is n x areas, `overall` n."""

    areas: Floats
    overall: Floats
    eligible: NDArray[np.bool_]  # R23: enough is known, nothing is limited

    @property
    def scales(self) -> list[Floats]:
        """Overall first, then each area."""
        return [self.overall, *self.areas.T]


@dataclass(frozen=True, eq=False)
class Kernel:
    """The arithmetic of some rubrics, laid out for blocks: what each code of each question is worth, as whole numbers
    over one common denominator for each area.
    """

    worth: Floats  # 3 x 256 x profiles: a code's value times the area's denominator, whether it is known, applies
    profile: NDArray[np.intp]  # by question: its column of `worth`
    weights: Floats  # questions x areas
    scale: NDArray[np.float64]  # by area: the denominator

    @classmethod
    def of(cls, rubrics: Sequence[Rubric]) -> "Kernel":
        questions = [(column, rubric, q) for column, rubric in enumerate(rubrics) for q in rubric.questions]
        values = [[rubric.value(q, level) for level in range(q.top + 1)] for _, rubric, q in questions]
        scales = [1] * len(rubrics)
        for (column, _, _), ladder in zip(questions, values, strict=True):
            scales[column] = lcm(scales[column], *(value.denominator for value in ladder))
        ladders: list[tuple[int, ...]] = [
            tuple(int(value * scales[column]) for value in ladder)
            for (column, _, _), ladder in zip(questions, values, strict=True)
        ]
        kinds = list(dict.fromkeys(ladders))
        worth = np.zeros((3, 256, len(kinds)))
        for kind, whole in enumerate(kinds):
            worth[0, 1 : len(whole) + 1, kind] = whole
        worth[1, NOT_APPLICABLE + 1 : UNKNOWN] = worth[2, NOT_APPLICABLE + 1 :] = 1
        weights = np.zeros((len(questions), len(rubrics)))
        for row, (column, _, question) in enumerate(questions):
            weights[row, column] = question.weight
        divisor = np.array([gcd(*(int(w) for w in column if w)) or 1 for column in weights.T])
        return cls(worth, np.array([kinds.index(x) for x in ladders]), weights / divisor, np.array(scales, float))

    def score(self, answers: Codes) -> Scored:
        n, areas = len(answers), self.weights.shape[1]
        scored = Scored(np.empty((n, areas)), np.empty(n), np.empty(n, dtype=np.bool_))
        for start in range(0, n, BLOCK):
            rows = slice(start, min(start + BLOCK, n))
            self._score_block(answers[rows], scored, rows)
        return scored

    def _score_block(self, block: Codes, scored: Scored, rows: slice) -> None:
        gained, known, applies = self._sums(block)
        with np.errstate(invalid="ignore", divide="ignore"):
            scored.areas[rows] = 100 * gained / (known * self.scale)
        scored.overall[rows] = self._overall(gained, known)
        scored.eligible[rows] = self._eligible(known, applies)

    def _sums(self, block: Codes) -> tuple[Floats, Floats, Floats]:
        """By area: weighted values in units of 1 / scale, weight of what is known, weight of what applies. The three
        share one pass, as digits of one number, while they fit: a double holds 53 bits, each of them needs 17.
        """
        if (self.scale * self.weights.sum(axis=0)).max() >= FIELD:
            gained, known, applies = (self._weighted(block, worth) for worth in self.worth)
            return gained, known, applies
        packed = self.worth[0] + FIELD * (self.worth[1] + FIELD * self.worth[2])
        sums = self._weighted(block, packed).astype(np.int64)
        parts = (sums % FIELD, sums // FIELD % FIELD, sums // FIELD**2)
        gained, known, applies = (part.astype(np.float64) for part in parts)
        return gained, known, applies

    def _weighted(self, block: Codes, worth: Floats) -> Floats:
        one_kind = worth.shape[1] == 1
        values = np.take(worth[:, 0], block) if one_kind else worth[block, self.profile]
        return values @ self.weights

    def _overall(self, gained: Floats, known: Floats) -> Floats:
        """The mean of the areas, over one common denominator: exact while the whole numbers fit a double."""
        areas = known.shape[1]
        below = known * self.scale
        if 100 * areas * prod(float(most) for most in self.scale * self.weights.sum(axis=0)) >= LARGEST_EXACT:
            return self._overall_exactly(gained, below)
        whole = below.prod(axis=1)
        parts = sum(gained[:, area] * np.delete(below, area, axis=1).prod(axis=1) for area in range(areas))
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(100 * parts / (areas * whole), dtype=np.float64)

    def _overall_exactly(self, gained: Floats, below: Floats) -> Floats:
        """The same through fractions, for weights that are too large for doubles."""
        found = np.full(len(gained), np.nan)
        for row in np.flatnonzero((below > 0).all(axis=1)):
            parts_of_row = [Fraction(int(a), int(b)) for a, b in zip(gained[row], below[row], strict=True)]
            found[row] = float(100 * sum(parts_of_row, Fraction(0)) / len(parts_of_row))
        return found

    def _eligible(self, known: Floats, applies: Floats) -> NDArray[np.bool_]:
        total = self.weights.sum(axis=0)
        enough = (3 * known >= 2 * applies) & (applies > 0)  # R6
        limited = 3 * (total - applies) > total  # R7d
        with np.errstate(invalid="ignore", divide="ignore"):
            coverage = (known / applies).mean(axis=1)
        # R23; the doubt of a double is far below the smallest difference between two coverages
        return np.asarray(enough.all(axis=1) & ~limited.any(axis=1) & (coverage >= 0.8 - 1e-12), dtype=np.bool_)
