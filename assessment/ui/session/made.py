"""What a press made on the server, so that a second one makes no more of it."""

from collections.abc import Callable

import streamlit as st

from assessment.store import Gone
from assessment.ui import guard, resources
from assessment.ui.session.opened import is_held

_MADE = "made"


def make_once(what: tuple[str, ...], make: Callable[[], str], *, again: bool, until_held: bool = False) -> str:
    """The token of the assessment that `make` makes; "" where this visitor has made too many, which is said. `again`:
    this press was counted before. A second press of the same in this visit gets the same token, as long as it opens
    something; `until_held`: only where nobody has it, since the first press was broken off. Streamlit breaks one off
    wherever the session's state is touched, which nothing does between making and keeping here.
    """
    made: dict[tuple[str, ...], str] = st.session_state.setdefault(_MADE, {})
    token = made.get(what, "")
    if opens(token) and not (until_held and is_held(token)):
        return token
    if told := "" if again else guard.count(guard.Act.NEW):
        st.error(told)
        return ""
    made[what] = make()
    return made[what]


def opens(token: str) -> bool:
    opened = resources.store().open(token) if token else None
    try:
        return opened is not None and opened.revision() >= 0
    except Gone:
        return False
