"""Which groups of peers may be shown at all (R31 to R36).

Ten others is the least. But two groups of ten that share nine would show the one council in which they differ: whoever
knows both numbers can subtract. So of any two groups that are shown, each either holds all of the other or has at
least five councils that the other has not (R33), besides the reader's own.

What an earlier edition forbids is in `between_editions`.

Groups are boxes in a grid of country, type and band. So what two groups share is again a box, and its size is looked
up. An edition's councils are known here only as the numbers of records in each cell of the grid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

FEWEST_OTHERS = 10  # R31, after ONS and ABS; smaller groups show nothing
FEWEST_APART = 5  # R33: two groups differ by none, or by at least so many
APART = FEWEST_APART + 1  # R35: besides the reader's own council, whose answers the reader knows

ANY = -1
Counts = NDArray[np.int64]  # records by cell: country x type x band


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


@dataclass(frozen=True, eq=False)
class Release:
    """The groups of one edition that may be shown. `totals` has every group's size, by code + 1."""

    cells: Counts
    shown: frozenset[Group]

    def size(self, group: Group) -> int:
        return int(totals_of(self.cells)[place(group)])

    def wider(self, group: Group) -> Group | None:
        """The smallest shown group that holds this one with the most filters left, the country rather than others."""
        found = [shown for shown in self.shown if shown != group and shown.holds(group)]
        return min(
            found, key=lambda shown: (-shown.filters, shown.country == ANY, self.size(shown), shown), default=None
        )


def place(group: Group) -> tuple[int, ...]:
    return tuple(code + 1 for code in group)


def totals_of(cells: Counts) -> Counts:
    """Sizes of all groups: each axis gets the sum over it as a new first entry."""
    totals = cells
    for axis in range(cells.ndim):
        totals = np.concatenate([totals.sum(axis=axis, keepdims=True), totals], axis=axis)
    return totals


def candidates(totals: Counts) -> list[Group]:
    """Groups that are large enough, those with fewer filters first, then larger ones, then by their codes. Councils
    that didn't say their country are no group of their own.
    """
    large = [
        Group(*(int(code) - 1 for code in where))
        for where in np.argwhere(totals >= FEWEST_OTHERS)
        if all(code != 1 for code in where)
    ]
    return sorted(large, key=lambda group: (group.filters, -int(totals[place(group)]), group))


class Past(Protocol):
    """What an earlier edition forbids."""

    def allows(self, group: Group, accepted: Sequence[Group], totals: Counts) -> bool: ...


def release(cells: Counts, earlier: Sequence[Past] = ()) -> Release:
    """Choose greedily, so that the same pool always gives the same groups. Shows nothing at all if everybody together
    can't be shown.
    """
    totals = totals_of(cells)
    pairs = Pairs(totals)
    for group in candidates(totals):
        fits = pairs.allows(group) and all(past.allows(group, pairs.accepted, totals) for past in earlier)
        if fits:
            pairs.accept(group)
        elif group == EVERYBODY:
            break
    return Release(cells, frozenset(pairs.accepted))


class Pairs:
    """The rule of R33 among the groups of one edition."""

    def __init__(self, totals: Counts) -> None:
        self.totals = totals
        self.accepted: list[Group] = []
        self.places = np.empty((0, totals.ndim), dtype=np.intp)
        self.sizes = np.empty(0, dtype=np.int64)

    def allows(self, group: Group) -> bool:
        if not self.accepted:
            return True
        shared = shared_sizes(self.totals, self.places, group)
        return not (too_close(self.sizes - shared).any() or too_close(self.totals[place(group)] - shared).any())

    def accept(self, group: Group) -> None:
        self.accepted.append(group)
        self.places = np.vstack([self.places, place(group)])
        self.sizes = np.append(self.sizes, self.totals[place(group)])


def shared_sizes(totals: Counts, places: NDArray[np.intp], group: Group) -> Counts:
    """How many records each of the groups at `places` shares with this one: a box again, or nothing."""
    mine = np.array(place(group), dtype=np.intp)
    meet = np.where(places == 0, mine, places)
    apart = ((places != 0) & (mine != 0) & (places != mine)).any(axis=1)
    return np.where(apart, 0, totals[tuple(meet.T)])


def too_close(difference: Counts) -> NDArray[np.bool_]:
    return (difference > 0) & (difference < APART)


def cells_of(codes: Sequence[NDArray[np.integer]], shape: Sequence[int]) -> Counts:
    """Counts by cell of records given as three arrays of codes."""
    flat = np.ravel_multi_index(tuple(np.asarray(axis, dtype=np.intp) for axis in codes), tuple(shape))
    return np.bincount(flat, minlength=int(np.prod(shape))).reshape(tuple(shape))
