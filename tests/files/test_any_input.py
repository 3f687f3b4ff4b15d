"""Whatever comes in, a value or a refusal comes out."""

import json
from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from assessment.files import parse_answers
from assessment.files.loading import parse_rubric
from assessment.instrument import BadInput, Problem
from tests.builders import (
    ANSWERS_FILE,
    RUBRIC_FILE,
)
from tests.files.faults import RUBRICS, any_input


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
