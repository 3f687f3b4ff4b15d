"""Which groups of peers may be shown at all (R31 to R36).

Ten others is the least. But two groups of ten that share nine would show the one council in which they differ: whoever
knows both numbers can subtract. So of any two groups that are shown, each either holds all of the other or has at
least five councils that the other has not (R33), besides the reader's own.

Two shown groups, one inside the other, tell a third thing: the outer without the inner. With two countries of twenty
and one council of a third country, everybody without the one country, less the other, is that council. So such a part
counts as shown: any two parts are of the same councils, or one of them has at least so many that the other has not.

What several groups tell together is in `span`, what an earlier edition forbids in `between_editions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assessment.peers.groups import (
    ANY,
    APART,
    EVERYBODY,
    FEWEST_OTHERS,
    NOBODY,
    Counts,
    Group,
    Part,
    Places,
    place,
    places_of,
    shared_sizes,
    sizes_of,
    totals_of,
)
from assessment.peers.span import GridSpan


@dataclass(frozen=True, eq=False)
class Release:
    """The groups of one edition that may be shown."""

    cells: Counts
    shown: frozenset[Group]

    @cached_property
    def totals(self) -> Counts:
        return totals_of(self.cells)

    def size(self, group: Group) -> int:
        return int(self.totals[place(group)])

    def wider(self, group: Group) -> Group | None:
        """The smallest shown group that holds this one with the most filters left, the country rather than others."""
        found = [shown for shown in self.shown if shown != group and shown.holds(group)]
        return min(
            found, key=lambda shown: (-shown.filters, shown.country == ANY, self.size(shown), shown), default=None
        )


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

    def allows(self, parts: Sequence[Part], totals: Counts) -> bool: ...


def release(cells: Counts, earlier: Sequence[Past] = ()) -> Release:
    """Choose greedily, so that the same pool always gives the same groups. Shows nothing at all if everybody together
    can't be shown.
    """
    totals = totals_of(cells)
    told, span = Told(totals), GridSpan(cells)
    for group in candidates(totals):
        parts = told.offered(group)
        if parts is not None and all(past.allows(parts, totals) for past in earlier) and span.take_group(group):
            told.accept(group, parts)
        elif group == EVERYBODY:
            break
    return Release(cells, frozenset(told.groups))


class Told:
    """What the accepted groups of one edition tell: `parts`, and the sizes of these."""

    def __init__(self, totals: Counts, groups: Sequence[Group] = ()) -> None:
        self.totals = totals
        self.groups: list[Group] = []
        self.parts: list[Part] = []
        self.alone, self.outer, self.inner = places_of([]), places_of([]), places_of([])
        self.sizes = np.empty(0, dtype=np.int64)
        for group in groups:
            self.accept(group, self._parts_with(group, *self._apart(group)))

    def offered(self, group: Group) -> list[Part] | None:
        """What a further group would tell; None if that is too much."""
        theirs, mine = self._apart(group)
        if (too_close(theirs) | too_close(mine)).any():
            return None
        parts = self._parts_with(group, theirs, mine)
        return None if self._repeats_almost(parts) else parts

    def _parts_with(self, group: Group, theirs: Counts, mine: Counts) -> list[Part]:
        """A group by itself, and with each that is all inside it or holds all of it."""
        around = [(self.groups[at], group) for at in np.flatnonzero((mine == 0) & (theirs > 0))]
        inside = [(group, self.groups[at]) for at in np.flatnonzero((theirs == 0) & (mine > 0))]
        return [(group, NOBODY), *around, *inside]

    def _apart(self, group: Group) -> tuple[Counts, Counts]:
        """By accepted group: how many are in it and not in this one, and the other way round."""
        shared = shared_sizes(self.totals, self.alone, places_of([group]))
        return sizes_of(self.totals, self.alone) - shared, self.totals[place(group)] - shared

    def accept(self, group: Group, parts: Sequence[Part]) -> None:
        outer, inner = arrays_of(parts)
        self.groups.append(group)
        self.parts += parts
        self.alone = np.vstack([self.alone, place(group)])
        self.outer, self.inner = np.vstack([self.outer, outer]), np.vstack([self.inner, inner])
        self.sizes = np.append(self.sizes, self._sizes(outer, inner))

    def _repeats_almost(self, parts: Sequence[Part]) -> bool:
        """Whether one of these parts differs by a few, in all, from one already told. Only such can as are of about the
        same size and share about as many, which is soon looked up.
        """
        outer, inner = arrays_of(parts)
        sizes = self._sizes(outer, inner)
        new, old = np.nonzero(np.abs(sizes[:, None] - self.sizes) < APART)
        near = shared_sizes(self.totals, outer[new], self.outer[old]) > sizes[new] - APART
        new, old = new[near], old[near]
        pairs = ((outer, self.outer, 1), (outer, self.inner, -1), (inner, self.outer, -1), (inner, self.inner, 1))
        shared = sum(sign * shared_sizes(self.totals, mine[new], told[old]) for mine, told, sign in pairs)
        return bool(leaves_few(self.sizes[old] - shared, sizes[new] - shared).any())

    def _sizes(self, outer: Places, inner: Places) -> Counts:
        return sizes_of(self.totals, outer) - sizes_of(self.totals, inner)


def arrays_of(parts: Sequence[Part]) -> tuple[Places, Places]:
    return places_of([outer for outer, _ in parts]), places_of([inner for _, inner in parts])


def too_close(difference: Counts) -> NDArray[np.bool_]:
    return (difference > 0) & (difference < APART)


def leaves_few(one: Counts, other: Counts) -> NDArray[np.bool_]:
    """Of two things the records that are only in the one and only in the other: a few on either side."""
    return (one < APART) & (other < APART) & (one + other > 0)
