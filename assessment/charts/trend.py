"""What moved over several assessments: a small plot from 0 to 100 for each area, one under the other.

A line leads from one assessment to the next only where both have a score of the same questions; where they can't be
compared, a dashed line stands between the two with the word for why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
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
    SCORE_BLUE,
    SCORE_LINE,
    Corner,
    Style,
    Swatch,
    Track,
    assemble,
    band_swatch,
    box,
    draw_legend,
    markers,
    pixel_layer,
    score_swatch,
    texts,
    tick,
    tracks,
)
from assessment.charts.lettering import Line, stack, wrap
from assessment.charts.spokes import Spoke, describe, score_text

PLOT_PX, OVER_PX, SCALE_PX = 64, 22, 34  # a plot's height, room for a number above its 100, and for its scale
LEAST_GAP_PX = 34  # between two assessments, so that their numbers stand beside each other
RINGS_SHOWN = (0, 50, 100)
SMALL: Style = {"size": 75}
BREAK: Style = {"stroke": MUTED, "strokeWidth": 1.5, "strokeDash": [5, 4]}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905


@dataclass(frozen=True)
class TrendMark:
    """One assessment of one area. `at`: its number among all; `breaks`: the words for why no line leads here."""

    at: int
    spoke: Spoke  # its label names the assessment
    breaks: str = ""


@dataclass(frozen=True)
class TrendLine:
    label: str
    marks: tuple[TrendMark, ...]


def build_trend_chart(
    lines: Sequence[TrendLine], days: Sequence[date | None], *, width: int = 420, note: str = ""
) -> alt.VConcatChart:
    """`days`: of all assessments, oldest first. Gaps are the wider the more time lies between; all are the same where a
    day is not known. The page describes the chart.
    """
    if not lines or len(days) < 2:
        raise ValueError("A trend needs at least one line and two assessments.")
    columns = columns_of(days, width)
    plots = [_plot(line, columns, width) for line in lines]
    return assemble([*plots, _days(days, columns, width), *draw_legend(_entries(lines), width)], note)


def columns_of(days: Sequence[date | None], width: float) -> list[float]:
    """Where each assessment stands, in pixels from the left."""
    left, right = float(EDGE_PX + SCALE_PX), width - EDGE_PX - SCALE_PX / 2
    least = min(LEAST_GAP_PX, (right - left) / (len(days) - 1))
    known = [day.toordinal() for day in days if day is not None]
    spans = [max(later - earlier, 0) for earlier, later in pairwise(known)] if len(known) == len(days) else []
    total = sum(spans)
    shares = [span / total for span in spans] if total else [1 / (len(days) - 1)] * (len(days) - 1)
    spare = right - left - least * (len(days) - 1)
    columns = [left]
    for share in shares:
        columns.append(columns[-1] + least + spare * share)
    return columns


def _plot(line: TrendLine, columns: Sequence[float], width: float) -> alt.LayerChart:
    names = wrap(line.label, 48, width - 2 * EDGE_PX, 2)
    top = LINE_PX * len(names) + OVER_PX

    def y(score: float) -> float:
        return top + PLOT_PX * (1 - score / 100)

    spokes = [(columns[mark.at], mark.spoke) for mark in line.marks]
    places = [None if spoke.score is None else (x, y(spoke.score)) for x, spoke in spokes]
    rules = [[(EDGE_PX + SCALE_PX - GAP_PX, y(ring)), (width - EDGE_PX, y(ring))] for ring in RINGS_SHOWN]
    bands = [
        box(x - 5, x + 5, y((s.lowest + s.highest) / 2), y(s.lowest) - y(s.highest)) for x, s in spokes if s.is_ranged
    ]
    breaks = [((columns[mark.at - 1] + columns[mark.at]) / 2, mark) for mark in line.marks if mark.breaks]
    marks = [
        *tracks("grid", rules, GRID),
        *tracks("break", [tick(x, top + PLOT_PX / 2, PLOT_PX) for x, _ in breaks], BREAK),
        *tracks("band", bands, BAND),
        *tracks("line", _stretches(line, places), SCORE_LINE),
        *markers("markers", places, [describe(spoke) for _, spoke in spokes], SMALL),
    ]
    scale = [
        Line(str(ring), 12, 400, MUTED, EDGE_PX + SCALE_PX - 1.5 * GAP_PX, y(ring), "right") for ring in RINGS_SHOWN
    ]
    labels = [*stack(names, 0, LINE_PX, x=EDGE_PX), *scale, *_numbers(spokes, places), *_words(breaks, columns, top)]
    return pixel_layer([*marks, *texts("labels", labels)], width, top + PLOT_PX + GAP_PX / 2)


def _stretches(line: TrendLine, places: Sequence[Corner | None]) -> list[Track]:
    """From one assessment to the very next, where both have a score and may be compared."""
    pairs = pairwise(zip(line.marks, places, strict=True))
    return [
        [start, end]
        for (one, start), (other, end) in pairs
        if start and end and not other.breaks and other.at == one.at + 1
    ]


def _numbers(spokes: Sequence[tuple[float, Spoke]], places: Sequence[Corner | None]) -> list[Line]:
    """Above each mark; where many stand close together the first and the last only."""
    shown = [
        Line(score_text(spoke), 13, 600, SCORE_BLUE, place[0], place[1] - 14, "center")
        for (_, spoke), place in zip(spokes, places, strict=True)
        if place
    ]
    crowded = any(other.left < one.left + one.width for one, other in pairwise(shown))
    return [shown[0], shown[-1]] if crowded else shown


def _words(breaks: Sequence[tuple[float, TrendMark]], columns: Sequence[float], top: float) -> list[Line]:
    """Beside each dashed line where they fit between two marks; the legend has them in any case."""
    lines = [
        (Line(mark.breaks, 12, 400, MUTED, x, top - OVER_PX / 2, "center"), columns[mark.at] - columns[mark.at - 1])
        for x, mark in breaks
    ]
    return [line for line, room in lines if line.width <= room - LEAST_GAP_PX]


def _days(days: Sequence[date | None], columns: Sequence[float], width: float) -> alt.LayerChart:
    """Under the plots, each where there is room; the first and the last before the others."""
    shown: list[Line] = []
    order = [0, len(days) - 1, *range(1, len(days) - 1)]
    for at in order:
        day = days[at]
        label = Line("no date" if day is None else f"{MONTHS[day.month - 1]} {day.year}", 13, 400, MUTED, columns[at])
        left = min(max(columns[at] - label.width / 2, EDGE_PX), width - EDGE_PX - label.width)
        placed = replace(label, x=left, y=LINE_PX / 2)
        if all(placed.x > one.x + one.width + 6 or placed.x + placed.width + 6 < one.x for one in shown):
            shown.append(placed)
    return pixel_layer(texts("days", shown), width, LINE_PX)


def break_swatch(left: float, right: float, y: float) -> list[alt.Chart]:
    return tracks("legend_break", [tick((left + right) / 2, y, LINE_PX)], BREAK)


def _entries(lines: Sequence[TrendLine]) -> list[tuple[str, Swatch]]:
    marks = [mark for line in lines for mark in line.marks]
    ranged: list[tuple[str, Swatch]] = [(BAND_NAME, band_swatch)] * any(mark.spoke.is_ranged for mark in marks)
    words = dict.fromkeys(mark.breaks for mark in marks if mark.breaks)
    broken: list[tuple[str, Swatch]] = [(f"Not compared: {', '.join(words)}", break_swatch)] if words else []
    return [("Score", score_swatch), *ranged, *broken]
