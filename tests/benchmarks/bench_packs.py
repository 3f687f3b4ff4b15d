"""Writing a board pack of a full answer file, beside two documents of the same library. The minimal one has a title, a
sentence, and one table or chart of its four areas: it says what a library's start costs. The plain one has one chart
and one table of as many rows as the pack has, each with the same text in one look: it says what that much costs. The
radar's picture is drawn once for each result, before, as in the app.
"""

import io
import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
import xlsxwriter
from docx import Document
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from assessment.files import country_name, load_figures, load_rubrics, shipped_rubrics
from assessment.pack import Grid, Items, Pack, Paragraph, Part, make_pack, write_pack
from assessment.pack.radar import radar_svg
from assessment.pack.tables import sheets
from assessment.scoring import score
from assessment.words import Benchmark
from tests.benchmarks.figures import Table, Times, load_of_others
from tests.benchmarks.servers import full_sheet

AREAS = {"One": 50, "Two": 40, "Three": 60, "Four": 30}
PLAIN = """#set document(title: "Title")
#set text(lang: "en")
= Title
#figure(image(bytes(sys.inputs.radar), format: "svg", width: 70mm, alt: "Radar"), alt: "Radar")
#table(columns: int(sys.inputs.columns), ..json(bytes(sys.inputs.cells)).map(cell => [#cell]))
"""
SMALL = '#set document(title: "Title")\n#set text(lang: "en")\n= Title\nOne sentence.\n#table(columns: 2, {cells})\n'


def packs(table: Table, rounds: int) -> None:
    pack = a_full_pack()
    rows, picture = rows_of(pack), radar_svg(pack.page.chart, pack.notice) if pack.page.chart else ""
    for ending, (smallest, plain, goal) in FLOORS.items():
        ours = partial(write_pack, pack, ending)
        timed(table, f"{ending[1:]}, minimal", smallest, ours, rounds, "")
        timed(table, f"{ending[1:]}, plain", partial(plain, rows, picture), ours, rounds, goal)


def a_full_pack() -> Pack:
    known, sheet = load_rubrics(shipped_rubrics()), full_sheet()
    figures = load_figures(shipped_rubrics(), known)
    return make_pack(sheet, Benchmark(score(sheet, known), sheet.council, figures, None, country_name))


def timed(
    table: Table, what: str, floor: Callable[[], object], ours: Callable[[], object], rounds: int, goal: str
) -> None:
    """Computing of the whole process, for typst has threads of its own. The first of each is not counted."""
    times: Times = {"floor": [], "ours": []}
    with load_of_others() as load:
        for turn in range(rounds + 1):
            for name, way in (("floor", floor), ("ours", ours)):
                began = time.process_time()
                way()
                if turn:
                    times[name].append(1000 * (time.process_time() - began))
    table.add(what, times, goal, load, digits=1)


def small_pdf() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.typ"
        path.write_text(SMALL.format(cells=", ".join(f"[{name}], [{value}]" for name, value in AREAS.items())))
        made: bytes = typst.compile(str(path), pdf_standards="ua-1", ignore_system_fonts=True)
    return made


def small_slides() -> bytes:
    made, out = Presentation(), io.BytesIO()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text_frame.text = "Title"
    data = CategoryChartData()
    data.categories = list(AREAS)
    data.add_series("Score", list(AREAS.values()))
    slide.shapes.add_chart(XL_CHART_TYPE.RADAR_MARKERS, 0, 0, 5_000_000, 5_000_000, data)
    made.save(out)
    return out.getvalue()


def small_word_file() -> bytes:
    made, out = Document(), io.BytesIO()
    made.add_heading("Title", 1)
    made.add_paragraph("One sentence.")
    table = made.add_table(rows=0, cols=2)
    for name, value in AREAS.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, str(value)
    made.save(out)
    return out.getvalue()


