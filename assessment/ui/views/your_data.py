"""What is kept and for how long, and everything that its owner may do with it."""

from functools import partial

import streamlit as st

from assessment.instrument import Scope
from assessment.store import Desk, FileDesk, Kind, ServerDesk
from assessment.ui import guard, resources, session
from assessment.ui.answering import CouncilFields, council_fields, council_from, residents_text
from assessment.ui.keeping import (
    ACCESSIBILITY,
    COPY_BOX,
    COPY_KEPT,
    KEPT_IN_FILE,
    KEPT_ON_SERVER,
    PRIVACY,
    draw_copy_box,
    draw_events,
    draw_history,
    draw_left_behind,
    draw_links,
    draw_new_link,
    draw_room,
    term_text,
    workshops_link,
)
from assessment.ui.reporting import end_packs
from assessment.ui.shell import (
    NOT_WRITTEN,
    draw_keeping,
    draw_open,
    draw_whose,
    go_to,
    heading,
    html,
    is_to_do,
    markdown,
    paragraph,
    title,
    trying,
    unfit_text,
)

LEFT_OUT = "Answers of an area that you leave out are kept, and count again when you take it back."
NOT_DELETED = f"Not deleted yet: {NOT_WRITTEN}"
OLDER_LINK = (
    "A link that was made in an earlier version of this app was not opened since. A record that was perhaps given "
    "through it can't be found, and stays in the peer pool until it is 24 months old. To have it taken back too, see "
    "that this link is opened once before you delete."
)
STAYS = "What was perhaps given through a link of an earlier version stays in the peer pool until it is 24 months old."
LEFT_OUT_OF_FILE = "Answers of an area that you leave out stay here, but a file that you download lacks them."


def draw(desk: Desk) -> None:
    draw_whose(desk.contents(), "Your data")
    title("Your data")
    draw_keeping(desk, "data")
    draw_new_link(desk)
    if isinstance(desk, ServerDesk):
        html(KEPT_ON_SERVER + term_text())
        draw_room(desk.contents())
        if not desk.kind.only_reads:
            html(workshops_link(desk))
        draw_links(desk)
    else:
        html(KEPT_IN_FILE)
    if desk.kind.only_reads or desk.kind is Kind.ROLE:
        return
    draw_settings(desk)
    draw_history(desk)
    if isinstance(desk, ServerDesk):
        if desk.kind is Kind.OWNER:
            draw_events(desk)
        draw_move_to_file(desk)
        draw_delete(desk)
    elif isinstance(desk, FileDesk):
        draw_copy(desk)
        draw_move_to_server(desk)


def draw_settings(desk: Desk) -> None:
    contents = desk.contents()
    html(heading("Your council and your areas", 2))
    with st.expander("Change the council's facts or the areas", key="settings", on_change="rerun") as settings:
        if not settings.open:
            return
        with st.form("settings-form", border=False):
            fields = council_fields("settings", contents.council)
            scope = st.radio(
                "Which questions?",
                list(Scope),
                index=list(Scope).index(contents.scope),
                format_func=lambda value: "All" if value is Scope.FULL else "The quick check's only",
            )
            offered = dict(contents.rubrics)
            unfit = {one.rubric for one in contents.unfit}  # a file holds one version's answers to an area
            titles = {rubric.id: rubric.title for rubric in resources.newest()}
            versions = {rubric.id: rubric.version for rubric in resources.newest()} | dict(
                session.whole(contents).rubrics
            )
            chosen = {
                name: versions[name]
                for name in sorted(versions)
                if name not in unfit
                and st.checkbox(markdown(titles.get(name, name)), name in offered, key=f"settings-{name}")
            }
            html(paragraph(LEFT_OUT if desk.on_server else LEFT_OUT_OF_FILE))
            st.form_submit_button("Save changes", on_click=session.wish, args=("settings",))
        if is_to_do("settings"):
            with trying("settings"):
                change_settings(desk, fields, scope, chosen)


