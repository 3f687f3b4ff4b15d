"""Two answers to one question at the same time: both people see both, and one of them chooses."""

import streamlit as st

from assessment.instrument import Answer, BadInput, Question, State
from assessment.store import Contents, Desk, Key
from assessment.ui import session
from assessment.ui.shell import html, is_to_do, markdown, paragraph, trying


def draw_rivals(desk: Desk, contents: Contents, question: Question, key: Key, prefix: str) -> None:
    rivals, entry = contents.rivals_of(key), contents.entry(key)
    if not rivals:
        return
    with st.container(key=f"rivals-{key.rubric}-{key.question}", border=True):
        html(
            '<p role="alert"><strong>Two answers were given at the same time.</strong> '
            "Nothing is lost; please choose which one stands.</p>"
        )
        offered = [(entry.by, entry.answer), *((rival.by, rival.answer) for rival in rivals)]
        for number, (by, answer) in enumerate(offered):
            kept = "Kept for now" if number == 0 else "Also given"
            html(paragraph(f"{kept}, through the link “{by}”: {describe(question, answer)}"))
            label = f"Keep {brief(answer)}" if number == 0 else f"Change to {brief(answer)}"
            name, facts = f"{prefix}-rival", (entry.answer, *(rival.id for rival in rivals))
            st.button(markdown(label), key=f"{name}-{number}", on_click=session.wish, args=(name, number))
            if is_to_do(name, number, facts=facts):
                with trying(name):
                    choose(desk, key, answer, prefix)


def choose(desk: Desk, key: Key, answer: Answer, prefix: str) -> None:
    try:
        outcome = desk.settle(key, answer)
    except BadInput as refused:
        st.error(f"Not changed: {refused.problems[0].message}")
        return
    session.remember_seen(key, outcome.entry)
    session.wrote_revision(outcome.entry.revision)
    session.redraw(prefix)


def brief(answer: Answer) -> str:
    if answer.level is not None:
        return f"level {answer.level}"
    return {State.UNKNOWN: "don't know", State.NOT_APPLICABLE: "doesn't apply"}.get(answer.state, "no answer")


def describe(question: Question, answer: Answer) -> str:
    parts = [brief(answer)]
    if answer.level is not None:
        parts.append(question.levels[answer.level].description)
    if answer.note:
        parts.append(f"Note: {answer.note}")
    return ". ".join(parts)
