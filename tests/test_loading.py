"""What the loader refuses and what it says. The messages are public: what is wrong, where, and how to mend it."""

import json
import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessment.answers import Council
from assessment.errors import BadInput, Problem
from assessment.loading import (
    ANSWERS_LIMIT,
    RUBRIC_LIMIT,
    dump_answers,
    load_answers,
    load_rubric,
    load_rubrics,
    parse_answers,
    parse_rubric,
)
from tests.builders import (
    ANSWERS_FILE,
    DONT_KNOW,
    NA,
    RUBRIC_FILE,
    a_document,
    a_rubric,
    a_rubric_file,
    a_sheet,
    an_answer,
    an_answers_file,
    rubrics_of,
)

RUBRICS = rubrics_of(parse_rubric(RUBRIC_FILE.encode(), "area.yaml"))


def rubric_problems(data: str | bytes) -> list[Problem]:
    with pytest.raises(BadInput) as refused:
        parse_rubric(data if isinstance(data, bytes) else data.encode(), "area.yaml")
    return list(refused.value.problems)


def answer_problems(data: str | bytes) -> list[Problem]:
    with pytest.raises(BadInput) as refused:
        parse_answers(data if isinstance(data, bytes) else data.encode(), RUBRICS, "ours.json")
    return list(refused.value.problems)


def in_rubric(line: int | None, id: str, message: str) -> Problem:
    return Problem(message, "area.yaml", line, id)


def in_answers(line: int | None, id: str, message: str) -> Problem:
    return Problem(message, "ours.json", line, id)


def table(cases: dict[str, tuple]):
    return pytest.mark.parametrize(("text", "line", "id", "message"), cases.values(), ids=cases)


def test_the_two_files_that_these_tests_break_are_whole():
    rubric = parse_rubric(RUBRIC_FILE.encode(), "area.yaml")
    sheet = parse_answers(ANSWERS_FILE.encode(), RUBRICS, "ours.json")

    assert [question.id for question in rubric.questions] == ["first", "second"]
    assert [sheet.answer("area", name).level for name in ("first", "second")] == [2, 1]


# One fault in a rubric file, one problem


def first_question_with(*lines: str) -> str:
    return a_rubric_file(line_13="\n".join(["    why: It matters.", *(f"    {line}" for line in lines)]))


A_LEVEL = "      - {description: D., evidence: E., next_step: {action: A., who: W, effort: L}}"


def both_questions_with_levels(number: int) -> str:
    levels = "\n".join([A_LEVEL] * number)
    return a_rubric_file(line_16=levels, line_25=levels, line_17="", line_18="", line_26="", line_27="")


def a_file_of_questions(number: int, more: str = "") -> str:
    head, question = RUBRIC_FILE.splitlines(keepends=True)[:9], RUBRIC_FILE.splitlines(keepends=True)[9:18]
    questions = ["".join(question).replace("first", f"q{n}") + more for n in range(1, number + 1)]
    return "".join([*head, *questions])


UNKNOWN_KEY = "the key '{}' is not known here; take it out or correct its spelling"
TWICE = "the key '{}' stands twice; keep one"
TEXT = "{} must be text; put quotes around it if it looks like a number or a date"
EMPTY = "{} is empty; write something or leave the key out"
BOOLEAN = "'{}' may be read as true or false; write true or false, or put it in quotes"
SLUG = "must be an id: small letters, digits and hyphens, beginning with a letter, at most 64 characters"
TOO_DEEP = "is nested more than 20 deep; check the brackets"
NO_CONTENT = "is empty; is it the right file?"
NO_YAML = "is not readable as YAML: {}; check indentation, quotes and colons here"
FLOORS_LENGTH = "floors needs one entry for each of the rubric's 3 levels, none over 2"


