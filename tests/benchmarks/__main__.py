"""Measure the product against a bare Streamlit page: `python -m tests.benchmarks`, about twenty minutes.

Floor and product take turns within one run, so that what else the machine does slows both alike; the ratios are what
counts, the milliseconds are this machine's. `others` says how much of one core other programs used meanwhile: with
more than about 20 % measure again later, the p95 above all. Nothing is asserted.
"""

import argparse
import os
import signal
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.benchmarks import (
    bench_click,
    bench_engine,
    bench_packs,
    bench_pages,
    bench_peers,
    bench_plan,
    bench_processes,
    bench_rooms,
    bench_sessions,
)
from tests.benchmarks.figures import Table
from tests.benchmarks.servers import Field, started
from tests.serving import chromium

PARTS = ("engine", "peers", "packs", "first", "phone", "click", "results", "sessions", "processes", "rooms")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SWITCHES += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", help=f"some of: {', '.join(PARTS)}; all without any")
    parser.add_argument("--changed", type=Path, metavar="FOLDER", help="another checkout, measured in the same turns")
    parser.add_argument("--rounds", type=int, help="turns of each part, instead of its usual number")
    parser.add_argument("--people", type=int, default=100, help="open sessions")
    parser.add_argument("--seconds", type=float, default=60, help="how long they are measured")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    parts = given.parts or PARTS
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are stopped then too
    table = Table()
    print(f"{os.cpu_count()} cores, load average {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    table.head()
    if "engine" in parts:
        bench_engine.engine(table, given.rounds or 200)
        bench_plan.plans(table, given.rounds or 20)
    if "peers" in parts:
        bench_peers.peers(table, given.rounds or 10)
    if "packs" in parts:
        bench_packs.packs(table, given.rounds or 10)
    if set(parts) - {"engine", "peers", "packs", "processes"}:
        with started(given.changed) as field:
            in_the_browser(field, table, parts, given.rounds)
            if "sessions" in parts:
                bench_sessions.sessions(field, table, given.people, given.seconds)
            if "rooms" in parts:
                bench_rooms.rooms(field, table)
    if "processes" in parts:
        bench_processes.processes(table, given.people, given.seconds, given.rounds or 2)
    for note in table.notes:
        print(note)


def in_the_browser(field: Field, table: Table, parts: list[str], rounds: int | None) -> None:
    if not {"first", "phone", "click", "results"} & set(parts):
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        if "first" in parts:
            bench_pages.first_question(browser, field, table, rounds or 20)
        if "phone" in parts:
            bench_pages.on_a_phone(browser, field, table, rounds or 10)
        if "click" in parts:
            bench_click.clicks(browser, field, table, rounds or 150)
        if "results" in parts:
            bench_pages.results(browser, field, table, rounds or 15)
        browser.close()


main()
