"""The peer pool: a million records scored, one position among them, and which groups of 20,000 may be shown."""

import time
import tracemalloc
from collections.abc import Callable

import numpy as np

from assessment.figures import quantile
from assessment.peers import NOT_APPLICABLE, UNKNOWN, PeerPool
from assessment.peers.disclosure import release
from assessment.peers.editions import cells_in, in_group
from assessment.peers.groups import Group
from assessment.peers.positions import position_of
from assessment.peers.records import GRID
from tests.benchmarks.figures import Table, Times, load_of_others
from tests.builders import a_rubric

RECORDS, SMALL = 1_000_000, 20_000
BLOCK = 8192
AREAS = (13, 12, 13, 12)  # 50 questions


def peers(table: Table, rounds: int) -> None:
    pool = random_pool(RECORDS)
    agree(pool)
    memory(pool, table)
    times: Times = {"floor": [], "ours": []}
    ways: dict[str, Callable[[], object]] = {
        "floor": lambda: plain_scores(pool),
        "ours": lambda: pool.kernel.score(pool.answers),
    }
    measured(table, f"score {RECORDS:,} records", times, ways, rounds, "<= 1.3 x")
    positions(pool, table, rounds)
    disclosure(table, rounds)


def measured(
    table: Table, name: str, times: Times, ways: dict[str, Callable[[], object]], rounds: int, goal: str
) -> None:
    with load_of_others() as load:
        for _ in range(rounds):
            for way, run in ways.items():
                began = time.process_time()
                run()
                times[way].append(1000 * (time.process_time() - began))
    table.add(name, times, goal, load, digits=1)


def random_pool(n: int) -> PeerPool:
    random = np.random.default_rng(1)
    rubrics = tuple(
        a_rubric(weights=(1, 2) * 6 + (1,) * (size - 12), id=f"area-{size}-{at}") for at, size in enumerate(AREAS)
    )
    answers = random.integers(1, 6, size=(n, sum(AREAS)), dtype=np.uint8)
    answers[random.random(answers.shape, dtype=np.float32) < 0.06] = UNKNOWN
    answers[random.random(answers.shape, dtype=np.float32) < 0.02] = NOT_APPLICABLE
    country, kind, band = (random.integers(1, size, n) for size in (40, GRID[1], GRID[2]))
    month, evidenced = np.full(n, 12 * 2026, dtype=np.int32), np.zeros(n, dtype=np.int32)
    return PeerPool(
        rubrics,
        answers,
        country.astype(np.int16),
        kind.astype(np.int8),
        band.astype(np.int8),
        month,
        evidenced,
        range(n),
    )


def plain_scores(pool: PeerPool) -> np.ndarray:
    """The same scores by the shortest numpy: in blocks, with tables of what a code is worth and whether it counts."""
    worth = np.zeros(256)
    worth[1:6] = np.arange(5) / 4
    known = np.zeros(256)
    known[1:6] = 1
    edges = np.cumsum((0, *AREAS))
    weights = np.zeros((edges[-1], len(AREAS)))
    for area, rubric in enumerate(pool.rubrics):
        weights[edges[area] : edges[area + 1], area] = [question.weight for question in rubric.questions]
    scores = np.empty((len(pool), len(AREAS) + 1))
    for start in range(0, len(pool), BLOCK):
        block = pool.answers[start : start + BLOCK]
        areas = 100 * (worth[block] @ weights) / (known[block] @ weights)
        scores[start : start + BLOCK, 1:] = areas
        scores[start : start + BLOCK, 0] = areas.mean(axis=1)
    return scores


def agree(pool: PeerPool) -> None:
    few = pool.take(np.arange(5000))
    plain, ours = plain_scores(few), few.scored
    if not np.allclose(plain[:, 0], ours.overall) or not np.allclose(plain[:, 1:], ours.areas):
        raise AssertionError("the two ways disagree")


def memory(pool: PeerPool, table: Table) -> None:
    tracemalloc.start()
    scored = pool.kernel.score(pool.answers)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    array = pool.answers.nbytes
    table.notes.append(
        f"Scoring {len(scored.overall):,} records takes {(array + peak) / array:.2f} times the memory of their array, "
        f"the array included (goal: at most 3)."
    )


def positions(pool: PeerPool, table: Table, rounds: int) -> None:
    """A filtered position among a seventh of all: the group is sought, put in order, counted, its quartiles taken. For
    comparison, the plain median of the same group.
    """
    scores = pool.scored.overall
    group = Group(band=3)
    ways: dict[str, Callable[[], object]] = {
        "floor": lambda: quantile(np.sort(scores[pool.band == 3]), 0.5),
        "ours": lambda: position_of(np.sort(scores[in_group(pool, group)]), 50.0, 40.0, 60.0),
    }
    measured(table, "one filtered position", {"floor": [], "ours": []}, ways, 10 * rounds, "<= 20 ms")


def disclosure(table: Table, rounds: int) -> None:
    pool = random_pool(SMALL)
    cells = cells_in(pool)
    ways: dict[str, Callable[[], object]] = {
        "floor": lambda: cells_in(pool),
        "ours": lambda: release(cells),
    }
    measured(table, f"groups of {SMALL:,} records", {"floor": [], "ours": []}, ways, rounds, "<= 1000 ms")
    table.notes.append(f"{len(release(cells).shown):,} groups of {SMALL:,} records may be shown.")
