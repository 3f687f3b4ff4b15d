"""Why this number? Every number is its terms: they recompute it, and each question tells which numbers it is in."""

import pytest

from assessment.scoring import score
from tests.builders import (
    BLANK,
    DONT_KNOW,
    NA,
    a_document,
    a_question,
    a_rubric,
    a_sheet,
    an_answer,
    an_area,
    areas_at,
    rubrics_of,
)

ANSWERS = pytest.mark.parametrize(
    "said",
    [
        (2, 1, 3, DONT_KNOW, NA, 4),
        (2, 1, 3, 4, 4, 4),
        (2, BLANK, BLANK, DONT_KNOW, NA, 4),
        (DONT_KNOW,) * 6,
        (NA,) * 6,
        (an_answer(4, evidence=[a_document()]), 4, NA, 0, 3, 1),
    ],
    ids=["provisional", "scored", "insufficient", "not assessed", "not applicable", "with evidence"],
)
WEIGHTS = (3, 3, 2, 3, 2, 1)


def numbers_of(area):
    """The numbers of an area by name, None where there is none."""
    return {
        "score": area.scores.score,
        "evidenced_score": area.evidenced_score,
        "lowest": area.scores.lowest,
        "highest": area.scores.highest,
        "lowest_without_na": area.lowest_without_na,
    }


@ANSWERS
def test_the_terms_of_every_number_recompute_it(said):
    area = an_area(a_rubric(weights=WEIGHTS), *said)

    for number in filter(None, numbers_of(area).values()):
        top = sum(term.weight * term.value for term in number.terms)
        bottom = sum(term.weight for term in number.terms)

        assert (number.numerator, number.denominator) == (top, bottom)
        assert number.value == 100 * top / bottom


@ANSWERS
def test_a_question_counts_in_exactly_the_numbers_whose_term_it_is(said):
    area = an_area(a_rubric(weights=WEIGHTS), *said)

    for name, number in numbers_of(area).items():
        terms = {term.id for term in number.terms} if number else set()

        assert {question.id for question in area.questions if name in question.counts_in} == terms, name


@ANSWERS
def test_the_questions_that_count_in_the_coverage_are_those_that_apply(said):
    area = an_area(a_rubric(weights=WEIGHTS), *said)

    for question in area.questions:
        assert ("coverage" in question.counts_in) is question.applies


def test_a_term_has_its_question_s_value_and_weight():
    area = an_area(a_rubric(weights=(3, 1)), 2, DONT_KNOW)

    assert [(t.id, t.value, t.weight) for t in area.scores.lowest.terms] == [("q1", 0.5, 3), ("q2", 0, 1)]
    assert [(t.id, t.value, t.weight) for t in area.scores.highest.terms] == [("q1", 0.5, 3), ("q2", 1, 1)]
    assert [(t.id, t.value, t.weight) for t in an_area(a_rubric(), 4).evidenced_score.terms] == [("q1", 0.5, 1)]


def test_the_terms_of_the_overall_score_are_the_areas():
    result = areas_at(ai=72, cloud=55)

    assert [(t.id, 100 * t.value, t.weight) for t in result.overall.scores.score.terms] == [
        ("ai", 72, 1),
        ("cloud", 55, 1),
    ]


def test_the_terms_of_the_overall_range_are_the_areas_that_apply():
    rubrics = [a_rubric(weights=(1, 1), id=name) for name in ("ai", "cloud", "cyber")]
    sheet = a_sheet(areas={"ai": (4, DONT_KNOW), "cloud": (NA, NA), "cyber": (0, 4)})

    scores = score(sheet, rubrics_of(*rubrics)).overall.scores

    assert [(t.id, t.value, t.weight) for t in scores.lowest.terms] == [("ai", 0.5, 1), ("cyber", 0.5, 1)]
    assert [(t.id, t.value, t.weight) for t in scores.highest.terms] == [("ai", 1, 1), ("cyber", 0.5, 1)]


def test_a_question_result_carries_its_weight_theme_and_values():
    rubric = a_rubric(a_question("q1", weight=3, theme="people"), a_question("q2"))

    first = an_area(rubric, 4, 0).questions[0]

    assert (first.id, first.theme, first.weight, first.level) == ("q1", "people", 3, 4)
    assert (first.value, first.evidenced_value, first.has_evidence) == (1, 0.5, False)


def test_a_result_names_its_rubric_its_scope_and_its_date():
    rubric = a_rubric()

    result = score(a_sheet(2), rubrics_of(rubric))

    assert result.areas[0].rubric == rubric
    assert (result.scope.value, result.date.isoformat()) == ("full", "2026-05-14")
