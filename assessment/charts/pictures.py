"""A chart as a picture, drawn without a browser, with the shipped fonts."""

from functools import cache
from typing import Any

import altair as alt

from assessment.charts.lettering import FONT_FOLDER

PNG_SCALE = 2  # pixels of the picture for one of the chart: sharp on paper


@cache
def drawing() -> Any:
    import vl_convert  # whoever needs no picture doesn't wait for it to load

    vl_convert.register_font_directory(str(FONT_FOLDER))  # it drops all text in a font that it doesn't have
    return vl_convert


def chart_svg(chart: alt.VConcatChart) -> str:
    svg: str = drawing().vegalite_to_svg(chart.to_dict())
    return svg


def chart_png(chart: alt.VConcatChart) -> bytes:
    png: bytes = drawing().vegalite_to_png(chart.to_dict(), scale=PNG_SCALE)
    return png
