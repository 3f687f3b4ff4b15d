"""A later version of the questions: how much of this assessment it would take over, and the way on with it.

What is taken over is a new assessment, with a link or a file of its own; this one stays as it was.
"""

from functools import partial
from typing import NoReturn

import streamlit as st

from assessment.instrument import TakenOver, take_over
from assessment.store import Contents, Desk, FileDesk, Kind, Milestone, milestone_of
from assessment.ui import resources, session
from assessment.ui.keeping.wording import is_unknown
from assessment.ui.shell import go_to, heading, html, is_to_do, link, paragraph, trying
from assessment.words import capitalised, carried_text, counted, put_anew_text

STAYS = "This assessment stays as it was."
ON_SERVER = (
    "They become a new assessment with a link of its own, which is shown once; colleagues get new links. Your "
    "milestones go along, and these answers become one more."
)
IN_FILE = "They become a new file of yours, beside the one that you have."
ONLY_HERE = "Your answers are only in this page: download them first, so that they stay as well."
UNKNOWN_WORDS = (
    "Some words of the earlier questions may have been mended since, and which you were shown was not noted. What you "
    "chose is shown in their last words: see that it says what you meant."
)
BEFORE = "Before the questions changed"  # the name of a milestone
OWNERS = "Its owner's link can go on with them."


def taken_over(contents: Contents) -> TakenOver | None:
    """The assessment under the newest questions, left-out areas too; None where it has no earlier ones."""
    taken = take_over(session.whole(contents).sheet(), resources.crosswalks(), resources.rubrics())
    return taken if any(walk.rubric in contents.rubrics for walk in taken.steps) else None


def draw_renewal(desk: Desk, contents: Contents) -> None:
    """The offer, on a page where there is time for it; nothing where the questions are the newest."""
    taken = taken_over(contents)
    if taken is None:
        return
    with st.container(key="renewal", border=True):
        html(heading(put_anew_text(taken).rstrip("."), 2))
        if desk.kind is not Kind.OWNER:
            html(paragraph(f"These answers are to the earlier ones. {OWNERS}"))
            return
        html(paragraph(f"Go on with them: {carried_text(taken)}. {STAYS}"))
        html(paragraph(ON_SERVER if desk.on_server else IN_FILE, "why"))
        if is_unknown({walk.rubric: walk.before for walk in taken.steps}, contents.wordings):
            html(paragraph(UNKNOWN_WORDS, "why"))
        draw_left_behind(contents)
        if isinstance(desk, FileDesk) and desk.unsaved and not desk.copied:
            html(paragraph(ONLY_HERE, "hint"))
            return
        st.button("Go on with the new questions", key="renew", on_click=session.wish, args=("renew",))
        if is_to_do("renew"):
            with trying("renew") as again:
                renew(desk, contents, taken, again=again)


def draw_left_behind(contents: Contents) -> None:
    """What does not go along where the answers go on elsewhere: the second ones that nobody has chosen."""
    if waiting := len({rival.key for rival in contents.rivals}):
        told = f"{capitalised(counted(waiting, 'question'))} {'has' if waiting == 1 else 'have'} two answers, given at "
        html(paragraph(f"{told}the same time. Only the one kept for now goes along: choose first.", "hint"))


def draw_renewal_line(contents: Contents) -> None:
    """Where there is no place for the offer: that there is one."""
    taken = taken_over(contents)
    if taken is not None:
        with st.container():
            html(f'<p class="why">{put_anew_text(taken)} {link("Overview", "Go on with them from Overview")}</p>')


def renew(desk: Desk, contents: Contents, taken: TakenOver, *, again: bool) -> None:
    if isinstance(desk, FileDesk):
        renew_file(desk, contents, taken)
    what, hashes = ("renew", session.desk_name(), str(contents.revision)), resources.hashes(taken.sheet.rubrics)
    make = partial(
        resources.store().adopt,
        taken.sheet,
        hashes,
        session.whole(contents),
        contents.rubrics,
        milestones_with(desk, contents),
    )
    if token := session.make_once(what, make, again=again):
        go_to("Overview", session.address(session.begin_with(token)))


def milestones_with(desk: Desk, contents: Contents) -> list[Milestone]:
    """Those there are, oldest first, and these answers as one more: what comes after is compared with all of them."""
    sheet, older = contents.sheet(), list(reversed(desk.milestones()))
    if not sheet.answers:
        return older
    return [*older, milestone_of(sheet, BEFORE, sheet.date or resources.today(), desk.label)]


def renew_file(desk: FileDesk, contents: Contents, taken: TakenOver) -> NoReturn:
    opened = FileDesk.of(taken.sheet, before=session.whole(contents), areas=contents.rubrics)
    opened.touch()  # there is no file of it so far
    opened.copied = desk.copied
    session.open_file_desk(opened)
    go_to("Overview", {session.KEPT: opened.name})
