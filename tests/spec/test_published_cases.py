"""Cases that others published, computed by this engine: PC-1 to PC-3, PC-7, PC-8 and PC-14 to PC-18 of
the method. (PC-21 stands with the rounding that it is about.)
"""

from fractions import Fraction

import numpy as np
import pytest

from assessment.figures import quantile, wilson
from assessment.figures.intervals import exact_interval
from assessment.peers.positions import rank_of
from assessment.scoring import Status
from assessment.scoring.scores import geometric_mean
from tests.builders import DONT_KNOW, NA, a_question, a_rubric, an_area

SAMM_VALUES = [Fraction(v) for v in ("0", "0.25", "0.5", "1")]
SAMM_LEVEL = {0: 0, 0.25: 1, 0.5: 2, 1: 3, NA: NA}


def samm_practice(*answers: float | str) -> Fraction:
    """Our score of one SAMM practice, two streams of three answers."""
    rubric = a_rubric(*[a_question(f"q{n}", levels=4, values=SAMM_VALUES) for n in range(1, 7)])
    return an_area(rubric, *[SAMM_LEVEL[answer] for answer in answers]).scores.score.value


class TestPC1SecureBuild:
    """OWASP SAMM, "Percent to Target and Progress to Date Metrics", 2025."""

    @pytest.mark.parametrize(
        ("stream_a", "stream_b", "practice"),
        [
            ((0.25, 0, 0), (1, 0, 0), "0.625"),
            ((1, 1, 0), (1, 0.5, 0), "1.75"),
            ((1, 0.5, 0), (1, 0, 0), "1.25"),
        ],
        ids=["baseline", "target", "after a quarter"],
    )
    def test_three_hundredths_of_our_score_is_the_practice_score(self, stream_a, stream_b, practice):
        assert 3 * samm_practice(*stream_a, *stream_b) / 100 == Fraction(practice)


class TestPC2SecureArchitecture:
    """OWASP SAMM, "The Not Applicable Question", 2023. Answers in the order 1A 1B 2A 2B 3A 3B."""

    @pytest.mark.parametrize(
        ("answers", "practice", "score"),
        [
            ((0.5, 0.25, 0, 0.25, 0, 0), "0.5", "50/3"),
            ((1, 1, 0.5, 1, 0.5, 0), "2", "200/3"),
        ],
        ids=["baseline", "target"],
    )
    def test_three_hundredths_of_our_score_is_the_practice_score(self, answers, practice, score):
        assert samm_practice(*answers) == Fraction(score)
        assert 3 * samm_practice(*answers) / 100 == Fraction(practice)

    def test_a_question_that_does_not_apply_is_reweighted(self):
        assert samm_practice(0.5, 0.25, 0, 0.25, 0, NA) == 20


def unmapped_geometric_mean(*values: float, weights: tuple[int, ...] = ()) -> float:
    """The plain geometric mean, by taking our mapping of 0..100 to 1..100 back."""
    mapped = [((value - 1) / 0.99, weight) for value, weight in zip(values, weights or [1] * len(values), strict=True)]
    return 1 + 0.99 * geometric_mean(mapped)


class TestPC3Compensability:
    """OECD/JRC Handbook on Constructing Composite Indicators, 2008, section 6.11."""

    @pytest.mark.parametrize(
        ("values", "geometric"),
        [((21, 1, 1, 1), 2.1407), ((6, 6, 6, 6), 6), ((21, 2, 1, 1), 2.5457), ((7, 6, 6, 6), 6.2357)],
        ids=["unbalanced", "balanced", "unbalanced, one 1 to 2", "balanced, one 6 to 7"],
    )
    def test_a_geometric_mean_rewards_the_weak_part(self, values, geometric):
        assert unmapped_geometric_mean(*values) == pytest.approx(geometric, abs=5e-5)

    @pytest.mark.parametrize("values", [(21, 1, 1, 1), (6, 6, 6, 6)], ids=["unbalanced", "balanced"])
    def test_the_score_itself_compensates_fully(self, values):
        rubric = a_rubric(weights=(*values, 100 - sum(values)))

        assert an_area(rubric, *[4] * 4, 0).scores.score.value == sum(values) == 4 * 6


class TestPC7COINr:
    """COINr (R): its test suite, and the vignette on aggregation."""

    @pytest.mark.parametrize(
        ("weights", "geometric"),
        [((1, 1, 1), 1.81712), ((1, 1, 2), 2.05977)],
        ids=["equal weights", "weights 1, 1, 2"],
    )
    def test_geometric_means_of_1_2_3(self, weights, geometric):
        assert unmapped_geometric_mean(1, 2, 3, weights=weights) == pytest.approx(geometric, abs=5e-6)

    @pytest.mark.parametrize(
        ("row", "mean", "status"),
        [
            ((1, 3, 1), Fraction(5, 3), Status.SCORED),
            ((2, DONT_KNOW, DONT_KNOW), None, Status.INSUFFICIENT),
            ((3, DONT_KNOW, 1), 2, Status.PROVISIONAL),
        ],
        ids=["all there", "one of three", "two of three"],
    )
    def test_a_row_is_averaged_when_two_thirds_of_it_is_there(self, row, mean, status):
        scores = an_area(a_rubric(weights=(1, 1, 1)), *row).scores

        assert scores.status is status
        assert (scores.score and 4 * scores.score.value / 100) == mean


