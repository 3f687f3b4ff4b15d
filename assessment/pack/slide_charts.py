"""A native chart on a slide, with its numbers in a workbook of its own, so that it can be edited."""

import io
from collections.abc import Sequence
from typing import Any

from assessment.pack.parts import Chart, Series, legible
from assessment.pack.slide_parts import BLUE, BROWN, FONT, GREEN, GREY, Place, colour_of, describe

COLOURS = {"Peers' median": BROWN, "Before": BROWN, "Target": GREEN}  # the council's own is blue


def add_chart(slide: Any, chart: Chart, series: Sequence[Series], place: Place, *, is_radar: bool) -> None:
    """`series`: its values for each of the chart's axes."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Inches, Pt

    names = [legible(name) for name in chart.names]
    data = CategoryChartData(number_format="0")
    data.categories = names
    for one in series:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.RADAR_MARKERS if is_radar else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(kind, *map(Inches, place), data)
    describe(frame, chart.told, "Scores by area")
    drawn = frame.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(numbers_behind(names, series))
    drawn.has_title, drawn.has_legend = False, True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.font.size, drawn.font.name = Pt(14 if len(names) <= 8 else 11), FONT
    scale = drawn.value_axis
    scale.minimum_scale, scale.maximum_scale, scale.major_unit = 0, 100, 25
    scale.major_gridlines.format.line.color.rgb = colour_of(GREY)
    if is_radar:
        lay_out(drawn, (0.2, 0.08, 0.6, 0.76))
    else:
        drawn.category_axis.reverse_order = True
    for one in drawn.plots[0].series:
        draw_series(one, COLOURS.get(one.name, BLUE), is_radar=is_radar)


def numbers_behind(names: Sequence[str], series: Sequence[Series]) -> bytes:
    """The workbook that opens for "edit data", laid out as the chart expects it; its own writer would read a name that
    begins with "=" as a formula.
    """
    import xlsxwriter

    data = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, plain) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, name in enumerate(names, 1):
            sheet.write_string(row, 0, name)
        for column, one in enumerate(series, 1):
            sheet.write_string(0, column, one.name)
            for row, value in enumerate(one.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return data.getvalue()


def lay_out(drawn: Any, place: Place) -> None:
    """Where the plot stands in its frame, in shares: left to themselves, some programs make a radar tiny."""
    from pptx.oxml import parse_xml

    names = ("x", "y", "w", "h")
    sides = "".join(f'<c:{name} val="{side}"/>' for name, side in zip(names, place, strict=True))
    space = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    layout = parse_xml(f"<c:layout {space}><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>")
    plot = drawn.element.chart.plotArea
    if plot[0].tag == layout.tag:
        plot.remove(plot[0])
    plot.insert(0, layout)


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
    line.dash_style = {BLUE: MSO_LINE.SOLID, BROWN: MSO_LINE.DASH, GREEN: MSO_LINE.ROUND_DOT}[colour]
    marker = {BLUE: XL_MARKER_STYLE.CIRCLE, BROWN: XL_MARKER_STYLE.SQUARE, GREEN: XL_MARKER_STYLE.DIAMOND}
    one.marker.style = marker[colour]
    one.marker.size = 8
    one.marker.format.fill.solid()
    one.marker.format.fill.fore_color.rgb = colour_of(colour)
