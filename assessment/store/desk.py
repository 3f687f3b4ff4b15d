"""What can be done with one open assessment, wherever it is kept: one protocol for the server and the owner's file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assessment.instrument import Answer, Council, Fact, Reason, Scope
from assessment.store.intended import Intent, Kept, Milestone, Spot, Value
from assessment.store.records import PARTS, Change, Contents, Entry, Key, Kind, Said


class Gone(Exception):
    """The assessment was deleted while it was open."""


class Closed(Gone):
    """Its link is known, but opens nothing now; one of those below says why."""


class Deleted(Closed):
    """It was deleted, and can be brought back until this day, on which it is gone for good."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


class Withdrawn(Closed):
    """The owner took the link back, or put another in its place."""


class Ended(Closed):
    """The link opened something up to this day."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


class NotAllowed(Exception):
    """A link of this kind may not do that. Nothing was done."""


@dataclass(frozen=True)
class Saved:
    entry: Entry


@dataclass(frozen=True)
class Conflict:
    """Nothing was overwritten: `theirs` stands, the new answer is kept beside it as a rival."""

    theirs: Entry


class Desk(Protocol):
    """One assessment open for work. Every method reads or writes what is kept, never a copy of it; one that the link's
    kind may not use raises NotAllowed.
    """

    label: str
    kind: Kind
    on_server: bool  # kept by the server at each click, for whoever has a link; else by its owner alone

    @property
    def unsaved(self) -> bool: ...  # something is kept nowhere but in this page

    def contents(self) -> Contents: ...
    def revision(self) -> int: ...
    def entry(self, key: Key) -> Entry: ...
    def save(self, key: Key, answer: Answer, seen: int) -> Saved | Conflict: ...
    def settle(self, key: Key, answer: Answer) -> Saved: ...
    def say(self, version: str, item: str, fact: Fact | None) -> Said: ...  # the last one counts, whoever says it
    def intend(self, spot: Spot, value: Value | None, seen: Value | None = None) -> Kept: ...
    def intents(self, most: int | None = None) -> tuple[Intent, ...]: ...
    def milestones(self) -> tuple[Milestone, ...]: ...  # newest first
    def as_of(self, key: Key, revision: int) -> Answer: ...
    def set_up(
        self, council: Council, scope: Scope, rubrics: Mapping[str, str], hashes: Mapping[str, str] | None = None
    ) -> None: ...
    def history(self, most: int | None = None) -> tuple[Change, ...]: ...
    def undo(self, change: Change) -> Saved: ...
    def place(self) -> str: ...
    def remember_place(self, place: str) -> None: ...


def merge(base: Answer, theirs: Answer, mine: Answer) -> Answer | None:
    """Both changes in one answer, where they touch different parts (choice, note, evidence); None where they clash."""
    taken: dict[str, object] = {}
    for part in PARTS.values():
        was, is_theirs, is_mine = ({name: getattr(a, name) for name in part} for a in (base, theirs, mine))
        if is_mine not in (was, is_theirs) and is_theirs != was:
            return None
        if is_mine != was:
            taken |= is_mine
    merged = theirs.model_copy(update=taken)
    needs_note = merged.not_applicable is Reason.OTHER and merged.note is None
    return None if needs_note else merged
