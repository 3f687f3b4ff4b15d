"""Charts are tested through what they are made of: the rows and marks that Vega receives."""

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise, product
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFont

from assessment.charts import Peers, Spoke, build_radar_chart, describe_radar, radar_numbers
from assessment.charts.drawing import BAND_NAME
from assessment.charts.lettering import FONT, FONT_FOLDER, measure

NAMES = ["AI governance", "Cloud control", "Cyber hygiene", "Open-source choice", "Data", "Digital skills"]
HOSTILE = [
    "<script>alert(1)</script>",
    "W" * 200,
    "😀" * 100,
    "مرحبا بالعالم هذا نص طويل " * 8,
    "\u202eback to front\u0000\n\ttabs",
    "",
]

Row = dict[str, Any]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def a_spoke(label: str = "AI governance", score: float = 53) -> Spoke:
    return Spoke(label, score, score, score)


def unscored(label: str = "Cloud control") -> Spoke:
    return Spoke(label, None, 0, 100)


def spokes_with(*scores: float) -> list[Spoke]:
    return [a_spoke(NAMES[n % len(NAMES)], score) for n, score in enumerate(scores)]


def ranged_spokes(count: int) -> list[Spoke]:
    return [Spoke(NAMES[n % len(NAMES)], 50, 40, 65) for n in range(count)]


@cache
def spec_of(spokes: tuple[Spoke, ...], **options: Any) -> Row:
    return build_radar_chart(spokes, **options).to_dict()


def layers(spokes: list[Spoke], **options: Any) -> Iterator[tuple[str, Row, Row, list[Row]]]:
    """Each layer's name, its drawing (chart or legend), its mark and its rows."""
    spec = spec_of(tuple(spokes), **options)
    for drawing in spec["vconcat"]:
        for layer in drawing["layer"]:
            name, _, _ = layer["name"].rpartition("_")
            drawn = {**drawing, **layer}
            yield name, drawn, layer["mark"], spec["datasets"][drawn["data"]["name"]]


def rows_of(wanted: str, spokes: list[Spoke], **options: Any) -> list[Row]:
    return [row for name, _, _, rows in layers(spokes, **options) if name == wanted for row in rows]


def places(wanted: str, spokes: list[Spoke]) -> list[tuple[float, float]]:
    return [(row["x"], row["y"]) for row in rows_of(wanted, spokes)]


def tracks(wanted: str, spokes: list[Spoke]) -> list[list[tuple[float, float]]]:
    rows = rows_of(wanted, spokes)
    found: dict[int, list[tuple[float, float]]] = {}
    for row in sorted(rows, key=lambda row: (row["track"], row["order"])):
        found.setdefault(row["track"], []).append((row["x"], row["y"]))
    return list(found.values())


def texts(wanted: str, spokes: list[Spoke], **options: Any) -> list[str]:
    return [row["text"] for row in rows_of(wanted, spokes, **options)]


def flat(corners: list[tuple[float, float]]) -> list[float]:
    return [number for corner in corners for number in corner]


# Scores and the line


def test_scores_stand_on_their_spokes_from_12_oclock_clockwise() -> None:
    markers = places("markers", spokes_with(53, 42, 71, 35))

    assert flat(markers) == pytest.approx([0, 53, 42, 0, 0, -71, -35, 0], abs=1e-9)


def test_a_third_spoke_turns_by_120_degrees() -> None:
    _, second, third = places("markers", spokes_with(10, 100, 100))

    assert flat([second, third]) == pytest.approx([86.6025, -50, -86.6025, -50], abs=1e-4)


def test_the_line_closes_when_every_spoke_has_a_score() -> None:
    [line] = tracks("line", spokes_with(53, 42, 71, 35))

    assert flat(line) == pytest.approx([0, 53, 42, 0, 0, -71, -35, 0, 0, 53], abs=1e-9)


def test_the_line_is_broken_at_a_missing_score_and_never_bridges_it() -> None:
    spokes = spokes_with(53, 42, 71, 35)
    spokes[1] = unscored()

    [line] = [track for track in tracks("line", spokes) if len(track) > 1]

    assert flat(line) == pytest.approx([0, -71, -35, 0, 0, 53], abs=1e-9)


def test_the_line_passes_12_oclock_between_two_missing_scores() -> None:
    spokes = spokes_with(10, 20, 30, 40, 50, 60)
    spokes[2] = spokes[4] = unscored()

    first, second = tracks("line", spokes)
    assert len(first) == len(second) == 2
    assert first[0] == second[-1] == (0, 10)