@table(
    {
        # keys
        "an unknown key": (a_rubric_file(line_4="title: An area\ncolour: red"), 5, "", UNKNOWN_KEY.format("colour")),
        "an unknown key in a question": (first_question_with("wieght: 2"), 14, "first", UNKNOWN_KEY.format("wieght")),
        "an unknown key with a bracket": (
            a_rubric_file(line_4='title: An area\n"a[b]": 1'),
            5,
            "",
            UNKNOWN_KEY.format("a[b]"),
        ),
        "an unknown key called str": (a_rubric_file(line_4="title: An area\nstr: 1"), 5, "", UNKNOWN_KEY.format("str")),
        "a repeated key": (a_rubric_file(line_4="title: An area\ntitle: An area"), 5, "", TWICE.format("title")),
        "a repeated key in a question": (
            first_question_with("weight: 1", "weight: 2"),
            15,
            "first",
            TWICE.format("weight"),
        ),
        "a repeated key in a list": (
            a_rubric_file(line_8="  - {id: one, title: One, title: Two}"),
            8,
            "one",
            TWICE.format("title"),
        ),
        "a merge key": (
            a_rubric_file(line_4="title: An area\n<<: {title: Another}"),
            5,
            "",
            UNKNOWN_KEY.format("<<"),
        ),
        "a tag on a key": (
            a_rubric_file(line_4="!mine title: An area"),
            4,
            "",
            "has the tag '!mine'; tags are not allowed, take it out",
        ),
        "a list as a key": (a_rubric_file(line_4="title: An area\n? [a]\n: b"), 5, "", "a key must be a plain word"),
        "a missing key": (a_rubric_file(line_13=""), 10, "first", "why is missing; add it"),
        "a missing key at the top": (a_rubric_file(line_4=""), 1, "", "title is missing; add it"),
        "a missing list at the top": (a_rubric_file(line_7="", line_8=""), 1, "", "themes is missing; add it"),
        # yes, no, on, off
        "a title No": (a_rubric_file(line_4="title: No"), 4, "", BOOLEAN.format("No")),
        "a title on": (a_rubric_file(line_4="title: on"), 4, "", BOOLEAN.format("on")),
        "quick: yes": (first_question_with("quick: yes"), 14, "first", BOOLEAN.format("yes")),
        "quick: no": (first_question_with("quick: no"), 14, "first", BOOLEAN.format("no")),
        "quick: on": (first_question_with("quick: on"), 14, "first", BOOLEAN.format("on")),
        "quick: Off": (first_question_with("quick: Off"), 14, "first", BOOLEAN.format("Off")),
        "quick: True": (first_question_with("quick: True"), 14, "first", BOOLEAN.format("True")),
        "quick: 1": (first_question_with("quick: 1"), 14, "first", "quick must be true or false"),
        "quick in quotes": (first_question_with('quick: "true"'), 14, "first", "quick must be true or false"),
        # numbers
        "weight 0": (first_question_with("weight: 0"), 14, "first", "weight must be 1 or more"),
        "weight 1001": (first_question_with("weight: 1001"), 14, "first", "weight must be 1000 or less"),
        "weight 1.5": (first_question_with("weight: 1.5"), 14, "first", "weight must be a whole number"),
        "weight in quotes": (first_question_with('weight: "2"'), 14, "first", "weight must be a whole number"),
        "weight true": (first_question_with("weight: true"), 14, "first", "weight must be a whole number"),
        "weight of 5,000 digits": (
            first_question_with("weight: " + "9" * 5000),
            14,
            "first",
            "weight must be 1000 or less",
        ),
        "weight not a number": (first_question_with("weight: .nan"), 14, "first", "weight must be a whole number"),
        "threshold 0": (
            a_rubric_file(line_7="method: {threshold: 0}\nthemes:"),
            7,
            "",
            "threshold must be over 0 and at most 1",
        ),
        "threshold 1.01": (
            a_rubric_file(line_7="method: {threshold: 1.01}\nthemes:"),
            7,
            "",
            "threshold must be over 0 and at most 1",
        ),
        "threshold 80 %": (
            a_rubric_file(line_7="method: {threshold: 80 %}\nthemes:"),
            7,
            "",
            "threshold must be a number such as 0.8",
        ),
        "threshold 1e400": (
            a_rubric_file(line_7="method: {threshold: 1e400}\nthemes:"),
            7,
            "",
            "threshold must be a number such as 0.8",
        ),
        "lag -1": (a_rubric_file(line_7="method: {lag: -1}\nthemes:"), 7, "", "lag must be 0 or more"),
        "lag 7": (a_rubric_file(line_7="method: {lag: 7}\nthemes:"), 7, "", "lag must be 6 or less"),
        # text
        "a title of 201": (
            a_rubric_file(line_4="title: " + "x" * 201),
            4,
            "",
            "title is longer than 200 characters; shorten it",
        ),
        "a summary of 10,001": (
            a_rubric_file(line_5="summary: " + "x" * 10_001),
            5,
            "",
            "summary is longer than 10000 characters; shorten it",
        ),
        "a title of spaces": (
            a_rubric_file(line_4='title: "  "'),
            4,
            "",
            EMPTY.format("title"),
        ),
        "a title that is a number": (a_rubric_file(line_4="title: 5"), 4, "", TEXT.format("title")),
        "a title that is nothing": (a_rubric_file(line_4="title:"), 4, "", EMPTY.format("title")),
        "a NUL in quotes": (
            a_rubric_file(line_4='title: "An \\0 area"'),
            4,
            "",
            "title has a NUL character; take it out",
        ),
        # ids
        "an id in capitals": (a_rubric_file(line_2="id: Area"), 2, "", f"id {SLUG}"),
        "an id of 65": (a_rubric_file(line_2="id: " + "a" * 65), 2, "", "id is longer than 64 characters; shorten it"),
        "a version of two numbers": (
            a_rubric_file(line_3="version: 1.0"),
            3,
            "",
            "version must be text; put quotes around it if it looks like a number or a date",
        ),
        "a version with a letter": (
            a_rubric_file(line_3="version: 1.0.x"),
            3,
            "",
            "version must be a version such as 1.0.0",
        ),
        "another format": (a_rubric_file(line_1="format: rubric/2"), 1, "", "format must be 'rubric/1'"),
        "a question's id twice": (
            a_rubric_file(line_19="  - id: first"),
            19,
            "first",
            "the id 'first' is used more than once; ids are unique in a file",
        ),
        "a theme's id twice": (
            a_rubric_file(line_8="  - {id: one, title: One}\n  - {id: one, title: Two}"),
            9,
            "one",
            "the id 'one' is used more than once; ids are unique in a file",
        ),
        "an unknown theme": (
            a_rubric_file(line_11="    theme: two"),
            11,
            "first",
            "there is no theme 'two'; the themes are one",
        ),
        "an empty theme": (
            a_rubric_file(line_8="  - {id: one, title: One}\n  - {id: two, title: Two}"),
            9,
            "two",
            "theme 'two' has no question; add one or take the theme out",
        ),
        # levels, floors, values
        "no evidence": (
            a_rubric_file(line_18="      - {description: All.}"),
            18,
            "first",
            "level 2 has no evidence; say what would show it",
        ),
        "no next step": (
            a_rubric_file(line_17="      - {description: Some., evidence: A list.}"),
            17,
            "first",
            "level 1 has no next_step; say how to reach level 2",
        ),
        "an unknown effort": (
            a_rubric_file(line_16="      - {description: No., next_step: {action: Start., who: Somebody, effort: XL}}"),
            16,
            "first",
            "effort must be one of 'S', 'M' or 'L'",
        ),
        "one level": (
            a_rubric_file(line_16="", line_17=""),
            15,
            "first",
            "levels needs at least 2 entries",
        ),
        "no list of levels": (
            a_rubric_file(line_15="    levels: three", line_16="", line_17="", line_18=""),
            15,
            "first",
            "levels must be a list",
        ),
        "other levels than the others": (
            a_rubric_file(line_25=f"{A_LEVEL}\n{A_LEVEL}"),
            24,
            "second",
            "has 4 levels where the others have 3; use 3, or two",
        ),
        "falling floors": (
            first_question_with("floors: [0, 2, 1]"),
            14,
            "first",
            "floors must begin with 0 and never fall",
        ),
        "floors from 1": (
            first_question_with("floors: [1, 1, 2]"),
            14,
            "first",
            "floors must begin with 0 and never fall",
        ),
        "no floors": (first_question_with("floors: []"), 14, "first", "floors must begin with 0 and never fall"),
        "too few floors": (first_question_with("floors: [0, 1]"), 14, "first", FLOORS_LENGTH),
        "too many floors": (first_question_with("floors: [0, 1, 2, 2]"), 14, "first", FLOORS_LENGTH),
        "floors over the top": (first_question_with("floors: [0, 1, 3]"), 14, "first", FLOORS_LENGTH),
        "a floor that is not whole": (
            first_question_with("floors: [0, 0.5, 2]"),
            14,
            "first",
            "floors, entry 2 must be a whole number",
        ),
        "too few values": (
            first_question_with("values: [0, 1]"),
            14,
            "first",
            "values has 2 entries for 3 levels; give one for each level",
        ),
        "falling values": (
            first_question_with("values: [0, 1.5, 1]"),
            14,
            "first",
            "values must begin with 0, end with 1 and never fall",
        ),
        "a critical question without a reason": (
            first_question_with("critical: {}"),
            14,
            "first",
            "reason is missing; add it",
        ),
        "critical: true": (
            first_question_with("critical: true"),
            14,
            "first",
            "critical must be a group of keys and values",
        ),
        # sources
        "a source code that is a number": (
            a_rubric_file(line_14='    source: {code: 5, pages: "1"}'),
            14,
            "first",
            TEXT.format("code"),
        ),
        "an empty list of source codes": (
            a_rubric_file(line_14='    source: {code: [], pages: "1"}'),
            14,
            "first",
            "code needs at least 1 entry",
        ),
        "a number in the list of source codes": (
            a_rubric_file(line_14='    source: {code: [A1, 5], pages: "1"}'),
            14,
            "first",
            TEXT.format("code, entry 2"),
        ),
        "a source code of 201": (
            a_rubric_file(line_14="    source: {code: " + "x" * 201 + ', pages: "1"}'),
            14,
            "first",
            "code is longer than 200 characters; shorten it",
        ),
        "pages that are a number": (
            a_rubric_file(line_14="    source: {code: A1, pages: 1}"),
            14,
            "first",
            TEXT.format("pages"),
        ),
        # shapes
        "questions that are a word": (
            "".join(RUBRIC_FILE.splitlines(keepends=True)[:8]) + "questions: none\n",
            9,
            "",
            "questions must be a list",
        ),
        "a question that is a word": (
            a_rubric_file(line_9="questions:\n  - none"),
            10,
            "",
            "questions, entry 1 must be a group of keys and values",
        ),
        "a fault in the only question": (
            a_file_of_questions(1, more="    weight: 0\n"),
            19,
            "q1",
            "weight must be 1 or more",
        ),
        "a list": ("- a\n- b\n", 1, "", "the file must be a group of keys and values"),
        "a word": ("hello\n", 1, "", "the file must be a group of keys and values"),
        "only null": ("~\n", 1, "", "the file must be a group of keys and values"),
        # YAML itself
        "a tag on a word": (
            a_rubric_file(line_4="title: !mine An area"),
            4,
            "",
            "has the tag '!mine'; tags are not allowed, take it out",
        ),
        "a tag on a list": (
            a_rubric_file(line_7="themes: !mine"),
            7,
            "",
            "has the tag '!mine'; tags are not allowed, take it out",
        ),
        "a tag on a group": (
            a_rubric_file(line_6='source: !mine {document: A report, section: A section, pages: "1"}'),
            6,
            "",
            "has the tag '!mine'; tags are not allowed, take it out",
        ),
        "an alias": (
            a_rubric_file(line_4="title: &t An area", line_5="summary: *t"),
            5,
            "",
            "'*t' is an alias; aliases are not allowed, write the text out",
        ),
        "a bomb of aliases": (
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
            2,
            "",
            "'*a' is an alias; aliases are not allowed, write the text out",
        ),
        "an alias of itself": (
            "a: &a [*a]\n",
            1,
            "",
            "'*a' is an alias; aliases are not allowed, write the text out",
        ),
        "two documents": (
            f"{RUBRIC_FILE}---\n{RUBRIC_FILE}",
            None,
            "",
            "holds 2 documents; a file holds exactly one",
        ),
        "an empty file": ("", None, "", NO_CONTENT),
        "only a comment": ("# nothing yet\n", None, "", NO_CONTENT),
        "a tab before a key": (
            a_rubric_file(line_13="\twhy: It matters."),
            13,
            "",
            NO_YAML.format("found a tab character that violates indentation"),
        ),
        "a colon in text": (
            a_rubric_file(line_12="    text: Is it: done?"),
            12,
            "",
            NO_YAML.format("mapping values are not allowed in this context"),
        ),
        "a NUL": (
            a_rubric_file(line_4="title: An \0 area"),
            4,
            "",
            "has the character NUL (U+0000), which YAML does not allow; take it out",
        ),
        "an escape character": (
            a_rubric_file(line_4="title: An \x1b area"),
            4,
            "",
            "has the character U+001B, which YAML does not allow; take it out",
        ),
        "half of a character": (
            a_rubric_file(line_4='title: "\\ud800"'),
            4,
            "",
            NO_YAML.format("found invalid Unicode character escape code"),
        ),
        "100,000 brackets": ("[" * 100_000, 1, "", TOO_DEEP),
        "100,000 braces": ("{a: " * 100_000, 1, "", TOO_DEEP),
        "100,000 dashes": ("- " * 100_000, 1, "", TOO_DEEP),
        "a line for programs": (
            "%TAG ! !\n---\n" + RUBRIC_FILE,
            1,
            "",
            "begins with %, which is for programs; take the line out",
        ),
        "300,000 empty groups": (
            f"[{'{},' * 300_000}]",
            1,
            "",
            "holds more than 50,000 values; this can't be the right file",
        ),
        "21 brackets": ("\n" * 3 + "[" * 21 + "]" * 21, 4, "", TOO_DEEP),
        # bytes
        "latin-1": (
            a_rubric_file(line_4="title: Café").encode("latin-1"),
            4,
            "",
            "is not UTF-8 text; save it as UTF-8",
        ),
        "UTF-16": (RUBRIC_FILE.encode("utf-16"), 1, "", "is not UTF-8 text; save it as UTF-8"),
        "1 MiB of noise": (
            random.Random(1).randbytes(1024 * 1024),
            1,
            "",
            "is not UTF-8 text; save it as UTF-8",
        ),
        "over 1 MiB": (
            RUBRIC_FILE + "#" * (1024 * 1024),
            None,
            "",
            "is larger than 1 MiB; this can't be the right file",
        ),
    }
)
def test_one_fault_in_a_rubric_file_is_one_problem(text, line, id, message):
    assert rubric_problems(text) == [in_rubric(line, id, message)]


