"""A copy of the whole SQLite database in one file, taken while the server runs, and the way back.

Saved answers may stand in the log beside the database's file, so that a plain copy of that file lacks them.
"""

import os
import secrets
import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from assessment.instrument import BadInput, Problem
from assessment.store.database import LOCK_SECONDS, MIGRATIONS, with_driver

DUMP = "pg_dump --format=custom --file={file} {url}"
# First the whole file is read, for it may be damaged; what is there now goes, for it may have more tables than the file
BACK = (
    "pg_restore --file=/dev/null {file}"
    " && psql --quiet --command='DROP SCHEMA public CASCADE; CREATE SCHEMA public' {url}"
    " && pg_restore --single-transaction --dbname={url} {file}"
)
PLAIN_URL, OTHER_URL = '"$MATURITY_DATABASE_URL"', '"$(echo "$MATURITY_DATABASE_URL" | sed s/+psycopg//)"'


def backup(url: str, file: Path) -> None:
    """Write everything that is saved to a new file. Raises BadInput, and then there is no such file."""
    source = database_file(url, DUMP, file)
    if not source.is_file():
        refuse("there is no database yet, so nothing to keep", source)
    if file.exists():
        refuse("exists already and is not overwritten; choose another name", file)
    with fresh_beside(file) as copy:
        copy_database(source, copy)
        second_name(copy, file)


def restore(url: str, file: Path, now: datetime) -> Path | None:
    """Put a backup in the database's place, as the file of whoever owned that, or owns its folder. Returns where the
    earlier database is kept, if there was one. Raises BadInput while a server uses the database, or where the file is
    no whole backup; then nothing is changed.
    """
    target = database_file(url, BACK, file)
    if not file.is_file():
        refuse("is not there", file)
    check(file)
    with fresh_beside(target) as copy:
        copy_database(file, copy)
        give_to_owner_of(target if target.exists() else target.parent, copy)
        kept = set_aside(target, now) if target.exists() else None
        copy.replace(target)
    return kept


def database_file(url: str, line: str, file: Path) -> Path:
    parsed = with_driver(url)
    if parsed.get_backend_name() != "sqlite":
        address = OTHER_URL if "+" in make_url(url).drivername else PLAIN_URL
        told = line.format(file=shlex.quote(str(file)), url=address)
        refuse(f"is on PostgreSQL, whose own command does this: {told}", "the database")
    return Path(parsed.database or "")


@contextmanager
def fresh_beside(file: Path) -> Iterator[Path]:
    """A new file in the same folder, readable by its owner alone, that is gone afterwards."""
    copy = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        refuse(f"can't be written: {error.strerror}", file)
    try:
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def copy_database(source: Path, target: Path) -> None:
    """SQLite's own copy of one moment; checked, in one file, and on the disk when this returns."""
    try:
        with closing(read_only(source)) as reading, closing(sqlite3.connect(target)) as writing:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        refuse(f"could not be copied: {error}", source)
    check(target)
    with target.open("rb") as copied:
        os.fsync(copied.fileno())


def read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=LOCK_SECONDS)


def check(file: Path) -> None:
    """Refuse what is no whole database of this app, or one of a newer version."""
    try:
        with closing(read_only(file)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            versions = [row[0] for row in connection.execute("SELECT version_num FROM alembic_version")]
    except sqlite3.Error:
        refuse("is no backup of this app, or is damaged", file)
    if not sound:
        refuse("is damaged", file)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if not versions or not known.issuperset(versions):
        refuse("was made by a newer version of this app; install that one", file)


def set_aside(target: Path, now: datetime) -> Path:
    """Keep the database that is to be replaced under another name; it still is where it was, too."""
    try:
        with closing(sqlite3.connect(target, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # its log goes into it; refused while another has it open
    except sqlite3.Error as error:
        if "locked" in str(error):
            refuse("is in use; stop the server first", target)
        # a damaged database is one reason to restore another: it is kept as it is
    kept = target.with_name(f"{target.name}.before-{now:%Y%m%d-%H%M%S}")
    second_name(target, kept)
    for log in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{target}{log}").replace(f"{kept}{log}")
    return kept


def give_to_owner_of(other: Path, file: Path) -> None:
    """Root restores, and another user's server is to open it."""
    there = other.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may
            os.chown(file, there.st_uid, there.st_gid)


def second_name(file: Path, name: Path) -> None:
    """Never over a file that is there; where a disk knows no second names, a copy."""
    try:
        os.link(file, name)
    except FileExistsError:
        refuse("exists already and is not overwritten; choose another name", name)
    except OSError:
        shutil.copy2(file, name)


def refuse(message: str, what: Path | str) -> NoReturn:
    raise BadInput([Problem(message, id=str(what))])
