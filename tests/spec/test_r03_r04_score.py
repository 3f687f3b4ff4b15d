"""R3: a question is rated, unknown, or doesn't apply; the first two are applicable.
R4: the score is the weighted mean of the rated questions' values, on 0 to 100."""

from fractions import Fraction

import pytest

from tests.builders import BLANK, DONT_KNOW, NA, a_question, a_rubric, an_area


class TestR3:
    @pytest.mark.parametrize(
        ("said", "rated", "applicable"),
        [
            ((1, 2, 3), {"q1", "q2", "q3"}, {"q1", "q2", "q3"}),
            ((1, 2, DONT_KNOW), {"q1", "q2"}, {"q1", "q2", "q3"}),
            ((1, 2, BLANK), {"q1", "q2"}, {"q1", "q2", "q3"}),
            ((1, 2, NA), {"q1", "q2"}, {"q1", "q2"}),
            ((0, NA, NA), {"q1"}, {"q1"}),
        ],
        ids=["all rated", "one don't know", "one blank", "one doesn't apply", "only one applies"],
    )
    def test_the_rated_make_the_score_and_the_applicable_make_the_range(self, said, rated, applicable):
        rubric = a_rubric(weights=(1, 1, 1))

        scores = an_area(rubric, *said).scores

        assert {term.id for term in scores.score.terms} == rated
        assert {term.id for term in scores.lowest.terms} == applicable
        assert {term.id for term in scores.highest.terms} == applicable


class TestR4:
    @pytest.mark.parametrize(
        ("weights", "said", "score"),
        [
            ((1,), (0,), "0"),
            ((1,), (1,), "25"),
            ((1,), (4,), "100"),
            ((1, 1), (4, 0), "50"),
            ((3, 1), (4, 0), "75"),
            ((1, 3), (4, 0), "25"),
            ((1, 1, 1), (1, 1, 2), "100/3"),
            ((3, 3, 2, 1), (2, 1, 3, 4), "475/9"),
            ((2, 2, 2), (1, 4, DONT_KNOW), "125/2"),
            ((2, 2, 2), (1, 4, BLANK), "125/2"),
            ((2, 2, 2), (1, 4, NA), "125/2"),
        ],
    )
    def test_the_score_is_the_weighted_mean_of_what_is_rated(self, weights, said, score):
        rubric = a_rubric(weights=weights)

        area = an_area(rubric, *said)

        assert area.scores.score.value == Fraction(score)

    def test_nothing_rated_gives_no_score_rather_than_0(self):
        rubric = a_rubric(weights=(1, 1))

        assert an_area(rubric, DONT_KNOW, BLANK).scores.score is None

    def test_a_theme_is_scored_like_an_area_from_its_own_questions(self):
        rubric = a_rubric(
            a_question("q1", theme="people", weight=3),
            a_question("q2", theme="tools"),
            a_question("q3", theme="people"),
            a_question("q4", theme="tools"),
        )

        people, tools = an_area(rubric, 4, DONT_KNOW, 0, 2).themes

        assert (people.id, people.scores.score.value, people.scores.coverage) == ("people", 75, 1)
        assert (tools.id, tools.scores.score, tools.scores.coverage) == ("tools", None, Fraction(1, 2))
        assert (tools.scores.lowest.value, tools.scores.highest.value) == (25, 75)
