"""What is folded away under a question: who could answer it, a note, and evidence."""

import streamlit as st
from pydantic import ValidationError

from assessment.instrument import BLANK, MOST_EVIDENCE, NAME_LIMIT, TEXT_LIMIT, Answer, Evidence, Question
from assessment.store import Conflict, Desk, Key
from assessment.ui import session
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
            change(desk, key, prefix, BLANK)


def draw_note(answer: Answer, key: str, fresh: bool) -> None:
    kept = answer.note or ""
    first = "" if key in st.session_state else kept
    note = st.text_area("Note (saved when you click elsewhere)", value=first, key=key, max_chars=TEXT_LIMIT)
    if fresh and (note or "").strip() != kept.strip():
        st.rerun(scope="fragment")


def draw_help(question: Question, answer: Answer) -> None:
    first = question.levels[0].next_step
    if first is not None:
        html(paragraph(f"Who could answer: usually the {first.who[0].lower() + first.who[1:]}, or whoever they name."))
    shown = question.levels[answer.level].evidence if answer.level else None
    if shown:
        html(paragraph(f"What would show this level: {shown}"))


def draw_evidence(desk: Desk, key: Key, prefix: str, answer: Answer) -> None:
    for number, piece in enumerate(answer.evidence):
        with st.container(horizontal=True, vertical_alignment="center"):
            html(paragraph(evidence_text(piece)))
            if st.button("Remove", key=f"{prefix}-remove-{number}", help=f"Remove evidence {number + 1}"):
                rest = tuple(other for index, other in enumerate(answer.evidence) if index != number)
                change(desk, key, prefix, answer.model_copy(update={"evidence": rest}))
    if len(answer.evidence) >= MOST_EVIDENCE:
        html(paragraph(f"{MOST_EVIDENCE} pieces of evidence are the most that one answer holds."))
        return
    with st.form(f"{prefix}-evidence", clear_on_submit=False, border=False):
        title = st.text_input("Evidence: title", key=f"{prefix}-e-title", max_chars=NAME_LIMIT)
        owner = st.text_input("Owner (may be empty)", key=f"{prefix}-e-owner", max_chars=NAME_LIMIT)
        day = st.date_input("Date (without one it does not count)", value=None, key=f"{prefix}-e-date")
        link = st.text_input("Where it is (may be empty)", key=f"{prefix}-e-link", max_chars=TEXT_LIMIT)
        reviewer = st.text_input("Checked by (may be empty)", key=f"{prefix}-e-by", max_chars=NAME_LIMIT)
        if st.form_submit_button("Add evidence"):
            add(
                desk,
                key,
                prefix,
                answer,
                {"title": title, "owner": owner, "date": day, "link": link, "reviewed_by": reviewer},
            )


def add(desk: Desk, key: Key, prefix: str, answer: Answer, values: dict[str, object]) -> None:
    try:
        piece = Evidence.model_validate({name: value for name, value in values.items() if value})
    except ValidationError:
        st.error("Not added: evidence needs a title, and no text may hold characters that can't be kept.")
        return
    for name in ("title", "owner", "date", "link", "by"):
        st.session_state.pop(f"{prefix}-e-{name}", None)
    change(desk, key, prefix, answer.model_copy(update={"evidence": (*answer.evidence, piece)}))


def evidence_text(piece: Evidence) -> str:
    parts = [piece.title]
    parts += [f"owner {piece.owner}"] if piece.owner else []
    parts += [f"dated {piece.date.isoformat()}"] if piece.date else ["no date, so it does not count"]
    parts += [f"at {piece.link}"] if piece.link else []
    parts += [f"checked by {piece.reviewed_by}"] if piece.reviewed_by else []
    return "; ".join(parts)


def change(desk: Desk, key: Key, prefix: str, answer: Answer) -> None:
    """Save a change made by a button, and draw the question anew."""
    blank = answer.model_copy(update={"evidence": ()}) == BLANK and not answer.evidence
    outcome = desk.save(key, BLANK if blank else answer, desk.entry(key).revision)
    entry = outcome.theirs if isinstance(outcome, Conflict) else outcome.entry
    session.remember_seen(key, entry)
    session.wrote_revision(entry.revision)
    session.redraw(prefix)
