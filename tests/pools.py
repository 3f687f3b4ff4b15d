"""Small peer pools for tests."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from assessment.peers import PeerPool, month_number
from tests.builders import a_rubric

NOVEMBER = date(2026, 11, 1)
Cell = tuple[int, int, int]


def later(months: int) -> date:
    return date(2026 + (10 + months) // 12, (10 + months) % 12 + 1, 1)


def a_pool(n: int = 12, **more: object) -> PeerPool:
    """n councils of one cell, their answers different."""
    return a_pool_of({(1, 1, 1): n}, **more)


def a_pool_of(cells: Mapping[Cell, int], rubrics: tuple[object, ...] | None = None, month: str = "2026-10") -> PeerPool:
    """So many councils in each cell of country, type and band; a cell's councils have the same names in every pool."""
    asked = rubrics or (a_rubric(weights=(1, 1, 1, 1)),)
    columns = sum(len(rubric.questions) for rubric in asked)
    places = [(cell, number) for cell, n in cells.items() for number in range(n)]
    codes = np.array([cell for cell, _ in places], dtype=np.int16).reshape(len(places), 3)
    answers = [[(number // 5**column) % 5 + 1 for column in range(columns)] for _, number in places]
    return PeerPool(
        asked,
        np.array(answers, dtype=np.uint8).reshape(len(places), columns),
        codes[:, 0],
        codes[:, 1].astype(np.int8),
        codes[:, 2].astype(np.int8),
        np.full(len(places), month_number(month), dtype=np.int32),
        np.zeros(len(places), dtype=np.int32),
        ["-".join(map(str, (*cell, number))) for cell, number in places],
    )


def changed(pool: PeerPool, few: int) -> PeerPool:
    """The same with its first records given anew: under new names."""
    ids = [f"{id}-again" if place < few else id for place, id in enumerate(pool.ids)]
    facts = (pool.country, pool.type, pool.band, pool.month, pool.evidenced)
    return PeerPool(pool.rubrics, pool.answers, *facts, ids)
