"""The plan as one fragment: a tick, a change and somebody else's change draw only it again."""

import streamlit as st

from assessment.instrument import Scope
from assessment.store import Desk, Gone, Key
from assessment.ui import session
from assessment.ui.answering import SELDOM
from assessment.ui.planning.decision import draw_decision
from assessment.ui.planning.history import draw_history
from assessment.ui.planning.lines import draw_row, paper_table
from assessment.ui.planning.rows import Planning, Row, in_the_order
from assessment.ui.planning.targets import draw_targets
from assessment.ui.planning.what_if import draw_what_if
from assessment.ui.shell import draw_look, goal_mark, guarded, heading, html, paragraph
from assessment.words import QUICK_TEXT, UNKNOWN_COUNTS, counted, goal_text, rest_title

AT_ONCE = 10  # of the other moves
_SHOWN, _ORDER, _CLOSED = "plan-shown", "plan-order", "plan-closed"


def begin_plan(desk: Desk) -> None:
    """On a page's own run: where somebody comes to it anew the moves are put in order anew."""
    if session.has_arrived() or _ORDER not in st.session_state:
        rows = Planning.of(desk.contents()).rows
        st.session_state[_ORDER] = list(rows)
        st.session_state[_CLOSED] = {key for key, row in rows.items() if row.move and not row.move.is_open}
        st.session_state[_SHOWN] = AT_ONCE


@st.fragment(run_every=SELDOM)  # so that the page is drawn anew after the server was away
@guarded
def draw_plan(carried: int | None) -> None:
    """`carried`: the revision that the browser's page showed before this session began, if there was such a page."""
    desk = session.desk()
    if desk is None:
        return
    try:
        before = desk.contents().intended
        draw_parts(desk, Planning.of(desk.contents()), carried)
        changed = desk.contents().intended != before
    except Gone:
        st.rerun()
    if changed and not desk.on_server:
        st.rerun()  # so that the file to download holds it too


def draw_parts(desk: Desk, planning: Planning, carried: int | None) -> None:
    draw_look(planning.contents.revision)
    # In one with the mark, which is there once: what stands below is not made anew when it goes
    html(goal_mark() + paragraph(goal_text(planning.plan), "goal"))
    if planning.result.scope is Scope.QUICK and planning.plan.goals:
        html(paragraph(QUICK_TEXT, "why"))
    with st.container(key="plan-list"):
        box = st.container(key="if-place")
        ticked = draw_lists(desk, planning, carried)
        with box:
            draw_what_if(planning, {row.key: row.ends_at for row in ticked if row.ends_at is not None})
    html(paper_table(planning))
    draw_decision(desk, planning, ticked, carried)
    draw_targets(desk, planning, carried)
    if not session.only_reads():
        with st.container(key="plan-changes"):
            draw_history(desk, planning)


def draw_lists(desk: Desk, planning: Planning, carried: int | None) -> list[Row]:
    """The ticked ones."""
    rows = in_the_order(planning.rows, st.session_state.get(_ORDER, ()))
    put_away: set[Key] = st.session_state.get(_CLOSED, set())
    planned = [row for row in rows if row.move]
    closed = [row for row in planned if row.key in put_away]
    needed = {Key(*line.move.place) for line in planning.plan.needed}
    ticked = draw_list(desk, "Planned", "", [row for row in planned if row not in closed], carried)
    if closed:
        with st.expander(
            f"Done and dropped: {counted(len(closed), 'move')}", key="plan-put-away", on_change="rerun"
        ) as fold:
            if fold.open:
                ticked += [row for row in closed if draw_row(desk, row, carried)]
    left = [row for row in rows if row.move is None]
    first = [row for row in left if row.key in needed]
    ticked += draw_list(desk, "For the next level", unknown_text(planning), first, carried)
    rest = [row for row in left if row.key not in needed]
    shown: int = st.session_state.get(_SHOWN, AT_ONCE)
    told = rest_title(planning.plan).partition(": ")[2]
    ticked += draw_list(desk, "Other moves", told[:1].upper() + told[1:], rest[:shown], carried)
    if len(rest) > shown:
        st.button(f"Show all {len(rest)}", key="plan-more", on_click=show_all, args=(len(rest),))
    return ticked


def unknown_text(planning: Planning) -> str:
    return UNKNOWN_COUNTS if any(line.move.finds_out for line in planning.plan.needed) else ""


def draw_list(desk: Desk, title: str, told: str, rows: list[Row], carried: int | None) -> list[Row]:
    with st.container():
        if not rows:
            return []
        html(heading(title, 2) + (paragraph(told, "why") if told else ""))
        return [row for row in rows if draw_row(desk, row, carried)]


def show_all(number: int) -> None:
    st.session_state[_SHOWN] = number
