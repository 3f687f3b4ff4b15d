"""R16b and R16 over time: the raw difference always, "a change" only from one answer's step on; a line through several
assessments that breaks where the questions changed.
"""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.scoring import Basis, assess, comparable, compare, compare_assessed, comparison_document, trend
from assessment.scoring.comparable import Comparison
from tests.builders import BLANK, DONT_KNOW, NA, Said, a_question, a_rubric, a_sheet, rubrics_of
from tests.progress import DAYS, FIRST, NOW, SECOND, WALKS
from tests.spec.test_properties import many


def of_five(before: tuple[Said, ...], after: tuple[Said, ...], weights: tuple[int, ...] = (1,) * 5) -> Comparison:
    return compare(a_sheet(*before), a_sheet(*after), rubrics_of(a_rubric(weights=weights)), {})


# The worked example


def test_between_two_milestones_of_the_same_questions_the_whole_is_compared() -> None:
    found = compare_assessed(FIRST, SECOND, WALKS)

    (area,) = found.areas
    assert (found.difference, found.step, found.is_change) == (10, 5, True)
    assert (area.basis, area.difference, area.step, area.is_change) == (Basis.WHOLE, 10, 5, True)
    assert [(one.after.id, one.before.level, one.after.level) for one in area.moved] == [
        ("list", 0, 1),
        ("training", 1, 2),
    ]


def test_over_a_break_only_what_both_versions_ask_alike_is_compared() -> None:
    """The results themselves fall by 20 points, which says nothing; the three questions in common rise by 25."""
    found = compare_assessed(SECOND, NOW, WALKS)

    (area,) = found.areas
    assert [scores.score.value for scores in (area.before.scores, area.after.scores)] == [60, 40]
    assert (found.difference, found.step, found.is_change, found.ahead) == (None, None, False, None)
    assert (area.basis, area.common) == (Basis.COMMON, ("list", "owner", "training"))
    assert (area.difference, area.step, area.is_change) == (25, Fraction(100, 12), True)
    assert [(one.after.id, one.before.level, one.after.level) for one in area.moved] == [
        ("list", 1, 3),
        ("owner", 1, 2),
    ]


def test_the_trend_has_a_point_for_each_and_breaks_where_the_questions_changed() -> None:
    found = trend([FIRST, SECOND, NOW], WALKS)

    points = found.areas["area"]
    assert [(one.name, one.version, one.scores.score.value, one.breaks) for one in points] == [
        ("Baseline", "1.0.0", 50, False),
        ("A year on", "1.0.0", 60, False),
        ("Now", "2.0.0", 40, True),
    ]
    assert [one.since and one.since.difference for one in points] == [None, 10, 25]
    assert [(one.scores.score.value, one.breaks) for one in found.overall] == [(50, False), (60, False), (40, True)]
    assert [one.since and one.since.difference for one in found.overall] == [None, 10, None]
    assert [one.day for one in points] == [one.day for one in found.overall] == DAYS


def test_the_document_says_what_moved_and_whether_it_is_a_change() -> None:
    document = comparison_document(compare_assessed(SECOND, NOW, WALKS))

    (area,) = document["areas"]
    assert (area["difference"], area["is_change"], document["is_change"], document["step"]) == (25, True, False, None)
    assert area["moved"][1] == {
        "id": "owner",
        "before": {"state": "level", "level": 1},
        "after": {"state": "level", "level": 2},
    }


# R16b: what is called a change


@pytest.mark.parametrize(
    ("after", "difference", "step", "is_change"),
    [
        ((2, 2, 2, 2, 2), 5, 5, True),
        ((2, 2, 2, 2, 0), -5, 5, True),
        ((2, 2, 2, 2, 1), 0, 5, False),
        ((2, 2, 2, NA, 1), Fraction(-5, 4), Fraction(25, 4), False),
        ((2, 2, 3, NA, 1), 5, Fraction(25, 4), False),
        ((2, 2, 2, DONT_KNOW, 1), Fraction(-5, 4), Fraction(25, 4), False),
    ],
    ids=[
        "a step up",
        "a step down",
        "none",
        "one that applies no more",
        "a step of one side only",
        "one that is known no more",
    ],
)
def test_a_change_is_at_least_one_answer_s_step(
    after: tuple[Said, ...], difference: Fraction, step: Fraction, is_change: bool
) -> None:
    found = of_five((2, 2, 2, 2, 1), after)

    assert (found.difference, found.step, found.is_change) == (difference, step, is_change)
    (area,) = found.areas
    assert (area.difference, area.step, area.is_change) == (difference, step, is_change)


