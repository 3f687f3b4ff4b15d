"""The result as a table for spreadsheets."""

import csv
import io
import json

import pytest

from assessment.files import result_csv
from assessment.scoring import result_document, score
from tests.builders import DONT_KNOW, a_question, a_rubric, a_sheet, rubrics_of


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_has_one_row_a_question_with_its_areas_numbers() -> None:
    result = score(a_sheet(2, DONT_KNOW), rubrics_of(a_rubric(weights=(3, 1))))

    first, second = rows(result_csv(result))

    assert (first["question"], first["level"], first["value"], first["area_score"]) == ("q1", "2", "0.5", "50.0")
    assert (second["state"], second["value"], second["area_lowest"]) == ("unknown", "", "37.5")


@pytest.mark.parametrize("text", ["=1+1?", "+1?", "-1?", "@SUM(A1)?", "\t=1?", '=HYPERLINK("x")?'])
def test_no_text_becomes_a_formula_in_a_spreadsheet(text: str) -> None:
    rubric = a_rubric(a_question("q1", text=text))

    (row,) = rows(result_csv(score(a_sheet(2), rubrics_of(rubric))))

    assert row["question_text"] == "'" + text


def test_the_same_answers_give_the_same_bytes() -> None:
    one, two = (score(a_sheet(2, 3), rubrics_of(a_rubric(weights=(3, 1)))) for _ in range(2))

    assert one is not two
    assert result_csv(one) == result_csv(two)
    assert json.dumps(result_document(one)) == json.dumps(result_document(two))


def test_the_table_says_which_rubric_scope_and_day_it_is_of() -> None:
    rubric = a_rubric(quick=("q1",))

    (row,) = rows(result_csv(score(a_sheet(2, scope="quick"), rubrics_of(rubric))))

    assert (row["scope"], row["date"]) == ("quick", "2026-05-14")
    assert (row["rubric_hash"], row["weights_hash"]) == (rubric.content_hash, rubric.weights_hash)
