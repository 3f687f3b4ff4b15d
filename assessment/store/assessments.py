"""Assessments kept on the server.

An assessment is reached by a link that holds a random token; the database has only its hash. One answer is one
transaction, and `save` returns after its commit has reached the disk.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from sqlite3 import OperationalError
from threading import Event as Signal
from threading import Thread
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from assessment.instrument import AnswerSheet, Council, Scope
from assessment.store.adopted import chosen_of, entries_of, intended_of, said_of
from assessment.store.aged import OldRecords
from assessment.store.audit import AuditLog, Event, note
from assessment.store.commons import Commons
from assessment.store.database import Database, connect, engine_for, truncate_log, with_driver, write_back
from assessment.store.disuse import note_opened
from assessment.store.facts import write_fact
from assessment.store.health import LOCK_SECONDS, Probe
from assessment.store.intended import Kept, Milestone
from assessment.store.intended_rows import write_kept, write_milestone
from assessment.store.limits import MOST_MILESTONES
from assessment.store.links import hash_of, new_link, new_public_id
from assessment.store.peers import PeerStore
from assessment.store.pool_secret import keep_secret, new_secret, welcome
from assessment.store.records import Clock, Contents, Entry, Kind, Wording, utc_now, worded
from assessment.store.remains import clear_remains, mark_erased
from assessment.store.rows import dump_wordings, write
from assessment.store.schema import assessment as assessments
from assessment.store.schema import link as links
from assessment.store.server_desk import ServerDesk
from assessment.store.watching import Told, listen, revisions

FIRST_LABEL = "First link"
CARE_SECONDS = 60


class Store:
    """All assessments of one database."""

    def __init__(self, url: str, clock: Clock = utc_now) -> None:
        engine = connect(url)
        one_moment = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        reading = engine.execution_options(**one_moment)  # SQLite's readers see one moment anyway
        self.database = Database(reading, engine.execution_options(writes=True), clock)
        self.over = Signal()
        self.peers = PeerStore(self.database)
        self.audit = AuditLog(self.database)
        self.old_records = OldRecords(self.database)
        self.workshops = Commons(self.database)
        self.probe = Probe(engine_for(with_driver(url), LOCK_SECONDS, 1), clock)

    def look_after(self, seconds: float = CARE_SECONDS) -> None:
        """For a server, until the store is closed: every minute remove what was deleted seven days ago, and see that
        the database's file alone holds all that is saved. In a thread of its own.
        """
        Thread(target=self._look_after, args=(seconds,), daemon=True).start()

    def _look_after(self, seconds: float) -> None:
        while not self.over.wait(seconds):
            with suppress(SQLAlchemyError, OperationalError):
                self.purge()
                self.old_records.forget()
                self.workshops.tidy()
                self.audit.look_after()
                write_back(self.database.reading)
                clear_remains(self.database)

    @property
    def tells_changes(self) -> bool:
        """Whether `listen` hears of them; else only a look at the revisions shows them."""
        return self.database.reading.dialect.name == "postgresql"

    def revisions(self, link_ids: Collection[int]) -> dict[int, int]:
        """The revision behind each of these links, by one query. Those that open nothing any more are missing."""
        with self.database.reading.connect() as connection:
            return revisions(connection, link_ids, self.database.clock().date())

    def listen(self, told: Told) -> Signal:
        """See `watching.listen`."""
        return listen(self.database.reading, told)

    def close(self) -> None:
        self.over.set()
        self.database.reading.dispose()
        self.probe.engine.dispose()

    def create(
        self, council: Council, scope: Scope, rubrics: Mapping[str, str], hashes: Mapping[str, str] | None = None
    ) -> str:
        """A new, empty assessment; `hashes`: of the rubrics' content. Returns the token of its first link: the only
        time it is seen here.
        """
        with self.database.writing.begin() as connection:
            return self._create(connection, council, scope, worded({}, rubrics, hashes or {}))[0]

    def adopt(
        self,
        sheet: AnswerSheet,
        hashes: Mapping[str, str] | None = None,
        before: Contents | None = None,
        areas: Collection[str] | None = None,
        milestones: Sequence[Milestone] = (),
    ) -> str:
        """An assessment that holds a sheet's answers, such as an opened file. `before`: what the sheet was taken over
        from, whose days and links its answers keep. `areas`: those that are chosen, without it all; the answers of the
        others are kept too. `milestones`: oldest first. Returns its first token.
        """
        with self.database.writing.begin() as connection:
            texts = worded({}, sheet.rubrics, hashes or {})
            token, row_id = self._create(connection, sheet.council, sheet.scope, texts, areas, revision=1)
            for key, entry in entries_of(sheet, FIRST_LABEL, before).items():
                write(connection, row_id, key, Entry(), entry)
            for item, said in said_of(sheet, FIRST_LABEL, before).items():
                write_fact(connection, row_id, (sheet.companions or "", item), said)
            for spot, kept in intended_of(sheet, FIRST_LABEL, before).items():
                write_kept(connection, row_id, spot, Kept(), kept)
            for one in milestones[-MOST_MILESTONES:]:
                write_milestone(connection, row_id, one, 1, self.database.clock())
            return token

    def purge(self) -> int:
        """Remove for good what was deleted seven days ago. Returns how many assessments that were."""
        due = assessments.c.gone_at <= self.database.clock()
        with self.database.reading.connect() as connection:
            if not connection.execute(select(assessments.c.id).where(due)).all():
                return 0
        with self.database.writing.begin() as connection:
            done = connection.execute(delete(assessments).where(due)).rowcount
            mark_erased(connection, self.database.clock())
            for _ in range(done):
                note(connection, Event.GONE, None, self.database.clock())
        truncate_log(self.database.reading)
        return done

    def _create(
        self,
        connection: Connection,
        council: Council,
        scope: Scope,
        texts: Mapping[str, Wording],
        areas: Collection[str] | None = None,
        revision: int = 0,
    ) -> tuple[str, int]:
        public_id = new_public_id()
        values = {
            "scope": scope.value,
            "council": council.model_dump_json(exclude_defaults=True),
            "rubrics": json.dumps(chosen_of({name: one.version for name, one in texts.items()}, areas)),
            "wordings": dump_wordings(texts),
            "revision": revision,
            "created_at": self.database.clock(),
            "opened_on": self.database.clock().date(),
            "public_id": public_id,
        }
        statement = insert(assessments).values(values).returning(assessments.c.id)
        row_id: int = connection.execute(statement).scalar_one()
        note(connection, Event.CREATED, row_id, self.database.clock())
        token, link_id = new_link(connection, self.database, row_id, FIRST_LABEL, Kind.OWNER)
        keep_secret(connection, link_id, token, public_id, new_secret())
        return token, row_id

    def open(self, token: str) -> ServerDesk | None:
        """The assessment behind a link, or None: wrong, shortened, guessed and gone look the same. Where the link was
        withdrawn or has ended, or the assessment was deleted and can be brought back, every method says so.
        """
        row = self._find(token)
        if row is None:
            self.audit.count_wrong()
            return None
        if row.withdrawn_at is None and row.gone_at is None:
            with suppress(SQLAlchemyError):  # where nothing can be written, reading goes on
                self._note_use(row, token)
        return ServerDesk(self.database, token, row)

    def look_up(self, token: str) -> ServerDesk | None:
        """As `open`, for who only lists what there is: it counts neither as a use of the link nor as a wrong one."""
        row = self._find(token)
        return None if row is None else ServerDesk(self.database, token, row)

    def _find(self, token: str) -> Row[Any] | None:
        other = links.alias()
        handed = other.c.assessment_id == links.c.assessment_id, other.c.handed_over.is_not(None)
        of_all = assessments.c.public_id, assessments.c.gone_at, assessments.c.opened_on
        columns = (*links.c, *of_all, exists().where(*handed).label("is_awaited"))
        statement = select(*columns).join(assessments, assessments.c.id == links.c.assessment_id)
        with self.database.reading.connect() as connection:
            here = or_(assessments.c.gone_at.is_(None), assessments.c.gone_at > self.database.clock())
            return connection.execute(statement.where(links.c.token_hash == hash_of(token), here)).one_or_none()

    def _note_use(self, row: Row[Any], token: str) -> None:
        """The day of it, once a day; and what was given to the pool in an earlier version comes to its owner."""
        today = self.database.clock().date()
        if row.ends_on is not None and today > row.ends_on:
            return
        note_opened(self.database, row.assessment_id, row.opened_on)
        is_owner = row.kind == Kind.OWNER.value
        is_older = row.may_have_given or (is_owner and (row.pool_secret is None or row.is_awaited))
        if row.used_on == today and not is_older:
            return
        with self.database.writing.begin() as connection:
            connection.execute(update(links).where(links.c.id == row.id).values(used_on=today))
            if is_older:
                welcome(connection, row, token, self.database.clock())
            if row.used_on is None:
                note(connection, Event.OPENED, row.assessment_id, self.database.clock())
