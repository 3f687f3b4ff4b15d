"""Which assessment is open, and what this page has shown of it.

The one whose link is in the address, which a reload, the back button and a second device find again; else the one in
the owner's own file, which lives only here.
"""

import hashlib
import secrets

import streamlit as st

from assessment.store import Desk, Entry, FileDesk, Key
from assessment.ui import resources
from assessment.ui.session.parameters import IN_FILE, KEPT, THEME, TOKEN, TOKEN_SHAPE, token

_DESK, _FILE, _FILE_NAME, _SEEN, _KNOWN = "desk", "file_desk", "file_desk_name", "seen", "known"


def desk() -> Desk | None:
    """The open assessment: the one whose link is in the address, else the one in the owner's file."""
    given = token()
    if not given:
        found: FileDesk | None = st.session_state.get(_FILE)
        return found
    held = st.session_state.get(_DESK)
    if held is None or held[0] != given:
        opened = resources.store().open(given) if TOKEN_SHAPE.fullmatch(given) else None
        held = st.session_state[_DESK] = (given, opened)
    return held[1]


def forget_desk() -> None:
    for name in (_DESK, _FILE, _SEEN, _KNOWN):
        st.session_state.pop(name, None)


def open_file_desk(opened: FileDesk) -> None:
    forget_desk()
    st.session_state[_FILE] = opened
    st.session_state[_FILE_NAME] = secrets.token_hex(4)


def address(token: str = "", theme: str = "") -> dict[str, str]:
    """Parameters for a link to another page of the same assessment."""
    given = token or st.query_params.get(TOKEN, "")
    kept = {TOKEN: given} if given else {KEPT: IN_FILE} if st.session_state.get(_FILE) else {}
    return {**kept, THEME: theme} if theme else kept


def desk_name() -> str:
    """Tells this assessment's widgets from another's; the same after a restart of the server."""
    given = token()
    return hashlib.sha256(given.encode()).hexdigest()[:8] if given else st.session_state.get(_FILE_NAME, "none")


def seen(key: Key) -> Entry | None:
    """The entry that this page's widgets show, None before their first drawing."""
    found: Entry | None = st.session_state.setdefault(_SEEN, {}).get((desk_name(), key))
    return found


def remember_seen(key: Key, entry: Entry) -> None:
    st.session_state.setdefault(_SEEN, {})[desk_name(), key] = entry


def known_revision() -> int:
    """The newest revision of which this page shows everything."""
    revision: int = st.session_state.get(_KNOWN, 0)
    return revision


def know_revision(revision: int) -> None:
    st.session_state[_KNOWN] = revision


def wrote_revision(revision: int) -> None:
    """This page wrote; if nobody wrote in between it is still up to date."""
    if revision == known_revision() + 1:
        know_revision(revision)
