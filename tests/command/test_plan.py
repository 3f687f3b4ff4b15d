"""`maturity plan`: the least work first, the same moves as text and as a document, and what is refused."""

import json
from datetime import date
from pathlib import Path

import pytest

from assessment.files import dump_answers, load_rubrics, newest_of, shipped_rubrics
from assessment.instrument import AnswerSheet, PlannedMove
from assessment.planning import make_plan, plan_document
from assessment.scoring import score
from tests.builders import DONT_KNOW, Said, an_answer
from tests.command.test_command import maturity

KNOWN = load_rubrics(shipped_rubrics())


def a_council(name: str = "Ashby", **more: object) -> AnswerSheet:
    """Every shipped question: one in five unknown, the others at levels 0 to 4 in turn."""

    def said(number: int) -> Said:
        return DONT_KNOW if number % 5 == 1 else number % 4

    rubrics = newest_of(KNOWN)
    answers = {
        one.id: {question.id: an_answer(said(number)) for number, question in enumerate(one.questions)}
        for one in rubrics
    }
    parts = {
        "date": "2026-05-14",
        "council": {"name": name},
        "rubrics": {one.id: one.version for one in rubrics},
        "answers": answers,
    }
    return AnswerSheet(**(parts | more))


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "ashby.json"
    path.write_bytes(dump_answers(a_council()))
    return path


def test_the_document_is_the_plan_of_the_engine(answers: Path) -> None:
    shown = json.loads(maturity("plan", answers, "--json").stdout)

    assert shown == plan_document(make_plan(score(a_council(), KNOWN)), a_council())
    assert (shown["format"], shown["level"]) == ("plan/1", None)
    assert [goal["level"] - goal["confirmed"] for goal in shown["goals"]] == [1, 1, 1, 1]
    assert all(bool(move["ask"]) is move["find_out"] for move in shown["moves"])
    assert sorted({move["tier"] for move in shown["moves"]}) == [1, 2, 3]


def test_the_councils_own_efforts_count_and_what_it_has_planned_is_shown(tmp_path: Path) -> None:
    plain = make_plan(score(a_council(), KNOWN))
    first, own = plain.needed[0].move, plain.needed[-1].move
    planned = PlannedMove(find_out=True, owner="Head of ICT", due=date(2027, 3, 31), state="doing")
    costly = (
        PlannedMove(find_out=True, effort="L")
        if own.finds_out
        else PlannedMove(before=own.before, to=own.to, effort="L")
    )
    plan: dict[str, dict[str, PlannedMove]] = {first.rubric.id: {first.question.id: planned}}
    plan.setdefault(own.rubric.id, {})[own.question.id] = costly
    path = tmp_path / "planned.json"
    path.write_bytes(dump_answers(a_council(format="answers/2", plan=plan)))

    shown = json.loads(maturity("plan", path, "--json").stdout)
    text = maturity("plan", path).stdout

    places = {(move["rubric"], move["question"]): move for move in shown["moves"]}
    assert places[first.place]["planned"]["owner"] == "Head of ICT"
    assert places[own.place]["effort"] == 4 * max(1, len(places[own.place]["steps"])) != own.effort
    assert "Planned: Doing; Head of ICT; by 31 March 2027." in text


def test_a_level_is_planned_for_in_every_area(answers: Path) -> None:
    shown = json.loads(maturity("plan", answers, "--level", 3, "--json").stdout)
    needed = [move for move in shown["moves"] if move["tier"] < 3]

    assert {goal["level"] for goal in shown["goals"]} == {3}
    assert sum(len(goal["moves"]) for goal in shown["goals"]) == len(needed)
    assert needed[-1]["then"]["overall_level"] == 3
    assert all(move["to"] <= 3 for move in needed)


def test_the_text_has_the_same_moves_in_the_same_order(answers: Path) -> None:
    shown = json.loads(maturity("plan", answers, "--json").stdout)
    text = maturity("plan", answers).stdout

    asked = {question.id: question.text for rubric in newest_of(KNOWN) for question in rubric.questions}
    needed = [asked[move["question"]] for move in shown["moves"] if move["tier"] < 3]
    places = [text.index(question) for question in needed]
    assert places == sorted(places)
    assert text.startswith("Ashby scores ")
    assert f": {len(needed)} moves." in text


def test_planning_changes_no_file(answers: Path) -> None:
    before = answers.read_bytes()

    maturity("plan", answers)

    assert answers.read_bytes() == before


@pytest.mark.parametrize("level", [0, 5, -3])
def test_a_level_that_does_not_exist_is_refused_in_one_line(answers: Path, level: int) -> None:
    result = maturity("plan", answers, "--level", level)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"there is no level {level} to plan for; write one from 1 to 4\n"


def test_a_quick_check_has_moves_but_no_level_to_ask_for(tmp_path: Path) -> None:
    path = tmp_path / "quick.json"
    path.write_bytes(dump_answers(a_council(scope="quick")))

    assert "A quick check states no level" in maturity("plan", path).stdout
    refused = maturity("plan", path, "--level", 1)
    assert (refused.exit_code, refused.stderr) == (
        1,
        "these answers state no level, so none can be asked for; leave it out\n",
    )


def test_a_name_can_not_move_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    name = "Ash\x1b[2J\nby\u202e=1+1<b>"
    first = make_plan(score(a_council(), KNOWN)).needed[0].move
    plan = {first.rubric.id: {first.question.id: PlannedMove(find_out=True, owner=name)}}
    path.write_bytes(dump_answers(a_council(name=name, format="answers/2", plan=plan)))

    text = maturity("plan", path).stdout

    assert "Planned: To do; Ash" in text

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.startswith(
        "Ash\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}by\N{REPLACEMENT CHARACTER}=1+1<b> scores"
    )


def test_a_file_that_can_not_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "none.json"

    result = maturity("plan", path)

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
