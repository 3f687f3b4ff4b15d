"""Page one and sections of a pack, drawn as they stand in its documents: the same sentences, tables and numbers."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from assessment.charts import Peers, Spoke
from assessment.pack import Axis, Chart, Grid, Heading, Items, Pack, Paragraph, Part, legible
from assessment.ui.results import draw_chart
from assessment.ui.shell import bullets, heading, html, paragraph, table

NUMBERED = "No."  # the first column of a table that numbers its rows


def draw_page_one(pack: Pack) -> None:
    parts = list(pack.page.parts())
    chart = next((number for number, part in enumerate(parts) if isinstance(part, Chart)), None)
    if chart is None:
        html(parts_markup(parts))
        return
    html(parts_markup(parts[:chart]))
    beside = parts[chart + 1 : chart + 2]  # the table with the chart's numbers
    with st.container(key="glance"):
        draw_radar(parts[chart], pack.notice)
        html(parts_markup(beside))
    html(parts_markup(parts[chart + 1 + len(beside) :]))


def draw_radar(part: Part, notice: str) -> None:
    if isinstance(part, Chart):
        titles = [str(number) if part.is_numbered else axis.title for number, axis in enumerate(part.axes, 1)]
        draw_chart([spoke_of(axis, title) for axis, title in zip(part.axes, titles, strict=True)], notice)


def spoke_of(axis: Axis, title: str) -> Spoke:
    lower, upper = axis.middle_half or (None, None)
    peers = None if axis.peers is None else Peers(axis.peers, lower, upper, axis.others)
    return Spoke(title, axis.score, axis.lowest, axis.highest, peers, axis.target)


def parts_markup(parts: Iterable[Part], level: int = 0) -> str:
    """`level` is added to that of headings."""
    return "".join(part_markup(part, level) for part in parts)


def part_markup(part: Part, level: int) -> str:
    match part:
        case Heading():
            return heading(legible(part.text), part.level + level)
        case Paragraph(text="", lead=lead) if lead:
            return f'<p class="headline">{escape(legible(lead))}</p>'
        case Paragraph(text=text, lead=lead) if lead:
            return f"<p><strong>{escape(legible(lead))}</strong>{escape(legible(text))}</p>"
        case Paragraph():
            return paragraph(legible(part.text)) if part.text else ""
        case Items(numbered=True):
            return f"<ol>{''.join(f'<li>{escape(legible(text))}</li>' for text in part.texts)}</ol>"
        case Items():
            return bullets(map(legible, part.texts))
        case Grid():
            return grid_markup(part.title, part.header, part.rows)
        case _:
            return ""  # a chart is drawn by Streamlit


def grid_markup(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return table(title, header, [["" if cell is None else cell for cell in row] for row in rows])
