"""What keeps the server from starting is one sentence and an end, not a hundred lines of several libraries."""

import os
import re
import resource
import socket
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest

from assessment.instrument import Council, Scope
from assessment.store import Store
from tests.serving import MATURITY, ROOT
from tests.store.looking import run

SECONDS = 60
THIS = re.escape(version("council-digital-maturity"))
WAYS = {
    "maturity run": [str(MATURITY), "run"],
    "streamlit run": [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")],
}


def start(way: str, home: Path, limit: int = 0, **environment: str) -> tuple[int, str]:
    """How a server ended, and what it said. `limit`: the most bytes that a file may have, as on a disk that is full."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = {"STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_HEADLESS": "true", **environment}
    done = subprocess.run(
        WAYS[way],
        cwd=home if way == "maturity run" else ROOT,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None,
    )
    return done.returncode, done.stdout + done.stderr


def newer(url: str) -> str:
    Store(url).close()
    run(url, "UPDATE alembic_version SET version_num = '9999'")
    run(url, "UPDATE program SET needed = '7.3.0'")
    return url


def much_newer(url: str) -> str:
    """Of a program that keeps such facts elsewhere."""
    newer(url)
    run(url, "DROP TABLE program")
    return url


def a_picture(url: str) -> str:
    Path(url.removeprefix("sqlite:///")).write_bytes(b"\x89PNG" * 1000)
    return url


CASES = {
    "an address of nothing": (lambda _: "file.db", "MATURITY_DATABASE_URL: is no address of a database"),
    "a database that nobody knows": (lambda _: "oracle://me@host/x", "MATURITY_DATABASE_URL: is no address"),
    "a port that is none": (lambda _: "postgresql://me@host:port/x", "MATURITY_DATABASE_URL: is no address"),
    "a folder that is not there": (lambda url: url.replace("/a.db", "/none/a.db"), "can't be opened or made; see that"),
    "a newer database": (newer, rf"this is {THIS}; install version 7\.3\.0 or later"),
    "a much newer one": (much_newer, rf"this is {THIS}; install the version that wrote it"),
    "a file of another kind": (a_picture, "is a file of another kind; name another one"),
    "a server that is not there": (lambda _: "postgresql://me@127.0.0.1:9/x", "can't be opened: .*"),
}


@pytest.mark.parametrize(
    ("way", "case"), [*(("maturity run", case) for case in CASES), ("streamlit run", "a newer database")]
)
def test_what_is_wrong_with_the_database_is_one_sentence(tmp_path: Path, way: str, case: str) -> None:
    make, told = CASES[case]

    code, said = start(way, tmp_path, MATURITY_DATABASE_URL=make(f"sqlite:///{tmp_path}/a.db"))

    assert code == 1
    lines = said.strip().splitlines()
    assert len(lines) == 1, said
    assert re.search(told, lines[0]), said
    assert re.match("(the database|MATURITY_DATABASE_URL): ", lines[0])


@pytest.mark.skipif(sys.platform != "linux", reason="limits a file's size as Linux does")
@pytest.mark.parametrize("begun", [False, True])
def test_a_full_disk_is_one_sentence(tmp_path: Path, *, begun: bool) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    if begun:
        with closing(Store(url)) as store:
            store.create(Council(name="Ashford"), Scope.FULL, {})
        run(url, "UPDATE alembic_version SET version_num = '0003'")
        run(url, "DROP TABLE probe")
        run(url, "DROP TABLE program")

    code, said = start("maturity run", tmp_path, limit=4096, MATURITY_DATABASE_URL=url)

    assert code == 1
    assert len(said.strip().splitlines()) == 1, said
    assert re.search("the disk is full|the disk says no", said)


def test_an_own_folder_of_rubrics_that_can_not_be_read_names_every_problem(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("format: rubric/1\n")

    code, said = start("maturity run", tmp_path, MATURITY_RUBRICS=str(tmp_path))

    assert code == 1
    assert "Traceback" not in said
    assert all(line.startswith("one.yaml") for line in said.strip().splitlines())


def test_a_number_of_connections_that_is_none_is_named(tmp_path: Path) -> None:
    code, said = start("maturity run", tmp_path, MATURITY_DATABASE_CONNECTIONS="many")

    assert (code, said.strip()) == (1, "MATURITY_DATABASE_CONNECTIONS: must be a whole number from 1 to 9999")
