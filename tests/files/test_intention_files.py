"""What a council intends, in a file of answers: targets, planned moves and a decision (answers/2)."""

import json
from datetime import date
from typing import Any

import pytest

from assessment.files import dump_answers, open_answers, parse_answers
from assessment.instrument import AreaTargets, BadInput, Effort, MoveState, Place, PlannedMove
from assessment.store import FileDesk
from tests.builders import ANSWERS_FILE
from tests.files.faults import RUBRICS

MOVE = '{"from": 1, "to": 2, "owner": "Robin", "due": "2027-01-31", "effort": "M", "state": "doing", "proof": "A list"}'
WHOLE = f"""
  "targets": {{"area": {{"level": 1, "themes": {{"one": 0}}, "questions": {{"first": 2}}}}}},
  "plan": {{"area": {{"first": {MOVE}, "second": {{"find_out": true}}}}}},
  "decision": {{"text": "We ask the board to agree", "moves": [{{"rubric": "area", "question": "first"}}]}},"""


def a_file(more: str, two: int = 2) -> bytes:
    text = ANSWERS_FILE.replace('"answers/1"', f'"answers/{two}"')
    return text.replace('  "answers": {', f'  {more.strip()}\n  "answers": {{').encode()


def told(more: str, read: Any = parse_answers, two: int = 2) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read(a_file(more, two), RUBRICS, "ours.json")
    return [str(problem) for problem in refused.value.problems]


def plan(move: str) -> str:
    return f'"plan": {{"area": {{"first": {move}}}}},'


def test_what_is_intended_is_read_and_written_again() -> None:
    sheet = parse_answers(a_file(WHOLE), RUBRICS, "ours.json")

    assert sheet.targets == {"area": AreaTargets(level=1, themes={"one": 0}, questions={"first": 2})}
    move = sheet.plan["area"]["first"]
    assert (move.before, move.to, move.owner, move.due) == (1, 2, "Robin", date(2027, 1, 31))
    assert (move.effort, move.state, move.proof) == (Effort.M, MoveState.DOING, "A list")
    assert sheet.plan["area"]["second"] == PlannedMove(find_out=True)
    assert sheet.decision is not None
    assert sheet.decision.moves == (Place(rubric="area", question="first"),)
    again = dump_answers(sheet)
    assert json.loads(again)["plan"]["area"]["first"] == json.loads(MOVE)
    assert json.loads(again)["format"] == "answers/2"
    assert parse_answers(again, RUBRICS, "ours.json") == sheet


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('"plan": {"level": 3},', "level: level must be a group of keys and values"),
        (plan('{"from": 2}'), 'first: a move has "from" and "to", or "find_out": true alone'),
        (plan('{"find_out": true, "to": 2}'), 'first: a move has "from" and "to", or "find_out": true alone'),
        (plan('{"from": 2, "to": 2}'), "first: a move goes up; it can't lead from level 2 to 2"),
        (plan('{"from": 2, "to": 9}'), "first: a move can't end there; the question's levels are 0 to 2"),
        (
            plan('{"from": 1, "to": 2, "state": "late"}'),
            "first: state must be one of 'to_do', 'doing', 'done' or 'dropped'",
        ),
        (plan('{"from": 1, "to": 2, "due": "soon"}'), "first: due must be a date written like 2026-05-14"),
        (
            '"plan": {"area": {"third": {"find_out": true}}},',
            "third: there is no question 'third' in rubric 'area' 1.0.0; check the id",
        ),
        (
            '"plan": {"other": {}},',
            'other: has planned moves but "rubrics" does not name it; add "other" with its version there',
        ),
        (
            '"targets": {"area": {"level": 5}},',
            "area: this area has no such level to aim at; write a whole number from 0 to 2",
        ),
        (
            '"targets": {"area": {"themes": {"x": 1}}},',
            "x: there is no such theme here to set a target for; check the id, or take it out",
        ),
        ('"decision": {"text": "%s"},' % ("a" * 401), "text has 401 characters; a decision has 400 at most"),
        (
            '"decision": {"text": "Agree.", "cost": "%s"},' % ("a" * 201),
            "cost is longer than 200 characters; shorten it",
        ),
        ('"decision": {"cost": "Much"},', "text is missing; add it"),
    ],
)
def test_one_fault_is_one_message_at_its_line(more: str, message: str) -> None:
    assert told(more) == [f"ours.json:7: {message}"]
    assert told(more, open_answers) == [f"ours.json:7: {message}"]


def test_faults_of_all_kinds_are_told_at_once() -> None:
    more = plan('{"from": 2, "to": 9}') + '"targets": {"area": {"level": 5}}, "decision": {},'

    assert len(told(more)) == 2
    assert len(told(more.replace('"decision": {}', '"decision": {"text": ""}'))) == 3


def test_what_only_2_may_have_is_refused_in_1() -> None:
    assert len(told(WHOLE, two=1)) == 3


def test_what_is_intended_for_an_area_that_is_not_asked_here_is_kept_letter_for_letter() -> None:
    moves, aims = '{ "x":{"find_out" : true}}', '{"level":\t3}'
    text = a_file(f'"plan": {{"gone": {moves}}}, "targets": {{"gone": {aims}}},').decode()
    text = text.replace('{"area": "1.0.0"}', '{"area": "1.0.0", "gone": "2.0.0"}')

    sheet = open_answers(text.encode(), RUBRICS, "ours.json")
    again = dump_answers(FileDesk.of(sheet).contents().sheet())

    assert (sheet.plan, sheet.targets) == ({}, {})
    assert f'"gone": {moves}'.encode() in again
    assert f'"gone": {aims}'.encode() in again
    assert open_answers(again, RUBRICS, "ours.json").unfit == sheet.unfit