def test_a_missing_first_score_leaves_one_stretch_of_line() -> None:
    spokes = [unscored(), *spokes_with(42, 71, 35)]

    assert [len(track) for track in tracks("line", spokes)] == [3]


def test_scores_without_scored_neighbours_have_markers_but_no_line() -> None:
    spokes = [a_spoke(), unscored(), a_spoke(), unscored()]

    assert tracks("line", spokes) == []
    assert flat(places("markers", spokes)) == pytest.approx([0, 53, 0, -53], abs=1e-9)


def test_a_score_of_nought_is_drawn_in_the_centre() -> None:
    spokes = spokes_with(0, 50, 50)

    assert places("markers", spokes)[0] == (0, 0)
    assert len(tracks("line", spokes)[0]) == 4


def test_the_axes_are_fixed_from_0_to_100_whatever_the_scores() -> None:
    rings = tracks("grid", spokes_with(1, 2, 3, 4))[:4]

    assert [ring[0] for ring in rings] == [(0, 25), (0, 50), (0, 75), (0, 100)]
    assert texts("rings", spokes_with(1, 2, 3, 4)) == ["25", "50", "75", "100"]


# The range


def test_the_band_runs_along_the_highest_values_and_back_along_the_lowest() -> None:
    spokes = [Spoke("A", 53, 39, 65), a_spoke("B", 42), Spoke("C", 71, 60, 80), unscored("D")]

    [band] = tracks("band", spokes)

    outer, inner = [0, 65, 42, 0, 0, -80, -100, 0, 0, 65], [0, 39, 0, 0, 0, -60, 42, 0, 0, 39]
    assert flat(band) == pytest.approx(outer + inner, abs=1e-9)


def test_the_band_is_a_filled_area_with_an_outline() -> None:
    [mark] = [mark for name, _, mark, _ in layers(ranged_spokes(4)) if name == "band"]

    assert (mark["filled"], mark["fillOpacity"], mark["stroke"]) == (True, 0.35, "#5b7fa6")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 14])
def test_without_any_range_there_is_no_band_in_chart_or_legend(count: int) -> None:
    spokes = spokes_with(*[53] * count)

    assert "band" not in [name for name, *_ in layers(spokes)]
    assert texts("legend", spokes) == ["This council"]


# The numbers of the rings, and what differs without colours


