"""An assessment in its owner's own file: what is kept where, the download, and the way to the browser's copy."""

import hashlib

import streamlit as st

from assessment.files import dump_answers
from assessment.store import Change, Contents, Desk, FileDesk
from assessment.ui import resources, session
from assessment.ui.shell.faults import guarded
from assessment.ui.shell.markup import bullets, heading, html, paragraph, refusal
from assessment.ui.shell.unfit import unfit_text
from assessment.words import counted, file_name

LARGE_FILE = 1_000_000  # bytes
MOST_TAKEN = 5  # questions that are named one by one
COPIES = '<div class="copies"></div>'  # the script of the page fills it with what this browser keeps
NOT_FOUND = {
    "reloaded": "You loaded the page anew",
    "opened": "This tab does not have your answers",
}
WHY = {
    "none": "This browser keeps no copy of them.",
    "expired": "This browser's copy of them went 90 days after the last change.",
    "blocked": "This browser allows no copy of them to be kept.",
    "deleted": "This browser's copy of them was deleted.",
}


def draw_copy_field() -> None:
    """At the head of each page: the hidden field that the browser and the server tell each other in."""
    if session.is_fresh() and session.asked_file() and session.file_desk() is None:
        session.listen(draw_field())  # what the page brings along is known only once the field is drawn
    else:
        session.listen()
        if session.file_desk() is not None or session.is_asking():
            session.speak()
            draw_field()
    asking = session.is_asking()
    if session.file_desk() is None and not asking:
        return
    held = session.line()
    mark, packed = session.packed_pool()
    wants = "answers" if asking else "pool" if held.wants_pool else ""
    html(
        f'<div class="copy-line" data-name="{held.name}" data-wants="{wants}" '
        f'data-pool-mark="{mark}" data-pool="{packed}"></div>'
    )


def draw_field() -> str:
    return st.text_area("Copy of your answers", key=session.FIELD, label_visibility="collapsed") or ""


def draw_keeping(desk: Desk | None, place: str) -> None:
    """What is kept nowhere else, and the download, always in reach."""
    if not isinstance(desk, FileDesk):
        return
    with st.container(key="keeping", border=True):
        state = "yes" if desk.unsaved else "no"
        copied = "yes" if desk.copied else "no"
        html(f'<p class="keeping" data-unsaved="{state}" data-copy="{copied}">{keeping_text(desk)}</p>')
        if desk.taken:
            told = [taken_text(change) for change in desk.taken[:MOST_TAKEN]]
            more = len(desk.taken) - MOST_TAKEN
            html(
                f'<div class="taken"><p>{counted(len(desk.taken), "answer")} came from {desk.taken[0].by}:</p>'
                + bullets(told + ([f"and {more} more"] if more > 0 else []))
                + "</div>"
            )
        if desk.contents().unfit and (unfit := desk.contents().sheet().unfit):  # as far as it still goes into the file
            html(paragraph(unfit_text(unfit, in_file=True), "unfit"))
        draw_download(desk, f"download-{place}")
    draw_heartbeat()


def keeping_text(desk: FileDesk) -> str:
    now, asked = resources.store().database.clock(), desk.moments.asked
    only_here = (
        "Your answers are only in this page until you download them." if desk.unsaved and not desk.copied else ""
    )
    if asked is not None:
        since = "what changed since is not in it" if desk.unsaved else "nothing has changed since"
        told = f"You asked for your file {session.time_text(asked, now)}; {since}."
    elif desk.unsaved:
        told = "" if only_here else "You have not asked for your file so far."
    else:
        told = "Nothing has changed since you opened your file." if desk.revision() else "Nothing is answered so far."
    return f"{only_here} {told}".strip()


def taken_text(change: Change) -> str:
    now = resources.store().database.clock()
    found = (rubric.by_id.get(change.key.question) for rubric in resources.newest() if rubric.id == change.key.rubric)
    question = next(filter(None, found), None)
    when = f", {session.time_text(change.at, now)}" if change.at else ""
    return (question.text if question else change.key.question) + when


@st.fragment(run_every=4)
@guarded
def draw_heartbeat() -> None:
    """After a restart of the server this visit knows nothing, and the page's next run asks the browser."""
    if session.desk() is None:
        st.rerun()


def draw_download(desk: FileDesk, key: str) -> None:
    contents, holds = desk.contents(), desk.moments.changed
    data = dump_answers(contents.sheet())
    st.download_button(
        "Download my answers",
        data=data,
        file_name=answers_name(contents, data),
        mime="application/json",
        key=key,
        on_click=desk.hand_out,
        args=(holds,),
        type="primary" if desk.unsaved and not desk.copied else "secondary",
    )


def answers_name(contents: Contents, data: bytes) -> str:
    """The name of a file of answers. Streamlit tells large files apart by their beginning, their end and their name,
    so that a large one has the fingerprint of its content in its name.
    """
    mark = f"-{hashlib.sha256(data).hexdigest()[:12]}" if len(data) > LARGE_FILE else ""
    return file_name(f"answers{mark}", "json", contents.council.name, contents.day)


def draw_missing() -> None:
    """Why the own file that the address names is not here."""
    held = session.line()
    if session.is_asking():
        html(heading("Looking for your answers in this browser…"))
        return
    if held.refused:
        html(heading("The copy in this browser can't be opened"))
        html(refusal("It is left as it is.", [str(problem) for problem in held.refused]))
        copy = session.read_said(held.raw)
        data = copy.answers if isinstance(copy, session.Copy) else held.raw
        st.download_button("What the copy holds (JSON)", data, "maturity-answers.json", "application/json")
        return
    cause, why = (held.answer.cause, held.answer.trouble) if held.answer else ("opened", "none")
    html(heading(NOT_FOUND.get(cause, NOT_FOUND["opened"])))
    html(
        paragraph(
            "Answers in your own file are nowhere on the server. "
            f"{WHY.get(why, WHY['none'])} Open the file that you downloaded last, and go on from there."
        )
    )
    html(COPIES)