def test_the_step_is_that_of_the_lightest_question() -> None:
    found = of_five((0,) * 5, (1, 0, 0, 0, 0), weights=(5, 1, 1, 1, 2))

    assert (found.areas[0].step, found.areas[0].difference) == (Fraction(5, 2), Fraction(25, 2))


def test_the_step_of_the_whole_is_the_area_s_share_of_its_own() -> None:
    rubrics = rubrics_of(a_rubric(weights=(1,) * 4, id="one"), a_rubric(weights=(1,) * 2, id="two", levels=3))
    said = {"one": (1,) * 4, "two": (1, 1)}

    found = compare(a_sheet(areas=said), a_sheet(areas=said | {"one": (1, 1, 1, 2)}), rubrics, {})

    assert [area.step for area in found.areas] == [Fraction(100, 16), 25]
    assert (found.step, found.difference, found.is_change) == (Fraction(100, 32), Fraction(100, 32), True)


@pytest.mark.parametrize("said", [(BLANK,) * 5, (1, DONT_KNOW, BLANK, DONT_KNOW, 1), (NA,) * 5])
def test_without_a_score_on_one_side_there_is_no_difference_and_no_change(said: tuple[Said, ...]) -> None:
    found = of_five((2,) * 5, said)

    assert (found.difference, found.step, found.is_change, found.ahead) == (None, None, False, None)
    assert not found.areas[0].is_change


def test_from_blank_to_don_t_know_nothing_moved() -> None:
    found = of_five((2, 2, 2, 2, BLANK), (2, 2, 2, 2, DONT_KNOW))

    assert found.areas[0].moved == ()


# The trend


def test_a_milestone_without_an_area_has_no_point_in_it_and_breaks_the_whole() -> None:
    rubrics = rubrics_of(a_rubric(id="one"), a_rubric(id="two"))
    sheets = [{"one": (1,), "two": (1,)}, {"one": (2,)}, {"one": (3,), "two": (4,)}]

    found = trend([assess(a_sheet(areas=said), rubrics, str(at)) for at, said in enumerate(sheets)], {})

    assert [(one.name, one.breaks) for one in found.areas["one"]] == [("0", False), ("1", False), ("2", False)]
    assert [(one.name, one.since and one.since.difference) for one in found.areas["two"]] == [("0", None), ("2", 75)]
    assert [one.breaks for one in found.overall] == [False, True, True]


def test_of_one_assessment_the_trend_is_one_point() -> None:
    found = trend([NOW], WALKS)

    assert [one.since for one in found.overall] == [one.since for one in found.areas["area"]] == [None]


def test_a_trend_scores_only_common_questions_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three assessments with one break: three questions on each side of it, and once each."""
    scored = []
    real = comparable.question_result
    monkeypatch.setattr(comparable, "question_result", lambda *given: scored.append(given[1].id) or real(*given))
    monkeypatch.setattr(comparable, "score", None)

    trend([FIRST, SECOND, NOW], WALKS)

    assert scored == ["list", "owner", "training"] * 2


# R22b: ahead under other weights of the areas


def of_areas(before: tuple[int, ...], after: tuple[int, ...]) -> Comparison:
    names = [f"a{number}" for number in range(len(before))]
    rubrics = rubrics_of(*[a_rubric(a_question("q1"), id=name) for name in names])
    sheets = [a_sheet(areas={n: (level,) for n, level in zip(names, said, strict=True)}) for said in (before, after)]
    return compare(*sheets, rubrics, {})


def test_better_in_each_area_is_ahead_under_any_weights() -> None:
    assert of_areas((1, 1, 1), (1, 2, 1)).ahead == 1.0
    assert of_areas((1, 1, 1), (1, 0, 1)).ahead == 0.0
    assert of_areas((1,), (2,)).ahead == 1.0


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=5))
@many
def test_ahead_and_behind_are_all_there_is(pairs: list[tuple[int, int]]) -> None:
    before, after = (tuple(side) for side in zip(*pairs, strict=True))
    found, back = of_areas(before, after), of_areas(after, before)
    assume(found.difference)

    assert found.ahead + back.ahead == pytest.approx(1, abs=1e-9)
    assert found.difference == -back.difference
    assert found.step == back.step == Fraction(25, len(pairs))
    assert (found.is_change, back.is_change) == (True, True)
