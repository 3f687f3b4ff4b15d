"""A council's result beside a group of peers: its positions, or why none is shown.

Everything here may be shown. A refusal never says how many councils a group has.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assessment.figures import CouncilCount, CouncilCounts
from assessment.instrument import Council, CouncilType, Rubric
from assessment.peers.editions import Edition, Statistics, alone
from assessment.peers.groups import ANY, FEWEST_OTHERS, Group
from assessment.peers.pool import own_of
from assessment.peers.positions import Position, position_of
from assessment.peers.records import (
    BANDS,
    TYPES,
    PoolRecord,
    band_code,
    country_code,
    country_of,
    reasons_against_any,
    stamp,
    type_code,
    weak_areas,
)
from assessment.peers.shares import Shares, coarse, shares_of
from assessment.scoring import Result

TOO_FEW = f"Fewer than {FEWEST_OTHERS} other councils are in this group, so it is not shown."
TOO_CLOSE = (
    "This group is not shown: together with another group or an earlier edition it would tell what single councils "
    "answered."
)


@dataclass(frozen=True)
class Choice:
    """The filters that a reader sets; None for any."""

    country: str | None = None
    type: CouncilType | None = None
    band: str | None = None

    @property
    def group(self) -> Group:
        codes = country_code(self.country), type_code(self.type), band_code(self.band)
        return Group(*(code or ANY for code in codes))

    @classmethod
    def of(cls, group: Group) -> "Choice":
        country, kind, band = (code if code != ANY else 0 for code in group)
        return cls(country_of(country), TYPES[kind - 1] if kind else None, BANDS[band - 1] if band else None)


@dataclass(frozen=True)
class PeerGroup:
    """One group of one edition, as one council may see it: itself left out."""

    day: date
    choice: Choice
    n: int
    first_month: str
    last_month: str
    evidence_share: int | None  # percent on the grid of 5; None where it would rest on too few councils
    of: CouncilCount | None
    overall: Position | None  # None where an area has none
    areas: Mapping[str, Position]
    shares: Mapping[str, Mapping[str, Shares]]  # by rubric and question; empty below 20 others
    some_twice: bool = False  # there are more records than such councils
    weak: tuple[str, ...] = ()  # why areas, and so the whole, have no position


@dataclass(frozen=True)
class Refusal:
    """Why there is no position, in sentences; `wider` is the next wider group that is shown."""

    reasons: tuple[str, ...]
    wider: Choice | None = None


def stand_among(
    edition: Edition,
    choice: Choice,
    result: Result,
    rubrics: list[Rubric],
    own: PoolRecord | None = None,
    counts: CouncilCounts | None = None,
    council: Council | None = None,
) -> PeerGroup | Refusal:
    """`rubrics`: those of the edition; `own`: the council's record in it, which is left out of the group; `council`:
    whose result it is, so that it is not counted among the others there are.
    """
    reasons = tuple(reasons_against_any(result, rubrics))
    if reasons:
        return Refusal(reasons)
    if dict(edition.stamps) != {rubric.id: stamp(rubric) for rubric in rubrics}:
        return Refusal(("This edition was made under other versions of the questions.",))
    found = statistics_for(edition, choice.group, rubrics, own)
    if isinstance(found, Refusal):
        return found
    of = counts.of(choice.country, choice.type) if counts and choice.band is None and choice.country else None
    in_all = of.councils - is_in(council, choice) if of else None
    some_twice = in_all is not None and found.n > in_all
    weak = weak_areas(result, rubrics)
    ids = [rubric.id for rubric in rubrics]
    overall, *areas = positions_in(found, result, ids, weak, None if some_twice else in_all)
    return PeerGroup(
        day=edition.day,
        choice=choice,
        n=found.n,
        first_month=found.first_month,
        last_month=found.last_month,
        evidence_share=evidence_share_of(found),
        of=of,
        overall=overall,
        areas={rubric.id: area for rubric, area in zip(rubrics, areas, strict=True) if area is not None},
        shares=shares_by_question(found, rubrics),
        some_twice=some_twice,
        weak=tuple(weak.values()),
    )


def positions_in(
    found: Statistics, result: Result, areas: Sequence[str], weak: Container[str], others_in_all: int | None
) -> list[Position | None]:
    """The position by overall score, then by each area's; None for weak areas, and overall where there is one."""
    scores = {area.rubric.id: area.scores for area in result.areas if area.rubric.id not in weak}
    whole = result.overall.scores if len(scores) == len(areas) else None
    mine = [None if each is None else own_of(each) for each in (whole, *(scores.get(area) for area in areas))]
    return [
        None if own is None else position_of(others, own.score, own.lowest, own.highest, others_in_all)
        for others, own in zip(found.scores, mine, strict=True)
    ]


def statistics_for(
    edition: Edition, group: Group, rubrics: list[Rubric], own: PoolRecord | None
) -> Statistics | Refusal:
    """The group's numbers without the council's own, if at least ten others are left (R31, R35)."""
    found = edition.groups.get(group)
    if found is not None and own is not None and in_choice(own, group):
        found = found.without(alone(own, rubrics))
    if found is not None and found.n >= FEWEST_OTHERS:
        return found
    others = edition.release.size(group) - (own is not None and in_choice(own, group))
    reason = TOO_FEW if others < FEWEST_OTHERS else TOO_CLOSE
    return Refusal((reason,), wider_than(edition, group, own))


def evidence_share_of(found: Statistics) -> int | None:
    """Of answers at level 3 or above: ten councils must have such, and none more than half of them (R31)."""
    total, contributing = int(found.strong.sum()), int((found.strong > 0).sum())
    if contributing < FEWEST_OTHERS or 2 * int(found.strong.max()) > total:
        return None
    return coarse(found.evidenced, total)


def is_in(council: Council | None, choice: Choice) -> bool:
    if council is None:
        return False
    return choice.country in (None, council.country) and choice.type in (None, council.type)


def in_choice(own: PoolRecord, group: Group) -> bool:
    return group.holds(Group(country_code(own.country), type_code(own.type), band_code(own.band)))


def wider_than(edition: Edition, group: Group, own: PoolRecord | None) -> Choice | None:
    wider = edition.release.wider(group)
    while wider is not None:
        mine = own is not None and in_choice(own, wider)
        if edition.groups[wider].n - mine >= FEWEST_OTHERS:
            return Choice.of(wider)
        wider = edition.release.wider(wider)
    return None


def shares_by_question(found: Statistics, rubrics: list[Rubric]) -> dict[str, dict[str, Shares]]:
    by_rubric: dict[str, dict[str, Shares]] = {}
    rows = iter(found.counts.tolist())
    for rubric in rubrics:
        for question in rubric.questions:
            *levels, unknown, not_applicable = next(rows)
            shares = shares_of([*levels[: question.top + 1], unknown, not_applicable])
            if shares is not None:
                by_rubric.setdefault(rubric.id, {})[question.id] = shares
    return by_rubric
