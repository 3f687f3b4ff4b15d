"""What stands in the files of SQLite, and that no killed server loses an answer."""

import os
import random
import sqlite3
import time
from contextlib import closing
from threading import Event, Thread

import pytest
from sqlalchemy import select

from assessment.instrument import Answer, Council, Scope
from assessment.store import Store, database, managed
from assessment.store.schema import metadata
from tests.store.desks import CORE, Q1, a_desk, at_once, opened, write_secrets
from tests.store.looking import bytes_of, file_of, pragma, run
from tests.store.processes import a_process, save_until_killed


def test_every_pooled_connection_is_safe(sqlite_database: str) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 15_000}

    with closing(Store(sqlite_database)) as store:
        engines = [store.database.reading, store.database.writing] * 3
        connections = [engine.raw_connection() for engine in engines]
        found = [{name: pragma(connection, name) for name in expected} for connection in connections]
        for connection in connections:
            connection.close()

    assert found == [expected] * 6


def test_a_writer_takes_its_lock_before_it_reads_and_a_reader_takes_none(sqlite_database: str) -> None:
    with (
        closing(Store(sqlite_database)) as store,
        closing(sqlite3.connect(file_of(sqlite_database), timeout=0, isolation_level=None)) as other,
    ):
        with store.database.writing.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        with store.database.reading.begin() as connection:
            connection.execute(select(metadata.tables["answer"])).all()
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")


def test_a_deleted_note_is_in_neither_of_the_files(sqlite_database: str) -> None:
    secrets = ["Sherwood-in-a-note", "Sherwood-older-note", "Sherwood-rival", "Sherwood-label", "Sherwood-place"]
    secrets += ["Sherwood-council", "Sherwood-long " * 600]
    with closing(Store(sqlite_database)) as store:
        bystander = a_desk(store)
        bystander.save(Q1, Answer(note="Locksley"), 0)
        desk = a_desk(store)
        write_secrets(store, desk, secrets)
        missing_before = [secret for secret in secrets if secret[:14].encode() not in bytes_of(sqlite_database)]

        desk.erase()

        kept = bytes_of(sqlite_database)
        assert missing_before == []
        assert b"Sherwood" not in kept
        assert b"Locksley" in kept
        assert bystander.entry(Q1).answer == Answer(note="Locksley")


def test_a_deleted_note_is_gone_from_pages_that_had_long_been_written_back(sqlite_database: str) -> None:
    with closing(Store(sqlite_database)) as store:
        desk = a_desk(store)
        write_secrets(store, desk, ["Sherwood-short", "Sherwood-long " * 600])
        run(sqlite_database, "PRAGMA wal_checkpoint(TRUNCATE)")
        in_the_file = b"Sherwood-long" in file_of(sqlite_database).read_bytes()

        desk.erase()

        assert in_the_file
        assert b"Sherwood" not in bytes_of(sqlite_database)


def test_a_deletion_waits_for_a_reader_before_it_clears_the_files(sqlite_database: str) -> None:
    with closing(Store(sqlite_database)) as store:
        desk = a_desk(store)
        desk.save(Q1, Answer(note="Sherwood"), 0)
        reading = Event()

        def read_slowly() -> None:
            with closing(sqlite3.connect(file_of(sqlite_database), isolation_level=None)) as connection:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM answer").fetchone()
                reading.set()
                time.sleep(0.5)

        def delete_meanwhile() -> None:
            reading.wait()
            desk.erase()

        at_once([read_slowly, delete_meanwhile])

        assert b"Sherwood" not in bytes_of(sqlite_database)


