"""One address does its worst, a tenth of it, or the part that MATURITY_ATTACKS names; others are answered meanwhile."""

import os
import re
from pathlib import Path

import pytest

from tests.benchmarks.attacks import ATTACKS, Report, watched
from tests.serving import Server

PART = float(os.environ.get("MATURITY_ATTACKS", "0.1"))
LIMITS = {"MATURITY_NEW_AN_HOUR": 60, "MATURITY_WRONG_AN_HOUR": 120, "MATURITY_OPEN_CONNECTIONS": 300}


def attacked(tmp_path: Path, name: str) -> Report:
    limits = {limit: str(max(1, int(number * min(PART, 1)))) for limit, number in LIMITS.items()}
    server = Server(tmp_path, **limits).start()
    try:
        return watched(server, ATTACKS[name], PART)
    finally:
        server.stop()


class WithFewFiles(Server):
    """Not more of them than the attack has connections, whatever the server asks for."""

    soft, hard = 256, 1024

    def command(self) -> list[str]:
        limits = f"ulimit -Sn {self.soft}; ulimit -Hn {self.hard}"
        return ["sh", "-c", f'{limits}; exec "$@"', "sh", *super().command()]


def test_more_silent_connections_than_files_leave_others_theirs(tmp_path: Path) -> None:
    server = WithFewFiles(tmp_path, MATURITY_OPEN_CONNECTIONS="300").start()
    try:
        assert server.process
        (opened,) = re.findall(r"Max open files +(\d+)", Path(f"/proc/{server.process.pid}/limits").read_text())
        assert int(opened) == server.hard  # as many as it may have

        report = watched(server, ATTACKS["silent"], 1)

        assert report.met == {"ended": 1050}
        assert report.unanswered == []
        assert report.log < 20_000  # bytes
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("name", "passed", "most"),
    [
        ("silent", "still open", 0),
        ("uploads", "204", 2),  # of five megabytes each
        ("begins", "begun", 60 * PART),
        ("wrong links", "404", 120 * PART),
    ],
)
def test_others_are_answered_and_the_limits_hold(tmp_path: Path, name: str, passed: str, most: float) -> None:
    report = attacked(tmp_path, name)

    assert report.tried > most
    assert report.met[passed] <= most
    assert report.met["not connected"] == 0
    assert len(report.others) > 1
    assert report.unanswered == []
    assert report.log < 20_000  # bytes
