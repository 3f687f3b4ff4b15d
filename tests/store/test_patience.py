"""Nobody waits for ever: for a database that is silent, full or busy, or for a look at its health."""

import time
from collections.abc import Iterator
from contextlib import closing
from threading import Timer

import pytest
from sqlalchemy import select

from assessment.instrument import Answer, BadInput
from assessment.store import Health, Store, StoreTrouble, health, postgres
from assessment.store.database import connections, engine_for, with_driver
from assessment.store.health import Probe
from assessment.store.schema import metadata
from tests.postgres import NewDatabase
from tests.store.desks import NINE, Q1, a_desk
from tests.store.looking import run
from tests.store.wire import Line


@pytest.fixture
def line(postgres_database: str) -> Iterator[Line]:
    with closing(Line(postgres_database)) as there:
        yield there


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "SILENCE_SECONDS", 1)
    monkeypatch.setitem(postgres.ARGUMENTS, "connect_timeout", 2)  # the shortest that there is


def settled(probe: Probe) -> Health:
    """What a look finds once it is over."""
    probe.found_at = float("-inf")
    probe.look()
    while probe.begun is not None:
        time.sleep(0.01)
    return probe.found


@pytest.mark.usefixtures("impatient")
def test_a_silent_server_is_trouble_and_all_goes_on_when_it_speaks_again(line: Line) -> None:
    with closing(Store(line.url)) as store:
        desk = a_desk(store)
        desk.save(Q1, Answer(level=1), 0)

        line.silence()
        for _ in range(3):  # a connection that is open, and new ones
            with pytest.raises(StoreTrouble):
                desk.save(Q1, Answer(level=2), 1)
        line.mend()

        desk.save(Q1, Answer(level=3), 1)
        assert desk.entry(Q1).answer == Answer(level=3)


@pytest.mark.usefixtures("impatient")
def test_a_look_at_a_silent_server_comes_back_at_once_and_says_so(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "HANGS", 0.3)
    with closing(Store(line.url)) as store:
        assert settled(store.probe) is Health.OK
        store.probe.found_at = float("-inf")

        line.silence()
        first = store.probe.look()
        time.sleep(0.5)
        second = store.probe.look()
        line.mend()

        assert (first, second) == (Health.OK, Health.BROKEN)
        while store.probe.begun is not None:
            time.sleep(0.01)
        assert settled(store.probe) is Health.OK


def test_a_statement_has_its_time_and_a_migration_has_as_much_as_it_takes(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 0.2)
    with closing(Store(postgres_database)) as store, store.database.reading.connect() as connection:
        with pytest.raises(StoreTrouble, match="statement timeout"):
            connection.exec_driver_sql("SELECT pg_sleep(2)")
        connection.rollback()
        with postgres.without_limits(connection):
            connection.exec_driver_sql("SELECT pg_sleep(0.5)")


def test_a_server_without_a_free_connection_is_asked_again(
    new_postgres_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, beside = new_postgres_database(), new_postgres_database()
    run(beside, "CREATE ROLE maturity_visitor LOGIN PASSWORD 'x' CONNECTION LIMIT 1")
    address = with_driver(url).set(username="maturity_visitor", password="x")
    first, second = engine_for(address, 1, 1), engine_for(address, 1, 1)
    try:
        held = first.connect()
        monkeypatch.setattr(postgres, "REFUSED_SECONDS", 0.5)
        with pytest.raises(StoreTrouble, match="too many connections"):
            second.connect()

        monkeypatch.setattr(postgres, "REFUSED_SECONDS", 30)
        Timer(0.5, held.invalidate).start()

        second.connect().close()
    finally:
        first.dispose()
        second.dispose()
        run(beside, "DROP ROLE maturity_visitor")


def test_a_locked_database_is_busy_and_not_broken(sqlite_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.store.assessments.LOCK_SECONDS", 0.1)
    with closing(Store(sqlite_database)) as store:
        with store.database.writing.begin() as connection:
            connection.execute(select(metadata.tables["answer"])).all()
            assert settled(store.probe) is Health.BUSY
        assert settled(store.probe) is Health.OK


def test_a_database_that_keeps_nothing_is_broken(sqlite_database: str) -> None:
    with closing(Store(sqlite_database)) as store:
        run(sqlite_database, "DROP TABLE probe")
        assert settled(store.probe) is Health.BROKEN


def test_looks_write_at_most_every_ten_seconds(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store(database_url)) as store:
        writes: list[object] = []
        monkeypatch.setattr(store.probe, "write", lambda now: (writes.append(now), Health.OK)[1])
        clock = [0.0]
        monkeypatch.setattr(health, "monotonic", lambda: clock[0])
        for clock[0] in (1000.0, 1000.1, 1009.9, 1010.2, 1019.0, 1021.0):
            store.probe.look()
            while store.probe.begun is not None:
                time.sleep(0.001)

    assert len(writes) == 3


def test_a_look_leaves_one_row_and_its_time(database_url: str) -> None:
    with closing(Store(database_url, clock=lambda: NINE)) as store:
        for _ in range(3):
            assert settled(store.probe) is Health.OK
        assert len(run(database_url, "SELECT id, at FROM probe")) == 1


@pytest.mark.parametrize("given", ["0", "-1", "many", "1.5", "99999"])
def test_a_number_of_connections_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("MATURITY_DATABASE_CONNECTIONS", given)
    with pytest.raises(BadInput, match="MATURITY_DATABASE_CONNECTIONS: must be a whole number from 1 to 9999"):
        connections()


def test_the_number_of_connections_is_kept(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_DATABASE_CONNECTIONS", "2")
    monkeypatch.setattr("assessment.store.database.POOL_SECONDS", 0.1)
    with closing(Store(database_url)) as store:
        held = [store.database.reading.connect() for _ in range(2)]
        with pytest.raises(StoreTrouble):
            store.database.reading.connect()
        for connection in held:
            connection.close()
        store.database.reading.connect().close()
