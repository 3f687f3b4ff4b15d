"""What a reader asked for by a button, until it is done: where the database is away a press is tried again, not lost.

A button's `on_click` takes it down before anything is read, and the page does it where the button stands.
"""

from dataclasses import dataclass
from typing import Any

import streamlit as st

_WISHES, _WHERE, _ARRIVED = "wishes", "wished-where", "arrived"


@dataclass
class Wish:
    """`what`: which of several buttons was pressed. `facts`: what was true when it was tried first."""

    what: object = None
    tries: int = 0
    facts: object = None


def _wishes() -> dict[str, Wish]:
    found: dict[str, Wish] = st.session_state.setdefault(_WISHES, {})
    return found


def wish(name: str, what: object = None) -> None:
    """For a button's `on_click`. A second press changes nothing but `what`."""
    _wishes()[name] = Wish(what)


def wished(name: str) -> Wish | None:
    return _wishes().get(name)


def drop_wish(name: str) -> None:
    """It is done, or not to be done any more."""
    _wishes().pop(name, None)


def stay_at(*where: str) -> None:
    """What was asked for on another page, in another assessment or theme is not done behind the reader's back. A part
    of `where` that is empty is not known yet.
    """
    before: Any = st.session_state.get(_WHERE, where)
    if _WHERE not in st.session_state or before != where:
        st.session_state[_ARRIVED] = True
    if any(was and now and was != now for was, now in zip(before, where, strict=True)):
        _wishes().clear()
    st.session_state[_WHERE] = where


def has_arrived() -> bool:
    """Whether the reader came to this page anew since this was asked last."""
    return bool(st.session_state.pop(_ARRIVED, False))
