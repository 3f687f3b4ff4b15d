"""What one browser session holds: which assessment is open and what its page has shown. All else is derived.

The address carries the secret token (`t`) and the theme; a reload, the back button and a second device find the same
place through it. An assessment kept in the owner's own file lives only here.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass

import streamlit as st

from assessment.editions import Edition
from assessment.filedesk import FileDesk
from assessment.peer_files import edition_of, notice_of
from assessment.peers import Choice
from assessment.pool import PeerPool
from assessment.pool_csv import dump_pool
from assessment.records import Desk, Entry, Key
from assessment.ui import resources

TOKEN, THEME, KEPT = "t", "theme", "kept"  # parameters of the address
IN_FILE = "file"
TOKEN_SHAPE = re.compile(r"[A-Za-z0-9_-]{20,100}")

_DESK, _FILE, _FILE_NAME, _SEEN, _KNOWN, _NOTICE = "desk", "file_desk", "file_desk_name", "seen", "known", "notice"
_PEERS, _POOL = "peer-choice", "peer-pool"
_PAGE_RUN, _FIRST_RUN = "page-run", "first-run"


def token() -> str:
    return st.query_params.get(TOKEN, "")


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


def token_in(text: str) -> str:
    """The token in a pasted link, or the pasted token itself; empty when there is none."""
    after = text.strip().partition(f"{TOKEN}=")[2] or text.strip()
    found = TOKEN_SHAPE.match(after)
    return found[0] if found else ""


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


def begin_run() -> None:
    """At the start of each run of the script."""
    st.session_state[_FIRST_RUN] = _FIRST_RUN not in st.session_state


def show_address(wanted: dict[str, str]) -> None:
    """Put these parameters into the browser's address. On a session's first run they may stand there already, and
    saying so again would cost the browser time that it needs for the first question.
    """
    if not st.session_state[_FIRST_RUN] or st.query_params.to_dict() != wanted:
        st.query_params.update(wanted)


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


def peer_choice() -> Choice | None:
    """The filters that this session set last for the open assessment."""
    found: dict[str, Choice] = st.session_state.get(_PEERS, {})
    return found.get(desk_name())


def set_peer_choice(wanted: Choice) -> None:
    st.session_state.setdefault(_PEERS, {})[desk_name()] = wanted


@dataclass(frozen=True)
class OwnPool:
    """A pool that this visitor opened from a file, for this session alone; `file` is the same file again."""

    pool: PeerPool
    edition: Edition
    file: str
    notice: str


def own_pool() -> OwnPool | None:
    found: OwnPool | None = st.session_state.get(_POOL)
    return found


def set_own_pool(pool: PeerPool | None) -> None:
    if pool is None:
        st.session_state.pop(_POOL, None)
    else:
        st.session_state[_POOL] = OwnPool(pool, edition_of(pool), "".join(dump_pool(pool)), notice_of(pool))


def set_notice(text: str) -> None:
    """A sentence for the next page to show once."""
    st.session_state[_NOTICE] = text


def take_notice() -> str:
    text: str = st.session_state.pop(_NOTICE, "")
    return text
