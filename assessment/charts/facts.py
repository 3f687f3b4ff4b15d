"""Two tables drawn as charts: what countries put first, and which barriers were remarked on where.

x and y are pixels from the top left corner. The rows' names stand in a column at the left, the countries'
short names head the other columns. The page describes the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import altair as alt
import pandas as pd

from assessment.charts.drawing import (
    EDGE_PX,
    GRID,
    MUTED,
    SCORE_BLUE,
    Corner,
    Style,
    Swatch,
    assemble,
    draw_legend,
    markers,
    pixel_layer,
    small,
    texts,
    tracks,
)
from assessment.charts.lettering import INK, Line, plain, stack

NAMES_SHARE, TOTAL_PX = 0.36, 34
NAME_PX, NAME_LINE_PX, ROW_GAP_PX, LEAST_ROW_PX = 13, 16, 8, 32
HEAD_SIZES_PX, HEAD_SPACE_PX, HEAD_LINE_PX, HEAD_GAP_PX = (13, 12), 3, 17, 5
WHITE, MID_BLUE, PALE_BLUE = "#ffffff", "#2f75b5", "#dbe8f5"
DISC: Style = {"size": 400, "stroke": SCORE_BLUE}  # 23 pixels across
FEWEST, MOST = "#e8f0f8", "#6499cc"  # ink has a contrast of 4.9 on the darker


@dataclass(frozen=True)
class Rank:
    ordinal: str
    fill: str
    ink: str


RANKS = {1: Rank("first", SCORE_BLUE, WHITE), 2: Rank("second", MID_BLUE, WHITE), 3: Rank("third", PALE_BLUE, INK)}


@dataclass(frozen=True)
class Table:
    """The middles of columns and rows, the edges of the rows, the last line of headings, and the texts around."""

    columns: Sequence[float]
    rows: Sequence[float]
    edges: Sequence[float]
    column_px: float
    head_y: float
    labels: list[Line]


def build_priorities_chart(
    countries: Sequence[str], rows: Sequence[tuple[str, Sequence[int | None]]], width: int = 420
) -> alt.VConcatChart:
    """Technologies by countries, with a disc numbered 1, 2 or 3 where a country named one first, second or third."""
    table = _lay_out(countries, [name for name, _ in rows], width, width - EDGE_PX)
    named = [
        (rank, (x, y), f"{plain(country)} named {plain(name)} {RANKS[rank].ordinal}")
        for (name, ranks), y in zip(rows, table.rows, strict=True)
        for country, x, rank in zip(countries, table.columns, ranks, strict=True)
        if rank is not None
    ]
    lines = [[(EDGE_PX, y), (width - EDGE_PX, y)] for y in table.edges]
    charts = [*tracks("grid", lines, GRID), *texts("labels", table.labels), *_discs("", named)]
    drawing = pixel_layer(charts, width, table.edges[-1] + 1)
    return assemble([drawing, *draw_legend([(f"Named {RANKS[n].ordinal}", _rank_swatch(n)) for n in RANKS], width)])


def build_barriers_chart(
    countries: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]], width: int = 420
) -> alt.VConcatChart:
    """Barriers by countries: the number of remarks in each cell, the darker the more, and each row's total."""
    right = width - EDGE_PX - TOTAL_PX
    table = _lay_out(countries, [name for name, _ in rows], width, right)
    head = Line("Total", HEAD_SIZES_PX[-1], x=width - EDGE_PX, y=table.head_y, align="right")
    charts = [
        *_cells(countries, rows, table),
        *texts("labels", [*table.labels, head]),
        *texts("numbers", _numbers(rows, table)),
        *_totals(rows, table, width - EDGE_PX),
    ]
    return assemble([pixel_layer(charts, width, table.edges[-1])])


