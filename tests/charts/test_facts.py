"""Priorities and barriers by country, tested through the rows and marks that Vega receives."""

import io
import re
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image, ImageChops

from assessment.charts import build_barriers_chart, build_priorities_chart
from assessment.charts.lettering import FONT_FOLDER, measure

COUNTRIES = ("AU", "BE", "CA", "NL", "NZ", "UK")
PRIORITIES = (
    ("Internet of things", (1, None, 2, None, 2, 2)),
    ("Artificial intelligence", (None, 3, 1, None, 1, 1)),
    ("Digital transformation programmes", (None, None, None, 1, None, None)),
)
PLACES = ("NZ", "UK", "AU", "BE", "CA", "NL", "City", "Sev.")
BARRIERS = (
    ("Old systems and missing skills", (3, 2, 2, 3, 0, 0, 0, 0)),
    ("Privacy and security", (2, 7, 0, 0, 0, 1, 0, 0)),
    ("Partners who will not share their services", (3, 0, 0, 0, 0, 0, 0, 0)),
    *((f"Barrier {n}", (1, n, 0, 0, 0, 0, 0, 1)) for n in range(10)),
)

Row = dict[str, Any]
Layers = dict[str, tuple[Row, Row, list[Row]]]


@cache
def spec_of(chart: str, width: int = 420) -> Row:
    if chart == "priorities":
        return build_priorities_chart(COUNTRIES, PRIORITIES, width).to_dict()
    return build_barriers_chart(PLACES, BARRIERS, width).to_dict()


def name_of(layer: Row) -> str:
    """Without the number that Altair adds where charts stand one under the other."""
    return re.sub(r"_\d+$", "", layer["name"])


def layers(chart: str, width: int = 420) -> Layers:
    """The drawing, mark and rows of each layer by its name."""
    spec = spec_of(chart, width)
    drawn = [{**drawing, **layer} for drawing in spec["vconcat"] for layer in drawing["layer"]]
    return {name_of(d): (d, d["mark"], spec["datasets"][d["data"]["name"]]) for d in drawn}


def rows_of(chart: str, name: str, width: int = 420) -> list[Row]:
    return layers(chart, width)[name][2]


