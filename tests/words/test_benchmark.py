"""`maturity benchmark`, `maturity pool` and the document that they print: the same numbers and refusals everywhere."""

import json
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from assessment.command import app
from assessment.files import (
    NOTICE,
    demo_pool,
    demo_sheet,
    dump_answers,
    edition_of,
    load_companions,
    load_pool,
    load_rubrics,
    newest_of,
    save_pool,
    shipped_rubrics,
)
from assessment.instrument import AnswerSheet, Council, Fact, Scope
from assessment.peers import PeerPool, country_code
from assessment.peers.standing import TOO_CLOSE

RUBRICS = newest_of(load_rubrics(shipped_rubrics()))


def maturity(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def renamed(pool: PeerPool, start: str = "council-") -> PeerPool:
    """The invented pool under names that don't say so."""
    ids = [id.replace("demo-", start) for id in pool.ids]
    return PeerPool(pool.rubrics, pool.answers, pool.country, pool.type, pool.band, pool.month, pool.evidenced, ids)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers.json").write_bytes(dump_answers(demo_sheet(RUBRICS)))
    pool = demo_pool(RUBRICS)
    save_pool(pool, tmp_path / "demo.csv")
    save_pool(renamed(pool), tmp_path / "pool.csv")
    return tmp_path


def document(folder: Path, *more: object, pool: str = "pool.csv") -> dict[str, Any]:
    result = maturity("benchmark", folder / "answers.json", "--pool", folder / pool, "--json", *more)
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_command_prints_positions_and_published_figures(folder: Path) -> None:
    result = maturity("benchmark", folder / "answers.json", "--pool", folder / "pool.csv", "--country", "GB")

    assert result.exit_code == 0
    assert "Position among 189 councils in a file (48 % of 397 councils in the United Kingdom" in result.stdout
    assert "Those in the file may differ from those that are not." in result.stdout
    assert "at about percentile 76, in the upper quarter (or upper-middle)" in result.stdout
    kept = "keep one list of AI uses for the whole council, with a named keeper or recent updates; in 2025, 10 % of 128"
    assert kept in result.stdout
    assert (
        "\nFigures to compare exactly, beside the level or a fact: for 27 of 52 questions. Only close" in result.stdout
    )


def test_a_file_that_may_hold_the_readers_own_record_says_so_before_any_position(folder: Path) -> None:
    given_record = ("--record", load_pool(folder / "pool.csv", RUBRICS, date(2026, 11, 1)).pool.ids[5])
    may, left_out = (
        maturity("benchmark", folder / "answers.json", "--pool", folder / "pool.csv", *more).stdout
        for more in ((), given_record)
    )

    first, second = may.split("Position among peers\n")[1].splitlines()[:2]
    assert first.startswith("If your own council is in this file, it may be among the others")
    assert second.startswith("Position among 298 councils")
    assert "If your own council" not in left_out


def test_one_weak_area_leaves_the_others_their_positions(folder: Path) -> None:
    sheet = demo_sheet(RUBRICS)
    fewer = {id: answers for id, answers in sheet.answers.items() if id != "ai-governance"}
    (folder / "weak.json").write_bytes(dump_answers(sheet.model_copy(update={"answers": fewer})))

    result = maturity("benchmark", folder / "weak.json", "--pool", folder / "pool.csv")

    assert "No overall position is shown. Too few answers on AI governance are known for a score." in result.stdout
    assert "\n  Overall" not in result.stdout
    assert len(re.findall(r"^  .*at about percentile", result.stdout, re.MULTILINE)) == 3


def test_a_refusal_says_that_no_position_is_shown(folder: Path) -> None:
    for more in ((), ("--pool", folder / "pool.csv", "--country", "IS")):
        assert "\nNo position is shown. " in maturity("benchmark", folder / "answers.json", *more).stdout


def test_without_a_pool_there_are_figures_and_no_percentile(folder: Path) -> None:
    result = maturity("benchmark", folder / "answers.json")

    assert result.exit_code == 0
    assert "No peer pool was given." in result.stdout
    assert "percentile" not in result.stdout


def test_the_only_percentile_without_peers_is_of_mail_settings(folder: Path) -> None:
    result = maturity("benchmark", folder / "answers.json", "--mail-settings", 2)

    lines = result.stdout.splitlines()
    found = [(line, after) for line, after in pairwise(lines) if "percentile" in line]
    assert len(found) == 3
    for line, after in found:
        assert "of the four mail settings" in line
        assert after.strip().startswith(
            "Grade C (computed from open data). Four settings of one mail domain; they say "
        )
        assert after.endswith("https://github.com/mxmap/secassure2026")


def test_a_position_by_mail_settings_carries_its_source_in_the_document(folder: Path) -> None:
    found = document(folder, "--mail-settings", 2)

    (mail,) = (question for question in found["published"] if question["question"] == "cyber-mail")
    for place in mail["positions"]:
        assert place["grade"] == "C"
        assert "they say nothing of other protection" in place["notes"][0]
        assert place["source"]["link"] == "https://github.com/mxmap/secassure2026"


def test_the_document_says_the_same(folder: Path) -> None:
    found = document(folder, "--country", "GB")

    peers = found["peers"]
    assert found["format"] == "benchmark/1"
    assert (peers["n"], peers["group"]) == (189, {"country": "GB", "type": None, "band": None})
    assert peers["overall"]["rank"] == 76
    assert len(found["published"]) == 34
    assert len(found["no_published_figure"]) == 18
    assert Counter(one["best"] for one in found["coverage"]) == {"exact": 27, "related": 12, "none": 13}
    (listed,) = (one for one in found["coverage"] if one["question"] == "ai-register")
    assert (listed["exact"], listed["close"], listed["countries"]) == (1, 1, ["AU", "NL"])
    assert {one["judged_on"] for asked in found["published"] for one in asked["figures"]} == {"2.0.0"}


def test_answers_to_an_earlier_version_get_the_figures_as_context_only(folder: Path) -> None:
    every = load_rubrics(shipped_rubrics())
    earlier = [rubric for rubric in every.values() if rubric not in RUBRICS]
    (folder / "answers.json").write_bytes(dump_answers(demo_sheet(earlier)))

    text, found = (
        maturity("benchmark", folder / "answers.json").stdout,
        json.loads(maturity("benchmark", folder / "answers.json", "--json").stdout),
    )

    told = [one for asked in found["published"] for one in asked["figures"]]
    assert len(told) == 155
    for one in told:
        assert (one["use"], one["match"], one["council_meets_level"]) == ("context", "loose", None)
        assert (one["speaks_to_level"], one["judged_on"]) == (None, "2.0.0")
        assert any("your answers are to version 1.0.0: context only." in note for note in one["notes"])
    assert "; in 2025, 10 % of 128 councils in New South Wales kept" not in text
    assert "Context, not a comparison: In 2025, 10 % of 128 councils in New South Wales kept" in text


@pytest.mark.parametrize(
    "more",
    [
        ("--country", "CA"),
        ("--country", "GB", "--type", "district", "--band", "100,000 to 199,999"),
        ("--country", "FR"),
    ],
)
def test_a_small_group_is_refused_without_its_size_and_offers_a_wider_one(folder: Path, more: tuple[str, ...]) -> None:
    peers = document(folder, *more)["peers"]

    assert set(peers) == {"refused", "next_wider_group"}
    assert peers["refused"] == ["Fewer than 10 other councils are in this group, so it is not shown."]
    wider = [part for name, code in peers["next_wider_group"].items() if code for part in (f"--{name}", code)]
    assert "refused" not in document(folder, *wider)["peers"]


def test_a_group_that_would_tell_single_councils_is_refused_in_other_words(folder: Path) -> None:
    """All but three councils are in one country: that country would tell the three."""
    pool = demo_pool(RUBRICS)
    rows = [
        *(pool.country == country_code("GB")).nonzero()[0][:40],
        *(pool.country == country_code("NL")).nonzero()[0][:3],
    ]
    save_pool(renamed(pool.take(np.array(rows))), folder / "pool.csv")

    peers = document(folder, "--country", "GB")["peers"]

    assert peers["refused"] == [TOO_CLOSE]
    assert peers["next_wider_group"] == {"country": None, "type": None, "band": None}


def test_the_own_record_is_left_out_when_it_is_named(folder: Path) -> None:
    found = document(folder, "--record", "council-0001")

    assert found["peers"]["n"] == document(folder)["peers"]["n"] - 1


def test_a_record_that_the_edition_does_not_count_takes_no_other_council_out(folder: Path) -> None:
    pool = load_pool(folder / "pool.csv", RUBRICS, date(2026, 11, 1)).pool
    edition = edition_of(pool)
    left_out = [name for name in pool.ids if name not in edition.names]

    assert len(left_out) == 2
    for name in left_out:
        assert document(folder, "--record", name) == document(folder)


@pytest.mark.parametrize("months", [25, 36, 300])
def test_an_old_record_of_ones_own_is_not_among_the_others_and_takes_none_out(folder: Path, months: int) -> None:
    lines = (folder / "pool.csv").read_text().splitlines()
    number = 12 * 2026 + 9 - months
    aged = re.sub(r"^([^,]*),[^,]*,", rf"\1,{number // 12:04}-{number % 12 + 1:02},", lines[5])
    (folder / "aged.csv").write_text("\n".join([*lines[:5], aged, *lines[6:]]) + "\n")

    with_it, without = (
        json.loads(
            maturity("benchmark", folder / "answers.json", "--pool", folder / "aged.csv", "--json", *more).stdout
        )
        for more in (("--record", aged.partition(",")[0]), ())
    )

    assert with_it == without
    assert with_it["peers"]["n"] == 297


def test_invented_records_carry_the_notice(folder: Path) -> None:
    text = maturity("benchmark", folder / "answers.json", "--pool", folder / "demo.csv").stdout

    assert document(folder, pool="demo.csv")["notice"] == NOTICE
    assert text.startswith(NOTICE.upper())
    assert "notice" not in document(folder)


def test_a_quick_check_has_figures_for_its_questions_and_no_position(folder: Path) -> None:
    quick = demo_sheet(RUBRICS).model_copy(update={"scope": Scope.QUICK})
    (folder / "answers.json").write_bytes(dump_answers(quick))

    found = document(folder)

    asked = {q.id for rubric in RUBRICS for q in rubric.questions if q.quick}
    assert found["peers"]["refused"] == ["It is a quick check, which asks too few questions for a position."]
    assert {one["question"] for one in found["published"]} < asked
    assert len(found["published"]) + len(found["no_published_figure"]) == 12


# Bad input


def test_a_pool_with_a_bad_row_stops_unless_the_rest_is_accepted(folder: Path) -> None:
    lines = (folder / "pool.csv").read_text().splitlines(keepends=True)
    (folder / "pool.csv").write_text("".join([*lines[:3], lines[3].replace("202", "20x", 1), *lines[4:]]))

    refused = maturity("benchmark", folder / "answers.json", "--pool", folder / "pool.csv")
    accepted = maturity("benchmark", folder / "answers.json", "--pool", folder / "pool.csv", "--accept-rest")

    assert refused.exit_code == 1
    assert refused.stderr.startswith("pool.csv:4: month ")
    assert accepted.exit_code == 0
    assert accepted.stderr.startswith("left out: pool.csv:4: month ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--pool", "nowhere.csv"), "there is no such file"),
        (("--pool", "pool.csv", "--record", "nobody"), "there is no such record in the pool"),
    ],
)
def test_what_is_not_there_is_named(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    given = [folder / one if one.endswith(".csv") else one for one in arguments]

    result = maturity("benchmark", folder / "answers.json", *given)

    assert result.exit_code == 1
    assert words in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("arguments", [("--country", "gb"), ("--country", "XQ"), ("--band", "big"), ("--type", "x")])
def test_a_filter_that_does_not_exist_is_a_usage_error(folder: Path, arguments: tuple[str, ...]) -> None:
    assert maturity("benchmark", folder / "answers.json", *arguments).exit_code == 2


# maturity pool


def test_a_pool_in_order_is_said_to_be(folder: Path) -> None:
    result = maturity("pool", "check", folder / "pool.csv")

    assert result.exit_code == 0
    assert result.stdout == "pool.csv: 300 records are in order, 298 are complete and recent enough to count\n"


def test_a_pool_is_made_of_answer_files(folder: Path) -> None:
    (folder / "other.json").write_bytes(dump_answers(demo_sheet(RUBRICS, seed=7)))

    result = maturity("pool", "build", folder / "answers.json", folder / "other.json", "--out", folder / "made.csv")

    assert (result.exit_code, result.stdout) == (0, "made.csv: 2 records\n")
    pool = load_pool(folder / "made.csv", RUBRICS, date.today()).pool
    assert list(pool.ids) == ["r0001", "r0002"]


def test_an_answer_file_that_can_not_stand_beside_others_is_named(folder: Path) -> None:
    empty = demo_sheet(RUBRICS).model_copy(update={"answers": {}, "date": None})
    (folder / "empty.json").write_bytes(dump_answers(empty))

    result = maturity("pool", "build", folder / "empty.json", "--out", folder / "made.csv")

    assert result.exit_code == 1
    assert "empty.json: Too few answers on AI governance are known for a score." in result.stderr
    assert "empty.json: has no date" in result.stderr
    assert not (folder / "made.csv").exists()


def test_a_council_given_twice_or_from_the_future_is_named(folder: Path) -> None:
    later = demo_sheet(RUBRICS, seed=7).model_copy(update={"date": date(2099, 12, 31)})
    (folder / "later.json").write_bytes(dump_answers(later))
    given = [folder / name for name in ("answers.json", "answers.json", "later.json")]

    result = maturity("pool", "build", *given, "--out", folder / "made.csv")

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "answers.json: holds the same answers as another file; give each council once",
        "later.json: date 2099-12-31 is still to come; correct it, or leave it out",
    ]


