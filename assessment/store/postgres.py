"""Connections to PostgreSQL on which nobody waits for ever: not for the network, not for a server that says nothing.

A statement has 8 seconds on the server. One that is frozen doesn't count them, so that this side gives up after 10.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, event

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 8
SILENCE_SECONDS = 10
REFUSED_SECONDS = 5  # how long a server that has no connection left is asked again
TOO_MANY = "53300"  # SQLSTATE: too many connections

ARGUMENTS = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 1000 * SILENCE_SECONDS,  # milliseconds
}


class Door:
    """A server that could not be reached is tried by one at a time; whoever comes meanwhile is told so at once, since
    each waits in a thread, and there are only so many.
    """

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.knocks = Lock()

    @contextmanager
    def knocking(self) -> Iterator[None]:
        trouble = self.trouble
        alone = trouble is not None and self.knocks.acquire(blocking=False)
        if trouble is not None and not alone:
            raise type(trouble)(*trouble.args)
        try:
            yield
            self.trouble = None
        except Exception as error:
            self.trouble = error
            raise
        finally:
            if alone:
                self.knocks.release()


def limit(engine: Engine) -> None:
    """Give every connection of this engine its time limits."""
    import psycopg  # only where PostgreSQL is used is its driver there

    class Patient(psycopg.Connection[Any]):
        """A connection that is closed once the server has said nothing for so long."""

        patience: float | None = SILENCE_SECONDS

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            try:
                return super().wait(gen, interval, self.patience if timeout is None else timeout)
            except psycopg.OperationalError as error:
                if type(error).__name__ == "_WaitTimeout" and timeout is None:
                    self.pgconn.finish()
                    raise psycopg.OperationalError(f"no answer for {SILENCE_SECONDS} s") from None
                raise

    door = Door()

    def open_connection(_dialect: Any, _record: Any, arguments: Any, settings: Any) -> Any:
        with door.knocking():
            return try_to_open(arguments, settings)

    def try_to_open(arguments: Any, settings: Any) -> Any:
        end = monotonic() + REFUSED_SECONDS
        while True:
            try:
                return Patient.connect(*arguments, **settings)
            except psycopg.OperationalError as error:
                full = error.sqlstate == TOO_MANY or "too many" in str(error) or "connection slots" in str(error)
                if not full or monotonic() > end:
                    raise
            sleep(0.2)

    event.listen(engine, "do_connect", open_connection)
    event.listen(engine, "connect", set_limits)


def set_limits(connection: Any, _: Any) -> None:
    """By a statement, since a pooler in between may refuse them among the settings of a new connection."""
    for name in ("statement_timeout", "lock_timeout"):
        connection.execute(f"SET {name} = {1000 * STATEMENT_SECONDS}")
    connection.commit()


@contextmanager
def without_limits(connection: Connection) -> Iterator[None]:
    """For what may take its time: bringing tables up to date."""
    if connection.dialect.name != "postgresql":
        yield
        return
    driver = connection.connection.dbapi_connection
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    driver.patience = None  # type: ignore[union-attr]
    try:
        yield
    finally:
        driver.patience = SILENCE_SECONDS  # type: ignore[union-attr]
