"""Fields whose values are saved at each change, one by one.

What is saved is the truth. The fields are compared with it on every run: what somebody else changed is shown in the
fields that this reader has not touched, and what can't be written or read stays as it was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from assessment.ui import session

TO_MEND = "please mend what is marked above."
CANT_BE_KEPT = "it has a character that can't be kept. Please type it again."
Raw = Mapping[str, Any]  # what each field says, without spaces around it


@dataclass(frozen=True)
class Fields:
    """Where the session keeps what the fields of one thing say, and what of it is dealt with."""

    prefix: str

    def name(self, field: str) -> str:
        return f"{self.prefix}-{field}"

    @property
    def handled(self) -> dict[str, Any] | None:
        """None before this session has drawn them."""
        found: dict[str, Any] | None = st.session_state.get(self.name("handled"))
        return found

    def settle(self, stands: Raw) -> None:
        """Make those say what stands that nobody has touched. Only before they are drawn."""
        handled = self.handled
        if handled is None:
            return
        if session.takes_redraw(self.prefix):
            for field, said in stands.items():
                self.show(field, said)
            handled.update(stands)
        for field, said in stands.items():
            if plain(st.session_state.get(self.name(field), handled[field])) == handled[field] != said:
                self.show(field, said)
                handled[field] = said

    def show(self, field: str, said: Any) -> None:
        st.session_state[self.name(field)] = list(said) if isinstance(said, tuple) else said

    def changed(self, raw: Raw, stands: Raw, *, is_old: bool) -> set[str]:
        """Those that this reader has touched. `is_old`: an older page's view may have come with the browser."""
        if self.handled is None:
            st.session_state[self.name("handled")] = dict(stands)
            if dict(raw) != dict(stands) and is_old:
                session.redraw(self.prefix)
        handled = self.handled or {}
        return {name for name in raw if raw[name] != handled[name]}

    def handle(self, raw: Raw) -> None:
        """These are saved."""
        st.session_state[self.name("handled")] = {**(self.handled or {}), **raw}

    def forget(self) -> None:
        st.session_state.pop(self.name("handled"), None)

    def left_over(self) -> dict[str, Any]:
        """What this reader had typed and nobody could save, because somebody else took the whole away; kept until it is
        begun anew.
        """
        if self.handled is not None:
            now = {field: plain(st.session_state.get(self.name(field), said)) for field, said in self.handled.items()}
            left = {field: said for field, said in now.items() if said != self.handled[field]}
            st.session_state[self.name("left")] = left
            self.forget()
        found: dict[str, Any] = st.session_state.get(self.name("left"), {})
        return found

    @property
    def is_new(self) -> bool:
        """They came in this visit, and stand open."""
        return bool(st.session_state.get(self.name("new")))

    def begin(self) -> None:
        st.session_state[self.name("new")] = True
        st.session_state.pop(self.name("left"), None)


def plain(value: Any) -> Any:
    """As `Raw` has it."""
    return (value or "").strip() if isinstance(value, str | None) else tuple(value)