def texts(chart: str, name: str, width: int = 420) -> list[str]:
    return [row["text"] for row in rows_of(chart, name, width)]


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [((c + 0.055) / 1.055) ** 2.4 if c > 0.04045 else c / 12.92 for c in channels]
    return sum(c * share for c, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


# Priorities


@pytest.mark.parametrize(("ordinal", "count"), [("first", 5), ("second", 3), ("third", 1)])
def test_a_disc_stands_for_each_naming(ordinal: str, count: int) -> None:
    assert len(rows_of("priorities", f"{ordinal}_disc")) == count


def test_each_disc_has_its_number_in_its_middle() -> None:
    discs = {
        (row["x"], row["y"]): str(rank)
        for rank, ordinal in enumerate(("first", "second", "third"), start=1)
        for row in rows_of("priorities", f"{ordinal}_disc")
    }
    numbers = {(row["x"], row["y"] - 0.5): row["text"] for row in rows_of("priorities", "numbers")}

    assert numbers == discs
    assert len(numbers) == 9


def test_a_disc_stands_in_the_column_of_its_country_and_the_row_of_its_technology() -> None:
    heads = {row["text"]: row["x"] for row in rows_of("priorities", "labels")[:6]}
    lines = {row["text"]: row["y"] for row in rows_of("priorities", "labels")[6:]}
    [third] = rows_of("priorities", "third_disc")

    assert list(heads) == list(COUNTRIES)
    assert (third["x"], third["y"]) == (heads["BE"], lines["Artificial intelligence"])
    assert third["says"] == "BE named Artificial intelligence third"


def test_names_that_are_too_long_take_two_lines_or_on_a_phone_three() -> None:
    assert texts("priorities", "labels")[8:] == ["Digital transformation", "programmes"]
    assert texts("priorities", "labels", 340)[-3:] == ["Digital", "transformation", "programmes"]


def test_the_legend_explains_the_discs() -> None:
    assert texts("priorities", "legend") == ["Named first", "Named second", "Named third"]


def test_a_rank_that_nobody_gave_is_not_drawn() -> None:
    spec = build_priorities_chart(["UK"], [("Cloud", [2])]).to_dict()

    assert [name_of(layer) for layer in spec["vconcat"][0]["layer"]] == [
        "grid", "labels", "second_disc", "numbers",
    ]  # fmt: skip


def test_where_nobody_named_anything_no_disc_is_drawn() -> None:
    spec = build_priorities_chart(["UK"], [("Cloud", [None])]).to_dict()

    assert [name_of(layer) for layer in spec["vconcat"][0]["layer"]] == ["grid", "labels"]


@pytest.mark.parametrize(("ordinal", "number"), [("first", "1"), ("second", "2"), ("third", "3")])
def test_the_number_in_a_disc_is_easy_to_read_and_the_disc_stands_out_from_white(ordinal: str, number: str) -> None:
    _, mark, _ = layers("priorities")[f"{ordinal}_disc"]
    colours = {row["colour"] for row in rows_of("priorities", "numbers") if row["text"] == number}

    assert all(contrast(mark["fill"], colour) >= 4.5 for colour in colours)
    assert contrast(mark["stroke"], "#ffffff") >= 3


# Barriers


def test_every_cell_shows_its_count() -> None:
    assert texts("barriers", "numbers") == [str(count) for _, counts in BARRIERS for count in counts]


def test_each_row_ends_in_its_total_under_a_heading() -> None:
    assert texts("barriers", "totals") == ["10", "10", "3", *(str(n + 2) for n in range(10))]
    assert texts("barriers", "labels")[-1] == "Total"
    assert len({row["x"] for row in [*rows_of("barriers", "totals"), rows_of("barriers", "labels")[-1]]}) == 1


def test_a_total_is_level_with_its_row() -> None:
    heights = sorted({row["y"] for row in rows_of("barriers", "numbers")})

    assert [row["y"] for row in rows_of("barriers", "totals")] == heights
    assert len(heights) == 13


def test_the_cells_are_the_darker_the_more_remarks_they_have() -> None:
    shade = {int(text): cell["fill"] for text, cell in zip(
        texts("barriers", "numbers"), rows_of("barriers", "cells"), strict=True
    )}  # fmt: skip
    lightness = [luminance(shade[count]) for count in range(10)]

    assert shade[0] == "#ffffff"
    assert shade[9] == "#6499cc"
    assert all(fewer > more for fewer, more in pairwise(lightness))


def test_every_count_is_easy_to_read_on_its_cell() -> None:
    cells, numbers = rows_of("barriers", "cells"), rows_of("barriers", "numbers")

    assert len(cells) == 13 * 8
    assert all(contrast(c["fill"], n["colour"]) >= 4.5 for c, n in zip(cells, numbers, strict=True))


def test_every_count_is_in_the_middle_of_its_cell() -> None:
    for cell, number in zip(rows_of("barriers", "cells"), rows_of("barriers", "numbers"), strict=True):
        middle = ((cell["x"] + cell["x2"]) / 2, (cell["y"] + cell["y2"]) / 2)
        assert (number["x"], number["y"]) == pytest.approx(middle)


def test_cells_and_totals_say_what_they_count() -> None:
    cells = [row["says"] for row in rows_of("barriers", "cells")]

    assert cells[:1] + cells[12:14] == [
        "Old systems and missing skills, NZ: 3 remarks",
        "Privacy and security, CA: 0 remarks",
        "Privacy and security, NL: 1 remark",
    ]
    assert rows_of("barriers", "totals")[0]["says"] == "Old systems and missing skills: 10 in total"


def test_a_table_without_any_remark_is_all_white() -> None:
    spec = build_barriers_chart(["UK", "NZ"], [("Money", [0, 0])]).to_dict()
    cells = [rows for rows in spec["datasets"].values() if "fill" in rows[0]]

    assert [row["fill"] for row in cells[0]] == ["#ffffff", "#ffffff"]


def test_wide_headings_stand_by_turns_on_two_lines_where_the_columns_are_narrow() -> None:
    one, two = ([row["y"] for row in rows_of("barriers", "labels", width)[:8]] for width in (420, 340))

    assert one == [8.5] * 8
    assert two == [8.5, 25.5] * 4


# Both


@pytest.mark.parametrize(
    ("chart", "speaking"),
    [("priorities", ["first_disc", "second_disc", "third_disc"]), ("barriers", ["cells", "totals"])],
)
def test_the_marks_speak_and_everything_else_is_silent(chart: str, speaking: list[str]) -> None:
    assert [name for name, (_, mark, _) in layers(chart).items() if mark.get("aria") is not False] == speaking


@pytest.mark.parametrize("build", [build_priorities_chart, build_barriers_chart])
@pytest.mark.parametrize(("countries", "rows"), [([], [("Cloud", [])]), (["UK"], [])])
def test_a_chart_of_nothing_is_refused(build: Any, countries: list[str], rows: list[Any]) -> None:
    with pytest.raises(ValueError, match="at least one country and one row"):
        build(countries, rows)


@pytest.mark.parametrize("build", [build_priorities_chart, build_barriers_chart])
def test_a_row_with_too_few_columns_is_refused(build: Any) -> None:
    with pytest.raises(ValueError, match="shorter"):
        build(["UK", "NZ"], [("Cloud", [1])])


@pytest.mark.parametrize("width", [340, 420])
@pytest.mark.parametrize("chart", ["priorities", "barriers"])
def test_no_text_meets_another_on_its_line_and_none_is_outside_or_cut(chart: str, width: int) -> None:
    spans = []
    for drawing, mark, rows in layers(chart, width).values():
        for row in rows if mark["type"] == "text" and not drawing["name"].startswith("legend") else []:
            wide = measure(row["text"], row["px"], row["weight"])
            left = row["x"] - wide * {"left": 0, "center": 0.5, "right": 1}[row["align"]]
            spans.append((row["y"], left, left + wide))
            assert "…" not in row["text"]
    assert all(left >= 0 and right <= width for _, left, right in spans)
    for line in {y for y, *_ in spans}:
        level = sorted((left, right) for y, left, right in spans if abs(y - line) < 8)
        assert all(a[1] <= b[0] for a, b in pairwise(level))


@pytest.mark.parametrize("width", [340, 420])
@pytest.mark.parametrize("chart", ["priorities", "barriers"])
def test_the_picture_is_as_wide_as_asked_and_its_margin_is_empty(chart: str, width: int) -> None:
    vl_convert = pytest.importorskip("vl_convert", reason="vl-convert draws the chart without a browser")
    vl_convert.register_font_directory(str(FONT_FOLDER))

    png = vl_convert.vegalite_to_png(spec_of(chart, width), scale=1)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    left, top, right, bottom = (
        ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox() or (0,) * 4
    )

    assert picture.width == width
    assert min(left, top, width - right, picture.height - bottom) >= 1
