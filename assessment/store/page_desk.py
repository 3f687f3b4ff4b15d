"""A desk as an open page holds it: while the database is away, what was read last stands in for what can't be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic

from sqlalchemy import Connection

from assessment.instrument import Answer, Fact
from assessment.store.database import StoreTrouble
from assessment.store.desk import Conflict, Saved
from assessment.store.reached import EVERYBODY, WRITERS, Kinds
from assessment.store.records import Contents, Entry, Key, Link, Rival, Said
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
        self._entries: dict[Key, Entry] = {}  # read or written since
        self._rivals: dict[Key, tuple[Rival, ...]] = {}
        self._place = ""
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
    def _reading(self, may: Kinds = EVERYBODY) -> Iterator[Connection]:
        self.is_away = True
        with self._asking(), super()._reading(may) as connection:
            yield connection
        self.is_away = False

    @contextmanager
    def _writing(self, may: Kinds = WRITERS) -> Iterator[tuple[Connection, int]]:
        with self._asking(), super()._writing(may) as begun:
            yield begun

    def contents(self) -> Contents:
        try:
            self._known = super().contents()
        except StoreTrouble:
            if self._known is None:
                raise
            newest = max([self._known.revision, *(entry.revision for entry in self._entries.values())])
            self._known = replace(self._known, revision=newest, entries={**self._known.entries, **self._entries})
        else:
            self._entries, self._rivals = {}, {}
        return self._known

    def entry(self, key: Key) -> Entry:
        try:
            self._entries[key] = super().entry(key)
        except StoreTrouble:
            if self._known is None:
                raise
            self._entries.setdefault(key, self._known.entry(key))
        return self._entries[key]

    def rivals_of(self, key: Key) -> tuple[Rival, ...]:
        try:
            self._rivals[key] = super().rivals_of(key)
        except StoreTrouble:
            if self._known is None:
                raise
            self._rivals.setdefault(key, self._known.rivals_of(key))
        return self._rivals[key]

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
        self._entries[key] = outcome.theirs if isinstance(outcome, Conflict) else outcome.entry
        return outcome

    def settle(self, key: Key, answer: Answer) -> Saved:
        outcome = super().settle(key, answer)
        self._entries[key], self._rivals[key] = outcome.entry, ()
        return outcome

    def say(self, version: str, item: str, fact: Fact | None) -> Said:
        said = super().say(version, item, fact)
        if self._known is not None:
            self._known = self._known.saying(version, {item: said})
        return said
