"""What this is, how long it takes, what happens to the answers; begin, resume or open a file."""

from functools import partial
from hashlib import sha256
from html import escape
from typing import NoReturn

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.files import open_answers, refuse_what_is_to_come
from assessment.instrument import BadInput, Rubric, Scope
from assessment.store import Desk, FileDesk
from assessment.ui import guard, resources, session
from assessment.ui.answering import CouncilFields, council_fields, council_from, residents_text
from assessment.ui.keeping import draw_copy_box
from assessment.ui.shell import (
    AWAY,
    COPIES,
    START,
    bullets,
    draw_keeping,
    draw_page_links,
    go_to,
    html,
    is_to_do,
    link,
    markdown,
    paragraph,
    refusal,
    title,
    trying,
    unfit_text,
)
from assessment.words import minutes_for, minutes_text

SERVER, OWN_FILE = "server", "file"
KEEPING = {
    SERVER: "On this server, behind a secret link",
    OWN_FILE: "In my own file; nothing stays on the server",
}
KEEPING_HELP = (
    "Every click is saved. Whoever has the link can open it.",
    "This browser keeps a copy if you want; you download the file to take it elsewhere.",
)
TO_COUNCILS = "Councils: all assessments of this browser"
SCOPES = {Scope.FULL: "The full assessment", Scope.QUICK: "The quick check"}


def draw() -> None:
    title(*START)
    rubrics = resources.newest()
    asked = [question for rubric in rubrics for question in rubric.questions]
    quick = [question for question in asked if question.quick]
    html(
        bullets(
            [
                f"The full assessment has {len(asked)} questions: {minutes_text(minutes_for(asked))} to read and "
                "choose, more where you have to ask. "
                f"The quick check has {len(quick)}: {minutes_text(minutes_for(quick))}.",
                "“I don't know” is a fair answer. It is shown as a range, never counted as zero.",
                "No account, nothing to install, and you may stop and go on at any time.",
            ]
        )
    )
    if resources.is_demo():
        html(way_in(resources.demo_token(), "Open the invented assessment", to="?to=results"))
    elif session.desk() is not None:
        page = "Results" if session.only_reads() else "Answer"
        draw_page_links(link(page, "Go on with the assessment that is open", css="go next"))
    html(councils_link() + COPIES)
    if is_unsaved(session.desk()):
        return
    begin, resume, file = st.tabs(["Begin", "I have a link", "I have a file"])
    with begin:
        draw_begin()
    with resume:
        draw_resume()
    with file:
        draw_file()


def councils_link() -> str:
    """Markup; nothing in a browser that has no link."""
    if resources.is_demo() or not session.held_tokens(st.context.cookies.to_dict()):
        return ""
    return f'<p class="links"><a class="go" href="./councils">{escape(TO_COUNCILS)}</a></p>'


def is_unsaved(desk: Desk | None) -> bool:
    """Answers that are only in this page are not thrown away by beginning something else: not without a yes."""
    draw_keeping(desk, "start")
    if not isinstance(desk, FileDesk) or not desk.unsaved or desk.copied:
        return False
    return not st.checkbox("Begin or open something else, and throw these answers away", key="throw-away")


def draw_begin() -> None:
    rubrics = resources.newest()
    with st.form("begin", border=False):
        scope = st.radio(
            "Which one?",
            list(SCOPES),
            format_func=SCOPES.__getitem__,
            captions=["A score and a level for each area", "An indication; you can go on to the full one later"],
        )
        html(paragraph("Which areas?", "label"))
        chosen = [rubric for rubric in rubrics if st.checkbox(area_text(rubric), True, key=f"area-{rubric.id}")]
        with st.expander("About your council (all of it may be skipped)"):
            fields = council_fields("begin")
        keeping = st.radio(
            "Where should your answers be kept?", list(KEEPING), format_func=KEEPING.__getitem__, captions=KEEPING_HELP
        )
        copied = draw_copy_box("begin")
        st.form_submit_button("Begin", type="primary", on_click=session.wish, args=("begin",))
    if is_to_do("begin"):
        with trying("begin") as again:
            begin(fields, scope, chosen, keeping, copied=copied, again=again)


