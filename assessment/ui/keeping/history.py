"""The history of every answer, newest first, each line with its way back."""

from collections.abc import Container
from datetime import datetime
from html import escape

import streamlit as st

from assessment.instrument import BLANK, Answer, BadInput
from assessment.store import Change, Contents, Desk, Key, StoreTrouble
from assessment.ui import resources, session
from assessment.ui.answering import brief, places_of
from assessment.ui.shell import (
    NOT_YET,
    bullets,
    details,
    guarded,
    heading,
    html,
    is_to_do,
    markdown,
    paragraph,
    question_link,
    tell_again,
    trying,
)
from assessment.words import FACT_TEXTS, counted, day_text

AT_ONCE = 30  # lines shown; a button shows as many more
_SHOWN = "history-shown"


@guarded
def draw_history(desk: Desk) -> None:
    html(heading("History of your answers", 2))
    with st.expander("Show what was changed, when and through which link", key="history", on_change="rerun") as history:
        if not history.open:
            return
        shown = st.session_state.get(_SHOWN, AT_ONCE)
        try:
            changes = desk.history(shown + 1)
        except StoreTrouble:
            if session.wished("undo") is None:
                raise
            tell_again(NOT_YET)
            return
        html(facts_said(desk.contents()))
        if not changes:
            html(paragraph("Nothing has been answered yet."))
            return
        asked = {place.key(question) for place in places_of(desk.contents()) for question in place.questions}
        for change in changes[:shown]:
            draw_change(desk, change, asked, next(other.id for other in changes if other.key == change.key))
        if len(changes) > shown and st.button("Show older lines", key="older"):
            st.session_state[_SHOWN] = shown + AT_ONCE
            st.rerun()


def facts_said(contents: Contents) -> str:
    """Of each fact what was said last: the store keeps no earlier ones."""
    known = resources.companions()
    mine = contents.said_under(known.version)
    newest = sorted(mine.items(), key=lambda one: one[1].revision, reverse=True)
    lines = [
        f"{known.items[item].ask} {FACT_TEXTS[said.fact] if said.fact else 'Taken back'}. "
        f"{moment(said.at)}, through “{said.by}”."
        for item, said in newest
        if item in known.items
    ]
    return details(f"Facts: {counted(len(lines), 'answer')}, each the last", bullets(lines)) if lines else ""


def draw_change(desk: Desk, change: Change, asked: Container[Key], newest: int) -> None:
    """`asked`: what this assessment asks, and a link leads to. `newest`: the last line of the same question."""
    with st.container(key=f"change-{change.id}", border=True, gap="xsmall"):
        html(f'<p class="label">{question_named(change, asked)}</p>')
        html(paragraph(f"{moment(change.at)}, through “{change.by}”: {what(change)}"))
        label = "Undo: put back what stood before" if change.stood else "Use this answer after all"
        st.button(markdown(label), key=f"undo-{change.id}", on_click=session.wish, args=("undo", change.id))
        if is_to_do("undo", change.id, facts=newest):
            with trying("undo"):
                put_back(desk, change)


def put_back(desk: Desk, change: Change) -> None:
    try:
        desk.settle(change.key, change.before if change.stood else change.after)
    except BadInput as refused:
        st.error(f"Nothing was put back: {refused.problems[0].message}")
        return
    session.set_notice("Done. The history shows this as a new change.")
    st.rerun()


def question_named(change: Change, asked: Container[Key]) -> str:
    """Markup: the question's text, a link to it where this assessment asks it."""
    name, found = change.key.rubric, change.key.question
    known = [rubric for rubric in resources.rubrics().values() if rubric.id == name and found in rubric.by_id]
    if not known:
        return escape(found)
    question = known[0].by_id[found]
    return question_link(name, question, question.text) if change.key in asked else escape(question.text)


def moment(at: datetime | None) -> str:
    return "On a day that the file did not say" if at is None else f"{day_text(at)}, {at:%H:%M} UTC"


def what(change: Change) -> str:
    if not change.stood:
        return f"{brief(change.after)} was given at the same time as another answer, and not chosen"
    parts = []
    if brief(change.before) != brief(change.after):
        was = brief(change.before)
        parts.append(f"{was} became {brief(change.after)}" if was != brief(BLANK) else brief(change.after))
    if change.before.note != change.after.note:
        parts.append(f"note {quoted(change.before.note)} became {quoted(change.after.note)}")
    if change.before.evidence != change.after.evidence:
        parts.append(f"evidence: {titles(change.before)} became {titles(change.after)}")
    if change.before.earlier and not change.after.earlier and change.before.level == change.after.level:
        parts.append(f"{brief(change.after)} was confirmed")
    return "; ".join(parts) or "the reason changed"


def quoted(note: str | None) -> str:
    return f"“{note}”" if note else "(empty)"


def titles(answer: Answer) -> str:
    return ", ".join(piece.title for piece in answer.evidence) or "(none)"
