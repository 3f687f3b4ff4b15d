"""Dated, frozen editions of the peer pool: the figures of the groups that may be shown, and no record (R34).

An edition keeps, for each shown group, what the group's numbers are computed from: scores in order and counts of
answers, without what belongs to whom. It also keeps which records each cell of the grid held, by names that say nothing
to anyone without the record's link: later editions must differ from this one by five records or none.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessment.instrument import Rubric
from assessment.peers.between_editions import Earlier
from assessment.peers.disclosure import Release, release
from assessment.peers.groups import EVERYBODY, FEWEST_OTHERS, Counts, Group, cells_of
from assessment.peers.pool import PeerPool, pool_of
from assessment.peers.records import GRID, MOST_MONTHS, PoolRecord, month_of, stamp
from assessment.peers.scores import UNKNOWN

EDITION_FORMAT = "peer-edition/1"
MOST_MONTHS_WAITED = 3  # then a group in which too little has changed is left out of the next edition instead
STRONG_CODE = 4  # level 3 and its code in the pool

Floats = NDArray[np.float64]
Cell = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Statistics:
    """Of one group, all exact: for `positions`, never for a page. `scores`: overall, then each area, in order.
    `counts`: by question, how many are at each level, don't know, and to how many it doesn't apply.
    """

    n: int
    months: NDArray[np.int32]  # of their answers, in order, counted from year 0
    strong: NDArray[np.int32]  # answers at level 3 or above by council, in order; empty in editions that kept their sum
    evidenced: int  # of all these, with evidence
    scores: tuple[Floats, ...]
    counts: NDArray[np.int64]

    def without(self, own: PeerPool) -> "Statistics":
        """The same without a record that is one of them: `own` is a pool of this record alone (R23)."""
        scores = tuple(
            np.delete(mine, np.searchsorted(mine, scale[0]))
            for mine, scale in zip(self.scores, own.scored.scales, strict=True)
        )
        removed = statistics(own)
        counts = self.counts - removed.counts
        strong = (
            np.delete(self.strong, np.searchsorted(self.strong, removed.strong)) if len(self.strong) else self.strong
        )
        evidenced = self.evidenced - removed.evidenced
        months = np.delete(self.months, np.searchsorted(self.months, own.month[0]))
        return Statistics(self.n - 1, months, strong, evidenced, scores, counts)

    @property
    def first_month(self) -> str:
        return month_of(int(self.months[0]))

    @property
    def last_month(self) -> str:
        return month_of(int(self.months[-1]))


def statistics(pool: PeerPool) -> Statistics:
    """Of all records of a pool; at least one."""
    codes = pool.answers
    strong = ((codes >= STRONG_CODE) & (codes != UNKNOWN)).sum(axis=1, dtype=np.int32)
    return Statistics(
        n=len(pool),
        months=np.sort(pool.month),
        strong=np.sort(strong),
        evidenced=int(pool.evidenced.sum()),
        scores=tuple(np.sort(scale) for scale in pool.scored.scales),
        counts=answer_counts(pool),
    )


def answer_counts(pool: PeerPool) -> NDArray[np.int64]:
    """Questions x (levels, don't know, N/A)."""
    most = max(rubric.top for rubric in pool.rubrics) + 1
    codes = [*range(1, most + 1), UNKNOWN, 0]
    return np.array([(pool.answers == code).sum(axis=0) for code in codes], dtype=np.int64).T


@dataclass(frozen=True, eq=False)
class Edition:
    """What one edition shows. `stamps`: the rubrics that all its records were answered under."""

    day: date
    stamps: Mapping[str, str]
    versions: Mapping[Cell, frozenset[str]]
    groups: Mapping[Group, Statistics]

    @cached_property
    def cells(self) -> Counts:
        cells = np.zeros(GRID, dtype=np.int64)
        for cell, names in self.versions.items():
            cells[cell] = len(names)
        return cells

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset().union(*self.versions.values())

    @cached_property
    def release(self) -> Release:
        return Release(self.cells, frozenset(self.groups))

    def seen_from(self, later: Mapping[Cell, frozenset[str]]) -> Earlier:
        """This edition as a later one must heed it."""
        kept = np.zeros(GRID, dtype=np.int64)
        for cell, names in self.versions.items():
            kept[cell] = len(names & later.get(cell, frozenset()))
        return Earlier(self.cells, frozenset(self.groups), kept)


def current(pool: PeerPool, day: date) -> PeerPool:
    """The records that an edition of this day may count: complete enough, and given in the last 24 months (R23)."""
    age = 12 * day.year + day.month - 1 - pool.month
    return pool.take(pool.scored.eligible & (age >= 0) & (age <= MOST_MONTHS))


def first_edition(pool: PeerPool, day: date) -> Edition:
    """The edition of a day without any before it. With few records it shows no group."""
    counted = current(pool, day)
    return made_of(counted, day, release(cells_in(counted)))


def next_edition(pool: PeerPool, day: date, earlier: Sequence[Edition]) -> Edition | None:
    """The edition after others, or None: while nothing has changed, while everybody together can't be told safely from
    an earlier edition, and, for some months, while that would cost the readers of a group their numbers (R34).
    """
    counted = current(pool, day)
    versions = versions_of(counted)
    last = max(earlier, key=lambda edition: edition.day)
    if versions == last.versions:
        return None
    shown = release(cells_in(counted), [edition.seen_from(versions) for edition in earlier if edition.groups])
    if EVERYBODY not in shown.shown and last.groups:
        return None
    lost = [group for group in last.groups if group not in shown.shown and shown.size(group) >= FEWEST_OTHERS]
    waited = 12 * (day.year - last.day.year) + day.month - last.day.month
    return None if lost and waited < MOST_MONTHS_WAITED else made_of(counted, day, shown)


def made_of(counted: PeerPool, day: date, shown: Release) -> Edition:
    stamps = {rubric.id: stamp(rubric) for rubric in counted.rubrics}
    groups = {group: statistics(counted.take(in_group(counted, group))) for group in shown.shown}
    return Edition(day, stamps, versions_of(counted), groups)


def cells_in(pool: PeerPool) -> Counts:
    return cells_of((pool.country, pool.type, pool.band), GRID)


def versions_of(pool: PeerPool) -> dict[Cell, frozenset[str]]:
    found: dict[Cell, list[str]] = {}
    for cell, name in zip(zip(pool.country, pool.type, pool.band, strict=True), pool.ids, strict=True):
        found.setdefault((int(cell[0]), int(cell[1]), int(cell[2])), []).append(name)
    return {cell: frozenset(names) for cell, names in found.items()}


def in_group(pool: PeerPool, group: Group) -> NDArray[np.bool_]:
    mask = np.ones(len(pool), dtype=np.bool_)
    for code, codes in zip(group, (pool.country, pool.type, pool.band), strict=True):
        if code >= 0:
            mask &= codes == code
    return mask


def alone(record: PoolRecord, rubrics: Sequence[Rubric]) -> PeerPool:
    """A pool of one record."""
    return pool_of([("", record)], rubrics)


def dump_edition(edition: Edition) -> str:
    groups = [
        {
            "group": list(group),
            "n": found.n,
            "months": found.months.tolist(),
            "evidence": [found.strong.tolist(), found.evidenced],
            "scores": [scale.tolist() for scale in found.scores],
            "counts": found.counts.tolist(),
        }
        for group, found in sorted(edition.groups.items())
    ]
    cells = [[*cell, sorted(names)] for cell, names in sorted(edition.versions.items())]
    whole = {"format": EDITION_FORMAT, "day": edition.day.isoformat(), "rubrics": dict(edition.stamps)}
    return json.dumps({**whole, "cells": cells, "groups": groups})


def load_edition(text: str) -> Edition:
    """What `dump_edition` wrote."""
    whole: dict[str, Any] = json.loads(text)
    versions = {(c, t, b): frozenset(names) for c, t, b, names in whole["cells"]}
    groups = {Group(*found["group"]): load_statistics(found) for found in whole["groups"]}
    return Edition(date.fromisoformat(whole["day"]), whole["rubrics"], versions, groups)


def load_statistics(found: Mapping[str, Any]) -> Statistics:
    months = np.array(found["months"], dtype=np.int32)
    kept, evidenced = found["evidence"]
    strong = np.array(kept if isinstance(kept, list) else [], dtype=np.int32)
    scores = tuple(np.array(scale) for scale in found["scores"])
    return Statistics(found["n"], months, strong, evidenced, scores, np.array(found["counts"], dtype=np.int64))
