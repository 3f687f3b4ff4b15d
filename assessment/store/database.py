"""Connections to SQLite and PostgreSQL whose commits survive a power cut, with the newest tables."""

import os
import re
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import OperationalError
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any

import platformdirs
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from assessment.instrument import BadInput, Problem
from assessment.store import postgres
from assessment.store.records import Clock
from assessment.store.sqlite_file import has_file, stay_with_file

StoreTrouble = SQLAlchemyError  # what a full disk or an unreachable database raises: nothing was written
LOCK_SECONDS = 15  # how long a writer waits for another
CONNECTIONS = 20  # at most, where nothing says otherwise: of PostgreSQL's usual hundred
POOL_SECONDS = 5  # how long one waits for a connection that another is using
SHORT_WAIT = 2  # seconds, for readers to end
SECONDS_BETWEEN, TRIES = 5, 720  # for an hour
MIGRATION_LOCK = 7_250_125_000_001  # any number, the same in every server: of those that start at once, one migrates
MIGRATIONS = Path(__file__).parent / "migrations"
EMPTYING: dict[str, bool] = {}  # databases whose log a thread empties; whether it was asked for again meanwhile
EMPTYING_LOCK = Lock()
ONE_AT_A_TIME = Lock()  # Alembic keeps its state in its module


@dataclass(frozen=True)
class Database:
    """The two ways into one database, and the clock that dates what is written."""

    reading: Engine
    writing: Engine
    clock: Clock


def database_url() -> str:
    """What MATURITY_DATABASE_URL says, else a file in the user's data folder, which nobody else may open."""
    if given := os.environ.get("MATURITY_DATABASE_URL"):
        return given
    folder = Path(platformdirs.user_data_dir("council-digital-maturity"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return f"sqlite:///{folder / 'assessments.db'}"


def keep_private(file: str | None) -> None:
    """The file of a database, its owner's alone; SQLite gives its log the same rights."""
    if file and has_file(make_url("sqlite://").set(database=file)):
        with suppress(OSError):  # whoever may not change the rights of an existing file still may use it
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
            for part in (file, f"{file}-wal", f"{file}-shm"):
                if Path(part).exists():
                    Path(part).chmod(0o600)


def with_driver(url: str) -> URL:
    parsed = make_url(url)
    bare = parsed.drivername in ("postgresql", "postgres")
    return parsed.set(drivername="postgresql+psycopg") if bare else parsed


def connect(url: str) -> Engine:
    """An engine for `sqlite:///…` or `postgresql://…`; its tables are brought up to date first."""
    parsed = with_driver(url)
    sqlite = parsed.get_backend_name() == "sqlite"
    if sqlite:
        keep_private(parsed.database)
    engine = engine_for(parsed, LOCK_SECONDS, connections())
    migrate(engine)
    return engine


def engine_for(url: URL, lock_seconds: float, most: int) -> Engine:
    """At most so many connections; who needs one more waits some seconds for it."""
    sqlite = url.get_backend_name() == "sqlite"
    given = {name: value for name, value in postgres.ARGUMENTS.items() if name not in url.query}
    pool = {} if url.database in (None, "", ":memory:") else {"pool_size": most, "max_overflow": 0}
    engine = create_engine(
        url,
        pool_pre_ping=not sqlite,
        hide_parameters=True,  # an error is logged: names and answers in it are nobody's business
        connect_args={"timeout": lock_seconds} if sqlite else given,
        **({**pool, "pool_timeout": POOL_SECONDS} if pool else {}),
    )
    if sqlite:
        event.listen(engine, "connect", set_up_sqlite)
        event.listen(engine, "begin", begin_sqlite)
        if has_file(url):
            stay_with_file(engine, Path(str(url.database)))
    else:
        postgres.limit(engine)
    return engine


def connections() -> int:
    """How many the store keeps open at most, by MATURITY_DATABASE_CONNECTIONS. Raises BadInput."""
    given = os.environ.get("MATURITY_DATABASE_CONNECTIONS", "").strip() or str(CONNECTIONS)
    if not re.fullmatch("[1-9][0-9]{0,3}", given):
        raise BadInput([Problem("must be a whole number from 1 to 9999", id="MATURITY_DATABASE_CONNECTIONS")])
    return int(given)


def set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # so that begin_sqlite decides how a transaction begins
    use_wal(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def use_wal(connection: Any) -> None:
    """SQLite doesn't wait for another's lock when it changes this mode, so this does."""
    end = monotonic() + LOCK_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except OperationalError:
            if monotonic() > end:
                raise
            sleep(0.05)


def begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: one that began as a reader would be refused when two write."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def truncate_log(engine: Engine) -> None:
    """On SQLite deleted bytes are in its log until it is emptied. Whoever reads an earlier state, such as a backup,
    delays that: it is tried again, for an hour by one thread, and no writer waits for it.
    """
    if engine.dialect.name != "sqlite":
        return
    end = monotonic() + SHORT_WAIT
    while not is_emptied(engine):
        if monotonic() >= end or str(engine.url) in EMPTYING:
            empty_soon(engine)
            return
        sleep(0.05)


def is_emptied(engine: Engine) -> bool:
    """It waits for nobody: while it did, it would keep all writers waiting."""
    raw = engine.raw_connection()
    cursor = raw.cursor()
    try:
        cursor.execute("PRAGMA busy_timeout = 0")
        busy: int = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy
    except OperationalError:
        return False
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {1000 * LOCK_SECONDS}")
        raw.close()


def empty_soon(engine: Engine) -> None:
    with EMPTYING_LOCK:
        is_begun = str(engine.url) in EMPTYING
        EMPTYING[str(engine.url)] = is_begun
    if not is_begun:
        Thread(target=empty_later, args=(engine,), daemon=True).start()


def empty_later(engine: Engine) -> None:
    name = str(engine.url)
    for _ in range(TRIES):
        sleep(SECONDS_BETWEEN)
        with EMPTYING_LOCK:
            EMPTYING[name] = False  # this try is for all who asked until now
        with suppress(SQLAlchemyError, OperationalError):
            done = is_emptied(engine)
            with EMPTYING_LOCK:
                if done and not EMPTYING[name]:
                    del EMPTYING[name]
                    return
    with EMPTYING_LOCK:
        del EMPTYING[name]


def write_back(engine: Engine) -> None:
    """On SQLite, see that the file alone holds all that is saved, so that a copy of it by somebody who knows nothing of
    its log lacks nothing. It keeps nobody waiting.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")


def migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    transaction = engine.execution_options(writes=True).begin()
    with ONE_AT_A_TIME, transaction as connection, postgres.without_limits(connection):
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
