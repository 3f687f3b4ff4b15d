"""The record of a workshop without a format: what was voted and agreed, for each writer the same.

It is made of plain values, in which no vote is anybody's: `make_record(Meeting("Spring", …))`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assessment.consensus import OTHER, UNKNOWN, Tally
from assessment.pack.parts import shortened
from assessment.words import DISSENTS_SHORTENED, REASONS_LEFT_OUT, WORKSHOP_STILL_OPEN

MOST_LETTERS = 250_000  # of what people wrote, in running text; as many take a PDF some seconds


@dataclass(frozen=True)
class RecordedRound:
    """One that was shown. `roles`: how many of each voted, as far as roles may be shown; `reasons`: choice and text."""

    number: int
    tally: Tally
    roles: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Settled:
    """What the group agreed. `choice`: "" where nobody knows it any more; `stands`: whether it still is the answer."""

    day: date
    choice: str
    dissent: str = ""
    stands: bool = True


@dataclass(frozen=True)
class RecordedQuestion:
    """A question of the workshop. `ids`: of its area and its own; `levels`: what they say; `who` could usually say."""

    ids: tuple[str, str]
    area: str
    text: str
    levels: tuple[str, ...]
    who: str = ""
    rounds: tuple[RecordedRound, ...] = ()
    settled: Settled | None = None

    @property
    def is_open(self) -> bool:
        """To be found out: agreed to be unknown."""
        return self.settled is not None and self.settled.choice == UNKNOWN

    @property
    def was_talked_about(self) -> bool:
        return bool(self.rounds or self.settled)


@dataclass(frozen=True)
class Meeting:
    """A workshop and its questions, in their order. `closed`: None while it is open; `told`: of data that are invented,
    that they are.
    """

    name: str
    council: str | None
    opened: date
    closed: date | None
    is_anonymous: bool
    asked: tuple[RecordedQuestion, ...]
    told: str = ""

    @property
    def notice(self) -> str:
        """What stands on every page."""
        return " ".join([*([f"{self.told}."] if self.told else []), *([] if self.closed else [WORKSHOP_STILL_OPEN])])

    @property
    def roles(self) -> dict[str, int]:
        """The most votes of each on any one question, most first, and those of no role that is told last."""
        found: dict[str, int] = {}
        for held in (held for one in self.asked for held in one.rounds):
            for role, number in held.roles.items():
                found[role] = max(number, found.get(role, 0))
        return dict(sorted(found.items(), key=lambda one: (one[0] == OTHER, -one[1], one[0])))

    @property
    def most_votes(self) -> int:
        return max((held.tally.voters for one in self.asked for held in one.rounds), default=0)

    @property
    def areas(self) -> dict[str, list[RecordedQuestion]]:
        """By the area's id."""
        found: dict[str, list[RecordedQuestion]] = {}
        for one in self.asked:
            found.setdefault(one.ids[0], []).append(one)
        return found


def within_limits(meeting: Meeting) -> tuple[Meeting, tuple[str, ...]]:
    """As much of it as running text has room for, and what was left out. Reasons go first."""
    dissents = [one.settled.dissent for one in meeting.asked if one.settled]
    reasons = [text for one in meeting.asked for held in one.rounds for _, text in held.reasons]
    if sum(map(len, [*dissents, *reasons])) <= MOST_LETTERS:
        return meeting, ()
    asked = tuple(replace(one, rounds=tuple(replace(held, reasons=()) for held in one.rounds)) for one in meeting.asked)
    left_out = (REASONS_LEFT_OUT,) if reasons else ()
    if sum(map(len, dissents)) <= MOST_LETTERS:
        return replace(meeting, asked=asked), left_out
    room = MOST_LETTERS // len(dissents)
    return replace(meeting, asked=tuple(briefly(one, room) for one in asked)), (*left_out, DISSENTS_SHORTENED)


def briefly(one: RecordedQuestion, letters: int) -> RecordedQuestion:
    if one.settled is None:
        return one
    return replace(one, settled=replace(one.settled, dissent=shortened(one.settled.dissent, letters)))