def distance(place: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    (x, y), (left, down), (right, up) = place, one, other
    across, rise = right - left, up - down
    length = across**2 + rise**2
    along = min(max(((x - left) * across + (y - down) * rise) / length, 0), 1) if length else 0
    return ((x - left - along * across) ** 2 + (y - down - along * rise) ** 2) ** 0.5


def test_where_the_line_follows_a_ring_its_number_covers_the_line() -> None:
    names = [name for name, *_ in layers(spokes_with(50, 50, 50, 50))]

    assert names.index("line") < names.index("ring_halos") < names.index("rings")


@pytest.mark.parametrize("scores", [(71, 50, 25), (10, 90, 10, 90), (75, 75, 80, 30), (62, 48, 50, 20, 77, 25)])
def test_the_line_of_the_scores_does_not_run_through_a_rings_number(scores: tuple[float, ...]) -> None:
    spokes = spokes_with(*scores)
    [line] = tracks("line", spokes)

    away = [distance(place, *ends) for place in places("rings", spokes) for ends in pairwise(line)]

    assert min(away) > 3.5  # of 100: 6 pixels from a number's middle


def test_the_numbers_stand_where_the_line_is_furthest() -> None:
    """The line runs through the numbers' usual place, between the last spoke and the first."""
    spokes = spokes_with(100, 10, 10, 100)
    [line] = tracks("line", spokes)

    away = [distance(place, *ends) for place in places("rings", spokes) for ends in pairwise(line)]

    assert min(away) > 8


@pytest.mark.parametrize("count", [1, 3, 4, 14])
def test_the_peers_band_differs_from_the_other_without_its_colour(count: int) -> None:
    spokes = [among(A_GROUP, spoke) for spoke in ranged_spokes(count)]

    names = [name for name, *_ in layers(spokes)]

    assert {"peer_hatch", "legend_peer_hatch"} <= set(names)
    assert len(tracks("peer_hatch", spokes)) > 3


def test_nothing_is_shown_under_the_pointer() -> None:
    spec = spec_of(tuple(ranged_spokes(4)))

    assert spec["config"]["mark"]["tooltip"] is None


def test_without_numbers_a_label_is_a_name() -> None:
    assert texts("labels", ranged_spokes(3), numbered=False) == [
        "AI governance",
        "Cloud",
        "control",
        "Cyber",
        "hygiene",
    ]


# Labels


def test_a_label_gives_the_name_then_the_score_then_the_range() -> None:
    spokes = [Spoke("AI governance", 52.78, 39.58, 64.58), *spokes_with(42, 71)]

    labels = rows_of("labels", spokes)[:3]

    assert [(row["text"], row["colour"], row["weight"]) for row in labels] == [
        ("AI governance", "#1f2933", 600),
        ("53", "#0b5394", 600),
        ("39–65", "#52606d", 400),
    ]


def test_a_label_without_a_score_says_so_and_gives_the_range() -> None:
    spokes = [*spokes_with(42, 71), unscored("Cloud control")]

    assert texts("labels", spokes)[-4:] == ["Cloud", "control", "no score", "0–100"]


def test_a_point_range_is_left_out_of_the_label() -> None:
    assert texts("labels", spokes_with(53, 42, 71)) == [
        "AI governance", "53", "Cloud", "control", "42", "Cyber", "hygiene", "71",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("score", "lowest", "highest", "shown"),
    [
        (52.5, 52.5, 52.5, ["53"]),
        (52.49, 52.49, 52.49, ["52"]),
        (50, 49.99, 50.01, ["50", "49–51"]),
        (50, 49, 51, ["50", "49–51"]),
        (99.5, 99.5, 100, ["100", "99–100"]),
    ],
)
def test_scores_round_half_up_and_ranges_outwards(
    score: float, lowest: float, highest: float, shown: list[str]
) -> None:
    spokes = [Spoke("A", score, lowest, highest), *spokes_with(1, 2)]

    assert texts("labels", spokes)[1 : 1 + len(shown)] == shown


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_up_to_six_spokes_are_named(count: int) -> None:
    spokes = ranged_spokes(count)

    assert not radar_numbers(spokes)
    assert texts("labels", spokes)[0] == "AI governance"


@pytest.mark.parametrize("count", [7, 14, 16])
def test_from_seven_spokes_labels_are_numbers_over_scores(count: int) -> None:
    spokes = [*ranged_spokes(count - 1), unscored()]

    expected = [text for number in range(1, count) for text in (str(number), "50")]
    assert radar_numbers(spokes)
    assert texts("labels", spokes) == [*expected, str(count), "no score"]


# Room for every label


def box_of(row: Row) -> Box:
    """The pixels around the row's own point, measured with the shipped font."""
    width = measure(row["text"], row["px"], row["weight"])
    left = {"left": 0.0, "center": -width / 2, "right": -width}[row["align"]]
    return left, -row["px"] * 0.6, left + width, row["px"] * 0.6


def text_boxes(spokes: list[Spoke], **options: Any) -> Iterator[tuple[str, Row, Box]]:
    """The pixels that each text takes in its drawing, from the drawing's top left corner."""
    for name, drawing, mark, rows in layers(spokes, **options):
        if mark["type"] != "text":
            continue
        for row in rows:
            across, down = pixel_of(row, drawing)
            left, top, right, bottom = box_of(row)
            yield name, drawing, (across + left, down + top, across + right, down + bottom)


def pixel_of(row: Row, drawing: Row) -> tuple[float, float]:
    x, y = (drawing["encoding"][axis]["scale"]["domain"] for axis in "xy")
    across = (row["x"] - x[0]) / (x[1] - x[0]) * drawing["width"]
    down = (y[1] - row["y"]) / (y[1] - y[0]) * drawing["height"]
    return across, down


LONG_NAME = "A council with a long name " * 10
SHAPES = [
    *(pytest.param(ranged_spokes(count), id=f"{count} spokes") for count in (1, 2, 3, 4, 5, 6, 7, 14, 16)),
    *(pytest.param([unscored()] * count, id=f"{count} unscored") for count in (1, 4, 16)),
    *(pytest.param([Spoke(h, 5, 0, 99) for h in HOSTILE[:n]], id=f"{n} hostile") for n in (2, 4, 6)),
    *(pytest.param([Spoke("W" * 99, None, 0, 100)] * n, id=f"{n} wide") for n in (3, 5, 7)),
]


@pytest.mark.parametrize("width", [200, 420])
@pytest.mark.parametrize("spokes", SHAPES)
def test_every_text_is_inside_its_drawing(spokes: list[Spoke], width: int) -> None:
    for _, drawing, (left, top, right, bottom) in text_boxes(spokes, name=LONG_NAME, width=width):
        assert left >= -0.01
        assert top >= -0.01
        assert right <= drawing["width"] + 0.01
        assert bottom <= drawing["height"] + 0.01


@pytest.mark.parametrize("spokes", SHAPES)
def test_no_label_covers_another(spokes: list[Spoke]) -> None:
    boxes = [box for name, _, box in text_boxes(spokes, name=LONG_NAME, width=420) if name == "labels"]

    for one, other in combinations(boxes, 2):
        shared_width = min(one[2], other[2]) - max(one[0], other[0])
        shared_height = min(one[3], other[3]) - max(one[1], other[1])
        assert min(shared_width, shared_height) < 0.01


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7, 14, 16])
def test_no_label_covers_a_score_of_100(count: int) -> None:
    spokes = [Spoke("Accountability for the whole", 100, 0, 100)] * count
    boxes = [box for name, _, box in text_boxes(spokes) if name == "labels"]
    markers = [pixel_of(row, of) for name, of, _, rows in layers(spokes) if name == "markers" for row in rows]

    for (x, y), (left, top, right, bottom) in product(markers, boxes):
        assert x + 3 < left or x - 3 > right or y + 3 < top or y - 3 > bottom


