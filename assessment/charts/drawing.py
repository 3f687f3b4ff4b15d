"""What the charts share: marks placed by hand, their looks, legends and notes.

Nothing is left to Vega's theme or its guesses: the page draws with theme=None and the report without a page.
Text is measured with the shipped fonts, so that there is room for all of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from assessment.charts.lettering import FONT, Line, stack, wrap
from assessment.charts.spokes import Peers, Spoke, count_text, range_texts, score_text

BAND_NAME = "Range that the unknown answers leave open"

MUTED, SCORE_BLUE, NOTE_RED = "#52606d", "#0b5394", "#8a1c1c"
Style = Mapping[str, Any]
GRID: Style = {"stroke": "#cbd2d9", "strokeWidth": 1}
BAND: Style = {"filled": True, "fill": "#7fa8d1", "fillOpacity": 0.35, "stroke": "#5b7fa6", "strokeWidth": 1}
SCORE_LINE: Style = {"stroke": SCORE_BLUE, "strokeWidth": 3, "strokeJoin": "round"}
MARKER: Style = {"fill": SCORE_BLUE, "stroke": "white", "strokeWidth": 1.5, "size": 110, "opacity": 1}
PEER_BAND: Style = {"filled": True, "fill": "#d9a441", "fillOpacity": 0.25, "stroke": "#9a6b14", "strokeWidth": 1}
PEER_HATCH: Style = {"stroke": "#9a6b14", "strokeWidth": 1}  # so that the two bands differ without their colours
PEER_MEDIAN: Style = {"stroke": "#8a5a00", "strokeWidth": 2.5, "strokeDash": [6, 3]}
TARGET_LINE: Style = {"stroke": "#1b5e20", "strokeWidth": 1.5, "strokeDash": [2, 3]}
TARGET_MARK: Style = {"fill": "white", "stroke": "#1b5e20", "strokeWidth": 2, "size": 90, "opacity": 1}
PEER_TICK: Style = {**PEER_MEDIAN, "strokeDash": [4, 2]}

LINE_PX, LEGEND_LINE_PX, GAP_PX, EDGE_PX = 19, 25, 12, 8
SWATCH_PX, BOX_PX, TICK_PX = 30, 13, 10
HATCH_PX = 5
PEER_BOX_PX, PEER_TICK_PX = 22, 28  # a tick begins and ends with a whole dash
RINGS = (25, 50, 75, 100)

Corner = tuple[float, float]
Track = Sequence[Corner]
Swatch = Callable[[float, float, float], list[alt.Chart]]
"""Draws what a legend explains, from a left to a right x at a height y."""


def assemble(drawings: Sequence[alt.LayerChart], note: str = "") -> alt.VConcatChart:
    """The drawings one under the other, under the note: a saved picture carries it too."""
    noted = [*_draw_note(note, drawings[0].width), *drawings]
    chart: alt.VConcatChart = alt.vconcat(*noted, spacing=GAP_PX).configure(
        background="white", padding=0, font=FONT, view=alt.ViewConfig(stroke=None), mark=alt.MarkConfig(tooltip=None)
    )
    return chart


def layer(charts: Sequence[alt.Chart], size: Corner, x: Corner, y: Corner) -> alt.LayerChart:
    """The charts over each other; x holds the coordinates of the left and right edge, y of bottom and top."""
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=list(x), nice=False, zero=False))
    up = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=list(y), nice=False, zero=False))
    placed = [chart.encode(across, up) for chart in charts]
    return alt.LayerChart(layer=placed, width=size[0], height=size[1])


def pixel_layer(charts: Sequence[alt.Chart], width: float, height: float) -> alt.LayerChart:
    """The charts over each other, in pixels from the top left corner."""
    return layer(charts, (width, height), (0, width), (height, 0))


def tracks(name: str, tracks: Sequence[Track], style: Style) -> list[alt.Chart]:
    """Lines or areas with these corners: one chart, or none if there is nothing to draw."""
    corners = [(t, n, *corner) for t, track in enumerate(tracks) for n, corner in enumerate(track)]
    chart = alt.Chart(pd.DataFrame(corners, columns=["track", "order", "x", "y"]), name=name)
    return [chart.mark_line(aria=False, **style).encode(detail="track:N", order="order:Q")] if corners else []


def markers(
    name: str, places: Sequence[Corner | None], says: Sequence[str], style: Style | None = None
) -> list[alt.Chart]:
    """One at each place, with what a screen reader says for it: nothing for decoration."""
    rows = [(*place, text) for place, text in zip(places, says, strict=True) if place]
    chart = alt.Chart(pd.DataFrame(rows, columns=["x", "y", "says"]), name=name)
    look = {**MARKER, **(style or {})}
    return [chart.mark_circle(aria=any(says), **look).encode(description="says:N")] if rows else []


def diamonds(name: str, places: Sequence[Corner | None]) -> list[alt.Chart]:
    """Targets, which the marks of the scores tell to a screen reader with themselves."""
    rows = [place for place in places if place]
    chart = alt.Chart(pd.DataFrame(rows, columns=["x", "y"]), name=name)
    return [chart.mark_point(shape="diamond", aria=False, **TARGET_MARK)] if rows else []


def texts(name: str, texts: Sequence[Line], style: Style | None = None, says: Sequence[str] = ()) -> list[alt.Chart]:
    """With what a screen reader says for each: mostly nothing, since the marks have said it already."""
    columns = {"fontSize": "px", "fontWeight": "weight", "color": "colour", "align": "align"}
    by_row: Style = {option: alt.expr(f"datum.{column}") for option, column in columns.items()}
    rows = pd.DataFrame([vars(text) for text in texts])
    chart = alt.Chart(rows.assign(says=says) if says else rows, name=name).encode(text="text:N")
    if says:
        chart = chart.encode(description="says:N")
    return [chart.mark_text(font=FONT, baseline="middle", aria=bool(says), **by_row, **(style or {}))]


def box(left: float, right: float, y: float, height: float = BOX_PX) -> Track:
    top, bottom = y - height / 2, y + height / 2
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def hatch(left: float, right: float, y: float, height: float, step: float) -> list[Track]:
    """Strokes across a box, `step` apart."""
    strokes = max(int((right - left) / step), 1)
    return [tick(left + (right - left) * n / strokes, y, height) for n in range(1, strokes)]


def tick(x: float, y: float, height: float) -> Track:
    return [(x, y - height / 2), (x, y + height / 2)]


def small(text: str, px: int, letters: int, room: float, most_lines: int = 1) -> list[Line]:
    """Wrapped like a label, but in smaller regular letters."""
    lines = wrap(text, letters, room * Line("").px / px, most_lines)
    return [replace(line, px=px, weight=400) for line in lines]


def figures(spoke: Spoke) -> list[Line]:
    score = Line(score_text(spoke), colour=MUTED if spoke.score is None else SCORE_BLUE)
    return [score, Line("–".join(range_texts(spoke)), 14, 400, MUTED)] if spoke.is_ranged else [score]


def _draw_note(note: str, width: float) -> list[alt.LayerChart]:
    if not note:
        return []
    lines = [replace(line, colour=NOTE_RED) for line in wrap(note, 60, width - 2 * EDGE_PX, 6)]
    placed = stack(lines, 0, LINE_PX, x=width / 2, align="center")
    return [pixel_layer(texts("note", placed, says=[line.text for line in placed]), width, LINE_PX * len(lines))]


def draw_legend(entries: Sequence[tuple[str, Swatch]], width: float) -> list[alt.LayerChart]:
    """One entry under the other; Vega's own legend can't show line, marker and band together."""
    if not entries:
        return []
    room = width - SWATCH_PX - GAP_PX
    lines = [replace(wrap(entry, 48, room, 1)[0], px=14, weight=400) for entry, _ in entries]
    left = (room - max(line.width for line in lines)) / 2
    placed = stack(lines, 0, LEGEND_LINE_PX, x=left + SWATCH_PX + GAP_PX)
    swatches = [swatch(left, left + SWATCH_PX, line.y) for (_, swatch), line in zip(entries, placed, strict=True)]
    charts = [chart for swatch in swatches for chart in swatch]
    return [pixel_layer([*charts, *texts("legend", placed)], width, LEGEND_LINE_PX * len(placed))]


def score_swatch(left: float, right: float, y: float) -> list[alt.Chart]:
    return [*tracks("legend_line", [[(left, y), (right, y)]], SCORE_LINE), *marker_swatch(left, right, y)]


def marker_swatch(left: float, right: float, y: float) -> list[alt.Chart]:
    return markers("legend_marker", [((left + right) / 2, y)], [""])


def target_swatch(left: float, right: float, y: float) -> list[alt.Chart]:
    line = tracks("legend_target", [[(left, y), (right, y)]], TARGET_LINE)
    return [*line, *target_mark_swatch(left, right, y)]


def target_mark_swatch(left: float, right: float, y: float) -> list[alt.Chart]:
    return diamonds("legend_target_mark", [((left + right) / 2, y)])


def target_entries(spokes: Sequence[Spoke], swatch: Swatch) -> list[tuple[str, Swatch]]:
    return [("Target", swatch)] * any(spoke.target is not None for spoke in spokes)


def band_swatch(left: float, right: float, y: float) -> list[alt.Chart]:
    return tracks("legend_band", [box(left, right, y)], BAND)


def peer_band_swatch(left: float, right: float, y: float) -> list[alt.Chart]:
    return [
        *tracks("legend_peer_band", [box(left, right, y)], PEER_BAND),
        *tracks("legend_peer_hatch", hatch(left, right, y, BOX_PX, HATCH_PX), PEER_HATCH),
    ]


def peer_line_swatch(left: float, right: float, y: float) -> list[alt.Chart]:
    return tracks("legend_peer_median", [[(left, y), (right, y)]], PEER_MEDIAN)


def peer_tick_swatch(left: float, right: float, y: float) -> list[alt.Chart]:
    return tracks("legend_peer_median", [tick((left + right) / 2, y, PEER_BOX_PX)], PEER_TICK)


def peer_entries(halves: Sequence[Peers], peers: Sequence[Peers], median: Swatch) -> list[tuple[str, Swatch]]:
    """For the groups whose middle half is drawn, and for those whose median is."""
    band = [(f"Middle half of {count_text(halves)}", peer_band_swatch)] if halves else []
    return [*band, *([(f"Median of {count_text(peers)}", median)] if peers else [])]


def draw_scales(
    spokes: Sequence[Spoke],
    room: float,
    scores: Callable[[Sequence[float]], list[alt.Chart]],
    caption: Callable[[Spoke], list[Line]] = lambda spoke: [],
) -> alt.LayerChart:
    """A scale from 0 to 100 for each spoke, under its name, caption and figures; `scores` draws upon the scales.

    x is the score, y is in pixels from the top.
    """
    length = room - 2 * (EDGE_PX + GAP_PX)
    labels: list[Line] = []
    feet: list[float] = []
    top = 0.0
    for spoke in spokes:
        names, numbers = [*wrap(spoke.label, 32, 0.65 * length), *caption(spoke)], figures(spoke)
        labels += stack(names, top, LINE_PX) + stack(numbers, top, LINE_PX, x=100, align="right")
        feet.append(top + LINE_PX * max(len(names), len(numbers)) + 1.3 * GAP_PX)
        top = feet[-1] + 3 * GAP_PX
    scale_y = feet[-1] + 2 * GAP_PX
    labels += [Line(str(ring), 13, 400, MUTED, ring, scale_y, "center") for ring in (0, *RINGS)]
    margin, height = 100 * (EDGE_PX + GAP_PX) / length, scale_y + LINE_PX / 2
    charts = [*_scale_marks(spokes, feet), *scores(feet), *texts("labels", labels)]
    return layer(charts, (room, height), (-margin, 100 + margin), (height, 0))


def _scale_marks(spokes: Sequence[Spoke], feet: Sequence[float]) -> list[alt.Chart]:
    rows = list(zip(spokes, feet, strict=True))
    ticks = [tick(ring, y, 2 * TICK_PX) for y in feet for ring in (0, *RINGS)]
    return [
        *tracks("grid", [*ticks, *([(0, y), (100, y)] for y in feet)], GRID),
        *tracks("peer_band", [box(*s.middle_half, y, PEER_BOX_PX) for s, y in rows if s.middle_half], PEER_BAND),
        *tracks(
            "peer_hatch",
            [one for s, y in rows if s.middle_half for one in hatch(*s.middle_half, y, PEER_BOX_PX, 2)],
            PEER_HATCH,
        ),
        *tracks("band", [box(s.lowest, s.highest, y) for s, y in rows if s.is_ranged], BAND),
        *tracks("peer_median", [tick(s.peers.median, y, PEER_TICK_PX) for s, y in rows if s.peers], PEER_TICK),
        *diamonds("target_marks", [None if s.target is None else (s.target, y) for s, y in rows]),
    ]


def score_places(spokes: Sequence[Spoke], feet: Sequence[float]) -> list[Corner | None]:
    return [None if spoke.score is None else (spoke.score, y) for spoke, y in zip(spokes, feet, strict=True)]
