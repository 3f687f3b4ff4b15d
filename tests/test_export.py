"""The files that a result can be taken away in."""

import csv
import io
import json

import pytest

from assessment.export import result_csv, result_document
from assessment.scoring import score
from tests.builders import BLANK, DONT_KNOW, NA, a_question, a_rubric, a_sheet, rubrics_of


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_document_has_every_promised_key_and_is_plain_json() -> None:
    result = score(a_sheet(2, 1, DONT_KNOW, NA, BLANK), rubrics_of(a_rubric(weights=(1,) * 5)))

    document = json.loads(json.dumps(result_document(result)))

    area = document["areas"][0]
    assert set(document) == {"format", "scope", "date", "areas", "overall"}
    assert {
        "rubric", "version", "rubric_hash", "status", "score", "lowest", "highest", "coverage", "evidenced_score",
        "lowest_without_na", "limited_scope", "level", "themes", "questions", "binding",
    } <= set(area)  # fmt: skip
    assert set(document["overall"]) >= {
        "status", "score", "lowest", "highest", "geometric", "imbalance", "level", "binding"
    }  # fmt: skip
    assert set(area["themes"][0]) == {"id", "status", "score", "lowest", "highest", "coverage"}
    assert [question["state"] for question in area["questions"]] == [
        "level",
        "level",
        "unknown",
        "not_applicable",
        "blank",
    ]
    assert (area["score"], area["status"], area["lowest"]) == (None, "insufficient", 18.75)


def test_a_quick_check_says_so_and_has_no_level() -> None:
    result = score(a_sheet(2, scope="quick"), rubrics_of(a_rubric(quick=("q1",))))

    document = result_document(result)

    assert (document["scope"], document["areas"][0]["level"], document["overall"]["level"]) == ("quick", None, None)
    assert document["overall"]["binding"] == []


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
    result = score(a_sheet(2), rubrics_of(a_rubric()))

    assert result_csv(result) == result_csv(result)
