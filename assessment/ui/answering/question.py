"""One question on the page: its levels, what is saved of it, and whatever else belongs to it.

The saved answer is the truth. The widgets are compared with it on every run, because a callback would be missed on a
new session's first run (after the server came back, for instance). What a page shows may be older than what is saved:
`session.seen` says which entry the widgets were drawn from, so that a difference is either the reader's own doing, and
is saved, or somebody else's, and is shown.
"""

from collections.abc import Callable
from html import escape

import streamlit as st

from assessment.instrument import BLANK, Answer, BadInput, Question, Reason, Rubric, State
from assessment.store import Conflict, Desk, Entry, FileDesk, Gone, Key, StoreTrouble
from assessment.ui import session
from assessment.ui.answering.draft import (
    NOT_APPLICABLE,
    REASON_TEXTS,
    Draft,
    Incomplete,
    choice_text,
    choices,
    compose,
    letter_of,
)
from assessment.ui.answering.more import draw_more
from assessment.ui.answering.rivals import draw_rivals
from assessment.ui.answering.widgets import Widgets
from assessment.ui.shell import anchor_of, guarded, heading, html, markdown, paragraph, unbroken
from assessment.words import LEVEL_NAMES, counted, listed

TROUBLE = "the server could not write it down. It tries again every few seconds while this page is open."
EVIDENCE_LEVEL = 3  # from here on a level rests on records, so one piece of evidence is asked for (method 7.1)


@st.fragment
@guarded
def draw_question(
    rubric: Rubric, question: Question, number: int, carried: int | None, progress: Callable[[], str]
) -> None:
    """`carried`: the revision that the browser's page showed before this session began, if there was such a page.
    `progress`: how many questions are answered by now, for the script of the page to show above.
    """
    desk = session.desk()
    if desk is None:
        return
    key = Key(rubric.id, question.id)
    widgets = Widgets.of(key)
    try:
        with st.container(key=anchor_of(rubric.id, question), gap="xsmall"):
            html(heading(f"{number}. {question.text}", 2, "question") + paragraph(question.why, "why"))
            fresh = session.seen(key) is None
            shown = settle_view(desk, key, widgets)
            draft = draw_widgets(rubric, question, widgets, shown.answer)
            outcome = keep(desk, key, draft, shown, carried)
            if outcome != Incomplete(TROUBLE):
                widgets.remember_handled(draft)
            draw_state(desk, question, outcome, progress() if outcome != shown else "")
            draw_rivals(desk, rubric, question, key, widgets.prefix)
            draw_more(desk, question, key, widgets.prefix, note_is_drawn=draft.reason == Reason.OTHER, fresh=fresh)
    except Gone:
        st.rerun()
    if outcome != shown and not desk.on_server:
        st.rerun()  # so that the file to download holds this answer too


def settle_view(desk: Desk, key: Key, widgets: Widgets) -> Entry:
    """The entry that the widgets now stand for: the newest, unless the reader's own change waits to be saved."""
    entry, seen = desk.entry(key), session.seen(key)
    refresh = session.takes_redraw(widgets.prefix)
    if seen is None:
        return entry
    if refresh or (entry.revision != seen.revision and not widgets.touched(seen.answer)):
        widgets.show(entry.answer)
        session.remember_seen(key, entry)
        return entry
    return seen


