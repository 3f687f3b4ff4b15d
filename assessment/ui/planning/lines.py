"""One move on the page: what to do, at which question, what it takes and unlocks; ticked, planned, changed there."""

from dataclasses import replace
from html import escape

import streamlit as st

from assessment.instrument import printable
from assessment.planning import Line
from assessment.store import Desk
from assessment.ui import resources, session
from assessment.ui.planning.form import draw_form, fields_of, left_text
from assessment.ui.planning.rows import Planning, Row, as_planned
from assessment.ui.planning.what_if import draw_tick
from assessment.ui.shell import heading, html, is_to_do, paragraph, question_link, table, trying
from assessment.words import (
    leads_text,
    move_action,
    move_facts,
    other_now_text,
    past_text,
    planned_text,
    unlocked_text,
)

PROOF = "What would show it"
ASK_AGAIN = "It is done: should the answer change? Nothing changes by itself."


def draw_row(desk: Desk, row: Row, carried: int | None) -> bool:
    """Whether it is ticked."""
    with st.container(key=row.anchor, gap="xsmall"):
        about = st.container()
        with st.container(horizontal=True, vertical_alignment="center"):
            ticked = draw_tick(row)
            if row.move is None and not session.only_reads():
                draw_plan_this(desk, row)
        if row.move is None and (left := left_text(row)):
            html(paragraph(left, "hint"))
        if row.move is not None and not session.only_reads():
            row = replace(row, move=draw_form(desk, row, carried))
        with about:
            html(row_markup(row))
    return ticked


def draw_plan_this(desk: Desk, row: Row) -> None:
    name = f"plan-{row.anchor}"
    st.button("Plan this", key=name, help=f"Plan this: {row.question.text}", on_click=session.wish, args=(name,))
    if is_to_do(name, facts=row.move):
        with trying(name):
            desk.intend(row.spot, as_planned(row))
            fields_of(row).begin()
            session.set_goal(row.anchor)
            st.rerun()


def row_markup(row: Row) -> str:
    where = f"<p>{escape(row.rubric.title)}: {question_link(row.rubric.id, row.question)}</p>"
    title = row.action if row.move else move_action(row.line.move) if row.line else row.action
    return heading(title, 3, "question") + where + planned_markup(row) + proposed_markup(row)


def proposed_markup(row: Row) -> str:
    if row.line is None or (row.move and not row.move.is_open):
        return ""
    move = row.line.move
    told = " ".join(filter(None, [move_facts(move), unlocks_here(row, row.line)]))
    proof = row.move.proof if row.move and row.move.proof else move.proof
    return paragraph(told, "why") + (paragraph(f"{PROOF}: {proof}", "why") if proof else "")


def unlocks_here(row: Row, line: Line) -> str:
    """Planned moves stand in an order of their own, so that none says what holds with all before it."""
    if row.move is None or (line.goal and len(line.goal.moves) == 1):
        return unlocked_text(line)
    return unlocked_text(replace(line, unlocks_area=None, unlocks_overall=None))


def planned_markup(row: Row) -> str:
    if row.move is None:
        return ""
    told = escape(printable(planned_text(row.move)))
    body = f'<p class="planned"><strong>{told}</strong> {leads_text(row.move, row.question)}</p>'
    if past := past_text(row.move, resources.today()):
        body += paragraph(past, "hint")
    other = other_now_text(row.move, row.answer)
    if other:
        body += paragraph(other, "hint")
    if row.move.state == "done" and not session.only_reads():
        way = question_link(row.rubric.id, row.question, "Look at the answer")
        body += f'<p class="hint">{ASK_AGAIN} {way}</p>'
    return body + (f'<p class="note">Note: {escape(row.move.note)}</p>' if row.move.note else "")


def paper_table(planning: Planning) -> str:
    """The same on paper, where nothing can be pressed."""
    if not planning.rows:
        return ""
    header = ("What to do", "Area and question", "Planned", "Who, effort, gain, what it unlocks")
    rows = [
        (
            row.action,
            f"{row.rubric.title}: {row.question.text}",
            " ".join([printable(planned_text(row.move)), *([f"Note: {row.move.note}"] if row.move.note else [])])
            if row.move
            else "",
            " ".join(filter(None, [move_facts(row.line.move), unlocks_here(row, row.line)])) if row.line else "",
        )
        for row in planning.rows.values()
    ]
    return f'<div class="only-paper">{table("The plan", header, rows)}</div>'
