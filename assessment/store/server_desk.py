"""An assessment that the server keeps: reads, writes and its history."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from assessment.instrument import BLANK, Answer, Council, Fact, Scope
from assessment.store.database import Database
from assessment.store.desk import Conflict, Deleted, Gone, Saved, merge
from assessment.store.facts import read_facts, write_fact
from assessment.store.links import new_link
from assessment.store.records import Change, Contents, Entry, Key, Link, Rival
from assessment.store.rows import add_change, at, changes_of, dump, entry_of, rival_of, utc, write
from assessment.store.schema import answer as answers
from assessment.store.schema import assessment as assessments
from assessment.store.schema import change as changes
from assessment.store.schema import link as links
from assessment.store.schema import rival as rivals


class ServerDesk:
    """One assessment, reached through one of its links."""

    on_server = True
    unsaved = False

    def __init__(self, database: Database, row_id: int, link_id: int, label: str, public_id: str) -> None:
        self.database, self.row_id, self.link_id, self.label = database, row_id, link_id, label
        self.public_id = public_id  # its name in addresses, which opens nothing

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees one moment. Raises Gone when the assessment is."""
        with self.database.reading.connect() as connection:
            joined = links.join(assessments, assessments.c.id == links.c.assessment_id)
            here = select(assessments.c.gone_at).select_from(joined).where(links.c.id == self.link_id)
            self._refuse_deleted(connection.execute(here).one_or_none())
            yield connection

    @staticmethod
    def _refuse_deleted(row: Row[tuple[datetime | None]] | None) -> None:
        if row is None:
            raise Gone
        if row.gone_at is not None:
            raise Deleted(utc(row.gone_at).date())

    def contents(self) -> Contents:
        mine = answers.c.assessment_id == self.row_id
        with self._reading() as connection:
            row = connection.execute(select(assessments).where(assessments.c.id == self.row_id)).one_or_none()
            if row is None:
                raise Gone
            entries = {Key(r.rubric, r.question): entry_of(r) for r in connection.execute(select(answers).where(mine))}
            waiting = connection.execute(
                select(rivals).where(rivals.c.assessment_id == self.row_id).order_by(rivals.c.id)
            )
            companions, said = read_facts(connection, self.row_id)
            return Contents(
                scope=Scope(row.scope),
                council=Council.model_validate_json(row.council),
                rubrics=json.loads(row.rubrics),
                revision=row.revision,
                entries=entries,
                rivals=tuple(rival_of(r) for r in waiting.all()),
                companions=companions,
                said=said,
            )

    def revision(self) -> int:
        statement = select(assessments.c.revision).where(assessments.c.id == self.row_id)
        with self._reading() as connection:
            found: int | None = connection.execute(statement).scalar_one_or_none()
        if found is None:
            raise Gone
        return found

    def entry(self, key: Key) -> Entry:
        with self._reading() as connection:
            return self._entry(connection, key)

    def rivals_of(self, key: Key) -> tuple[Rival, ...]:
        with self._reading() as connection:
            found = connection.execute(select(rivals).where(*at(rivals, self.row_id, key)).order_by(rivals.c.id))
            return tuple(rival_of(row) for row in found)

    def save(self, key: Key, answer: Answer, seen: int) -> Saved | Conflict:
        """Write an answer whose author last saw the one of revision `seen`.

        Has somebody else changed it since, both changes are merged where they touch different parts; where they
        clash, theirs stands and this one is kept as a rival. Raises Gone after a deletion.
        """
        with self.database.writing.begin() as connection:
            revision = self._advance(connection)
            theirs = self._entry(connection, key)
            merged: Answer | None = answer
            if theirs.revision > seen:
                merged = merge(self._as_of(connection, key, seen), theirs.answer, answer)
            if merged is None:
                self._add_rival(connection, key, answer)
                return Conflict(theirs)
            return self._write(connection, key, theirs, merged, revision)

    def settle(self, key: Key, answer: Answer) -> Saved:
        """Choose one answer where there were rivals: it is written, they go. All of them stay in the history."""
        with self.database.writing.begin() as connection:
            revision = self._advance(connection)
            theirs = self._entry(connection, key)
            beaten = connection.execute(select(rivals).where(*at(rivals, self.row_id, key)).order_by(rivals.c.id))
            for rival in [rival_of(row) for row in beaten.all()]:
                lost = Entry(rival.answer, 0, rival.by, rival.at)
                add_change(connection, self.row_id, key, theirs.answer, lost)
            connection.execute(delete(rivals).where(*at(rivals, self.row_id, key)))
            return self._write(connection, key, theirs, answer, revision)

    def say(self, version: str, item: str, fact: Fact | None) -> None:
        """Answer a companion question, or take the answer back. The last one counts. Raises Gone after a deletion."""
        with self.database.writing.begin() as connection:
            by = self._advance(connection), self.label, self.database.clock()
            write_fact(connection, self.row_id, (version, item), fact, by)

    def as_of(self, key: Key, revision: int) -> Answer:
        """The answer as somebody saw it whose page was at that revision."""
        with self._reading() as connection:
            return self._as_of(connection, key, revision)

    def set_up(self, council: Council, scope: Scope, rubrics: Mapping[str, str]) -> None:
        """Change who answers what. Answers outside the new choice stay, and count again when it is widened."""
        with self.database.writing.begin() as connection:
            self._advance(connection)
            values = {
                "council": council.model_dump_json(exclude_defaults=True),
                "scope": scope.value,
                "rubrics": json.dumps(dict(rubrics)),
            }
            connection.execute(update(assessments).where(assessments.c.id == self.row_id).values(values))

    def history(self) -> tuple[Change, ...]:
        """Every change, newest first."""
        statement = select(changes).where(changes.c.assessment_id == self.row_id).order_by(changes.c.id)
        with self._reading() as connection:
            return tuple(reversed(changes_of(connection.execute(statement))))

    def undo(self, change: Change) -> Saved:
        """Put back what stood before a change, as a new change."""
        return self.settle(change.key, change.before)

    def links(self) -> tuple[Link, ...]:
        statement = select(links).where(links.c.assessment_id == self.row_id).order_by(links.c.id)
        with self._reading() as connection:
            return tuple(Link(row.id, row.label, utc(row.created_at)) for row in connection.execute(statement))

    def add_link(self, label: str) -> str:
        """A further link to this assessment, for a colleague; the history names it by its label."""
        with self.database.writing.begin() as connection:
            self._advance(connection)
            return new_link(connection, self.database, self.row_id, label)

    def place(self) -> str:
        statement = select(links.c.place).where(links.c.id == self.link_id)
        with self._reading() as connection:
            return connection.execute(statement).scalar_one_or_none() or ""

    def remember_place(self, place: str) -> None:
        with self.database.writing.begin() as connection:
            mine = select(assessments.c.gone_at).where(assessments.c.id == self.row_id)
            self._refuse_deleted(connection.execute(mine).one_or_none())
            connection.execute(update(links).where(links.c.id == self.link_id).values(place=place))

    def mark(self, connection: Connection, gone_at: datetime) -> None:
        """Deleted from now on, and gone for good then. For `Store.delete`."""
        self._advance(connection)
        connection.execute(update(assessments).where(assessments.c.id == self.row_id).values(gone_at=gone_at))

    def erase(self, connection: Connection) -> None:
        """Everything of this assessment: rows, history and links. For `Store.delete`."""
        connection.execute(delete(assessments).where(assessments.c.id == self.row_id))

    def _advance(self, connection: Connection) -> int:
        """The next revision. It locks the assessment's row, so that its writers take turns on PostgreSQL too."""
        mine = update(assessments).where(assessments.c.id == self.row_id)
        following = mine.values(revision=assessments.c.revision + 1)
        row = connection.execute(following.returning(assessments.c.gone_at, assessments.c.revision)).one_or_none()
        self._refuse_deleted(row)
        return int(row.revision) if row else 0

    def _entry(self, connection: Connection, key: Key) -> Entry:
        row = connection.execute(select(answers).where(*at(answers, self.row_id, key))).one_or_none()
        return Entry() if row is None else entry_of(row)

    def _as_of(self, connection: Connection, key: Key, revision: int) -> Answer:
        written = [*at(changes, self.row_id, key), changes.c.revision <= revision]
        found = changes_of(connection.execute(select(changes).where(*written).order_by(changes.c.id)))
        return found[-1].after if found else BLANK

    def _add_rival(self, connection: Connection, key: Key, answer: Answer) -> None:
        place = {"assessment_id": self.row_id, "rubric": key.rubric, "question": key.question}
        mine = [*at(rivals, self.row_id, key), rivals.c.link_id == self.link_id]
        for earlier in connection.execute(select(rivals).where(*mine)).all():
            lost = rival_of(earlier)  # another tab of this link gave it: it goes, and stays in the history
            entry = Entry(lost.answer, 0, lost.by, lost.at)
            add_change(connection, self.row_id, key, self._entry(connection, key).answer, entry)
        connection.execute(delete(rivals).where(*mine))
        values = {
            "link_id": self.link_id,
            "body": dump(answer) or "{}",
            "label": self.label,
            "at": self.database.clock(),
        }
        connection.execute(insert(rivals).values(**place, **values))

    def _write(self, connection: Connection, key: Key, before: Entry, answer: Answer, revision: int) -> Saved:
        if answer == before.answer:
            return Saved(before)
        entry = Entry(answer, revision, self.label, self.database.clock())
        write(connection, self.row_id, key, before, entry)
        return Saved(entry)
