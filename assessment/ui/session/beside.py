"""Earlier files of answers that this visit has opened beside the open assessment. The server keeps nothing of them."""

from dataclasses import dataclass

import streamlit as st

from assessment.instrument import AnswerSheet
from assessment.ui.session.opened import desk_name

_EARLIER, MOST_EARLIER, MOST_DESKS = "earlier-files", 5, 3


@dataclass(frozen=True)
class EarlierFile:
    """`name`: what its owner called the file, free text."""

    name: str
    sheet: AnswerSheet


def earlier_files() -> tuple[EarlierFile, ...]:
    """Those beside the open assessment, as they were opened."""
    found: dict[str, tuple[EarlierFile, ...]] = st.session_state.get(_EARLIER, {})
    return found.get(desk_name(), ())


def set_earlier_files(files: tuple[EarlierFile, ...]) -> None:
    held: dict[str, tuple[EarlierFile, ...]] = st.session_state.setdefault(_EARLIER, {})
    held.pop(desk_name(), None)
    held[desk_name()] = files
    while len(held) > MOST_DESKS:
        del held[next(iter(held))]
