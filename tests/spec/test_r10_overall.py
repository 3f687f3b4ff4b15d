"""R10: the overall score is the mean of the applicable areas, shown only when each of them has a score."""

from fractions import Fraction

import pytest

from assessment.scoring import Status, score
from assessment.scoring.scores import geometric_mean
from tests.builders import DONT_KNOW, NA, a_rubric, a_sheet, areas_at, rubrics_of


def overall(**areas):
    rubrics = [a_rubric(weights=(1,) * len(said), id=name) for name, said in areas.items()]
    return score(a_sheet(areas=areas), rubrics_of(*rubrics)).overall


def test_the_overall_score_is_the_arithmetic_mean_of_the_areas():
    result = areas_at(ai=72, cloud=55, cyber=38, source=61)

    assert [area.scores.score.value for area in result.areas] == [72, 55, 38, 61]
    assert result.overall.scores.score.value == Fraction("56.5")


@pytest.mark.parametrize(
    ("areas", "status", "score", "lowest", "highest"),
    [
        ({"a": (4, 4), "b": (2, 2)}, Status.SCORED, 75, 75, 75),
        ({"a": (4, 4, 4), "b": (2, 2, DONT_KNOW)}, Status.PROVISIONAL, 75, "200/3", "250/3"),
        ({"a": (4, 4), "b": (2, DONT_KNOW)}, Status.INSUFFICIENT, None, "125/2", "175/2"),
        ({"a": (4, 4), "b": (DONT_KNOW,)}, Status.NOT_ASSESSED, None, 50, 100),
        ({"a": (2, DONT_KNOW), "b": (DONT_KNOW,)}, Status.NOT_ASSESSED, None, "25/2", "175/2"),
        ({"a": (4, 4), "b": (NA, NA)}, Status.SCORED, 100, 100, 100),
        ({"a": (2, DONT_KNOW), "b": (NA,)}, Status.INSUFFICIENT, None, 25, 75),
        ({"a": (NA,), "b": (NA,)}, Status.NOT_APPLICABLE, None, None, None),
    ],
    ids=[
        "all scored",
        "one provisional",
        "one insufficient",
        "one not assessed",
        "not assessed is worse than insufficient",
        "one does not apply",
        "the only one that applies is insufficient",
        "none applies",
    ],
)
def test_the_overall_status_is_the_worst_of_the_areas_that_apply(areas, status, score, lowest, highest):
    scores = overall(**areas).scores
    numbers = [number and number.value for number in (scores.score, scores.lowest, scores.highest)]

    assert scores.status is status
    assert numbers == [None if number is None else Fraction(number) for number in (score, lowest, highest)]


def test_the_range_of_all_areas_is_as_wide_as_what_they_leave_open():
    scores = overall(a=(4, 4, 4), b=(2, 2, DONT_KNOW), c=(0, DONT_KNOW)).scores

    assert scores.coverage == Fraction(1, 3) * (1 + Fraction(2, 3) + Fraction(1, 2))
    assert scores.highest.value - scores.lowest.value == 100 * (1 - scores.coverage)


def test_an_area_of_0_does_not_annihilate_the_others():
    result = areas_at(nothing=0, everything=100)

    assert result.overall.scores.score.value == 50
    assert result.overall.geometric == pytest.approx(9 / 0.99)


def test_the_imbalance_is_the_score_minus_the_geometric_mean():
    result = areas_at(ai=72, cloud=55, cyber=38, source=61)

    assert result.overall.geometric == pytest.approx(55.071733, abs=5e-7)
    assert result.overall.imbalance == pytest.approx(1.428267, abs=5e-7)


@pytest.mark.parametrize("percent", [0, 1, 37, 99, 100])
def test_equal_areas_have_no_imbalance(percent):
    overall = areas_at(a=percent, b=percent, c=percent).overall

    assert overall.geometric == pytest.approx(percent, abs=1e-9)
    assert overall.imbalance == pytest.approx(0, abs=1e-9)
    assert overall.imbalance >= 0


def test_without_an_overall_score_there_is_no_geometric_mean():
    without = overall(a=(4, 4), b=(2, DONT_KNOW))

    assert (without.geometric, without.imbalance) == (None, None)


def test_the_geometric_mean_takes_weights():
    assert geometric_mean([(0, 3), (100, 1)]) == pytest.approx((100**0.25 - 1) / 0.99)
