"""One, two and three processes over one PostgreSQL, with the same number of people: what an answer costs must not grow
with the number of processes, so that capacity does.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from sqlalchemy import create_engine, text

from tests.benchmarks.bench_sessions import Tally, crowd, told
from tests.benchmarks.figures import Table, family_seconds, load_of_others, memory_mb
from tests.benchmarks.servers import Product
from tests.postgres import Cluster, make_database, why_not

MOST = 3
WARM_UP_SECONDS = 5  # after the start a server loads what takes long


@dataclass
class Database:
    """One PostgreSQL server, and a database in it."""

    url: str
    pid: int

    def transactions(self) -> int:
        engine = create_engine(self.url.replace("postgresql:", "postgresql+psycopg:", 1))
        with engine.connect() as connection:
            asked = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"
            found = int(connection.execute(text(asked)).scalar_one())
        engine.dispose()
        return found


@contextmanager
def started(database: str, count: int) -> Iterator[list[Product]]:
    with tempfile.TemporaryDirectory(prefix="maturity-bench-") as home:
        begun: list[Product] = []
        try:
            for number in range(count):
                (folder := Path(home) / str(number)).mkdir()
                begun.append(Product(folder, database=database).start())
            time.sleep(WARM_UP_SECONDS)
            yield begun
        finally:
            for program in begun:
                program.stop()


def processes(table: Table, people: int, seconds: float, rounds: int) -> None:
    if reason := why_not():
        print(reason)
        return
    costs: dict[int, list[float]] = {count: [] for count in range(1, MOST + 1)}
    home = Path(tempfile.mkdtemp(prefix="maturity-pg-"))
    home.chmod(0o755)  # the server runs as another user
    with Cluster(home) as cluster:
        pid = int((home / "data" / "postmaster.pid").read_text().split()[0])
        for turn in range(rounds):
            for count in sorted(costs, reverse=turn % 2 == 1):
                costs[count].append(measured(Database(make_database(cluster.url), pid), table, count, people, seconds))
    one = mean(costs[1])
    for count, found in costs.items():
        each = ", ".join(f"{cost:.1f}" for cost in found)
        table.notes.append(
            f"{count} processes: {mean(found):.1f} CPU ms an answer ({each}), {mean(found) / one:.2f} x that of one "
            "(target <= 1.1 x)"
        )


def measured(database: Database, table: Table, count: int, people: int, seconds: float) -> float:
    """CPU milliseconds of all processes for each answer."""
    tally = Tally()
    with started(database.url, count) as programs:
        before = sum(memory_mb(program.process.pid) for program in programs)
        stored, asked, used_there = programs[0].changes(), database.transactions(), family_seconds(database.pid)
        began = time.monotonic()
        with load_of_others() as load:
            used = asyncio.run(crowd(programs, tally, people, seconds))
        length, used_there = time.monotonic() - began, family_seconds(database.pid) - used_there
        asked = database.transactions() - asked
        lost = tally.all_answers - (programs[0].changes() - stored)
    if load.others is not None:
        load.others = max(0.0, load.others - 100 * used_there / length)
    what = f"{people} people, {count} processes"
    table.add(what, {"ours": tally.answers}, "", load)
    table.notes.append(
        f"{what}: {told(tally, used, before, people)}; {asked / length:.1f} transactions/s from the first arrival on, "
        f"PostgreSQL's CPU {100 * used_there / length:.0f} %; {lost} answers lost"
    )
    return 1000 * used.cpu / max(1, len(tally.answers))
