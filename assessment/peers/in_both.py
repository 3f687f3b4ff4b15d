"""The councils that are in two files, as one more group of both (R33, R33b).

Its numbers, then and now, stand beside the groups of either file. So what may be told is decided over all of them in
their common partition: councils by their cell in the one file, their cell in the other, and whether they are in both. A
council whose score is the same in both files is one thing there, since the same number is added up on either side; one
whose score changed is two. Scores are told overall and by area, and each of these must hold by itself.

The rule is about numbers of councils, as R33b has it. That exact sums of both files may tell how much a single council
changed is outside it: only medians and quartiles are told of either, rounded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assessment.peers.disclosure import Told, leaves_few, too_close
from assessment.peers.editions import Edition
from assessment.peers.groups import ANY, APART, Counts, Group, Part, totals_of
from assessment.peers.pool import PeerPool
from assessment.peers.span import Span

ABSENT = -1
Mask = NDArray[np.bool_]  # by element of the common partition
Scales = dict[str, NDArray[np.float64]]  # by area, "" overall: a score for each record


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two files: its records, and the edition that counts some of them."""

    pool: PeerPool
    edition: Edition

    @cached_property
    def counted(self) -> PeerPool:
        """Those that the edition counts, by name."""
        rows = [row for row, name in enumerate(self.pool.ids) if name in self.edition.names]
        return self.pool.take(np.array(sorted(rows, key=self.pool.ids.__getitem__), dtype=np.intp))

    @cached_property
    def scales(self) -> Scales:
        names = ["", *(rubric.id for rubric in self.pool.rubrics)]
        return dict(zip(names, self.counted.scored.scales, strict=True))

    @cached_property
    def told(self) -> list[Part]:
        """What the edition's groups tell, each alone and without another inside it."""
        return Told(totals_of(self.edition.cells), sorted(self.edition.groups)).parts

    @cached_property
    def cells(self) -> NDArray[np.intp]:
        """Country, type and band of each."""
        pool = self.counted
        return np.array([pool.country, pool.type, pool.band], dtype=np.intp).T


def in_both(before: Side, after: Side) -> frozenset[str]:
    return before.edition.names & after.edition.names


def may_be_shown(before: Side, after: Side, members: frozenset[str]) -> bool:
    """Whether the group of these, which are in both, gives no few councils away together with all other groups."""
    shared = [scale for scale in before.scales if scale in after.scales]
    alike = [same_scores(before, after, members, scale) for scale in shared] or [frozenset()]
    return all(Common(before, after, members, same).allows() for same in set(alike))


def same_scores(before: Side, after: Side, members: frozenset[str], scale: str) -> frozenset[str]:
    old, new = (dict(zip(side.counted.ids, side.scales[scale].tolist(), strict=True)) for side in (before, after))
    return frozenset(name for name in members if old[name] == new[name])


class Common:
    """The common partition of two files. `same`: of the members those with one and the same score in both.

    An element is what the same groups hold: `sizes` councils each, larger ones first.
    """

    def __init__(self, before: Side, after: Side, members: frozenset[str], same: frozenset[str]) -> None:
        self.sides = before, after
        rows = [*elements(before, members, same, 0), *elements(after, members, same, 1)]
        joined: dict[tuple[str, int], NDArray[np.intp]] = {}
        for key, row in rows:
            joined[key] = row if key not in joined else np.maximum(joined[key], row)  # ABSENT is less than any code
        kinds, sizes = np.unique(np.array(list(joined.values())), axis=0, return_counts=True)
        order = np.argsort(-sizes, kind="stable")
        self.sizes, kinds = sizes[order].astype(np.int64), kinds[order]
        self.cells = kinds[:, 0:3], kinds[:, 3:6]
        member = kinds[:, 6] == 1
        self.group = tuple(member & (cells[:, 0] != ABSENT) for cells in self.cells)

    def held(self, side: int, group: Group) -> Mask:
        cells = self.cells[side]
        inside = [cells[:, axis] == code for axis, code in enumerate(group) if code != ANY]
        held: Mask = np.logical_and.reduce([cells[:, 0] != ABSENT, *inside])
        return held

    def size(self, mask: Mask) -> int:
        return int(self.sizes[mask].sum())

    def allows(self) -> bool:
        then, now = self.group
        groups = [[self.held(side, group) for group in sorted(self.sides[side].edition.groups)] for side in (0, 1)]
        if any(self._is_close(self.group[side], held) for side in (0, 1) for held in groups[side]):
            return False
        return not self._repeats_almost(groups) and self._spans_no_few([*groups[0], *groups[1], then, now])

    def _is_close(self, one: Mask, other: Mask) -> bool:
        """Whether either has a few that the other has not (R33)."""
        return bool(too_close(np.hstack(self._apart(one, other))).any())

    def _apart(self, one: Mask, other: Mask) -> tuple[Counts, Counts]:
        """How many are only in the one, and only in the other."""
        return np.array([self.size(one & ~other)]), np.array([self.size(other & ~one)])

    def _repeats_almost(self, groups: Sequence[Sequence[Mask]]) -> bool:
        """Whether the group, or a group without it, or it without one, differs by a few in all from anything told."""
        new = [part for side in (0, 1) for part in parts_of(self.group[side], groups[side])]
        old = [*self._told(0), *self._told(1), *new]
        sizes = np.array([self.size(part) for part in old])
        return any(
            leaves_few(*self._apart(part, old[near])).any()
            for part in new
            for near in np.flatnonzero(np.abs(sizes - self.size(part)) < APART)
        )

    def _told(self, side: int) -> Iterator[Mask]:
        for outer, inner in self.sides[side].told:
            yield self.held(side, outer) & ~self.held(side, inner)

    def _spans_no_few(self, masks: Sequence[Mask]) -> bool:
        span = Span(self.sizes)
        return all(span.take(mask.astype(np.int64)) for mask in masks)


def elements(
    side: Side, members: frozenset[str], same: frozenset[str], number: int
) -> Iterator[tuple[tuple[str, int], NDArray[np.intp]]]:
    """By name, and by file unless the score is the same in both: the cell in either file, and whether it is in both."""
    for name, cell in zip(side.counted.ids, side.cells, strict=True):
        row = np.full(7, ABSENT, dtype=np.intp)
        row[3 * number : 3 * number + 3] = cell
        row[6] = name in members
        yield (name, ABSENT if name in same else number), row


def parts_of(group: Mask, others: Sequence[Mask]) -> Iterator[Mask]:
    """The group by itself, without each inside it, and each that holds all of it without it."""
    yield group
    for other in others:
        if (other == group).all():
            continue
        if not (other & ~group).any():
            yield group & ~other
        elif not (group & ~other).any():
            yield other & ~group
