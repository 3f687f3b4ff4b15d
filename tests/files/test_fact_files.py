"""Facts in a file of answers: answers/2, which reads answers/1, and what is done with facts that don't fit."""

import json
from functools import partial
from typing import Any

import pytest

from assessment.files import dump_answers, open_answers, parse_answers
from assessment.instrument import BadInput, Fact
from assessment.store import FileDesk
from tests.builders import ANSWERS_FILE
from tests.companions import a_figure, a_set, an_item
from tests.files.faults import RUBRICS

SHARE = an_item("share", ask="How many have one?", form="share_band", better="neither")
HERE = partial(a_set, an_item("list"), an_item("rule", a_figure("rule-gb")), SHARE)


def a_file(
    more: str = '"companions": "1.0.0",\n  "facts": {"list": "yes", "rule": "dont_know"},', two: int = 2
) -> bytes:
    text = ANSWERS_FILE.replace('"answers/1"', f'"answers/{two}"')
    return text.replace('  "answers": {', f'  {more}\n  "answers": {{').encode()


def told(data: bytes, read: Any = parse_answers) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read(data, RUBRICS, "ours.json", HERE)
    return [str(problem) for problem in refused.value.problems]


def test_facts_are_read_and_written_again() -> None:
    sheet = parse_answers(a_file(), RUBRICS, "ours.json", HERE)

    assert sheet.facts == {"list": Fact.YES, "rule": Fact.DONT_KNOW}
    again = json.loads(dump_answers(sheet))
    assert (again["format"], again["companions"]) == ("answers/2", "1.0.0")
    assert again["facts"] == {"list": "yes", "rule": "dont_know"}
    assert parse_answers(dump_answers(sheet), RUBRICS, "ours.json", HERE) == sheet


@pytest.mark.parametrize(
    "more", ["", '"facts": {},', '"companions": "1.0.0",', '"targets": {}, "plan": [], "decision": null,']
)
def test_what_uses_nothing_of_2_is_still_written_as_1(more: str) -> None:
    sheet = parse_answers(a_file(more), RUBRICS, "ours.json", HERE)

    assert sheet == parse_answers(ANSWERS_FILE.encode(), RUBRICS, "ours.json")
    assert json.loads(dump_answers(sheet))["format"] == "answers/1"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            '"companions": "1.0.0", "facts": {"list": "yes", "lists": "yes"},',
            "ours.json:7: lists: there is no companion question 'lists' in version 1.0.0; check the id",
        ),
        (
            '"companions": "1.0.0", "facts": {"share": "yes"},',
            "ours.json:7: share: 'share' is no yes or no question and is not asked yet; take it out",
        ),
        (
            '"companions": "1.0.0", "facts": {"list": true},',
            "ours.json:7: list: list must be one of 'yes', 'no' or 'dont_know'",
        ),
        (
            '"companions": "0.9.0", "facts": {"list": "yes"},',
            "ours.json:7: facts of version 0.9.0 can't be read here; the companion questions here are of version 1.0.0",
        ),
        (
            '"facts": {"list": "yes"},',
            'ours.json:7: facts need "companions" beside them: the version of the questions that they answer',
        ),
        (
            '"companions": "latest", "facts": {"list": "yes"},',
            "ours.json:7: companions must be a version such as 1.0.0",
        ),
        (
            '"companions": "1.0.0", "facts": {"Not an id": "yes"},',
            "ours.json:7: Not an id: 'Not an id' must be an id: small letters, digits and hyphens, beginning with a "
            "letter, at most 64 characters",
        ),
    ],
)
def test_one_fault_is_one_message_at_its_line(more: str, message: str) -> None:
    assert told(a_file(more)) == [message]


def test_what_only_2_may_have_is_refused_in_1() -> None:
    assert told(a_file(two=1)) == [
        'ours.json:7: the key \'companions\' belongs to answers/2; write "format": "answers/2"',
        'ours.json:8: the key \'facts\' belongs to answers/2; write "format": "answers/2"',
    ]
    agreed = ANSWERS_FILE.replace('"level": 2', '"level": 2, "agreed": null')
    assert told(agreed.encode()) == [
        'ours.json:9: first: the key \'agreed\' belongs to answers/2; write "format": "answers/2"'
    ]


def test_facts_of_another_version_are_kept_letter_for_letter_and_told() -> None:
    text = '{ "list":"yes",\t"gone" : "no" }'
    data = a_file(f'"companions": "0.9.0", "facts": {text},')

    sheet = open_answers(data, RUBRICS, "ours.json", HERE)
    again = dump_answers(FileDesk.of(sheet).contents().sheet())

    assert sheet.facts == {}
    assert [(one.is_facts, one.version, one.text) for one in sheet.unfit] == [(True, "0.9.0", text)]
    assert f'"companions": "0.9.0",\n  "facts": {text}'.encode() in again
    assert json.loads(again)["format"] == "answers/2"
    assert open_answers(again, RUBRICS, "ours.json", HERE).unfit == sheet.unfit


def test_where_no_companion_questions_are_facts_are_kept_as_well() -> None:
    assert open_answers(a_file(), RUBRICS, "ours.json").unfit[0].version == "1.0.0"
    with pytest.raises(BadInput, match="there are no companion questions here"):
        parse_answers(a_file(), RUBRICS, "ours.json")


def test_a_yes_for_a_question_that_is_not_there_is_refused_on_opening_too() -> None:
    data = a_file('"companions": "1.0.0", "facts": {"lists": "yes"},')

    assert told(data, open_answers) == told(data)
