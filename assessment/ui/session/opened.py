"""Which assessment is open, and what this page has shown of it.

The one that the address names and this browser has the secret of, which a reload, the back button and a second tab find
again; else the one in its owner's own file, which this visit holds, and the browser where its owner wants a copy.
"""

import streamlit as st

from assessment.store import Desk, Entry, FileDesk, Key, Kind, PageDesk
from assessment.ui import guard, resources
from assessment.ui.session.parameters import (
    ID,
    ID_SHAPE,
    KEPT,
    NOBODY,
    THEME,
    TOKEN_SHAPE,
    asked_file,
    asked_id,
    cookie_of,
    remembered_cookie_of,
)

_DESK, _FILE, _SEEN, _KNOWN = "desk", "file-desk", "seen", "known"
_TOKENS, _NEW = "tokens", "new-link"


def token() -> str:
    """The secret of the open assessment: what this visit was given, else what the browser keeps in its cookie."""
    name = asked_id()
    if not ID_SHAPE.fullmatch(name):
        return ""
    given: dict[str, str] = st.session_state.get(_TOKENS, {})
    kept = given.get(name) or st.context.cookies.get(cookie_of(name), "")
    return kept if TOKEN_SHAPE.fullmatch(kept) else ""


def desk() -> Desk | None:
    """The open assessment: the one that the address names, else the one in the owner's file."""
    name = asked_id()
    if not name:
        return file_desk()
    held = st.session_state.get(_DESK)
    if held is None or held[0] != name:
        secret = token()
        opened = resources.store().open(secret) if secret else None
        if secret and opened is None:
            guard.count(guard.Act.WRONG)
        held = st.session_state[_DESK] = (name, PageDesk(opened) if opened and opened.public_id == name else None)
    return held[1]


def only_reads() -> bool:
    """Whether the open assessment was opened by a link that may only read."""
    opened = desk()
    return opened is not None and opened.kind.only_reads


def answers_for_role() -> bool:
    """Whether the open assessment was opened by a role's link, which knows its own questions alone."""
    opened = desk()
    return opened is not None and opened.kind is Kind.ROLE


def is_for_board() -> bool:
    """Whether the open assessment was opened by a board's link, to which one page is shown, whatever the address."""
    opened = desk()
    return opened is not None and opened.kind is Kind.BOARD


def file_desk() -> FileDesk | None:
    """The assessment in its owner's own file that this visit holds, unless the address names another."""
    held: FileDesk | None = None if asked_id() else st.session_state.get(_FILE)
    return held if held is not None and asked_file() in ("", held.name) else None


def begin_with(secret: str) -> str:
    """Open an assessment that was just made, and show its link until it is kept. Returns its public name."""
    opened = resources.store().open(secret)
    name = opened.public_id if opened else NOBODY
    forget_desk()
    st.session_state.setdefault(_TOKENS, {})[name] = secret
    st.session_state[_NEW] = name
    return name


def is_held(secret: str) -> bool:
    """Whether this visit has opened the assessment that was just made."""
    given: dict[str, str] = st.session_state.get(_TOKENS, {})
    return secret in given.values()


def new_token() -> str:
    """The token whose link is to be shown, because it was just made; empty once it is kept."""
    return token() if st.session_state.get(_NEW) == asked_id() else ""


def link_is_kept() -> None:
    st.session_state.pop(_NEW, None)


def is_remembered() -> bool:
    """Whether this device keeps the open assessment after the browser ends, as far as this visit was told."""
    return st.context.cookies.get(remembered_cookie_of(asked_id())) == "yes"


def forget_desk() -> None:
    for name in (_DESK, _FILE, _SEEN, _KNOWN):
        st.session_state.pop(name, None)


def open_file_desk(opened: FileDesk) -> None:
    forget_desk()
    st.session_state[_FILE] = opened


def address(public_id: str = "", theme: str = "") -> dict[str, str]:
    """Parameters for a link to another page of the same assessment."""
    given, own = public_id or asked_id(), file_desk()
    kept = {ID: given} if given else {KEPT: own.name} if own else {}
    return {**kept, THEME: theme} if theme else kept


def desk_name() -> str:
    """Tells this assessment's widgets from another's; the same after a restart of the server."""
    own = file_desk()
    return asked_id() or (own.name if own else "none")


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
