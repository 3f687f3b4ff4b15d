"""Assessments that nobody has used for long: by the day on which one was opened or changed last."""

import os
import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select, update

from assessment.instrument import BadInput, Problem
from assessment.store.audit import Event, note
from assessment.store.database import Database
from assessment.store.rows import utc
from assessment.store.schema import assessment as assessments
from assessment.store.schema import change as changes

VARIABLE = "MATURITY_UNUSED_FOR"
GRACE = timedelta(days=7)
MOST_MONTHS = 1200


@dataclass(frozen=True)
class Unused:
    """`name`: the assessment's public one."""

    row_id: int
    name: str
    used_on: date
    size: int  # bytes


def months_in(text: str, what: str) -> int:
    """24 of "24m". Raises BadInput. `what`: where it stands."""
    if not re.fullmatch("[1-9][0-9]{0,3}m", text) or int(text[:-1]) > MOST_MONTHS:
        raise BadInput([Problem("must be a number of months, such as 24m", id=what)])
    return int(text[:-1])


def term() -> int | None:
    """After how many unused months the operator removes an assessment, by MATURITY_UNUSED_FOR. None: never."""
    given = os.environ.get(VARIABLE, "").strip()
    return months_in(given, VARIABLE) if given else None


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(following - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=day.day - 1))


def note_opened(database: Database, row_id: int, last: date | None) -> None:
    """Keep the day, once a day."""
    today = database.clock().date()
    if last != today:
        with database.writing.begin() as connection:
            connection.execute(update(assessments).where(assessments.c.id == row_id).values(opened_on=today))


def unused_since(connection: Connection, day: date) -> list[Unused]:
    """What was neither opened nor changed on that day or later, and is not deleted; the longest unused first."""
    last = select(func.max(changes.c.at)).where(changes.c.assessment_id == assessments.c.id).scalar_subquery()
    found = connection.execute(
        select(assessments, last.label("changed_at")).where(
            assessments.c.opened_on < day, assessments.c.gone_at.is_(None)
        )
    )
    listed = [
        Unused(
            row.id,
            row.public_id,
            max(row.opened_on, utc(row.changed_at).date() if row.changed_at else date.min),
            row.size,
        )
        for row in found
    ]
    return sorted((one for one in listed if one.used_on < day), key=lambda one: (one.used_on, one.name))


def close_unused(database: Database, day: date) -> tuple[list[Unused], date]:
    """Delete them as their owners would, with seven days in which its owner brings one back. Returns which they were,
    and the day on which they are gone for good.
    """
    now = database.clock()
    with database.writing.begin() as connection:
        found = unused_since(connection, day)
        for one in found:
            mine = update(assessments).where(assessments.c.id == one.row_id)
            connection.execute(mine.values(gone_at=now + GRACE, revision=assessments.c.revision + 1))
            note(connection, Event.DELETED, one.row_id, now)
    return found, (now + GRACE).date()
