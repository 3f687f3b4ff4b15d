"""The evidence for one answer: its list, and the form that adds a piece. Nothing is added while a field is in error."""

from datetime import timedelta
from html import escape

import streamlit as st

from assessment.instrument import BLANK, LONGEST_LINK, MOST_EVIDENCE, NAME_LIMIT, Answer, BadInput, Evidence
from assessment.store import Conflict, Desk, Key
from assessment.ui import resources, session
from assessment.ui.shell import Field, html, is_to_do, paragraph, text_field, trying
from assessment.words import evidence_text, read_day

LABELS = {
    "title": "Evidence: title",
    "owner": "Owner (may be empty)",
    "date": "Date, such as 14 May 2026 (without one it does not count)",
    "link": "Where it is (may be empty)",
    "reviewed_by": "Checked by (may be empty)",
}


def draw_evidence(desk: Desk, key: Key, prefix: str) -> None:
    answer = desk.entry(key).answer
    with st.container():
        draw_pieces(desk, key, prefix, answer)
    if len(answer.evidence) >= MOST_EVIDENCE:
        html(paragraph(f"{MOST_EVIDENCE} pieces of evidence are the most that one answer holds."))
    else:
        draw_form(desk, key, prefix, answer)


def draw_pieces(desk: Desk, key: Key, prefix: str, answer: Answer) -> None:
    for number, piece in enumerate(answer.evidence):
        with st.container(horizontal=True, vertical_alignment="center"):
            new = ' role="status"' if number == st.session_state.get(f"{prefix}-added") else ""
            html(f"<p{new}>{escape(evidence_text(piece))}</p>")  # the new one is told to those who can't see it appear
            name, told = f"{prefix}-remove", f"Remove evidence {number + 1}"
            st.button("Remove", key=f"{name}-{number}", help=told, on_click=session.wish, args=(name, number))
        if is_to_do(name, number, facts=answer.evidence):
            rest = tuple(other for index, other in enumerate(answer.evidence) if index != number)
            with trying(name):
                redraw(prefix, save(desk, key, prefix, answer.model_copy(update={"evidence": rest})))


def draw_form(desk: Desk, key: Key, prefix: str, answer: Answer) -> None:
    wanted = f"{prefix}-add"
    with st.form(f"{prefix}-evidence", clear_on_submit=False, border=False):
        fields = {name: text_field(label, f"{prefix}-e-{name}") for name, label in LABELS.items()}
        st.form_submit_button("Add evidence", on_click=session.wish, args=(wanted,))
    if is_to_do(wanted):
        with trying(wanted):
            add(desk, key, prefix, answer, fields)


def add(desk: Desk, key: Key, prefix: str, answer: Answer, fields: dict[str, Field]) -> None:
    piece = evidence_from(fields, desk.contents().council.country)
    if piece is None:
        html(paragraph("Nothing is added yet: please mend what is marked above.", "hint"))
        return
    tried = st.session_state.get(f"{prefix}-tried")
    st.session_state[f"{prefix}-tried"] = piece  # what was written when the database went away may be there already
    more = () if piece == tried and piece in answer.evidence else (piece,)
    try:
        kept = save(desk, key, prefix, answer.model_copy(update={"evidence": (*answer.evidence, *more)}))
    except BadInput as refused:
        st.error(f"Not added: {refused.problems[0].message}")
        return
    st.session_state.pop(f"{prefix}-tried")
    for field in fields.values():
        field.show("")
    st.session_state[f"{prefix}-added"] = len(answer.evidence)
    redraw(prefix, kept)


def evidence_from(fields: dict[str, Field], country: str | None) -> Evidence | None:
    """The piece that the fields say, or None after saying beside each what is wrong with it."""
    title, day = fields["title"], fields["date"]
    fit = {name: field.fits(LONGEST_LINK if name == "link" else NAME_LIMIT) for name, field in fields.items()}
    if not title.text:
        title.refuse("Please give the evidence a title.")
    dated = None
    if day.text and fit["date"]:
        try:
            dated = read_day(day.text, resources.today() + timedelta(days=1), country)
        except BadInput as refused:
            day.refuse(refused.problems[0].message)
            return None
    if not title.text or not all(fit.values()):
        return None
    given = {name: field.text for name, field in fields.items() if field.text and field is not day}
    return Evidence.model_validate({**given, "date": dated})


def save(desk: Desk, key: Key, prefix: str, answer: Answer) -> bool:
    """Whether the answer stands, and the page shows all that was answered before it."""
    st.session_state.pop(f"{prefix}-added", None)
    blank = answer.model_copy(update={"evidence": ()}) == BLANK and not answer.evidence
    seen, now = session.seen(key), desk.entry(key)
    outcome = desk.save(key, BLANK if blank else answer, now.revision)
    entry = outcome.theirs if isinstance(outcome, Conflict) else outcome.entry
    session.remember_seen(key, entry)
    session.wrote_revision(entry.revision)
    return not isinstance(outcome, Conflict) and seen is not None and seen.revision == now.revision


def redraw(prefix: str, as_shown: bool) -> None:
    """The page again. A choice that waits for its reason stays as it is, unless somebody else answered."""
    if not as_shown:
        session.redraw(prefix)
    st.rerun()