@pytest.mark.parametrize("year", [1, 1850])
def test_a_year_that_can_not_be_is_named(folder: Path, year: int) -> None:
    odd = demo_sheet(RUBRICS, seed=7).model_copy(update={"date": date(year, 12, 31)})
    (folder / "odd.json").write_bytes(dump_answers(odd))

    result = maturity("pool", "build", folder / "odd.json", "--out", folder / "made.csv")

    assert result.exit_code == 1
    assert f"odd.json: Its answers are dated {year:04}-12-31, which can't be right." in result.stderr


def test_an_answer_file_is_never_overwritten_by_the_pool_made_of_it(folder: Path) -> None:
    before = (folder / "answers.json").read_bytes()

    result = maturity("pool", "build", folder / "answers.json", "--out", folder / "answers.json")

    assert (result.exit_code, result.stderr) == (
        1,
        "answers.json: is one of the answer files; name another file to write\n",
    )
    assert (folder / "answers.json").read_bytes() == before


def test_an_export_without_records_leaves_the_last_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_DATABASE_URL", f"sqlite:///{folder / 'server.db'}")
    before = (folder / "pool.csv").read_bytes()

    result = maturity("pool", "export", "--out", folder / "pool.csv")

    assert (result.exit_code, result.stderr) == (
        1,
        "pool.csv: stays as it is, because there are no records to write\n",
    )
    assert (folder / "pool.csv").read_bytes() == before
    assert list(folder.glob("*.part")) == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "sqlite:////nowhere/at/all.db",
            "the database: can't be opened or made; see that its folder is there and may be written to",
        ),
        (
            "=foo",
            "MATURITY_DATABASE_URL: is no address of a database; write sqlite:////folder/file.db or "
            "postgresql://user@host/name",
        ),
    ],
)
def test_a_database_that_can_not_be_opened_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, address: str, told: str
) -> None:
    monkeypatch.setenv("MATURITY_DATABASE_URL", address)

    result = maturity("pool", "export", "--out", folder / "out.csv")

    assert (result.exit_code, result.stderr) == (1, f"{told}\n")


