"""Scoring one full answer file, beside the same means in plain floats; and how it would stand under other weights."""

import time
from collections.abc import Callable, Sequence

from assessment.files import load_rubrics, newest_of, shipped_rubrics
from assessment.scoring import robustness, score
from tests.benchmarks.figures import Table, Times, load_of_others
from tests.benchmarks.servers import full_sheet

CAP = 2  # what a level counts for at most without evidence
Rated = tuple[str, int, int, int, bool]  # theme, weight, level, highest level, with evidence


def engine(table: Table, rounds: int) -> None:
    rubrics = load_rubrics(shipped_rubrics())
    sheet = full_sheet()
    areas = [
        [
            (question.theme, question.weight, answer.level or 0, question.top, bool(answer.evidence))
            for question in rubric.questions
            for answer in [sheet.answer(rubric.id, question.id)]
        ]
        for rubric in newest_of(rubrics)
    ]
    scored, floats = score(sheet, rubrics).overall.scores.score, plain_means(areas)
    if scored is None or abs(float(scored.value) - floats) > 1e-9:
        raise AssertionError(f"the two ways disagree: {scored} and {floats}")
    ways: dict[str, Callable[[], object]] = {
        "floor": lambda: plain_means(areas),
        "ours": lambda: score(sheet, rubrics),
    }
    timed(table, "score of a full file", ways, rounds, "<= 5 ms")
    result = score(sheet, rubrics)
    ways = {"floor": lambda: score(sheet, rubrics), "ours": lambda: robustness(result)}
    timed(table, "it under other weights", ways, rounds, "<= 2 x")


def timed(table: Table, what: str, ways: dict[str, Callable[[], object]], rounds: int, goal: str) -> None:
    times: Times = {name: [] for name in ways}
    with load_of_others() as load:
        for _ in range(rounds):
            for name, way in ways.items():
                began = time.thread_time()  # nothing is waited for, so other programs need not count
                way()
                times[name].append(1000 * (time.thread_time() - began))
    table.add(what, times, goal, load, digits=2)


def plain_means(areas: Sequence[Sequence[Rated]]) -> float:
    """Score, lowest, highest, evidenced score and lowest without exceptions of each area, and the first three of each
    theme; returns the overall score.
    """
    scores = []
    for rated in areas:
        themes: dict[str, list[Rated]] = {}
        for one in rated:
            themes.setdefault(one[0], []).append(one)
        scores.append(plain_mean(rated))
        for _ in ("lowest", "highest", "lowest without exceptions"):
            plain_mean(rated)
        plain_mean(
            [(theme, w, level if shown else min(level, CAP), top, shown) for theme, w, level, top, shown in rated]
        )
        for of_theme in themes.values():
            for _ in ("score", "lowest", "highest"):
                plain_mean(of_theme)
    return sum(scores) / len(scores)


def plain_mean(rated: Sequence[Rated]) -> float:
    total = weight = 0.0
    for _, its_weight, level, top, _ in rated:
        total += its_weight * level / top
        weight += its_weight
    return 100 * total / weight
