"""An assessment that the server keeps: reads, writes and its history."""

import json
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, select, update

from assessment.instrument import Answer, Council, Fact, Scope
from assessment.store.desk import Conflict, Saved, merge
from assessment.store.facts import write_fact
from assessment.store.hidden import alone, bare
from assessment.store.leading import Leading
from assessment.store.limits import MOST_BYTES, check_new
from assessment.store.reached import ANSWERERS, NOT_THE_BOARD, WRITERS, hides_notes
from assessment.store.records import PARTS, Change, Contents, Entry, Key, Said, worded
from assessment.store.rows import (
    add_rival,
    answer_of,
    changes_of,
    dump_wordings,
    entry_of,
    load_wordings,
    remove_rivals,
    said_in_history,
    size_of,
    spot,
    standing,
    write,
)
from assessment.store.schema import answer as answers
from assessment.store.schema import assessment as assessments
from assessment.store.schema import change as changes
from assessment.store.schema import link as links
from assessment.store.whole import read_whole

STANDING = standing(select(answers), answers)


def chosen(answer: Answer) -> dict[str, object]:
    return {name: getattr(answer, name) for name in PARTS["choice"]}


class ServerDesk(Leading):
    """One assessment, reached through one of its links."""

    def contents(self) -> Contents:
        return self._contents(None)

    def _contents(self, known: Contents | None) -> Contents:
        """`known`: as this link read them before; they are returned where nothing has changed since."""
        with self._admitted() as (connection, link):
            if known and (link.revision, not hides_notes(link)) == (known.revision, known.shows_notes):
                same = self.only is not None or known.size == link.size
                return known if same else replace(known, size=link.size)
            contents = read_whole(connection, self.row_id)
            if self.only is not None:
                return contents.narrowed(self.only, self.label)
            return contents.without_notes() if hides_notes(link) else contents

    def revision(self) -> int:
        with self._admitted() as (_, link):
            found: int = link.revision
        return found

    def entry(self, key: Key) -> Entry:
        self._check_key(key)
        with self._admitted(NOT_THE_BOARD) as (connection, link):
            entry = self._shown(self._entry(connection, key))
            return replace(entry, answer=bare(entry.answer, None)) if hides_notes(link) else entry

    def save(self, key: Key, answer: Answer, seen: int) -> Saved | Conflict:
        """Write an answer whose author last saw the one of revision `seen`.

        Has somebody else changed it since, both changes are merged where they touch different parts; where they
        clash, theirs stands and this one is kept as a rival. Raises Gone after a deletion, and BadInput where
        something new is too large to be kept.
        """
        self._check_key(key)
        with self._writing(ANSWERERS) as (connection, revision):
            theirs = self._entry(connection, key)
            base = self._as_of(connection, key, seen) if theirs.revision > seen else theirs.answer
            answer = self._whole(answer, base)
            check_new(base, answer, lambda: size_of(connection, self.row_id))
            merged = merge(base, theirs.answer, answer) if theirs.revision > seen else answer
            if merged is None:
                self._add_rival(connection, key, theirs.answer, answer)
                return Conflict(self._shown(theirs))
            return self._write(connection, key, theirs, merged, revision)

    def settle(self, key: Key, answer: Answer) -> Saved:
        """Choose one answer where there were rivals: it is written, they go. All of them stay in the history. Raises
        BadInput where the assessment is full and this would bring evidence or a long note back.
        """
        self._check_key(key)
        with self._writing(ANSWERERS) as (connection, revision):
            theirs = self._entry(connection, key)
            answer = self._whole(answer, theirs.answer)
            if (size := size_of(connection, self.row_id)) >= MOST_BYTES:
                check_new(theirs.answer, answer, lambda: size)
            remove_rivals(connection, self.row_id, key, theirs.answer)
            return self._write(connection, key, theirs, answer, revision)

    def say(self, version: str, item: str, fact: Fact | None) -> Said:
        """Answer a companion question, or take the answer back. The last one counts. Raises Gone after a deletion."""
        with self._writing() as (connection, revision):
            said = Said(fact, self.database.clock(), revision, self.label)
            write_fact(connection, self.row_id, (version, item), said)
        return said

    def as_of(self, key: Key, revision: int) -> Answer:
        """The answer as somebody saw it whose page was at that revision."""
        self._check_key(key)
        with self._reading(ANSWERERS) as connection:
            found = self._as_of(connection, key, revision)
            return found if self.only is None else alone(found)

    def set_up(
        self, council: Council, scope: Scope, rubrics: Mapping[str, str], hashes: Mapping[str, str] | None = None
    ) -> None:
        """Change who answers what. Answers outside the new choice stay, and count again when it is widened."""
        with self._writing() as (connection, _):
            mine = select(assessments.c.wordings, assessments.c.rubrics).where(assessments.c.id == self.row_id)
            row = connection.execute(mine).one()
            known = worded(load_wordings(row.wordings), json.loads(row.rubrics), {})
            values = {
                "wordings": dump_wordings(worded(known, rubrics, hashes or {})),
                "council": council.model_dump_json(exclude_defaults=True),
                "scope": scope.value,
                "rubrics": json.dumps(dict(rubrics)),
            }
            connection.execute(update(assessments).where(assessments.c.id == self.row_id).values(values))

    def history(self, most: int | None = None) -> tuple[Change, ...]:
        """The newest changes, or all of them, newest first."""
        mine = select(changes).where(changes.c.assessment_id == self.row_id)
        with self._reading(WRITERS) as connection:
            rows = connection.execute(mine.order_by(changes.c.id.desc()).limit(most)).all()[::-1]
            first = {Key(row.rubric, row.question): row.id for row in rows[::-1]} if most is not None else {}
            said = {
                key: said_in_history(connection, self.row_id, key, changes.c.id < row_id)
                for key, row_id in first.items()
            }
        # It may take long, and nobody waits for it here
        return tuple(reversed(changes_of(rows, {key: answer_of(found) for key, found in said.items()})))

    def undo(self, change: Change) -> Saved:
        """Put back what stood before a change, as a new change."""
        return self.settle(change.key, change.before)

    def place(self) -> str:
        statement = select(links.c.place).where(links.c.id == self.link_id)
        with self._reading(NOT_THE_BOARD) as connection:
            return connection.execute(statement).scalar_one_or_none() or ""

    def remember_place(self, place: str) -> None:
        with self.database.writing.begin() as connection:
            self._admit(connection, ANSWERERS)
            connection.execute(update(links).where(links.c.id == self.link_id).values(place=place))

    def _whole(self, answer: Answer, stands: Answer) -> Answer:
        """A role's link doesn't see what a workshop left with an answer: that stays as long as its choice does.
        `stands`: the answer that the link has seen.
        """
        if self.only is None or answer.agreed or not stands.agreed:
            return answer
        kept = answer.model_copy(update={"agreed": stands.agreed})
        return kept if chosen(kept) == chosen(stands) else answer

    def _shown(self, entry: Entry) -> Entry:
        return entry if self.only is None else entry.for_role(self.label)

    def _entry(self, connection: Connection, key: Key) -> Entry:
        row = connection.execute(STANDING, spot(self.row_id, key)).one_or_none()
        return Entry() if row is None else entry_of(row)

    def _as_of(self, connection: Connection, key: Key, revision: int) -> Answer:
        return answer_of(said_in_history(connection, self.row_id, key, changes.c.revision <= revision))

    def _add_rival(self, connection: Connection, key: Key, standing: Answer, answer: Answer) -> None:
        """Another one, from another tab of this link, goes."""
        remove_rivals(connection, self.row_id, key, standing, link_id=self.link_id)
        add_rival(connection, self.row_id, key, self.link_id, Entry(answer, 0, self.label, self.database.clock()))

    def _write(self, connection: Connection, key: Key, before: Entry, answer: Answer, revision: int) -> Saved:
        if answer == before.answer:
            return Saved(self._shown(before))
        entry = Entry(answer, revision, self.label, self.database.clock())
        write(connection, self.row_id, key, before, entry)
        return Saved(self._shown(entry))
