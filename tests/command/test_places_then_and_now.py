"""`maturity benchmark --pool-before`: the place then and now among the councils in both files, as text and as JSON."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from assessment.command import app
from assessment.files import demo_pool, dump_answers, load_rubrics, newest_of, save_pool, shipped_rubrics
from assessment.instrument import Answer, AnswerSheet, Council
from assessment.peers import PeerPool, country_code

KNOWN = load_rubrics(shipped_rubrics())
NEWEST = newest_of(KNOWN)
THEN, NOW = date(2025, 5, 14), date(2026, 5, 14)


def a_sheet(level: int, day: date, versions: dict[str, str] | None = None) -> AnswerSheet:
    asked = [KNOWN[one.id, (versions or {}).get(one.id, one.version)] for one in NEWEST]
    answers = {one.id: {q.id: Answer(level=min(level, q.top)) for q in one.questions} for one in asked}
    rubrics = {one.id: one.version for one in asked}
    return AnswerSheet(date=day, council=Council(name="Ashby"), rubrics=rubrics, answers=answers)


def a_pool(n: int = 60, versions: dict[str, str] | None = None) -> PeerPool:
    asked = [KNOWN[one.id, (versions or {}).get(one.id, one.version)] for one in NEWEST]
    pool = demo_pool(asked, n)
    return replace(pool, country=np.full_like(pool.country, country_code("GB")), ids=[f"r{at:04}" for at in range(n)])


def grown(pool: PeerPool) -> PeerPool:
    """A year later: each answered one level higher."""
    codes = pool.answers
    return replace(pool, answers=np.where((codes > 0) & (codes < 4), codes + 1, codes).astype(np.uint8))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    save_pool(a_pool(), tmp_path / "old.csv")
    save_pool(grown(a_pool()), tmp_path / "new.csv")
    (tmp_path / "old.json").write_bytes(dump_answers(a_sheet(1, THEN)))
    (tmp_path / "new.json").write_bytes(dump_answers(a_sheet(4, NOW)))
    return tmp_path


def benchmark(files: Path, *more: str) -> Result:
    given = [str(files / "new.json"), "--pool", str(files / "new.csv"), "--pool-before", str(files / "old.csv")]
    return CliRunner().invoke(app, ["benchmark", *given, "--compare-with", str(files / "old.json"), *more])


def test_the_place_then_and_now_is_among_the_same_others(files: Path) -> None:
    done = benchmark(files, "--record", "r0007")

    assert done.exit_code == 0
    part = done.stdout.split("Place then and now, among the councils in both files\n")[1].split("\n\n")[0]
    others, then, now, *_ = part.splitlines()
    assert others.startswith("The same 5")
    assert then.startswith("  Overall then 25: at about percentile ")
    assert now.startswith("  Overall now 100: at about percentile 95 or more")
    found = json.loads(benchmark(files, "--record", "r0007", "--json").stdout)["peers_since"]
    assert f"The same {found['n']} others" in part
    for when, line in (("before", then), ("after", now)):
        assert f"at about percentile {found[when]['overall']['rank']}" in line
        assert f"the median of {found['n']} others ({found[when]['overall']['median']})" in line


def test_the_order_of_the_records_changes_nothing(files: Path) -> None:
    first = benchmark(files, "--json").stdout
    assert json.loads(first)["peers_since"]["n"] > 20
    save_pool(a_pool().take(np.arange(60)[::-1]), files / "old.csv")

    assert benchmark(files, "--json").stdout == first


def test_where_one_council_came_no_place_is_shown(files: Path) -> None:
    save_pool(a_pool(61), files / "new.csv")

    said = benchmark(files).stdout

    assert "Not shown. The councils that are in both files are not shown as a group" in said
    assert "Overall then" not in said
    refused = json.loads(benchmark(files, "--json").stdout)["peers_since"]
    assert list(refused) == ["refused"]


def test_an_earlier_pool_may_have_answered_the_earlier_questions(files: Path) -> None:
    versions = {one.id: "1.0.0" for one in NEWEST}
    save_pool(a_pool(versions=versions), files / "old.csv")
    (files / "old.json").write_bytes(dump_answers(a_sheet(1, THEN, versions)))

    said = benchmark(files).stdout

    assert "The questions changed in between: compare the places, not the scores." in said
    assert "Overall then 25: " in said


def test_a_record_of_another_country_is_named(files: Path) -> None:
    pool = a_pool()
    pool.country[3] = country_code("NL")
    save_pool(pool, files / "old.csv")

    done = benchmark(files)

    assert done.exit_code == 1
    assert "r0003: this record is of another country or type in the earlier pool" in done.stderr


@pytest.mark.parametrize("left_out", ["--pool", "--compare-with"])
def test_the_three_go_together(files: Path, left_out: str) -> None:
    given = {"--pool": "new.csv", "--pool-before": "old.csv", "--compare-with": "old.json"}
    options = [text for name, file in given.items() if name != left_out for text in (name, str(files / file))]

    done = CliRunner().invoke(app, ["benchmark", str(files / "new.json"), *options])

    assert done.exit_code == 2
    assert "goes with --pool and --compare-with" in done.stderr
