"""The result as a table for spreadsheets."""

import csv
import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from assessment.files import result_csv, result_xlsx
from assessment.instrument import Answer, Council, Evidence
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


EVIL = '=HYPERLINK("http://example.org","Click")'
NOTE = "First\n- item; =1+1\t+2\u00e9"


def told(note: str = NOTE, name: str = "Example Borough"):
    evidence = (
        Evidence(
            title=EVIL, owner="Head of ICT", date=date(2026, 5, 1), link="https://example.org", reviewed_by="Audit"
        ),
    )
    rubric = a_rubric(a_question("q1", text="-Is it done?"))
    sheet = a_sheet(Answer(level=2, note=note, evidence=evidence)).model_copy(update={"council": Council(name=name)})
    return score(sheet, rubrics_of(rubric)), sheet


def cells(data: bytes) -> list[dict[str, object]]:
    header, *found = load_workbook(io.BytesIO(data)).active.iter_rows()
    assert {cell.data_type for row in found for cell in row if isinstance(cell.value, str)} == {"s"}
    return [dict(zip([cell.value for cell in header], [cell.value for cell in row], strict=True)) for row in found]


def test_the_table_says_whose_it_is_and_what_was_noted_and_shown() -> None:
    result, sheet = told("Seen in May.")

    (row,) = rows(result_csv(result, sheet=sheet))

    assert (row["council"], row["date"], row["area_title"]) == ("Example Borough", "2026-05-14", "An area")
    assert (row["level"], row["level_text"], row["note"]) == ("2", "What can be seen at 2.", "Seen in May.")
    assert row["evidence"].endswith("; owner: Head of ICT; dated 2026-05-01; https://example.org; reviewed by: Audit")


def test_a_workbook_has_every_text_as_it_was_written_and_none_is_a_formula() -> None:
    result, sheet = told(name="=cmd|' /C calc'!A0")

    (row,) = cells(result_xlsx(result, sheet=sheet, notice="+Invented"))

    assert (row["council"], row["note"], row["notice"]) == ("=cmd|' /C calc'!A0", NOTE, "+Invented")
    assert (row["question_text"], row["level"], row["area_score"]) == ("-Is it done?", 2, 50)
    assert str(row["evidence"]).startswith(EVIL)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("note", [NOTE, " =1", "\n=1", "a;=1", 'a";"=1', "a\t@b", "a\r\n+1", "\uff1d1", "a;;- b"])
def test_no_cell_of_a_csv_file_is_a_formula_whatever_separates_cells_where_it_is_opened(note: str, sign: str) -> None:
    result, sheet = told(note)

    text = result_csv(result, sheet=sheet).decode("utf-8-sig")

    for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
        for cell in row:
            assert not cell.strip().strip('"').startswith(("=", "+", "-", "@", "\uff1d")) or cell[1:].isdigit()


def test_a_text_that_a_cell_cannot_hold_says_that_it_was_cut() -> None:
    many = tuple(Evidence(title="A record", link="\U0001f3db" * 5_000) for _ in range(20))
    sheet = a_sheet(Answer(level=2, evidence=many))

    (row,) = cells(result_xlsx(score(sheet, rubrics_of(a_rubric())), sheet=sheet))

    assert str(row["evidence"]).endswith(" … (cut here: a cell holds no more)")
    assert len(str(row["evidence"]).encode("utf-16-le")) // 2 <= 32_767


def test_the_same_answers_give_the_same_workbook() -> None:
    assert result_xlsx(*told()[:1], sheet=told()[1]) == result_xlsx(*told()[:1], sheet=told()[1])
