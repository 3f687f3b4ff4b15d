"""Charts of scores from 0 to 100: a radar for three spokes or more, bars for one or two.

Vega has no radar, so every point is placed here. The centre is 0, the outer ring is 100, the first spoke
points to 12 o'clock and the others follow clockwise: with four spokes, 53 on the first is the point (0, 53),
53 on the second is (53, 0).

Nothing is left to Vega's theme or its guesses: the page draws with theme=None and the report without a page.
Text is measured with the shipped fonts, so that there is room for all of it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import altair as alt
import pandas as pd

from assessment.lettering import FONT, Line, stack, wrap
from assessment.spokes import Spoke, describe, radar_numbers, range_texts, score_text

RINGS = (25, 50, 75, 100)
BAND_NAME = "Range if the unknown answers were known"

MUTED, SCORE_BLUE = "#52606d", "#0b5394"
Style = Mapping[str, Any]
GRID: Style = {"stroke": "#cbd2d9", "strokeWidth": 1}
BAND: Style = {"filled": True, "fill": "#7fa8d1", "fillOpacity": 0.35, "stroke": "#5b7fa6", "strokeWidth": 1}
SCORE_LINE: Style = {"stroke": SCORE_BLUE, "strokeWidth": 3, "strokeJoin": "round"}
MARKER: Style = {"fill": SCORE_BLUE, "stroke": "white", "strokeWidth": 1.5, "size": 110, "opacity": 1}
HALO: Style = {"stroke": "white", "strokeWidth": 4}

LINE_PX, LEGEND_LINE_PX, GAP_PX, EDGE_PX = 19, 25, 12, 8
SWATCH_PX, BOX_PX, TICK_PX = 30, 13, 10
RADII_PX = range(165, 70, -1)
LABEL_PX, SIDE_LETTERS, MOST_LETTERS = 119, 12, 16  # fewer letters at the sides, where width costs radius

Corner = tuple[float, float]
Track = Sequence[Corner]


def build_radar_chart(
    spokes: Sequence[Spoke],
    *,
    name: str = "This council",
    width: int = 420,
) -> alt.VConcatChart:
    """The chart above its legend, `width` pixels wide or, if labels need it, wider. The page describes it."""
    if not spokes:
        raise ValueError("A chart needs at least one spoke.")
    drawing = _draw_radar(spokes, width) if len(spokes) > 2 else _draw_bars(spokes, width)
    legend = _draw_legend(spokes, name, drawing.width)
    chart: alt.VConcatChart = alt.vconcat(drawing, *legend, spacing=GAP_PX).configure(
        background="white", padding=0, font=FONT, view=alt.ViewConfig(stroke=None)
    )
    return chart


def _figures(spoke: Spoke) -> list[Line]:
    score = Line(score_text(spoke), colour=MUTED if spoke.score is None else SCORE_BLUE)
    return [score, Line("–".join(range_texts(spoke)), 14, 400, MUTED)] if spoke.is_ranged else [score]


def _layer(charts: Sequence[alt.Chart], size: Corner, x: Corner, y: Corner) -> alt.LayerChart:
    """The charts over each other; x holds the coordinates of the left and right edge, y of bottom and top."""
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=list(x), nice=False, zero=False))
    up = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=list(y), nice=False, zero=False))
    placed = [chart.encode(across, up) for chart in charts]
    return alt.LayerChart(layer=placed, width=size[0], height=size[1])


def _tracks(name: str, tracks: Sequence[Track], style: Style) -> list[alt.Chart]:
    """Lines or areas with these corners: one chart, or none if there is nothing to draw."""
    corners = [(t, n, *corner) for t, track in enumerate(tracks) for n, corner in enumerate(track)]
    chart = alt.Chart(pd.DataFrame(corners, columns=["track", "order", "x", "y"]), name=name)
    return [chart.mark_line(aria=False, **style).encode(detail="track:N", order="order:Q")] if corners else []


def _markers(name: str, places: Sequence[Corner | None], says: Sequence[str]) -> list[alt.Chart]:
    """One at each place, with what a screen reader says for it: nothing for decoration."""
    rows = [(*place, text) for place, text in zip(places, says, strict=True) if place]
    chart = alt.Chart(pd.DataFrame(rows, columns=["x", "y", "says"]), name=name)
    return [chart.mark_circle(aria=any(says), **MARKER).encode(description="says:N")] if rows else []


def _texts(name: str, texts: Sequence[Line], style: Style | None = None) -> list[alt.Chart]:
    columns = {"fontSize": "px", "fontWeight": "weight", "color": "colour", "align": "align"}
    by_row: Style = {option: alt.expr(f"datum.{column}") for option, column in columns.items()}
    chart = alt.Chart(pd.DataFrame([vars(text) for text in texts]), name=name).encode(text="text:N")
    return [chart.mark_text(font=FONT, baseline="middle", aria=False, **by_row, **(style or {}))]


def _draw_radar(spokes: Sequence[Spoke], room: float) -> alt.LayerChart:
    turns = [2 * math.pi * n / len(spokes) for n in range(len(spokes))]
    ways = [(math.sin(turn), math.cos(turn)) for turn in turns]
    for radius in RADII_PX:
        texts = _radar_labels(spokes, ways, radius)
        left = min(text.left for text in texts) - EDGE_PX
        right = max(text.left + text.width for text in texts) + EDGE_PX
        if right - left <= room:
            break
    width = max(room, right - left)
    # the centre is in the middle, unless a label needs the space
    edge = min(max(-room / 2, right - room), left)
    top, bottom = max(text.y for text in texts) + LINE_PX / 2, min(text.y for text in texts) - LINE_PX / 2
    unit = 100 / radius
    in_units = [replace(text, x=text.x * unit, y=text.y * unit) for text in texts]
    charts = [*_radar_marks(spokes, ways), *_texts("labels", in_units)]
    x, y = (edge * unit, (edge + width) * unit), (bottom * unit, top * unit)
    return _layer(charts, (width, top - bottom), x, y)


def _radar_labels(spokes: Sequence[Spoke], ways: Sequence[Corner], radius: float) -> list[Line]:
    """Each at the end of its spoke and growing outwards, in pixels from the centre."""
    texts = []
    for number, (spoke, (across, up)) in enumerate(zip(spokes, ways, strict=True), start=1):
        numbers = radar_numbers(spokes)
        align = "center" if numbers or abs(across) < 0.15 else "left" if across > 0 else "right"
        lines = [Line(str(number)), _figures(spoke)[0]] if numbers else _named(spoke, align)
        half_width = max(line.width for line in lines) / 2 if align == "center" else 0
        half_height = LINE_PX * len(lines) / 2
        x, y = across * (radius + GAP_PX + half_width), up * (radius + GAP_PX + half_height)
        texts += stack(lines, y + half_height, -LINE_PX, x=x, align=align)
    return texts


def _named(spoke: Spoke, align: str) -> list[Line]:
    longest_word = max(map(len, spoke.label.split()), default=0)
    letters = MOST_LETTERS if align == "center" else min(max(SIDE_LETTERS, longest_word), MOST_LETTERS)
    return [*wrap(spoke.label, letters, LABEL_PX), *_figures(spoke)]


def _radar_marks(spokes: Sequence[Spoke], ways: Sequence[Corner]) -> list[alt.Chart]:
    rings = [_ring(ways, [ring] * len(ways)) for ring in RINGS]
    outer, inner = _ring(ways, [s.highest for s in spokes]), _ring(ways, [s.lowest for s in spokes])
    band = [[*outer, *reversed(inner)]] if any(spoke.is_ranged for spoke in spokes) else []
    places = [None if s.score is None else _at(way, s.score) for s, way in zip(spokes, ways, strict=True)]
    ring_labels = _ring_labels(len(spokes))
    return [
        *_tracks("grid", [*rings, *([(0, 0), _at(way, 100)] for way in ways)], GRID),
        *_tracks("band", band, BAND),
        *_texts("ring_halos", ring_labels, HALO),
        *_texts("rings", ring_labels),
        *_tracks("line", _unbroken(places), SCORE_LINE),
        *_markers("markers", places, [describe(spoke) for spoke in spokes]),
    ]


def _ring_labels(spokes: int) -> list[Line]:
    """On the rings, half way from the first spoke back to the last; a triangle has no room there."""
    if spokes == 3:
        return [Line(str(ring), 13, 400, MUTED, -6, ring, "right") for ring in RINGS]
    turn = -math.pi / spokes
    x, y = math.sin(turn) * math.cos(turn), math.cos(turn) ** 2
    return [Line(str(ring), 13, 400, MUTED, x * ring, y * ring, "center") for ring in RINGS]


def _at(way: Corner, score: float) -> Corner:
    return way[0] * score, way[1] * score


def _ring(ways: Sequence[Corner], scores: Sequence[float]) -> list[Corner]:
    corners = [_at(way, score) for way, score in zip(ways, scores, strict=True)]
    return [*corners, corners[0]]


def _unbroken(places: Sequence[Corner | None]) -> list[Track]:
    """The stretches of the score line, which closes but never crosses a missing score."""
    stretches = groupby([*places, places[0]], key=lambda place: place is not None)
    corners = [[place for place in stretch if place] for _, stretch in stretches]
    return [track for track in corners if len(track) > 1]


def _draw_bars(spokes: Sequence[Spoke], room: float) -> alt.LayerChart:
    """Two spokes make no shape, so each has its own scale; x is the score, y is in pixels from the top."""
    length = room - 2 * (EDGE_PX + GAP_PX)
    texts: list[Line] = []
    feet: list[float] = []
    top = 0.0
    for spoke in spokes:
        names, figures = wrap(spoke.label, 32, 0.65 * length), _figures(spoke)
        texts += stack(names, top, LINE_PX) + stack(figures, top, LINE_PX, x=100, align="right")
        feet.append(top + LINE_PX * max(len(names), len(figures)) + 1.3 * GAP_PX)
        top = feet[-1] + 3 * GAP_PX
    scale_y = feet[-1] + 2 * GAP_PX
    texts += [Line(str(ring), 13, 400, MUTED, ring, scale_y, "center") for ring in (0, *RINGS)]
    margin, height = 100 * (EDGE_PX + GAP_PX) / length, scale_y + LINE_PX / 2
    charts = [*_bar_marks(spokes, feet), *_texts("labels", texts)]
    return _layer(charts, (room, height), (-margin, 100 + margin), (height, 0))


def _bar_marks(spokes: Sequence[Spoke], feet: Sequence[float]) -> list[alt.Chart]:
    rows = list(zip(spokes, feet, strict=True))
    places = [None if spoke.score is None else (spoke.score, y) for spoke, y in rows]
    ticks = [[(ring, y - TICK_PX), (ring, y + TICK_PX)] for y in feet for ring in (0, *RINGS)]
    return [
        *_tracks("grid", [*ticks, *([(0, y), (100, y)] for y in feet)], GRID),
        *_tracks("band", [_box(s.lowest, s.highest, y) for s, y in rows if s.is_ranged], BAND),
        *_tracks("line", [[(0, place[1]), place] for place in places if place], SCORE_LINE),
        *_markers("markers", places, [describe(spoke) for spoke in spokes]),
    ]


def _box(left: float, right: float, y: float) -> Track:
    top, bottom = y - BOX_PX / 2, y + BOX_PX / 2
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _draw_legend(spokes: Sequence[Spoke], name: str, width: float) -> list[alt.LayerChart]:
    """One entry under the other; Vega's own legend can't show line, marker and band together."""
    scored, ranged = any(s.score is not None for s in spokes), any(s.is_ranged for s in spokes)
    room = width - SWATCH_PX - GAP_PX
    entries = [name] * scored + [BAND_NAME] * ranged
    if not entries:
        return []
    lines = [replace(wrap(entry, 48, room, 1)[0], px=14, weight=400) for entry in entries]
    left = (room - max(line.width for line in lines)) / 2
    texts = stack(lines, 0, LEGEND_LINE_PX, x=left + SWATCH_PX + GAP_PX)
    first, last, right = texts[0].y, texts[-1].y, left + SWATCH_PX
    charts = [
        *_tracks("legend_line", [[(left, first), (right, first)]] * scored, SCORE_LINE),
        *_markers("legend_marker", [((left + right) / 2, first)] * scored, [""] * scored),
        *_tracks("legend_band", [_box(left, right, last)] * ranged, BAND),
        *_texts("legend", texts),
    ]
    height = LEGEND_LINE_PX * len(texts)
    return [_layer(charts, (width, height), (0, width), (height, 0))]
