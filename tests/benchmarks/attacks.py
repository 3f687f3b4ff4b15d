"""What one address can do to a server, and what others notice of it: `python -m tests.benchmarks.attacks`.

1,050 connections that say nothing, 200 uploads to one tab, 500 assessments begun, 2,000 wrong links; meanwhile somebody
at another address asks for the first page again and again.
"""

import argparse
import os
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Event, Thread

from tests.benchmarks.figures import load_of_others, memory_mb, p95
from tests.serving import LIMITS, Server
from tests.visitor import Visitor

US, OTHERS = "127.0.0.1", "127.0.0.9"
FIVE_MB = b" " * (5 * 1024 * 1024 - 1000)


@dataclass
class Report:
    """Sizes in MB and bytes, times in milliseconds."""

    tried: int = 0
    met: Counter[str] = field(default_factory=Counter)  # what came of it
    memory: tuple[float, float] = (0, 0)  # before, and the most meanwhile
    log: int = 0
    others: list[float] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        met = ", ".join(f"{times} {what}" for what, times in sorted(self.met.items()))
        others = f"{median(self.others):.0f} ms, p95 {p95(self.others):.0f} ms" if self.others else "no answer"
        return (
            f"{self.tried} tried: {met}; memory {self.memory[0]:.0f} to {self.memory[1]:.0f} MB; "
            f"log {self.log:,} bytes; "
            f"others {len(self.others)} answers, {others}, {len(self.unanswered)} not answered"
        )


Attack = Callable[[Server, float, Report], None]


def silent(server: Server, part: float, report: Report) -> None:
    """Connections that say nothing, until the server ends them."""
    with ExitStack() as all_lines:
        lines = []
        for _ in range(int(1050 * part)):
            report.tried += 1
            try:
                lines.append(all_lines.enter_context(socket.create_connection((US, server.port), 5)))
            except OSError:
                report.met["not connected"] += 1
        for line in lines:
            line.settimeout(30)
            try:
                report.met["ended" if not line.recv(1) else "answered"] += 1
            except ConnectionResetError:
                report.met["ended"] += 1
            except TimeoutError:
                report.met["still open"] += 1


def uploads(server: Server, part: float, report: Report) -> None:
    visitor = Visitor(server.port)
    with visitor.at() as tab:
        for number in range(int(200 * part)):
            report.tried += 1
            report.met[str(visitor.upload(tab.id, str(number), FIVE_MB)[0])] += 1


def begins(server: Server, part: float, report: Report) -> None:
    for _ in range(int(500 * part)):
        report.tried += 1
        with Visitor(server.port).at() as tab:
            tab.press("Begin")
            report.met["begun" if tab.is_begun() else "refused"] += 1


def wrong_links(server: Server, part: float, report: Report) -> None:
    visitor = Visitor(server.port)
    for number in range(int(2000 * part)):
        report.tried += 1
        body = f"token={number:043}".encode()
        report.met[str(visitor.ask("POST", "/open", body, Sec_Fetch_Site="same-origin")[0])] += 1


ATTACKS: dict[str, Attack] = {"silent": silent, "uploads": uploads, "begins": begins, "wrong links": wrong_links}


def watched(server: Server, attack: Attack, part: float) -> Report:
    """The attack, and what it costs."""
    assert server.process
    report, over, pid = Report(), Event(), server.process.pid
    with Visitor(server.port, OTHERS).at():
        pass
    before, log = warm(pid), server.log.stat().st_size
    most = [before]

    def ask() -> None:
        while not over.is_set():
            began = time.perf_counter()
            try:
                status, _, _ = Visitor(server.port, OTHERS).ask("GET", "/")
                if status != 200:
                    report.unanswered.append(str(status))
            except OSError as error:
                report.unanswered.append(repr(error))
            report.others.append(1000 * (time.perf_counter() - began))
            most.append(memory_mb(pid))
            over.wait(0.1)

    other = Thread(target=ask)
    other.start()
    try:
        attack(server, part, report)
    finally:
        over.set()
        other.join()
    report.memory, report.log = (before, max(most)), server.log.stat().st_size - log
    return report


def warm(pid: int) -> float:
    """The memory of a server that has loaded what it loads after its start, in MB."""
    found, last = memory_mb(pid), 0.0
    while abs(found - last) > 1:
        time.sleep(2)
        found, last = memory_mb(pid), found
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("attacks", nargs="*", help=f"some of: {', '.join(ATTACKS)}; all without any")
    parser.add_argument("--part", type=float, default=1.0, help="of the full measure")
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, load average {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    for name in given.attacks or ATTACKS:
        with tempfile.TemporaryDirectory() as home, load_of_others() as load:
            server = Server(Path(home))
            for limit in LIMITS:  # as they are where nobody says otherwise
                del server.environment[limit]
            server.start()
            try:
                print(f"{name}: {watched(server, ATTACKS[name], given.part)}", flush=True)
            finally:
                server.stop()
        print(f"  load of others {load.others or 0:.0f} % of a core")


if __name__ == "__main__":
    main()
