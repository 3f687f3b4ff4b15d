"""What all shown groups tell together (R33b).

Three countries of 20 councils, a fourth with one, and everybody: 61 less three times 20 is that one, though no two of
the groups differ by so few. In general whoever has the groups' numbers has every sum of multiples of them; so a few
councils' numbers follow when 1 for each of these and 0 for all others is such a sum: when it lies in the linear span of
the groups.

The span is kept as reduced rows, cells of many councils first. A row that has such a cell speaks of no few; of the
others mostly hardly any are left.
"""

import numpy as np
from numpy.typing import NDArray

from assessment.peers.groups import ANY, APART, Counts, Group

PRIME = 2**31 - 1  # rows are exact modulo a prime, far above any determinant of groups that are boxes in a grid

Row = NDArray[np.int64]  # a number for each cell that has councils
Rows = NDArray[np.int64]
Atoms = NDArray[np.intp]


class Span:
    """All that follows from the groups taken so far. `sizes`: councils by cell, larger ones first. `atoms`: cells that
    the same groups hold have the same number.
    """

    def __init__(self, sizes: Row) -> None:
        self.sizes = sizes
        self.room = np.empty((16, len(sizes)), dtype=np.int64)  # for more rows than there are yet
        self.pivots = np.empty(0, dtype=np.intp)  # by row, the cell where it has 1 and every other row 0
        self.atoms = np.zeros(len(sizes), dtype=np.intp)

    @property
    def rows(self) -> Rows:
        return self.room[: len(self.pivots)]

    def take(self, held: Row) -> bool:
        """Takes a further group in, unless a few councils' numbers would follow: fewer than five besides the reader's
        own. `held`: 1 for each cell that is in it, else 0.
        """
        row = self._reduced(held)
        if not row.any():
            return True
        atoms = np.unique(2 * self.atoms + held, return_inverse=True)[1]
        pivot = int(np.flatnonzero(row)[0])
        if self.sizes[pivot] < APART and self._would_tell_few(row, atoms):
            return False
        self._add(row, pivot)
        self.atoms = atoms
        return True

    def _reduced(self, row: Row) -> Row:
        """What is left of a row without the part of it that is in the span."""
        used = np.flatnonzero(row[self.pivots])
        parts = self.rows[used] * row[self.pivots[used]][:, None] % PRIME
        return np.asarray((row - parts.sum(axis=0)) % PRIME, dtype=np.int64)

    def _add(self, row: Row, pivot: int) -> None:
        row = row * pow(int(row[pivot]), -1, PRIME) % PRIME
        touched, columns = np.flatnonzero(self.rows[:, pivot]), np.flatnonzero(row)
        where = np.ix_(touched, columns)
        self.rows[where] = (self.rows[where] - self.rows[touched, pivot][:, None] * row[columns]) % PRIME
        if len(self.pivots) == len(self.room):
            self.room = np.vstack([self.room, np.empty_like(self.room)])
        self.room[len(self.pivots)] = row
        self.pivots = np.append(self.pivots, pivot)

    def _would_tell_few(self, row: Row, atoms: Atoms) -> bool:
        about_few = np.vstack([self.rows[self.sizes[self.pivots] < APART], row])
        one_cell = np.unique(atoms, return_index=True)[1]
        return tells_few(about_few[:, one_cell], np.bincount(atoms, self.sizes).astype(np.int64))


class GridSpan(Span):
    """The same of groups that are boxes in a grid."""

    def __init__(self, cells: Counts) -> None:
        places, sizes = np.argwhere(cells), cells[cells > 0]
        order = np.argsort(-sizes, kind="stable")
        self.places = places[order]
        super().__init__(sizes[order])

    def take_group(self, group: Group) -> bool:
        inside = [codes == code for codes, code in zip(self.places.T, group, strict=True) if code != ANY]
        held = np.logical_and.reduce(inside) if inside else np.ones(len(self.sizes), dtype=np.bool_)
        return self.take(held.astype(np.int64))


def tells_few(rows: Rows, weights: Row) -> bool:
    """Whether a sum of multiples of independent rows is 1 for fewer than `APART` councils and 0 for all others.
    `weights`: councils by column. Only sums with the last row, the new one, are sought here and below: the others have
    been looked at when their own last one came.
    """
    few = vanishing(rows, np.flatnonzero(weights >= APART))
    return bool(len(few)) and part_tells_few(with_last(few), weights)


def part_tells_few(rows: Rows, weights: Row) -> bool:
    """Of rows that hang together. The columns are dealt out into as many hands as councils would be too many, so that a
    few councils leave one hand empty: what is 0 all over one hand is sought in each. With fewer columns than hands it
    may also be 1 in all of them.
    """
    used = rows.any(axis=0)
    rows, weights = rows[:, used], weights[used]
    if len(rows) == 1:
        return is_few(rows[0], weights)
    if len(weights) < APART and weights.sum() < APART and holds_ones(rows):
        return True
    hands = [np.arange(len(weights))[first::APART] for first in range(min(APART, len(weights)))]
    return any(
        tells_few(vanishing(rows, hand), weights)
        for hand in hands
        if len(vanishing(rows[:, hand], np.arange(len(hand))))  # mostly none is left, and the hand is narrow
    )


def is_few(row: Row, weights: Row) -> bool:
    """Whether a row is the same for fewer than `APART` councils and 0 for all others."""
    held = row != 0
    return bool((row[held] == row[held][0]).all() and weights[held].sum() < APART)


def holds_ones(rows: Rows) -> bool:
    with_ones = np.vstack([rows, np.ones(rows.shape[1], dtype=np.int64)])
    return bool(len(vanishing(with_ones, np.arange(rows.shape[1]))))


def vanishing(rows: Rows, columns: NDArray[np.intp]) -> Rows:
    """Independent rows of all those sums of multiples that are 0 in these columns, the one with the last row again the
    last; no row at all where there is none with it.
    """
    rows, left = rows.copy(), np.ones(len(rows), dtype=np.bool_)
    for column in columns:
        holding = np.flatnonzero((rows[:, column] != 0) & left)
        if not len(holding):
            continue
        first, others = holding[0], holding[1:]
        if first == len(rows) - 1:
            return rows[:0]
        left[first] = False
        held = np.flatnonzero(rows[first])
        factors = rows[others, column] * pow(int(rows[first, column]), -1, PRIME) % PRIME
        where = np.ix_(others, held)
        rows[where] = (rows[where] - factors[:, None] * rows[first, held]) % PRIME
    return rows[left]


def with_last(rows: Rows) -> Rows:
    """Those that hang together with the last row: the rest shares no column with them."""
    held = rows != 0
    part = np.zeros(len(rows), dtype=np.bool_)
    part[-1] = True
    while True:
        wider = held[:, held[part].any(axis=0)].any(axis=1)
        if (wider == part).all():
            return rows[part]
        part = wider
