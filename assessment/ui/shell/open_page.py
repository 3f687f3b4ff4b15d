"""A page of the open assessment: drawn where the link opens it, and else one clear page that says why not."""

from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st

from assessment.store import Closed, Deleted, Desk, Ended, Gone, Kind, NotAllowed, ServerDesk, StoreTrouble
from assessment.ui import session
from assessment.ui.shell.faults import draw_away, guarded, is_to_do, trying
from assessment.ui.shell.frame import draw_page_links, link, title, whose_markup
from assessment.ui.shell.keeping import COPIES, draw_missing
from assessment.ui.shell.markup import html, paragraph
from assessment.words import day_text

OPENS_NOTHING = "This link opens nothing"
NOT_OPENED_HERE = "This browser has not opened this assessment"
NOTHING_OPEN = "Nothing is open yet"
FOR_READING = "This link is for reading"
NONE_ASKED = "None of this link's questions is asked at present"
FOR_ANSWERING = "This link is for answering"
GIVEN = (
    "What it had given to the peer pool was taken back if you deleted it here. If whoever runs this server removed it "
    "because it was not used, that is still in the pool: bring the assessment back to take it back."
)
ASK = "Ask its owner for another if you still need one."


def nothing_open() -> None:
    """Says why there is nothing to show, and the way out."""
    if session.asked_id() == session.NOBODY or session.token():
        title(OPENS_NOTHING)
        html(
            paragraph(
                "The link is incomplete or mistyped, or the assessment was deleted. "
                "Compare it with the link that you kept. For safety nobody can look a lost link up."
            )
        )
    elif session.asked_id():
        title(NOT_OPENED_HERE)
        html(
            paragraph(
                "The address names an assessment, but opens it only in a browser that its link was opened in. Open the "
                "link that you kept: it ends in “/open#” and a secret."
            )
        )
    elif session.asked_file():
        draw_missing()
    else:
        title(NOTHING_OPEN)
        html(paragraph("Begin an assessment, or open one by its link or from its file."))
        html(COPIES)
    draw_page_links(link("Start", "Go to the start page", css="go"))


def draw_open(
    draw: Callable[[Desk], None],
    *,
    answers: bool = False,
    watches: bool = False,
    board: bool = False,
    whole: bool = False,
) -> None:
    """Draw a page of the open assessment; without one, or when it is deleted meanwhile, say so. `answers`: a page for
    those who answer, and not for readers; `watches`: one that looks for changes itself; `board`: the one page of a
    board's link, which opens no other; `whole`: one of all answers, and not for a role's link.
    """
    opened = session.desk()
    if opened is None:
        nothing_open()
        return
    if opened.kind is Kind.BOARD and not board:
        raise NotAllowed
    try:
        other = draw_for_readers if answers and opened.kind is Kind.READ else None
        other = draw_for_role if whole and opened.kind is Kind.ROLE else other
        (other or draw)(opened)
        draw_away(opened)
        if isinstance(opened, ServerDesk) and (other or not watches):
            draw_link_watch(opened)
    except Closed as closed:
        draw_closed(opened, closed)
    except Gone:
        session.forget_desk()
        nothing_open()


def draw_for_readers(desk: Desk) -> None:
    html(whose_markup(desk.contents(), reads=True))
    title(FOR_READING)
    html(paragraph("The questions are answered through other links."))
    draw_page_links(link("Results", "See the results", css="go next"), link("Compare", "See the comparison", css="go"))


def draw_for_role(desk: Desk) -> None:
    html(whose_markup(desk.contents(), reads=False))
    title(FOR_ANSWERING)
    html(paragraph("Results are of all answers, and are seen through other links."))
    draw_page_links(link("Answer", "Go to your questions", css="go next"))


@st.fragment
@guarded
def draw_link_watch(desk: ServerDesk) -> None:
    """An open page is told when its link was withdrawn or has ended, or when the assessment was deleted: the page's
    script hears of it, and presses the hidden button.
    """
    with st.container(key="watch"):
        st.button("Look for changes", key="look")
        try:
            revision = desk.revision()
        except Gone:
            st.rerun()
        except StoreTrouble:
            return
        html(watch_mark(revision))


def draw_look(revision: int) -> None:
    """The hidden button that the page's script presses once it hears of a newer revision than this, or where something
    waits to be saved: what stands around it is drawn anew.
    """
    with st.container(key="watch"):
        st.button("Look for changes", key="look")
        html(watch_mark(revision))


def watch_mark(revision: int) -> str:
    return f'<span class="watch" data-name="{escape(session.asked_id())}" data-revision="{revision}"></span>'


def draw_closed(desk: Desk, closed: Closed) -> None:
    """Why a link that is known opens nothing now."""
    is_owner = desk.kind is Kind.OWNER
    if isinstance(closed, Deleted):
        draw_deleted(desk, closed.day)
    elif isinstance(closed, Ended):
        title("This link has ended")
        html(paragraph(f"It opened the assessment up to {day_text(closed.day)}. {ASK}"))
    elif is_owner:
        title("This link was replaced")
        html(paragraph("Another is the owner's link now. If you have opened that one here, load this page again."))
    else:
        title("This link was withdrawn")
        html(paragraph(f"It was taken back, or another was put in its place. {ASK}"))
    if desk.kind is not Kind.BOARD:  # it leads nowhere
        draw_page_links(link("Start", "Go to the start page", css="go"))


def draw_deleted(desk: Desk, day: date) -> None:
    title("This assessment was deleted")
    told = f"It is gone for good on {day_text(day)}."
    if not isinstance(desk, ServerDesk) or desk.kind is not Kind.OWNER:
        html(paragraph(f"{told} Until then its owner can bring it back."))
        return
    html(paragraph(f"{told} Until then you can bring it back as it was. {GIVEN}"))
    st.button("Bring it back", type="primary", on_click=session.wish, args=("bring-back",))
    if is_to_do("bring-back"):
        with trying("bring-back"):
            desk.bring_back()
            session.set_notice("The assessment is back.")
            st.rerun()
