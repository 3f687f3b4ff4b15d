"""A group of peers in words: who is in it, and what must stand beside every position."""

from collections.abc import Callable
from fractions import Fraction

from assessment.instrument import CouncilType
from assessment.peers import Choice, PeerGroup, Refusal, share_text
from assessment.words.naming import MONTHS

CountryName = Callable[[str], str]  # "the United Kingdom" for GB


def month_text(month: str) -> str:
    """ "2026-05" as "May 2026"."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


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
        "their answers at level 3 or above come from too few of them to say how many cite evidence"
        if group.evidence_share is None
        else f"{share_text(group.evidence_share)} of their answers at level 3 or above cite evidence"
    )
    who = "in a file" if from_file else "that chose to take part"
    doubts = doubts_text(group, from_file=from_file)
    return (
        f"Position among {group.n} councils {who} ({part}), answers given {period_text(group)}. "
        f"They are self-assessed; {evidence}.{doubts}"
    )


def refusal_lines(refusal: Refusal) -> tuple[str, ...]:
    """That no position is shown, and why."""
    return tuple(f"No position is shown. {reason}" if not at else reason for at, reason in enumerate(refusal.reasons))


def own_text(*, from_file: bool) -> str:
    """Where the reader's own record may be among the others: to be said before any position."""
    if from_file:
        return (
            "If your own council is in this file, it may be among the others: nothing in a file says which record is "
            "yours."
        )
    return "No record of this link is among the others. If your council gave one through another link, that one may be."


def period_text(group: PeerGroup) -> str:
    first, last = month_text(group.first_month), month_text(group.last_month)
    return f"in {first}" if first == last else f"between {first} and {last}"


def doubts_text(group: PeerGroup, *, from_file: bool) -> str:
    """What a group leaves open about those who are not in it; nothing where all are, and of an interval only where one
    is shown.
    """
    if group.of is not None and group.n >= group.of.councils and not group.some_twice:
        return ""
    others = " Councils that take part may differ from those that do not."
    covers = "chance in who took part"
    if from_file:
        others, covers = " Those in the file may differ from those that are not.", "chance in who is in it"
    positions = (group.overall, *group.areas.values())
    shown = any(position is not None and position.interval is not None for position in positions)
    return f"{others} The range allows for {covers}, not for that." if shown else others


def share_of(n: int, of: int) -> str:
    """To the nearest per cent; "all" only where it is."""
    percent = Fraction(100 * n, of)
    return "all" if n >= of else "under 1 %" if percent < 1 else f"{min(99, int(percent + Fraction(1, 2)))} %"