@pytest.mark.parametrize(
    "text",
    [
        a_rubric_file(line_3="version: !!str 1.0.0"),
        a_rubric_file(line_4="title: !!python/name:os.system An area"),
        a_rubric_file(line_6='source: !!map {document: A report, section: A section, pages: "1"}'),
        first_question_with('weight: !!int "3"'),
    ],
    ids=["!!str", "!!python", "!!map", "!!int"],
)
def test_the_tags_of_yaml_itself_are_refused_like_any_other(text):
    problems = rubric_problems(text)

    assert len(problems) == 1
    assert problems[0].message.startswith("has the tag '")


@pytest.mark.parametrize(
    "text",
    [
        a_rubric_file(line_4="title: &t An area"),
        a_rubric_file(line_4="title: 'No'"),
        a_rubric_file(line_4='title: "on"'),
        a_rubric_file(line_4="title: Yes, we can"),
        a_rubric_file(line_4="title: " + "x" * 200),
        a_rubric_file(line_5="summary: " + "é" * 10_000),
        a_rubric_file(line_4="title: <b>Área</b> \u202eright to left\u202c 🏛️"),
        a_rubric_file(line_14='    source: {code: [A1, A2], pages: "1"}'),
        first_question_with("weight: 1000", "quick: true"),
        first_question_with("quick: false"),
        a_rubric_file(line_7="method: {threshold: 1, lag: 0}\nthemes:"),
        a_rubric_file(line_7="method: {threshold: 0.01, lag: 6}\nthemes:"),
        a_rubric_file(line_18=A_LEVEL),
        RUBRIC_FILE.encode("utf-8-sig"),
        RUBRIC_FILE.replace("\n", "\r\n"),
        f"---\n{RUBRIC_FILE}...\n",
        RUBRIC_FILE + "#" * (RUBRIC_LIMIT - len(RUBRIC_FILE)),
    ],
    ids=[
        "an anchor that nothing repeats",
        "No in quotes",
        "on in quotes",
        "a yes in a sentence",
        "a title of 200",
        "a summary of 10,000",
        "markup, right to left and emoji",
        "two source codes",
        "the largest weight",
        "quick: false",
        "the whole share and no lag",
        "a small share and the longest lag",
        "a next step at the top",
        "a byte order mark",
        "lines that end as on Windows",
        "the marks of a document",
        "exactly 1 MiB",
    ],
)
def test_what_is_unusual_but_right_is_accepted(text):
    data = text if isinstance(text, bytes) else text.encode()

    assert parse_rubric(data, "area.yaml").id == "area"


