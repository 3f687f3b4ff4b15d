"""Text fields that say beside themselves what is wrong with what was typed, and keep it.

Streamlit's own fields for days and numbers keep their last good value while they show another: here a text is read by
us, when its form is sent. A message stays until its field is sent again with something else.
"""

import re
from dataclasses import dataclass
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.instrument import TEXT_LIMIT
from assessment.ui.session import draw_mark

UNREADABLE = "This has a character that can't be kept. Please type it again."


@dataclass(frozen=True)
class Field:
    """What one field says now, without spaces around it; empty where nothing is typed."""

    key: str
    text: str
    below: DeltaGenerator

    def refuse(self, message: str) -> None:
        """Say beside the field what is wrong. `message`: one sentence that says how to mend it."""
        css = "st-key-" + re.sub(r"[^\w-]", "-", self.key, flags=re.ASCII)  # as Streamlit names the field's container
        told = (
            f'<p class="field-error" role="alert" data-field="{css}" data-draw="{draw_mark()}">'
            f'<span class="only-told">Error: </span>{escape(message)}</p>'
        )
        st.session_state[f"{self.key}-refused"] = (self.text, told)
        self.below.html(told)

    def fits(self, limit: int) -> bool:
        """Whether the text can be kept; says so beside the field where it can't. `limit`: characters."""
        if len(self.text) > limit:
            self.refuse(f"This has {len(self.text):,} characters; please shorten it to {limit:,}.")
        elif "\0" in self.text or any("\ud800" <= sign <= "\udfff" for sign in self.text):
            self.refuse(UNREADABLE)
        else:
            return True
        return False

    def show(self, text: str) -> None:
        """What the field says when it is drawn next; what was wrong with it is forgotten."""
        st.session_state[f"{self.key}-next"] = text
        st.session_state.pop(f"{self.key}-refused", None)


def text_field(label: str, key: str, first: str = "") -> Field:
    """`first`: what it says before anybody types. Its length is for the form to check: Streamlit's own limit would
    leave out, without a word, what is pasted.
    """
    if key not in st.session_state:  # drawn anew: nobody has sent this form yet
        st.session_state.pop(f"{key}-refused", None)
    following = st.session_state.pop(f"{key}-next", None)
    if following is not None:
        st.session_state[key] = following
    value = "" if key in st.session_state else first
    text = (st.text_input(label, value=value, key=key, max_chars=TEXT_LIMIT) or "").strip()
    below = st.empty()
    refused, told = st.session_state.get(f"{key}-refused", (None, ""))
    if refused == text:
        below.html(told)
    return Field(key, text, below)
