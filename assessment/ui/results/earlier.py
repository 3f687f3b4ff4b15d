"""Earlier results of the open assessment: its milestones on the server, and files of answers opened beside it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import PurePath

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.files import open_answers, refuse_what_is_to_come
from assessment.instrument import NAME_LIMIT, BadInput, printable
from assessment.scoring import Assessed, Comparison, Result, assess, compare_assessed
from assessment.store import Contents, Desk, Milestone, ServerDesk, StoreTrouble
from assessment.ui import guard, resources, session
from assessment.ui.shell import (
    Field,
    heading,
    html,
    is_to_do,
    markdown,
    paragraph,
    refusal,
    text_field,
    trying,
    unfit_text,
)
from assessment.words import capitalised, day_text

NOW = "Now"
MILESTONE_HELP = "A milestone keeps these answers as they are now, to compare with later. It can't be changed."
FILE_HELP = (
    "A file of answers that you downloaded then. It is read for this visit alone: nothing of it is kept, and once this "
    "page is loaded anew it must be opened again."
)
OWN_FILE_HELP = "The file that you download today is the one to compare with next year: keep it."
FREEZE = "Freeze these answers as a milestone"
_TRIES, _ASSESSED, _FREEZE = "earlier-tries", "milestones-assessed", "freeze"


def earlier_results(milestones: Sequence[Milestone]) -> list[Assessed]:
    """Oldest first; those without a day before all others. A file goes by its day, as far as that tells it apart.
    `milestones`: newest first.
    """
    frozen = [one for one in map(assessed, reversed(milestones)) if one is not None]
    files = session.earlier_files()
    days = [*(one.day for one in frozen), *(one.sheet.date for one in files)]
    names = ["" if one.sheet.date and days.count(one.sheet.date) == 1 else one.name for one in files]
    opened = [assess(one.sheet, resources.rubrics(), name) for one, name in zip(files, names, strict=True)]
    return sorted([*frozen, *opened], key=lambda one: one.day or date.min)


def assessed(one: Milestone) -> Assessed | None:
    """None where this server doesn't ask those questions any more. Each is scored once in a visit."""
    held: dict[tuple[str, int], Assessed | None] = st.session_state.setdefault(_ASSESSED, {})
    key = session.desk_name(), one.id
    if key not in held:
        try:
            held[key] = assess(one.sheet, resources.rubrics(), printable(one.name), one.day)
        except BadInput:
            held[key] = None
    return held[key]


def not_here(milestones: Sequence[Milestone]) -> str:
    """Which of them can't be compared on this server."""
    gone = [f"“{printable(one.name)}” of {day_text(one.day)}" for one in milestones if assessed(one) is None]
    return "".join(
        paragraph(f"The milestone {one} answers questions that this server does not have.", "hint") for one in gone
    )


def place_of_newest(earlier: Sequence[Assessed], now: Assessed) -> int:
    """The place of the newest with other answers than today's; where all have these, of the last. Notes and evidence
    don't count, because not every link shows them, and all are to be told of the same one.
    """
    newest_first = range(len(earlier) - 1, -1, -1)
    said = levels_of(now)
    return next((at for at in newest_first if levels_of(earlier[at]) != said), len(earlier) - 1)


def levels_of(one: Assessed) -> set[tuple[str, str, int | None, bool, bool]]:
    """What each answer says."""
    return {
        (rubric, question, answer.level, bool(answer.unknown), bool(answer.not_applicable))
        for rubric, answers in one.sheet.answers.items()
        for question, answer in answers.items()
    }


def since_newest(desk: Desk, contents: Contents, result: Result) -> Comparison | None:
    """Today's result beside the newest earlier one, for a document; None without any, or where none can be read."""
    earlier: list[Assessed] = []
    with suppress(StoreTrouble):
        earlier = earlier_results(desk.milestones())
    now = Assessed(NOW, contents.day, contents.sheet(), result)
    return compare_assessed(earlier[place_of_newest(earlier, now)], now, resources.crosswalks()) if earlier else None


def draw_milestone_form(desk: Desk, milestones: Sequence[Milestone]) -> None:
    if not isinstance(desk, ServerDesk) or session.only_reads():
        return
    html(heading("Keep a milestone", 3) + paragraph(MILESTONE_HELP, "why"))
    with st.form("milestone-form", border=False):
        name = text_field("Name of the milestone, such as Spring 2026", "milestone-name")
        st.form_submit_button(FREEZE, on_click=session.wish, args=(_FREEZE,))
    if is_to_do(_FREEZE, facts=len(milestones)):
        with trying(_FREEZE):
            freeze(desk, name)


def freeze(desk: ServerDesk, name: Field) -> None:
    if not name.fits(NAME_LIMIT):
        return
    if not name.text:
        name.refuse("Please give the milestone a name.")
        return
    try:
        desk.freeze(name.text)
    except BadInput as refused:
        name.refuse(f"{capitalised(refused.problems[0].message).rstrip('.')}.")
        return
    name.show("")
    st.rerun()


def draw_earlier_files(desk: Desk) -> None:
    told = FILE_HELP if desk.on_server else f"{FILE_HELP} {OWN_FILE_HELP}"
    html(heading("Compare with an earlier file", 3) + paragraph(told, "why"))
    files = session.earlier_files()
    for at, one in enumerate(files):
        st.button(f"Remove “{markdown(one.name)}”", key=f"remove-earlier-{at}", on_click=remove, args=(one,))
        if one.sheet.unfit:
            html(paragraph(unfit_text(one.sheet.unfit, in_file=False), "hint"))
    if len(files) >= session.MOST_EARLIER:
        html(paragraph(f"{session.MOST_EARLIER} files are open beside this one; remove one to open another.", "why"))
        return
    draw_form()


def draw_form() -> None:
    """The field is a new one after each file that is opened, so that it is empty again."""
    with st.form("earlier-form", border=False):
        tries = st.session_state.get(_TRIES, 0)
        uploaded = st.file_uploader("An earlier file of answers", key=f"earlier-file-{tries}")  # known by its content
        if not st.form_submit_button("Compare with this file"):
            return
    if uploaded is None:
        st.error("Please choose a file first.")
    elif open_beside(uploaded):
        guard.free(uploaded)
        st.session_state[_TRIES] = tries + 1
        st.rerun()


def open_beside(uploaded: UploadedFile) -> bool:
    """Whether it was opened; else it is said why not."""
    try:
        sheet = open_answers(uploaded.getvalue(), resources.rubrics(), "Your file", resources.companions, new=True)
        refuse_what_is_to_come(sheet, "Your file", resources.today())
    except BadInput as refused:
        html(refusal("The file was not opened; nothing was changed.", [str(one) for one in refused.problems]))
        return False
    files = session.earlier_files()
    if any(one.sheet == sheet for one in files):
        st.error("These answers are open beside this one already.")
        return False
    name = printable(PurePath(uploaded.name).stem)
    session.set_earlier_files((*files, session.EarlierFile(name, sheet)))
    return True


def remove(one: session.EarlierFile) -> None:
    session.set_earlier_files(tuple(other for other in session.earlier_files() if other is not one))
