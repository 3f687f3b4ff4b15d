"""The QR code is what segno made, module for module."""

import re
from xml.etree import ElementTree

import segno

from assessment.charts import draw_code

ADDRESS = "https://maturity.example.org/join?code=KQT7MX"


def modules(svg: str) -> set[tuple[int, int]]:
    path = ElementTree.fromstring(svg)[1].attrib["d"]
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)]
    return {(x + n, y) for x, y, length in runs for n in range(length)}


def test_it_has_the_code_s_dark_modules_and_a_quiet_zone_of_four() -> None:
    code = segno.make(ADDRESS, error="m", micro=False)
    wanted = {(x, y) for y, row in enumerate(code.matrix_iter(border=4)) for x, dark in enumerate(row) if dark}

    found = modules(draw_code(ADDRESS, "The address"))

    assert found == wanted
    assert min(min(place) for place in found) == 4


def test_what_is_told_of_it_is_text() -> None:
    svg = draw_code(ADDRESS, '"><script>')

    assert ElementTree.fromstring(svg).attrib["aria-label"] == '"><script>'
