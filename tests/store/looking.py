"""Looking into the database behind the store's back."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, select, text

from assessment.store.database import MIGRATIONS, with_driver


def run(url: str, statement: str) -> list[tuple[Any, ...]]:
    """One statement on a connection of its own, outside a transaction."""
    engine = create_engine(with_driver(url), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            result = connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        engine.dispose()


def back_to(url: str, version: str) -> None:
    """The tables as an earlier program had them, as far as migrations can be taken back."""
    config, engine = Config(), create_engine(with_driver(url))
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, version)
    engine.dispose()


def vacuum(url: str) -> None:
    run(url, "VACUUM")


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table there is, whether the schema knows it or not."""
    engine, found = create_engine(with_driver(url)), MetaData()
    try:
        with engine.connect() as connection:
            found.reflect(connection)
            return {t.name: sorted(tuple(r) for r in connection.execute(select(t))) for t in found.sorted_tables}
    finally:
        engine.dispose()


def everything(url: str) -> bytes:
    """All values of all rows, on SQLite the files as they lie on the disk too."""
    values = (value for table in rows(url).values() for row in table for value in row)
    listed = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)
    return listed + (bytes_of(url) if url.startswith("sqlite") else b"")


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def bytes_of(url: str) -> bytes:
    file = file_of(url)
    beside = [file.with_name(file.name + ending) for ending in ("", "-wal", "-shm", "-journal")]
    return b"".join(part.read_bytes() for part in beside if part.exists())


def pragma(connection: Any, name: str) -> Any:
    return connection.cursor().execute(f"PRAGMA {name}").fetchone()[0]
