"""A backup holds every answer that was called saved before it began; a restore replaces nothing unchecked."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from assessment.instrument import Answer, BadInput
from assessment.store import Key, Store, backup, restore
from tests.postgres import NewDatabase
from tests.serving import MATURITY, ROOT
from tests.store.desks import Q1, a_desk, at_once
from tests.store.looking import back_to, file_of, run

NOW = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
COPIES = int(os.environ.get("MATURITY_BACKUPS", "10"))


def token_and_answer(url: str, note: str) -> str:
    with closing(Store(url)) as store:
        desk = a_desk(store)
        desk.save(Q1, Answer(note=note), 0)
        return desk.add_link("another")


def note_in(url: str, token: str) -> str | None:
    with closing(Store(url)) as store:
        desk = store.open(token)
        return desk.entry(Q1).answer.note if desk else None


def refused(what: str, act: Callable[..., object], *values: object) -> None:
    with pytest.raises(BadInput) as caught:
        act(*values)
    assert what in str(caught.value)


def test_what_was_saved_before_a_backup_is_in_it_though_the_servers_go_on_writing(
    sqlite_database: str, tmp_path: Path
) -> None:
    """A plain copy of the file alone lacks them: they stand in the log."""
    over, saved = Event(), [0]
    lacking, plain = [], 0
    with closing(Store(sqlite_database)) as store:
        desk = a_desk(store)
        token = desk.add_link("reader")

        def write() -> None:
            while not over.is_set():
                key = Key("core", f"q{saved[0] + 1}")
                desk.save(key, Answer(note=f"note {saved[0] + 1}"), 0)
                saved[0] += 1

        def copy() -> None:
            try:
                for number in range(COPIES):
                    before = saved[0]
                    backup(sqlite_database, tmp_path / f"{number}.backup")
                    copies.append(before)
            finally:
                over.set()

        copies: list[int] = []
        at_once([write, copy])
        shutil.copy(file_of(sqlite_database), tmp_path / "plain.db")
        plain = saved[0] - held(tmp_path / "plain.db")

    for number, before in enumerate(copies):
        target = tmp_path / f"restored-{number}.db"
        restore(f"sqlite:///{target}", tmp_path / f"{number}.backup", NOW)
        with closing(Store(f"sqlite:///{target}")) as store:
            desk = store.open(token)
            assert desk is not None
            kept = desk.contents().entries
        lacking += [n for n in range(1, before + 1) if Key("core", f"q{n}") not in kept]

    assert len(copies) == COPIES
    assert copies[-1] > 0
    assert plain > 0  # or this test tests nothing
    assert lacking == []


def test_once_nobody_writes_any_more_a_plain_copy_of_the_file_lacks_nothing(
    sqlite_database: str, tmp_path: Path
) -> None:
    with closing(Store(sqlite_database)) as store:
        desk = a_desk(store)
        desk.save(Q1, Answer(note="kept"), 0)
        shutil.copy(file_of(sqlite_database), tmp_path / "before.db")

        store.look_after(0.05)
        end = time.monotonic() + 20
        while time.monotonic() < end and not held(tmp_path / "after.db"):
            time.sleep(0.05)
            shutil.copy(file_of(sqlite_database), tmp_path / "after.db")

    assert (held(tmp_path / "before.db"), held(tmp_path / "after.db")) == (0, 1)


def held(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        try:
            found: int = connection.execute("SELECT count(*) FROM answer").fetchone()[0]
        except sqlite3.OperationalError:  # not even its tables are in the file
            return 0
        return found


@pytest.mark.skipif(os.name != "posix", reason="rights are told in another way there")
def test_the_database_and_its_backup_are_their_owners_alone(sqlite_database: str, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with closing(Store(sqlite_database)) as store:
            a_desk(store)
            backup(sqlite_database, tmp_path / "a.backup")
            files = [file_of(sqlite_database), Path(f"{file_of(sqlite_database)}-wal"), tmp_path / "a.backup"]
            assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 3
    finally:
        os.umask(before)


def test_a_restore_keeps_the_database_that_was_there(sqlite_database: str, tmp_path: Path) -> None:
    first = token_and_answer(sqlite_database, "before")
    backup(sqlite_database, tmp_path / "a.backup")
    second = token_and_answer(sqlite_database, "after")

    kept = restore(sqlite_database, tmp_path / "a.backup", NOW)

    assert (note_in(sqlite_database, first), note_in(sqlite_database, second)) == ("before", None)
    assert kept is not None
    assert (note_in(f"sqlite:///{kept}", first), note_in(f"sqlite:///{kept}", second)) == ("before", "after")


def test_a_restore_waits_for_nobody_while_a_server_runs(sqlite_database: str, tmp_path: Path) -> None:
    token = token_and_answer(sqlite_database, "before")
    backup(sqlite_database, tmp_path / "a.backup")
    with closing(Store(sqlite_database)) as store:
        desk = store.open(token)
        assert desk is not None
        desk.save(Q1, Answer(note="meanwhile"), desk.entry(Q1).revision)

        refused("is in use; stop the server first", restore, sqlite_database, tmp_path / "a.backup", NOW)

    assert note_in(sqlite_database, token) == "meanwhile"
    assert sorted(file.name for file in tmp_path.iterdir() if ".before-" in file.name) == []


def damaged(file: Path) -> None:
    body = bytearray(file.read_bytes())
    body[len(body) // 2 : len(body) // 2 + 4096] = b"\xff" * 4096
    file.write_bytes(body)


def newer(file: Path) -> None:
    run(f"sqlite:///{file}", "UPDATE alembic_version SET version_num = '9999'")


def somebody_elses(file: Path) -> None:
    file.unlink()
    run(f"sqlite:///{file}", "CREATE TABLE stamps (id INTEGER)")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (damaged, "damaged"),
        (newer, "was made by a newer version of this app; install that one"),
        (somebody_elses, "is no backup of this app, or is damaged"),
        (lambda file: file.write_bytes(b""), "is no backup of this app, or is damaged"),
        (lambda file: file.write_text("dear diary"), "is no backup of this app, or is damaged"),
        (lambda file: file.write_bytes(file.read_bytes()[:9000]), "is no backup of this app, or is damaged"),
        (lambda file: file.unlink(), "is not there"),
    ],
)
def test_what_is_no_whole_backup_replaces_nothing(
    sqlite_database: str, tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    token = token_and_answer(sqlite_database, "kept")
    file = tmp_path / "a.backup"
    backup(sqlite_database, file)
    spoil(file)
    there = sorted(found.name for found in tmp_path.iterdir())

    refused(told, restore, sqlite_database, file, NOW)

    assert note_in(sqlite_database, token) == "kept"
    assert [name for name in sorted(found.name for found in tmp_path.iterdir()) if name not in there] == []


def test_a_damaged_database_is_replaced_and_kept_as_it_is(sqlite_database: str, tmp_path: Path) -> None:
    token = token_and_answer(sqlite_database, "kept")
    backup(sqlite_database, tmp_path / "a.backup")
    file_of(sqlite_database).write_bytes(b"no database at all" * 1000)

    kept = restore(sqlite_database, tmp_path / "a.backup", NOW)

    assert note_in(sqlite_database, token) == "kept"
    assert kept is not None
    assert kept.read_bytes().startswith(b"no database")


def test_a_backup_overwrites_nothing_and_needs_a_database_and_a_folder(sqlite_database: str, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    refused("there is no database yet", backup, sqlite_database, file)
    token_and_answer(sqlite_database, "kept")
    file.write_text("mine")

    refused("exists already and is not overwritten", backup, sqlite_database, file)
    refused("can't be written: No such file or directory", backup, sqlite_database, tmp_path / "none" / "a.backup")

    assert file.read_text() == "mine"


def test_a_disk_without_second_names_gets_a_copy(
    sqlite_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_and_answer(sqlite_database, "kept")
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError))
    backup(sqlite_database, tmp_path / "a.backup")

    kept = restore(sqlite_database, tmp_path / "a.backup", NOW)

    assert note_in(sqlite_database, token) == note_in(f"sqlite:///{kept}", token) == "kept"
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith(".")] == []


@pytest.mark.parametrize("uid", [0, 1234])
def test_a_restored_database_is_its_earlier_owners(
    sqlite_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uid: int
) -> None:
    token_and_answer(sqlite_database, "kept")
    backup(sqlite_database, tmp_path / "a.backup")
    given: list[tuple[int, int]] = []
    before, stat_of = file_of(sqlite_database), Path.stat

    def as_if_of_another(file: Path, **how: bool) -> os.stat_result:
        found = list(stat_of(file, **how))
        return os.stat_result([*found[:4], uid, uid, *found[6:]] if file == before else found)

    monkeypatch.setattr(Path, "stat", as_if_of_another)
    monkeypatch.setattr(os, "chown", lambda _, *ids: given.append(ids))

    restore(sqlite_database, tmp_path / "a.backup", NOW)

    assert given == [(uid, uid)]


def test_on_postgresql_a_damaged_dump_replaces_nothing(new_postgres_database: NewDatabase, tmp_path: Path) -> None:
    url = new_postgres_database().replace("postgresql+psycopg://", "postgresql://")
    token = token_and_answer(url, "kept")
    file = tmp_path / "a.dump"
    shell(url, line_told(backup, url, file))
    file.write_bytes(file.read_bytes()[:-9000])

    with pytest.raises(subprocess.CalledProcessError):
        shell(url, line_told(restore, url, file, NOW))

    assert note_in(url, token) == "kept"


def test_on_postgresql_a_dump_of_an_earlier_version_is_restored_over_a_later_one(
    new_postgres_database: NewDatabase, tmp_path: Path
) -> None:
    url = new_postgres_database().replace("postgresql+psycopg://", "postgresql://")
    token, file = token_and_answer(url, "before"), tmp_path / "a.dump"
    back_to(url, "0003")
    shell(url, line_told(backup, url, file))
    token_and_answer(url, "after")

    shell(url, line_told(restore, url, file, NOW))

    assert note_in(url, token) == "before"


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_on_postgresql_the_lines_that_are_told_work(
    new_postgres_database: NewDatabase, tmp_path: Path, scheme: str
) -> None:
    url = (
        new_postgres_database()
        .replace("postgresql+psycopg://", "postgresql://")
        .replace("postgresql://", f"{scheme}://")
    )
    first = token_and_answer(url, "before")
    file = tmp_path / "it's mine.dump"

    shell(url, line_told(backup, url, file))
    second = token_and_answer(url, "after")
    shell(url, line_told(restore, url, file, NOW))

    assert (note_in(url, first), note_in(url, second)) == ("before", None)


def line_told(act: Callable[..., object], *values: object) -> str:
    with pytest.raises(BadInput) as caught:
        act(*values)
    return str(caught.value).partition("whose own command does this: ")[2]


def shell(url: str, line: str) -> None:
    subprocess.run(["sh", "-c", line], env={**os.environ, "MATURITY_DATABASE_URL": url}, check=True, timeout=60)


def test_the_guide_in_the_readme_brings_everything_back(sqlite_database: str, tmp_path: Path) -> None:
    guide = (ROOT / "README.md").read_text()
    (keep,), (put_back,) = (re.findall(rf"`(maturity {name} [a-z.]+)`", guide) for name in ("backup", "restore"))
    first = token_and_answer(sqlite_database, "before")

    in_a_shell(sqlite_database, keep, tmp_path)
    second = token_and_answer(sqlite_database, "after")
    told = in_a_shell(sqlite_database, put_back, tmp_path)

    assert (note_in(sqlite_database, first), note_in(sqlite_database, second)) == ("before", None)
    (kept,) = tmp_path.glob("*.before-*")
    assert str(kept) in told
    assert "Links that were withdrawn or replaced" in told


def in_a_shell(url: str, line: str, folder: Path) -> str:
    path = f"{MATURITY.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "MATURITY_DATABASE_URL": url, "PATH": path}
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment, check=True, capture_output=True, timeout=60)
    return done.stdout.decode()
