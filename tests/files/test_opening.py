"""A file of which only a part fits the rubrics here: that part is opened, the rest stays in the file as it was."""

import json

import pytest

from assessment.files import dump_answers, open_answers, parse_answers
from assessment.instrument import Answer, BadInput
from assessment.store import FileDesk, Key
from tests.builders import ANSWERS_FILE
from tests.files.faults import RUBRICS

OLD = '{ "a-question":{"level" : 3.0,"note":"na\\u00efve, “as it was” \\ud83c\\udfdb"},\t"b": {"weird": [1e2, null]} }'


def a_file(old: str = OLD, **rubrics: str) -> bytes:
    named = json.dumps({"area": "1.0.0", "cloud": "0.9.0"} | rubrics)
    text = ANSWERS_FILE.replace('{"area": "1.0.0"}', named)
    return text.replace('  "answers": {\n', f'  "answers": {{\n    "cloud": {old},\n').encode()


def test_what_fits_is_opened_and_the_rest_told() -> None:
    sheet = open_answers(a_file(), RUBRICS, "ours.json")

    assert sheet.rubrics == {"area": "1.0.0"}
    assert sheet.answer("area", "first").level == 2
    assert [(one.rubric, one.version) for one in sheet.unfit] == [("cloud", "0.9.0")]


def test_the_rest_stays_in_the_file_byte_for_byte_while_answers_change() -> None:
    desk = FileDesk.of(open_answers(a_file(), RUBRICS, "ours.json"))
    desk.save(Key("area", "first"), Answer(level=1, note='a NUL written out: \\u0000cloud"'), desk.revision())
    desk.set_up(desk.contents().council, desk.contents().scope, {"area": "1.0.0"})

    data = dump_answers(desk.contents().sheet())

    assert f'"cloud": {OLD}'.encode() in data
    assert json.loads(data)["rubrics"] == {"area": "1.0.0", "cloud": "0.9.0"}
    again = open_answers(data, RUBRICS, "ours.json")
    assert again.unfit[0].text == OLD
    assert again.answer("area", "first") == Answer(level=1, note='a NUL written out: \\u0000cloud"')


def test_a_version_that_is_here_in_another_one_is_left_aside_too() -> None:
    data = a_file(cloud="1.0.0").replace(b'"area": "1.0.0"', b'"area": "2.0.0"')
    both = dict(RUBRICS) | {("cloud", "1.0.0"): RUBRICS["area", "1.0.0"].model_copy(update={"id": "cloud"})}
    text = data.decode().replace(OLD, '{"first": {"level": 1}}').encode()

    sheet = open_answers(text, both, "ours.json")

    assert (sheet.rubrics, [one.rubric for one in sheet.unfit]) == ({"cloud": "1.0.0"}, ["area"])


def test_a_rubric_that_is_only_named_stays_named_and_the_day_stays_the_files() -> None:
    data = b'{"format": "answers/1", "date": "2026-05-14", "rubrics": {"area": "1.0.0", "cloud": "0.9.0"}}'

    again = json.loads(dump_answers(FileDesk.of(open_answers(data, RUBRICS, "ours.json")).contents().sheet()))

    assert again["rubrics"] == {"area": "1.0.0", "cloud": "0.9.0"}
    assert again["date"] == "2026-05-14"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (a_file(area="9.0.0"), "there is no rubric 'area' 9.0.0 here; the version here is 1.0.0"),
        (a_file().replace(b'"level": 2', b'"level": 7'), "level 7 does not exist; the levels are 0 to 2"),
        (a_file().replace(b'"cloud": "0.9.0"', b'"cloud": "latest"'), "cloud must be a version such as 1.0.0"),
    ],
)
def test_what_fits_must_still_be_in_order(data: bytes, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        open_answers(data, RUBRICS, "ours.json")


def test_the_score_still_refuses_such_a_file_whole() -> None:
    with pytest.raises(BadInput, match=r"there is no rubric 'cloud' 0\.9\.0 here"):
        parse_answers(a_file(), RUBRICS, "ours.json")


def test_a_file_that_fits_is_the_same_either_way() -> None:
    data = ANSWERS_FILE.encode()

    assert open_answers(data, RUBRICS, "ours.json") == parse_answers(data, RUBRICS, "ours.json")


def evidence_of(*links: str) -> bytes:
    given = [{"title": "Plan", "link": link} for link in links]
    answers = {"area": {"first": {"level": 2}, "second": {"level": 1, "evidence": given}}}
    whole = {"format": "answers/1", "rubrics": {"area": "1.0.0"}, "answers": answers}
    return json.dumps(whole, indent=1).encode()


def test_each_link_that_is_too_long_for_a_new_one_is_named_and_an_old_copy_opens() -> None:
    data = evidence_of("x" * 2001, "y" * 2000, "z" * 10_000)
    line = {letter: data[: data.index(letter.encode() * 9)].count(b"\n") + 1 for letter in "xz"}

    with pytest.raises(BadInput) as refused:
        open_answers(data, RUBRICS, "ours.json", new=True)

    assert [str(problem) for problem in refused.value.problems] == [
        f"ours.json:{line['x']}: second: link has 2,001 characters; shorten it to 2,000",
        f"ours.json:{line['z']}: second: link has 10,000 characters; shorten it to 2,000",
    ]
    assert len(open_answers(data, RUBRICS, "ours.json").answer("area", "second").evidence) == 3


def test_more_than_twenty_pieces_for_one_answer_are_refused_in_words() -> None:
    with pytest.raises(BadInput) as refused:
        open_answers(evidence_of(*["x"] * 21), RUBRICS, "ours.json", new=True)

    (problem,) = refused.value.problems
    assert problem.id == "second"
    assert "20" in problem.message
    assert "evidence" in problem.message


def test_a_text_that_looks_like_the_place_of_another_stays_what_it_was() -> None:
    old = '{"b": {"note": "\\u0000data", "facts": "\\u0000"}}'
    more = '"companions": "0.9.0", "facts": {"list": "yes"}, "answers": {"data": {"c": {"level": 1}},'
    data = a_file(old, data="0.8.0").replace(b'"answers": {', more.encode()).replace(b"answers/1", b"answers/2")
    sheet = open_answers(data, RUBRICS, "ours.json")

    again = open_answers(dump_answers(sheet), RUBRICS, "ours.json")

    assert {one.rubric: one.text for one in again.unfit} == {one.rubric: one.text for one in sheet.unfit}
    assert {one.rubric for one in again.unfit} == {"cloud", "data", ""}