def draw_widgets(rubric: Rubric, question: Question, widgets: Widgets, answer: Answer) -> Draft:
    drawn, options = Draft.of(answer), choices(question)
    choice = st.radio(
        question.text,  # only read aloud, as it is: a hidden label is no markdown
        options,
        index=first_index(options, drawn.choice, widgets.choice),
        format_func=lambda option: f"**{letter_of(option)}** {unbroken(markdown(choice_text(question, option)))}",
        key=widgets.choice,
        label_visibility="collapsed",
    )
    reason, other = drawn.reason, drawn.superseded_by
    note = st.session_state.get(widgets.note, drawn.note)
    if choice != NOT_APPLICABLE:
        return Draft(choice, note=note or "")
    reasons = [reason.value for reason in Reason]
    reason = st.radio(
        "Why doesn't it apply?",
        reasons,
        index=first_index(reasons, reason, widgets.reason),
        format_func=lambda value: REASON_TEXTS[Reason(value)],
        key=widgets.reason,
    )
    if reason == Reason.SUPERSEDED_BY:
        others = [known.id for known in rubric.questions if known.id != question.id]
        other = st.selectbox(
            "Which question covers it?",
            others,
            index=first_index(others, other, widgets.other),
            format_func=lambda value: rubric.by_id[value].text,
            key=widgets.other,
            placeholder="Choose a question",
        )
    if reason == Reason.OTHER:
        note = st.text_area("The reason", value=first_text(drawn.note, widgets.note), key=widgets.note)
    return Draft(choice, reason, other, note or "")


def first_index(options: list[str], value: str | None, key: str) -> int | None:
    """Where a widget stands when it is first drawn; later its own state counts, and Streamlit wants no other."""
    return None if value is None or key in st.session_state else options.index(value)


def first_text(value: str, key: str) -> str:
    return "" if key in st.session_state else value


def keep(desk: Desk, key: Key, draft: Draft, shown: Entry, carried: int | None) -> Entry | Incomplete:
    """Save what the reader changed. Returns what is kept now, or what is missing."""
    answer = compose(draft, shown.answer.evidence)
    if session.seen(key) is None:
        session.remember_seen(key, shown)
        if isinstance(answer, Answer) and answer != shown.answer and carried is not None:
            return keep_carried(desk, key, answer, shown, carried)
    if isinstance(answer, Incomplete) or answer == shown.answer:
        return answer if isinstance(answer, Incomplete) else shown
    return write(desk, key, answer, shown.revision)


def keep_carried(desk: Desk, key: Key, answer: Answer, entry: Entry, carried: int) -> Entry | Incomplete:
    """The browser brought values from a page older than this session: a click that was never saved, or an old view.

    Where this very link wrote last, that page has seen it, though its revision is older.
    """
    drawn_then = desk.as_of(key, carried)
    if Draft.of(answer) == Draft.of(drawn_then):
        refresh(key)
        return entry
    if entry.by == desk.label:
        return write(desk, key, answer, entry.revision)
    return write(desk, key, answer.model_copy(update={"evidence": drawn_then.evidence}), carried)


def write(desk: Desk, key: Key, answer: Answer, seen: int) -> Entry | Incomplete:
    try:
        outcome = desk.save(key, answer, seen)
    except StoreTrouble:
        return Incomplete(TROUBLE)
    except BadInput as refused:
        write_but_note(desk, key, answer, seen)
        return Incomplete(refused.problems[0].message)
    if isinstance(outcome, Conflict):
        session.remember_seen(key, outcome.theirs)
        refresh(key)
        return outcome.theirs
    session.remember_seen(key, outcome.entry)
    session.wrote_revision(outcome.entry.revision)
    if outcome.entry.answer != answer:
        refresh(key)
    return outcome.entry


def write_but_note(desk: Desk, key: Key, answer: Answer, seen: int) -> None:
    """The assessment has no room for this note, which stays in its field; the choice is saved."""
    kept = desk.entry(key).answer
    rest = answer.model_copy(update={"note": kept.note})
    if rest not in (kept, BLANK) and (rest.note or rest.not_applicable is not Reason.OTHER):
        write(desk, key, rest, seen)


def refresh(key: Key) -> None:
    """Draw the question again from what is saved."""
    session.redraw(Widgets.of(key).prefix)


def draw_state(desk: Desk, question: Question, outcome: Entry | Incomplete, progress: str) -> None:
    """One line under the choices: saved or not, and what the choice means. The script of the page reads it too."""
    facts = f'data-draw="{session.draw_mark()}"'
    if isinstance(outcome, Incomplete):
        again = " again" if outcome.message == TROUBLE else ""  # the script of the page asks for another try
        html(f'<p class="state waiting{again}" {facts}>Not saved yet: {escape(outcome.message)}</p>')
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
