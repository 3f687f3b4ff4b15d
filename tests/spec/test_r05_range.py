"""R5: the range counts what is unknown as the lowest level, then as the highest. It is always shown."""

from fractions import Fraction

import pytest

from tests.builders import DONT_KNOW, NA, a_question, a_rubric, an_area

CASES = pytest.mark.parametrize(
    ("weights", "said", "lowest", "highest", "coverage"),
    [
        ((1, 1), (4, 2), "75", "75", "1"),
        ((1, 1), (2, DONT_KNOW), "25", "75", "1/2"),
        ((1, 1), (DONT_KNOW, DONT_KNOW), "0", "100", "0"),
        ((3, 1), (4, DONT_KNOW), "75", "100", "3/4"),
        ((1, 3), (4, DONT_KNOW), "25", "100", "1/4"),
        ((1, 1, 1), (0, DONT_KNOW, NA), "0", "50", "1/2"),
        ((3, 3, 2, 3, 2, 1), (2, 1, 3, DONT_KNOW, NA, 4), "475/12", "775/12", "3/4"),
    ],
    ids=["all known", "half known", "nothing known", "heavy known", "light known", "doesn't apply", "GV-1"],
)


@CASES
def test_unknown_is_the_lowest_level_at_one_end_and_the_highest_at_the_other(weights, said, lowest, highest, coverage):
    rubric = a_rubric(weights=weights)

    scores = an_area(rubric, *said).scores

    assert scores.lowest.value == Fraction(lowest)
    assert scores.highest.value == Fraction(highest)
    assert scores.coverage == Fraction(coverage)


@CASES
def test_the_width_of_the_range_is_what_is_not_covered(weights, said, lowest, highest, coverage):
    rubric = a_rubric(weights=weights)

    scores = an_area(rubric, *said).scores

    assert scores.highest.value - scores.lowest.value == 100 * (1 - scores.coverage)


def test_the_lowest_is_the_score_times_the_coverage():
    rubric = a_rubric(weights=(3, 3, 2, 3, 2, 1))

    scores = an_area(rubric, 2, 1, 3, DONT_KNOW, NA, 4).scores

    assert scores.lowest.value == scores.coverage * scores.score.value


def test_an_unknown_counts_as_the_top_even_where_values_are_mapped():
    rubric = a_rubric(a_question("q1", values=[0, 0, 0, 0, 1]), a_question("q2", levels=2))

    scores = an_area(rubric, DONT_KNOW, DONT_KNOW).scores

    assert (scores.lowest.value, scores.highest.value) == (0, 100)
