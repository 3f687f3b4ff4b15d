"""The command: the same numbers as the app, and one line for each thing that is wrong."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assessment.command import app
from tests.gold import write_gold
from tests.serving import MATURITY, ROOT


def maturity(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def score_json(folder: Path, name: str) -> dict[str, object]:
    result = maturity("score", folder / f"{name}.json", "--rubrics", folder / "rubrics", "--json")
    assert result.exit_code == 0
    return json.loads(result.stdout)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    write_gold(tmp_path)
    return tmp_path


def test_the_json_gives_gv_1_to_six_decimals(gold: Path) -> None:
    document = score_json(gold, "gv-1")
    area = document["areas"][0]

    shown = {name: round(area[name], 6) for name in ("score", "lowest", "highest", "coverage", "evidenced_score")}
    assert shown == {
        "score": 52.777778,
        "lowest": 39.583333,
        "highest": 64.583333,
        "coverage": 0.75,
        "evidenced_score": 41.666667,
    }
    assert round(area["lowest_without_na"], 6) == 33.928571
    assert area["status"] == "provisional"
    assert area["level"] == {"confirmed": 0, "possible": 1}
    assert document["overall"]["binding"] == ["gv-1"]
    assert document["format"] == "result/1"


@pytest.mark.parametrize(("name", "level"), [("gv-2", 2), ("gv-2-critical", 0)])
def test_the_json_gives_gv_2(gold: Path, name: str, level: int) -> None:
    area = score_json(gold, name)["areas"][0]

    assert round(area["score"], 6) == 90
    assert area["level"] == {"confirmed": level, "possible": level}
    assert area["binding"] == ["q10"]


def test_the_json_gives_gv_3(gold: Path) -> None:
    overall = score_json(gold, "gv-3")["overall"]

    shown = [round(overall[name], 6) for name in ("score", "geometric", "imbalance")]
    assert shown == [56.5, 55.071733, 1.428267]


def test_without_json_the_numbers_are_rounded_as_in_the_app(gold: Path) -> None:
    result = maturity("score", gold / "gv-1.json", "--rubrics", gold / "rubrics")

    assert result.stdout.splitlines() == [
        "This council scores 53 out of 100 on what is known, and between 39 and 65 whatever the unknown answers are. "
        "Level 1 (Begun) is not yet secure in Gold 1; the unknown answers decide whether it is.",
        "",
        "Gold 1: 53 (range 39 to 65), provisional: some answers are unknown",
        "  Level 0, Not in place (confirmed); level 1, Begun possible once 1 answer is known",
        "  1 question keeps this area from a confirmed level 1, Begun: Is it done?",
        "  Claimed 53; where levels above 2 count only with recent evidence, 42. At least 11.1 points are without it.",
        "  1 question left out as not applicable; counted as 0, the lowest would be 33.",
        "",
        "Under other plausible weights level 0 holds in 82 % of cases, and the score lies mostly between 45 and 60.",
        "This is self-assessment: nobody has checked the answers unless you name who did.",
    ]


def test_checking_the_shipped_rubrics_finds_nothing_wrong() -> None:
    rubrics = sorted((ROOT / "rubrics").glob("*.yaml"))

    result = maturity("check", *rubrics)

    assert result.exit_code == 0
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [path.name for path in rubrics]


def test_the_words_of_rubrics_are_counted_by_question_and_in_all() -> None:
    lines = maturity("check", *sorted((ROOT / "rubrics").glob("*.yaml")), "--words").stdout.splitlines()
    of_questions = [line.split() for line in lines if line.startswith("  ")]
    first, unfolded = (sum(int(words[place].replace(",", "")) for words in of_questions) for place in (1, 2))

    assert len(of_questions) == 52
    assert lines[-2].startswith(f"all of them: 52 questions, {first:,} words at first sight, about 24 minutes; ")
    assert lines[-1].startswith("the quick check: 12 questions, ")
    assert first < int(lines[-2].split("; ")[1].split()[0].replace(",", "")) < unfolded


def test_files_that_are_no_rubrics_have_no_words_to_count(tmp_path: Path) -> None:
    (tmp_path / "ours.json").write_text(json.dumps(ANSWERS))

    assert maturity("check", tmp_path / "ours.json", "--words").stdout == "ours.json: answers are in order\n"


def test_every_problem_of_every_file_is_one_line_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("format: rubric/1\nid: Bad\n")
    (tmp_path / "bad.json").write_text("{")

    result = maturity("check", tmp_path / "bad.yaml", tmp_path / "bad.json", tmp_path / "none.yaml")

    lines = result.stderr.splitlines()
    assert result.exit_code == 1
    assert result.stdout == ""
    assert list(dict.fromkeys(line.split(":")[0] for line in lines)) == ["bad.yaml", "bad.json", "none.yaml"]
    assert lines[-1] == "none.yaml: there is no such file; check the name and its permissions"
    assert any(line.startswith("bad.json:1: ") for line in lines)
    assert "Traceback" not in result.stderr


def test_a_wrong_option_is_a_usage_error() -> None:
    assert maturity("score", "--nonsense").exit_code == 2
    assert maturity("check").exit_code == 2


def test_a_folder_without_rubrics_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")

    result = maturity("score", tmp_path / "a.json", "--rubrics", tmp_path)

    assert result.exit_code == 1
    assert "holds no rubric; a rubric is a file whose name ends in .yaml" in result.stderr


def test_a_name_writes_no_line_of_its_own_and_steers_no_terminal(gold: Path, tmp_path: Path) -> None:
    sheet = json.loads((gold / "gv-2.json").read_text())
    sheet["council"] = {"name": "\x1b]0;owned\x07Example\r\nGold 2: 100 (range 100 to 100)"}
    (tmp_path / "forged.json").write_text(json.dumps(sheet))

    printed = maturity("score", tmp_path / "forged.json", "--rubrics", gold / "rubrics").stdout

    assert printed.startswith("\N{REPLACEMENT CHARACTER}]0;owned")
    assert all(line.isprintable() for line in printed.split("\n"))
    assert sum(line.startswith("Gold 2:") for line in printed.split("\n")) == 1


def test_checking_a_file_waits_for_no_library_that_it_does_not_need() -> None:
    heavy = ("altair", "pandas", "sqlalchemy", "streamlit", "pycountry")
    rubric = ROOT / "rubrics" / "ai-governance.yaml"
    code = (
        "import sys; from assessment.command import main\n"
        f"sys.argv = ['maturity', 'check', {str(rubric)!r}]\n"
        f"try: main()\nexcept SystemExit: print([name for name in {heavy} if name in sys.modules])"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert told.splitlines() == ["ai-governance.yaml: rubric 'ai-governance' 2.0.0 is in order, 13 questions", "[]"]


ANSWERS = {"format": "answers/1", "rubrics": {"ai-governance": "1.0.0"}, "answers": {"ai-governance": {}}}


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([MATURITY, *arguments], capture_output=True, env={**os.environ, **environment}, check=False)


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "latin-1", "cp1251"])
def test_a_letter_that_an_old_code_page_lacks_is_replaced_and_all_else_is_told(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "Łódź-😀.json"
    file.write_text(json.dumps(ANSWERS | {"council": {"name": "Łódź ⛵ 東京"}}))

    for told in (
        command("score", str(file), PYTHONIOENCODING=encoding),
        command("check", str(file), PYTHONIOENCODING=encoding),
    ):
        assert (told.returncode, told.stderr) == (0, b"")
    refused = command("score", str(tmp_path / "東京.json"), PYTHONIOENCODING=encoding)
    assert refused.returncode == 1
    assert b"there is no such file" in refused.stderr
    assert b"Traceback" not in refused.stderr


@pytest.mark.parametrize("days", [0, 1])
def test_answers_of_today_or_tomorrow_are_taken_because_it_is_tomorrow_somewhere(tmp_path: Path, days: int) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS | {"date": str(datetime.now(UTC).date() + timedelta(days=days))}))

    assert command("check", str(file)).returncode == 0


@pytest.mark.parametrize("name", ["check", "score", "benchmark"])
@pytest.mark.parametrize("day", [datetime.now(UTC).date() + timedelta(days=3), "2062-05-01", "9999-12-31"])
def test_answers_that_are_still_to_come_are_refused(tmp_path: Path, name: str, day: object) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS | {"date": str(day)}))

    told = command(name, str(file))

    assert told.returncode == 1
    assert told.stderr.decode() == f"answers.json: date {day} is still to come; correct it, or leave it out\n"


def test_the_check_says_which_evidence_counts_as_none_because_of_its_date(tmp_path: Path) -> None:
    minutes = {
        "level": 4,
        "evidence": [{"title": "Minutes", "date": "2062-05-01"}, {"title": "Old", "date": "2026-05-15"}],
    }
    file = tmp_path / "answers.json"
    file.write_text(
        json.dumps(ANSWERS | {"date": "2026-05-14", "answers": {"ai-governance": {"ai-register": minutes}}})
    )

    told = command("check", str(file))

    assert (told.returncode, told.stdout.decode().splitlines()) == (
        0,
        [
            "answers.json: ai-register: warning: evidence 'Minutes' is dated 2062-05-01, after the answers "
            "(2026-05-14), and counts as none",
            "answers.json: answers are in order",
        ],
    )
