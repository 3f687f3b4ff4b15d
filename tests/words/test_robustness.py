"""How much a result depends on the weights, as a board reads it."""

import pytest

from assessment.instrument import Rubric, Scope
from assessment.scoring import Result, robustness, score
from assessment.words import StabilityRow, robustness_rows, robustness_text
from tests.builders import NA, Said, a_question, a_rubric, a_sheet, rubrics_of

EQUAL = a_rubric(weights=(1,) * 10)
CRITICAL = a_rubric(weights=(1,) * 10, critical=("q10",))


def result_of(*said: Said, rubric: Rubric = EQUAL, scope: Scope = Scope.FULL) -> Result:
    return score(a_sheet(*said, scope=scope), rubrics_of(rubric))


def two_areas(*levels: int) -> Result:
    rubrics = [a_rubric(weights=(1,) * 10, id=name, title=name.title()) for name in ("one", "two")]
    return score(a_sheet(areas={"one": levels, "two": [4] * 10}), rubrics_of(*rubrics))


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (
            two_areas(*[2] * 8, 1, 1),
            "Under other plausible weights level 2 holds in 52 % of cases, "
            "and the score lies mostly between 58 and 87.",
        ),
        (
            two_areas(*[1] * 10),
            "Level 1 holds whatever the questions weigh, and under other plausible weights the score "
            "lies mostly between 43 and 82.",
        ),
        (
            result_of(*[2] * 10),
            "Level 2 holds whatever the questions weigh, and under other plausible weights the score is the same.",
        ),
        (
            result_of(*[4] * 9, 0, rubric=CRITICAL),
            "Level 0 holds whatever the questions weigh, and under other plausible weights the score "
            "lies mostly between 85 and 95.",
        ),
        (result_of(2), "Under other plausible weights level 0 holds in over 99 % of cases."),
        (
            result_of(*[1] * 9, 0),
            "Under other plausible weights level 1 holds in over 99 % of cases, and the score lies "
            "mostly between 21 and 24.",
        ),
        (result_of(*[NA] * 10), ""),
        (
            result_of(1, 3, rubric=a_rubric(weights=(1, 1, 1), quick=("q1", "q2")), scope=Scope.QUICK),
            "Under other plausible weights the score lies mostly between 37 and 63.",
        ),
    ],
)
def test_one_sentence(result: Result, text: str) -> None:
    assert robustness_text(robustness(result)) == text


def test_the_detail_has_a_line_for_each_area_and_one_for_all() -> None:
    first, second = a_question("q1", text="Is it there?"), a_question("q2", text="Is it kept?")
    rubrics = [a_rubric(first, second, a_question("q3"), id=name, title=name.title()) for name in ("one", "two")]
    result = score(a_sheet(areas={"one": (4, 0, 1), "two": (2, 2, 2)}), rubrics_of(*rubrics))

    one, two, whole = robustness_rows(result, robustness(result))

    assert one == (
        "One",
        "0 in 95 %, 1 in 5 %",
        "0 in 76 %, 1 in 24 %",
        "26 to 57",
        "13 without “Is it there?”, 63 without “Is it kept?”",
        "35 to 50",
    )
    assert two == ("Two", "2 in all", "2 in all", "50", "50 without any of them", "25 to 71")
    assert (whole.title, whole.levels, whole.without) == (
        "All areas",
        "0 in 95 %, 1 in 5 %",
        "42 without “Two”, 50 without “One”",
    )


def test_of_one_area_the_detail_is_one_line_and_empty_where_there_is_nothing_to_say() -> None:
    result = result_of(*[NA] * 10)

    assert robustness_rows(result, robustness(result)) == [StabilityRow("An area", "", "", "", "", "")]
