"""The file behind an SQLite database: that what is written stays in it."""

from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError


def has_file(url: URL) -> bool:
    return url.database not in (None, "", ":memory:") and not str(url.database).startswith("file:")


def stay_with_file(engine: Engine, file: Path) -> None:
    """SQLite goes on with a file that was moved or removed, and begins an empty one in its place: what is saved then is
    lost. Here the database is away until the file is back, or another is put there.
    """

    def found() -> tuple[int, int] | None:
        try:
            facts = file.stat()
        except OSError:
            return None
        return facts.st_dev, facts.st_ino

    def before(*_: Any) -> None:
        if found() is None:
            raise OperationalError("unable to open database file")

    def after(_: Any, record: Any) -> None:
        record.info["file"] = found()

    def again(_: Any, record: Any, __: Any) -> None:
        if record.info["file"] != found():
            raise DisconnectionError("the database's file is no longer where it was")

    for moment, listener in (("do_connect", before), ("connect", after), ("checkout", again)):
        event.listen(engine, moment, listener)
