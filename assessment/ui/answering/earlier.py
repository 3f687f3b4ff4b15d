"""What was taken over from an earlier version of the questions: shown with its question until somebody answers anew."""

from html import escape

import streamlit as st

from assessment.instrument import Answer, Question, Rubric
from assessment.store import Desk, Key
from assessment.ui import resources, session
from assessment.ui.answering.draft import Draft
from assessment.ui.answering.evidence import save
from assessment.ui.answering.widgets import Widgets
from assessment.ui.shell import html, is_to_do, trying
from assessment.words import REASON_TEXTS, earlier_statement

CONFIRM = "From the earlier questions; please confirm."
ASK = "Asked again: what was said to the earlier question doesn't say which of these holds."


def draw_earlier(rubric: Rubric, question: Question, number: int, answer: Answer, prefix: str) -> None:
    """Above the choices of a question whose answer waits; nothing where none does. The button names the question by the
    number before it, for who hears all buttons of the page in a row.
    """
    if answer.earlier is None:
        return
    with st.container(key=f"earlier-{prefix}", border=True, gap="xsmall"):
        html(earlier_markup(rubric.id, question.id, answer))
        if answer.level is not None:
            name = confirm_name(prefix)
            label = f"Confirm question {number}"
            st.button(label, key=name, help=CONFIRM_HELP, on_click=session.wish, args=(name,))


CONFIRM_HELP = "The level that is chosen below holds. Choosing another one confirms as well."


def earlier_markup(rubric: str, question: str, answer: Answer) -> str:
    if answer.earlier is None:
        return ""
    told = CONFIRM if answer.level is not None else ASK
    return f'<p class="earlier"><strong>{told}</strong> {escape(said_then(rubric, question, answer))}</p>'


def said_then(rubric: str, question: str, answer: Answer) -> str:
    """ "Under 1.0.0 you said: “The council has a list.”"; "" where the version is no longer here."""
    earlier = answer.earlier
    if earlier is None:
        return ""
    if earlier.not_applicable is not None:
        said = f"This doesn't apply to us. {REASON_TEXTS[earlier.not_applicable]}."
    else:
        said = earlier_statement(rubric, question, earlier, resources.rubrics())
    return f"Under version {earlier.version} you said: “{said}”" if said else ""


def confirm_name(prefix: str) -> str:
    return f"{prefix}-confirm"


def confirm(desk: Desk, key: Key, answer: Answer, prefix: str) -> None:
    """Do it where it was asked for: after what else the reader changed is saved."""
    name = confirm_name(prefix)
    if is_to_do(name, facts=Widgets(prefix).draft(Draft.of(answer)).choice):
        with trying(name):
            if answer.earlier is not None and answer.level is not None:
                save(desk, key, prefix, answer.model_copy(update={"earlier": None}))
            session.redraw(prefix)
