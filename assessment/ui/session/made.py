"""What a press made on the server, so that a second one makes no more of it."""

from collections.abc import Callable

import streamlit as st

from assessment.store import Gone
from assessment.ui import resources

_MADE = "made"


def make_once(what: tuple[str, ...], make: Callable[[], str]) -> str:
    """The token that `make` returns, "" where it made nothing. A second press of the same in this visit gets the same
    token, as long as it opens something: Streamlit breaks the first one off wherever the session's state is touched,
    which nothing does between making and keeping here.
    """
    made: dict[tuple[str, ...], str] = st.session_state.setdefault(_MADE, {})
    if not opens(made.get(what, "")):
        made[what] = make()
    return made[what]


def opens(token: str) -> bool:
    opened = resources.store().open(token) if token else None
    try:
        return opened is not None and opened.revision() >= 0
    except Gone:
        return False