@pytest.mark.parametrize("spokes", SHAPES)
def test_the_whole_chart_is_420_pixels_wide_whatever_the_labels(spokes: list[Spoke]) -> None:
    spec = spec_of(tuple(spokes), name=LONG_NAME, width=420)

    assert {drawing["width"] for drawing in spec["vconcat"]} == {420}
    assert spec["config"]["padding"] == 0


def test_labels_too_long_for_three_lines_end_in_an_ellipsis() -> None:
    labels = texts("labels", [a_spoke("W" * 200), *spokes_with(1, 2)])

    assert labels[:4] == ["WWWWWWWW", "WWWWWWWW", "WWWWWWW…", "53"]


def test_a_hostile_label_is_text_in_a_row_and_nothing_else() -> None:
    spokes = [a_spoke("\u202e<b>datum.x\n\u0000+1</b>"), *spokes_with(1, 2)]

    assert texts("labels", spokes)[:3] == ["<b>datum.x", "+1</b>", "53"]
    assert all("<b>" not in str(mark) for _, _, mark, _ in layers(spokes))
    assert describe_radar(spokes).startswith("<b>datum.x +1</b> 53; ")


# One spoke, or two


def test_two_spokes_become_bars_from_0_with_a_marker_at_the_score() -> None:
    spokes = spokes_with(53, 42)

    first, second = tracks("line", spokes)

    assert [x for x, _ in first] == [0, 53]
    assert [x for x, _ in second] == [0, 42]
    assert places("markers", spokes) == [first[1], second[1]]
    assert first[1][1] < second[1][1]


def test_a_bar_shows_the_range_as_a_box_and_no_line_without_a_score() -> None:
    spokes = [Spoke("Cloud control", None, 10, 90)]

    [box] = tracks("band", spokes)

    assert {x for x, _ in box} == {10, 90}
    assert tracks("line", spokes) == []
    assert places("markers", spokes) == []
    assert texts("labels", spokes) == ["Cloud control", "no score", "10–90", "0", "25", "50", "75", "100"]


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one spoke"):
        build_radar_chart([])


# Peers


A_GROUP = Peers(48, 40, 61, 12)
SMALL_GROUP = Peers(55, None, None, 4)
PEER_LAYERS = {f"{where}peer_{what}" for where in ("", "legend_") for what in ("band", "hatch", "median")}


def among(peers: Peers | None, spoke: Spoke | None = None) -> Spoke:
    return replace(spoke or Spoke("AI governance", 53, 39, 65), peers=peers)


def four_with_peers() -> list[Spoke]:
    groups = [A_GROUP, Peers(55, 41, 70, 12), Peers(62.5, 50, 68, 12), Peers(30, 18, 44, 9)]
    return [among(group, spoke) for group, spoke in zip(groups, ranged_spokes(4), strict=True)]


