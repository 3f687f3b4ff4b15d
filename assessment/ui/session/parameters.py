"""The address of a page: the secret token, the theme, and whether the answers are in the owner's own file."""

import re

import streamlit as st

TOKEN, THEME, KEPT = "t", "theme", "kept"  # parameters of the address
IN_FILE = "file"
TOKEN_SHAPE = re.compile(r"[A-Za-z0-9_-]{20,100}")
_FIRST_RUN = "first-run"


def token() -> str:
    return st.query_params.get(TOKEN, "")


def token_in(text: str) -> str:
    """The token in a pasted link, or the pasted token itself; empty when there is none."""
    after = text.strip().partition(f"{TOKEN}=")[2] or text.strip()
    found = TOKEN_SHAPE.match(after)
    return found[0] if found else ""


def begin_run() -> None:
    """At the start of each run of the script."""
    st.session_state[_FIRST_RUN] = _FIRST_RUN not in st.session_state


def show_address(wanted: dict[str, str]) -> None:
    """Put these parameters into the browser's address. On a session's first run they may stand there already, and
    saying so again would cost the browser time that it needs for the first question.
    """
    if not st.session_state[_FIRST_RUN] or st.query_params.to_dict() != wanted:
        st.query_params.update(wanted)
