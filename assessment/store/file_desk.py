"""An assessment that nobody keeps but its owner: everything stays in the page until it is downloaded."""

from collections.abc import Mapping
from dataclasses import replace

from assessment.instrument import Answer, AnswerSheet, Council, Scope
from assessment.store.desk import Saved
from assessment.store.records import Change, Clock, Contents, Entry, Key, Rival, answers_of, midnight, utc_now

OWNER = "You"


class FileDesk:
    """The same as a desk on the server, for one person and one page; there is nobody to clash with."""

    label = OWNER
    on_server = False

    def __init__(self, council: Council, scope: Scope, rubrics: Mapping[str, str], clock: Clock = utc_now) -> None:
        self._contents = Contents(scope=scope, council=council, rubrics=dict(rubrics), revision=0)
        self._changes: tuple[Change, ...] = ()
        self._place = ""
        self._clock = clock
        self.downloaded = 0  # the revision that the owner has a file of

    @classmethod
    def of(cls, sheet: AnswerSheet, clock: Clock = utc_now) -> "FileDesk":
        """A desk that holds what an opened file says."""
        desk = cls(sheet.council, sheet.scope, sheet.rubrics, clock)
        entries = {key: Entry(answer, 1, OWNER, midnight(sheet.date)) for key, answer in answers_of(sheet)}
        desk._contents = replace(desk._contents, entries=entries, revision=1, unfit=sheet.unfit)
        desk.downloaded = 1
        return desk

    @property
    def unsaved(self) -> bool:
        return self.downloaded != self._contents.revision

    def contents(self) -> Contents:
        return self._contents

    def revision(self) -> int:
        return self._contents.revision

    def entry(self, key: Key) -> Entry:
        return self._contents.entry(key)

    def rivals_of(self, key: Key) -> tuple[Rival, ...]:
        return ()

    def save(self, key: Key, answer: Answer, seen: int) -> Saved:
        before = self.entry(key)
        if answer == before.answer:
            return Saved(before)
        now = self._clock()
        entry = Entry(answer, self._contents.revision + 1, OWNER, now)
        entries = {**self._contents.entries, key: entry}
        self._contents = replace(self._contents, entries=entries, revision=entry.revision)
        change = Change(len(self._changes) + 1, key, before.answer, answer, OWNER, now)
        self._changes = (change, *self._changes)
        return Saved(entry)

    def settle(self, key: Key, answer: Answer) -> Saved:
        return self.save(key, answer, self.revision())

    def as_of(self, key: Key, revision: int) -> Answer:
        return self.entry(key).answer

    def set_up(self, council: Council, scope: Scope, rubrics: Mapping[str, str]) -> None:
        revision = self._contents.revision + 1
        self._contents = replace(self._contents, revision=revision, council=council, scope=scope, rubrics=dict(rubrics))

    def history(self) -> tuple[Change, ...]:
        return self._changes

    def undo(self, change: Change) -> Saved:
        return self.settle(change.key, change.before)

    def place(self) -> str:
        return self._place

    def remember_place(self, place: str) -> None:
        self._place = place
