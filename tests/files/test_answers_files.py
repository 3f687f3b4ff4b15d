"""One fault in an answers file is one problem, with its line and id."""

import random

import pytest

from assessment.files import parse_answers
from assessment.files.loading import ANSWERS_LIMIT, parse_rubric
from assessment.instrument import BadInput
from tests.builders import (
    ANSWERS_FILE,
    a_rubric_file,
    an_answers_file,
    rubrics_of,
)
from tests.files.faults import (
    EMPTY,
    RUBRICS,
    SLUG,
    TEXT,
    TOO_DEEP,
    TWICE,
    UNKNOWN_KEY,
    answer_problems,
    first_question_with,
    in_answers,
    table,
    the_first_answer,
)


def the_council(council: str) -> str:
    return an_answers_file(line_5=f'  "council": {council},')


NO_JSON = "is not readable as JSON: {}; was the file cut short or edited by hand?"
SURROGATE = "note has half of a character (a lone surrogate); type it again"
NEED_EACH_OTHER = '"not_applicable": "superseded_by" and "superseded_by": "<question id>" need each other'


@table(
    {
        # keys
        "an unknown key": (an_answers_file(line_3='  "scoop": "full",'), 3, "", UNKNOWN_KEY.format("scoop")),
        "an unknown key in an answer": (
            the_first_answer('{"level": 2, "comment": "x"}'),
            9,
            "first",
            UNKNOWN_KEY.format("comment"),
        ),
        "an unknown key with a bracket": (an_answers_file(line_3='  "a[b]": 1,'), 3, "", UNKNOWN_KEY.format("a[b]")),
        "an unknown key called str": (an_answers_file(line_3='  "str": 1,'), 3, "", UNKNOWN_KEY.format("str")),
        "a repeated key": (an_answers_file(line_3='  "format": "answers/1",'), 3, "", TWICE.format("format")),
        "a repeated question": (
            an_answers_file(line_9='      "second": {"level": 1},'),
            10,
            "second",
            TWICE.format("second"),
        ),
        "a repeated key in an answer": (
            the_first_answer('{"level": 2, "level": 2}'),
            9,
            "first",
            TWICE.format("level"),
        ),
        "no rubrics": (an_answers_file(line_6=""), 1, "", "rubrics is missing; add it"),
        "no format": (an_answers_file(line_2=""), 1, "", "format is missing; add it"),
        "another format": (
            an_answers_file(line_2='  "format": "answers/3",'),
            2,
            "",
            "format must be 'answers/1' or 'answers/2'",
        ),
        "another scope": (
            an_answers_file(line_3='  "scope": "part",'),
            3,
            "",
            "scope must be one of 'full' or 'quick'",
        ),
        # levels
        "level 3 of 0 to 2": (
            the_first_answer('{"level": 3}'),
            9,
            "first",
            "level 3 does not exist; the levels are 0 to 2",
        ),
        "level 5": (the_first_answer('{"level": 5}'), 9, "first", "level 5 does not exist; the levels are 0 to 2"),
        "level -1": (the_first_answer('{"level": -1}'), 9, "first", "level must be 0 or more"),
        "level true": (the_first_answer('{"level": true}'), 9, "first", "level must be a whole number"),
        "level 2.5": (the_first_answer('{"level": 2.5}'), 9, "first", "level must be a whole number"),
        "level in quotes": (the_first_answer('{"level": "2"}'), 9, "first", "level must be a whole number"),
        "level 1e400": (the_first_answer('{"level": 1e400}'), 9, "first", "level must be a whole number"),
        "level 1e999999999999999999999": (
            the_first_answer('{"level": 1e999999999999999999999}'),
            9,
            "first",
            "level must be a whole number",
        ),
        "level 1e-999999999999999999999": (
            the_first_answer('{"level": 1e-999999999999999999999}'),
            9,
            "first",
            "level must be a whole number",
        ),
        "level NaN": (the_first_answer('{"level": NaN}'), 9, "", NO_JSON.format("NaN is not a number")),
        "level -Infinity": (
            the_first_answer('{"level": -Infinity}'),
            9,
            "",
            NO_JSON.format("-Infinity is not a number"),
        ),
        "level NaN after a note about NaN": (
            the_first_answer('{"level": 0, "note": "NaN"}').replace('{"level": 1}', '{"level": NaN}'),
            10,
            "",
            NO_JSON.format("NaN is not a number"),
        ),
        "level of 5,000 digits": (
            the_first_answer('{"level": ' + "9" * 5000 + "}"),
            9,
            "first",
            "has a number of 5,000 digits; correct it",
        ),
        # what an answer says
        "two things": (
            the_first_answer('{"level": 2, "unknown": true}'),
            9,
            "first",
            "says more than one thing; give one of level, unknown, not_applicable",
        ),
        "nothing": (
            the_first_answer("{}"),
            9,
            "first",
            "says nothing; give level, unknown or not_applicable, or leave the question out",
        ),
        "null": (the_first_answer("null"), 9, "first", "first must be a group of keys and values"),
        "only a number": (the_first_answer("2"), 9, "first", "first must be a group of keys and values"),
        "unknown: false": (the_first_answer('{"unknown": false}'), 9, "first", "unknown must be true"),
        # doesn't apply
        "no such reason": (
            the_first_answer('{"not_applicable": "we_chose_not_to"}'),
            9,
            "first",
            "not_applicable must be one of 'no_such_activity', 'outside_legal_remit', 'superseded_by' or 'other'",
        ),
        "the reason other without a note": (
            the_first_answer('{"not_applicable": "other"}'),
            9,
            "first",
            'the reason "other" needs a note that gives it',
        ),
        "superseded by nothing": (
            the_first_answer('{"not_applicable": "superseded_by"}'),
            9,
            "first",
            NEED_EACH_OTHER,
        ),
        "superseded for another reason": (
            the_first_answer('{"not_applicable": "no_such_activity", "superseded_by": "second"}'),
            9,
            "first",
            NEED_EACH_OTHER,
        ),
        "superseded by itself": (
            the_first_answer('{"not_applicable": "superseded_by", "superseded_by": "first"}'),
            9,
            "first",
            "can't be superseded by itself; name another question",
        ),
        "superseded by no question": (
            the_first_answer('{"not_applicable": "superseded_by", "superseded_by": "third"}'),
            9,
            "first",
            "is superseded by 'third', which is no question of rubric 'area'; check the id",
        ),
        "superseded by no id": (
            the_first_answer('{"not_applicable": "superseded_by", "superseded_by": "The third"}'),
            9,
            "first",
            "superseded_by must be the id of a question",
        ),
        # what does not fit the rubrics
        "an unknown question": (
            an_answers_file(line_10='      "third": {"level": 1}'),
            10,
            "third",
            "there is no question 'third' in rubric 'area' 1.0.0; check the id",
        ),
        "a question id in capitals": (
            an_answers_file(line_10='      "Second": {"level": 1}'),
            10,
            "Second",
            f"'Second' {SLUG}",
        ),
        "a rubric id in capitals": (
            an_answers_file(line_6='  "rubrics": {"area": "1.0.0", "Cloud": "1.0.0"},'),
            6,
            "",
            f"'Cloud' {SLUG}",
        ),
        "another version": (
            an_answers_file(line_6='  "rubrics": {"area": "1.0.1"},'),
            6,
            "area",
            "there is no rubric 'area' 1.0.1 here; the version here is 1.0.0",
        ),
        "a version that is a number": (
            an_answers_file(line_6='  "rubrics": {"area": 1},'),
            6,
            "",
            TEXT.format("area"),
        ),
        "a version of one number": (
            an_answers_file(line_6='  "rubrics": {"area": "1"},'),
            6,
            "",
            "area must be a version such as 1.0.0",
        ),
        "an unknown rubric": (
            an_answers_file(line_6='  "rubrics": {"area": "1.0.0", "cloud": "1.0.0"},'),
            6,
            "cloud",
            "there is no rubric 'cloud' 1.0.0 here; the rubrics here are area",
        ),
        "answers to an unnamed rubric": (
            an_answers_file(line_11='    },\n    "cloud": {}'),
            12,
            "cloud",
            'has answers but "rubrics" does not name it; add "cloud" with its version there',
        ),
        "no rubric named": (
            '{\n  "format": "answers/1",\n  "rubrics": {}\n}\n',
            3,
            "",
            "rubrics needs at least 1 entry",
        ),
        "a rubric's id that has its own pattern": (
            an_answers_file(line_6='  "rubrics": {"area": "1.0.0", "region": "1"},'),
            6,
            "",
            "region must be a version such as 1.0.0",
        ),
        "a question called [key]": (
            an_answers_file(line_10='      "[key]": {"level": 1}'),
            10,
            "[key]",
            f"'[key]' {SLUG}",
        ),
        "an unknown key called [key]": (
            the_first_answer('{"level": 1, "[key]": 1}'),
            9,
            "first",
            UNKNOWN_KEY.format("[key]"),
        ),
        # text and dates
        "a name of 201": (
            the_council('{"name": "' + "x" * 201 + '"}'),
            5,
            "",
            "name is longer than 200 characters; shorten it",
        ),
        "a note of 10,001": (
            the_first_answer('{"level": 2, "note": "' + "x" * 10_001 + '"}'),
            9,
            "first",
            "note is longer than 10000 characters; shorten it",
        ),
        "an empty note": (
            the_first_answer('{"level": 2, "note": ""}'),
            9,
            "first",
            EMPTY.format("note"),
        ),
        "half of a character": (the_first_answer('{"level": 2, "note": "\\ud800"}'), 9, "first", SURROGATE),
        "the other half": (the_first_answer('{"level": 2, "note": "a\\udc00b"}'), 9, "first", SURROGATE),
        "a NUL": (
            the_first_answer('{"level": 2, "note": "a\\u0000b"}'),
            9,
            "first",
            "note has a NUL character; take it out",
        ),
        "a date the other way round": (
            an_answers_file(line_4='  "date": "14/05/2026",'),
            4,
            "",
            "date must be a date written like 2026-05-14",
        ),
        "a date with a time": (
            an_answers_file(line_4='  "date": "2026-05-14T10:00:00",'),
            4,
            "",
            "date must be a date written like 2026-05-14",
        ),
        "a date in other digits": (
            an_answers_file(line_4='  "date": "٢٠٢٦-05-14",'),
            4,
            "",
            "date must be a date written like 2026-05-14",
        ),
        "a date that is a number": (
            an_answers_file(line_4='  "date": 20260514,'),
            4,
            "",
            "date must be a date written like 2026-05-14",
        ),
        "30 February": (
            an_answers_file(line_4='  "date": "2026-02-30",'),
            4,
            "",
            "date is not a day of the calendar; write it like 2026-05-14",
        ),
        "evidence without a title": (
            the_first_answer('{"level": 2, "evidence": [{"date": "2026-05-01"}]}'),
            9,
            "first",
            "title is missing; add it",
        ),
        "evidence without a title, on its own line": (
            the_first_answer('{"level": 2, "evidence": [\n{"title": "x"},\n{"date": "2026-05-01"}]}'),
            11,
            "first",
            "title is missing; add it",
        ),
        "evidence that is a word": (
            the_first_answer('{"level": 2, "evidence": "a list"}'),
            9,
            "first",
            "evidence must be a list",
        ),
        "21 pieces of evidence": (
            the_first_answer('{"level": 2, "evidence": [' + ", ".join(['{"title": "x"}'] * 21) + "]}"),
            9,
            "first",
            "evidence may have at most 20 entries",
        ),
        # the council
        "a country in small letters": (
            the_council('{"country": "gb"}'),
            5,
            "",
            "country 'gb' is not the code that is used here; write GB",
        ),
        "a region without its country": (
            the_council('{"region": "ENG"}'),
            5,
            "",
            "region 'ENG' is no region's code; write one such as GB-ENG (ISO 3166-2), or leave it out",
        ),
        "a region of another country": (
            the_council('{"country": "GB", "region": "FR-75"}'),
            5,
            "",
            "region FR-75 is not in country GB; correct one of the two",
        ),
        "another type": (
            the_council('{"type": "town"}'),
            5,
            "",
            "type must be one of 'district', 'county', 'unitary', 'metropolitan', 'london_borough', 'municipality',"
            " 'city', 'regional', 'combined' or 'other'",
        ),
        "a population below 0": (the_council('{"population": -1}'), 5, "", "population must be 0 or more"),
        "a population over 1,000,000,000": (
            the_council('{"population": 1000000001}'),
            5,
            "",
            "population must be 1000000000 or less",
        ),
        "a population of 1e400": (
            the_council('{"population": 1e400}'),
            5,
            "",
            "population must be a whole number",
        ),
        # JSON itself
        "a list": ("[]", 1, "", "the file must be a group of keys and values"),
        "only null": ("null", 1, "", "the file must be a group of keys and values"),
        "an empty file": ("", 1, "", "is not readable as JSON; is it the right file?"),
        "only spaces": (" \n \n", 3, "", "is not readable as JSON; is it the right file?"),
        "a comment": ("// ours\n{}", 1, "", "is not readable as JSON; is it the right file?"),
        "two values": (
            f"{ANSWERS_FILE}{ANSWERS_FILE}",
            14,
            "",
            NO_JSON.format("text after the end"),
        ),
        "a comma too many": (
            an_answers_file(line_10='      "second": {"level": 1},'),
            11,
            "",
            NO_JSON.format("a key in double quotes is missing"),
        ),
        "a comma too few": (
            an_answers_file(line_9='      "first": {"level": 2}'),
            10,
            "",
            NO_JSON.format("a comma or } is missing"),
        ),
        "a colon too few": (
            an_answers_file(line_9='      "first" {"level": 2},'),
            9,
            "",
            NO_JSON.format("a colon is missing"),
        ),
        "a list's comma too few": (
            '{"a": [1 2]}',
            1,
            "",
            NO_JSON.format("a comma or ] is missing"),
        ),
        "a list's comma too many": ('{"a":\n[1,]}', 2, "", NO_JSON.format("a value is missing")),
        "a line break in text": (
            the_first_answer('{"note": "a\nb"}'),
            9,
            "",
            NO_JSON.format(
                "a text has a line break, tab or control character; write \\n for a line break, \\t for a tab"
            ),
        ),
        "a backslash in text": (
            the_first_answer('{"note": "C:\\Documents"}'),
            9,
            "",
            NO_JSON.format("a text has a backslash with no meaning; write \\\\ for a backslash"),
        ),
        "half an escape in text": (
            the_first_answer('{"note": "\\u12"}'),
            9,
            "",
            NO_JSON.format("a text has a backslash with no meaning; write \\\\ for a backslash"),
        ),
        "a value too few": (
            an_answers_file(line_9='      "first": ,'),
            9,
            "",
            NO_JSON.format("a value is missing"),
        ),
        "single quotes": (
            an_answers_file(line_9="      'first': {'level': 2},"),
            9,
            "",
            NO_JSON.format("a key in double quotes is missing"),
        ),
        "a file cut short": (
            ANSWERS_FILE[:100],
            5,
            "",
            NO_JSON.format("a text has no closing double quote"),
        ),
        "a million empty groups": (
            f"[{', '.join(['{}'] * 1_000_000)}]",
            1,
            "",
            "holds more than 50,000 values; this can't be the right file",
        ),
        "100,000 brackets": ("[" * 100_000, 1, "", TOO_DEEP),
        "100,000 braces": ('{"a":' * 100_000, 1, "", TOO_DEEP),
        # bytes
        "latin-1": (
            the_first_answer('{"level": 2, "note": "café"}').encode("latin-1"),
            9,
            "",
            "is not UTF-8 text; save it as UTF-8",
        ),
        "5 MiB of noise": (
            random.Random(1).randbytes(5 * 1024 * 1024),
            1,
            "",
            "is not UTF-8 text; save it as UTF-8",
        ),
        "over 5 MiB": (
            ANSWERS_FILE + " " * (5 * 1024 * 1024),
            None,
            "",
            "is larger than 5 MiB; this can't be the right file",
        ),
    }
)
def test_one_fault_in_an_answers_file_is_one_problem(text, line, id, message):
    assert answer_problems(text) == [in_answers(line, id, message)]


