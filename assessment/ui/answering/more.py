"""What is folded away under a question: who could answer it, a note, and evidence."""

import streamlit as st

from assessment.instrument import BLANK, TEXT_LIMIT, Answer, Question
from assessment.store import Desk, Key
from assessment.ui import session
from assessment.ui.answering.evidence import draw_evidence, save
from assessment.ui.shell import html, paragraph

LABEL = "Note, evidence, who could answer"


def draw_more(desk: Desk, question: Question, key: Key, prefix: str, *, note_is_drawn: bool, fresh: bool) -> None:
    """`fresh`: this session draws the question for the first time, so that the browser may bring an unsaved note."""
    answer = desk.entry(key).answer
    more = st.expander(LABEL, key=f"{prefix}-more", on_change="rerun")
    if not more.open:
        return
    with more:
        draw_help(question, answer)
        if not note_is_drawn:
            draw_note(answer, f"{prefix}-note", fresh)
        draw_evidence(desk, key, prefix, answer)
        if answer != BLANK and st.button("Clear this answer", key=f"{prefix}-clear", type="tertiary"):
            save(desk, key, prefix, BLANK)
            session.redraw(prefix)


def draw_note(answer: Answer, key: str, fresh: bool) -> None:
    kept = answer.note or ""
    first = "" if key in st.session_state else kept
    note = st.text_area("Note (saved when you click elsewhere)", value=first, key=key, max_chars=TEXT_LIMIT)
    if fresh and (note or "").strip() != kept.strip():
        st.rerun()  # the whole page: this is not a fragment's own run, for which alone the library has another way


def draw_help(question: Question, answer: Answer) -> None:
    first = question.levels[0].next_step
    if first is not None:
        html(paragraph(f"Who could answer: usually the {first.who[0].lower() + first.who[1:]}, or whoever they name."))
    shown = question.levels[answer.level].evidence if answer.level else None
    if shown:
        html(paragraph(f"What would show this level: {shown}"))
