"""What a record asks of the store: a workshop, its rounds as anybody in the room saw them, and what was agreed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from assessment.instrument import Answer
from assessment.store import Change, Contents, Key


class Agreed(Protocol):
    """What a workshop left with an answer."""

    @property
    def date(self) -> date: ...
    @property
    def votes(self) -> Mapping[str, int]: ...
    @property
    def dissent(self) -> str | None: ...


def agreed_in(answer: Answer) -> Agreed | None:
    found: Agreed | None = getattr(answer, "agreed", None)
    return found


class Ballot(Protocol):
    @property
    def choice(self) -> str: ...
    @property
    def role(self) -> str | None: ...


class Round(Protocol):
    @property
    def key(self) -> Key: ...
    @property
    def number(self) -> int: ...
    @property
    def revealed_at(self) -> datetime | None: ...
    @property
    def agreed(self) -> str | None: ...
    @property
    def ballots(self) -> Sequence[Ballot]: ...
    @property
    def reasons(self) -> tuple[tuple[str, str], ...]: ...


class Frozen(Protocol):
    """The questions of an area as they were when the workshop was opened: how many levels each has."""

    @property
    def version(self) -> str: ...
    @property
    def levels(self) -> Mapping[str, int]: ...


class Workshop(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def questions(self) -> Mapping[str, Frozen]: ...
    @property
    def anonymous(self) -> bool: ...
    @property
    def opened_at(self) -> datetime: ...
    @property
    def closed_at(self) -> datetime | None: ...


class Moment(Protocol):
    @property
    def workshop(self) -> Workshop: ...


class Hall(Protocol):
    @property
    def moment(self) -> Moment: ...
    @property
    def rounds(self) -> Sequence[Round]: ...


class Desk(Protocol):
    """An owner's: any other link is refused by `hall`."""

    @property
    def public_id(self) -> str: ...
    def hall(self, public_id: str) -> Hall: ...
    def contents(self) -> Contents: ...
    def history(self) -> Sequence[Change]: ...
