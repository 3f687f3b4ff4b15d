"""A chart as a file of its own: with its letters, and nothing outside it."""

import re
from base64 import b64decode
from xml.etree import ElementTree

from assessment.charts import Spoke, build_radar_chart, chart_svg, standalone
from assessment.charts.lettering import font_file


def test_a_downloaded_picture_brings_its_letters_and_points_to_nothing_outside() -> None:
    plain = chart_svg(build_radar_chart([Spoke(f"Area {n}", 50, 40, 60, target=70) for n in range(4)]))
    svg = standalone(plain)
    faces = re.findall(r"font-weight:(\d+);src:url\(data:font/ttf;base64,([^)]+)\)", svg)

    assert {int(weight): b64decode(data) for weight, data in faces} == {
        weight: font_file(weight).read_bytes() for weight in (400, 600)
    }
    assert set(re.findall(r'font-family="([^",]+)', svg)) == {"Atkinson Hyperlegible Next"}
    assert set(re.findall(r"https?://[^\"\s)]+", svg)) == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert ElementTree.fromstring(svg).get("width") == "420"
    assert standalone(plain) == svg
