"""Opening the database at a start: what keeps it from opening is said in one sentence, for whoever runs the server."""

from importlib.metadata import version

from alembic.util import CommandError
from sqlalchemy import select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from assessment.instrument import BadInput, Problem
from assessment.store.assessments import Store
from assessment.store.database import engine_for, with_driver
from assessment.store.disuse import term
from assessment.store.records import Clock, utc_now
from assessment.store.schema import program

VARIABLE = "MATURITY_DATABASE_URL"
ADDRESS = "is no address of a database; write sqlite:////folder/file.db or postgresql://user@host/name"
DRIVER = "needs PostgreSQL's driver, which is not installed; install the extra “postgres”"
TOLD = {
    "unable to open database file": "can't be opened or made; see that its folder is there and may be written to",
    "readonly database": "may only be read; see that the server may write to the file and its folder",
    "disk is full": "can't be written to: the disk is full",
    "file is not a database": "is a file of another kind; name another one",
    "disk I/O error": "can't be written to or read: the disk says no, perhaps because it is full",
    "database is locked": "is locked by another program; stop that one first",
}


def open_store(url: str, clock: Clock = utc_now) -> Store:
    """Raises BadInput with one problem where the database can't be opened."""
    try:
        if with_driver(url).get_backend_name() not in ("sqlite", "postgresql"):
            raise refused(ADDRESS, VARIABLE)
        term()  # a wrong one is told at the start
        return Store(url, clock)
    except (ArgumentError, ValueError):
        raise refused(ADDRESS, VARIABLE) from None
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise refused(DRIVER, VARIABLE) from None
    except CommandError:
        raise refused(newer(url)) from None
    except SQLAlchemyError as error:
        raise refused(reason(error)) from None


def refused(message: str, what: str = "the database") -> BadInput:
    return BadInput([Problem(message, id=what)])


def reason(error: SQLAlchemyError) -> str:
    said = str(getattr(error, "orig", error) or error)
    for part, told in TOLD.items():
        if part in said:
            return told
    first = " ".join(said.split("\n", 1)[0].split())
    return f"can't be opened: {first}"


def newer(url: str) -> str:
    """Where the tables are those of a later program: which one they need, and what this one is."""
    engine = engine_for(with_driver(url), 1, 1)
    try:
        with engine.connect() as connection:
            needed = connection.execute(select(program.c.needed)).scalar_one_or_none()
    except SQLAlchemyError:
        needed = None
    finally:
        engine.dispose()
    wanted = f"install version {needed} or later" if needed else "install the version that wrote it"
    return f"was written by a newer version of this app, and this is {version('council-digital-maturity')}; {wanted}"
