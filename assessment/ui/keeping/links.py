"""The links to an assessment: one's own, and one for each colleague whose name the history shall show.

A link is shown once, when it is made: the database has only a fingerprint of its secret.
"""

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from assessment.instrument import NAME_LIMIT
from assessment.store import Desk, ServerDesk
from assessment.ui import session
from assessment.ui.shell import Field, heading, html, paragraph, text_field

_NEW_LINK = "new-colleague-link"


def link_to(token: str) -> str:
    """The whole link, as the browser sees this server. What follows the # is sent to no server."""
    here = urlsplit(st.context.url or "")
    folder = here.path.rpartition("/")[0]
    base = f"{here.scheme}://{here.netloc}{folder}" if here.netloc else ""
    return f"{base}/open#{token}"


def shown_link(token: str, label: str, css: str = "") -> str:
    """A link with its button; the page's script copies it."""
    return (
        f'<div class="own-link {css}"><code>{escape(link_to(token))}</code>'
        f'<button type="button" class="copy" aria-label="{escape(label)}">Copy</button></div>'
    )


def draw_new_link(desk: Desk) -> None:
    """For an assessment that was just made: its link, until somebody says that it is kept."""
    token = session.new_token()
    if not token or not desk.on_server:
        return
    with st.container(key="new-link", border=True):
        html(
            heading("Keep this link", 2)
            + paragraph(
                "It is the only key to your assessment: whoever has it can read and change everything, and if it is "
                "lost, nobody can find it again. It is shown only now."
            )
            + shown_link(token, "Copy the link to your assessment", "enter")
            + '<p class="hint" data-until-kept>A bookmark of this page opens it in this browser only, and only as long '
            "as the browser keeps its cookie.</p>" + remember_box()
        )
        st.button("I have kept it", key="link-is-kept", on_click=session.link_is_kept, type="primary")


def remember_box() -> str:
    """Whether this device keeps the cookie; the page's script tells the server."""
    checked = " checked" if session.is_remembered() else ""
    return (
        f'<p><label class="remember"><input type="checkbox" data-id="{escape(session.asked_id())}"{checked}> '
        "Remember it on this device for a year (not on a shared computer)</label></p>"
    )


def draw_links(desk: ServerDesk) -> None:
    html(heading("Your link", 2))
    others = [link.label for link in desk.links() if link.label != desk.label]
    html(
        paragraph(
            "It was shown when it was made, and can't be shown again: the server has only a fingerprint of it. If you "
            "did not keep it, make another below while this page still opens."
        )
        + paragraph(
            "A bookmark of this page opens the assessment in this browser only. Any other needs a link that ends in "
            "“/open#” and a secret."
        )
        + remember_box()
    )
    if others:
        html(paragraph(f"This is “{desk.label}”. There are also links for: {', '.join(others)}."))
    made = st.session_state.pop(_NEW_LINK, None)
    if made:
        label, token = made
        html(
            paragraph(f"A link for {label}. It is shown only now, so copy it before you go on.", "hint")
            + shown_link(token, f"Copy the link for {label}")
        )
    with st.expander("A link for a colleague, or another for yourself"):
        html(
            paragraph(
                "With a link of their own, the history says who answered what. A role is enough, such as “Head of ICT”."
            )
        )
        with st.form("colleague", border=False):
            label = text_field("Whose link is it?", "colleague-label")
            if st.form_submit_button("Make the link"):
                make_link(desk, label)


def make_link(desk: ServerDesk, label: Field) -> None:
    if not label.text:
        label.refuse("Please say whose link it is.")
    elif label.fits(NAME_LIMIT):
        st.session_state[_NEW_LINK] = (label.text, desk.add_link(label.text))
        label.show("")
        st.rerun()
