"""A council's place then and now among the councils that are in both of two files."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assessment.instrument import BadInput, Problem
from assessment.peers.editions import statistics
from assessment.peers.groups import FEWEST_OTHERS
from assessment.peers.in_both import Side, in_both, may_be_shown
from assessment.peers.records import reasons_against_any, weak_areas
from assessment.peers.standing import Choice, PeerGroup, Refusal, positions_in
from assessment.scoring import Result

TOO_FEW = f"Fewer than {FEWEST_OTHERS} other councils are counted in both files, so they are not shown as a group."
TOO_CLOSE = (
    "The councils that are in both files are not shown as a group: together with the groups of either file it would "
    "tell what single councils answered."
)


@dataclass(frozen=True)
class Since:
    """The same others then and now: no shares, and no evidence of theirs. `results`: the council's own."""

    before: PeerGroup
    after: PeerGroup
    results: tuple[Result, Result]

    @property
    def n(self) -> int:
        return self.after.n


def stand_since(before: tuple[Side, Result], after: tuple[Side, Result], own: str | None = None) -> Since | Refusal:
    """`own`: the council's record in the files, to be left out. Raises BadInput where a record can't be one council."""
    members = in_both(before[0], after[0])
    if others := others_by(members, before[0], after[0]):
        raise BadInput(others)
    reasons = tuple(dict.fromkeys(reason for moment in (before, after) for reason in reasons_of(*moment)))
    if reasons:
        return Refusal(reasons)
    if len(members - {own}) < FEWEST_OTHERS:
        return Refusal((TOO_FEW,))
    if not may_be_shown(before[0], after[0], members):
        return Refusal((TOO_CLOSE,))
    then, now = (group_of(*moment, members - {own}) for moment in (before, after))
    return Since(then, now, (before[1], after[1]))


def reasons_of(side: Side, result: Result) -> Iterable[str]:
    """Why a result stands beside nobody in its file."""
    rubrics = side.pool.rubrics
    return reasons_against_any(result, rubrics)


def others_by(members: frozenset[str], before: Side, after: Side) -> list[Problem]:
    """Records that are of one country or type in the one file and of another in the other."""
    then, now = (dict(zip(side.counted.ids, side.cells.tolist(), strict=True)) for side in (before, after))
    message = "this record is of another country or type in the earlier pool; give each council the same record in both"
    return [
        Problem(message, id=name)
        for name in sorted(members)
        if any(old and new and old != new for old, new in zip(then[name][:2], now[name][:2], strict=True))
    ]


def group_of(side: Side, result: Result, members: frozenset[str]) -> PeerGroup:
    pool = side.counted
    found = statistics(pool.take(np.array([name in members for name in pool.ids])))
    weak = weak_areas(result, pool.rubrics)
    ids = [rubric.id for rubric in pool.rubrics]
    overall, *areas = positions_in(found, result, ids, weak, None)
    return PeerGroup(
        day=side.edition.day,
        choice=Choice(),
        n=found.n,
        first_month=found.first_month,
        last_month=found.last_month,
        evidence_share=None,
        of=None,
        overall=overall,
        areas={id: area for id, area in zip(ids, areas, strict=True) if area is not None},
        shares={},
        weak=tuple(weak.values()),
    )