def test_the_middle_half_of_the_peers_is_a_band_between_their_quartiles() -> None:
    [band] = tracks("peer_band", four_with_peers())

    outer, inner = [0, 61, 70, 0, 0, -68, -44, 0, 0, 61], [0, 40, -18, 0, 0, -50, 41, 0, 0, 40]
    assert flat(band) == pytest.approx(outer + inner, abs=1e-9)


def test_the_median_of_the_peers_is_a_closed_dashed_line_without_markers() -> None:
    [median] = tracks("peer_median", four_with_peers())
    [mark] = [mark for name, _, mark, _ in layers(four_with_peers()) if name == "peer_median"]

    assert flat(median) == pytest.approx([0, 48, 55, 0, 0, -62.5, -30, 0, 0, 48], abs=1e-9)
    assert (mark["type"], mark["strokeDash"]) == ("line", [6, 3])


@pytest.mark.parametrize("count", [1, 2, 4, 7])
def test_the_peers_lie_beneath_the_council(count: int) -> None:
    names = [name for name, *_ in layers([among(A_GROUP)] * count)]

    assert [name for name in names if name in {"peer_band", "band", "peer_median", "line", "markers"}] == [
        "peer_band", "band", "peer_median", "line", "markers",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(PEER_LAYERS))
@pytest.mark.parametrize("count", [2, 4])
def test_the_strokes_of_the_peers_stand_out_from_white(count: int, name: str) -> None:
    [mark] = [mark for found, _, mark, _ in layers([among(A_GROUP)] * count) if found == name]
    red, green, blue = (int(mark["stroke"][n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [((c + 0.055) / 1.055) ** 2.4 if c > 0.04 else c / 12.92 for c in (red, green, blue)]
    luminance = sum(c * share for c, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

    assert 1.05 / (luminance + 0.05) >= 3


@pytest.mark.parametrize("count", [1, 2, 3, 4, 14])
def test_without_peers_nothing_of_them_is_drawn(count: int) -> None:
    assert not PEER_LAYERS & {name for name, *_ in layers(ranged_spokes(count))}


@pytest.mark.parametrize("count", [1, 2, 3, 4, 14])
def test_peers_add_to_the_chart_and_change_nothing_else_in_its_drawing(count: int) -> None:
    def drawn(spokes: list[Spoke]) -> list[tuple[str, Row, list[Row]]]:
        found = [(name, mark, rows) for name, _, mark, rows in layers(spokes) if not name.startswith("legend")]
        return [entry for entry in found if entry[0] not in PEER_LAYERS | {"markers"}]

    spokes = ranged_spokes(count)
    with_peers = [among(A_GROUP, spoke) for spoke in spokes]

    assert drawn(with_peers) == drawn(spokes)
    assert places("markers", with_peers) == places("markers", spokes)


def test_one_group_without_quartiles_leaves_the_median_alone() -> None:
    spokes = [*four_with_peers()[:3], among(SMALL_GROUP)]

    assert tracks("peer_band", spokes) == []
    assert [len(track) for track in tracks("peer_median", spokes)] == [5]
    assert texts("legend", spokes)[2:] == ["Median of 4 to 12 peer councils"]


def test_the_median_never_bridges_a_spoke_without_peers() -> None:
    spokes = [among(A_GROUP), among(None), among(A_GROUP), among(A_GROUP)]

    [median] = tracks("peer_median", spokes)

    assert flat(median) == pytest.approx([0, -48, -48, 0, 0, 48], abs=1e-9)
    assert tracks("peer_band", spokes) == []


def test_a_median_without_neighbours_is_a_tick_across_its_spoke() -> None:
    spokes = [among(None), among(A_GROUP), among(None), among(None)]

    [tick] = tracks("peer_median", spokes)

    assert flat(tick) == pytest.approx([48, 12, 48, -12], abs=1e-9)


@pytest.mark.parametrize("count", [1, 2, 4, 14])
def test_the_legend_counts_the_peers(count: int) -> None:
    assert texts("legend", [among(A_GROUP)] * count) == [
        "This council",
        BAND_NAME,
        "Middle half of 12 peer councils",
        "Median of 12 peer councils",
    ]


def test_the_legend_gives_the_smallest_and_the_largest_group() -> None:
    assert texts("legend", four_with_peers())[2:] == [
        "Middle half of 9 to 12 peer councils",
        "Median of 9 to 12 peer councils",
    ]


def test_a_bar_shows_the_middle_half_as_a_box_and_the_median_as_a_dashed_tick() -> None:
    spokes = [among(A_GROUP), among(SMALL_GROUP)]

    [box] = tracks("peer_band", spokes)
    first, second = tracks("peer_median", spokes)
    [mark] = [mark for name, _, mark, _ in layers(spokes) if name == "peer_median"]

    assert {x for x, _ in box} == {40, 61}
    assert [x for x, _ in first + second] == [48, 48, 55, 55]
    assert first[0][1] < box[0][1] < box[2][1] < first[1][1]
    assert mark["strokeDash"] == [4, 2]
    assert texts("legend", spokes)[2:] == ["Middle half of 12 peer councils", "Median of 4 to 12 peer councils"]


@pytest.mark.parametrize(
    ("spoke", "said"),
    [
        (among(A_GROUP), "AI governance 53 (range 39 to 65; peers' median 48, middle half 40 to 61)."),
        (among(A_GROUP, a_spoke()), "AI governance 53 (peers' median 48, middle half 40 to 61)."),
        (among(SMALL_GROUP), "AI governance 53 (range 39 to 65; peers' median 55)."),
        (among(Peers(62.5, 49.5, 70.49, 9), a_spoke()), "AI governance 53 (peers' median 63, middle half 50 to 70)."),
        (among(SMALL_GROUP, unscored()), "Cloud control no score (range 0 to 100; peers' median 55)."),
    ],
)
def test_the_description_gives_the_peers_in_whole_numbers(spoke: Spoke, said: str) -> None:
    assert describe_radar([spoke]) == said
    assert [f"{row['says']}." for row in rows_of("markers", [spoke])] == [said] * (spoke.score is not None)


# The note


NOTE = "Illustrative data, not real councils"


@pytest.mark.parametrize("count", [1, 2, 4, 14])
def test_a_note_is_written_in_bold_above_the_chart_and_spoken(count: int) -> None:
    name, _, mark, [row] = next(layers(ranged_spokes(count), note=NOTE))

    assert (name, mark["aria"]) == ("note", True)
    assert (row["text"], row["says"], row["weight"], row["colour"]) == (NOTE, NOTE, 600, "#8a1c1c")


def test_a_long_note_is_wrapped_and_stays_inside_the_chart() -> None:
    boxes = [
        (drawing["width"], box)
        for name, drawing, box in text_boxes(ranged_spokes(4), note=f"{NOTE}. " * 3, width=420)
        if name == "note"
    ]

    assert len(boxes) == 2
    assert all(left >= 0 and right <= width for width, (left, _, right, _) in boxes)


@pytest.mark.parametrize("count", [2, 4])
def test_a_note_leaves_the_rest_as_it_is(count: int) -> None:
    noted, plain = (spec_of(tuple(ranged_spokes(count)), note=note)["vconcat"] for note in (NOTE, ""))

    assert len(noted) == len(plain) + 1
    assert [drawing["height"] for drawing in noted[1:]] == [drawing["height"] for drawing in plain]


# Legend


@pytest.mark.parametrize("count", [1, 2, 4, 14])
def test_the_legend_names_line_and_band(count: int) -> None:
    assert texts("legend", ranged_spokes(count), name="Exampleshire") == ["Exampleshire", BAND_NAME]


def test_the_legend_leaves_out_a_line_that_is_not_drawn() -> None:
    names = [name for name, *_ in layers([unscored()] * 4)]

    assert texts("legend", [unscored()] * 4) == [BAND_NAME]
    assert "legend_line" not in names
    assert "legend_band" in names


def test_without_scores_and_ranges_there_is_no_legend() -> None:
    chart = build_radar_chart([Spoke("A", None, 50, 50)] * 3)

    assert len(chart.to_dict()["vconcat"]) == 1


# Accessibility and independence of Vega's theme


def test_the_description_is_one_sentence() -> None:
    ai = Spoke("AI governance", 52.78, 39.58, 64.58)

    assert describe_radar([ai, unscored("Cloud control"), a_spoke("Cyber hygiene", 60.5)]) == (
        "AI governance 53 (range 39 to 65); Cloud control no score (range 0 to 100); Cyber hygiene 61."
    )


def test_the_description_is_numbered_when_the_chart_is() -> None:
    spokes = [Spoke("Direction", 53, 40, 60), unscored("Ethics"), *[a_spoke("People")] * 5]

    assert describe_radar(spokes) == (
        "1 Direction 53 (range 40 to 60); 2 Ethics no score (range 0 to 100); "
        "3 People 53; 4 People 53; 5 People 53; 6 People 53; 7 People 53."
    )


def test_the_markers_speak_and_everything_else_is_silent() -> None:
    speaking = {name for name, _, mark, _ in layers(ranged_spokes(4)) if mark.get("aria") is not False}

    assert speaking == {"markers"}
    assert rows_of("markers", ranged_spokes(4))[0]["says"] == "AI governance 50 (range 40 to 65)"


@pytest.mark.parametrize("count", [2, 4, 14])
def test_the_page_describes_the_chart_so_the_chart_does_not(count: int) -> None:
    assert "description" not in build_radar_chart(ranged_spokes(count)).to_dict()


def test_every_mark_brings_its_own_look() -> None:
    needs = {
        "line": {"stroke", "strokeWidth"},
        "circle": {"fill", "stroke", "size", "opacity"},
        "text": {"font", "fontSize", "fontWeight", "color", "align", "baseline"},
    }

    missing = [(name, needs[mark["type"]] - mark.keys()) for name, _, mark, _ in layers(ranged_spokes(4))]

    assert [lack for lack in missing if lack[1]] == []


# The fonts


@pytest.fixture(scope="module")
def renderer() -> Any:
    vl_convert = pytest.importorskip("vl_convert", reason="vl-convert draws the chart without a browser")
    vl_convert.register_font_directory(str(FONT_FOLDER))
    return vl_convert


def test_the_font_is_named_as_in_its_files() -> None:
    files = sorted(FONT_FOLDER.glob("*.ttf"))

    families = {ImageFont.truetype(file, 10).getname()[0] for file in files}
    assert len(files) == 2
    assert FONT.split(",")[0] in families


@pytest.mark.parametrize("count", [1, 4, 14])
def test_the_text_of_every_label_is_drawn_and_the_margin_is_empty(renderer: Any, count: int) -> None:
    spokes = ranged_spokes(count)
    spec = spec_of(tuple(spokes))
    png = renderer.vegalite_to_png(spec, scale=1)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    ink = ImageChops.difference(picture, Image.new("RGB", picture.size, "white"))

    labels = [box for name, _, box in text_boxes(spokes) if name == "labels"]
    blank = [box for box in labels if not ink.crop(box).getbbox()]
    left, top, right, bottom = ink.getbbox() or (0, 0, 0, 0)

    assert blank == []
    assert min(left, top, picture.width - right, picture.height - bottom) >= 3


# Targets


@pytest.mark.parametrize("count", [2, 4])
def test_a_target_is_a_diamond_named_in_the_legend_and_in_words(count: int) -> None:
    spokes = [replace(spoke, target=75.0) for spoke in spokes_with(*[53] * count)]

    assert len(places("target_marks", spokes)) == count
    assert "Target" in [row["text"] for row in rows_of("legend", spokes)]
    assert describe_radar(spokes).startswith("AI governance 53 (target 75)")
    assert "Target" not in [row["text"] for row in rows_of("legend", spokes_with(*[53] * count))]


def test_the_line_of_targets_is_dashed_and_breaks_where_there_is_none() -> None:
    spokes = [replace(spoke, target=None if n == 0 else 75.0) for n, spoke in enumerate(spokes_with(53, 53, 53, 53))]

    (line,) = tracks("target", spokes)
    assert len(line) == 3
    assert len(places("target_marks", spokes)) == 3


# Targets


def aimed() -> list[Spoke]:
    return [Spoke(f"Area {n}", 50, 50, 50, target=None if n == 3 else 75) for n in range(4)]


def test_targets_are_hollow_diamonds_on_a_line_that_crosses_no_area_without_one() -> None:
    spokes = aimed()
    (line,) = tracks("target", spokes)
    (mark,) = [look for name, _, look, _ in layers(spokes) if name == "target_marks"]

    assert flat(line) == pytest.approx([0, 75, 75, 0, 0, -75], abs=1e-9)
    assert len(rows_of("target_marks", spokes)) == 3
    assert (mark["shape"], mark["fill"]) == ("diamond", "white")
    assert "Target" in texts("legend", spokes)
    assert "Target" not in texts("legend", spokes_with(1, 2, 3))
    assert describe_radar(spokes).startswith("Area 0 50 (target 75); ")
