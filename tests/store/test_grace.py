"""For seven days what was deleted can be brought back; then it is gone for good."""

import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta

import pytest

from assessment.instrument import Answer, Council, Scope
from assessment.store import Deleted, Gone, NotAllowed, ServerDesk, Store
from tests.store.desks import CORE, NINE, Q1, Watch, a_busy_life, a_desk, opened
from tests.store.looking import everything, rows
from tests.store.test_deleting import CALLS

DAY = date(2026, 5, 21)
WEEK = timedelta(days=7)


@pytest.mark.parametrize("call", [call for name, call in CALLS.items() if name != "bring_back"])
def test_every_link_learns_that_it_is_deleted_and_until_when(
    store: Store, desk: ServerDesk, colleague: ServerDesk, call: Callable[[ServerDesk], object]
) -> None:
    desk.save(Q1, Answer(level=1), 0)
    assert desk.delete() == DAY

    with pytest.raises(Deleted) as caught:
        call(colleague)

    assert caught.value.day == DAY


def test_what_is_brought_back_has_lost_nothing(store: Store, watch: Watch) -> None:
    token = store.create(Council(name="Ashford"), Scope.FULL, CORE)
    desk = opened(store, token)
    a_busy_life(store, desk)
    kept = desk.contents(), desk.history(), [link.id for link in desk.links()]
    desk.delete()
    watch.now = NINE + WEEK - timedelta(minutes=1)

    assert desk.bring_back()

    again = opened(store, token)
    assert (again.contents().entries, again.contents().rivals) == (kept[0].entries, kept[0].rivals)
    assert (again.history(), [link.id for link in again.links()]) == kept[1:]
    assert again.revision() > kept[0].revision  # so that an open page notices


def test_after_seven_days_it_is_gone_for_good(store: Store, watch: Watch, database_url: str) -> None:
    token = store.create(Council(name="Sherwood"), Scope.FULL, CORE)
    desk = opened(store, token)
    desk.save(Q1, Answer(note="Locksley"), 0)
    desk.delete()
    watch.now = NINE + WEEK

    assert store.open(token) is None
    assert not desk.bring_back()
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
    opened(store, deleted).delete()
    watch.now = NINE + WEEK - timedelta(seconds=1)

    assert store.purge() == 0
    assert opened(store, deleted).bring_back()
    watch.now = NINE + 2 * WEEK

    assert store.purge() == 0
    assert store.open(deleted) is not None
    assert store.open(living) is not None


def test_what_is_not_deleted_is_not_brought_back(desk: ServerDesk) -> None:
    assert not desk.bring_back()


def test_nobody_but_the_owner_brings_it_back(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.delete()

    with pytest.raises(NotAllowed):
        colleague.bring_back()
    with pytest.raises(Deleted):
        colleague.contents()


def test_the_record_that_was_given_goes_at_once_and_does_not_come_back(database_url: str, watch: Watch) -> None:
    with closing(Store(database_url, clock=watch)) as store:
        desk = a_desk(store)
        desk.give("a record")

        desk.delete()
        gone = store.peers.pool([])
        desk.bring_back()

        assert (len(gone), desk.membership().given) == (0, None)