NOT, PARTIALLY, LARGELY, FULLY = "NI", "PI", "LI", "FI"


class TestPC8C2M2:
    """C2M2 v2.1: a maturity indicator level is reached when every practice of it and of those below it is largely or
    fully implemented. A practice of level j has our level K if so, else j - 1; the share is all and no lag is set."""

    @pytest.mark.parametrize(
        ("mil_1", "mil_2", "mil_3", "mil"),
        [
            ((FULLY,) * 4, (NOT,) * 2, (NOT,), 1),
            ((FULLY, LARGELY, FULLY, LARGELY), (NOT, PARTIALLY), (NOT,), 1),
            ((FULLY, FULLY, FULLY, PARTIALLY), (FULLY,) * 2, (FULLY,), 0),
            ((FULLY, FULLY, FULLY, NOT), (FULLY,) * 2, (FULLY,), 0),
            ((LARGELY,) * 4, (FULLY, LARGELY), (PARTIALLY,), 2),
            ((LARGELY,) * 4, (FULLY, PARTIALLY), (FULLY,), 1),
            ((FULLY,) * 4, (LARGELY,) * 2, (LARGELY,), 3),
        ],
        ids=[
            "all of level 1 fully",
            "all of level 1 fully or largely",
            "one of level 1 partially",
            "one of level 1 not",
            "all of levels 1 and 2",
            "one of level 2 partially",
            "all",
        ],
    )
    def test_the_level_is_the_maturity_indicator_level(self, mil_1, mil_2, mil_3, mil):
        practices = [(1, a) for a in mil_1] + [(2, a) for a in mil_2] + [(3, a) for a in mil_3]
        rubric = a_rubric(weights=(1,) * len(practices), levels=4, threshold=1, lag=3)

        area = an_area(rubric, *[3 if answer in (LARGELY, FULLY) else level - 1 for level, answer in practices])

        assert area.level.confirmed == mil


class TestPC14To16Intervals:
    """scipy's and statsmodels' test suites (values from R), and Statulator's help."""

    @pytest.mark.parametrize(
        ("successes", "n", "interval"),
        [
            (3, 10, (0.1077913, 0.6032219)),
            (0, 10, (0, 0.2775328)),
            (4, 20, (0.0806577, 0.4160174)),
            (18, 20, (0.6989664, 0.9721335)),
            (12, 150, (0.046, 0.135)),
        ],
    )
    def test_wilson(self, successes, n, interval):
        digits = 5e-4 if n == 150 else 5e-7

        assert wilson(successes, n) == pytest.approx(interval, abs=digits)

    @pytest.mark.parametrize(
        ("successes", "n", "confidence", "interval"),
        [
            (3, 50, Fraction(99, 100), (0.006872485, 0.202706269)),
            (0, 10, Fraction(95, 100), (0, 0.3084971)),
            (10, 10, Fraction(95, 100), (0.6915029, 1)),
            (4, 20, Fraction(95, 100), (0.0573340, 0.4366140)),
            (18, 20, Fraction(95, 100), (0.6830173, 0.9876515)),
            (12, 150, Fraction(95, 100), (0.042, 0.136)),
        ],
    )
    def test_clopper_and_pearson(self, successes, n, confidence, interval):
        digits = 5e-4 if n == 150 else 5e-8

        assert exact_interval(successes, n, confidence) == pytest.approx(interval, abs=digits)


class TestPC17Numpy:
    """numpy's test suite: (15, 20, 35, 40, 50) at 0.4; type 8 of Hyndman and Fan's nine."""

    def test_type_8_is_27(self):
        assert quantile((15, 20, 35, 40, 50), 0.4) == pytest.approx(27)

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.25, 0.5, 0.77, 0.9, 1.0])
    @pytest.mark.parametrize("n", [1, 2, 3, 10, 37])
    def test_it_is_what_numpy_gives(self, n, share):
        values = sorted((7 * k * k) % 101 for k in range(n))

        assert quantile(values, share) == pytest.approx(np.quantile(values, share, method="median_unbiased"))


class TestPC18Scipy:
    """scipy's documentation of percentileofscore: 3 among 1, 2, 3, 3, 4; the mean of strict 40 and weak 80."""

    def test_the_mid_rank_is_60(self):
        rank = rank_of(np.array([1.0, 2.0, 3.0, 3.0, 4.0]), 3.0)

        assert rank.percent == 60
        assert (100 * rank.below / rank.n, 100 * (rank.below + rank.equal) / rank.n) == (40, 80)
