"""Retention: what nobody opens or changes for long is found, and deleted with the same grace as by its owner."""

from datetime import date, timedelta

import pytest

from assessment.instrument import Answer, BadInput, Council, Scope
from assessment.store import Event, Store, close_unused, months_before, months_in, open_store, term, unused_since
from tests.store.desks import CORE, NINE, Q1, Watch, opened
from tests.store.looking import back_to, run

YEARS = timedelta(days=800)


def unused(store: Store, months: int = 24) -> list[str]:
    with store.database.reading.connect() as connection:
        return [one.name for one in unused_since(connection, months_before(store.database.clock().date(), months))]


def made(store: Store) -> tuple[str, str]:
    token = store.create(Council(), Scope.FULL, CORE)
    return token, opened(store, token).public_id


@pytest.mark.parametrize("use", ["opened", "changed by a page that was open all the time"])
def test_what_is_used_stays(store: Store, watch: Watch, use: str) -> None:
    token, name = made(store)
    _, forgotten = made(store)
    desk = opened(store, token)
    watch.now = NINE + YEARS
    if use == "opened":
        store.open(token)
    else:
        desk.save(Q1, Answer(level=1), 0)

    assert unused(store) == [forgotten]
    assert name not in unused(store)


def test_the_term_ends_with_its_day(store: Store, watch: Watch) -> None:
    _, name = made(store)
    watch.now = NINE.replace(year=2028)
    assert unused(store) == []
    watch.now += timedelta(days=1)
    assert unused(store) == [name]


def test_it_is_closed_for_seven_days_then_gone_and_brought_back_it_is_in_use(store: Store, watch: Watch) -> None:
    token, name = made(store)
    lost, _ = made(store)
    watch.now = NINE + YEARS
    found, day = close_unused(store.database, date(2028, 1, 1))

    assert (len(found), day) == (2, (watch.now + timedelta(days=7)).date())
    assert opened(store, token).bring_back()
    assert unused(store) == []
    watch.now += timedelta(days=7)
    assert store.purge() == 1
    assert store.open(token) is not None
    assert store.open(lost) is None
    events = [(noted.event, noted.assessment) for noted in store.audit.events()]
    assert (Event.DELETED, name) in events


def test_an_older_database_counts_from_its_update(store: Store, database_url: str) -> None:
    made(store)
    store.close()
    back_to(database_url, "0009")

    Store(database_url).close()

    ((day,),) = run(database_url, "SELECT opened_on FROM assessment")
    assert str(day) >= "2026"


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 5, 14), 24, date(2024, 5, 14)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
        (date(2026, 1, 5), 1, date(2025, 12, 5)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@pytest.mark.parametrize("wrong", ["24", "m", "0m", "24 months", "-1m", "9999m", "٢m"])
def test_a_wrong_term_is_told_at_the_start(sqlite_database: str, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("MATURITY_UNUSED_FOR", wrong)
    with pytest.raises(BadInput, match="MATURITY_UNUSED_FOR: must be a number of months, such as 24m"):
        open_store(sqlite_database)


def test_without_a_term_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MATURITY_UNUSED_FOR", raising=False)
    assert term() is None
    monkeypatch.setenv("MATURITY_UNUSED_FOR", "24m")
    assert term() == months_in("24m", "") == 24
