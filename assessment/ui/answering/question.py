"""One question on the page: its levels, what is saved of it, and whatever else belongs to it.

The saved answer is the truth. The widgets are compared with it on every run, because a callback would be missed on a
new session's first run (after the server came back, for instance). What a page shows may be older than what is saved:
`session.seen` says which entry the widgets were drawn from, so that a difference is either the reader's own doing, and
is saved, or somebody else's, and is shown.
"""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.instrument import BLANK, Answer, BadInput, Question, Reason, Rubric
from assessment.store import Conflict, Contents, Desk, Entry, Gone, Key, StoreTrouble
from assessment.ui import session
from assessment.ui.answering.beside import above_markup, below_markup
from assessment.ui.answering.draft import (
    NOT_APPLICABLE,
    Draft,
    Incomplete,
    choice_text,
    choices,
    compose,
    letter_of,
    still_agreed,
    still_waiting,
)
from assessment.ui.answering.earlier import confirm, draw_earlier
from assessment.ui.answering.more import draw_more
from assessment.ui.answering.rivals import draw_rivals
from assessment.ui.answering.state import draw_state
from assessment.ui.answering.widgets import Widgets
from assessment.ui.shell import (
    NOT_WRITTEN,
    anchor_of,
    guarded,
    heading,
    html,
    markdown,
    unbroken,
)
from assessment.words import REASON_TEXTS


@st.fragment
@guarded
def draw_question(
    rubric: Rubric, question: Question, number: int, carried: int | None, progress: Callable[[Contents], str]
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
            html(heading(f"{number}. {question.text}", 2, "question") + above_markup(question))
            fresh = session.seen(key) is None
            shown = settle_view(desk, key, widgets)
            earlier = one_place()
            with one_place():
                draft = draw_widgets(rubric, question, widgets, shown.answer)
            html(below_markup(question, number))
            outcome = keep(desk, key, draft, shown, carried)
            if outcome != Incomplete(NOT_WRITTEN):
                widgets.remember_handled(draft)
            now = desk.contents()
            answer = now.entry(key).answer
            with earlier:  # an answer that was given just now waits no more
                draw_earlier(rubric, question, number, answer, widgets.prefix)
            with one_place():
                draw_state(desk, question, outcome, progress(now) if outcome != shown else "")
            with one_place():
                draw_rivals(desk, now, question, key, widgets.prefix)
            is_reason = draft.reason == Reason.OTHER
            confirm(desk, key, answer, widgets.prefix)
            draw_more(desk, question, key, answer, widgets.prefix, note_is_drawn=is_reason, fresh=fresh)
    except Gone:
        st.rerun()
    if outcome != shown and not desk.on_server:
        st.rerun()  # so that the file to download holds this answer too


def one_place() -> DeltaGenerator:
    """Around what has now more parts, now fewer: a browser makes anew what stands below where its place changes, and
    what is being typed there would be gone.
    """
    return st.container(gap="xsmall")


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
        width="stretch",
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
    stands = still_waiting(draft, shown.answer), still_agreed(draft, shown.answer)
    answer = compose(draft, shown.answer.evidence, *stands)
    if session.seen(key) is None:
        if isinstance(answer, Answer) and answer != shown.answer and carried is not None:
            return keep_carried(desk, key, answer, shown, carried)
        session.remember_seen(key, shown)
    if isinstance(answer, Incomplete) or answer == shown.answer:
        return answer if isinstance(answer, Incomplete) else shown
    return write(desk, key, answer, shown.revision)


def keep_carried(desk: Desk, key: Key, answer: Answer, entry: Entry, carried: int) -> Entry | Incomplete:
    """The browser brought values from a page older than this session: a click that was never saved, or an old view.

    Where this very link wrote last, that page has seen it, though its revision is older.
    """
    try:
        drawn_then = desk.as_of(key, carried)
    except StoreTrouble:
        return Incomplete(NOT_WRITTEN)
    session.remember_seen(key, entry)
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
        return Incomplete(NOT_WRITTEN)
    except BadInput as refused:
        choice = write_but_note(desk, key, answer, seen)
        return choice if isinstance(choice, Incomplete) else Incomplete(refused.problems[0].message)
    if isinstance(outcome, Conflict):
        session.remember_seen(key, outcome.theirs)
        refresh(key)
        return outcome.theirs
    session.remember_seen(key, outcome.entry)
    session.wrote_revision(outcome.entry.revision)
    if outcome.entry.answer != answer:
        refresh(key)
    return outcome.entry


def write_but_note(desk: Desk, key: Key, answer: Answer, seen: int) -> Entry | Incomplete | None:
    """The assessment has no room for this note, which stays in its field; the choice is saved."""
    kept = desk.entry(key).answer
    rest = answer.model_copy(update={"note": kept.note})
    if rest not in (kept, BLANK) and (rest.note or rest.not_applicable is not Reason.OTHER):
        return write(desk, key, rest, seen)
    return None


def refresh(key: Key) -> None:
    """Draw the question again from what is saved."""
    session.redraw(Widgets.of(key).prefix)
