"""What is folded away under a question: a note, evidence and, of a rubric/1 question, who could answer it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.instrument import BLANK, TEXT_LIMIT, Answer, Question
from assessment.store import Desk, Key
from assessment.ui import session
from assessment.ui.answering.draft import Draft
from assessment.ui.answering.evidence import draw_evidence, save
from assessment.ui.answering.widgets import Widgets
from assessment.ui.shell import html, is_to_do, paragraph, trying

LABEL, LABEL_1 = "Note and evidence", "Note, evidence, who could answer"


def draw_more(
    desk: Desk, question: Question, key: Key, answer: Answer, prefix: str, *, note_is_drawn: bool, fresh: bool
) -> None:
    """`fresh`: this session draws the question for the first time, so that the browser may bring an unsaved note."""
    label = LABEL_1 if question.ask is None else LABEL
    more = st.expander(label, key=f"{prefix}-more", on_change="rerun")
    if more.open:
        draw_inside(more, desk, question, key, answer, prefix, note_is_drawn=note_is_drawn, fresh=fresh)
    name, said = f"{prefix}-clear", Widgets(prefix).draft(Draft.of(answer))
    if is_to_do(name, facts=said):
        with trying(name):
            save(desk, key, prefix, BLANK)
            session.redraw(prefix)


def draw_inside(
    more: DeltaGenerator,
    desk: Desk,
    question: Question,
    key: Key,
    answer: Answer,
    prefix: str,
    *,
    note_is_drawn: bool,
    fresh: bool,
) -> None:
    name = f"{prefix}-clear"
    with more:
        with st.container():
            draw_help(question, answer)
        with st.container():
            if not note_is_drawn:
                draw_note(answer, f"{prefix}-note", fresh)
        draw_evidence(desk, key, prefix)
        if answer != BLANK:
            st.button("Clear this answer", key=name, type="tertiary", on_click=session.wish, args=(name,))


def draw_note(answer: Answer, key: str, fresh: bool) -> None:
    kept, fresh = answer.note or "", fresh and key not in st.session_state
    first = "" if key in st.session_state else kept
    note = st.text_area("Note (saved when you click elsewhere)", value=first, key=key, max_chars=TEXT_LIMIT)
    if fresh and (note or "").strip() != kept.strip():
        st.rerun()  # the whole page: this is not a fragment's own run, for which alone the library has another way


def draw_help(question: Question, answer: Answer) -> None:
    first = question.levels[0].next_step
    if first is not None and question.ask is None:
        html(paragraph(f"Who could answer: usually the {first.who[0].lower() + first.who[1:]}, or whoever they name."))
    shown = question.levels[answer.level].evidence if answer.level else None
    if shown:
        html(paragraph(f"What would show this level: {shown}"))