def small_workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, (name, value) in enumerate(AREAS.items()):
            sheet.write_row(row, 0, [name, value])
        chart = book.add_chart({"type": "radar"})
        chart.add_series({"categories": ["Sheet1", 0, 0, 3, 0], "values": ["Sheet1", 0, 1, 3, 1]})
        sheet.insert_chart("D1", chart)
    return out.getvalue()


Rows = Sequence[Sequence[str]]


def rows_of(pack: Pack) -> dict[str, Rows]:
    """What each format has to hold, by ending."""
    parts = [part for section in pack.sections for part in section.parts]
    text = [row for part in parts for row in rows_in(part)]
    tables = [[str(cell or "") for cell in row] for sheet in sheets(pack) for row in sheet.rows]
    areas = [[str(cell) for cell in row] for row in pack.page.areas.rows]
    return {".pdf": text, ".docx": text, ".xlsx": tables, ".pptx": areas}


def rows_in(part: Part) -> Rows:
    if isinstance(part, Grid):
        return [[str(cell or "") for cell in row] for row in part.rows]
    if isinstance(part, Items):
        return [[text] for text in part.texts]
    return [[part.lead + part.text]] if isinstance(part, Paragraph) else [[getattr(part, "text", "")]]


def plain_pdf(rows: Mapping[str, Rows], picture: str) -> bytes:
    wide = max(map(len, rows[".pdf"]))
    cells = [cell for row in rows[".pdf"] for cell in [*row, *[""] * (wide - len(row))]]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plain.typ"
        path.write_text(PLAIN)
        told = {"cells": json.dumps(cells), "columns": str(wide), "radar": picture}
        made: bytes = typst.compile(str(path), sys_inputs=told, pdf_standards="ua-1", ignore_system_fonts=True)
    return made


def plain_slides(rows: Mapping[str, Rows], picture: str) -> bytes:
    """Six slides with a title each, as the pack has them."""
    made, out = Presentation(), io.BytesIO()
    slides = [made.slides.add_slide(made.slide_layouts[5]) for _ in range(6)]
    for slide in slides:
        slide.shapes.title.text_frame.text = "Title"
        slide.notes_slide.notes_text_frame.text = "Notes"
    data = CategoryChartData()
    data.categories = list(AREAS)
    data.add_series("Score", list(AREAS.values()))
    slides[1].shapes.add_chart(XL_CHART_TYPE.RADAR_MARKERS, 0, 0, 5_000_000, 5_000_000, data)
    table = slides[2].shapes.add_table(len(rows[".pptx"]), len(rows[".pptx"][0]), 0, 0, 5_000_000, 5_000_000).table
    for number, row in enumerate(rows[".pptx"]):
        for place, text in enumerate(row):
            table.cell(number, place).text = text
    made.save(out)
    return out.getvalue()


def plain_word_file(rows: Mapping[str, Rows], picture: str) -> bytes:
    made, out = Document(), io.BytesIO()
    made.add_heading("Title", 1)
    wide = max(map(len, rows[".docx"]))
    table = made.add_table(rows=len(rows[".docx"]), cols=wide)
    for line, row in zip(table.rows, rows[".docx"], strict=True):
        for cell, text in zip(line.cells, row, strict=False):
            cell.text = text
    made.save(out)
    return out.getvalue()


def plain_workbook(rows: Mapping[str, Rows], picture: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows[".xlsx"]):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)
        chart = book.add_chart({"type": "radar"})
        chart.add_series({"categories": ["Sheet1", 0, 0, 3, 0], "values": ["Sheet1", 0, 1, 3, 1]})
        sheet.insert_chart("D1", chart)
    return out.getvalue()


FLOORS: dict[str, tuple[Callable[[], object], Callable[[Mapping[str, Rows], str], object], str]] = {
    ".pdf": (small_pdf, plain_pdf, "<= 6 x"),
    ".pptx": (small_slides, plain_slides, "<= 5 x"),
    ".xlsx": (small_workbook, plain_workbook, "<= 5 x"),
    ".docx": (small_word_file, plain_word_file, "none set"),
}