@pytest.mark.parametrize("levels", [2, 7])
def test_two_and_seven_levels_are_accepted(levels):
    rubric = parse_rubric(both_questions_with_levels(levels).encode(), "area.yaml")

    assert [len(question.levels) for question in rubric.questions] == [levels, levels]


@pytest.mark.parametrize(
    ("levels", "message"),
    [(1, "levels needs at least 2 entries"), (8, "levels may have at most 7 entries")],
)
def test_one_and_eight_levels_are_refused_for_each_question(levels, message):
    problems = rubric_problems(both_questions_with_levels(levels))

    assert [(problem.id, problem.message) for problem in problems] == [("first", message), ("second", message)]


def test_three_critical_questions_are_accepted_and_each_more_is_a_problem():
    critical = "    critical: {reason: All rests on it.}\n"
    message = "more than 3 questions are critical; keep the 3 that matter most"

    assert len(parse_rubric(a_file_of_questions(3, critical).encode(), "area.yaml").questions) == 3
    assert rubric_problems(a_file_of_questions(4, critical)) == [in_rubric(49, "q4", message)]
    assert rubric_problems(a_file_of_questions(5, critical)) == [
        in_rubric(49, "q4", message),
        in_rubric(59, "q5", message),
    ]


def test_decimals_are_read_exactly():
    rubric = parse_rubric(a_rubric_file(line_7="method: {threshold: 0.55}\nthemes:").encode(), "area.yaml")

    assert (rubric.method.threshold.numerator, rubric.method.threshold.denominator) == (11, 20)


