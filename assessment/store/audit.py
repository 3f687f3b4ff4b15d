"""What happened to assessments, for whoever runs the server and for their owners: never a token, a name or an answer.

An event is written together with what it tells of: both, or neither. Once its assessment is really gone, it says no
longer which one that was. What the pool was given and what was taken back has a day, and no time of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Row, Select, case, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from assessment.store.database import Database
from assessment.store.rows import utc
from assessment.store.schema import assessment as assessments
from assessment.store.schema import audit

KEPT = timedelta(days=730)


class Event(StrEnum):
    CREATED = "created"
    OPENED = "opened first"  # a link, for the first time
    LINK_MADE = "link made"
    LINK_REPLACED = "link replaced"
    LINK_WITHDRAWN = "link withdrawn"
    DELETED = "deleted"
    BROUGHT_BACK = "brought back"
    GONE = "gone for good"
    GIVEN = "given"  # a record to the pool
    TAKEN_BACK = "taken back"
    WORKSHOP_OPENED = "workshop opened"
    WORKSHOP_CLOSED = "workshop closed"
    WRONG_LINKS = "wrong links"  # of no assessment: how many were tried that day


OF_A_DAY = {Event.GIVEN, Event.TAKEN_BACK, Event.WRONG_LINKS}


@dataclass(frozen=True)
class Noted:
    event: Event
    at: datetime  # midnight where only the day is kept
    assessment: str | None = None  # its public name; None once it is gone for good
    count: int = 1

    def document(self) -> dict[str, object]:
        """As a line of JSON has it."""
        when = self.at.date().isoformat() if self.event in OF_A_DAY else f"{self.at:%Y-%m-%dT%H:%M:%SZ}"
        return {"at": when, "event": self.event.value, "assessment": self.assessment, "count": self.count}


def note(connection: Connection, event: Event, row_id: int | None, now: datetime, count: int = 1) -> None:
    """Write an event down, in the transaction of what it tells of. `row_id`: the assessment's."""
    at = now.replace(hour=0, minute=0, second=0, microsecond=0) if event in OF_A_DAY else now.replace(microsecond=0)
    connection.execute(insert(audit).values(assessment_id=row_id, event=event.value, at=at, times=count))


def events_of(connection: Connection, row_id: int) -> tuple[Noted, ...]:
    """Of one assessment, newest first."""
    mine = told().where(audit.c.assessment_id == row_id)
    return tuple(map(noted, connection.execute(mine)))[::-1]


def given_on(connection: Connection, row_id: int, day: datetime) -> int:
    """How often an assessment gave a record on that day."""
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = audit.c.assessment_id == row_id, audit.c.event == Event.GIVEN.value, audit.c.at == midnight
    return connection.execute(select(func.count()).where(*mine)).scalar_one()


def told() -> Select[Any]:
    """Oldest first. The number of a line stands between those of lines with a time, so that those of a day are not in
    its order: at its beginning, by what they tell and of which assessment.
    """
    here = audit.outerjoin(assessments, assessments.c.id == audit.c.assessment_id)
    has_no_time = audit.c.event.in_([event.value for event in OF_A_DAY])
    order = case((has_no_time, audit.c.event), else_=""), case((has_no_time, assessments.c.public_id), else_="")
    columns = audit.c.event, audit.c.at, audit.c.times, assessments.c.public_id
    return select(*columns).select_from(here).order_by(audit.c.at, *order, audit.c.id)


def noted(row: Row[Any]) -> Noted:
    return Noted(Event(row.event), utc(row.at), row.public_id, row.times)


class AuditLog:
    """The log of one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.wrong, self.lock = 0, Lock()

    def events(self) -> Iterator[Noted]:
        """Everything that is kept, oldest first."""
        with self.database.reading.connect() as connection:
            yield from map(noted, connection.execute(told()))

    def count_wrong(self) -> None:
        """A link that opens nothing was tried. It is written down within a minute: many tries cause no writing."""
        with self.lock:
            self.wrong += 1

    def look_after(self) -> None:
        """Write the wrong links down that were counted, and remove what is two years old."""
        now = self.database.clock()
        with self.lock:
            wrong, self.wrong = self.wrong, 0
        try:
            with self.database.writing.begin() as connection:
                if wrong:
                    self._add_wrong(connection, wrong, now)
                connection.execute(delete(audit).where(audit.c.at < now - KEPT))
        except SQLAlchemyError:
            with self.lock:
                self.wrong += wrong
            raise

    def _add_wrong(self, connection: Connection, wrong: int, now: datetime) -> None:
        """One row a day, or two where two servers begin it at once."""
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        today = select(func.min(audit.c.id)).where(audit.c.event == Event.WRONG_LINKS.value, audit.c.at == day)
        row_id = connection.execute(today).scalar_one_or_none()
        if row_id is None:
            note(connection, Event.WRONG_LINKS, None, now, wrong)
        else:
            connection.execute(update(audit).where(audit.c.id == row_id).values(times=audit.c.times + wrong))
