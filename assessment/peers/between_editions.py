"""What an earlier edition forbids a later one to show (R34).

Whoever noted last month's numbers can subtract them from this month's. A group that had 20 councils and now has 21
would tell the new one's answers; one that lost a council among many new ones would still tell something of it. So a
group is shown anew only if none or at least as many as R33 asks have left it, and none or as many have come.

Here too the outer without the inner counts as shown. Were the district group left out because only one district came,
"all without the cities" must not give it away. Between different things the rule is about what a subtraction leaves:
they are the same, or at least so many councils are in one of them alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assessment.peers.disclosure import Told, leaves_few, too_close
from assessment.peers.groups import Counts, Group, Part, place, places_of, shared_sizes, totals_of


@dataclass(frozen=True, eq=False)
class Earlier:
    """An earlier edition: its cells, the groups that it showed, and how many of each cell's records are unchanged."""

    cells: Counts
    shown: frozenset[Group]
    kept: Counts

    @cached_property
    def told(self) -> Told:
        return Told(totals_of(self.cells), sorted(self.shown))

    @cached_property
    def places(self) -> dict[Part, int]:
        return {part: number for number, part in enumerate(self.told.parts)}

    @cached_property
    def kept_totals(self) -> Counts:
        return totals_of(self.kept)

    def allows(self, parts: Sequence[Part], totals: Counts) -> bool:
        """Whether a later edition may tell these parts."""
        return all(self._allows_part(part, totals) for part in parts)

    def _allows_part(self, part: Part, totals: Counts) -> bool:
        outer, inner = part
        size = int(totals[place(outer)]) - int(totals[place(inner)])
        shared = self._shared(outer) - self._shared(inner)
        gone, new = self.told.sizes - shared, size - shared
        same = self.places.get(part)
        if same is not None and (too_close(gone[same]) or too_close(new[same])):
            return False
        return not leaves_few(gone, new).any()

    def _shared(self, group: Group) -> Counts:
        """How many unchanged records each earlier part shares with a group."""
        here, told = places_of([group]), self.told
        return shared_sizes(self.kept_totals, told.outer, here) - shared_sizes(self.kept_totals, told.inner, here)
