"""Several faults at once: each is told, none hides another."""

import pytest

from assessment.files import parse_answers
from assessment.files.loading import parse_rubric
from tests.builders import (
    ANSWERS_FILE,
    RUBRIC_FILE,
    a_rubric_file,
    an_answers_file,
)
from tests.files.faults import (
    FLOORS_LENGTH,
    RUBRICS,
    TEXT,
    TWICE,
    UNKNOWN_KEY,
    answer_problems,
    in_answers,
    in_rubric,
    rubric_problems,
)


def test_the_two_files_that_these_tests_break_are_whole():
    rubric = parse_rubric(RUBRIC_FILE.encode(), "area.yaml")
    sheet = parse_answers(ANSWERS_FILE.encode(), RUBRICS, "ours.json")

    assert [question.id for question in rubric.questions] == ["first", "second"]
    assert [sheet.answer("area", name).level for name in ("first", "second")] == [2, 1]


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
        line_2='  "format": "answers/3",',
        line_3='  "scope": "part",\n  "scoop": "full",',
        line_4='  "date": "2026-02-30",',
        line_5='  "council": {"country": "gb"},',
        line_9='      "first": {"level": "2"},',
    )

    assert answer_problems(text) == [
        in_answers(2, "", "format must be 'answers/1' or 'answers/2'"),
        in_answers(3, "", "scope must be one of 'full' or 'quick'"),
        in_answers(4, "", UNKNOWN_KEY.format("scoop")),
        in_answers(5, "", "date is not a day of the calendar; write it like 2026-05-14"),
        in_answers(6, "", "country 'gb' is not the code that is used here; write GB"),
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
