"""A list to choose from whose choice is saved at once: what stands is the truth, and a difference is the reader's."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from assessment.ui import session

Value = TypeVar("Value")


def draw_chosen(
    label: str, name: str, options: Mapping[Value, str], stands: Value, *, is_old: bool
) -> tuple[Value, Callable[[], None]]:
    """What is chosen, and what to call once it is saved. `is_old`: an older page's view may come back with the browser,
    and says nothing.
    """
    known, values = f"{name}-handled", list(options)
    handled: tuple[Value] | None = st.session_state.get(known)
    if session.takes_redraw(name) or (handled and st.session_state.get(name, handled[0]) == handled[0] != stands):
        st.session_state[name] = stands
        st.session_state[known] = handled = (stands,)
    index = 0 if name in st.session_state else values.index(stands)
    chosen: Value = st.selectbox(label, values, index=index, format_func=options.__getitem__, key=name)
    if handled is None:
        st.session_state[known] = (stands,)
        if chosen != stands and is_old:
            session.redraw(name)

    def done() -> None:
        st.session_state[known] = (chosen,)

    return chosen, done