# One fault in an answers file, one problem


def the_first_answer(answer: str) -> str:
    return an_answers_file(line_9=f'      "first": {answer},')


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
        "another format": (an_answers_file(line_2='  "format": "answers/2",'), 2, "", "format must be 'answers/1'"),
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
        "level 2.0": (the_first_answer('{"level": 2.0}'), 9, "first", "level must be a whole number"),
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
            "country must be a two-letter country code such as GB (ISO 3166-1)",
        ),
        "a region without its country": (
            the_council('{"region": "ENG"}'),
            5,
            "",
            "region must be a region code such as GB-ENG (ISO 3166-2)",
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
        "YAML": (RUBRIC_FILE, 1, "", "is not readable as JSON; is it the right file?"),
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


# Several faults


def test_six_faults_of_different_kinds_in_a_rubric_file_are_six_problems():
    text = a_rubric_file(
        line_3="version: one",
        line_5="summary: What it is about.\ncolour: red",
        line_8="  - {id: one, title: One}\n  - {id: two, title: Two}",
        line_11="    theme: three\n    weight: 0",
        line_18="      - {description: All., evidence: 5}",
    )

    assert rubric_problems(text) == [
        in_rubric(3, "", "version must be a version such as 1.0.0"),
        in_rubric(6, "", UNKNOWN_KEY.format("colour")),
        in_rubric(10, "two", "theme 'two' has no question; add one or take the theme out"),
        in_rubric(13, "first", "there is no theme 'three'; the themes are one, two"),
        in_rubric(14, "first", "weight must be 1 or more"),
        in_rubric(21, "first", TEXT.format("evidence")),
    ]


def test_a_repeated_key_does_not_hide_the_other_faults_of_a_rubric_file():
    text = a_rubric_file(line_4="title: An area\ntitle: A area", line_11="    theme: two\n    weight: 0")

    assert rubric_problems(text) == [
        in_rubric(5, "", TWICE.format("title")),
        in_rubric(12, "first", "there is no theme 'two'; the themes are one"),
        in_rubric(13, "first", "weight must be 1 or more"),
    ]


def test_a_wrong_value_does_not_hide_a_missing_part_of_the_same_question():
    text = a_rubric_file(line_11="    theme: one\n    weight: 0", line_18="      - {description: All.}")

    assert rubric_problems(text) == [
        in_rubric(12, "first", "weight must be 1 or more"),
        in_rubric(19, "first", "level 2 has no evidence; say what would show it"),
    ]


def test_a_wrong_value_in_one_question_does_not_hide_the_floors_of_another():
    text = a_rubric_file(line_11="    theme: one\n    weight: 0", line_22="    why: It matters.\n    floors: [0, 1]")

    assert rubric_problems(text) == [
        in_rubric(12, "first", "weight must be 1 or more"),
        in_rubric(24, "second", FLOORS_LENGTH),
    ]


def test_two_faults_of_one_question_are_two_problems():
    text = a_rubric_file(
        line_13="    why: It matters.\n    floors: [0, 2, 1]\n    values: [0, 1]",
        line_18="      - {description: All.}",
    )

    assert rubric_problems(text) == [
        in_rubric(14, "first", "floors must begin with 0 and never fall"),
        in_rubric(15, "first", "values has 2 entries for 3 levels; give one for each level"),
        in_rubric(20, "first", "level 2 has no evidence; say what would show it"),
    ]


def test_six_faults_of_different_kinds_in_an_answers_file_are_six_problems():
    text = an_answers_file(
        line_2='  "format": "answers/2",',
        line_3='  "scope": "part",\n  "scoop": "full",',
        line_4='  "date": "2026-02-30",',
        line_5='  "council": {"country": "gb"},',
        line_9='      "first": {"level": "2"},',
    )

    assert answer_problems(text) == [
        in_answers(2, "", "format must be 'answers/1'"),
        in_answers(3, "", "scope must be one of 'full' or 'quick'"),
        in_answers(4, "", UNKNOWN_KEY.format("scoop")),
        in_answers(5, "", "date is not a day of the calendar; write it like 2026-05-14"),
        in_answers(6, "", "country must be a two-letter country code such as GB (ISO 3166-1)"),
        in_answers(10, "first", "level must be a whole number"),
    ]


def test_four_faults_against_the_rubric_are_four_problems():
    text = an_answers_file(
        line_6='  "rubrics": {"area": "1.0.0", "cloud": "1.0.0"},',
        line_9='      "first": {"level": 3},',
        line_10='      "third": {"level": 1}\n    },\n    "cyber": {',
    )

    assert answer_problems(text) == [
        in_answers(6, "cloud", "there is no rubric 'cloud' 1.0.0 here; the rubrics here are area"),
        in_answers(9, "first", "level 3 does not exist; the levels are 0 to 2"),
        in_answers(10, "third", "there is no question 'third' in rubric 'area' 1.0.0; check the id"),
        in_answers(12, "cyber", 'has answers but "rubrics" does not name it; add "cyber" with its version there'),
    ]


def test_a_wrong_value_does_not_hide_what_does_not_fit_the_rubric():
    text = an_answers_file(
        line_3='  "scope": "part",',
        line_9='      "first": {"level": 3},',
        line_10='      "third": {"level": 1}',
    )

    assert answer_problems(text) == [
        in_answers(3, "", "scope must be one of 'full' or 'quick'"),
        in_answers(9, "first", "level 3 does not exist; the levels are 0 to 2"),
        in_answers(10, "third", "there is no question 'third' in rubric 'area' 1.0.0; check the id"),
    ]


def test_a_repeated_key_does_not_hide_what_does_not_fit_the_rubric():
    text = an_answers_file(line_3='  "format": "answers/1",', line_9='      "first": {"level": 3},')

    assert answer_problems(text) == [
        in_answers(3, "", TWICE.format("format")),
        in_answers(9, "first", "level 3 does not exist; the levels are 0 to 2"),
    ]


def test_of_a_repeated_key_the_first_value_is_judged_and_the_second_is_pointed_out():
    text = an_answers_file(line_3='  "scope": "part",\n  "scope": "full",')

    assert answer_problems(text) == [
        in_answers(3, "", "scope must be one of 'full' or 'quick'"),
        in_answers(4, "", TWICE.format("scope")),
    ]


def test_a_wrong_answer_does_not_hide_what_does_not_fit_the_rubric_in_the_same_answer():
    text = an_answers_file(
        line_9='      "first": {"level": 3, "comment": "x"},',
        line_10='      "third": {"not_applicable": "superseded_by", "superseded_by": "second", "note": 5}',
    )

    assert answer_problems(text) == [
        in_answers(9, "first", UNKNOWN_KEY.format("comment")),
        in_answers(9, "first", "level 3 does not exist; the levels are 0 to 2"),
        in_answers(10, "third", TEXT.format("note")),
        in_answers(10, "third", "there is no question 'third' in rubric 'area' 1.0.0; check the id"),
    ]


@pytest.mark.parametrize(
    "rubrics",
    ['  "rubrics": 1,', '  "rubrics": {},', '  "rubrics": {"area": 1},', '  "rubrics": {"area": "v1"},', ""],
    ids=["a number", "empty", "a version that is a number", "a version that is none", "not there"],
)
def test_where_the_rubrics_cannot_be_read_their_answers_are_not_complained_of(rubrics):
    assert len(answer_problems(an_answers_file(line_6=rubrics))) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"line_8": "  - {id: One, title: One}"},
        {"line_8": "  - {title: One}"},
        {"line_7": "themes: 5", "line_8": ""},
        {"line_11": ""},
        {"line_11": "    theme: The first", "line_20": "    theme: one"},
        {"line_11": "    theme: on"},
    ],
    ids=["a theme's bad id", "a theme without id", "no list of themes", "no theme", "a bad theme", "a theme called on"],
)
def test_a_theme_that_cannot_be_read_is_complained_of_once(changes):
    assert len(rubric_problems(a_rubric_file(**changes))) == 1