def test_a_long_reader_keeps_nobody_waiting_and_the_files_are_cleared_after_it(
    sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SHORT_WAIT", 0)
    monkeypatch.setattr(database, "SECONDS_BETWEEN", 0.05)
    with closing(Store(sqlite_database)) as store:
        desk = a_desk(store)
        desk.save(Q1, Answer(note="Sherwood"), 0)
        with closing(sqlite3.connect(file_of(sqlite_database), isolation_level=None)) as backup:
            backup.execute("BEGIN")
            backup.execute("SELECT count(*) FROM answer").fetchone()

            desk.erase()

            still_there = b"Sherwood" in bytes_of(sqlite_database)
        end = time.monotonic() + 10
        while b"Sherwood" in bytes_of(sqlite_database) and time.monotonic() < end:
            time.sleep(0.05)

        assert still_there  # or the test tests nothing
        assert b"Sherwood" not in bytes_of(sqlite_database)


def test_taking_back_under_a_long_reader_blocks_no_writer_and_leaves_one_thread(
    sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Thread] = []
    monkeypatch.setattr(database, "SHORT_WAIT", 0.3)
    monkeypatch.setattr(database, "Thread", lambda **how: begun.append(Thread(target=lambda: None)) or begun[-1])
    free = []
    with closing(Store(sqlite_database)) as store:
        desks = [a_desk(store) for _ in range(4)]
        for number, desk in enumerate(desks):
            desk.give(f"record {number}")
        with (
            closing(sqlite3.connect(file_of(sqlite_database), isolation_level=None)) as reader,
            closing(sqlite3.connect(file_of(sqlite_database), isolation_level=None, timeout=0)) as writer,
        ):
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM answer").fetchone()
            for desk in desks:
                taking = Thread(target=desk.take_back)
                taking.start()
                while desk.membership().given is not None:
                    time.sleep(0.005)
                while taking.is_alive():
                    try:
                        writer.execute("BEGIN IMMEDIATE")
                        writer.execute("ROLLBACK")
                        free.append(True)
                    except sqlite3.OperationalError:
                        free.append(False)
                    time.sleep(0.01)

    assert free.count(True) > free.count(False)
    assert len(begun) == 1


def test_where_nothing_was_given_nothing_is_emptied(sqlite_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store(sqlite_database)) as store:
        desk = a_desk(store)
        monkeypatch.setattr(managed, "truncate_log", lambda _: pytest.fail("the log was emptied"))

        desk.take_back()


# Imports once; then, for each line of its input, forks a server that saves and says so until it is killed
WORKER = """
import os, sys
from assessment.instrument import Answer
from assessment.store import Key, Store

def work(address, token, turn):
    desk = Store(address).open(token)
    for n in range(1_000_000):
        note = f"{turn}.{n}"
        key = Key("core", f"q{n % 7}")
        desk.save(key, Answer(note=note), desk.entry(key).revision)
        os.write(1, f"saved {note}\\n".encode())

for turn, line in enumerate(sys.stdin):
    child = os.fork()
    if child == 0:
        try:
            work(*line.split(), turn)
        finally:
            os._exit(1)
    os.write(1, f"child {child}\\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no kill -9 here")
def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(sqlite_database: str) -> None:
    with closing(Store(sqlite_database)) as store:
        token = store.create(Council(), Scope.FULL, CORE)
    chance = random.Random(20260514)
    acknowledged: list[str] = []

    with a_process(WORKER) as worker:
        for _ in range(10):
            acknowledged += save_until_killed(worker, sqlite_database, token, chance)

    with closing(Store(sqlite_database)) as store:
        desk = opened(store, token)
        history = desk.history()[::-1]
        kept = [change.after.note for change in history]
        assert len(acknowledged) > 100
        assert [note for note in kept if note in set(acknowledged)] == acknowledged
        assert len(kept) <= len(acknowledged) + 10  # each kill may have come between a commit and its word
        newest = {change.key: change.after for change in history}
        assert {key: entry.answer for key, entry in desk.contents().entries.items()} == newest
        assert desk.revision() == len(kept)
    assert run(sqlite_database, "PRAGMA integrity_check") == [("ok",)]
    assert run(sqlite_database, "PRAGMA foreign_key_check") == []
