"""One fault in a rubric file is one problem, with its line and id."""

import random

import pytest

from assessment.files import RUBRIC_LIMIT
from assessment.files.loading import parse_rubric
from tests.builders import (
    RUBRIC_FILE,
    a_rubric_file,
)
from tests.files.faults import (
    EMPTY,
    FLOORS_LENGTH,
    NO_CONTENT,
    SLUG,
    TEXT,
    TOO_DEEP,
    TWICE,
    UNKNOWN_KEY,
    first_question_with,
    in_rubric,
    rubric_problems,
    table,
)

A_LEVEL = "      - {description: D., evidence: E., next_step: {action: A., who: W, effort: L}}"


def both_questions_with_levels(number: int) -> str:
    levels = "\n".join([A_LEVEL] * number)
    return a_rubric_file(line_16=levels, line_25=levels, line_17="", line_18="", line_26="", line_27="")


def a_file_of_questions(number: int, more: str = "") -> str:
    head, question = RUBRIC_FILE.splitlines(keepends=True)[:9], RUBRIC_FILE.splitlines(keepends=True)[9:18]
    questions = ["".join(question).replace("first", f"q{n}") + more for n in range(1, number + 1)]
    return "".join([*head, *questions])


BOOLEAN = "'{}' may be read as true or false; write true or false, or put it in quotes"
NO_YAML = "is not readable as YAML: {}; check indentation, quotes and colons here"


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
        "another format": (
            a_rubric_file(line_1="format: rubric/3"),
            1,
            "",
            "format must be 'rubric/1' or 'rubric/2'",
        ),
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
        RUBRIC_FILE.encode("utf-16"),
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
        "Unicode as Notepad calls it",
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
