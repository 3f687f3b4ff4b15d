"""The app as its users meet it: a process of its own that listens on a free port of 127.0.0.1."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "assessment" / "ui" / "shell"
MATURITY = Path(sys.executable).with_name("maturity")
START_SECONDS = 60
LIMITS = ("MATURITY_NEW_AN_HOUR", "MATURITY_WRONG_AN_HOUR", "MATURITY_OPEN_CONNECTIONS")
PLENTY = dict.fromkeys(LIMITS, "99999")  # all visitors of the tests have one address
LOG_LINES = 80  # that a failing test shows


def require(reason: str) -> None:
    """Skip with a reason; where everything is required, as in CI, fail with it."""
    if os.environ.get("MATURITY_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


class Server:
    """One app on one database, started as the README says. `kill` is a power cut as far as the process is concerned."""

    address = "127.0.0.1"
    base = ""  # the path below which the app stands

    def __init__(self, home: Path, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind((self.address, 0))
            self.port = probe.getsockname()[1]
        self.database = home / "assessments.db"
        self.log = home / "server.log"
        self.url = f"http://{self.address}:{self.port}{self.base}"
        self.home = home
        self.environment = {
            "MATURITY_DATABASE_URL": f"sqlite:///{self.database}",
            "STREAMLIT_SERVER_HEADLESS": "true",  # opens no browser on the machine that tests
            **PLENTY,
            **environment,
        }
        # Streamlit puts this folder on the path while a script runs. Where coverage sees the path change it takes out
        # of `sys.modules` what another thread imports just then, and that visitor gets an error.
        self.environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(SCRIPTS), os.environ.get("PYTHONPATH"))))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                cwd=self.folder(),
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.wait()
        return self

    def command(self) -> list[str]:
        return [str(MATURITY), "run", "--port", str(self.port)]

    def folder(self) -> Path:
        return self.home

    def wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while not self.healthy():
            if self.process is None or self.process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise RuntimeError(f"the app did not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/ready", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One app for all tests that leave it as they found it."""
    running = Server(tmp_path_factory.mktemp("server")).start()
    yield running
    running.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """An app of the test's own, to stop, kill or look into."""
    running = Server(tmp_path).start()
    yield running
    running.stop()


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium, with everything off that would look for the outside world."""
    found = chromium()
    if found is None:
        require("needs Chromium (Debian: apt-get install chromium), or its path in CHROMIUM")
    switches = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"]
    switches += ["disable-component-update", "disable-sync", "disable-dev-shm-usage"]
    return {"executable_path": found, "args": [f"--{switch}" for switch in switches]}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure on a page has its cause in the server's log, which is gone when the test ends."""
    report = yield
    if report.failed:
        servers = (found for found in getattr(item, "funcargs", {}).values() if isinstance(found, Server))
        for one in servers:
            lines = one.log.read_text().splitlines()
            report.sections.append(("the app's log", "\n".join(lines[-LOG_LINES:])))
    return report
