"""Problems as they are printed: on one line, and never endless."""

import pytest

from assessment.instrument import BadInput, Problem
from tests.builders import (
    a_rubric_file,
    an_answers_file,
)
from tests.files.faults import (
    UNKNOWN_KEY,
    answer_problems,
    first_question_with,
    in_rubric,
    rubric_problems,
    the_first_answer,
)


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
    (problem,) = answer_problems(an_answers_file(line_3='  "a\\nb\\u001b": 1,'))

    assert str(problem) == (
        "ours.json:3: the key 'a�b�' is not known here; it holds the character U+000A: write plain spaces"
    )


def test_a_file_name_that_is_no_text_can_still_be_printed():
    assert str(Problem("is empty", "\udcff.yaml", 1)) == "�.yaml:1: is empty"
