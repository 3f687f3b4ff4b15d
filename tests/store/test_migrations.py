"""The tables that a start makes, on both databases, and that starting again or at once does no harm."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

import assessment
from assessment.instrument import Answer, Council, Scope
from assessment.store import Key, Store, database
from assessment.store.schema import metadata
from tests.postgres import NewDatabase

PACKAGE = Path(assessment.__file__).parent
PEER_TABLES = ["peer_edition", "peer_member", "peer_record"]  # of no assessment: nothing says which one gave what
OWN_TABLES = ["probe", "program", "upkeep"]
TABLES = [
    "answer",
    "assessment",
    "audit",
    "change",
    "decision",
    "fact",
    "intent",
    "link",
    "milestone",
    "move",
    *PEER_TABLES,
    "probe",
    "program",
    "rival",
    "round",
    "seat",
    "target",
    "upkeep",
    "vote",
    "workshop",
]
OWNED = ("answer", "change", "decision", "fact", "intent", "link", "milestone", "move", "rival", "target", "workshop")
ROUNDS = 3
PATIENCE = 15  # seconds; three rounds take two or three

# Both take addresses on their input and print, for each, how many of the servers that started together failed

PROCESSES = """
import os, sys, traceback
from contextlib import suppress
from assessment.store import Store
with suppress(ImportError):
    import psycopg  # else each child would load it for itself

for address in sys.stdin:
    gate, latch = os.pipe()
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            os.close(latch)
            os.read(gate, 1)
            try:
                Store(address.strip()).close()
            except BaseException:
                traceback.print_exc(limit=-1)
                os._exit(1)
            os._exit(0)
        children.append(child)
    os.close(gate)
    os.close(latch)
    print(sum(os.waitpid(child, 0)[1] != 0 for child in children), flush=True)
"""

THREADS = """
import sys, traceback
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from assessment.store import Store

def start(address, gate):
    gate.wait()
    try:
        Store(address).close()
    except BaseException:
        traceback.print_exc(limit=-1)
        return 1
    return 0

for address in sys.stdin:
    gate = Barrier(4)
    with ThreadPoolExecutor(4) as threads:
        print(sum(threads.map(start, [address.strip()] * 4, [gate] * 4)), flush=True)
