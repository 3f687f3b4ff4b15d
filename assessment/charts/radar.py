"""Charts of scores from 0 to 100: a radar for three spokes or more, bars for one or two.

Vega has no radar, so every point is placed here. The centre is 0, the outer ring is 100, the first spoke
points to 12 o'clock and the others follow clockwise: with four spokes, 53 on the first is the point (0, 53),
53 on the second is (53, 0).
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import altair as alt

from assessment.charts.drawing import (
    BAND,
    BAND_NAME,
    EDGE_PX,
    GAP_PX,
    GRID,
    LINE_PX,
    MUTED,
    PEER_BAND,
    PEER_HATCH,
    PEER_MEDIAN,
    RINGS,
    SCORE_LINE,
    TARGET_LINE,
    Corner,
    Style,
    Swatch,
    Track,
    assemble,
    band_swatch,
    diamonds,
    draw_legend,
    draw_scales,
    figures,
    layer,
    markers,
    peer_entries,
    peer_line_swatch,
    peer_tick_swatch,
    score_places,
    score_swatch,
    target_entries,
    target_mark_swatch,
    target_swatch,
    texts,
    tracks,
)
from assessment.charts.geometry import all_round, away, corner_at, part_way, tick_across, unbroken
from assessment.charts.lettering import Line, stack, wrap
from assessment.charts.spokes import Spoke, describe, radar_numbers

HALO: Style = {"stroke": "white", "strokeWidth": 4}
RADII_PX = range(165, 70, -1)
LABEL_PX, SIDE_LETTERS, MOST_LETTERS = 119, 12, 16  # fewer letters at the sides, where width costs radius
TRIANGLE, BESIDE, NUMBER_HALF = 3, 6, 5  # the last two in points of the scale: aside of a spoke, half a number
HATCH_STROKES = 48  # all the way round


def build_radar_chart(
    spokes: Sequence[Spoke],
    *,
    name: str = "This council",
    width: int = 420,
    note: str = "",
    numbered: bool = True,
) -> alt.VConcatChart:
    """The chart above its legend, `width` pixels wide or, if labels need it, wider. The page describes it. `numbered`:
    each spoke's label has its score and range; without, they are left to a table beside it.
    """
    if not spokes:
        raise ValueError("A chart needs at least one spoke.")
    is_radar = len(spokes) > 2
    drawing = _draw_radar(spokes, width, numbered) if is_radar else _draw_bars(spokes, width)
    legend = draw_legend(_entries(spokes, name, is_radar), drawing.width)
    return assemble([drawing, *legend], note)


def _entries(spokes: Sequence[Spoke], name: str, is_radar: bool) -> list[tuple[str, Swatch]]:
    own = [(name, score_swatch)] * any(spoke.score is not None for spoke in spokes)
    own += [(BAND_NAME, band_swatch)] * any(spoke.is_ranged for spoke in spokes)
    peers = [spoke.peers for spoke in spokes if spoke.peers]
    halves = [group for group in peers if group.middle_half]
    if is_radar and len(halves) < len(spokes):
        halves = []
    aim = target_entries(spokes, target_swatch if is_radar else target_mark_swatch)
    return own + aim + peer_entries(halves, peers, peer_line_swatch if is_radar else peer_tick_swatch)


def _draw_radar(spokes: Sequence[Spoke], room: float, numbered: bool) -> alt.LayerChart:
    turns = [2 * math.pi * n / len(spokes) for n in range(len(spokes))]
    ways = [(math.sin(turn), math.cos(turn)) for turn in turns]
    for radius in RADII_PX:
        labels = _radar_labels(spokes, ways, radius, numbered)
        left = min(text.left for text in labels) - EDGE_PX
        right = max(text.left + text.width for text in labels) + EDGE_PX
        if right - left <= room:
            break
    width = max(room, right - left)
    # the centre is in the middle, unless a label needs the space
    edge = min(max(-room / 2, right - room), left)
    top, bottom = max(text.y for text in labels) + LINE_PX / 2, min(text.y for text in labels) - LINE_PX / 2
    unit = 100 / radius
    in_units = [replace(text, x=text.x * unit, y=text.y * unit) for text in labels]
    charts = [*_radar_marks(spokes, ways), *texts("labels", in_units)]
    x, y = (edge * unit, (edge + width) * unit), (bottom * unit, top * unit)
    return layer(charts, (width, top - bottom), x, y)


def _radar_labels(spokes: Sequence[Spoke], ways: Sequence[Corner], radius: float, numbered: bool) -> list[Line]:
    """Each at the end of its spoke and growing outwards, in pixels from the centre."""
    labels: list[Line] = []
    for number, (spoke, (across, up)) in enumerate(zip(spokes, ways, strict=True), start=1):
        numbers = radar_numbers(spokes)
        align = "center" if numbers or abs(across) < 0.15 else "left" if across > 0 else "right"
        lines = [Line(str(number)), figures(spoke)[0]] if numbers else _named(spoke, align, numbered)
        half_width = max(line.width for line in lines) / 2 if align == "center" else 0
        half_height = LINE_PX * len(lines) / 2
        x, y = across * (radius + GAP_PX + half_width), up * (radius + GAP_PX + half_height)
        labels += stack(lines, y + half_height, -LINE_PX, x=x, align=align)
    return labels


def _named(spoke: Spoke, align: str, numbered: bool) -> list[Line]:
    longest_word = max(map(len, spoke.label.split()), default=0)
    letters = MOST_LETTERS if align == "center" else min(max(SIDE_LETTERS, longest_word), MOST_LETTERS)
    return [*wrap(spoke.label, letters, LABEL_PX), *(figures(spoke) if numbered else [])]


def _radar_marks(spokes: Sequence[Spoke], ways: Sequence[Corner]) -> list[alt.Chart]:
    rings = [all_round(ways, [ring] * len(ways)) for ring in RINGS]
    outer, inner = all_round(ways, [s.highest for s in spokes]), all_round(ways, [s.lowest for s in spokes])
    band = [[*outer, *reversed(inner)]] if any(spoke.is_ranged for spoke in spokes) else []
    places = [None if s.score is None else corner_at(way, s.score) for s, way in zip(spokes, ways, strict=True)]
    aims = [None if s.target is None else corner_at(way, s.target) for s, way in zip(spokes, ways, strict=True)]
    ring_labels = _ring_labels(places)
    return [
        *tracks("grid", [*rings, *([(0, 0), corner_at(way, 100)] for way in ways)], GRID),
        *tracks("peer_band", _peer_band(spokes, ways), PEER_BAND),
        *tracks("peer_hatch", _peer_hatch(spokes, ways), PEER_HATCH),
        *tracks("band", band, BAND),
        *tracks("peer_median", _peer_median(spokes, ways), PEER_MEDIAN),
        *tracks("target", unbroken(aims), TARGET_LINE),
        *tracks("line", unbroken(places), SCORE_LINE),
        *texts("ring_halos", ring_labels, HALO),
        *texts("rings", ring_labels),
        *diamonds("target_marks", aims),
        *markers("markers", places, [describe(spoke) for spoke in spokes]),
    ]


def _peer_band(spokes: Sequence[Spoke], ways: Sequence[Corner]) -> list[Track]:
    """Only all the way round: an open band would end on a spoke of which nothing is known."""
    halves = [spoke.middle_half for spoke in spokes if spoke.middle_half]
    if len(halves) < len(spokes):
        return []
    lower, upper = zip(*halves, strict=True)
    return [[*all_round(ways, upper), *reversed(all_round(ways, lower))]]


def _peer_hatch(spokes: Sequence[Spoke], ways: Sequence[Corner]) -> list[Track]:
    """Strokes across the band, so that it differs from the other band in grey too."""
    halves = [spoke.middle_half for spoke in spokes if spoke.middle_half]
    if len(halves) < len(spokes):
        return []
    lower, upper = zip(*halves, strict=True)
    strokes = max(4, HATCH_STROKES // len(spokes))
    inner, outer = all_round(ways, lower), all_round(ways, upper)
    return [
        [part_way(*inside, n / strokes), part_way(*outside, n / strokes)]
        for inside, outside in zip(pairwise(inner), pairwise(outer), strict=True)
        for n in range(strokes)
    ]


def _peer_median(spokes: Sequence[Spoke], ways: Sequence[Corner]) -> list[Track]:
    places = [corner_at(way, s.peers.median) if s.peers else None for s, way in zip(spokes, ways, strict=True)]
    stretches = unbroken(places)
    joined = {corner for stretch in stretches for corner in stretch}
    lone = [(place, way) for place, way in zip(places, ways, strict=True) if place and place not in joined]
    return stretches + [tick_across(place, way) for place, way in lone]


def _ring_labels(places: Sequence[Corner | None]) -> list[Line]:
    """The numbers of the rings in a row, where the line of the scores keeps furthest away from them."""
    rows = _beside_spokes() if len(places) == TRIANGLE else _between_spokes(len(places))
    lines = unbroken(places)
    return max(rows, key=lambda row: min((away(_middle(label), line) for label in row for line in lines), default=0))


def _between_spokes(spokes: int) -> list[list[Line]]:
    """On the rings, half way between two spokes."""
    turns = [2 * math.pi * (gap - 0.5) / spokes for gap in range(spokes)]
    ways = [(math.sin(turn), math.cos(turn)) for turn in turns]
    shrunk = math.cos(math.pi / spokes)
    return [[_ring_label(ring, corner_at(way, ring * shrunk), "center") for ring in RINGS] for way in ways]


def _beside_spokes() -> list[list[Line]]:
    """Between the spokes of a triangle there is no room."""
    ways = [(math.sin(turn), math.cos(turn)) for turn in (0, 2 * math.pi / 3, 4 * math.pi / 3)]
    sides = [("right", -BESIDE), ("left", BESIDE)]
    return [
        [
            _ring_label(ring, (x + aside * way[1], y - aside * way[0]), align)
            for ring in RINGS
            for x, y in [corner_at(way, ring)]
        ]
        for way in ways
        for align, aside in (sides if way[0] == 0 else [("center", BESIDE * 1.5), ("center", -BESIDE * 1.5)])
    ]


def _ring_label(ring: int, place: Corner, align: str) -> Line:
    return Line(str(ring), 13, 400, MUTED, *place, align)


def _middle(label: Line) -> Corner:
    half = {"left": 1, "right": -1}.get(label.align, 0) * NUMBER_HALF
    return label.x + half, label.y


def _draw_bars(spokes: Sequence[Spoke], room: float) -> alt.LayerChart:
    """Two spokes make no shape, so each has its own scale."""
    return draw_scales(spokes, room, lambda feet: _bar_marks(spokes, feet))


def _bar_marks(spokes: Sequence[Spoke], feet: Sequence[float]) -> list[alt.Chart]:
    places = score_places(spokes, feet)
    return [
        *tracks("line", [[(0, place[1]), place] for place in places if place], SCORE_LINE),
        *markers("markers", places, [describe(spoke) for spoke in spokes]),
    ]