def test_the_records_of_a_server_can_be_exported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_DATABASE_URL", f"sqlite:///{folder / 'server.db'}")

    result = maturity("pool", "export", "--out", folder / "out.csv")

    assert (result.exit_code, result.stdout) == (0, "out.csv: 0 records\n")
    assert len(load_pool(folder / "out.csv", RUBRICS, date.today()).pool) == 0


def test_a_folder_that_does_not_exist_can_not_be_written_to(folder: Path) -> None:
    result = maturity("pool", "build", folder / "answers.json", "--out", folder / "no" / "made.csv")

    assert result.exit_code == 1
    assert result.stderr == "made.csv: can't be written; check the folder and its permissions\n"


def test_facts_stand_beside_the_surveys_that_asked_the_same(folder: Path) -> None:
    companions = load_companions(shipped_rubrics(), load_rubrics(shipped_rubrics()))
    facts = {"ai-policy": Fact.YES, "training-mandatory": Fact.NO, "ciso": Fact.DONT_KNOW}
    sheet = demo_sheet(RUBRICS)
    council = Council(country="AU", region="AU-NSW")
    parts = {"companions": companions.version, "facts": facts, "council": council, "answers": {}}  # no level says yes
    (folder / "answers.json").write_bytes(dump_answers(AnswerSheet(**{**dict(sheet), **parts})))

    text, found = maturity("benchmark", folder / "answers.json").stdout, document(folder)["facts"]

    assert "  - You do; 40 % of 128 councils in New South Wales did in 2025 (audit; press report, grade B).\n" in text
    assert "  - 91.8 % of 1,741 municipalities in Japan did in 2021 (survey of all; press report, grade B).\n" in text
    assert "\nOf 2 practices with a published figure, you have 1. The most common in your country that you lack" in text
    assert found["companions"] == companions.version
    assert found["summary"]["most_common_lacking"]["item"] == "training-mandatory"
    assert {one["item"]: one["fact"] for one in found["answered"]} == {id: fact.value for id, fact in facts.items()}
    assert len(found["answered"]) + len(found["not_answered"]) == len(companions.asked)
    (first, *_) = found["answered"][0]["figures"]
    assert (first["near"], first["use"], first["share"], first["n"]) == ("country", "comparison", 0.4, 128)
    assert first["source"]["read_in"] == "an article on yourgov.com.au"


def test_a_copy_of_a_councils_answers_with_other_facts_is_still_a_copy(folder: Path) -> None:
    sheet = demo_sheet(RUBRICS)
    (folder / "copy.json").write_bytes(
        dump_answers(AnswerSheet(**{**dict(sheet), "companions": "1.0.0", "facts": {"ai-policy": Fact.YES}}))
    )

    result = maturity("pool", "build", folder / "answers.json", folder / "copy.json", "--out", folder / "made.csv")

    assert result.exit_code == 1
    assert "copy.json: holds the same answers as another file; give each council once" in result.stderr
