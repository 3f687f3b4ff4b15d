"""Whatever comes in, a value or a refusal comes out."""

import json
from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from assessment.files import open_answers, parse_answers, parse_companions, parse_figures
from assessment.files.loading import parse_rubric
from assessment.instrument import BadInput, Problem
from tests import published
from tests.builders import ANSWERS_FILE, RUBRIC_FILE, a_rubric, rubrics_of
from tests.companions import RUBRICS as OTHER_RUBRICS
from tests.companions import a_file, a_set
from tests.files.faults import RUBRICS, any_input

COMPANIONS = a_set()
COMPANION_FILE = json.dumps(a_file(), indent=1)
BOTH = OTHER_RUBRICS | rubrics_of(a_rubric(weights=(1, 1), version="2.0.0"))
FIGURE_FILE = json.dumps(published.a_file(published.a_figure(questions=[published.a_match()])), indent=1)
WITH_FACTS = json.dumps(
    json.loads(ANSWERS_FILE) | {"format": "answers/2", "companions": "1.0.0", "facts": {"list": "yes"}}, indent=1
)


def accepts_or_refuses(data: bytes) -> None:
    for parse in (
        lambda: parse_rubric(data, "area.yaml"),
        lambda: parse_answers(data, RUBRICS, "ours.json", lambda: COMPANIONS),
        lambda: open_answers(data, RUBRICS, "ours.json", lambda: COMPANIONS),
        lambda: parse_companions(data, OTHER_RUBRICS, "area.yaml"),
        lambda: parse_figures(data, BOTH, "figures.yaml"),
    ):
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


@given(st.sampled_from([RUBRIC_FILE, ANSWERS_FILE, WITH_FACTS, COMPANION_FILE, FIGURE_FILE]), st.data())
@any_input
def test_any_file_cut_or_changed_anywhere_is_a_value_or_a_refusal(text, data):
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(len(text), at + 30)))
    instead = data.draw(st.sampled_from(["", "[", "{", "}", '"', "'", ":", "- ", "\n", "*a", "&a", "!", "null", "1e9"]))

    accepts_or_refuses((text[:at] + instead + text[until:]).encode())


@given(
    st.sampled_from(["format", "scope", "date", "council", "rubrics", "answers", "companions", "facts", "plan"]),
    st.sampled_from([(), ("area",), ("area", "first"), ("name",), ("area", "first", "evidence")]),
    VALUES,
)
@any_input
def test_any_value_anywhere_in_an_answers_file_is_a_value_or_a_refusal(key, path, value):
    content = json.loads(WITH_FACTS)
    for name in reversed(path):
        value = {name: value}
    content[key] = value

    accepts_or_refuses(json.dumps(content).encode())


@given(
    st.sampled_from(["area", "version", "sources", "items", "ask", "questions", "better", "implied_by", "figures"]),
    VALUES,
)
@any_input
def test_any_value_anywhere_in_companion_questions_is_a_value_or_a_refusal(key, value):
    content = json.loads(COMPANION_FILE)
    within = content if key in content else content["items"][0]
    within[key] = value

    accepts_or_refuses(json.dumps(content).encode())


@given(st.sampled_from(["format", "sources", "figures", "points", "questions", "question", "version", "level"]), VALUES)
@any_input
def test_any_value_anywhere_in_published_figures_is_a_value_or_a_refusal(key, value):
    content = json.loads(FIGURE_FILE)
    figure = content["figures"][0]
    within = next((one for one in (content, figure) if key in one), figure["questions"][0])
    (content if key == "points" else within)[key] = value

    accepts_or_refuses(json.dumps(content).encode())
