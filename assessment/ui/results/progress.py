"""What moved since earlier results: sentences, tables and a chart."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from assessment.charts import TrendLine, TrendMark, build_trend_chart
from assessment.instrument import printable
from assessment.scoring import (
    AreaComparison,
    Assessed,
    Comparison,
    OverallPoint,
    Result,
    Trend,
    TrendPoint,
    compare_assessed,
    trend,
)
from assessment.store import Contents, Desk
from assessment.ui import resources, session
from assessment.ui.results.earlier import (
    NOW,
    draw_earlier_files,
    draw_milestone_form,
    earlier_results,
    not_here,
    place_of_newest,
)
from assessment.ui.results.first_page import spoke
from assessment.ui.shell import Markup, details, guarded, heading, html, paragraph, part, question_link, table
from assessment.words import (
    ALL_AREAS,
    ahead_text,
    beside_warnings,
    break_word,
    counted,
    moment_text,
    moved_answers,
    progress_text,
    since_rows,
    trend_cell,
    trend_rows,
)

LEAD = "What moved since earlier results, as far as they can be compared."
_TREND = "trend-chart"
FEWEST_IN_A_TREND = 3  # with today's


@st.fragment
@guarded
def draw_progress(desk: Desk, contents: Contents, result: Result) -> None:
    """A part like the others; but what holds buttons and charts can't stand in markup, so that it stands below it and
    our style shows it as long as the part is open.
    """
    with st.container(key="progress-part"):
        html(part("progress", "Progress", paragraph(LEAD, "why"), "what moved"))
        with st.container(key="progress-body"):
            now = Assessed(NOW, contents.day, contents.sheet(), result)
            milestones = desk.milestones()
            html(not_here(milestones))
            earlier = earlier_results(milestones)
            if earlier:
                draw_since(chosen(earlier, now), now)
            if len(earlier) + 1 >= FEWEST_IN_A_TREND:
                draw_trend([*earlier, now])
            with st.container(key="earlier"):
                draw_milestone_form(desk, milestones)
                draw_earlier_files(desk)


def chosen(earlier: Sequence[Assessed], now: Assessed) -> Assessed:
    """Which of several is compared: until another is chosen the newest with other answers than today's."""
    if len(earlier) == 1:
        return earlier[0]
    newest_first = range(len(earlier) - 1, -1, -1)
    with st.container(key="progress-since"):
        at = st.selectbox(
            "Since",
            newest_first,
            index=newest_first.index(place_of_newest(earlier, now)),
            format_func=lambda at: moment_text(earlier[at]),
            key=f"since-{len(earlier)}",
        )
    return earlier[at]


def draw_since(before: Assessed, now: Assessed) -> None:
    found = compare_assessed(before, now, resources.crosswalks())
    warnings = "".join(paragraph(printable(text), "hint") for text in beside_warnings(before.sheet, now.sheet))
    told = paragraph(" ".join(filter(None, [progress_text(before, found), ahead_text(found)])), "moved")
    moved = "".join(moved_part(one) for one in found.areas)
    html(warnings + told + since_table(before, found) + moved)


def since_table(before: Assessed, found: Comparison) -> str:
    rows = since_rows(found)
    if not rows:
        return ""
    levels = any(row.level for row in rows)
    header = ["Area", moment_text(before), NOW, *(["Level"] if levels else []), "What moved"]
    cells = [[row.what, row.before, row.now, *([row.level] if levels else []), row.moved] for row in rows]
    return table("Then and now", header, cells)


def moved_part(one: AreaComparison) -> str:
    """Folded; on paper the table above says enough."""
    rubric, answers = one.after.rubric, moved_answers(one)
    if not answers:
        return ""
    rows = [(Markup(question_link(rubric.id, moved.question)), moved.before, moved.now) for moved in answers]
    title = f"{rubric.title}: {counted(len(answers), 'answer')} moved"
    return details(title, table(title, ("Question", "Before", "Now"), rows))


def draw_trend(moments: Sequence[Assessed]) -> None:
    found = trend(moments, resources.crosswalks())
    html(heading("Over time", 3))
    titles = {area.rubric.id: area.rubric.title for area in moments[-1].result.areas}
    lines = [trend_line(titles[name], points) for name, points in found.areas.items()]
    if len(titles) > 1:
        lines.append(trend_line(ALL_AREAS, found.overall))
    spec = trend_spec(tuple(lines), tuple(one.day for one in moments), session.data_notice())
    with st.container(key="over-time"):
        alt = "Scores over time, a line for each area; the table beside it has the values"
        st.vega_lite_chart(None, spec, theme=None, width="content", alt=alt, key="trend")
        html(trend_table(found, moments))


def trend_line(label: str, points: Sequence[TrendPoint | OverallPoint]) -> TrendLine:
    shown = [point for point in points if point.scores.lowest is not None]
    return TrendLine(
        label, tuple(TrendMark(one.at, spoke(f"{moment_text(one)}:", one.scores), break_word(one)) for one in shown)
    )


def trend_spec(lines: tuple[TrendLine, ...], days: tuple[date | None, ...], notice: str) -> dict[str, Any]:
    """Kept for this visit, because it takes a tenth of a second; it may name files that were opened in it."""
    wanted = lines, days, notice
    held: tuple[Any, dict[str, Any]] = st.session_state.get(_TREND, (None, {}))
    if held[0] != wanted:
        held = st.session_state[_TREND] = (wanted, build_trend_chart(lines, days, note=notice).to_dict())
    return held[1]


def trend_table(found: Trend, moments: Sequence[Assessed]) -> str:
    """Areas by results; an area that one of these left out has an empty cell there."""
    cells: dict[str, list[str]] = {}
    for row in trend_rows(found, moments[-1].result):
        cells.setdefault(row.what, [""] * len(moments))[row.at] = trend_cell(row)
    header = ("Area", *(moment_text(one) for one in moments))
    return table("The same in numbers", header, [(what, *row) for what, row in cells.items()])
