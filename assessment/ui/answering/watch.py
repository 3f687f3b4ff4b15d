"""Looks whether somebody else changed the assessment, when the page's script presses a hidden button: it hears of every
change, and presses also while something on the page is not saved. Nothing is redrawn unless something moved.

A hidden field holds the revision that the page shows. After a restart of the server the browser brings it along, and
with it the way to tell a click that was never saved from a view that is merely old.
"""

from collections.abc import Sequence

import streamlit as st

from assessment.store import Gone, Key, StoreTrouble
from assessment.ui import session
from assessment.ui.answering.widgets import Widgets
from assessment.ui.shell import draw_look, guarded

# After the server was away, Streamlit's page asks for a run by itself only where something on it repeats itself
SELDOM = 12 * 3600  # seconds
LONGEST_REVISION = 10  # digits; a longer number is none of ours
_FIELD = "page-revision"


def carried_revision(now: int) -> int | None:
    """The revision that this browser's page showed before the session began; None for a fresh page. The same on each
    later run: a question may be looked at only then, where the database was away.
    """
    name = f"{_FIELD}-{session.desk_name()}"
    fresh = name not in st.session_state
    if not fresh:
        st.session_state[name] = str(now)
    text = st.text_input("Page state", value=str(now), key=name, label_visibility="collapsed")
    if fresh:
        carries = text and text.isascii() and text.isdecimal() and len(text) < LONGEST_REVISION
        st.session_state[f"{name}-carried"] = int(text) if carries and text != str(now) else None
    carried: int | None = st.session_state.get(f"{name}-carried")
    return carried


@st.fragment(run_every=SELDOM)
@guarded
def draw_watch(keys: Sequence[Key]) -> None:
    """Draws the page again when somebody changed the assessment, or when a click on one of these questions came at a
    moment when nothing could deal with it.
    """
    page_run = session.is_page_run()
    draw_look(session.known_revision())
    if page_run:
        return
    desk = session.desk()
    try:
        moved = desk is not None and desk.revision() != session.known_revision()
    except Gone:
        session.forget_desk()
        moved = True
    except StoreTrouble:
        return
    if moved or any(Widgets.of(key).unhandled() for key in keys):
        st.rerun()