def begin(
    fields: CouncilFields, scope: Scope, chosen: list[Rubric], keeping: str, *, copied: bool, again: bool
) -> None:
    if not chosen:
        st.error("Please choose at least one area.")
        return
    council = council_from(fields)
    if council is None:
        html(paragraph("Nothing is begun yet: please mend what is marked under “About your council”.", "hint"))
        return
    versions = {rubric.id: rubric.version for rubric in chosen}
    token = ""
    if keeping != OWN_FILE:
        what = ("begin", council.model_dump_json(), scope.value, *versions)
        make = partial(resources.store().create, council, scope, versions, resources.hashes(versions))
        token = session.make_once(what, make, again=again, until_held=True)
        if not token:
            return
    if told := residents_text(council):
        session.set_notice(f"{told} “Your data” can change it.")
    if not token:
        open_here(FileDesk(council, scope, versions), copied=copied)
    go_to("Answer", session.address(session.begin_with(token)))


def area_text(rubric: Rubric) -> str:
    """ "AI governance: about 11 minutes, in the quick check 2"."""
    quick = minutes_for(question for question in rubric.questions if question.quick)
    short = f", in the quick check {quick}" if quick else ", not in the quick check"
    return f"{markdown(rubric.title)}: {minutes_text(minutes_for(rubric.questions))}{short}"


def draw_resume() -> None:
    given = st.text_input("Paste your link, or the last part of it", key="resume-link", max_chars=5000)
    st.button("Open", key="resume", on_click=session.wish, args=("resume",))
    if is_to_do("resume"):
        with trying("resume", f"{AWAY} It is tried again every few seconds."):
            resume(given)


def resume(given: str) -> None:
    for token in session.tokens_in(given):
        if resources.store().open(token):
            html(way_in(token, "Open the assessment", "enter"))  # the page's script follows it at once
            return
    told = guard.count(guard.Act.WRONG) if given.strip() else ""
    st.error(told or "This link opens nothing. Is it complete? For safety nobody can look a lost link up.")


def way_in(token: str, text: str, css: str = "", to: str = "") -> str:
    return f'<p class="links"><a class="go next {css}" href="./open{to}#{escape(token)}">{escape(text)}</a></p>'


def draw_file() -> None:
    with st.form("open-file", border=False):  # its button waits until the file is here, so that no click is lost
        uploaded = st.file_uploader(
            "Your answers file (maturity-answers.json)", key="answers-file"
        )  # known by its content
        keeping = st.radio(
            "Where should it be kept from now on?",
            list(KEEPING),
            format_func=KEEPING.__getitem__,
            index=1,
            key="keep-file",
        )
        copied = draw_copy_box("open")
        st.form_submit_button("Open the file", type="primary", on_click=session.wish, args=("open-file",))
    if is_to_do("open-file"):
        with trying("open-file") as again:
            open_file(uploaded, keeping, copied=copied, again=again)


def open_file(uploaded: UploadedFile | None, keeping: str, *, copied: bool, again: bool) -> None:
    if uploaded is None:
        st.error("Please choose a file first.")
        return
    try:
        sheet = open_answers(uploaded.getvalue(), resources.rubrics(), "Your file", resources.companions, new=True)
        refuse_what_is_to_come(sheet, "Your file", resources.today())
    except BadInput as refused:
        html(refusal("The file was not opened; nothing was changed.", [str(problem) for problem in refused.problems]))
        return
    if keeping == OWN_FILE:
        guard.free(uploaded)
        open_here(FileDesk.of(sheet), copied=copied)
    what = ("open-file", sha256(uploaded.getvalue()).hexdigest())
    token = session.make_once(what, partial(resources.store().adopt, sheet), again=again, until_held=True)
    if not token:
        return
    if sheet.unfit:
        session.set_notice(unfit_text(sheet.unfit, in_file=False))
    address = session.address(session.begin_with(token))
    guard.free(uploaded)  # not before: a press that is broken off is done again with it
    go_to("Answer", address)


def open_here(desk: FileDesk, *, copied: bool) -> NoReturn:
    desk.copied = copied
    session.open_file_desk(desk)
    go_to("Answer", {session.KEPT: desk.name})


draw()
