"""R6: below two thirds of the applicable weight no point score is shown; below all of it the score is provisional."""

from fractions import Fraction

import pytest

from assessment.scoring import COVERAGE_FOR_SCORE, Status
from tests.builders import BLANK, DONT_KNOW, NA, a_rubric, an_area


def test_the_share_that_a_score_needs_is_two_thirds():
    needed = COVERAGE_FOR_SCORE

    assert needed == Fraction(2, 3)


@pytest.mark.parametrize(
    ("known", "status", "score"),
    [
        (0, Status.NOT_ASSESSED, None),
        (1, Status.INSUFFICIENT, None),
        (7, Status.INSUFFICIENT, None),
        (8, Status.PROVISIONAL, 50),
        (9, Status.PROVISIONAL, 50),
        (11, Status.PROVISIONAL, 50),
        (12, Status.SCORED, 50),
    ],
    ids=lambda value: f"{value} of 12" if isinstance(value, int) else None,
)
def test_the_status_follows_the_coverage(known, status, score):
    rubric = a_rubric(weights=(1,) * 12)

    scores = an_area(rubric, *[2] * known, *[DONT_KNOW] * (12 - known)).scores

    assert scores.status is status
    assert scores.coverage == Fraction(known, 12)
    assert (scores.score.value if scores.score else None) == score


@pytest.mark.parametrize(
    ("weights", "status"),
    [((7, 5), Status.INSUFFICIENT), ((8, 4), Status.PROVISIONAL), ((9, 3), Status.PROVISIONAL)],
    ids=["7 of 12", "8 of 12", "9 of 12"],
)
def test_coverage_is_counted_in_weight_and_not_in_questions(weights, status):
    rubric = a_rubric(weights=weights)

    assert an_area(rubric, 2, BLANK).scores.status is status


def test_the_range_is_shown_where_the_score_is_not():
    rubric = a_rubric(weights=(7, 5))

    scores = an_area(rubric, 4, DONT_KNOW).scores

    assert scores.score is None
    assert (scores.lowest.value, scores.highest.value) == (Fraction(700, 12), 100)


def test_without_a_score_there_is_no_evidenced_score():
    rubric = a_rubric(weights=(7, 5))

    assert an_area(rubric, 4, DONT_KNOW).evidenced_score is None


def test_an_area_where_nothing_applies_is_not_applicable():
    rubric = a_rubric(weights=(1, 2))

    area = an_area(rubric, NA, NA)

    assert area.scores.status is Status.NOT_APPLICABLE
    assert (area.scores.score, area.scores.lowest, area.scores.highest, area.scores.coverage) == (None,) * 4
    assert (area.level, area.evidenced_level, area.evidenced_score, area.binding) == (None, None, None, ())


def test_coverage_leaves_out_what_does_not_apply():
    rubric = a_rubric(weights=(2, 1, 9))

    scores = an_area(rubric, 4, DONT_KNOW, NA).scores

    assert scores.coverage == Fraction(2, 3)
    assert scores.status is Status.PROVISIONAL
