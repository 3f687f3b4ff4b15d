"""A desk as an open page holds it: while the database is away, what was read last stands in for what can't be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Row

from assessment.instrument import Answer, Fact
from assessment.store.database import StoreTrouble
from assessment.store.desk import Conflict, Saved
from assessment.store.intended import Kept, Milestone, Spot, Value
from assessment.store.reached import EVERYBODY, WRITERS, Kinds
from assessment.store.records import Contents, Entry, Key, Link, Said
from assessment.store.server_desk import ServerDesk

LONG, REFUSED_SECONDS = 1, 3


class PageDesk(ServerDesk):
    """Once its contents were read they, an entry, its rivals and the place can always be read: as they were last, where
    the database is away. All else then raises StoreTrouble; after something that took long to fail, at once for some
    seconds: one page asks for many things, and would wait as long for each of them.
    """

    def __init__(self, desk: ServerDesk) -> None:
        vars(self).update(vars(desk))
        self._known: Contents | None = None
        self._is_whole = False  # nothing has changed since, as far as this desk knows
        self._place = ""
        self._milestones: tuple[Milestone, ...] | None = None
        self._links: tuple[Link, ...] | None = None
        self.is_away = False  # what was read last came from here, not from the database
        self._refused_until = float("-inf")

    @contextmanager
    def _asking(self) -> Iterator[None]:
        begun = monotonic()
        if begun < self._refused_until:
            raise StoreTrouble("the database did not answer a moment ago")
        try:
            yield
        except StoreTrouble:
            if monotonic() - begun > LONG:
                self._refused_until = monotonic() + REFUSED_SECONDS
            raise

    @contextmanager
    def _admitted(self, may: Kinds = EVERYBODY) -> Iterator[tuple[Connection, Row[Any]]]:
        self.is_away = True
        with self._asking(), super()._admitted(may) as admitted:
            yield admitted
        self.is_away = False

    @contextmanager
    def _writing(self, may: Kinds = WRITERS) -> Iterator[tuple[Connection, int]]:
        with self._asking(), super()._writing(may) as begun:
            yield begun

    def contents(self) -> Contents:
        """Only what has changed since is read again."""
        try:
            self._known = self._contents(self._known if self._is_whole else None)
        except StoreTrouble:
            if self._known is None:
                raise
        else:
            self._is_whole = True
        return self._known

    def entry(self, key: Key) -> Entry:
        return self.contents().entry(key)

    def links(self) -> tuple[Link, ...]:
        try:
            self._links = super().links()
        except StoreTrouble:
            if self._links is None:
                raise
        return self._links

    def place(self) -> str:
        try:
            self._place = super().place()
        except StoreTrouble:
            if self._known is None:
                raise
        return self._place

    def remember_place(self, place: str) -> None:
        with self._asking():
            super().remember_place(place)

    def save(self, key: Key, answer: Answer, seen: int) -> Saved | Conflict:
        outcome = super().save(key, answer, seen)
        self._learn(key, outcome.theirs if isinstance(outcome, Conflict) else outcome.entry)
        return outcome

    def settle(self, key: Key, answer: Answer) -> Saved:
        outcome = super().settle(key, answer)
        if self._known is not None:
            rest = tuple(rival for rival in self._known.rivals if rival.key != key)
            self._known = replace(self._known, rivals=rest)
        self._learn(key, outcome.entry)
        return outcome

    def say(self, version: str, item: str, fact: Fact | None) -> Said:
        said = super().say(version, item, fact)
        if self._known is not None:
            others = self._known.companions not in ("", version)  # what was said before to this version is not known
            self._is_whole = self._is_whole and not others and said.revision == self._known.revision + 1
            self._known = self._known.saying(version, {item: said})
        return said

    def intend(self, spot: Spot, value: Value | None, seen: Value | None = None) -> Kept:
        kept = super().intend(spot, value, seen)
        if self._known is not None and kept.revision > self._known.revision:
            self._is_whole = self._is_whole and kept.revision == self._known.revision + 1
            self._known = self._known.intending(spot, kept)
        return kept

    def milestones(self) -> tuple[Milestone, ...]:
        try:
            self._milestones = super().milestones()
        except StoreTrouble:
            if self._milestones is None:
                raise
        return self._milestones

    def _learn(self, key: Key, entry: Entry) -> None:
        """What was written just now is known without reading it; all else too, unless somebody wrote in between."""
        if self._known is None:
            return
        newest = max(self._known.revision, entry.revision)
        self._is_whole = self._is_whole and newest == self._known.revision + 1
        self._known = replace(self._known, revision=newest, entries={**self._known.entries, key: entry})
