"""R16: results compare only where the content of their rubrics is the same, whatever the layout of the files."""

import pytest

from assessment.files.loading import parse_rubric
from tests.builders import RUBRIC_FILE, a_rubric_file


def rubric_of(text: str):
    return parse_rubric(text.encode(), "area.yaml")


SAME = {
    "a comment": "# by me\n" + RUBRIC_FILE,
    "blank lines": RUBRIC_FILE.replace("themes:", "\n\nthemes:"),
    "spaces": RUBRIC_FILE.replace("{id: one, title: One}", "{ id:  one,   title: One }"),
    "line ends": RUBRIC_FILE.replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + RUBRIC_FILE,
    "key order": a_rubric_file(line_2="title: An area", line_4="id: area"),
    "key order within a line": a_rubric_file(line_14='    source: {pages: "1", code: A1}'),
    "quotes": a_rubric_file(line_4="title: 'An area'"),
    "block text": a_rubric_file(line_5="summary: >-\n  What it\n  is about."),
    "the default weight": a_rubric_file(line_11="    theme: one\n    weight: 1"),
    "the default quick": a_rubric_file(line_11="    theme: one\n    quick: false"),
    "the default threshold": a_rubric_file(line_7="method: {threshold: 0.8}\nthemes:"),
    "the default threshold, longer": a_rubric_file(line_7="method: {threshold: 0.80}\nthemes:"),
    "the default lag": a_rubric_file(line_7="method: {lag: 2}\nthemes:"),
    "the default method": a_rubric_file(line_7="method: {}\nthemes:"),
    "no reason to be critical": a_rubric_file(line_11="    theme: one\n    critical: null"),
    "the default applicability": a_rubric_file(line_11="    theme: one\n    not_applicable: true"),
}

OTHER = {
    "a weight": a_rubric_file(line_11="    theme: one\n    weight: 2"),
    "a word of a question": a_rubric_file(line_12="    text: Is it finished?"),
    "a word of a level": a_rubric_file(line_18="      - {description: Everything., evidence: A report.}"),
    "a level more": RUBRIC_FILE.replace(
        "      - {description: All., evidence: A report.}\n",
        "      - {description: Most., evidence: A report., next_step: {action: Go., who: Somebody, effort: L}}\n"
        "      - {description: All., evidence: A report.}\n",
    ),
    "a question the less": "".join(RUBRIC_FILE.splitlines(keepends=True)[:18]),
    "the version": a_rubric_file(line_3="version: 1.0.1"),
    "the threshold": a_rubric_file(line_7="method: {threshold: 0.81}\nthemes:"),
    "the lag": a_rubric_file(line_7="method: {lag: 1}\nthemes:"),
    "a quick question": a_rubric_file(line_11="    theme: one\n    quick: true"),
    "a critical question": a_rubric_file(line_11="    theme: one\n    critical: {reason: All rests on it.}"),
    "whether it may not apply": a_rubric_file(line_11="    theme: one\n    not_applicable: false"),
    "floors": a_rubric_file(line_11="    theme: one\n    floors: [0, 1, 1]"),
    "values": a_rubric_file(line_11="    theme: one\n    values: [0, 0.2, 1]"),
    "an id": a_rubric_file(line_10="  - id: earlier"),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_the_content_hash_is_the_same_whatever_the_layout_and_with_defaults_restated(text):
    assert rubric_of(text).content_hash == rubric_of(RUBRIC_FILE).content_hash


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_the_content_hash_differs_once_the_content_does(text):
    assert rubric_of(text).content_hash != rubric_of(RUBRIC_FILE).content_hash


def test_restating_that_a_critical_question_must_apply_keeps_the_content_hash():
    silent = a_rubric_file(line_11="    theme: one\n    critical: {reason: All rests on it.}")
    stated = a_rubric_file(
        line_11="    theme: one\n    critical: {reason: All rests on it.}\n    not_applicable: false"
    )

    assert rubric_of(stated).content_hash == rubric_of(silent).content_hash


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (a_rubric_file(line_11="    theme: one\n    weight: 1"), True),
        (a_rubric_file(line_12="    text: Is it finished?"), True),
        (a_rubric_file(line_3="version: 2.0.0"), True),
        (a_rubric_file(line_11="    theme: one\n    floors: [0, 1, 1]"), True),
        (a_rubric_file(line_11="    theme: one\n    weight: 2"), False),
        (a_rubric_file(line_20="    theme: one\n    weight: 3"), False),
    ],
    ids=["the default restated", "a word", "the version", "floors", "a weight", "another weight"],
)
def test_the_weights_hash_differs_only_with_the_weights(text, same):
    assert (rubric_of(text).weights_hash == rubric_of(RUBRIC_FILE).weights_hash) is same


def test_equal_weights_of_other_questions_are_not_the_same_weights():
    heavy_first = a_rubric_file(line_11="    theme: one\n    weight: 2")
    heavy_second = a_rubric_file(line_20="    theme: one\n    weight: 2")

    assert rubric_of(heavy_first).weights_hash != rubric_of(heavy_second).weights_hash


def test_hashes_are_sha_256_in_hexadecimal_and_stay_as_they_were():
    """Stored results carry them: a change here makes every earlier result incomparable."""
    rubric = rubric_of(RUBRIC_FILE)

    assert len(rubric.content_hash) == len(rubric.weights_hash) == 64
    assert rubric.content_hash == "2c94c856aa15921cd0f1586c862bfa219dfac031b08273843866a2f630f1e32a"
    assert rubric.weights_hash == "b982ce2a5a8642a09565dd27859dfcbe7d55bb7567815f4706f563a56081684a"