def test_levels_that_cannot_be_read_say_nothing_of_the_floors_of_others():
    text = a_rubric_file(
        line_15="    levels: three",
        line_16="",
        line_17="",
        line_18="",
        line_22="    why: W.\n    floors: [0, 1]",
        line_26="",
    )

    assert rubric_problems(text) == [in_rubric(15, "first", "levels must be a list")]


def test_of_very_many_problems_the_first_hundred_are_listed_and_the_others_counted():
    colours = "\n".join(f"colour-{number}: red" for number in range(250))

    problems = rubric_problems(RUBRIC_FILE + colours)

    assert len(problems) == 101
    assert problems[99] == in_rubric(127, "", UNKNOWN_KEY.format("colour-99"))
    assert problems[100] == in_rubric(None, "", "has 150 more problems; mend these first, then check again")


def test_of_very_many_themes_a_message_names_the_first():
    themes = "\n".join(f"  - {{id: t{number}, title: T}}" for number in range(50))

    problems = rubric_problems(a_rubric_file(line_8=themes))

    first = "t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11 and 38 more"
    assert problems[-1] == in_rubric(69, "second", f"there is no theme 'one'; the themes are {first}")


# Messages as they are printed


def test_a_problem_reads_as_place_id_and_sentence():
    assert str(in_rubric(4, "first", "weight must be 1 or more")) == "area.yaml:4: first: weight must be 1 or more"
    assert str(in_rubric(None, "", "is empty")) == "area.yaml: is empty"
    assert str(Problem("is empty")) == "is empty"


def test_a_refusal_prints_one_line_for_each_problem():
    assert str(BadInput([Problem("one", "a.json", 1), Problem("two")])) == "a.json:1: one\ntwo"


