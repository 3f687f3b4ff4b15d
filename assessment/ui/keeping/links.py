"""The links to an assessment: one's own, and to its owner all of them, each with a name, a kind and an end.

A link is shown once, when it is made: the database has only a fingerprint of its secret.
"""

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from assessment.store import Desk, Kind, Link, ServerDesk
from assessment.ui import resources, session
from assessment.ui.keeping.new_link import NEW_LINK, WHAT, draw_maker
from assessment.ui.shell import heading, html, markdown, paragraph
from assessment.words import counted, day_text

_ASKED = "link-asked"
GIVEN_EARLIER = (
    "It was made in an earlier version of this app: a record that was given to the peer pool through it stays there "
    "until it is 24 months old, unless the link is opened once more before."
)


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
                "It is the only key to your assessment: whoever has it can read, change and delete everything, and if "
                "it is lost, nobody can find it again. It is shown only now. For colleagues “Your data” makes links "
                "that may do less."
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


def draw_own_link(desk: ServerDesk) -> None:
    """What any visitor may know of the link that opened the page."""
    html(
        paragraph(f"This is “{desk.label}”. {WHAT[desk.kind]}")
        + paragraph(
            "A bookmark of this page opens the assessment in this browser only. Any other needs a link that ends in "
            "“/open#” and a secret."
        )
        + remember_box()
    )


def draw_links(desk: ServerDesk) -> None:
    if desk.kind is not Kind.OWNER:
        html(heading("Your link", 2))
        draw_own_link(desk)
        return
    html(heading("Links", 2))
    draw_own_link(desk)
    html(
        paragraph(
            "A link is shown once, when it is made: the server has only a fingerprint of it. Replace one that is lost, "
            "or that was seen by somebody it was not meant for. The old one then opens nothing."
        )
    )
    draw_made()
    for one in desk.links():
        with st.container(key=f"link-{one.id}", border=True, gap="xsmall"):
            draw_link(desk, one)
    draw_maker(desk)


def draw_made() -> None:
    """The link that was made just now."""
    made = st.session_state.pop(NEW_LINK, None)
    if made:
        label, token = made
        html(
            paragraph(f"A link for {label}. It is shown only now, so copy it before you go on.", "hint")
            + shown_link(token, f"Copy the link for {label}")
            + paragraph("To see what it opens, use another browser or a private window.", "hint")
        )


def draw_link(desk: ServerDesk, one: Link) -> None:
    html(f'<p class="label">{escape(one.label)}</p>' + paragraph(facts(one)))
    if one.kind.only_reads:
        shown = st.checkbox("Shows notes, evidence and names of owners", one.shows_notes, key=f"notes-{one.id}")
        if shown != one.shows_notes:
            desk.show_notes(one.id, shown=shown)
    asked = st.session_state.get(_ASKED)
    with st.container(key=f"acts-{one.id}", horizontal=True):
        for act, label in acts_on(one).items():
            if st.button(label, key=f"{act}-{one.id}", help=f"{label} the link “{markdown(one.label)}”"):
                asked = st.session_state[_ASKED] = (act, one.id)
    if asked and asked[1] == one.id:
        confirm(desk, one, asked[0])


def acts_on(one: Link) -> dict[str, str]:
    """The owner's own can't be withdrawn, and to put another in place of one that has ended is no use."""
    acts = {} if has_ended(one) else {"replace": "Replace"}
    return acts if one.kind is Kind.OWNER else {**acts, "withdraw": "Withdraw"}


def confirm(desk: ServerDesk, one: Link, act: str) -> None:
    told = {
        "replace": "Then the old link opens nothing, for whoever has it. You get the new one at once.",
        "withdraw": "Then the link opens nothing. Whoever has a page of it open is told.",
    }[act]
    more = f" {GIVEN_EARLIER}" if one.may_have_given else ""
    html(f'<p role="alert">{told}{more}</p>')
    with st.container(key=f"sure-{one.id}", horizontal=True):
        sure = st.button("Yes, replace it" if act == "replace" else "Yes, withdraw it", key=f"yes-{one.id}")
        if st.button("Leave it as it is", key=f"no-{one.id}") or sure:
            st.session_state.pop(_ASKED, None)
            if sure:
                carry_out(desk, one, act)
            st.rerun()


def carry_out(desk: ServerDesk, one: Link, act: str) -> None:
    if act == "withdraw":
        desk.withdraw_link(one.id)
        session.set_notice(f"The link “{one.label}” is withdrawn.")
    elif token := desk.replace_link(one.id):
        if one.id == desk.link_id:
            session.begin_with(token)
        else:
            st.session_state[NEW_LINK] = (one.label, token)


def facts(one: Link) -> str:
    """ "Reads results and the comparison. Last used on 14 May 2026. Opens something up to 1 June 2026." """
    used = f"Last used on {day_text(one.used_on)}." if one.used_on else "Not used so far."
    end = f"{'Ended on' if has_ended(one) else 'Ends after'} {day_text(one.ends_on)}." if one.ends_on else ""
    asked = f"{counted(len(one.only), 'question')}." if one.only else ""
    return " ".join(filter(None, [WHAT[one.kind], asked, used, end]))


def has_ended(one: Link) -> bool:
    return one.ends_on is not None and resources.today() > one.ends_on
