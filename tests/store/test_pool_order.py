"""Nothing in the database tells in which order records were given: from that, one could tell whose they are."""

import sqlite3
from contextlib import closing

import pytest

from assessment.store import Store
from assessment.store.peers import key_of
from tests.store.looking import back_to, file_of, run
from tests.store.test_older_databases import restored

GIVEN = [f"token-{number}" for number in range(30)]


def stored(url: str) -> list[bytes]:
    """The records' keys as they lie in the table."""
    return [bytes(row[0]) for row in run(url, "SELECT * FROM peer_record")]


def is_told(url: str) -> bool:
    """Whether the order in which they lie is that in which they were given: by chance once in 10^32."""
    keys = [key_of(token) for token in GIVEN]
    return [key for key in stored(url) if key in keys] == keys


def test_records_lie_in_random_order(database_url: str) -> None:
    with closing(Store(database_url)) as store:
        for number, token in enumerate(GIVEN):
            store.peers.give(token, f"record {number}")

        assert sorted(stored(database_url)) == sorted(map(key_of, GIVEN))
        assert not is_told(database_url)
        assert [store.peers.membership(token).given for token in GIVEN[:2]] == ["record 0", "record 1"]


def test_on_postgresql_no_record_was_written_before_another(postgres_database: str) -> None:
    with closing(Store(postgres_database)) as store:
        for token in GIVEN:
            store.peers.give(token, "a record")

    assert len(run(postgres_database, "SELECT DISTINCT xmin FROM peer_record")) == 1


@pytest.mark.parametrize("table", ["peer_record", "peer_member", "peer_edition"])
def test_on_sqlite_no_row_of_the_pool_has_a_number(sqlite_database: str, table: str) -> None:
    Store(sqlite_database).close()

    with (
        closing(sqlite3.connect(file_of(sqlite_database))) as file,
        pytest.raises(sqlite3.OperationalError, match="no such column: rowid"),
    ):
        file.execute(f"SELECT rowid FROM {table}")


def test_an_older_databases_records_are_shuffled(database_url: str) -> None:
    restored(database_url).close()
    before = set(stored(database_url))
    back_to(database_url, "0007")
    if database_url.startswith("sqlite"):
        run(database_url, "DROP TABLE peer_record")
        run(database_url, "CREATE TABLE peer_record (key_hash BLOB PRIMARY KEY, version TEXT, body TEXT)")
    blob = "X'{}'" if database_url.startswith("sqlite") else "'\\x{}'"
    for token in GIVEN:
        key = blob.format(key_of(token).hex())
        run(database_url, f"INSERT INTO peer_record (key_hash, version, body) VALUES ({key}, 'v', 'a record')")
    assert is_told(database_url)

    Store(database_url).close()

    assert not is_told(database_url)
    assert {*map(key_of, GIVEN)} <= set(stored(database_url)) <= {*map(key_of, GIVEN), *before}
