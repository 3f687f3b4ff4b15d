"""The peer pool: many councils' answers as one array, scored together.

A record is a row, a question a column, an answer one byte: 0 for not applicable, level + 1, 255 for don't know or
blank. A million records of 50 questions are 50 MB.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assessment.instrument import Rubric
from assessment.peers.records import (
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
from assessment.peers.scores import NOT_APPLICABLE, UNKNOWN, Codes, Kernel, Scored
from assessment.scoring import Scores


@dataclass(frozen=True, eq=False)
class PeerPool:
    """Records by row. `country`, `type` and `band` are codes (see `records`), 0 for not given; `month` counts
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
    def kernel(self) -> Kernel:
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


class Own(NamedTuple):
    """A council's own numbers on one of the pool's scales."""

    score: float
    lowest: float
    highest: float


def own_of(scores: Scores) -> Own | None:
    """Doubles that equal the pool's where the numbers are equal; None without a point score."""
    if scores.score is None or scores.lowest is None or scores.highest is None:
        return None
    return Own(float(scores.score.value), float(scores.lowest.value), float(scores.highest.value))
