"""Servers that stop and start again, and what PostgreSQL alone must do."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from assessment.instrument import Answer, Council, Scope
from assessment.store import Key, ServerDesk, Store
from assessment.store.database import with_driver
from assessment.store.desk import Saved
from tests.store.desks import CORE, Q1, Watch, a_busy_life, a_desk, opened, saved_entry
from tests.store.looking import run
from tests.store.processes import in_another_process


def test_a_store_that_was_closed_is_open_to_the_next_process(store: Store, database_url: str, watch: Watch) -> None:
    token = store.create(Council(name="Ashford"), Scope.FULL, CORE)
    desk = opened(store, token)
    a_busy_life(store, desk)
    desk.remember_place("core/direction")
    kept = (desk.contents(), desk.history(), desk.links(), desk.place())
    store.close()

    in_another_process(
        """
        desk = Store(address).open(token)
        print(desk.save(Key("core", "q9"), Answer(level=4, note="from elsewhere"), desk.revision()))
        """,
        database_url,
        token,
    )

    with closing(Store(database_url, clock=watch)) as again:
        found = opened(again, token)
        newest, *older = found.history()
        assert (newest.key, newest.after) == (Key("core", "q9"), Answer(level=4, note="from elsewhere"))
        assert tuple(older) == kept[1]
        assert (found.links(), found.place()) == kept[2:]
        assert found.contents().entry(Q1) == kept[0].entry(Q1)
        assert found.contents().rivals == kept[0].rivals


def test_without_a_clock_of_its_own_a_store_dates_in_utc(database_url: str) -> None:
    with closing(Store(database_url)) as store:
        before = datetime.now(UTC)
        entry = saved_entry(a_desk(store).save(Q1, Answer(level=1), 0))
        after = datetime.now(UTC)

    assert entry.at is not None
    assert before <= entry.at <= after
    assert entry.at.utcoffset() == timedelta(0)


def test_a_moment_is_the_same_moment_when_read_again(desk: ServerDesk, watch: Watch) -> None:
    watch.now = datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=UTC)  # twice on that day's clocks in Britain

    desk.save(Q1, Answer(level=1), 0)

    read = desk.entry(Q1).at
    assert read == desk.history()[0].at == datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=UTC)
    assert read is not None
    assert read.utcoffset() == timedelta(0)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_the_day_of_an_answer_does_not_depend_on_the_servers_time_zone(postgres_database: str, zone: str) -> None:
    name = with_driver(postgres_database).database
    run(postgres_database, f"ALTER DATABASE {name} SET timezone TO '{zone}'")
    late, early = datetime(2026, 5, 14, 23, 30, tzinfo=UTC), datetime(2026, 5, 14, 0, 30, tzinfo=UTC)

    for now in (late, early):
        with closing(Store(postgres_database, clock=Watch(now))) as store:
            desk = a_desk(store)
            desk.save(Q1, Answer(level=1), 0)
            assert desk.contents().sheet().date == date(2026, 5, 14)
            assert desk.history()[0].at.date() == date(2026, 5, 14)
            assert desk.links()[0].created_at.date() == date(2026, 5, 14)


def test_a_server_that_dropped_its_connections_is_reached_again(postgres_database: str) -> None:
    with closing(Store(postgres_database)) as store:
        desk = a_desk(store)
        run(
            postgres_database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid != pg_backend_pid()",
        )

        assert isinstance(desk.save(Q1, Answer(level=1), 0), Saved)


def test_postgresql_waits_for_the_disk(postgres_database: str) -> None:
    with closing(Store(postgres_database)) as store, store.database.writing.connect() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
