"""`maturity take-over` and `maturity score --compare-with`: what is said, what is written, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.command.test_command import maturity

OLD = {
    "format": "answers/1",
    "date": "2026-05-14",
    "council": {"name": "Ashby"},
    "rubrics": {"ai-governance": "1.0.0", "cyber-hygiene": "1.0.0"},
    "answers": {
        "ai-governance": {
            "ai-register": {"level": 2, "note": "Kept by ICT."},
            "ai-strategy": {"level": 1, "evidence": [{"title": "Minutes", "date": "2026-05-01"}]},
            "ai-forum": {"level": 0},
        },
        "cyber-hygiene": {"cyber-mail": {"level": 2}, "cyber-backups": {"unknown": True}},
    },
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(OLD), encoding="utf-8")
    return path


def test_taking_over_says_what_must_be_confirmed_or_answered_again_and_writes_the_rest(old: Path) -> None:
    before, new = old.read_bytes(), old.with_name("new.json")

    result = maturity("take-over", old, "--out", new)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "AI governance, 1.0.0 to 2.0.0: of 3 answers 1 says the same, 1 waits to be confirmed, 1 is asked again.",
        "Cyber hygiene, 1.0.0 to 2.0.0: of 2 answers 2 say the same, 0 wait to be confirmed, 0 are asked again.",
        "",
        "Please confirm:",
        "  ai-register: Does the council keep one list of every AI use?",
        "    Said under 1.0.0: level 2, “We keep one list of AI uses for the whole council, even if some uses are "
        "missing. The list, or the decision to keep it, is approved by senior management or councillors.”; counts as "
        "level 1 until then",
        "",
        "Asked again:",
        "  ai-strategy: Does the council plan which results AI should bring?",
        "    Said under 1.0.0: level 1, “At least one manager or service has said which results AI should bring, for "
        "example shorter waiting times, even if nothing is written down.”",
        "",
        "new.json holds what was taken over; old.json stays as it was.",
    ]
    assert old.read_bytes() == before
    written = json.loads(new.read_text())
    assert (written["format"], written["date"], written["council"]) == ("answers/2", "2026-05-14", {"name": "Ashby"})
    assert written["rubrics"] == {"ai-governance": "2.0.0", "cyber-hygiene": "2.0.0"}
    assert written["answers"] == {
        "ai-governance": {
            "ai-register": {"level": 1, "note": "Kept by ICT.", "earlier": {"version": "1.0.0", "level": 2}},
            "ai-strategy": {
                "evidence": [{"title": "Minutes", "date": "2026-05-01"}],
                "earlier": {"version": "1.0.0", "level": 1},
            },
            "ai-forum": {"level": 0},
        },
        "cyber-hygiene": {"cyber-mail": {"level": 2}, "cyber-backups": {"unknown": True}},
    }


def test_what_was_taken_over_is_in_order_and_checking_it_says_what_waits(old: Path) -> None:
    new = old.with_name("new.json")
    maturity("take-over", old, "--out", new)

    assert sorted(maturity("check", new).stdout.splitlines()) == [
        "new.json: ai-register: warning: was answered under 1.0.0, and counts as level 1; confirm it",
        "new.json: ai-strategy: warning: was answered under 1.0.0, and is asked again",
        "new.json: answers are in order",
    ]


def test_answers_are_never_overwritten(old: Path) -> None:
    result = maturity("take-over", old, "--out", old)

    assert result.exit_code == 1
    assert result.stderr == "old.json: exists already and is not overwritten; choose another name\n"
    assert json.loads(old.read_text()) == OLD


def test_answers_that_no_crosswalk_leads_on_from_are_not_taken_over(old: Path) -> None:
    new, newer = old.with_name("new.json"), old.with_name("newer.json")
    maturity("take-over", old, "--out", new)

    result = maturity("take-over", new, "--out", newer)

    assert result.exit_code == 1
    assert result.stderr == "new.json: answers no earlier version that a crosswalk leads on from\n"
    assert not newer.exists()


def test_a_file_with_faults_is_refused_whole(old: Path) -> None:
    old.write_text(json.dumps(OLD).replace('"level": 2', '"level": 9'), encoding="utf-8")
    new = old.with_name("new.json")

    result = maturity("take-over", old, "--out", new)

    assert result.exit_code == 1
    assert result.stderr.count("level 9 does not exist; the levels are 0 to 4") == 2
    assert not new.exists()


def test_a_folder_that_can_not_be_written_is_told(old: Path) -> None:
    result = maturity("take-over", old, "--out", old.with_name("nowhere") / "new.json")

    assert (result.exit_code, result.stderr) == (
        1,
        "new.json: can't be written; check the folder and its permissions\n",
    )


def test_a_result_beside_that_of_another_version_says_that_the_questions_changed(old: Path) -> None:
    new = old.with_name("new.json")
    maturity("take-over", old, "--out", new)

    told = maturity("score", new, "--compare-with", old)

    assert told.exit_code == 0
    assert told.stdout.splitlines()[-3:] == [
        "Beside old.json:",
        "AI governance: no score (5 to 83) under 1.0.0, no score (1 to 87) under 2.0.0. The questions changed, so no "
        "difference is computed.",
        "Cyber hygiene: no score (3 to 97) under 1.0.0, no score (3 to 97) under 2.0.0. The questions changed, so no "
        "difference is computed.",
    ]
    compared = json.loads(maturity("score", new, "--compare-with", old, "--json").stdout)["compared"]
    assert compared["questions_changed"] is True
    assert compared["difference"] is None
    assert [(one["basis"], one["common"], one["difference"]) for one in compared["areas"]] == [
        ("changed", [], None)
    ] * 2
    assert [area["version"] for area in compared["before"]["areas"]] == ["1.0.0", "1.0.0"]


def test_a_result_beside_an_earlier_one_of_the_same_version_says_the_difference(tmp_path: Path) -> None:
    questions = ("cyber-mail", "cyber-staffing")
    for name, level in (("then", 1), ("now", 2)):
        from assessment.files import load_rubrics, shipped_rubrics

        rubric = load_rubrics(shipped_rubrics())["cyber-hygiene", "2.0.0"]
        answers = {q.id: {"level": level if q.id in questions else 1} for q in rubric.questions}
        content = {"format": "answers/1", "rubrics": {rubric.id: "2.0.0"}, "answers": {rubric.id: answers}}
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")

    told = maturity("score", tmp_path / "now.json", "--compare-with", tmp_path / "then.json").stdout

    assert told.splitlines()[-2:] == [
        "Cyber hygiene: 25 before, 29 now: 3.6 points more.",
        "Overall: 25 before, 29 now: 3.6 points more.",
    ]


def test_an_earlier_file_that_may_be_another_council_s_is_compared_and_named(old: Path) -> None:
    other = old.with_name("other.json")
    said = OLD | {"council": {"name": "Ash\x1b[2Jwell"}, "date": "2026-06-01"}
    other.write_text(json.dumps(said), encoding="utf-8")

    result = maturity("score", old, "--compare-with", other)

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "warning: other.json: The earlier answers may be another council's: its name there is "
        "“Ash\N{REPLACEMENT CHARACTER}[2Jwell”, here “Ashby”. If they are, choose the right file.",
        "warning: other.json: The answers given as the earlier ones are the later ones: of 1 June 2026, and "
        "the others of 14 May 2026. Exchange the two.",
    ]
    assert "Beside other.json:" in result.stdout


def test_a_bad_earlier_file_is_told_by_its_own_name(old: Path) -> None:
    (old.with_name("bad.json")).write_text("{", encoding="utf-8")

    result = maturity("score", old, "--compare-with", old.with_name("bad.json"))

    assert result.exit_code == 1
    assert result.stderr.startswith("bad.json:1: is not readable as JSON")


def test_a_name_that_no_file_can_have_is_told(old: Path) -> None:
    result = maturity("take-over", old, "--out", old.with_name("n" * 300))

    assert (result.exit_code, result.stderr) == (
        1,
        f"{'n' * 300}: can't be written; check the folder and its permissions\n",
    )
