"""Format rubric/2: what counts, who could say and which ladder, in each question; rubric/1 is read as before."""

import pytest

from assessment.files.loading import parse_rubric
from assessment.instrument import NEW_KEYS, Pattern, Role
from tests.builders import RUBRIC_2_FILE, RUBRIC_FILE, a_rubric_2_file
from tests.files.faults import UNKNOWN_KEY, first_question_with, in_rubric, rubric_problems, table


def test_a_question_of_rubric_2_says_what_counts_who_could_say_and_which_ladder_it_has() -> None:
    first, _ = parse_rubric(RUBRIC_2_FILE.encode(), "area.yaml").questions

    assert first.count == "What is done counts."
    assert first.ask == (Role.ICT, Role.SECURITY)
    assert first.pattern is Pattern.OWN
    assert first.new_keys == set(NEW_KEYS)


def test_a_question_of_rubric_1_has_none_of_this() -> None:
    first, _ = parse_rubric(RUBRIC_FILE.encode(), "area.yaml").questions

    assert (first.count, first.ask, first.pattern) == (None, None, None)


@table(
    {
        "no pattern": (a_rubric_2_file(line_13=""), 10, "first", "pattern is missing; add it"),
        "no count": (a_rubric_2_file(line_14=""), 10, "first", "count is missing; add it"),
        "no ask": (a_rubric_2_file(line_15=""), 10, "first", "ask is missing; add it"),
        "an unknown pattern": (
            a_rubric_2_file(line_13="    pattern: did"),
            13,
            "first",
            "pattern must be one of 'done', 'kept', 'answered_for', 'exercised' or 'own'",
        ),
        "an empty count": (
            a_rubric_2_file(line_14='    count: " "'),
            14,
            "first",
            "count is empty; write something or leave the key out",
        ),
        "an unknown role": (
            a_rubric_2_file(line_15="    ask: [ict, mayor]"),
            15,
            "first",
            "ask, entry 2 must be one of 'ict', 'security', 'data-protection', 'procurement', "
            "'people-and-communications', 'service-head', 'chief-executive', 'councillor' or 'emergency-planning'",
        ),
        "no role": (a_rubric_2_file(line_15="    ask: []"), 15, "first", "ask needs at least 1 entry"),
        "four roles": (
            a_rubric_2_file(line_15="    ask: [ict, security, procurement, councillor]"),
            15,
            "first",
            "ask may have at most 3 entries",
        ),
        "a role twice": (
            a_rubric_2_file(line_15="    ask: [ict, ict]"),
            15,
            "first",
            "ask names a role more than once; keep one",
        ),
        "a role alone": (a_rubric_2_file(line_15="    ask: ict"), 15, "first", "ask must be a list"),
        "a count in rubric/1": (
            first_question_with("count: What is done."),
            14,
            "first",
            "count belongs to rubric/2; write that as the format, or take it out",
        ),
        "a format to come": (
            a_rubric_2_file(line_1="format: rubric/3"),
            1,
            "",
            "format must be 'rubric/1' or 'rubric/2'",
        ),
    }
)
def test_one_fault_is_one_problem_with_its_line_and_id(text: str, line: int, id: str, message: str) -> None:
    assert rubric_problems(text) == [in_rubric(line, id, message)]


def test_what_is_missing_is_told_beside_a_fault_elsewhere() -> None:
    text = a_rubric_2_file(line_4="title: An area\ncolour: red", line_14="")

    assert rubric_problems(text) == [
        in_rubric(5, "", UNKNOWN_KEY.format("colour")),
        in_rubric(11, "first", "count is missing; add it"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"line_13": "    pattern: done"},
        {"line_14": "    count: Something else counts."},
        {"line_15": "    ask: [ict]"},
    ],
    ids=NEW_KEYS,
)
def test_each_of_the_new_keys_is_content(change: dict[str, str]) -> None:
    """R16."""
    plain, changed = (parse_rubric(text.encode(), "area.yaml") for text in (RUBRIC_2_FILE, a_rubric_2_file(**change)))

    assert changed.content_hash != plain.content_hash
