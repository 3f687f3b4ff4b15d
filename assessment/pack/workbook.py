"""A pack as a workbook: page one with a native chart, then tables that filter. Text is text, never a formula."""

import io
from collections.abc import Sequence
from typing import Any

from assessment.files import MADE, Cell, width_of, within_a_cell
from assessment.files import Table as Sheet
from assessment.pack.model import Pack
from assessment.pack.parts import Chart, Grid, Heading, Items, Paragraph, legible
from assessment.pack.tables import sheets

PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
BLUE, BROWN, RED, GREY = "#0b5394", "#8a5a00", "#8a1c1c", "#cbd2d9"
LOOKS = ({"color": BLUE, "width": 2.5}, {"color": BROWN, "width": 2, "dash_type": "dash"})
MARKERS = ({"type": "circle", "size": 8, "fill": {"color": BLUE}}, {"type": "diamond", "size": 7})
WIDE, NARROW = 78, 16  # characters
A4 = 9  # its number among papers
STYLE = "Table Style Light 9"


def workbook(pack: Pack) -> bytes:
    """The same pack gives the same bytes."""
    import xlsxwriter  # whoever makes no workbook doesn't wait for it to load

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, PLAIN) as book:
        book.set_properties({"title": within_a_cell(pack.page.title), "created": MADE})
        Writer(book, pack).write()
    return data.getvalue()


class Writer:
    """One workbook while it is written: its looks, and what stands on every sheet."""

    def __init__(self, book: Any, pack: Pack) -> None:
        self.book, self.pack = book, pack
        self.body = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 18, "text_wrap": True, "valign": "top"})
        self.heading = book.add_format({"bold": True, "font_size": 13, "font_color": BLUE, "text_wrap": True})
        self.notice = book.add_format({"bold": True, "font_color": RED})

    def write(self) -> None:
        self.write_page_one(self.new("Page one"))
        for sheet in sheets(self.pack):
            self.write_sheet(self.new(sheet.name), sheet)

    def new(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&CPage &P of &N")
        if self.pack.notice:
            sheet.set_header("&C" + self.pack.notice.replace("&", "&&")[:200])
        return sheet

    def begin(self, sheet: Any) -> int:
        """The first free row, under the notice where there is one."""
        if not self.pack.notice:
            return 0
        sheet.write_string(0, 0, within_a_cell(self.pack.notice), self.notice)
        return 2

    def write_page_one(self, sheet: Any) -> None:
        sheet.set_column(0, 0, WIDE)
        sheet.set_column(1, 8, NARROW)
        row = self.begin(sheet)
        row = self.line(sheet, row, self.pack.page.title, self.title)
        for part in self.pack.page.parts():
            if isinstance(part, Heading):
                row = self.line(sheet, row + 1, part.text, self.heading)
            elif isinstance(part, Paragraph):
                row = self.line(sheet, row, part.lead + part.text, self.bold if part.lead else self.body)
            elif isinstance(part, Items):
                for number, text in enumerate(part.texts, 1):
                    row = self.line(sheet, row, f"{number}. {text}" if part.numbered else f"• {text}", self.body)
            elif isinstance(part, Grid):
                row = self.table(sheet, row, part.header, part.rows) + 1
            else:
                row = self.chart(sheet, row, part)

    def line(self, sheet: Any, row: int, text: str, look: Any) -> int:
        sheet.write_string(row, 0, within_a_cell(legible(text)), look)
        return row + 1

    def chart(self, sheet: Any, row: int, chart: Chart) -> int:
        """Its numbers as a table, and beside them the chart that reads them."""
        series = chart.series
        rows = [
            [axis.title, *(one.values[place] for one in series), axis.lowest, axis.highest]
            for place, axis in enumerate(chart.axes)
        ]
        header = ("Area", *(one.name for one in series), "Lowest", "Highest")
        end = self.table(sheet, row, header, rows)
        drawn = self.book.add_chart({"type": "radar", "subtype": "with_markers"} if chart.is_radar else {"type": "bar"})
        for column, one in enumerate(series, 1):
            look, marker = LOOKS[(column - 1) % len(LOOKS)], MARKERS[(column - 1) % len(MARKERS)]
            shape = {"line": look, "marker": marker} if chart.is_radar else {"fill": {"color": look["color"]}}
            drawn.add_series(
                {
                    "name": one.name,
                    "categories": [sheet.name, row + 1, 0, end - 1, 0],
                    "values": [sheet.name, row + 1, column, end - 1, column],
                    **shape,
                }
            )
        scale = {"min": 0, "max": 100, "major_unit": 25, "major_gridlines": {"visible": True, "line": {"color": GREY}}}
        (drawn.set_y_axis if chart.is_radar else drawn.set_x_axis)(scale)
        if not chart.is_radar:
            drawn.set_y_axis({"reverse": True})
        drawn.set_title({"none": True})
        drawn.set_legend({"position": "bottom"})
        drawn.set_size({"width": 640, "height": 460})
        if chart.is_radar:
            drawn.set_plotarea({"layout": {"x": 0.2, "y": 0.1, "width": 0.6, "height": 0.68}})
        drawn.show_blanks_as("gap")
        sheet.insert_chart(0, 2 + len(header), drawn, {"description": within_a_cell(legible(chart.told))})
        return end + 1

    def write_sheet(self, sheet: Any, told: Sheet) -> None:
        row = self.begin(sheet)
        for column, name in enumerate(told.header):
            sheet.set_column(column, column, width_of(name, [cells[column] for cells in told.rows]))
        self.table(sheet, row, told.header, told.rows)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)

    def table(self, sheet: Any, row: int, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> int:
        """A native table, which filters; the row after it."""
        columns = [{"header": name, "header_format": self.bold} for name in header]
        sheet.add_table(row, 0, row + len(rows), len(header) - 1, {"columns": columns, "style": STYLE})
        for number, cells in enumerate(rows, row + 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and cell:
                    sheet.write_string(number, column, within_a_cell(cell), self.body)
                elif cell is not None and not isinstance(cell, str):
                    sheet.write_number(number, column, cell, self.body)
        return row + len(rows) + 1
