"""Groups of peers: boxes in a grid of country, type and band.

What two groups share is again a box, and its size is looked up. Councils are known here only as the numbers of records
in each cell of the grid.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FEWEST_OTHERS = 10  # R31, after ONS and ABS; smaller groups show nothing
FEWEST_APART = 5  # R33: two groups differ by none, or by at least so many
APART = FEWEST_APART + 1  # R35: besides the reader's own council, whose answers the reader knows

ANY, NONE = -1, -2
Counts = NDArray[np.int64]  # records by cell: country x type x band
Places = NDArray[np.intp]  # n x 3: groups as indices into the sizes of all groups


class Group(NamedTuple):
    """Codes of the filters set, ANY for those that are not. Code 0 stands for councils that didn't say."""

    country: int = ANY
    type: int = ANY
    band: int = ANY

    @property
    def filters(self) -> int:
        return sum(code != ANY for code in self)

    def holds(self, other: "Group") -> bool:
        return all(mine in (ANY, theirs) for mine, theirs in zip(self, other, strict=True))


EVERYBODY = Group()
NOBODY = Group(NONE, NONE, NONE)
Part = tuple[Group, Group]  # a group without another inside it, which may be NOBODY


def place(group: Group) -> tuple[int, ...]:
    return tuple(code + 1 for code in group)


def places_of(groups: Sequence[Group]) -> Places:
    return np.array([place(group) for group in groups], dtype=np.intp).reshape(-1, len(EVERYBODY))


def totals_of(cells: Counts) -> Counts:
    """Sizes of all groups: each axis gets the sum over it as a new first entry, and an empty last one for NOBODY."""
    totals = cells
    for axis in range(cells.ndim):
        every = totals.sum(axis=axis, keepdims=True)
        totals = np.concatenate([every, totals, np.zeros_like(every)], axis=axis)
    return totals


def sizes_of(totals: Counts, places: Places) -> Counts:
    return np.asarray(totals[tuple(places.T)], dtype=np.int64)


def shared_sizes(totals: Counts, places: Places, others: Places) -> Counts:
    """How many records each of some groups shares with another one: a box again, or nothing. Either may be one group
    for all of the other.
    """
    meet = np.where(places == 0, others, places)
    apart = ((places != 0) & (others != 0) & (places != others)).any(axis=1)
    return np.where(apart, 0, sizes_of(totals, meet))


def cells_of(codes: Sequence[NDArray[np.integer]], shape: Sequence[int]) -> Counts:
    """Counts by cell of records given as three arrays of codes."""
    flat = np.ravel_multi_index(tuple(np.asarray(axis, dtype=np.intp) for axis in codes), tuple(shape))
    return np.bincount(flat, minlength=int(np.prod(shape))).reshape(tuple(shape))
