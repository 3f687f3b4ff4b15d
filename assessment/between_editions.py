"""What an earlier edition forbids a later one to show (R34).

Whoever noted last month's numbers can subtract them from this month's. A group that had 20 councils and now has 21
would tell the new one's answers; one that lost a council among many new ones would still tell something of it. So a
group is shown anew only if none or at least as many as R33 asks have left it, and none or as many have come.

Two shown groups, one inside the other, tell a third thing: the outer without the inner. Were the district group left
out because only one district came, "all without the cities" must not give it away. So these differences count as shown.
Between different things the rule is about what a subtraction leaves: they are the same, or at least so many councils
are in one of them alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assessment.groups import APART, Counts, Group, place, shared_sizes, too_close, totals_of

Places = NDArray[np.intp]
Part = tuple[Group, Group | None]  # a group, or one without another inside it


def parts_of(shown: Sequence[Group]) -> list[Part]:
    """Everything that the shown groups tell by themselves or in pairs of one inside the other."""
    inside = [(outer, inner) for inner in shown for outer in shown if outer != inner and outer.holds(inner)]
    return [*((group, None) for group in shown), *inside]


@dataclass(frozen=True, eq=False)
class Earlier:
    """An earlier edition: its cells, the groups that it showed, and how many of each cell's records are unchanged."""

    cells: Counts
    shown: frozenset[Group]
    kept: Counts

    @cached_property
    def parts(self) -> list[Part]:
        return parts_of(sorted(self.shown))

    @cached_property
    def outer(self) -> Places:
        return np.array([place(outer) for outer, _ in self.parts], dtype=np.intp).reshape(-1, self.cells.ndim)

    @cached_property
    def inner(self) -> Places:
        """Where there is no inner group, the outer one again: it is not counted then."""
        return np.array([place(inner or outer) for outer, inner in self.parts], dtype=np.intp).reshape(
            -1, self.cells.ndim
        )

    @cached_property
    def has_inner(self) -> NDArray[np.bool_]:
        return np.array([inner is not None for _, inner in self.parts], dtype=np.bool_)

    @cached_property
    def sizes(self) -> Counts:
        totals = totals_of(self.cells)
        inner = np.where(self.has_inner, totals[tuple(self.inner.T)], 0)
        return np.asarray(totals[tuple(self.outer.T)] - inner, dtype=np.int64)

    @cached_property
    def kept_totals(self) -> Counts:
        return totals_of(self.kept)

    def allows(self, group: Group, accepted: Sequence[Group], totals: Counts) -> bool:
        """Whether a later edition that shows `accepted` already may show this group too."""
        if not self.parts:
            return True
        wider: list[Part] = [(outer, group) for outer in accepted if outer.holds(group)]
        return all(self._allows_part(part, totals) for part in ((group, None), *wider))

    def _allows_part(self, part: Part, totals: Counts) -> bool:
        outer, inner = part
        size = int(totals[place(outer)]) - (int(totals[place(inner)]) if inner else 0)
        shared = self._shared(outer) - (self._shared(inner) if inner else 0)
        gone, new = self.sizes - shared, size - shared
        leaves_few = (gone < APART) & (new < APART) & (gone + new > 0)
        same = np.array([known == part for known in self.parts])
        return not (leaves_few | same & (too_close(gone) | too_close(new))).any()

    def _shared(self, group: Group) -> Counts:
        """How many unchanged records each part shares with a group."""
        with_outer = shared_sizes(self.kept_totals, self.outer, group)
        return with_outer - np.where(self.has_inner, shared_sizes(self.kept_totals, self.inner, group), 0)
