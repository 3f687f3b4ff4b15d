"""A pack as a workbook: page one with a native chart, then tables that filter. Text is text, never a formula."""

import io
from collections.abc import Sequence
from typing import Any

from assessment.files import MADE, Cell, within_a_cell
from assessment.files import Table as Sheet
from assessment.pack.logo import Logo
from assessment.pack.model import Pack
from assessment.pack.parts import Chart, Document, Grid, Heading, Items, Paragraph, legible
from assessment.pack.tables import sheets

PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
BLUE, BROWN, GREEN, RED, GREY = "#0b5394", "#8a5a00", "#1b5e20", "#8a1c1c", "#cbd2d9"
OWN: dict[str, Any] = {"color": BLUE, "width": 2.5}
LOOKS: dict[str, tuple[dict[str, Any], str]] = {
    "Peers' median": ({"color": BROWN, "width": 2, "dash_type": "dash"}, "square"),
    "Target": ({"color": GREEN, "width": 2, "dash_type": "round_dot"}, "diamond"),
}
PAGE = (34, *[13] * 6)  # the columns of page one, in characters; its texts run across all of them
NUMBERS = "Chart"  # the sheet that it reads
NARROWEST, WIDEST = 7, 44
A4, A3, MOST_ON_A4 = 9, 8, 190  # numbers among papers; characters across
LOGO_PX = (180, 60)
LINE_PT, CHART_PX, CHART_ROWS = 15, (640, 420), 22
STYLE = "Table Style Light 1"


def workbook(pack: Pack) -> bytes:
    """The same pack gives the same bytes."""
    return book_of(pack, sheets(pack))


def book_of(pack: Document, tables: Sequence[Sheet]) -> bytes:
    """Page one, then each table on a sheet of its own."""
    import xlsxwriter  # whoever makes no workbook doesn't wait for it to load

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, PLAIN) as book:
        book.set_properties({"title": within_a_cell(legible(pack.page.title)), "created": MADE})
        Writer(book, pack).write(tables)
    return data.getvalue()


