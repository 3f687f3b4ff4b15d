"""Assessments kept on the server.

An assessment is reached by a link that holds a random token; the database has only its hash. One answer is one
transaction, and `save` returns after its commit has reached the disk.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from sqlite3 import OperationalError
from threading import Event, Thread

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from assessment.instrument import AnswerSheet, Council, Scope
from assessment.store.database import Database, connect, engine_for, truncate_log, with_driver, write_back
from assessment.store.facts import write_fact
from assessment.store.health import LOCK_SECONDS, Probe
from assessment.store.links import hash_of, new_link, new_public_id
from assessment.store.peers import PeerStore, forget, key_of
from assessment.store.records import Clock, Entry, answers_of, midnight, utc_now
from assessment.store.rows import write
from assessment.store.schema import assessment as assessments
from assessment.store.schema import link as links
from assessment.store.server_desk import ServerDesk

FIRST_LABEL = "First link"
GRACE = timedelta(days=7)
CARE_SECONDS = 60


class Store:
    """All assessments of one database."""

    def __init__(self, url: str, clock: Clock = utc_now) -> None:
        engine = connect(url)
        one_moment = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        reading = engine.execution_options(**one_moment)  # SQLite's readers see one moment anyway
        self.database = Database(reading, engine.execution_options(writes=True), clock)
        self.over = Event()
        self.peers = PeerStore(self.database)
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
                write_back(self.database.reading)

    def close(self) -> None:
        self.over.set()
        self.database.reading.dispose()
        self.probe.engine.dispose()

    def create(self, council: Council, scope: Scope, rubrics: Mapping[str, str]) -> str:
        """A new, empty assessment. Returns the token of its first link: the only time it is seen here."""
        with self.database.writing.begin() as connection:
            return self._create(connection, council, scope, rubrics)[0]

    def adopt(self, sheet: AnswerSheet) -> str:
        """An assessment that holds a sheet's answers, such as an opened file. Returns its first token."""
        with self.database.writing.begin() as connection:
            token, row_id = self._create(connection, sheet.council, sheet.scope, sheet.rubrics, revision=1)
            for key, answer in answers_of(sheet):
                write(connection, row_id, key, Entry(), Entry(answer, 1, FIRST_LABEL, midnight(sheet.date)))
            for item, fact in sheet.facts.items():
                by = 1, FIRST_LABEL, midnight(sheet.date)
                write_fact(connection, row_id, (sheet.companions or "", item), fact, by)
            return token

    def delete(self, desk: ServerDesk, token: str) -> date:
        """Close an assessment to everybody, and remove the record that this link gave to the pool: both, or neither.
        Returns the day on which the assessment is gone for good; until then `bring_back` opens it again.
        """
        gone_at = self.database.clock() + GRACE
        with self.database.writing.begin() as connection:
            forget(connection, key_of(token))
            desk.mark(connection, gone_at)
        truncate_log(self.database.reading)
        return gone_at.date()

    def bring_back(self, token: str) -> bool:
        """Open a deleted assessment again, without the record that it had given; whether there was one to open."""
        mine = select(links.c.assessment_id).where(links.c.token_hash == hash_of(token)).scalar_subquery()
        statement = update(assessments).where(assessments.c.id == mine, assessments.c.gone_at > self.database.clock())
        with self.database.writing.begin() as connection:
            following = assessments.c.revision + 1
            return bool(connection.execute(statement.values(gone_at=None, revision=following)).rowcount)

    def purge(self) -> int:
        """Remove for good what was deleted seven days ago. Returns how many assessments that were."""
        due = assessments.c.gone_at <= self.database.clock()
        with self.database.reading.connect() as connection:
            if not connection.execute(select(assessments.c.id).where(due)).all():
                return 0
        with self.database.writing.begin() as connection:
            done = connection.execute(delete(assessments).where(due))
        truncate_log(self.database.reading)
        return done.rowcount

    def erase(self, desk: ServerDesk, token: str) -> None:
        """An assessment and the record that this link gave to the pool, for good and at once: both, or neither; and on
        SQLite their bytes in the file.
        """
        with self.database.writing.begin() as connection:
            forget(connection, key_of(token))
            desk.erase(connection)
        truncate_log(self.database.reading)

    def _create(
        self, connection: Connection, council: Council, scope: Scope, rubrics: Mapping[str, str], revision: int = 0
    ) -> tuple[str, int]:
        values = {
            "scope": scope.value,
            "council": council.model_dump_json(exclude_defaults=True),
            "rubrics": json.dumps(dict(rubrics)),
            "revision": revision,
            "created_at": self.database.clock(),
            "public_id": new_public_id(),
        }
        statement = insert(assessments).values(values).returning(assessments.c.id)
        row_id: int = connection.execute(statement).scalar_one()
        return new_link(connection, self.database, row_id, FIRST_LABEL), row_id

    def open(self, token: str) -> ServerDesk | None:
        """The assessment behind a link, or None: wrong, shortened, guessed and gone look the same. Of one that was
        deleted and can be brought back every method says so, by `Deleted`.
        """
        columns = links.c.assessment_id, links.c.id, links.c.label, assessments.c.public_id
        statement = select(*columns).join(assessments, assessments.c.id == links.c.assessment_id)
        with self.database.reading.connect() as connection:
            here = or_(assessments.c.gone_at.is_(None), assessments.c.gone_at > self.database.clock())
            row = connection.execute(statement.where(links.c.token_hash == hash_of(token), here)).one_or_none()
        return None if row is None else ServerDesk(self.database, row.assessment_id, row.id, row.label, row.public_id)
