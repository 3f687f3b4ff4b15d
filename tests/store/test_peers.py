"""The peer pool in the store, on SQLite and on PostgreSQL: given, counted, taken back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import Any
from unittest.mock import Mock

import pytest
from sqlalchemy import Engine, create_engine, select

from assessment.instrument import Council, CouncilType, Scope
from assessment.peers import Edition, first_edition, record_of
from assessment.peers.groups import EVERYBODY
from assessment.scoring import score
from assessment.store import Gone, Store, StoreTrouble, due_day
from assessment.store.database import with_driver
from assessment.store.links import hash_of
from assessment.store.peers import key_of
from assessment.store.schema import metadata
from tests.builders import a_rubric, a_sheet, rubrics_of

RUBRIC = a_rubric(weights=(1, 1, 1))
FIRST, SECOND = date(2026, 11, 5), date(2026, 12, 2)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with closing(Store(database_url)) as opened:
        yield opened


def a_body(number: int = 0, month: int = 10) -> str:
    council = Council(country="GB", type=CouncilType.DISTRICT, population=50_000)
    sheet = a_sheet(number % 5, number // 5 % 5, 2, council=council)
    return record_of(sheet, score(sheet, rubrics_of(RUBRIC)), date(2026, month, 1)).text()


def give(store: Store, numbers: range) -> None:
    for number in numbers:
        store.peers.give(f"token-{number}", a_body(number))


@contextmanager
def an_engine(url: str) -> Iterator[Engine]:
    engine = create_engine(with_driver(url))
    yield engine
    engine.dispose()


def kept(url: str, table: str) -> list[Any]:
    with an_engine(url) as engine, engine.connect() as connection:
        return list(connection.execute(select(metadata.tables[table])).all())


def test_what_is_kept_is_what_was_given_byte_for_byte(store: Store, database_url: str) -> None:
    body = a_body(7)

    store.peers.give("a-token", body)

    (row,) = kept(database_url, "peer_record")
    assert row.body == body
    assert store.peers.membership("a-token").given == body


def test_the_key_is_not_the_hash_that_finds_the_assessment(store: Store, database_url: str) -> None:
    token = store.create(Council(name="Example Borough"), Scope.FULL, {"area": "1.0.0"})
    store.peers.give(token, a_body())

    (row,) = kept(database_url, "peer_record")
    (link,) = kept(database_url, "link")
    assert bytes(row.key_hash) == key_of(token)
    assert bytes(link.token_hash) == hash_of(token) != key_of(token)
    assert token.encode() not in bytes(row.key_hash)


def test_a_record_has_no_time_finer_than_its_month(store: Store, database_url: str) -> None:
    give(store, range(12))
    store.peers.publish([RUBRIC], FIRST)

    values = [value for table in ("peer_record", "peer_member") for row in kept(database_url, table) for value in row]
    assert not [value for value in values if isinstance(value, datetime | date)]


def test_giving_again_takes_the_place_of_the_first(store: Store, database_url: str) -> None:
    store.peers.give("a-token", a_body(1))
    before = kept(database_url, "peer_record")[0].version

    store.peers.give("a-token", a_body(2))

    (row,) = kept(database_url, "peer_record")
    assert row.body == a_body(2)
    assert row.version != before


def test_giving_the_same_again_is_no_change(store: Store, database_url: str) -> None:
    store.peers.give("a-token", a_body(1))
    before = kept(database_url, "peer_record")[0].version

    store.peers.give("a-token", a_body(1, month=11))

    (row,) = kept(database_url, "peer_record")
    assert (row.version, row.body) == (before, a_body(1, month=11))


def test_giving_the_same_after_taking_it_back_is_no_change(store: Store, database_url: str) -> None:
    store.peers.give("a-token", a_body(1))
    before = kept(database_url, "peer_record")[0].version
    store.peers.take_back("a-token")
    store.peers.give("a-token", a_body(2))
    store.peers.give("a-token", a_body(1))
    store.peers.give("another", a_body(1))

    versions = sorted(row.version for row in kept(database_url, "peer_record"))
    assert before in versions
    assert len(set(versions)) == 2


def test_another_link_finds_nothing(store: Store) -> None:
    store.peers.give("a-token", a_body())

    found = store.peers.membership("another")

    assert (found.given, found.counted, found.withdrawn) == (None, None, False)


# Editions


@pytest.mark.parametrize(("councils", "is_made"), [(9, False), (10, True)])
def test_the_first_edition_appears_with_ten_records(store: Store, councils: int, is_made: bool) -> None:
    give(store, range(councils))

    assert store.peers.publish([RUBRIC], FIRST) is is_made
    assert (store.peers.newest() is not None) is is_made


def test_the_next_edition_waits_for_the_first_of_the_next_month(store: Store) -> None:
    give(store, range(12))
    store.peers.publish([RUBRIC], FIRST)
    give(store, range(12, 30))

    assert not store.peers.publish([RUBRIC], date(2026, 11, 30))
    assert store.peers.publish([RUBRIC], date(2026, 12, 1))
    assert store.peers.newest_day() == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (date(2026, 11, 1), date(2026, 12, 1)),
        (date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (None, FIRST),
    ],
)
def test_when_the_next_edition_is_due(last: date | None, due: date) -> None:
    assert due_day(last, FIRST) == due


def test_who_takes_back_and_gives_the_same_again_hides_no_newcomer(store: Store) -> None:
    give(store, range(20))
    store.peers.publish([RUBRIC], FIRST)
    for number in range(6):
        store.peers.take_back(f"token-{number}")
    give(store, range(21))

    assert not store.peers.publish([RUBRIC], SECOND)
    give(store, range(21, 26))
    assert store.peers.publish([RUBRIC], SECOND)


def test_an_edition_is_heeded_however_old_while_its_records_are_still_there(store: Store) -> None:
    give(store, range(20))
    store.peers.publish([RUBRIC], FIRST)
    for number in range(21):
        store.peers.give(f"token-{number}", a_body(number).replace("2026-10", "2028-11"))

    assert not store.peers.publish([RUBRIC], date(2028, 12, 2))
    give_later = [a_body(number).replace("2026-10", "2028-11") for number in range(21, 26)]
    for number, body in enumerate(give_later):
        store.peers.give(f"later-{number}", body)
    assert store.peers.publish([RUBRIC], date(2028, 12, 2))


def test_an_edition_stays_as_it_is_whatever_is_given_or_taken_back(store: Store) -> None:
    give(store, range(20))
    store.peers.publish([RUBRIC], FIRST)

    give(store, range(20, 40))
    store.peers.take_back("token-3")

    edition = store.peers.newest()
    assert edition is not None
    assert edition.groups[EVERYBODY].n == 20


def test_a_member_is_known_by_its_record_as_the_edition_counts_it(store: Store) -> None:
    give(store, range(12))
    store.peers.publish([RUBRIC], FIRST)

    store.peers.give("token-1", a_body(4))

    found = store.peers.membership("token-1")
    assert found.given == a_body(4)
    assert found.counted is not None
    assert found.counted.text() == a_body(1)


# Taking back


def test_what_is_taken_back_is_gone_at_once_and_out_of_the_next_edition(store: Store, database_url: str) -> None:
    give(store, range(20))
    store.peers.publish([RUBRIC], FIRST)

    store.peers.take_back("token-3")

    assert bytes(key_of("token-3")) not in {bytes(row.key_hash) for row in kept(database_url, "peer_record")}
    assert [row.body for row in kept(database_url, "peer_member") if bytes(row.key_hash) == key_of("token-3")] == [None]
    found = store.peers.membership("token-3")
    assert (found.given, found.counted, found.withdrawn) == (None, None, True)

    give(store, range(20, 30))
    assert not store.peers.publish([RUBRIC], SECOND)  # one that left would show among those that came
    for number in range(4, 9):
        store.peers.take_back(f"token-{number}")
    assert store.peers.publish([RUBRIC], SECOND)
    edition = store.peers.newest()
    assert edition is not None
    assert edition.groups[EVERYBODY].n == 24
    assert store.peers.membership("token-3").withdrawn is False


def test_bytes_taken_back_are_not_left_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "peers.db"
    with closing(Store(f"sqlite:///{file}")) as store:
        give(store, range(3))
        rare = a_body(2).replace('"GB"', '"ZQ"')
        store.peers.give("rare", rare)
        assert b'"ZQ"' in b"".join(path.read_bytes() for path in tmp_path.iterdir())

        store.peers.take_back("rare")

        assert b'"ZQ"' not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


# Many servers, odd records


def test_of_servers_that_publish_at_once_one_does(store: Store) -> None:
    give(store, range(15))

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: store.peers.publish([RUBRIC], FIRST), range(4)))

    assert made.count(True) == 1


def test_a_record_of_other_questions_or_that_can_not_be_read_is_left_out(store: Store, database_url: str) -> None:
    other = a_rubric(weights=(2, 1, 1))
    give(store, range(12))
    sheet = a_sheet(1, 1, 1)
    store.peers.give("older", record_of(sheet, score(sheet, rubrics_of(other)), date(2026, 10, 1)).text())
    store.peers.give("broken", "{}")

    assert len(store.peers.pool([RUBRIC])) == 12
    assert store.peers.publish([RUBRIC], FIRST)
    assert len(kept(database_url, "peer_member")) == 12


def test_the_whole_pool_can_be_read_for_export_without_keys(store: Store, database_url: str) -> None:
    give(store, range(5))

    pool = store.peers.pool([RUBRIC])

    versions = {row.version for row in kept(database_url, "peer_record")}
    assert set(pool.ids) == versions
    assert sorted(pool.answers.tolist()) == sorted([[n % 5 + 1, n // 5 + 1, 3] for n in range(5)])


def test_nothing_is_given_through_a_link_that_opens_nothing(store: Store, database_url: str) -> None:
    desk = store.open(store.create(Council(), Scope.FULL, {"area": "1.0.0"}))
    assert desk is not None
    desk.give(a_body())
    desk.take_back()
    desk.erase()

    with pytest.raises(Gone):
        desk.give(a_body())

    assert kept(database_url, "peer_record") == []


def test_an_assessment_and_its_record_go_together_or_not_at_all(store: Store, database_url: str) -> None:
    desk = store.open(store.create(Council(), Scope.FULL, {"area": "1.0.0"}))
    assert desk is not None
    desk.give(a_body())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assessment.store.managed.note", Mock(side_effect=StoreTrouble))
        with pytest.raises(StoreTrouble):
            desk.erase()
    assert len(kept(database_url, "peer_record")) == 1

    desk.erase()

    assert (kept(database_url, "peer_record"), kept(database_url, "assessment")) == ([], [])


def test_a_record_that_is_taken_back_while_an_edition_is_made_is_not_put_back(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(store, range(12))
    leaving = Thread(target=store.peers.take_back, args=("token-3",))

    def meanwhile(*given: Any) -> Edition:
        leaving.start()
        leaving.join(0.5)  # it waits for its turn, or gets in between
        return first_edition(*given)

    monkeypatch.setattr("assessment.store.peers.first_edition", meanwhile)
    assert store.peers.publish([RUBRIC], FIRST)
    leaving.join()

    found = store.peers.membership("token-3")
    assert (found.given, found.counted, found.withdrawn) == (None, None, True)
    assert [row.body for row in kept(database_url, "peer_member")].count(None) == 1


def test_what_a_link_has_names_the_edition_that_it_was_read_with(store: Store) -> None:
    give(store, range(12))
    before = store.peers.membership("token-3")
    store.peers.publish([RUBRIC], FIRST)

    assert before.day is None
    assert store.peers.membership("token-3").day == FIRST
    assert store.peers.edition(FIRST) is not None
    assert store.peers.edition(SECOND) is None


def test_a_level_that_no_question_has_stops_nobody_else(store: Store) -> None:
    give(store, range(12))
    store.peers.give("odd", a_body().replace('"q1": 0', '"q1": 999'))

    assert store.peers.publish([RUBRIC], FIRST)
    assert len(store.peers.pool([RUBRIC])) == 12


def test_an_edition_that_can_not_be_read_shows_nothing_and_no_other_is_made(store: Store, database_url: str) -> None:
    give(store, range(12))
    store.peers.publish([RUBRIC], FIRST)
    with an_engine(database_url) as engine, engine.begin() as connection:
        connection.execute(metadata.tables["peer_edition"].update().values(body="{}"))
    give(store, range(12, 40))

    assert store.peers.newest() is None
    assert not store.peers.publish([RUBRIC], SECOND)


def test_a_record_that_no_edition_may_count_any_more_goes(database_url: str) -> None:
    now = [datetime(2028, 10, 31, tzinfo=UTC)]
    with closing(Store(database_url, clock=lambda: now[0])) as store:
        store.peers.give("old", a_body(1, month=10))
        store.peers.give("new", a_body(2, month=11))
        assert store.old_records.forget() == 0  # 24 months old: still counted
        now[0] = datetime(2028, 11, 1, tzinfo=UTC)

        assert store.old_records.forget() == 1

        assert [store.peers.membership(token).given for token in ("old", "new")] == [None, a_body(2, month=11)]
