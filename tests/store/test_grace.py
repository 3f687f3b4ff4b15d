"""For seven days what was deleted can be brought back; then it is gone for good."""

import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta

import pytest

from assessment.instrument import Answer, Council, Scope
from assessment.store import Deleted, Gone, ServerDesk, Store
from tests.store.desks import CORE, NINE, Q1, Watch, a_busy_life, opened
from tests.store.looking import everything, rows
from tests.store.test_deleting import CALLS

DAY = date(2026, 5, 21)
WEEK = timedelta(days=7)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_every_link_learns_that_it_is_deleted_and_until_when(
    store: Store, desk: ServerDesk, colleague: ServerDesk, call: Callable[[ServerDesk], object]
) -> None:
    desk.save(Q1, Answer(level=1), 0)
    assert store.delete(desk, "") == DAY

    with pytest.raises(Deleted) as caught:
        call(colleague)

    assert caught.value.day == DAY


def test_what_is_brought_back_has_lost_nothing(store: Store, watch: Watch) -> None:
    token = store.create(Council(name="Ashford"), Scope.FULL, CORE)
    desk = opened(store, token)
    a_busy_life(store, desk)
    kept = desk.contents(), desk.history(), desk.links()
    store.delete(desk, token)
    watch.now = NINE + WEEK - timedelta(minutes=1)

    assert store.bring_back(token)

    again = opened(store, token)
    assert (again.contents().entries, again.contents().rivals) == (kept[0].entries, kept[0].rivals)
    assert (again.history(), again.links()) == kept[1:]
    assert again.revision() > kept[0].revision  # so that an open page notices


def test_after_seven_days_it_is_gone_for_good(store: Store, watch: Watch, database_url: str) -> None:
    token = store.create(Council(name="Sherwood"), Scope.FULL, CORE)
    desk = opened(store, token)
    desk.save(Q1, Answer(note="Locksley"), 0)
    store.delete(desk, token)
    watch.now = NINE + WEEK

    assert store.open(token) is None
    assert not store.bring_back(token)
    store.look_after(0.05)

    end = time.monotonic() + 20
    while rows(database_url)["assessment"] and time.monotonic() < end:
        time.sleep(0.05)
    assert rows(database_url)["assessment"] == rows(database_url)["change"] == []
    if database_url.startswith("sqlite"):  # PostgreSQL clears its pages when it vacuums
        assert b"Locksley" not in everything(database_url)
    with pytest.raises(Gone):
        desk.contents()


def test_nothing_else_is_purged(store: Store, watch: Watch) -> None:
    deleted, living = (store.create(Council(), Scope.FULL, CORE) for _ in range(2))
    store.delete(opened(store, deleted), deleted)
    watch.now = NINE + WEEK - timedelta(seconds=1)

    assert store.purge() == 0
    assert store.bring_back(deleted)
    watch.now = NINE + 2 * WEEK

    assert store.purge() == 0
    assert store.open(deleted) is not None
    assert store.open(living) is not None


def test_a_link_that_opens_nothing_brings_nothing_back(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, CORE)

    assert not store.bring_back("x" * 32)
    assert not store.bring_back(token)  # is not deleted


def test_the_record_that_was_given_goes_at_once_and_does_not_come_back(database_url: str, watch: Watch) -> None:
    with closing(Store(database_url, clock=watch)) as store:
        token = store.create(Council(), Scope.FULL, CORE)
        store.peers.give(token, "a record")

        store.delete(opened(store, token), token)
        gone = store.peers.membership(token).given
        store.bring_back(token)

        assert (gone, store.peers.membership(token).given) == (None, None)