@pytest.mark.parametrize(
    "text",
    [
        an_answers_file(line_3='  "\\ud800": 1,'),
        an_answers_file(line_3='  "\\ud800": 1, "\\ud800": 1,'),
        an_answers_file(line_6='  "rubrics": {"\\ud800": "1.0.0"},'),
        an_answers_file(line_10='      "\\ud800": {"level": 1}'),
        an_answers_file(line_4='  "date": "\\ud800",'),
        an_answers_file(line_3='  "scope": "\\ud800",'),
    ],
    ids=["an unknown key", "a repeated key", "a rubric", "a question", "a date", "a scope"],
)
def test_a_message_about_half_of_a_character_can_itself_be_printed(text):
    for problem in answer_problems(text):
        assert str(problem).encode()


@pytest.mark.parametrize(
    "text",
    [
        the_first_answer('{"level": ' + "9" * 4000 + "}"),
        an_answers_file(line_3='  "' + "x" * 100_000 + '": 1,'),
        an_answers_file(line_3='  "' + "x" * 100_000 + '": 1, "' + "x" * 100_000 + '": 1,'),
        an_answers_file(line_10='      "' + "x" * 100_000 + '": 5'),
        an_answers_file(line_6='  "rubrics": {"' + "x" * 100_000 + '": 1},'),
    ],
    ids=["a level of 4,000 digits", "a key of 100,000 characters", "a repeated one", "a question", "a rubric"],
)
def test_a_message_does_not_repeat_what_is_endless(text):
    assert all(len(str(problem)) < 500 for problem in answer_problems(text))


@pytest.mark.parametrize(
    "text",
    [
        first_question_with("x" * 1000 + ": 1"),
        a_rubric_file(line_4="title: !" + "x" * 1000 + " An area"),
        a_rubric_file(line_4="title: &" + "x" * 1000 + " An area", line_5="summary: *" + "x" * 1000),
        a_rubric_file(line_10="  - id: " + "x" * 100_000),
        a_rubric_file(line_11="    theme: " + "x" * 100_000),
    ],
    ids=["a key", "a tag", "an alias", "an id", "a theme"],
)
def test_a_message_about_a_rubric_does_not_repeat_what_is_endless_either(text):
    assert all(len(str(problem)) < 500 for problem in rubric_problems(text))


def test_a_long_key_is_quoted_by_its_beginning():
    problems = rubric_problems(a_rubric_file(line_4="title: An area\n" + "x" * 65 + ": 1"))

    assert problems == [in_rubric(5, "", UNKNOWN_KEY.format("x" * 60 + "…"))]


def test_a_message_stays_on_its_line_and_shows_what_cannot_be_shown():
    problems = answer_problems(an_answers_file(line_3='  "a\\nb\\u001b": 1,'))

    assert [str(problem) for problem in problems] == [f"ours.json:3: {UNKNOWN_KEY.format('a�b�')}"]


def test_a_file_name_that_is_no_text_can_still_be_printed():
    assert str(Problem("is empty", "\udcff.yaml", 1)) == "�.yaml:1: is empty"


# Whatever comes, a value or a BadInput


def accepts_or_refuses(data: bytes) -> None:
    for parse in (lambda: parse_rubric(data, "area.yaml"), lambda: parse_answers(data, RUBRICS, "ours.json")):
        problems = problems_of(parse)
        assert problems != ()
        assert all(str(problem).encode() for problem in problems or ())


def problems_of(parse: Callable[[], object]) -> tuple[Problem, ...] | None:
    try:
        parse()
    except BadInput as refused:
        return refused.problems
    return None


any_input = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates().map(str)
VALUES = st.recursive(
    SCALARS, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3)
)


@given(st.binary(max_size=200))
@any_input
def test_any_bytes_are_a_value_or_a_refusal(data):
    accepts_or_refuses(data)


@given(st.text(max_size=200))
@example("\u2028")
@example("{\ufeff}")
@example("%YAML 9.9\n---\na: b")
@any_input
def test_any_text_is_a_value_or_a_refusal(text):
    accepts_or_refuses(text.encode("utf-8", "surrogatepass"))


@given(st.sampled_from([RUBRIC_FILE, ANSWERS_FILE]), st.data())
@any_input
def test_any_file_cut_or_changed_anywhere_is_a_value_or_a_refusal(text, data):
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(len(text), at + 30)))
    instead = data.draw(st.sampled_from(["", "[", "{", "}", '"', "'", ":", "- ", "\n", "*a", "&a", "!", "null", "1e9"]))

    accepts_or_refuses((text[:at] + instead + text[until:]).encode())


@given(
    st.sampled_from(["format", "scope", "date", "council", "rubrics", "answers"]),
    st.sampled_from([(), ("area",), ("area", "first"), ("name",), ("area", "first", "evidence")]),
    VALUES,
)
@any_input
def test_any_value_anywhere_in_an_answers_file_is_a_value_or_a_refusal(key, path, value):
    content = json.loads(ANSWERS_FILE)
    for name in reversed(path):
        value = {name: value}
    content[key] = value

    accepts_or_refuses(json.dumps(content).encode())


# Out and in again


def a_full_sheet():
    return a_sheet(
        an_answer(2, note="Since spring.", evidence=[a_document(owner="ICT", link="x:y", reviewed_by="Audit")]),
        DONT_KNOW,
        NA,
        None,
        an_answer(NA, not_applicable="superseded_by", superseded_by="q1"),
        scope="quick",
        council=Council(name="Example Borough", country="GB", region="GB-ENG", type="district", population=118_000),
    )


