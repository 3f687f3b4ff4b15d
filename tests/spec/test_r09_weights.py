"""R9: questions weigh the same unless their author says otherwise; areas weigh the same, always."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from assessment.scoring import score
from tests.builders import a_question, a_rubric, a_sheet, an_area, rubrics_of


def test_a_question_weighs_1_unless_said_otherwise():
    assert a_question().weight == 1


def test_weights_within_an_area_are_shares():
    rubric = a_rubric(weights=(1, 2, 5))

    assert an_area(rubric, 0, 0, 4).scores.score.value == Fraction(500, 8)


def test_areas_weigh_the_same_however_many_questions_they_have():
    small = a_rubric(weights=(1,), id="small")
    large = a_rubric(weights=(5,) * 9, id="large")
    sheet = a_sheet(areas={"small": (4,), "large": (0,) * 9})

    result = score(sheet, rubrics_of(small, large))

    assert result.overall.scores.score.value == 50


@pytest.mark.parametrize("weight", [0, -1, True, "2", 1.0, Fraction(3, 2)])
def test_a_weight_is_a_whole_number_from_1(weight):
    with pytest.raises(ValidationError):
        a_question(weight=weight)
