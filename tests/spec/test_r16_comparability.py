"""R16: results compare only where the content of their rubrics is the same, whatever the layout of the files; between
versions only the questions whose levels all become themselves do.
"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.files import load_crosswalks, load_rubrics, shipped_rubrics
from assessment.files.loading import parse_rubric
from assessment.instrument import AnswerSheet, Crosswalks, Scope
from assessment.scoring import Basis, Comparison, compare, score
from tests.builders import (
    BLANK,
    DONT_KNOW,
    NA,
    RUBRIC_FILE,
    a_question,
    a_rubric,
    a_rubric_file,
    a_sheet,
    an_answer,
    rubrics_of,
)
from tests.crosswalks import FILE, NEW, OLD, RUBRICS, a_walk, walks


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


# Two results side by side


def compared(before: AnswerSheet, after: AnswerSheet, crosswalks: Crosswalks | None = None) -> Comparison:
    return compare(before, after, RUBRICS, walks() if crosswalks is None else crosswalks)


def of_version(version: str, **levels: int | str | None) -> AnswerSheet:
    answers = {id: an_answer(said) for id, said in levels.items() if said is not None}
    return AnswerSheet(date="2026-05-14", rubrics={"area": version}, answers={"area": answers})


def test_results_of_the_same_questions_are_compared_whole() -> None:
    whole = compared(of_version("2.0.0", q1=1, q2=1, added=1), of_version("2.0.0", q1=4, q2=1, added=1))

    (area,) = whole.areas
    assert (area.basis, area.difference, whole.difference) == (Basis.WHOLE, 25, 25)
    assert not whole.questions_changed


def test_of_two_versions_only_the_common_questions_are_compared() -> None:
    """q1 rises by 4 levels and is not common; q2 falls by one, which is all that the difference may say."""
    before = of_version("1.0.0", q1=0, q2=3, gone=4)
    after = of_version("2.0.0", q1=4, q2=2, added=4)

    found = compared(before, after)

    (area,) = found.areas
    assert (area.basis, area.common, area.difference) == (Basis.COMMON, ("q2",), -25)
    assert [scores.score.value for scores in (area.before.scores, area.after.scores)] == [
        Fraction(700, 12),
        Fraction(1000, 12),
    ]
    assert found.difference is None


NONE_ALIKE = FILE.replace("change: same", "change: levels_moved").replace("becomes: 4]", "at_least: 3]")


def test_without_common_questions_both_results_stand_side_by_side_and_no_difference_is_computed() -> None:
    before, after = of_version("1.0.0", q1=1, q2=1, gone=1), of_version("2.0.0", q1=2, q2=2, added=2)

    found = compared(before, after, walks(a_walk(NONE_ALIKE)))

    (area,) = found.areas
    assert (area.basis, area.common, area.difference, found.difference) == (Basis.CHANGED, (), None, None)
    assert found.questions_changed
    assert area.before == score(before, RUBRICS).areas[0]
    assert area.after == score(after, RUBRICS).areas[0]


def test_without_a_crosswalk_nothing_is_common() -> None:
    found = compared(of_version("1.0.0", q2=1), of_version("2.0.0", q2=1), {})

    assert [area.basis for area in found.areas] == [Basis.CHANGED]


def test_the_versions_compare_the_same_whichever_of_them_is_the_later_assessment() -> None:
    old, new = of_version("1.0.0", q1=0, q2=3, gone=4), of_version("2.0.0", q1=4, q2=2, added=4)

    assert compared(new, old).areas[0].difference == 25


@pytest.mark.parametrize("said", [DONT_KNOW, NA, BLANK])
def test_a_common_question_without_a_level_on_one_side_leaves_no_difference(said: str | None) -> None:
    area = compared(of_version("1.0.0", q1=1, q2=said, gone=1), of_version("2.0.0", q1=1, q2=2)).areas[0]

    assert (area.basis, area.difference) == (Basis.COMMON, None)


def test_a_quick_check_is_never_compared_with_a_full_assessment() -> None:
    quick = of_version("2.0.0", q1=1, q2=1, added=1).model_copy(update={"scope": Scope.QUICK})

    (area,) = compared(quick, of_version("2.0.0", q1=1, q2=1, added=1)).areas

    assert (area.basis, area.difference) == (Basis.SCOPE, None)


def test_areas_of_only_one_side_are_named_and_leave_no_overall_difference() -> None:
    one, two = a_rubric(id="one"), a_rubric(id="two")
    both = a_sheet(areas={"one": (1,), "two": (2,)})

    found = compare(both, a_sheet(areas={"one": (3,)}), rubrics_of(one, two), {})

    assert (found.only_before, found.only_after, found.difference) == (("two",), (), None)
    assert [area.difference for area in found.areas] == [50]


def test_a_level_that_is_worth_another_share_is_counted_by_the_newer_version_on_both_sides() -> None:
    steep = a_question("q2", values=(0, 0, 0, 0, 1))
    rubrics = rubrics_of(OLD, a_rubric(NEW.questions[0], steep, NEW.questions[2], version="2.0.0"))

    (area,) = compare(of_version("1.0.0", q2=3), of_version("2.0.0", q2=4), rubrics, walks()).areas

    assert area.difference == 100


def test_the_shipped_versions_have_no_common_question() -> None:
    """Each question has at least one level that is not certain to be itself, so that no change is claimed."""
    found = load_crosswalks(shipped_rubrics(), load_rubrics(shipped_rubrics()))

    assert [walk.common for walk in found.values()] == [()] * 4


@settings(deadline=None, max_examples=60)
@given(st.tuples(*[st.integers(0, 4)] * 6))
def test_a_common_difference_is_that_of_the_common_questions_and_never_beyond_100(levels: tuple[int, ...]) -> None:
    before = of_version("1.0.0", q1=levels[0], q2=levels[1], gone=levels[2])
    after = of_version("2.0.0", q1=levels[3], q2=levels[4], added=levels[5])

    difference = compared(before, after).areas[0].difference

    assert difference == 25 * (levels[4] - levels[1])
    assert compared(after, before).areas[0].difference == -difference