def _lay_out(countries: Sequence[str], names: Sequence[str], width: float, right: float) -> Table:
    """The columns end at `right`; a row is as high as its name needs."""
    if not countries or not names:
        raise ValueError("A chart needs at least one country and one row.")
    left = NAMES_SHARE * width
    column = (right - left) / len(countries)
    columns = [left + column * (n + 0.5) for n in range(len(countries))]
    wrapped = [small(name, NAME_PX, 40, left - 1.5 * EDGE_PX, 3) for name in names]
    heights = [max(LEAST_ROW_PX, NAME_LINE_PX * len(lines) + ROW_GAP_PX) for lines in wrapped]
    labels = _headings(countries, columns, column)
    head_y = max(label.y for label in labels)
    edges = list(accumulate(heights, initial=head_y + HEAD_LINE_PX / 2 + HEAD_GAP_PX))
    rows = [(top + bottom) / 2 for top, bottom in pairwise(edges)]
    for lines, y in zip(wrapped, rows, strict=True):
        labels += stack(lines, y - NAME_LINE_PX * len(lines) / 2, NAME_LINE_PX, x=EDGE_PX)
    return Table(columns, rows, edges, column, head_y, labels)


def _headings(countries: Sequence[str], columns: Sequence[float], room: float) -> list[Line]:
    """On one line, or by turns on two where columns are too narrow for it: never in letters too small to read."""
    sizes = [[Line(plain(country), px, align="center") for country in countries] for px in HEAD_SIZES_PX]
    on_one = [heads for heads in sizes if all(head.width <= room - HEAD_SPACE_PX for head in heads)]
    heads, lines = (on_one[0], 1) if on_one else (sizes[0], 2)
    return [
        replace(head, x=x, y=HEAD_LINE_PX * (n % lines + 0.5))
        for n, (head, x) in enumerate(zip(heads, columns, strict=True))
    ]


def _discs(prefix: str, named: Sequence[tuple[int, Corner, str]]) -> list[alt.Chart]:
    """A disc for each rank and place, which says the text, and its number over it."""
    charts: list[alt.Chart] = []
    for rank, look in RANKS.items():
        places = [(place, says) for found, place, says in named if found == rank]
        style = {**DISC, "fill": look.fill}
        charts += markers(f"{prefix}{look.ordinal}_disc", [p for p, _ in places], [says for _, says in places], style)
    numbers = [Line(str(rank), 14, 600, RANKS[rank].ink, x, y + 0.5, "center") for rank, (x, y), _ in named]
    return charts + (texts(f"{prefix}numbers", numbers) if numbers else [])


def _rank_swatch(rank: int) -> Swatch:
    return lambda left, right, y: _discs(f"legend_{RANKS[rank].ordinal}_", [(rank, ((left + right) / 2, y), "")])


def _cells(countries: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]], table: Table) -> list[alt.Chart]:
    most = max(max(counts) for _, counts in rows)
    half = table.column_px / 2
    cells = [
        (x - half, top, x + half, bottom, _shade(count, most), _says(name, country, count))
        for (name, counts), (top, bottom) in zip(rows, pairwise(table.edges), strict=True)
        for country, x, count in zip(countries, table.columns, counts, strict=True)
    ]
    chart = alt.Chart(pd.DataFrame(cells, columns=["x", "y", "x2", "y2", "fill", "says"]), name="cells")
    drawn = chart.mark_rect(fill=alt.expr("datum.fill"), stroke=WHITE, strokeWidth=2, opacity=1, aria=True)
    return [drawn.encode(x2="x2:Q", y2="y2:Q", description="says:N")]


def _says(name: str, country: str, count: int) -> str:
    return f"{plain(name)}, {plain(country)}: {count} {'remark' if count == 1 else 'remarks'}"


def _totals(rows: Sequence[tuple[str, Sequence[int]]], table: Table, right: float) -> list[alt.Chart]:
    totals = [(plain(name), sum(counts), y) for (name, counts), y in zip(rows, table.rows, strict=True)]
    lines = [Line(str(total), 14, x=right, y=y, align="right") for _, total, y in totals]
    return texts("totals", lines, says=[f"{name}: {total} in total" for name, total, _ in totals])


def _numbers(rows: Sequence[tuple[str, Sequence[int]]], table: Table) -> list[Line]:
    return [
        Line(str(count), 14, 600 if count else 400, INK if count else MUTED, x, y, "center")
        for (_, counts), y in zip(rows, table.rows, strict=True)
        for x, count in zip(table.columns, counts, strict=True)
    ]


def _shade(count: int, most: int) -> str:
    """White for none, then from pale to mid blue in proportion to the count."""
    if not count:
        return WHITE
    share = count / most
    ends = [[int(shade[n : n + 2], 16) for n in (1, 3, 5)] for shade in (FEWEST, MOST)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(*ends, strict=True))