def change_settings(desk: Desk, fields: CouncilFields, scope: Scope | None, chosen: dict[str, str]) -> None:
    council = council_from(fields)
    if council is None:
        html(paragraph("Nothing is changed yet: please mend what is marked above.", "hint"))
    elif not chosen:
        st.error("Nothing is changed yet: please keep at least one area.")
    elif scope is not None:
        desk.set_up(council, scope, chosen, resources.hashes(chosen))
        done = "Your changes are saved." if desk.on_server else "Your changes are made."
        session.set_notice(f"{done} {residents_text(council)}".rstrip())
        st.rerun()


def draw_move_to_file(desk: ServerDesk) -> None:
    html(heading("Keep it in your own file instead", 2))
    html(
        paragraph(
            "This opens your answers in this page alone. What is on the server stays until you delete it below; "
            "the history and the links are not part of the file."
        )
    )
    draw_left_behind(desk.contents())
    copied = draw_copy_box("move")
    if st.button("Go on in my own file"):
        contents = desk.contents()
        whole = session.whole(contents)
        opened = FileDesk.of(whole.sheet(), before=whole, areas=contents.rubrics)
        opened.touch()  # there is no file of it so far
        opened.copied = copied
        session.open_file_desk(opened)
        go_to("Answer", {session.KEPT: opened.name})


def draw_copy(desk: FileDesk) -> None:
    html(heading("The copy in this browser", 2))
    if desk.copied:
        html(paragraph(COPY_KEPT))
        if st.button("Delete the copy in this browser"):
            session.keep_copy(desk, wanted=False)
            st.rerun()
        return
    html(paragraph("This browser keeps no copy. Whoever uses it after you could open one: not on a shared computer."))
    if st.button(COPY_BOX):
        session.keep_copy(desk, wanted=True)
        st.rerun()


def draw_move_to_server(desk: FileDesk) -> None:
    html(heading("Keep it on this server instead", 2))
    html(paragraph("Your answers get a secret link, and every click is saved from then on. The file stays yours."))
    if unfit := desk.contents().unfit:
        html(paragraph(unfit_text(unfit, in_file=False)))
    st.button("Keep my answers on this server", on_click=session.wish, args=("to-server",))
    if is_to_do("to-server"):
        with trying("to-server") as again:
            contents = desk.contents()
            what, sheet = ("to-server", desk.name, str(contents.revision)), session.whole(contents).sheet()
            make = partial(resources.store().adopt, sheet, areas=contents.rubrics)  # left-out areas go along
            if token := session.make_once(what, make, again=again):
                go_to("Your data", session.address(session.begin_with(token)))


def draw_delete(desk: ServerDesk) -> None:
    html(heading("Delete this assessment", 2))
    if desk.kind is not Kind.OWNER:
        html(paragraph("Only the owner's link deletes it."))
        return
    html(
        paragraph(
            "Deleted, it is closed to everybody who has a link, and gone for good seven days later; until then the "
            "owner's link can bring it back. Deleted at once, nobody can. Either way, the record that was given to the "
            "peer pool is taken back at once and stays away."
        )
    )
    left = any(one.may_have_given for one in desk.links())
    if left:
        html(paragraph(OLDER_LINK))
    sure = st.checkbox("Yes, delete this assessment", key="sure")
    with st.container(key="deleting", horizontal=True):
        for text, name in (
            ("Delete, with seven days to bring it back", "delete"),
            ("Delete for good, at once", "erase"),
        ):
            st.button(text, disabled=not sure, on_click=session.wish, args=(name,))
    if sure and is_to_do("delete"):
        with trying("delete", NOT_DELETED):
            desk.delete()
            guard.end_downloads(desk.public_id)
            end_packs(desk.public_id)
            if left:
                session.set_notice(STAYS)
            st.rerun()
    if sure and is_to_do("erase"):
        with trying("erase", NOT_DELETED):
            desk.erase()
            guard.end_downloads(desk.public_id)
            end_packs(desk.public_id)
            session.forget_desk()
            done = "The assessment is deleted, and so is what it gave to the peer pool."
            session.set_notice(f"{done} {STAYS}" if left else done)
            go_to("Start", {})


draw_open(draw)
html(PRIVACY + ACCESSIBILITY)
