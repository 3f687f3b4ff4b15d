"""The pack as a workbook, read back with another library."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from assessment.files import NOTICE
from assessment.pack import write_pack
from assessment.pack.parts import legible
from assessment.scoring import double
from tests.packs import HOSTILE, LONG, SOME, UNWRITABLE, generated, hostile, outward, parts_of, shown_numbers


def read(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def texts(book: Workbook) -> list[str]:
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("number", SOME)
def test_the_digits_are_those_of_the_result(number: int) -> None:
    pack = generated(number)
    book = read(write_pack(pack, ".xlsx"))
    rows = list(book["Scores"].iter_rows(min_row=2, values_only=True))
    areas = {row[0]: row[3:7] for row in rows if row[1] is None}
    first = " ".join(texts(book))

    for area in pack.result.areas:
        found = [double(one) for one in (area.scores.score, area.scores.lowest, area.scores.highest)]
        assert areas[area.rubric.title][:3] == pytest.approx(found, abs=1e-12)
    assert areas["Overall"][0] == pytest.approx(double(pack.result.overall.scores.score), abs=1e-12)
    assert [one for one in shown_numbers(pack) if not re.search(rf"\b{one}\b", first)] == []
    assert pack.page.headline in first


@pytest.mark.parametrize("text", [*HOSTILE, LONG])
def test_hostile_text_is_text(text: str) -> None:
    data = write_pack(hostile(text), ".xlsx")
    cells = [cell for sheet in read(data) for row in sheet.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert text in [cell.value for cell in cells]  # the note, as it was written
    assert any(legible(text[:200]) in str(cell.value) for cell in cells if cell.parent.title == "Page one")
    assert outward(data) == []
    assert [name for name, xml in parts_of(data) if "<f>" in xml or "<f " in xml] == []


def test_what_xml_cannot_hold_spoils_no_workbook() -> None:
    assert texts(read(write_pack(hostile(UNWRITABLE), ".xlsx")))


def test_every_table_filters_and_the_chart_is_a_native_radar_with_its_words() -> None:
    pack = generated(2)
    data = write_pack(pack, ".xlsx")
    parts = dict(parts_of(data))
    tables = [text for name, text in parts.items() if name.startswith("xl/tables/")]

    assert [sheet.title for sheet in read(data)] == ["Page one", "Scores", "Plan", "Answers", "Chart"]
    assert all("<autoFilter" in text for text in tables)
    assert len(tables) == 5  # one on each sheet
    assert "<c:radarChart>" in parts["xl/charts/chart1.xml"]
    assert 'descr="Radar chart of scores by area' in parts["xl/drawings/drawing1.xml"]


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert write_pack(generated(3), ".xlsx") == write_pack(generated(3), ".xlsx")


def test_a_pack_of_the_demo_says_so_on_every_sheet() -> None:
    data = write_pack(hostile("An invented council", NOTICE), ".xlsx")

    assert {sheet.title: sheet["A1"].value for sheet in read(data)} == dict.fromkeys(
        ["Page one", "Scores", "Plan", "Answers", "Chart"], NOTICE
    )
    assert all(NOTICE in text for name, text in parts_of(data) if name.startswith("xl/worksheets/sheet"))
