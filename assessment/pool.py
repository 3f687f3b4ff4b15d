"""The peer pool: many councils' answers as one array, scored together.

A record is a row, a question a column, an answer one byte: 0 for not applicable, level + 1, 255 for don't know or
blank. A million records of 50 questions are 50 MB, and are scored in blocks that fit a processor's cache.

Scores compare exactly, as R24 asks. An area's score is 100 times one small whole number over another, so that equal
scores are equal doubles and different ones differ: IEEE division is correctly rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessment.peer_records import (
    BANDS,
    NOT_APPLICABLE_WORD,
    TYPES,
    UNKNOWN_WORD,
    PoolRecord,
    Said,
    band_code,
    country_code,
    country_of,
    month_number,
    month_of,
    stamp,
    type_code,
)
from assessment.results import Result
from assessment.rubric import Rubric

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
class PeerPool:
    """Records by row. `country`, `type` and `band` are codes (see `peer_records`), 0 for not given; `month` counts
    from year 0; `evidenced` is the number of answers at level 3 or above that cite evidence.
    """

    rubrics: tuple[Rubric, ...]
    answers: Codes
    country: NDArray[np.int16]
    type: NDArray[np.int8]
    band: NDArray[np.int8]
    month: NDArray[np.int32]
    evidenced: NDArray[np.int32]
    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.answers)

    @cached_property
    def kernel(self) -> "Kernel":
        return Kernel.of(self.rubrics)

    @cached_property
    def scored(self) -> Scored:
        return self.kernel.score(self.answers)

    def take(self, rows: NDArray[Any]) -> "PeerPool":
        """The pool of these rows alone: a mask, or row numbers."""
        places = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return PeerPool(
            self.rubrics,
            self.answers[places],
            self.country[places],
            self.type[places],
            self.band[places],
            self.month[places],
            self.evidenced[places],
            [self.ids[int(place)] for place in places],
        )


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


def pool_of(records: Sequence[tuple[str, PoolRecord]], rubrics: Sequence[Rubric]) -> PeerPool:
    """Records with their ids, as an array. Each must have been answered under exactly these rubrics."""
    said = [[record.answers[rubric.id][q.id] for rubric in rubrics for q in rubric.questions] for _, record in records]
    codes = [[code_of(answer) for answer in row] for row in said]
    columns = sum(len(rubric.questions) for rubric in rubrics)
    return PeerPool(
        tuple(rubrics),
        np.array(codes, dtype=np.uint8).reshape(len(records), columns),
        np.array([country_code(record.country) for _, record in records], dtype=np.int16),
        np.array([type_code(record.type) for _, record in records], dtype=np.int8),
        np.array([band_code(record.band) for _, record in records], dtype=np.int8),
        np.array([month_number(record.month) for _, record in records], dtype=np.int32),
        np.array([record.evidenced for _, record in records], dtype=np.int32),
        [id for id, _ in records],
    )


def record_at(pool: PeerPool, row: int) -> PoolRecord:
    """A row as the record that it was made of."""
    said = iter(pool.answers[row].tolist())
    return PoolRecord(
        month=month_of(int(pool.month[row])),
        country=country_of(int(pool.country[row])),
        type=TYPES[pool.type[row] - 1] if pool.type[row] else None,
        band=BANDS[pool.band[row] - 1] if pool.band[row] else None,
        rubrics={rubric.id: stamp(rubric) for rubric in pool.rubrics},
        evidenced=int(pool.evidenced[row]),
        answers={rubric.id: {q.id: said_of(next(said)) for q in rubric.questions} for rubric in pool.rubrics},
    )


def said_of(code: int) -> Said:
    if code == UNKNOWN:
        return UNKNOWN_WORD
    return NOT_APPLICABLE_WORD if code == NOT_APPLICABLE else code - 1


def code_of(said: int | str) -> int:
    if isinstance(said, int):
        return said + 1
    return NOT_APPLICABLE if said == NOT_APPLICABLE_WORD else UNKNOWN


@dataclass(frozen=True)
class Own:
    """A council's own numbers on the pool's scales: score, lowest, highest of overall and of each area."""

    score: tuple[float, ...]
    lowest: tuple[float, ...]
    highest: tuple[float, ...]


def own_of(result: Result) -> Own:
    """Doubles that equal the pool's where the numbers are equal. Needs a point score everywhere."""
    everything = [result.overall.scores, *(area.scores for area in result.areas)]
    return Own(
        tuple(float(scores.score.value) for scores in everything if scores.score),
        tuple(float(scores.lowest.value) for scores in everything if scores.lowest),
        tuple(float(scores.highest.value) for scores in everything if scores.highest),
    )
