"""On PostgreSQL deleted text leaves the files too, within the hour."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assessment.instrument import Answer, Council, Scope
from assessment.store import Key, Store, StoreTrouble
from assessment.store.database import with_driver
from assessment.store.remains import BETWEEN, clear_remains
from tests.store.desks import CORE, NINE, Watch, a_desk, opened
from tests.store.looking import run


def in_the_files(url: str, marks: list[str]) -> int:
    """How many of these texts stand in the files of the tables of answers and their history."""
    run(url, "CHECKPOINT")
    ((folder,),) = run(url, "SHOW data_directory")
    files = [run(url, f"SELECT pg_relation_filepath('{table}')")[0][0] for table in ("answer", "change")]
    found = b"".join((Path(folder) / file).read_bytes() for file in files)
    return sum(mark.encode() in found for mark in marks)


@pytest.fixture
def marks() -> list[str]:
    return [f"Locksley{number:04}" for number in range(60)]


def doomed(store: Store, marks: list[str]) -> None:
    """Written between those of an assessment that stays, and deleted for good."""
    token = store.create(Council(), Scope.FULL, CORE)
    desk, staying = opened(store, token), a_desk(store)
    for number, mark in enumerate(marks):
        desk.save(Key("core", f"q{number}"), Answer(note=f"{mark} {'and so on ' * 20}"), 0)
    staying.save(Key("core", "q"), Answer(note="Nottingham"), 0)
    desk.erase()


def test_what_is_deleted_is_in_no_file_within_the_hour(postgres_database: str, marks: list[str]) -> None:
    watch = Watch(NINE)
    with closing(Store(postgres_database, clock=watch)) as store:
        doomed(store, marks)
        assert in_the_files(postgres_database, marks) > 0
        watch.forward(1)

        assert clear_remains(store.database)

        assert in_the_files(postgres_database, marks) == 0
        assert in_the_files(postgres_database, ["Nottingham"]) == 1


def test_it_is_done_only_where_there_is_something_and_once_an_hour(postgres_database: str, marks: list[str]) -> None:
    watch = Watch(NINE)
    with closing(Store(postgres_database, clock=watch)) as store:
        clear_remains(store.database)  # after the migration
        watch.now += 2 * BETWEEN
        store.peers.take_back("nobody's")
        assert not clear_remains(store.database)

        store.peers.give("a-token", "a record")
        store.peers.take_back("a-token")
        watch.forward(1)
        assert clear_remains(store.database)
        doomed(store, marks[:2])
        watch.forward(1)
        assert not clear_remains(store.database)
        watch.now += BETWEEN
        assert clear_remains(store.database)
        assert not clear_remains(store.database)


def test_it_gives_way_to_a_reader_and_comes_again(postgres_database: str, marks: list[str]) -> None:
    watch = Watch(NINE)
    engine = create_engine(with_driver(postgres_database))
    with closing(Store(postgres_database, clock=watch)) as store:
        doomed(store, marks)
        watch.forward(1)
        with engine.begin() as reader:  # such as pg_dump
            reader.execute(text("SELECT * FROM answer"))
            with pytest.raises(StoreTrouble):
                clear_remains(store.database)
        watch.now += BETWEEN + timedelta(minutes=1)

        assert clear_remains(store.database)
        assert in_the_files(postgres_database, marks) == 0
    engine.dispose()


def test_sqlite_needs_none_of_it(sqlite_database: str) -> None:
    with closing(Store(sqlite_database)) as store:
        assert not clear_remains(store.database)
