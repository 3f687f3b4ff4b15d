"""What a slide is made of: a title, lines, a table, a native chart, and notes."""

import io
from collections.abc import Sequence
from typing import Any

from assessment.pack.parts import Chart, legible, shortened

WIDTH_IN, HEIGHT_IN, EDGE_IN = 13.333, 7.5, 0.6
TOP_IN = 1.5  # under the title
CHART_IN = (7.4, 5.5)
TITLE_ONLY = 5  # the layout's number: a real title, for those who find their way by it
BLUE, BROWN, INK, RED, GREY = "0B5394", "8A5A00", "1F2933", "8A1C1C", "CBD2D9"
LONGEST_AXIS = 40


class Slides:
    """A presentation while it is written. `notice` stands on every slide, `source` in the notes of every slide."""

    def __init__(self, presentation: Any, notice: str, source: str) -> None:
        from pptx.util import Inches

        self.made, self.notice, self.source = presentation, notice, source
        presentation.slide_width, presentation.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)

    def new(self, title: str) -> Any:
        from pptx.util import Inches, Pt

        slide = self.made.slides.add_slide(self.made.slide_layouts[TITLE_ONLY])
        head = slide.shapes.title
        head.left, head.top = Inches(EDGE_IN), Inches(0.4)
        head.width, head.height = Inches(WIDTH_IN - 2 * EDGE_IN), Inches(0.9)
        head.text_frame.text = legible(title)
        paint(head.text_frame.paragraphs[0], Pt(30), BLUE, bold=True)
        if self.notice:
            self.box(slide, [self.notice], (EDGE_IN, 0.1, WIDTH_IN - 2 * EDGE_IN, 0.4), 12, RED, bold=True)
        return slide

    def lines(self, slide: Any, texts: Sequence[str], *, size: int, beside: bool = False) -> None:
        """`beside`: at the right of a chart."""
        left = EDGE_IN + CHART_IN[0] + 0.2 if beside else EDGE_IN
        place = (left, TOP_IN, WIDTH_IN - EDGE_IN - left, HEIGHT_IN - TOP_IN - 0.4)
        self.box(slide, texts, place, size, INK)

    def box(
        self,
        slide: Any,
        texts: Sequence[str],
        place: tuple[float, float, float, float],
        size: int,
        colour: str,
        *,
        bold: bool = False,
    ) -> None:
        from pptx.util import Inches, Pt

        frame = slide.shapes.add_textbox(*map(Inches, place)).text_frame
        frame.word_wrap = True
        for number, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.text = legible(text)
            paragraph.space_after = Pt(8)
            paint(paragraph, Pt(size), colour, bold=bold)

    def table(self, slide: Any, title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        from pptx.util import Inches, Pt

        height = min(0.4, (HEIGHT_IN - TOP_IN - 0.5) / (len(rows) + 1))
        size = Pt(16 if len(rows) <= 8 else 11)
        place = (EDGE_IN, TOP_IN, WIDTH_IN - 2 * EDGE_IN, height * (len(rows) + 1))
        shape = slide.shapes.add_table(len(rows) + 1, len(header), *map(Inches, place))
        describe(shape, title)
        table = shape.table
        rest = (WIDTH_IN - 2 * EDGE_IN) / (len(header) + 1)
        for number, column in enumerate(table.columns):
            column.width = Inches(2 * rest if number == 0 else rest)
        for place_, cells in enumerate((header, *rows)):
            table.rows[place_].height = Inches(height)
            for number, text in enumerate(cells):
                cell = table.cell(place_, number)
                cell.text = legible(text)
                cell.margin_top = cell.margin_bottom = Inches(0.02)
                paint(cell.text_frame.paragraphs[0], size, "FFFFFF" if place_ == 0 else INK, bold=place_ == 0)

    def chart(self, slide: Any, chart: Chart) -> None:
        """Native, with its numbers in a workbook of its own."""
        from pptx.chart.data import CategoryChartData
        from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
        from pptx.util import Inches, Pt

        data = CategoryChartData(number_format="0")
        data.categories = [shortened(axis.title, LONGEST_AXIS) for axis in chart.axes]
        for one in chart.series:
            data.add_series(one.name, one.values)
        kind = XL_CHART_TYPE.RADAR_MARKERS if chart.is_radar else XL_CHART_TYPE.BAR_CLUSTERED
        frame = slide.shapes.add_chart(kind, *map(Inches, (EDGE_IN - 0.2, TOP_IN, *CHART_IN)), data)
        describe(frame, chart.told)
        drawn = frame.chart
        drawn.part.chart_workbook.update_from_xlsx_blob(numbers_behind(chart))
        drawn.has_title, drawn.has_legend = False, True
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        drawn.font.size = Pt(12 if len(chart.axes) <= 8 else 10)
        scale = drawn.value_axis
        scale.minimum_scale, scale.maximum_scale, scale.major_unit = 0, 100, 25
        scale.major_gridlines.format.line.color.rgb = colour_of(GREY)
        for one, colour in zip(drawn.plots[0].series, (BLUE, BROWN), strict=False):
            draw_series(one, colour, is_radar=chart.is_radar)

    def notes(self, slide: Any, texts: Sequence[str]) -> None:
        said = [legible(text) for text in (self.notice, *texts, self.source) if text]
        slide.notes_slide.notes_text_frame.text = "\n".join(said)


def numbers_behind(chart: Chart) -> bytes:
    """The workbook that opens for "edit data", laid out as the chart expects it; its own writer would read a name that
    begins with "=" as a formula.
    """
    import xlsxwriter

    data = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, plain) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, axis in enumerate(chart.axes, 1):
            sheet.write_string(row, 0, shortened(axis.title, LONGEST_AXIS))
        for column, one in enumerate(chart.series, 1):
            sheet.write_string(0, column, one.name)
            for row, value in enumerate(one.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return data.getvalue()


def draw_series(one: Any, colour: str, *, is_radar: bool) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    if not is_radar:
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = colour_of(colour)
        return
    line, own = one.format.line, colour == BLUE
    line.color.rgb, line.width = colour_of(colour), Pt(3 if own else 2)
    line.dash_style = MSO_LINE.SOLID if own else MSO_LINE.DASH
    one.marker.style = XL_MARKER_STYLE.CIRCLE if own else XL_MARKER_STYLE.DIAMOND
    one.marker.size = 8
    one.marker.format.fill.solid()
    one.marker.format.fill.fore_color.rgb = colour_of(colour)


def describe(shape: Any, text: str) -> None:
    """For those who don't see it."""
    shape.name = "Scores by area"
    shape.element.nvGraphicFramePr.cNvPr.set("descr", legible(text))


def paint(paragraph: Any, size: Any, colour: str, *, bold: bool = False) -> None:
    from pptx.enum.text import PP_ALIGN

    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold, paragraph.font.color.rgb = size, bold, colour_of(colour)


def colour_of(text: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(text)
