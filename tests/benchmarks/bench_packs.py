"""Writing a board pack of a full answer file, beside a minimal document of the same library: a title, a sentence, and
one table or chart of its four areas. The radar's picture is drawn once for each result, before, as in the app.
"""

import io
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
import xlsxwriter
from docx import Document
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from assessment.files import country_name, load_figures, load_rubrics, shipped_rubrics
from assessment.pack import Pack, make_pack, write_pack
from assessment.scoring import score
from assessment.words import Benchmark
from tests.benchmarks.figures import Table, Times, load_of_others
from tests.benchmarks.servers import full_sheet

AREAS = {"One": 50, "Two": 40, "Three": 60, "Four": 30}
SMALL = '#set document(title: "Title")\n#set text(lang: "en")\n= Title\nOne sentence.\n#table(columns: 2, {cells})\n'


def packs(table: Table, rounds: int) -> None:
    pack = a_full_pack()
    for ending, (floor, goal) in FLOORS.items():
        timed(table, f"pack as {ending[1:]}", floor, lambda ending=ending: write_pack(pack, ending), rounds, goal)


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


FLOORS: dict[str, tuple[Callable[[], object], str]] = {
    ".pdf": (small_pdf, "<= 6 x"),
    ".pptx": (small_slides, "<= 5 x"),
    ".xlsx": (small_workbook, "<= 5 x"),
    ".docx": (small_word_file, "none set"),
}
