"""The links to an assessment: one's own, and one for each colleague whose name the history shall show."""

from urllib.parse import urlencode, urlsplit

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from assessment.instrument import NAME_LIMIT, Name
from assessment.store import ServerDesk
from assessment.ui import session
from assessment.ui.shell import heading, html, paragraph

_NEW_LINK = "new-link"


def link_to(token: str) -> str:
    """The whole address of an assessment, as the browser sees this server."""
    here = urlsplit(st.context.url or "")
    folder = here.path.rpartition("/")[0]
    base = f"{here.scheme}://{here.netloc}{folder}" if here.netloc else ""
    return f"{base}/answer?{urlencode({session.TOKEN: token})}"


def draw_links(desk: ServerDesk) -> None:
    html(heading("Your link", 2))
    html(paragraph("Keep it safe: whoever has it can read and change everything here, and if it is lost, it is lost."))
    st.code(link_to(session.token()), language=None, wrap_lines=True)
    others = [link.label for link in desk.links() if link.label != desk.label]
    if others:
        html(paragraph(f"This is “{desk.label}”. There are also links for: {', '.join(others)}."))
    made = st.session_state.pop(_NEW_LINK, None)
    if made:
        label, token = made
        html(paragraph(f"A link for {label}. It is shown only now, so copy it before you go on.", "hint"))
        st.code(link_to(token), language=None, wrap_lines=True)
    with st.expander("A link for a colleague"):
        html(
            paragraph(
                "With a link of their own, the history says who answered what. A role is enough, such as “Head of ICT”."
            )
        )
        with st.form("colleague", border=False, clear_on_submit=True):
            label = st.text_input("Whose link is it?", max_chars=NAME_LIMIT, key="colleague-label")
            if st.form_submit_button("Make the link"):
                make_link(desk, label)


def make_link(desk: ServerDesk, label: str) -> None:
    try:
        named = TypeAdapter(Name).validate_python(label.strip())
    except ValidationError:
        st.error("Please say whose link it is, in at most 200 ordinary characters.")
        return
    st.session_state[_NEW_LINK] = (named, desk.add_link(named))
    st.rerun()
