"""An assessment that the server keeps: reads, writes and its history."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Row, delete, select, update

from assessment.instrument import BLANK, Answer, Council, Scope
from assessment.store.audit import Event, Noted, events_of, note
from assessment.store.database import Database
from assessment.store.desk import Conflict, Deleted, Gone, Saved, merge
from assessment.store.limits import MOST_BYTES, check_new
from assessment.store.links import new_link
from assessment.store.records import Change, Contents, Entry, Key, Link, Rival
from assessment.store.rows import add_rival, at, changes_of, entry_of, remove_rivals, rival_of, size_of, utc, write
from assessment.store.schema import answer as answers
from assessment.store.schema import assessment as assessments
from assessment.store.schema import change as changes
from assessment.store.schema import link as links
from assessment.store.schema import rival as rivals
from assessment.store.watching import word_of_change


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
            return Contents(
                scope=Scope(row.scope),
                council=Council.model_validate_json(row.council),
                rubrics=json.loads(row.rubrics),
                revision=row.revision,
                size=row.size,
                entries=entries,
                rivals=tuple(rival_of(r) for r in waiting.all()),
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
        clash, theirs stands and this one is kept as a rival. Raises Gone after a deletion, and BadInput where
        something new is too large to be kept.
        """
        with self.database.writing.begin() as connection:
            revision = self._advance(connection)
            theirs = self._entry(connection, key)
            base = self._as_of(connection, key, seen) if theirs.revision > seen else theirs.answer
            check_new(base, answer, size_of(connection, self.row_id))
            merged = merge(base, theirs.answer, answer) if theirs.revision > seen else answer
            if merged is None:
                self._add_rival(connection, key, theirs.answer, answer)
                return Conflict(theirs)
            return self._write(connection, key, theirs, merged, revision)

    def settle(self, key: Key, answer: Answer) -> Saved:
        """Choose one answer where there were rivals: it is written, they go. All of them stay in the history. Raises
        BadInput where the assessment is full and this would bring evidence or a long note back.
        """
        with self.database.writing.begin() as connection:
            revision = self._advance(connection)
            theirs = self._entry(connection, key)
            if (size := size_of(connection, self.row_id)) >= MOST_BYTES:
                check_new(theirs.answer, answer, size)
            remove_rivals(connection, self.row_id, key, theirs.answer)
            return self._write(connection, key, theirs, answer, revision)

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
            note(connection, Event.LINK_MADE, self.row_id, self.database.clock())
            return new_link(connection, self.database, self.row_id, label)

    def events(self) -> tuple[Noted, ...]:
        """What the audit log says of this assessment, newest first."""
        with self._reading() as connection:
            return events_of(connection, self.row_id)

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
        columns = (assessments.c.gone_at, assessments.c.revision, *word_of_change(connection))
        row = connection.execute(following.returning(*columns)).one_or_none()
        self._refuse_deleted(row)
        return int(row.revision) if row else 0

    def _entry(self, connection: Connection, key: Key) -> Entry:
        row = connection.execute(select(answers).where(*at(answers, self.row_id, key))).one_or_none()
        return Entry() if row is None else entry_of(row)

    def _as_of(self, connection: Connection, key: Key, revision: int) -> Answer:
        written = [*at(changes, self.row_id, key), changes.c.revision <= revision]
        found = changes_of(connection.execute(select(changes).where(*written).order_by(changes.c.id)))
        return found[-1].after if found else BLANK

    def _add_rival(self, connection: Connection, key: Key, standing: Answer, answer: Answer) -> None:
        """Another one, from another tab of this link, goes."""
        remove_rivals(connection, self.row_id, key, standing, link_id=self.link_id)
        add_rival(connection, self.row_id, key, self.link_id, Entry(answer, 0, self.label, self.database.clock()))

    def _write(self, connection: Connection, key: Key, before: Entry, answer: Answer, revision: int) -> Saved:
        if answer == before.answer:
            return Saved(before)
        entry = Entry(answer, revision, self.label, self.database.clock())
        write(connection, self.row_id, key, before, entry)
        return Saved(entry)
