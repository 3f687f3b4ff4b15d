"""The pool when the questions change: new editions count the newest alone, the last of the earlier ones stays."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from assessment.instrument import Council, CouncilType, Rubric
from assessment.peers import record_of, stamp
from assessment.scoring import score
from assessment.store import Store
from tests.builders import a_rubric, a_sheet, rubrics_of

OLD, NEW = a_rubric(weights=(1, 1, 1)), a_rubric(weights=(1, 1, 1), version="2.0.0")
FIRST, SECOND, THIRD = date(2026, 11, 5), date(2026, 12, 2), date(2027, 1, 4)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with closing(Store(database_url)) as opened:
        yield opened


def give(store: Store, rubric: Rubric, numbers: range) -> None:
    council = Council(country="GB", type=CouncilType.DISTRICT, population=50_000)
    for number in numbers:
        sheet = a_sheet(number % 5, number // 5 % 5, 2, council=council, rubrics={"area": rubric.version})
        record = record_of(sheet, score(sheet, rubrics_of(rubric)), date(2026, 10, 1))
        store.peers.give(f"{rubric.version}-{number}", record.text())


def a_pool_of_both(store: Store) -> None:
    give(store, OLD, range(12))
    assert store.peers.publish([OLD], FIRST)
    give(store, NEW, range(15))
    assert store.peers.publish([NEW], SECOND)


def test_a_new_edition_counts_the_newest_version_only_and_the_last_of_the_earlier_one_stays(store: Store) -> None:
    a_pool_of_both(store)

    assert [(day, found["area"]) for day, found in store.peers.stamps()] == [
        (SECOND, stamp(NEW)),
        (FIRST, stamp(OLD)),
    ]
    newest, last = store.peers.edition(SECOND), store.peers.edition(FIRST)
    assert newest is not None
    assert last is not None
    assert (len(newest.names), len(last.names)) == (15, 12)


def test_each_record_stays_known_in_the_edition_that_counts_it(store: Store) -> None:
    a_pool_of_both(store)

    old, new = store.peers.membership("1.0.0-3"), store.peers.membership("2.0.0-3")

    assert (old.counted_on, new.counted_on) == (FIRST, SECOND)
    assert old.counted is not None
    assert old.seen_in(FIRST).counted == old.counted
    assert old.seen_in(SECOND).counted is None


def test_a_record_of_the_earlier_version_is_taken_back_as_before(store: Store) -> None:
    a_pool_of_both(store)

    store.peers.take_back("1.0.0-3")

    found = store.peers.membership("1.0.0-3")
    assert (found.given, found.counted, found.withdrawn, found.counted_on) == (None, None, True, FIRST)


def test_the_next_edition_of_the_newest_takes_the_place_of_its_members_alone(store: Store) -> None:
    a_pool_of_both(store)
    give(store, NEW, range(15, 30))

    assert store.peers.publish([NEW], THIRD)

    assert store.peers.membership("2.0.0-3").counted_on == THIRD
    assert store.peers.membership("1.0.0-3").counted_on == FIRST
    assert len(store.peers.pool([NEW])) == 30