def test_what_must_apply_cannot_be_said_not_to():
    rubric = parse_rubric(first_question_with("critical: {reason: All rests on it.}").encode(), "area.yaml")
    text = the_first_answer('{"not_applicable": "no_such_activity"}')

    with pytest.raises(BadInput) as refused:
        parse_answers(text.encode(), rubrics_of(rubric), "ours.json")

    assert list(refused.value.problems) == [
        in_answers(9, "first", "must apply to every council; give a level or unknown")
    ]


def test_a_two_level_question_has_no_level_2_although_its_rubric_does():
    rubric = parse_rubric(a_rubric_file(line_17="").encode(), "area.yaml")

    with pytest.raises(BadInput) as refused:
        parse_answers(ANSWERS_FILE.encode(), rubrics_of(rubric), "ours.json")

    assert list(refused.value.problems) == [in_answers(9, "first", "level 2 does not exist; the levels are 0 to 1")]


@pytest.mark.parametrize(
    "data",
    [
        ANSWERS_FILE.encode("utf-8-sig"),
        ANSWERS_FILE.encode("utf-16"),
        the_first_answer('{"level": 2.0}').encode(),
        ANSWERS_FILE.replace("\n", "\r\n").encode(),
        b'{"format": "answers/1", "rubrics": {"area": "1.0.0"}}',
        the_first_answer('{"note": "We are asking."}').encode(),
        the_first_answer('{"level": 2, "note": "' + "é" * 10_000 + '"}').encode(),
        the_first_answer('{"level": 2, "note": "\\ud83c\\udfdb"}').encode(),
        the_first_answer('{"level": 2, "evidence": [' + ", ".join(['{"title": "x"}'] * 20) + "]}").encode(),
        the_council('{"name": "' + "x" * 200 + '", "population": 1000000000}').encode(),
        the_council('{"population": 0}').encode(),
        the_council("{}").encode(),
        ANSWERS_FILE.encode() + b" " * (ANSWERS_LIMIT - len(ANSWERS_FILE)),
    ],
    ids=[
        "a byte order mark",
        "Unicode as Notepad calls it",
        "level 2.0",
        "lines that end as on Windows",
        "no answers",
        "only a note",
        "a note of 10,000",
        "two halves of a character",
        "20 pieces of evidence",
        "a name of 200, a population of 1,000,000,000",
        "a population of 0",
        "an empty council",
        "exactly 5 MiB",
    ],
)
def test_an_unusual_but_right_answers_file_is_accepted(data):
    assert parse_answers(data, RUBRICS, "ours.json").rubrics == {"area": "1.0.0"}


