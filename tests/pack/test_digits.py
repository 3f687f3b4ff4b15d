"""The digits agree wherever a result goes: the command's text and JSON, and the pack in each format, read back for ten
generated councils.
"""

import json
import math
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from typer.testing import CliRunner

from assessment.command import app
from assessment.files import demo_sheet, dump_answers, load_rubrics, newest_of
from assessment.files import shipped_rubrics as folder
from assessment.instrument import AnswerSheet
from assessment.pack import ENDINGS
from tests.pack_readers import areas_of, overall_of, pdf_text, text_of

Digits = tuple[int | None, tuple[int, int] | None]
"""A score, and the range where the unknown answers leave one open."""

CELL = re.compile(r"(\d+|no score)(?: \((?:range )?(\d+) to (\d+)\))?")
OVERALL = re.compile(r"scores (\d+) out of 100")
RUBRICS = newest_of(load_rubrics(folder()))
TITLES = [rubric.title for rubric in RUBRICS]


def digits(text: str) -> Digits:
    found = CELL.match(text)
    assert found is not None, text
    score = None if found[1] == "no score" else int(found[1])
    return score, None if found[2] is None else (int(found[2]), int(found[3]))


def council(number: int) -> AnswerSheet:
    """Every third question or fewer without an answer."""
    sheet, random = demo_sheet(RUBRICS, seed=number), Random(number)
    share = number / 30
    answers = {
        name: {question: answer for question, answer in given.items() if random.random() >= share}
        for name, given in sheet.answers.items()
    }
    return sheet.model_copy(update={"answers": answers})


def maturity(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def of_document(area: Mapping[str, float | None]) -> Digits:
    """Half up, and outwards: as everything else has to round it."""
    score, lowest, highest = area["score"], area["lowest"], area["highest"]
    assert lowest is not None
    assert highest is not None
    shown = None if score is None else math.floor(score + 0.5)
    return shown, None if lowest == highest else (math.floor(lowest + 1e-9), math.ceil(highest - 1e-9))


def of_text(said: str) -> dict[str, Digits]:
    return {title: digits(re.search(rf"^{re.escape(title)}: (.*)", said, re.M)[1]) for title in TITLES}


def of_pdf(data: bytes) -> dict[str, Digits]:
    said = " ".join(pdf_text(data, "-raw").split())
    return {title: digits(re.search(rf"{re.escape(title)} Score \(range\): (.*)", said)[1]) for title in TITLES}


def of_table(rows: list[list[str]]) -> dict[str, Digits]:
    return {row[0]: digits(row[1]) for row in rows[1:]}


@pytest.mark.parametrize("number", range(10))
def test_the_digits_agree_in_the_command_and_in_every_format(number: int, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_bytes(dump_answers(council(number)))
    document = json.loads(maturity("score", answers, "--json"))
    said = maturity("score", answers)
    made = {}
    for ending in ENDINGS:
        out = tmp_path / f"pack{ending}"
        maturity("report", answers, "--out", out, "--without-answers")
        made[ending] = out.read_bytes()

    expected = {title: of_document(area) for title, area in zip(TITLES, document["areas"], strict=True)}
    assert of_text(said) == expected
    assert of_pdf(made[".pdf"]) == expected
    for ending in (".pptx", ".docx", ".xlsx"):
        assert of_table(areas_of(made[ending], ending, len(TITLES))) == expected

    overall = of_document(document["overall"])[0]
    shown = OVERALL.search(said)
    assert (int(shown[1]) if shown else None) == overall
    assert {ending: overall_of(data, ending) for ending, data in made.items()} == dict.fromkeys(ENDINGS, overall)
    assert all(level_text(document) in text_of(data, ending) for ending, data in made.items())


def level_text(document: Mapping[str, Mapping[str, Mapping[str, int]]]) -> str:
    return f"Level {document['overall']['level']['confirmed']}, "


def test_the_numbers_behind_the_charts_and_in_the_workbook_are_the_results_own_unrounded(tmp_path: Path) -> None:
    answers, slides, book = tmp_path / "answers.json", tmp_path / "pack.pptx", tmp_path / "pack.xlsx"
    answers.write_bytes(dump_answers(council(2)))
    expected = [area["score"] for area in json.loads(maturity("score", answers, "--json"))["areas"]]
    for out in (slides, book):
        maturity("report", answers, "--out", out)

    (chart,) = [shape.chart for shape in Presentation(slides).slides[1].shapes if shape.has_chart]
    assert list(chart.plots[0].series[0].values) == pytest.approx(expected, abs=1e-9)
    behind = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [row[1] for row in behind.iter_rows(min_row=2, values_only=True)] == pytest.approx(expected, abs=1e-9)
    sheets = load_workbook(book)
    rows = {row[0]: row[3] for row in sheets["Scores"].iter_rows(min_row=2, values_only=True) if row[1] is None}
    assert [rows[title] for title in TITLES] == pytest.approx(expected, abs=1e-12)
    drawn = {row[1]: row[2] for row in sheets["Chart"].iter_rows(min_row=2, values_only=True)}
    assert [drawn[title] for title in TITLES] == pytest.approx(expected, abs=1e-12)
