"""The line under a question's choices: saved or not, where, and what the choice means."""

from html import escape

from assessment.instrument import BLANK, Answer, Question, State
from assessment.store import Desk, Entry, FileDesk
from assessment.ui import session
from assessment.ui.answering.draft import Draft, Incomplete, choices, letter_of
from assessment.ui.shell import NOT_WRITTEN, draw_again, html, paragraph
from assessment.words import LEVEL_NAMES, counted, listed

EVIDENCE_LEVEL = 3  # from here on a level rests on records, so one piece of evidence is asked for (method 7.1)


def draw_state(desk: Desk, question: Question, outcome: Entry | Incomplete, progress: str) -> None:
    """One line under the choices: saved or not, and what the choice means. The script of the page reads it too."""
    facts = f'data-draw="{session.draw_mark()}"'
    if isinstance(outcome, Incomplete):
        again = " again" if outcome.message == NOT_WRITTEN else ""
        html(f'<p class="state waiting{again}" {facts}>Not saved yet: {escape(outcome.message)}</p>')
        if again:
            draw_again()
        return
    place = choices(question).index(choice) if (choice := Draft.of(outcome.answer).choice) else ""
    facts += f' data-revision="{outcome.revision}" data-progress="{progress}" data-choice="{place}"'
    if outcome.answer == BLANK and not outcome.revision:
        html(f'<p class="state" {facts}></p>')
        return
    mark = "tick" if desk.on_server else "tick own"
    text = escape(state_text(desk, question, outcome))
    html(f'<p class="state" {facts}><span class="{mark}">{kept_where(desk)}</span> {text}</p>')
    if kept := kept_text(outcome.answer):
        html(paragraph(kept, "kept"))
    if outcome.answer.level is not None and outcome.answer.level >= EVIDENCE_LEVEL and not outcome.answer.evidence:
        html(paragraph("This level rests on records. Please add one piece of evidence below.", "hint"))


def kept_where(desk: Desk) -> str:
    """As far as the server knows; that the browser has kept its copy is said by the page's script."""
    if not isinstance(desk, FileDesk):
        return "Saved."
    if desk.copied:
        return "In this page."
    return "Only in this page until you download it." if desk.unsaved else "As in your file."


def kept_text(answer: Answer) -> str:
    pieces = len(answer.evidence)
    kept = [*(["a note"] if answer.note else []), *([counted(pieces, "piece") + " of evidence"] if pieces else [])]
    return f"With {listed(kept)}." if kept else ""


def state_text(desk: Desk, question: Question, entry: Entry) -> str:
    by = f" Last changed through the link “{entry.by}”." if entry.by not in ("", desk.label) else ""
    answer = entry.answer
    if answer.level is not None:
        name = f", {LEVEL_NAMES[answer.level]}" if question.top == len(LEVEL_NAMES) - 1 else ""
        return f"{letter_of(str(answer.level))}, level {answer.level} of {question.top}{name}.{by}"
    if answer.state is State.UNKNOWN:
        return f"It counts neither for nor against you; your score shows the range that it leaves open.{by}"
    if answer.state is State.NOT_APPLICABLE:
        return f"The question is left out of your score, and the result says so.{by}"
    return f"No level chosen.{by}"
