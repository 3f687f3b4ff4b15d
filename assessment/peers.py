"""A council's result beside a group of peers: its positions, or why none is shown.

Everything here may be shown. A refusal never says how many councils a group has.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessment.answers import Council, CouncilType
from assessment.context import CouncilCount, CouncilCounts
from assessment.editions import Edition, Statistics, alone
from assessment.groups import ANY, FEWEST_OTHERS, Group
from assessment.peer_records import (
    BANDS,
    TYPES,
    PoolRecord,
    band_code,
    country_code,
    country_of,
    reasons_against,
    stamp,
    type_code,
)
from assessment.pool import own_of
from assessment.positions import FEWEST_FOR_SHARES, Position, Shares, coarse, position_of, share_text, shares_of
from assessment.results import Result
from assessment.rubric import Rubric

CountryName = Callable[[str], str]  # "the United Kingdom" for GB

TOO_FEW = f"Fewer than {FEWEST_OTHERS} other councils are in this group, so it is not shown."
TOO_CLOSE = (
    "This group is not shown: together with another group or an earlier edition it would tell what single councils "
    "answered."
)
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
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
    evidence_share: int | None  # percent on the grid of 5; None where too few answers are at level 3 or above
    of: CouncilCount | None
    overall: Position
    areas: Mapping[str, Position]
    shares: Mapping[str, Mapping[str, Shares]]  # by rubric and question; empty below 20 others
    some_twice: bool = False  # there are more records than such councils


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
    reasons = tuple(reasons_against(result, rubrics))
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
    overall, *areas = positions_in(found, result, None if some_twice else in_all)
    return PeerGroup(
        day=edition.day,
        choice=choice,
        n=found.n,
        first_month=found.first_month,
        last_month=found.last_month,
        evidence_share=coarse(found.evidenced, found.strong) if found.strong >= FEWEST_FOR_SHARES else None,
        of=of,
        overall=overall,
        areas={rubric.id: area for rubric, area in zip(rubrics, areas, strict=True)},
        shares=shares_by_question(found, rubrics),
        some_twice=some_twice,
    )


def positions_in(found: Statistics, result: Result, others_in_all: int | None) -> list[Position]:
    """The position by overall score, then by each area's."""
    mine = own_of(result)
    positions = (
        position_of(others, score, lowest, highest, others_in_all)
        for others, score, lowest, highest in zip(found.scores, mine.score, mine.lowest, mine.highest, strict=True)
    )
    return [position for position in positions if position is not None]


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


def month_text(month: str) -> str:
    """ "2026-05" as "May 2026"."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def day_text(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


TYPE_WORDS = {
    CouncilType.DISTRICT: "districts",
    CouncilType.COUNTY: "counties",
    CouncilType.UNITARY: "unitary authorities",
    CouncilType.METROPOLITAN: "metropolitan councils",
    CouncilType.LONDON_BOROUGH: "London boroughs",
    CouncilType.MUNICIPALITY: "municipalities",
    CouncilType.CITY: "cities",
    CouncilType.REGIONAL: "regional councils",
    CouncilType.COMBINED: "combined authorities",
    CouncilType.OTHER: "councils of other types",
}


def group_text(choice: Choice, name: CountryName) -> str:
    """ "districts in the United Kingdom with 100,000 to 199,999 residents"; `name` gives a country's."""
    what = TYPE_WORDS[choice.type] if choice.type else "councils"
    anywhere = "" if choice.type or choice.band else " of all countries"
    where = f" in {name(choice.country)}" if choice.country else anywhere
    return what + where + (f" with {choice.band} residents" if choice.band else "")


def statement(group: PeerGroup, name: CountryName, *, from_file: bool = False) -> str:
    """What must stand beside every position (3.4), filled from the data. `from_file`: they did not choose."""
    described = group_text(group.choice, name)
    if group.of is None:
        part = f"{described}; how many there are in all is not known here"
    elif group.some_twice:
        part = f"{described}; more than the {group.of.councils:,} counted in {group.of.year}, so some are in it twice"
    else:
        share = share_of(group.n, group.of.councils)
        part = f"{share} of {group.of.councils:,} {described}, counted in {group.of.year}"
    evidence = (
        "too few of their answers are at level 3 or above to say how many cite evidence"
        if group.evidence_share is None
        else f"{share_text(group.evidence_share)} of their answers at level 3 or above cite evidence"
    )
    who, others = "that chose to take part", "Councils that take part may differ from those that do not."
    covers = "chance in who took part"
    if from_file:
        who, others = "in a file", "Those in the file may differ from those that are not."
        covers = "chance in who is in it"
    return (
        f"Position among {group.n} councils {who} ({part}), answers given between "
        f"{month_text(group.first_month)} and {month_text(group.last_month)}. They are self-assessed; {evidence}. "
        f"{others} The interval covers {covers}, not that difference."
    )


def share_of(n: int, of: int) -> str:
    percent = Fraction(100 * n, of)
    return "all" if n >= of else "under 1 %" if percent < 1 else f"{int(percent)} %"
