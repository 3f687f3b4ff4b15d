"""One page's drawing: what its runs tell each other."""

import secrets

import streamlit as st

_NOTICE, _SHOWN, _PAGE_RUN, _GOAL = "notice", "notice-shown", "page-run", "goal"


def redraw(prefix: str) -> None:
    """Draw the page again, one question's widgets from what is saved."""
    st.session_state[f"{prefix}-redraw"] = True
    st.rerun()


def takes_redraw(prefix: str) -> bool:
    return bool(st.session_state.pop(f"{prefix}-redraw", False))


def begin_page_run() -> None:
    """The whole page is being drawn, not one of its fragments."""
    st.session_state[_PAGE_RUN] = True


def is_page_run() -> bool:
    """Whether this is the page's own run; asked at its end, once."""
    return bool(st.session_state.pop(_PAGE_RUN, False))


def draw_mark() -> str:
    """Another for each drawing, also after a restart: what the page's script wrote over a drawing is always replaced by
    the next, which the browser would otherwise leave out as nothing new.
    """
    return secrets.token_hex(8)


def set_notice(text: str) -> None:
    """A sentence for the next page to show once."""
    st.session_state[_NOTICE] = text


def notice() -> str:
    """The sentence to show. It stays until a page with it is drawn to its end: a run that breaks off to draw the page
    anew, because of a note that came along, has shown it to nobody.
    """
    text: str = st.session_state.get(_NOTICE, "")
    st.session_state[_SHOWN] = text
    return text


def drop_notice() -> None:
    """The page is drawn to its end."""
    if st.session_state.get(_NOTICE) == st.session_state.get(_SHOWN):
        st.session_state.pop(_NOTICE, None)


def set_goal(anchor: str) -> None:
    """The part of the next page that its script shows first: "q-ai-governance-ai-register"."""
    st.session_state[_GOAL] = anchor


def take_goal() -> str:
    anchor: str = st.session_state.pop(_GOAL, "")
    return anchor
