"""Databases for tests: a PostgreSQL server of the run's own, and a fresh database for each test.

The server is made with Debian's commands, which need root. Where that can't be, its tests are skipped with the
reason; with MATURITY_REQUIRE_ALL=1 they fail with it instead.
"""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import URL, create_engine, make_url, text

NewDatabase = Callable[[], str]  # its address

COMMANDS = ("pg_createcluster", "pg_ctlcluster", "pg_dropcluster")
INSTALLED = Path("/usr/lib/postgresql")  # where Debian puts each version
# A test's data needn't outlive a power cut
QUICK = ("fsync=off", "full_page_writes=off", "autovacuum=off", "jit=off", "wal_level=minimal", "max_wal_senders=0")
PATIENCE = 120  # seconds

# Waits until the run is over, or was killed, and takes its server away
REAPER = """
cat > /dev/null
pg_dropcluster --stop "$1" "$2"
dropped=$?
rm -rf "$3"
exit $dropped
"""


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a server that only this run uses; its own database `postgres` is for administration."""
    reason = why_not()
    if reason and os.environ.get("MATURITY_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)
    home = Path(tempfile.mkdtemp(prefix="maturity-pg-"))
    home.chmod(0o755)  # the server runs as another user
    with Cluster(home) as cluster:
        yield cluster.url


@pytest.fixture(scope="session")
def emptied_databases() -> list[str]:
    """Addresses to use again: emptying a database takes a twentieth of the time that making one takes."""
    return []


@pytest.fixture
def new_postgres_database(postgres_url: str, emptied_databases: list[str]) -> Iterator[NewDatabase]:
    """Makes empty databases; after the test they are emptied again, whoever is still connected."""
    taken: list[str] = []

    def take() -> str:
        taken.append(emptied_databases.pop() if emptied_databases else make_database(postgres_url))
        return taken[-1]

    yield take
    for url in taken:
        empty_database(url)
        emptied_databases.append(url)


@pytest.fixture
def new_sqlite_database(tmp_path: Path) -> NewDatabase:
    """Gives the addresses of files that don't exist yet."""
    numbers = count(1)
    return lambda: f"sqlite:///{tmp_path / f'assessments-{next(numbers)}.db'}"


@pytest.fixture
def postgres_database(new_postgres_database: NewDatabase) -> str:
    return new_postgres_database()


@pytest.fixture
def sqlite_database(new_sqlite_database: NewDatabase) -> str:
    return new_sqlite_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest) -> NewDatabase:
    """Makes empty databases, of each kind in turn."""
    kind = "new_sqlite_database" if request.param == "sqlite" else "new_postgres_database"
    make: NewDatabase = request.getfixturevalue(kind)
    return make


@pytest.fixture
def database_url(new_database: NewDatabase) -> str:
    """An empty database, of each kind in turn."""
    return new_database()


def why_not() -> str:
    """Why there can be no server here; empty where there can."""
    missing = [command for command in COMMANDS if shutil.which(command) is None]
    if missing:
        return f"no PostgreSQL tests: {', '.join(missing)} not found; install Debian's postgresql"
    if newest_version() is None:
        return f"no PostgreSQL tests: no server below {INSTALLED}; install Debian's postgresql"
    if find_spec("psycopg") is None:
        return "no PostgreSQL tests: psycopg is not installed; install the extra postgres"
    if os.geteuid() != 0:
        return "no PostgreSQL tests: pg_createcluster needs root; run them as root in a container"
    return ""


def newest_version() -> str | None:
    found = [server.parent.parent.name for server in INSTALLED.glob("*/bin/postgres")]
    return max((version for version in found if version.isdigit()), key=int, default=None)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def make_database(server: str) -> str:
    name = f"test_{secrets.token_hex(6)}"
    administer(server, f"CREATE DATABASE {name}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def empty_database(url: str) -> None:
    name = make_url(url).database
    administer(
        url,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid != pg_backend_pid()",
        f"ALTER DATABASE {name} RESET ALL",
        "DROP SCHEMA public CASCADE",
        "CREATE SCHEMA public",
    )


def administer(url: str, *statements: str) -> None:
    """Run statements outside a transaction, as CREATE DATABASE demands."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


class Cluster:
    """A server whose data, log, socket and settings all lie in one folder."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.password = home, free_port(), secrets.token_urlsafe(16)
        self.address = (newest_version() or "", f"maturity{os.getpid()}x{secrets.token_hex(4)}")
        address = URL.create("postgresql", "postgres", self.password, "127.0.0.1", self.port, "postgres")
        self.url = address.render_as_string(hide_password=False)

    def __enter__(self) -> Self:
        settings, words = self.surroundings(), ["sh", "-c", REAPER, "reaper", *self.address, str(self.home)]
        quiet = subprocess.DEVNULL
        self.reaper = subprocess.Popen(
            words, env=settings, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True
        )
        try:
            self.start()
        except BaseException:
            self.reaper.communicate(timeout=PATIENCE)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.reaper.communicate(timeout=PATIENCE)
        if self.reaper.returncode:
            raise RuntimeError(f"the PostgreSQL server {self.address} could not be dropped")

    def start(self) -> None:
        secret = self.home / "password"
        secret.write_text(self.password, encoding="ascii")
        shutil.chown(secret, "postgres")
        secret.chmod(0o400)
        where = ["-p", str(self.port), "-d", self.inside("data"), "-l", self.inside("log"), "-s", self.inside("socket")]
        settings = [part for setting in QUICK for part in ("-o", setting)]
        language = ["-e", "UTF8", "--locale", "C.UTF-8"]
        login = ["--", "--auth-local=peer", "--auth-host=scram-sha-256", f"--pwfile={secret}"]
        self.run("pg_createcluster", *where, *settings, *language, "--start-conf=manual", *self.address, *login)
        self.run("pg_ctlcluster", *self.address, "start")

    def inside(self, name: str) -> str:
        return str(self.home / name)

    def surroundings(self) -> dict[str, str]:
        return {**os.environ, "PG_CLUSTER_CONF_ROOT": self.inside("settings")}

    def run(self, *command: str) -> None:
        done = subprocess.run(
            command,
            env=self.surroundings(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed ({done.returncode}): {done.stdout}{done.stderr}")
