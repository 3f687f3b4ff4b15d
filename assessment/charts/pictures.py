"""A chart as a picture, drawn without a browser, with the shipped fonts."""

from base64 import b64encode
from functools import cache
from typing import Any

import altair as alt

from assessment.charts.lettering import FONT, FONT_FILES, FONT_FOLDER, font_file

PNG_SCALE = 2  # pixels of the picture for one of the chart: sharp on paper


@cache
def drawing() -> Any:
    import vl_convert  # whoever needs no picture doesn't wait for it to load

    vl_convert.register_font_directory(str(FONT_FOLDER))  # it drops all text in a font that it doesn't have
    return vl_convert


def chart_svg(chart: alt.VConcatChart) -> str:
    svg: str = drawing().vegalite_to_svg(chart.to_dict())
    return svg


def standalone(svg: str) -> str:
    """The same picture with the shipped letters in it, for machines that don't have them."""
    start, end, rest = svg.partition(">")
    return f"{start}{end}{letters()}{rest}"


@cache
def letters() -> str:
    family = FONT.partition(",")[0]
    faces = (
        f'@font-face{{font-family:"{family}";font-weight:{weight};src:url(data:font/ttf;base64,{font_data(weight)})}}'
        for weight in FONT_FILES
    )
    return f"<style>{''.join(faces)}</style>"


def font_data(weight: int) -> str:
    return b64encode(font_file(weight).read_bytes()).decode()


def chart_png(chart: alt.VConcatChart) -> bytes:
    png: bytes = drawing().vegalite_to_png(chart.to_dict(), scale=PNG_SCALE)
    return png
