"""The address of a page: which assessment, on the server or in its owner's own file, and which theme."""

import re
from collections.abc import Mapping

import streamlit as st

ID, THEME, KEPT = "a", "theme", "kept"  # parameters of the address
NOBODY = "none"  # in place of the id, where a link opened nothing
TOKEN_SHAPE = re.compile(r"[A-Za-z0-9_-]{20,100}")
ID_SHAPE = re.compile(r"[0-9a-f]{16}")
_FIRST_RUN = "first-run"


def asked_id() -> str:
    """The public name of the assessment that the address asks for; it opens nothing by itself."""
    return st.query_params.get(ID, "")


def asked_file() -> str:
    """The name of the assessment in its owner's own file that the address asks for; empty where it asks for none."""
    return file_name_in(st.query_params)


def file_name_in(parameters: Mapping[str, str]) -> str:
    name = parameters.get(KEPT, "")
    return name if ID_SHAPE.fullmatch(name) else ""


def cookie_of(public_id: str) -> str:
    """The name of the cookie that holds the token of an assessment in this browser."""
    return f"a_{public_id}"


def kept_token(public_id: str, cookies: Mapping[str, str]) -> str:
    """The secret that a browser keeps of this assessment; empty where it keeps none, or the name is none."""
    kept = cookies.get(cookie_of(public_id), "") if ID_SHAPE.fullmatch(public_id) else ""
    return kept if TOKEN_SHAPE.fullmatch(kept) else ""


def remembered_cookie_of(public_id: str) -> str:
    """The name of the cookie that says that this device keeps the other one."""
    return f"r_{public_id}"


def begin_run() -> None:
    """At the start of each run of the script."""
    st.session_state[_FIRST_RUN] = _FIRST_RUN not in st.session_state


def show_address(wanted: dict[str, str]) -> None:
    """Put these parameters into the browser's address. On a session's first run they may stand there already, and
    saying so again would cost the browser time that it needs for the first question.
    """
    if not st.session_state[_FIRST_RUN] or st.query_params.to_dict() != wanted:
        st.query_params.update(wanted)