"""


def test_an_empty_database_gets_exactly_the_tables_of_the_schema(database_url: str) -> None:
    Store(database_url).close()

    with an_engine(database_url) as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert sorted(inspect(connection).get_table_names()) == ["alembic_version", *TABLES]


def test_migrated_tables_are_those_that_the_schema_would_create(new_database: NewDatabase) -> None:
    migrated, created = new_database(), new_database()
    Store(migrated).close()
    with an_engine(created) as engine:
        metadata.create_all(engine)

    with an_engine(migrated) as one, an_engine(created) as other:
        assert structure(one) == structure(other)


def test_every_table_of_an_assessment_goes_with_it(database_url: str) -> None:
    Store(database_url).close()

    with an_engine(database_url) as engine:
        keys = {
            name: inspect(engine).get_foreign_keys(name)
            for name in TABLES
            if name not in ("assessment", *PEER_TABLES, *OWN_TABLES)
        }

    targets = {
        name: [(k["referred_table"], k["options"].get("ondelete")) for k in found] for name, found in keys.items()
    }
    going = {name: [("assessment", "CASCADE")] for name in OWNED}
    rooms = {name: [("workshop", "CASCADE")] for name in ("seat", "round")}
    assert targets == going | rooms | {
        "audit": [("assessment", "SET NULL")],  # it no longer says which one it was
        "vote": [("round", "CASCADE"), ("seat", "SET NULL")],  # it stays when whose it was is forgotten
    }


def test_a_second_migration_changes_nothing(database_url: str) -> None:
    Store(database_url).close()
    with an_engine(database_url) as engine:
        before = structure(engine)

    Store(database_url).close()
    Store(database_url).close()

    with an_engine(database_url) as engine:
        assert structure(engine) == before
        assert versions(engine) == newest_version()


def test_the_program_that_a_database_needs_is_no_later_than_the_one_that_made_it(database_url: str) -> None:
    Store(database_url).close()

    with an_engine(database_url) as engine, engine.connect() as connection:
        needed = connection.execute(text("SELECT needed FROM program")).scalar_one()

    assert numbers(needed) <= numbers(version("council-digital-maturity"))


def test_data_survive_a_second_start(database_url: str) -> None:
    with closing(Store(database_url)) as first:
        token = first.create(Council(name="Ashford"), Scope.QUICK, {"core": "1.0.0"})
        first.open(token).save(Key("core", "q1"), Answer(level=3, note="kept"), 0)
        contents, history = first.open(token).contents(), first.open(token).history()

    with closing(Store(database_url)) as second:
        assert second.open(token).contents() == contents
        assert second.open(token).history() == history
        assert second.open(token).entry(Key("core", "q1")).answer == Answer(level=3, note="kept")


def test_a_start_beside_a_running_server_disturbs_neither(database_url: str) -> None:
    with closing(Store(database_url)) as running:
        token = running.create(Council(), Scope.FULL, {"core": "1.0.0"})

        with closing(Store(database_url)) as second:
            running.open(token).save(Key("core", "q1"), Answer(level=3), 0)

            assert second.open(token).entry(Key("core", "q1")).answer == Answer(level=3)


def test_downgrading_to_the_base_leaves_nothing_and_can_be_taken_back(database_url: str) -> None:
    Store(database_url).close()

    with an_engine(database_url) as engine:
        downgrade(engine)
        assert inspect(engine).get_table_names() == ["alembic_version"]
        if engine.dialect.name == "postgresql":
            assert inspect(engine).get_sequence_names() == []
        assert versions(engine) == []

    Store(database_url).close()
    with an_engine(database_url) as engine:
        assert sorted(inspect(engine).get_table_names()) == ["alembic_version", *TABLES]


@pytest.mark.parametrize("servers", [PROCESSES, THREADS], ids=["processes", "threads"])
def test_servers_that_start_at_once_on_an_empty_database_all_come_up(new_database: NewDatabase, servers: str) -> None:
    addresses = [new_database() for _ in range(ROUNDS)]

    failed, complaints = start_at_once(servers, addresses)

    assert failed == [0] * ROUNDS, complaints
    for address in addresses:
        with an_engine(address) as engine:
            assert versions(engine) == newest_version()


@pytest.mark.parametrize("servers", [PROCESSES, THREADS], ids=["processes", "threads"])
def test_servers_that_start_at_once_on_a_full_database_all_come_up(database_url: str, servers: str) -> None:
    with closing(Store(database_url)) as store:
        token = store.create(Council(), Scope.FULL, {"core": "1.0.0"})

        failed, complaints = start_at_once(servers, [database_url] * ROUNDS)

        assert failed == [0] * ROUNDS, complaints
        assert store.open(token) is not None


def test_a_start_waits_for_another_that_has_only_begun_on_the_same_file(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = Timer(0.3, other.execute, ["COMMIT"])
    done.start()

    try:
        Store(f"sqlite:///{file}").close()
    finally:
        done.join()
        other.close()


def test_a_bare_address_of_postgresql_gets_our_driver() -> None:
    bare = [database.with_driver(f"{scheme}://me@host/db") for scheme in ("postgresql", "postgres")]
    other = database.with_driver("postgresql+psycopg://me@host/db"), database.with_driver("sqlite:///a.db")

    assert [url.drivername for url in bare] == ["postgresql+psycopg"] * 2
    assert [url.drivername for url in other] == ["postgresql+psycopg", "sqlite"]


@pytest.mark.skipif(os.name != "posix", reason="folders are private in another way there")
def test_without_an_address_the_database_is_a_file_in_a_private_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "100 % José's data #1" / "assessments"
    monkeypatch.setattr(database.platformdirs, "user_data_dir", lambda name: str(folder))

    Store(database.database_url()).close()

    assert (folder / "assessments.db").is_file()
    assert folder.stat().st_mode & 0o777 == 0o700


def numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


@contextmanager
def an_engine(url: str) -> Iterator[Engine]:
    engine = create_engine(database.with_driver(url))
    yield engine
    engine.dispose()


def structure(engine: Engine) -> dict[str, Any]:
    """All that the database says about its tables, the statements that made them too where it keeps them."""
    look = inspect(engine)
    found: dict[str, Any] = {}
    for name in look.get_table_names():
        if name == "alembic_version":
            continue
        columns = [{**column, "type": repr(column["type"])} for column in look.get_columns(name)]
        keys = (look.get_pk_constraint(name), look.get_foreign_keys(name), look.get_unique_constraints(name))
        found[name] = (columns, *keys, sorted(look.get_indexes(name), key=repr))
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            made = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE tbl_name != 'alembic_version'"))
            found["made with"] = {row.name: row.sql and "".join(row.sql.split()) for row in made}
    return found


def versions(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())


def settings() -> Config:
    config = Config()
    config.set_main_option("script_location", str(PACKAGE / "store" / "migrations").replace("%", "%%"))
    return config


def newest_version() -> list[str]:
    return ScriptDirectory.from_config(settings()).get_heads()


def downgrade(engine: Engine) -> None:
    config = settings()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")


def start_at_once(servers: str, addresses: list[str]) -> tuple[list[int], str]:
    """How many of the servers failed to start, for each address, and what they said."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", servers],
            input="".join(f"{address}\n" for address in addresses),
            env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        pytest.fail(f"a start hangs, after {error.stdout!r}: {error.stderr!r}", pytrace=False)
    return [int(line) for line in done.stdout.split()], done.stderr
