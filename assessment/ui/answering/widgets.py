"""The widgets of one question: where the session keeps what they say."""

from dataclasses import dataclass, replace

import streamlit as st

from assessment.instrument import Answer
from assessment.store import Key
from assessment.ui import session
from assessment.ui.answering.draft import Draft


@dataclass(frozen=True)
class Widgets:
    """The keys under which one question's widgets keep their values in the session."""

    prefix: str

    @classmethod
    def of(cls, key: Key) -> "Widgets":
        return cls(f"{session.desk_name()}-{key.rubric}-{key.question}")

    @property
    def choice(self) -> str:
        return f"{self.prefix}-choice"

    @property
    def reason(self) -> str:
        return f"{self.prefix}-reason"

    @property
    def other(self) -> str:
        return f"{self.prefix}-other"

    @property
    def note(self) -> str:
        return f"{self.prefix}-note"

    def show(self, answer: Answer) -> None:
        """Make the widgets say this answer. Only before they are drawn."""
        draft = Draft.of(answer)
        st.session_state[self.choice] = draft.choice
        st.session_state[self.reason] = draft.reason
        st.session_state[self.other] = draft.superseded_by
        st.session_state[self.note] = draft.note

    def draft(self, drawn: Draft) -> Draft:
        """What the widgets say now; those that are not on the page say what was drawn."""
        state = st.session_state
        return Draft(
            choice=state.get(self.choice, drawn.choice),
            reason=state.get(self.reason, drawn.reason),
            superseded_by=state.get(self.other, drawn.superseded_by),
            note=state.get(self.note, drawn.note) or "",
        )

    def touched(self, seen: Answer) -> bool:
        """The reader changed something since the widgets were drawn."""
        drawn = Draft.of(seen)
        return stripped(self.draft(drawn)) != stripped(drawn)

    def remember_handled(self, draft: Draft) -> None:
        st.session_state[f"{self.prefix}-handled"] = draft

    def unhandled(self) -> bool:
        """The widgets say something that no drawing has dealt with yet: its click came at a bad moment."""
        handled: Draft | None = st.session_state.get(f"{self.prefix}-handled")
        return handled is not None and self.draft(handled) != handled


def stripped(draft: Draft) -> Draft:
    return replace(draft, note=draft.note.strip())