@pytest.mark.parametrize("depth", [20, 100, *range(280, 1020, 20), 5000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")], ids=["brackets", "braces"])
def test_however_deep_a_json_file_is_nested_it_is_refused_and_nothing_breaks(opening, closing, depth):
    inside = opening * depth + "1" + closing * depth

    assert len(answer_problems('{"format": ' + inside + ', "rubrics": {"area": "1.0.0"}}')) == 1


CODES = {
    '"country": "UK"': "country 'UK' is not the code that is used here; write GB",
    '"country": "EL"': "country 'EL' is not the code that is used here; write GR",
    '"country": "ZZ"': "country 'ZZ' is no country's code; write one such as GB (ISO 3166-1)",
    '"region": "GB-QQQ"': "region 'GB-QQQ' is no region's code; write one such as GB-ENG (ISO 3166-2), or leave it out",
    '"region": "UK-ENG"': "region 'UK-ENG' is not the code that is used here; write GB-ENG",
}


@pytest.mark.parametrize(("given", "message"), CODES.items())
def test_a_code_that_the_pages_would_drop_is_refused_with_the_one_to_write(given: str, message: str) -> None:
    assert answer_problems(the_council(f"{{{given}}}")) == [in_answers(5, "", message)]


@pytest.mark.parametrize("code", ["GB", "XK"])
def test_kosovo_is_a_country_here_though_iso_3166_has_none_for_it(code: str) -> None:
    sheet = parse_answers(the_council(f'{{"country": "{code}"}}').encode(), RUBRICS, "ours.json")

    assert sheet.council.country == code
