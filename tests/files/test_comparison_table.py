"""The comparison as a table for spreadsheets: a row a figure, beside a level or a fact."""

import csv
import io

from openpyxl import load_workbook

from assessment.files import (
    comparison_csv,
    comparison_xlsx,
    country_name,
    load_companions,
    load_figures,
    load_rubrics,
    newest_of,
    shipped_rubrics,
)
from assessment.instrument import Answer, AnswerSheet, Council, Fact
from assessment.scoring import score
from assessment.words import Benchmark

RUBRICS = load_rubrics(shipped_rubrics())
COUNCIL = Council(name='=HYPERLINK("x")', country="AU", region="AU-NSW")


def made() -> Benchmark:
    newest = newest_of(RUBRICS)
    answers = {rubric.id: {question.id: Answer(level=2) for question in rubric.questions} for rubric in newest}
    sheet = AnswerSheet(
        date="2026-05-14", council=COUNCIL, rubrics={rubric.id: rubric.version for rubric in newest}, answers=answers
    )
    return Benchmark(
        score(sheet, RUBRICS),
        COUNCIL,
        load_figures(shipped_rubrics(), RUBRICS),
        None,
        country_name,
        companions=load_companions(shipped_rubrics(), RUBRICS),
        facts={"ai-policy": Fact.NO, "ciso": Fact.DONT_KNOW},
    )


def rows(notice: str = "") -> list[dict[str, str]]:
    found = made()
    data = comparison_csv(found.document(), found.result, COUNCIL.name, notice)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_figure_of_the_document_has_a_row_with_its_source() -> None:
    document = made().document()
    figures = [figure for asked in document["published"] for figure in asked["figures"]]
    beside_facts = [figure for asked in document["facts"]["answered"] for figure in asked["figures"]]

    found = rows()

    assert [row["text"] for row in found] == [figure["text"] for figure in (*figures, *beside_facts)]
    assert {row["asked"] for row in found} == {"level", "fact"}
    assert all(row["publisher"] and row["grade"] and row["basis"] for row in found)
    assert all(row["question_text"] for row in found)


def test_a_fact_stands_with_what_was_said_and_what_a_level_filled_in_is_marked() -> None:
    found = [row for row in rows("Invented") if row["asked"] == "fact"]

    policy = next(row for row in found if row["item"] == "ai-policy")
    assert (policy["your_answer"], policy["country"], policy["value"], policy["n"]) == ("no", "AU", "40", "128")
    assert policy["text"].startswith("You do not; 40 % of 128 councils in New South Wales did in 2025")
    assert (policy["use"], policy["match"], policy["counts_those_without"]) == ("comparison", "exact", "no")
    assert policy["read_in"] == "an article on yourgov.com.au"
    tool = next(row for row in found if row["item"] == "ai-any-tool")
    assert tool["filled_in_from_a_level"] == "ai-governance/ai-register level 1"
    assert (policy["filled_in_from_a_level"], policy["notice"]) == ("", "Invented")


def test_no_text_becomes_a_formula() -> None:
    found = made()
    book = load_workbook(io.BytesIO(comparison_xlsx(found.document(), found.result, COUNCIL.name)))

    assert rows()[0]["council"] == "'" + str(COUNCIL.name)
    assert book["Comparison"].cell(2, 1).value == COUNCIL.name
    assert book["Comparison"].cell(2, 1).data_type == "s"