class Writer:
    """One workbook while it is written: its looks, and what stands on every sheet."""

    def __init__(self, book: Any, pack: Document) -> None:
        self.book, self.pack = book, pack
        wrapped = {"text_wrap": True, "valign": "top"}
        self.body = book.add_format(wrapped)
        self.number = book.add_format({**wrapped, "num_format": "0.0"})
        self.bold = book.add_format({**wrapped, "bold": True})
        self.head = book.add_format({**wrapped, "bold": True, "font_color": "#ffffff", "bg_color": BLUE})
        self.title = book.add_format({**wrapped, "bold": True, "font_size": 18, "font_color": BLUE})
        self.heading = book.add_format({**wrapped, "bold": True, "font_size": 13, "font_color": BLUE})
        self.notice = book.add_format({"bold": True, "font_color": RED})

    def write(self, tables: Sequence[Sheet]) -> None:
        first, chart = self.new("Page one"), self.pack.page.chart
        self.write_page_one(first)
        for sheet in tables:
            self.write_sheet(self.new(sheet.name), sheet)
        if chart is not None:
            self.write_sheet(self.new(NUMBERS), numbers_of(chart))

    def new(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(A4)
        sheet.set_footer("&CPage &P of &N")
        if self.pack.notice:
            sheet.set_header("&C" + legible(self.pack.notice).replace("&", "&&")[:200])
        return sheet

    def begin(self, sheet: Any) -> int:
        """The first free row, under the notice where there is one."""
        if not self.pack.notice:
            return 0
        sheet.write_string(0, 0, within_a_cell(legible(self.pack.notice)), self.notice)
        return 2

    def write_page_one(self, sheet: Any) -> None:
        sheet.fit_to_pages(1, 1)
        sheet.hide_gridlines(2)
        for column, width in enumerate(PAGE):
            sheet.set_column(column, column, width)
        row = self.begin(sheet)
        if self.pack.logo is not None:
            row = self.logo(sheet, row, self.pack.logo)
        row = self.line(sheet, row, self.pack.page.title, self.title, 18)
        for part in self.pack.page.parts():
            if isinstance(part, Heading):
                row = self.line(sheet, row + 1, part.text, self.heading, 13)
            elif isinstance(part, Paragraph):
                row = self.line(sheet, row, part.lead + part.text, self.bold if part.lead else self.body)
            elif isinstance(part, Items):
                for number, text in enumerate(part.texts, 1):
                    row = self.line(sheet, row, f"{number}. {text}" if part.numbered else f"• {text}", self.body)
            elif isinstance(part, Grid):
                row = self.table(sheet, row, part.header, part.rows, PAGE) + 1
            else:
                row = self.chart(sheet, row, part)

    def logo(self, sheet: Any, row: int, logo: Logo) -> int:
        """In a row of its own, as high as it is."""
        scale = logo.within(*LOGO_PX)[0] / logo.size[0]
        told = {"description": within_a_cell(legible(self.pack.logo_told)), "x_scale": scale, "y_scale": scale}
        sheet.set_row(row, LOGO_PX[1])
        sheet.insert_image(row, 0, "logo.png", {"image_data": io.BytesIO(logo.png), "object_position": 2, **told})
        return row + 1

    def line(self, sheet: Any, row: int, text: str, look: Any, size: int = 11) -> int:
        """As high as its lines: not every program reckons that by itself."""
        said = within_a_cell(legible(text))
        sheet.merge_range(row, 0, row, len(PAGE) - 1, "", look)
        sheet.write_string(row, 0, said, look)
        sheet.set_row(row, height_of([said], [sum(PAGE) * 11 / size], LINE_PT * size / 11))
        return row + 1

    def chart(self, sheet: Any, row: int, chart: Chart) -> int:
        """It reads its numbers on a sheet of their own."""
        series, top = chart.series, 3 if self.pack.notice else 1
        last = top + len(chart.axes) - 1
        drawn = self.book.add_chart({"type": "radar", "subtype": "with_markers"} if chart.is_radar else {"type": "bar"})
        for column, one in enumerate(series, 2):
            look, marker = LOOKS.get(one.name, (OWN, "circle"))
            spot = {"type": marker, "size": 7, "fill": {"color": look["color"]}, "border": {"color": look["color"]}}
            shape = {"line": look, "marker": spot} if chart.is_radar else {"fill": {"color": look["color"]}}
            drawn.add_series(
                {
                    "name": one.name,
                    "categories": [NUMBERS, top, 0, last, 0],
                    "values": [NUMBERS, top, column, last, column],
                    **shape,
                }
            )
        scale = {"min": 0, "max": 100, "major_unit": 25, "major_gridlines": {"visible": True, "line": {"color": GREY}}}
        (drawn.set_y_axis if chart.is_radar else drawn.set_x_axis)(scale)
        if chart.is_radar:
            drawn.set_plotarea({"layout": {"x": 0.2, "y": 0.08, "width": 0.6, "height": 0.72}})
        else:
            drawn.set_y_axis({"reverse": True})
        drawn.set_title({"none": True})
        drawn.set_legend({"position": "bottom"})
        drawn.set_size({"width": CHART_PX[0], "height": CHART_PX[1]})
        drawn.show_blanks_as("gap")
        sheet.insert_chart(row, 0, drawn, {"description": within_a_cell(legible(chart.told)), "x_offset": 60})
        return row + CHART_ROWS

    def write_sheet(self, sheet: Any, told: Sheet) -> None:
        row = self.begin(sheet)
        widths = [width_of(name, [cells[column] for cells in told.rows]) for column, name in enumerate(told.header)]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        self.table(sheet, row, told.header, told.rows, widths)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if sum(widths) > MOST_ON_A4:
            sheet.set_paper(A3)

    def table(
        self, sheet: Any, row: int, header: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int]
    ) -> int:
        """A native table, which filters; the row after it."""
        columns = [{"header": name, "header_format": self.head} for name in header]
        sheet.add_table(row, 0, row + len(rows), len(header) - 1, {"columns": columns, "style": STYLE})
        sheet.set_row(row, height_of([name + "    " for name in header], widths))
        for number, cells in enumerate(rows, row + 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and cell:
                    sheet.write_string(number, column, within_a_cell(legible(cell)), self.body)
                elif cell is not None and not isinstance(cell, str):
                    look = self.number if isinstance(cell, float) else self.body
                    sheet.write_number(number, column, cell, look)
            sheet.set_row(number, height_of([cell if isinstance(cell, str) else "" for cell in cells], widths))
        return row + len(rows) + 1


def numbers_of(chart: Chart) -> Sheet:
    series = chart.series
    rows = [
        [name, axis.title, *(one.values[place] for one in series), axis.lowest, axis.highest]
        for place, (name, axis) in enumerate(zip(chart.names, chart.axes, strict=True))
    ]
    return Sheet(NUMBERS, ["Axis", "Area", *(one.name for one in series), "Lowest", "Highest"], rows)


def width_of(name: str, cells: Sequence[Cell]) -> int:
    longest = max((len(str(cell)) if isinstance(cell, str) else 6 for cell in cells if cell is not None), default=0)
    return min(WIDEST, max(NARROWEST, longest + 2, *(len(word) + 4 for word in name.split())))


def height_of(texts: Sequence[str], widths: Sequence[float], line: float = LINE_PT) -> float:
    """Of a row, in points: a row holds at most 409, what has more is read in its cell."""
    most = max((lines_of(text, int(width)) for text, width in zip(texts, widths, strict=False)), default=1)
    return min(409, line * most + 1)


def lines_of(text: str, width: int) -> int:
    """A word that finds no room at the end of a line begins the next one: some of the width is lost to that."""
    letters = max(width - 2, 1)
    return sum(-(-len(line) // letters) or 1 for line in text.split("\n"))
