"""What a workshop is made of: who sits there, which question is open, and what was voted once it is revealed.

Before its reveal a round tells how many have voted, and nothing else, to anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from assessment.consensus import Tally, shown_roles, tally
from assessment.instrument import Answer
from assessment.store.records import Key

LONGEST_NAME, LONGEST_ROLE, LONGEST_REASON = 60, 40, 300  # characters
MOST_ROLES, MOST_SEATS, MOST_WORKSHOPS, MOST_MINUTES = 20, 200, 100, 240
FEWEST_TO_REVEAL = 3  # where votes are anonymous: of two, each knows the other's
CODE_SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"  # none that is read for another, and no word
CODE_LENGTH = 6


class Stage(StrEnum):
    HOMEWORK = "homework"  # all questions are open, each at one's own pace
    LIVE = "live"  # one question at a time
    CLOSED = "closed"


class Asked(NamedTuple):
    """One area's questions of a workshop, as they were when it was opened: how many levels each has."""

    version: str
    levels: Mapping[str, int]


class Talk(NamedTuple):
    """Where a question stands in the order of talking, and why."""

    key: Key
    reason: str


@dataclass(frozen=True)
class Plan:
    """A workshop to be opened. `themes`: as addresses have them, `rubric.theme`. `minutes`: for each question, or 0."""

    name: str
    themes: tuple[str, ...]
    questions: Mapping[str, Asked]
    roles: tuple[str, ...]
    anonymous: bool
    homework: bool
    minutes: int = 0


@dataclass(frozen=True)
class Workshop:
    public_id: str
    name: str
    stage: Stage
    themes: tuple[str, ...]
    questions: Mapping[str, Asked]
    roles: tuple[str, ...]
    anonymous: bool
    door: bool  # people may still sit down
    minutes: int
    ends_at: datetime | None
    turn: int  # counts what the host does
    opened_at: datetime
    live_at: datetime | None
    closed_at: datetime | None
    talk: tuple[Talk, ...] = ()

    def levels(self, key: Key) -> int:
        """How many the question has; 0 where it isn't asked here."""
        asked = self.questions.get(key.rubric)
        return asked.levels.get(key.question, 0) if asked else 0

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(Key(rubric, one) for rubric, asked in self.questions.items() for one in asked.levels)


@dataclass(frozen=True)
class Ballot:
    """One revealed vote. `role`: as it may be shown; `name`: of a named workshop's seat."""

    choice: str
    role: str | None
    name: str | None = None


@dataclass(frozen=True)
class Round:
    """`cast`: how many have voted. `ballots` and `reasons`, each with its choice, are there once it is revealed.
    `agreed`: the choice that the host wrote down after it.
    """

    key: Key
    number: int
    opened_at: datetime | None
    revealed_at: datetime | None
    cast: int
    levels: int
    ballots: tuple[Ballot, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    agreed: str | None = None

    @property
    def tally(self) -> Tally:
        return tally((one.choice for one in self.ballots), self.levels)


@dataclass(frozen=True)
class Moment:
    """What anybody in the room may know."""

    workshop: Workshop
    seated: int
    current: Round | None


@dataclass(frozen=True)
class Seat:
    """As its host sees it. `id` tells nothing of who came when; `voted`: in the round that is open."""

    id: str
    role: str
    name: str | None
    voted: bool


@dataclass(frozen=True)
class Hall:
    """What the host sees: all rounds, oldest first, and who is there."""

    moment: Moment
    rounds: tuple[Round, ...]
    seats: tuple[Seat, ...]

    @property
    def workshop(self) -> Workshop:
        return self.moment.workshop

    def rounds_of(self, key: Key) -> tuple[Round, ...]:
        return tuple(one for one in self.rounds if one.key == key)


@dataclass(frozen=True)
class Door:
    """What somebody who has the code sees before sitting down."""

    public_id: str
    name: str
    roles: tuple[str, ...]
    anonymous: bool
    is_open: bool  # else the host lets nobody else in


class Vote(NamedTuple):
    choice: str
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What the group agrees on: its choice, with a reason where the question doesn't apply, and what is recorded of
    those who see it otherwise.
    """

    answer: Answer
    dissent: str = ""
    day: date = field(default=date.min)


@dataclass(frozen=True)
class Ballots:
    """A round's votes as the tables have them, before anything is hidden."""

    votes: tuple[tuple[str, str, str, str | None], ...]  # choice, role, reason, name

    def revealed(self, *, anonymous: bool) -> tuple[tuple[Ballot, ...], tuple[tuple[str, str], ...]]:
        """In the order of choices: the order of the rows is that of voting. In an anonymous workshop roles that few
        hold are hidden, and reasons stand without any.
        """
        roles = shown_roles([role for _, role, _, _ in self.votes], anonymous=anonymous)
        shown = [
            Ballot(choice, role, None if anonymous else name)
            for (choice, _, _, name), role in zip(self.votes, roles, strict=True)
        ]
        reasons = sorted((choice, reason) for choice, _, reason, _ in self.votes if reason)
        return tuple(sorted(shown, key=lambda one: (one.choice, one.role or "", one.name or ""))), tuple(reasons)
