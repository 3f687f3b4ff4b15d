"""The pack as slides, read back."""

import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from assessment.files import NOTICE
from assessment.instrument import Council
from assessment.pack import write_pack
from assessment.pack.parts import legible, shortened
from tests.builders import a_rubric, a_sheet
from tests.pack_readers import texts_of
from tests.packs import HOSTILE, LONG, SOME, UNWRITABLE, a_pack, generated, hostile, outward, parts_of, shown_numbers


def read(data: bytes) -> Any:
    return Presentation(BytesIO(data))


def notes_of(made: Any) -> str:
    return "\n".join(slide.notes_slide.notes_text_frame.text for slide in made.slides)


@pytest.mark.parametrize("number", SOME)
def test_the_digits_are_those_of_the_result(number: int) -> None:
    pack = generated(number)
    made = read(write_pack(pack, ".pptx"))
    (table,) = [shape.table for shape in made.slides[2].shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in table.rows]

    assert len(made.slides) == 6
    assert rows[0] == pack.page.areas.header
    assert [row[1:] for row in rows[1:]] == [row[1:] for row in pack.page.areas.rows]
    assert pack.page.headline in notes_of(made)
    assert pack.page.level in notes_of(made)
    said = " ".join(cell for row in rows for cell in row) + pack.page.headline
    assert [one for one in shown_numbers(pack) if not re.search(rf"\b{one}\b", said)] == []
    for chart in (shape.chart for shape in made.slides[1].shapes if shape.has_chart):
        assert pack.page.chart is not None
        expected = [axis.score for axis in pack.page.chart.axes]
        assert list(chart.plots[0].series[0].values) == pytest.approx(expected)
        sheet = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == pytest.approx(expected)


@pytest.mark.parametrize("text", [*HOSTILE, LONG])
def test_hostile_text_is_text(text: str) -> None:
    data = write_pack(hostile(text), ".pptx")
    made = read(data)

    assert shortened(text[:200], 240) in "\n".join(texts_of(made.slides[0]))
    assert legible(text[:200]).strip() in notes_of(made)
    assert outward(data) == []
    slides = [xml for name, xml in parts_of(data) if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notes"))]
    assert [one for xml in slides for one in re.findall("<(?:script|b|a:hlinkClick)[ >]", xml)] == []


def test_an_area_called_like_a_formula_is_text_in_the_chart_and_its_workbook() -> None:
    areas = [a_rubric(weights=(1, 1), id=f"area-{n}", title="=1+1&cmd") for n in range(3)]
    pack = a_pack(a_sheet(areas={area.id: (1, 2) for area in areas}), *areas)
    made = read(write_pack(pack, ".pptx"))
    (chart,) = [shape.chart for shape in made.slides[1].shapes if shape.has_chart]
    sheet = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active

    assert list(chart.plots[0].categories) == ["=1+1&cmd"] * 3
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def test_what_xml_cannot_hold_spoils_no_slide() -> None:
    assert legible(UNWRITABLE) in notes_of(read(write_pack(hostile(UNWRITABLE), ".pptx")))


def test_each_slide_has_a_title_and_the_source_of_its_numbers_and_the_chart_is_native_with_its_words() -> None:
    pack = generated(3)
    made = read(write_pack(pack, ".pptx"))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    (chart,) = [shape for shape in made.slides[1].shapes if shape.has_chart]

    assert len(set(titles)) == 6
    assert all(0 < len(title) <= 45 for title in titles)
    assert all("Source: the council's own answers." in s.notes_slide.notes_text_frame.text for s in made.slides)
    assert chart.chart.chart_type == XL_CHART_TYPE.RADAR_MARKERS
    assert pack.page.chart is not None
    assert chart.element.nvGraphicFramePr.cNvPr.get("descr") == pack.page.chart.told


def test_two_areas_are_bars() -> None:
    areas = [a_rubric(weights=(1, 1), id=f"area-{n}") for n in range(2)]
    sheet = a_sheet(areas={area.id: (1, 2) for area in areas}, council=Council(name="Ashby"))
    made = read(write_pack(a_pack(sheet, *areas), ".pptx"))

    assert [s.chart.chart_type for s in made.slides[1].shapes if s.has_chart] == [XL_CHART_TYPE.BAR_CLUSTERED]


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert write_pack(generated(3), ".pptx") == write_pack(generated(3), ".pptx")


def test_a_pack_of_the_demo_says_so_on_every_slide() -> None:
    made = read(write_pack(hostile("An invented council", NOTICE), ".pptx"))

    assert all(NOTICE in texts_of(slide) for slide in made.slides)
