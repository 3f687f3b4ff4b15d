"""Files with faults: what the readers say of them."""

import pytest
from hypothesis import HealthCheck, settings

from assessment.files import parse_answers
from assessment.files.loading import parse_rubric
from assessment.instrument import BadInput, Problem
from tests.builders import (
    RUBRIC_FILE,
    a_rubric_file,
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


def first_question_with(*lines: str) -> str:
    return a_rubric_file(line_13="\n".join(["    why: It matters.", *(f"    {line}" for line in lines)]))


UNKNOWN_KEY = "the key '{}' is not known here; take it out or correct its spelling"
TWICE = "the key '{}' stands twice; keep one"
TEXT = "{} must be text; put quotes around it if it looks like a number or a date"
EMPTY = "{} is empty; write something or leave the key out"
SLUG = "must be an id: small letters, digits and hyphens, beginning with a letter, at most 64 characters"
TOO_DEEP = "is nested more than 20 deep; check the brackets"
NO_CONTENT = "is empty; is it the right file?"
FLOORS_LENGTH = "floors needs one entry for each of the rubric's 3 levels, none over 2"


def the_first_answer(answer: str) -> str:
    return an_answers_file(line_9=f'      "first": {answer},')


any_input = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