def test_a_sheet_comes_back_as_it_went_out():
    sheet = a_full_sheet()

    assert parse_answers(dump_answers(sheet), rubrics_of(a_rubric(weights=(1,) * 5)), "ours.json") == sheet


def test_a_sheet_goes_out_in_the_documented_format():
    sheet = a_sheet(an_answer(2, note="Café"), DONT_KNOW)

    assert dump_answers(sheet).decode() == (
        "{\n"
        '  "format": "answers/1",\n'
        '  "scope": "full",\n'
        '  "date": "2026-05-14",\n'
        '  "rubrics": {\n'
        '    "area": "1.0.0"\n'
        "  },\n"
        '  "answers": {\n'
        '    "area": {\n'
        '      "q1": {\n'
        '        "level": 2,\n'
        '        "note": "Café"\n'
        "      },\n"
        '      "q2": {\n'
        '        "unknown": true\n'
        "      }\n"
        "    }\n"
        "  }\n"
        "}\n"
    )


def test_level_0_goes_out_and_comes_back():
    sheet = a_sheet(0)

    assert parse_answers(dump_answers(sheet), rubrics_of(a_rubric()), "ours.json").answer("area", "q1").level == 0


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert('x')</script> &amp; <b>bold</b>",
        "=1+1",
        "\u202eright to left\u202c and \u200f mark",
        "👩‍👩‍👧 🏛️ 🇬🇧",
        "e\u0301 is not é",
        "a\r\nb\tc\u2028d",
        "\u0001\u001b[31m",
        '"quotes" \\ and \\n',
        "  spaces around  ",
        "\ufeffmark",
        "中文 العربية हिन्दी",
    ],
)
def test_text_is_kept_exactly_as_it_was_typed(text):
    sheet = a_sheet(an_answer(2, note=text), council=Council(name=text))

    again = parse_answers(dump_answers(sheet), rubrics_of(a_rubric()), "ours.json")

    assert again.answer("area", "q1").note == text
    assert again.council.name == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip))
@any_input
def test_any_text_comes_back_as_it_went_out(text):
    sheet = a_sheet(an_answer(2, note=text))

    assert parse_answers(dump_answers(sheet), rubrics_of(a_rubric()), "ours.json") == sheet


# Files on disk


def test_a_rubric_is_loaded_from_its_file(tmp_path):
    path = tmp_path / "area.yaml"
    path.write_text(RUBRIC_FILE, encoding="utf-8")

    assert load_rubric(path) == RUBRICS["area", "1.0.0"]


def test_answers_are_loaded_from_their_file(tmp_path):
    path = tmp_path / "ours.json"
    path.write_text(ANSWERS_FILE, encoding="utf-8")

    assert load_answers(path, RUBRICS) == parse_answers(ANSWERS_FILE.encode(), RUBRICS, "ours.json")


@pytest.mark.parametrize("size", [RUBRIC_LIMIT + 1, 8 * RUBRIC_LIMIT])
def test_a_rubric_file_over_1_mib_is_refused(tmp_path, size):
    path = tmp_path / "area.yaml"
    path.write_bytes(RUBRIC_FILE.encode().ljust(size, b"#"))

    with pytest.raises(BadInput) as refused:
        load_rubric(path)

    assert list(refused.value.problems) == [Problem("is larger than 1 MiB; this can't be the right file", "area.yaml")]


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    with pytest.raises(BadInput) as refused:
        load_answers(tmp_path / "ours.json", RUBRICS)

    assert list(refused.value.problems) == [
        Problem("there is no such file; check the name and its permissions", "ours.json")
    ]


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path):
    with pytest.raises(BadInput) as refused:
        load_rubric(tmp_path)

    assert list(refused.value.problems) == [Problem("can't be read; check the name and its permissions", tmp_path.name)]


def test_all_rubrics_of_a_folder_are_loaded_by_id_and_version(tmp_path):
    (tmp_path / "area.yaml").write_text(RUBRIC_FILE, encoding="utf-8")
    (tmp_path / "area-2.yaml").write_text(a_rubric_file(line_3="version: 2.0.0"), encoding="utf-8")
    (tmp_path / "cloud.yaml").write_text(a_rubric_file(line_2="id: cloud"), encoding="utf-8")
    (tmp_path / "README.md").write_text("Not a rubric.", encoding="utf-8")

    assert set(load_rubrics(tmp_path)) == {("area", "1.0.0"), ("area", "2.0.0"), ("cloud", "1.0.0")}


def test_the_problems_of_all_files_of_a_folder_are_listed(tmp_path):
    (tmp_path / "a.yaml").write_text(a_rubric_file(line_1="format: rubric/2"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text("", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(RUBRIC_FILE, encoding="utf-8")
    (tmp_path / "d.yaml").write_text(RUBRIC_FILE, encoding="utf-8")

    with pytest.raises(BadInput) as refused:
        load_rubrics(tmp_path)

    assert list(refused.value.problems) == [
        Problem("format must be 'rubric/1'", "a.yaml", 1),
        Problem(NO_CONTENT, "b.yaml"),
        Problem("'area' 1.0.0 is in another file too; keep one", "d.yaml", id="area"),
    ]


def test_a_folder_without_rubrics_is_a_problem(tmp_path):
    with pytest.raises(BadInput) as refused:
        load_rubrics(tmp_path)

    assert list(refused.value.problems) == [
        Problem("holds no rubric; a rubric is a file whose name ends in .yaml", tmp_path.name)
    ]
