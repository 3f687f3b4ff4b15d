"""What deleted text leaves behind in PostgreSQL's files, and how it goes.

A deleted row stays in its table's file until the table is vacuumed, and its bytes even then, wherever nothing else is
written over them: a plain VACUUM left 198 of 200 notes readable in the file. Only VACUUM FULL writes the table anew. It
keeps everybody out of the table meanwhile (468 MB took 7 s on two busy cores), so that it is done at most once an hour,
and gives way where it would wait.

SQLite writes zeros over what is deleted (`secure_delete`); `truncate_log` empties its log.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, update

from assessment.store.database import Database
from assessment.store.schema import metadata, probe, program, upkeep

BETWEEN = timedelta(hours=1)
LOCK_MILLISECONDS = 1000  # while it waits for a table, everybody else waits behind it
TABLES = ", ".join(table.name for table in metadata.sorted_tables if table not in (probe, program, upkeep))


def mark_erased(connection: Connection, now: datetime) -> None:
    """Note, in the transaction of a deletion, that there is something to clear away."""
    if connection.dialect.name == "postgresql":
        connection.execute(update(upkeep).values(erased_at=now))


def clear_remains(database: Database) -> bool:
    """On PostgreSQL, write the tables anew if something was deleted since, and that was not done within the hour. Of
    several servers one does. Whether it did. Raises StoreTrouble; then it is tried again an hour later.
    """
    if database.reading.dialect.name != "postgresql":
        return False
    now, done = database.clock(), upkeep.c.rewritten_at
    due = upkeep.c.erased_at.is_not(None), or_(done.is_(None), done <= now - BETWEEN)
    with database.writing.begin() as connection:
        if not connection.execute(update(upkeep).where(*due).values(rewritten_at=now)).rowcount:
            return False
    write_anew(database)
    with database.writing.begin() as connection:  # what was deleted meanwhile waits for the next time
        connection.execute(update(upkeep).where(upkeep.c.erased_at < now).values(erased_at=None))
    return True


def write_anew(database: Database) -> None:
    """Outside a transaction, as VACUUM demands, and by a connection that is closed afterwards: it has no time limit."""
    with database.reading.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql(f"SET lock_timeout = {LOCK_MILLISECONDS}")
            connection.connection.dbapi_connection.patience = None  # type: ignore[union-attr]
            connection.exec_driver_sql(f"VACUUM FULL {TABLES}")
        finally:
            connection.invalidate()
