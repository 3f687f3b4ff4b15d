"""A council among its peers, tested through the rows and marks that Vega receives."""

import io
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image, ImageChops

from assessment.charts import Peers, Spoke, build_strips_chart
from assessment.charts.drawing import BAND_NAME
from assessment.charts.lettering import FONT_FOLDER, measure
from assessment.charts.strips import NO_PEERS

GROUP = Peers(48, 40, 61, 12)
AI = Spoke("AI governance", 53, 39, 65, GROUP)
CLOUD = Spoke("Cloud control", None, 10, 90, Peers(55, None, None, 4))
CYBER = Spoke("Cyber hygiene", 71, 60, 80)
STRIPS = (AI, CLOUD, CYBER)
NOTE = "Illustrative data, not real councils"

Row = dict[str, Any]


@cache
def spec_of(strips: tuple[Spoke, ...], width: int = 420, note: str = "") -> Row:
    return build_strips_chart(strips, width=width, note=note).to_dict()


def layers(strips: tuple[Spoke, ...], **options: Any) -> dict[str, tuple[Row, Row, list[Row]]]:
    """The drawing, mark and rows of each layer by its name."""
    spec = spec_of(strips, **options)
    drawn = [{**drawing, **layer} for drawing in spec["vconcat"] for layer in drawing["layer"]]
    return {d["name"].rpartition("_")[0]: (d, d["mark"], spec["datasets"][d["data"]["name"]]) for d in drawn}


def rows_of(name: str, strips: tuple[Spoke, ...], **options: Any) -> list[Row]:
    return layers(strips, **options)[name][2]


def texts(name: str, strips: tuple[Spoke, ...], **options: Any) -> list[str]:
    return [row["text"] for row in rows_of(name, strips, **options)]


def tracks(name: str, strips: tuple[Spoke, ...]) -> list[list[float]]:
    """The x of each track's corners."""
    rows = rows_of(name, strips)
    return [[row["x"] for row in rows if row["track"] == n] for n in sorted({row["track"] for row in rows})]


# The scales


def test_each_strip_has_its_name_its_figures_and_its_own_scale() -> None:
    assert texts("labels", STRIPS) == [
        "AI governance", "53", "39–65",
        "Cloud control", "no score", "10–90",
        "Cyber hygiene", NO_PEERS, "71", "60–80",
        "0", "25", "50", "75", "100",
    ]  # fmt: skip


def test_the_middle_half_of_the_peers_is_a_box_for_each_strip_that_has_one() -> None:
    assert tracks("peer_band", STRIPS) == [[40, 61, 61, 40, 40]]


def test_the_median_of_the_peers_is_a_tick_for_each_strip_that_has_one() -> None:
    assert tracks("peer_median", STRIPS) == [[48, 48], [55, 55]]


def test_the_own_range_is_a_bar_within_the_height_of_the_box_of_the_peers() -> None:
    assert tracks("band", STRIPS) == [[39, 65, 65, 39, 39], [10, 90, 90, 10, 10], [60, 80, 80, 60, 60]]

    own, peers = ({row["y"] for row in rows_of(name, (AI,))} for name in ("band", "peer_band"))
    assert min(peers) < min(own) < max(own) < max(peers)


def test_the_score_is_a_round_mark_upon_the_scale_and_no_bar_leads_to_it() -> None:
    assert [row["x"] for row in rows_of("markers", STRIPS)] == [53, 71]
    assert "line" not in layers(STRIPS)


def test_the_strips_stand_one_under_the_other() -> None:
    heights = [row["y"] for row in rows_of("markers", (AI, AI, AI))]

    assert heights == sorted(set(heights))


def test_the_scales_run_from_0_to_100_whatever_the_scores() -> None:
    assert tracks("grid", (AI,)) == [[0, 0], [25, 25], [50, 50], [75, 75], [100, 100], [0, 100]]


# Without a peer group


def test_without_a_peer_group_the_strip_says_so_in_muted_text() -> None:
    [row] = [row for row in rows_of("labels", STRIPS) if row["text"] == NO_PEERS]

    assert NO_PEERS == "no peer group may be shown"
    assert (row["colour"], row["weight"], row["px"]) == ("#52606d", 400, 14)


def test_without_any_peer_group_nothing_of_peers_is_drawn() -> None:
    assert not [name for name in layers((CYBER,)) if "peer" in name]
    assert texts("legend", (CYBER,)) == ["This council", BAND_NAME]


# Legend, note and description


def test_the_legend_counts_the_groups_whose_middle_half_and_median_are_drawn() -> None:
    assert texts("legend", STRIPS) == [
        "This council",
        BAND_NAME,
        "Middle half of 12 peer councils",
        "Median of 4 to 12 peer councils",
    ]


def test_the_markers_say_everything_of_their_strip() -> None:
    assert [row["says"] for row in rows_of("markers", STRIPS)] == [
        "AI governance 53 (range 39 to 65; peers' median 48, middle half 40 to 61)",
        "Cyber hygiene 71 (range 60 to 80), no peer group may be shown",
    ]


def test_the_markers_speak_and_everything_else_is_silent() -> None:
    assert [name for name, (_, mark, _) in layers(STRIPS).items() if mark.get("aria") is not False] == ["markers"]


def test_the_note_is_written_in_bold_above_the_strips_and_spoken() -> None:
    names = list(layers(STRIPS, note=NOTE))
    [row] = rows_of("note", STRIPS, note=NOTE)

    assert names[0] == "note"
    assert (row["text"], row["says"], row["weight"], row["colour"]) == (NOTE, NOTE, 600, "#8a1c1c")


def test_a_chart_of_no_strips_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one strip"):
        build_strips_chart([])


# Room for every text


@pytest.mark.parametrize("width", [200, 340, 420])
def test_every_text_is_inside_the_chart_and_none_meets_another_on_its_line(width: int) -> None:
    strips = (*STRIPS, Spoke("W" * 200, 100, 99, 100), Spoke("An area with quite a long name", None, 0, 100))

    for drawing, mark, rows in layers(strips, width=width, note=NOTE).values():
        if mark["type"] != "text":
            continue
        low, high = drawing["encoding"]["x"]["scale"]["domain"]
        spans = []
        for row in rows:
            wide = measure(row["text"], row["px"], row["weight"])
            at = (row["x"] - low) / (high - low) * drawing["width"]
            left = at - wide * {"left": 0, "center": 0.5, "right": 1}[row["align"]]
            spans.append((row["y"], left, left + wide))
        assert all(left >= -0.01 and right <= width + 0.01 for _, left, right in spans)
        ordered = sorted(spans)
        assert all(b[0] - a[0] > 5 or a[2] < b[1] for a, b in pairwise(ordered))


@pytest.mark.parametrize("width", [340, 420])
def test_the_picture_is_as_wide_as_asked_and_its_margin_is_empty(width: int) -> None:
    vl_convert = pytest.importorskip("vl_convert", reason="vl-convert draws the chart without a browser")
    vl_convert.register_font_directory(str(FONT_FOLDER))

    png = vl_convert.vegalite_to_png(spec_of(STRIPS, width=width, note=NOTE), scale=1)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    left, top, right, bottom = (
        ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox() or (0,) * 4
    )

    assert picture.width == width
    assert min(left, top, width - right, picture.height - bottom) >= 1
