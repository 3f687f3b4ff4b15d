"""The edge cases that the method lists."""

from fractions import Fraction

import pytest

from assessment.instrument import BadInput
from assessment.scoring import LevelRange, Status, score
from tests.builders import BLANK, DONT_KNOW, NA, a_rubric, a_sheet, an_area, rubrics_of


def test_an_area_where_nothing_applies_drops_out():
    rubrics = rubrics_of(a_rubric(id="ai"), a_rubric(id="cloud"))

    overall = score(a_sheet(areas={"ai": (3,), "cloud": (NA,)}), rubrics).overall

    assert [term.id for term in overall.scores.score.terms] == ["ai"]
    assert overall.scores.score.value == 75
    assert overall.level == LevelRange(3, 3)


def test_when_nothing_applies_anywhere_there_is_nothing_to_score_and_no_zero():
    rubrics = rubrics_of(a_rubric(id="ai"), a_rubric(id="cloud"))

    overall = score(a_sheet(areas={"ai": (NA,), "cloud": (NA,)}), rubrics).overall

    assert overall.scores.status is Status.NOT_APPLICABLE
    assert (overall.scores.score, overall.scores.lowest, overall.scores.highest) == (None, None, None)
    assert (overall.geometric, overall.imbalance, overall.level, overall.binding) == (None, None, None, ())


def test_one_answer_of_six_gives_a_range_only():
    scores = an_area(a_rubric(weights=(1,) * 6), BLANK, 4).scores

    assert (scores.status, scores.score, scores.coverage) == (Status.INSUFFICIENT, None, Fraction(1, 6))
    assert (scores.lowest.value, scores.highest.value) == (Fraction(100, 6), 100)


def test_an_area_of_one_answered_question_is_scored():
    scores = an_area(a_rubric(weights=(1,)), 3).scores

    assert (scores.status, scores.score.value, scores.coverage) == (Status.SCORED, 75, 1)


def test_when_nobody_knows_anything_everything_is_possible():
    area = an_area(a_rubric(weights=(1, 2, 3)), DONT_KNOW, DONT_KNOW, DONT_KNOW)

    assert (area.scores.lowest.value, area.scores.highest.value) == (0, 100)
    assert (area.scores.status, area.scores.score) == (Status.NOT_ASSESSED, None)
    assert area.level == LevelRange(confirmed=0, possible=4)


def test_an_unknown_critical_question_confirms_level_0_and_leaves_the_possible_level():
    area = an_area(a_rubric(weights=(1,) * 10, critical=("q1",)), DONT_KNOW, *[3] * 9)

    assert area.level == LevelRange(confirmed=0, possible=3)
    assert area.binding == ("q1",)


@pytest.mark.parametrize("said", [(4, 1, 2), (3, DONT_KNOW, 3), (NA, 2, BLANK)], ids=str)
def test_weights_that_are_all_7_are_the_same_as_all_1(said):
    sevens, ones = an_area(a_rubric(weights=(7, 7, 7)), *said), an_area(a_rubric(weights=(1, 1, 1)), *said)

    assert sevens.level == ones.level
    assert sevens.limited_scope == ones.limited_scope
    assert sevens.lowest_without_na.value == ones.lowest_without_na.value
    assert [n and n.value for n in (sevens.scores.score, sevens.scores.lowest, sevens.scores.highest)] == [
        n and n.value for n in (ones.scores.score, ones.scores.lowest, ones.scores.highest)
    ]


def test_a_rubric_or_version_that_is_not_there_is_refused_and_never_scored_under_another():
    with pytest.raises(BadInput, match=r"there is no rubric 'area' 2\.0\.0 here; the version here is 1\.0\.0"):
        score(a_sheet(2, rubrics={"area": "2.0.0"}), rubrics_of(a_rubric()))


def test_an_exact_version_is_scored_where_two_are_there():
    old, new = a_rubric(weights=(3, 1)), a_rubric(weights=(1, 3), version="2.0.0")

    values = [
        score(a_sheet(4, 0, rubrics={"area": version}), rubrics_of(old, new)).areas[0].scores.score.value
        for version in ("1.0.0", "2.0.0")
    ]

    assert values == [75, 25]


def test_a_level_that_the_question_does_not_have_is_refused():
    with pytest.raises(BadInput, match="level 5 does not exist; the levels are 0 to 4"):
        score(a_sheet(5), rubrics_of(a_rubric()))
