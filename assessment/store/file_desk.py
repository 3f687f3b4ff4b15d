"""An assessment that nobody keeps but its owner: in the page, in a file, and in the browser's copy."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assessment.instrument import BLANK, Answer, AnswerSheet, Council, Fact, Scope
from assessment.store.adopted import chosen_of, entries_of, intended_of, said_of
from assessment.store.desk import Saved
from assessment.store.intended import Intent, Kept, Milestone, Spot, Value, joined
from assessment.store.limits import check_new
from assessment.store.records import Change, Clock, Contents, Entry, Key, Kind, Said, utc_now, worded

OWNER, OTHER_TAB = "You", "another tab of this browser"
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Moments:
    """When something happened to a file desk, None where it did not. `holds` is the change that the file which was
    asked for last still has in it.
    """

    changed: datetime | None = None
    set_up: datetime | None = None
    asked: datetime | None = None
    holds: datetime | None = None


class FileDesk:
    """The same as a desk on the server, for one person; there is nobody to clash with, but there may be other tabs."""

    label = OWNER
    kind = Kind.OWNER  # there are no links: it is its owner's alone
    on_server = False

    def __init__(self, council: Council, scope: Scope, rubrics: Mapping[str, str], clock: Clock = utc_now) -> None:
        self.name = secrets.token_hex(8)  # in the address, and in the browser's copy
        self.copied = False  # the browser keeps a copy
        self.moments = Moments()
        self.taken: tuple[Change, ...] = ()  # what the last look into another tab's copy brought
        texts = worded({}, rubrics, {})
        self._contents = Contents(scope=scope, council=council, rubrics=dict(rubrics), revision=0, wordings=texts)
        self._changes: tuple[Change, ...] = ()
        self._intents: tuple[Intent, ...] = ()
        self._place = ""
        self._clock = clock

    @classmethod
    def of(
        cls,
        sheet: AnswerSheet,
        clock: Clock = utc_now,
        before: Contents | None = None,
        areas: Collection[str] | None = None,
    ) -> "FileDesk":
        """A desk that holds what an opened file says. `before`, `areas`: as in `Store.adopt`."""
        desk = cls(sheet.council, sheet.scope, sheet.rubrics, clock)
        entries = entries_of(sheet, OWNER, before)
        rubrics = chosen_of(sheet.rubrics, areas)
        held = replace(desk._contents, rubrics=rubrics, entries=entries, revision=1, unfit=sheet.unfit)
        held = replace(held, companions=sheet.companions or "", said=said_of(sheet, OWNER, before))
        desk._contents = replace(held, intended=intended_of(sheet, OWNER, before))
        return desk

    @classmethod
    def again(cls, name: str, contents: Contents, moments: Moments, place: str, clock: Clock = utc_now) -> "FileDesk":
        """A desk as a copy of it says."""
        desk = cls(contents.council, contents.scope, contents.rubrics, clock)
        desk.name, desk.moments, desk._contents, desk._place = name, moments, contents, place
        return desk

    @property
    def unsaved(self) -> bool:
        return self.moments.changed is not None and self.moments.changed != self.moments.holds

    def hand_out(self, holds: datetime | None) -> None:
        """The owner asks for the file, which holds all up to that change."""
        self.moments = replace(self.moments, asked=self._clock(), holds=holds)

    def touch(self) -> datetime:
        """Something changed just now that no file has in it."""
        now = self._clock()
        self.moments = replace(self.moments, changed=now)
        return now

    def contents(self) -> Contents:
        return self._contents

    def revision(self) -> int:
        return self._contents.revision

    def entry(self, key: Key) -> Entry:
        return self._contents.entry(key)

    def save(self, key: Key, answer: Answer, seen: int) -> Saved:
        check_new(self.entry(key).answer, answer)
        return self.settle(key, answer)

    def _put(self, key: Key, answer: Answer, at: datetime | None, by: str = OWNER) -> Entry:
        entry = Entry(answer, self._contents.revision + 1, OWNER, at)
        change = Change(len(self._changes) + 1, key, self.entry(key).answer, answer, by, at)
        entries = {**self._contents.entries, key: entry}
        self._contents = replace(self._contents, entries=entries, revision=entry.revision)
        self._changes = (change, *self._changes)
        return entry

    def settle(self, key: Key, answer: Answer) -> Saved:
        before = self.entry(key)
        return Saved(before if answer == before.answer else self._put(key, answer, self.touch()))

    def say(self, version: str, item: str, fact: Fact | None) -> Said:
        said = Said(fact, self.touch(), self._contents.revision + 1, OWNER)
        self._contents = self._contents.saying(version, {item: said})
        return said

    def intend(self, spot: Spot, value: Value | None, seen: Value | None = None) -> Kept:
        before = self._contents.kept(spot)
        new = joined(before.value, value, seen)
        return before if new == before.value else self._keep(spot, new, self.touch(), OWNER)

    def _keep(self, spot: Spot, value: Value | None, at: datetime | None, by: str) -> Kept:
        before = self._contents.kept(spot)
        kept = Kept(value, self._contents.revision + 1, OWNER, at)
        self._intents = (Intent(len(self._intents) + 1, spot, before.value, value, by, at), *self._intents)
        self._contents = self._contents.intending(spot, kept)
        return kept

    def intents(self, most: int | None = None) -> tuple[Intent, ...]:
        return self._intents[:most]

    def milestones(self) -> tuple[Milestone, ...]:
        """None: its owner keeps them, as files of their own."""
        return ()

    def as_of(self, key: Key, revision: int) -> Answer:
        return self.entry(key).answer

    def set_up(
        self, council: Council, scope: Scope, rubrics: Mapping[str, str], hashes: Mapping[str, str] | None = None
    ) -> None:
        self._set_up(council, scope, rubrics)
        self.moments = replace(self.moments, set_up=self.touch())

    def _set_up(self, council: Council, scope: Scope, rubrics: Mapping[str, str]) -> None:
        held = replace(self._contents, revision=self._contents.revision + 1, council=council, scope=scope)
        texts = worded(held.wordings, rubrics, {})
        self._contents = replace(held, rubrics=dict(rubrics), wordings=texts)

    def take(self, other: "FileDesk") -> bool:
        """Take what another tab changed later than this one, question by question. True: both say the same now."""
        before = self._changes
        for key, theirs in other._contents.entries.items():
            mine = self.entry(key)
            if age(theirs) > age(mine) and theirs.answer != mine.answer:
                self._put(key, theirs.answer, theirs.at, OTHER_TAB)
        revision = self._contents.revision + 1
        theirs_newer = {
            item: replace(said, revision=revision, by=OTHER_TAB)
            for item, said in other._contents.said.items()
            if told(said) > told(self._said_to(item))
        }
        if theirs_newer:
            self._contents = self._contents.saying(other._contents.companions, theirs_newer)
        for spot, kept in other._contents.intended.items():
            if told_at(kept) > told_at(self._contents.kept(spot)) and kept.value != self._contents.kept(spot).value:
                self._keep(spot, kept.value, kept.at, OTHER_TAB)
        if other._facts() > self._facts():
            self._set_up(other._contents.council, other._contents.scope, other._contents.rubrics)
            self.moments = replace(self.moments, set_up=other.moments.set_up)
        if new := self._changes[: len(self._changes) - len(before)]:
            self.taken = new
        if self._said() == other._said():
            self.moments = other.moments
            return True
        self.touch()
        return False

    def _facts(self) -> tuple[datetime, str]:
        """What was said about the council and the areas, with its age."""
        said = (self._contents.council, self._contents.scope.value, sorted(self._contents.rubrics.items()))
        return self.moments.set_up or LONG_AGO, repr(said)

    def _said_to(self, item: str) -> Said:
        return self._contents.said.get(item, Said())

    def _said(self) -> tuple[str, dict[Key, Answer], dict[str, Fact], dict[Spot, Value]]:
        entries = self._contents.entries.items()
        answers = {key: entry.answer for key, entry in entries if entry.answer != BLANK}
        intended = {spot: kept.value for spot, kept in self._contents.intended.items() if kept.value is not None}
        return self._facts()[1], answers, self._contents.facts, intended

    def history(self, most: int | None = None) -> tuple[Change, ...]:
        return self._changes[:most]

    def undo(self, change: Change) -> Saved:
        return self.settle(change.key, change.before)

    def place(self) -> str:
        return self._place

    def remember_place(self, place: str) -> None:
        self._place = place


def told(said: Said) -> tuple[datetime, str]:
    return said.at or LONG_AGO, said.fact or ""


def told_at(kept: Kept) -> tuple[datetime, str]:
    return kept.at or LONG_AGO, repr(kept.value)


def age(entry: Entry) -> tuple[datetime, str]:
    """Which of two answers is the newer; of the same moment both tabs choose the same."""
    return entry.at or LONG_AGO, entry.answer.model_dump_json()
