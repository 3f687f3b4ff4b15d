"""What moved since earlier results: sentences, tables and a chart, and the form that opens an earlier file beside."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.charts import TrendLine, TrendMark, build_trend_chart
from assessment.files import open_answers, refuse_what_is_to_come
from assessment.instrument import BadInput, printable
from assessment.scoring import (
    AreaComparison,
    Assessed,
    Comparison,
    OverallPoint,
    Trend,
    TrendPoint,
    assess,
    compare_assessed,
    trend,
)
from assessment.store import Contents
from assessment.ui import guard, resources, session
from assessment.ui.results.first_page import spoke
from assessment.ui.shell import (
    Markup,
    details,
    guarded,
    heading,
    html,
    markdown,
    paragraph,
    part,
    question_link,
    refusal,
    table,
)
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
NOW = "Now"
FEWEST_IN_A_TREND = 3  # with today's
FILE_HELP = (
    "A file of answers that you downloaded then. It is read for this visit alone: nothing of it is kept, and once this "
    "page is loaded anew it must be opened again."
)
_TRIES = "earlier-tries"


@st.fragment
@guarded
def draw_progress(contents: Contents) -> None:
    """A part like the others; but what holds buttons and charts can't stand in markup, so that it stands below it and
    our style shows it as long as the part is open.
    """
    with st.container(key="progress-part"):
        html(part("progress", "Progress", paragraph(LEAD, "why"), "since earlier results"))
        with st.container(key="progress-body"):
            now = assess(contents.sheet(), resources.rubrics(), NOW)
            earlier = earlier_results()
            if earlier:
                draw_since(chosen(earlier), now)
            if len(earlier) + 1 >= FEWEST_IN_A_TREND:
                draw_trend([*earlier, now])
            draw_earlier_files()


def earlier_results() -> list[Assessed]:
    """Oldest first; those without a day before all others. A file goes by its day, as far as that tells it apart."""
    files = session.earlier_files()
    days = [one.sheet.date for one in files]
    names = ["" if one.sheet.date and days.count(one.sheet.date) == 1 else one.name for one in files]
    found = [assess(one.sheet, resources.rubrics(), name) for one, name in zip(files, names, strict=True)]
    return sorted(found, key=lambda one: one.day or date.min)


def chosen(earlier: Sequence[Assessed]) -> Assessed:
    """Which of several is compared: the newest until another is chosen."""
    if len(earlier) == 1:
        return earlier[0]
    with st.container(key="progress-since"):
        newest_first = range(len(earlier) - 1, -1, -1)
        at = st.selectbox(
            "Since", newest_first, format_func=lambda at: moment_text(earlier[at]), key=f"since-{len(earlier)}"
        )
    return earlier[at or 0]


def draw_since(before: Assessed, now: Assessed) -> None:
    found = compare_assessed(before, now, resources.crosswalks())
    warnings = "".join(paragraph(text, "hint") for text in beside_warnings(before.sheet, now.sheet))
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


@lru_cache(maxsize=64)
def trend_spec(lines: tuple[TrendLine, ...], days: tuple[date | None, ...], notice: str) -> dict[str, Any]:
    spec: dict[str, Any] = build_trend_chart(lines, days, note=notice).to_dict()
    return spec


def trend_table(found: Trend, moments: Sequence[Assessed]) -> str:
    """Areas by results; an area that one of these left out has an empty cell there."""
    cells: dict[str, list[str]] = {}
    for row in trend_rows(found, moments[-1].result):
        cells.setdefault(row.what, [""] * len(moments))[row.at] = trend_cell(row)
    header = ("Area", *(moment_text(one) for one in moments))
    return table("The same in numbers", header, [(what, *row) for what, row in cells.items()])


def draw_earlier_files() -> None:
    with st.container(key="earlier-files"):
        files = session.earlier_files()
        for at, one in enumerate(files):
            st.button(f"Remove “{markdown(one.name)}”", key=f"remove-earlier-{at}", on_click=remove, args=(one,))
        if len(files) >= session.MOST_EARLIER:
            html(
                paragraph(f"{session.MOST_EARLIER} files are open beside this one; remove one to open another.", "why")
            )
            return
        draw_form()


def draw_form() -> None:
    """The field is a new one after each file that is opened, so that it is empty again."""
    html(paragraph(FILE_HELP, "why"))
    with st.form("earlier-form", border=False):
        tries = st.session_state.get(_TRIES, 0)
        uploaded = st.file_uploader("An earlier file of answers", key=f"earlier-file-{tries}")  # known by its content
        if not st.form_submit_button("Compare with this file"):
            return
    if uploaded is None:
        st.error("Please choose a file first.")
    elif open_beside(uploaded):
        guard.free(uploaded)
        st.session_state[_TRIES] = tries + 1
        st.rerun()


def open_beside(uploaded: UploadedFile) -> bool:
    """Whether it was opened; else it is said why not."""
    try:
        sheet = open_answers(uploaded.getvalue(), resources.rubrics(), "Your file", resources.companions, new=True)
        refuse_what_is_to_come(sheet, "Your file", resources.today())
    except BadInput as refused:
        html(refusal("The file was not opened; nothing was changed.", [str(one) for one in refused.problems]))
        return False
    files = session.earlier_files()
    if any(one.sheet == sheet for one in files):
        st.error("These answers are open beside this one already.")
        return False
    name = printable(PurePath(uploaded.name).stem)
    session.set_earlier_files((*files, session.EarlierFile(name, sheet)))
    return True


def remove(one: session.EarlierFile) -> None:
    session.set_earlier_files(tuple(other for other in session.earlier_files() if other is not one))
