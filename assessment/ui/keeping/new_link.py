"""A further link to an assessment: whose it is, what it may do, and for how long."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import streamlit as st

from assessment.instrument import NAME_LIMIT, BadInput, Role
from assessment.store import Contents, Key, Kind, ServerDesk
from assessment.ui import resources
from assessment.ui.shell import Field, html, paragraph, text_field
from assessment.words import ROLE_NAMES, capitalised, day_text, read_day

NEW_LINK = "new-colleague-link"
WHAT = {
    Kind.OWNER: "The owner's: it does everything, and makes, replaces and withdraws the others.",
    Kind.EDIT: "Edits answers, notes and evidence; it deletes nothing, makes no links and gives nothing to the pool.",
    Kind.ROLE: "Answers the questions that one role could usually say, with notes and evidence; it sees no others and "
    "no results.",
    Kind.READ: "Reads the results and the comparison; it changes nothing.",
    Kind.BOARD: "Shows a board one page, with the plan and the pack to download; it leads nowhere else and changes "
    "nothing.",
}
CHOICES = {Kind.EDIT: "Edit", Kind.ROLE: "Answer one role's questions", Kind.READ: "Read", Kind.BOARD: "Board"}


def draw_maker(desk: ServerDesk) -> None:
    with st.expander("A link for a colleague, or another for yourself"):
        html(
            paragraph(
                "With a link of their own, the history says who answered what. A role is enough, such as “Head of ICT”."
            )
        )
        with st.form("colleague", border=False):
            label = text_field("Whose link is it?", "colleague-label")
            kind = st.radio(
                "What may it do?",
                list(CHOICES),
                format_func=CHOICES.__getitem__,
                captions=[WHAT[kind] for kind in CHOICES],
                key="colleague-kind",
            )
            role = (
                st.selectbox(
                    "If it answers one role's questions: whose?",
                    list(Role),
                    format_func=lambda one: capitalised(ROLE_NAMES[one]),
                    key="colleague-role",
                )
                or Role.ICT
            )
            shows = st.checkbox(
                "If it only reads or is a board's, it shows notes, evidence and names of owners too",
                key="colleague-notes",
            )
            end = text_field("Its last day, such as 31 December 2026 (may be empty)", "colleague-end")
            if st.form_submit_button("Make the link"):
                make_link(desk, label, Kind(kind or Kind.EDIT), end, role, shows=shows)


def questions_of(contents: Contents, role: Role) -> Iterator[Key]:
    """In all areas, also those that are left out so far, and in each version that may be asked."""
    chosen = [resources.rubrics()[pair] for pair in contents.rubrics.items() if pair in resources.rubrics()]
    for rubric in [*resources.newest(), *chosen]:
        yield from (Key(rubric.id, one.id) for one in rubric.questions if role in (one.ask or ()))


def make_link(desk: ServerDesk, label: Field, kind: Kind, end: Field, role: Role, *, shows: bool) -> None:
    day = end_day(end, desk.contents().council.country)
    fits = label.fits(NAME_LIMIT)
    if not label.text:
        label.refuse("Please say whose link it is.")
    elif fits and (day or not end.text):
        try:
            more: dict[str, Any] = {"ends_on": day, "shows_notes": shows and kind.only_reads}
            only = set(questions_of(desk.contents(), role)) if kind is Kind.ROLE else ()
            token = desk.add_link(label.text, kind, **more, only=only)
        except BadInput as refused:
            st.error(f"No link was made: {refused.problems[0].message}")
            return
        st.session_state[NEW_LINK] = (label.text, token)
        label.show("")
        end.show("")
        st.rerun()


def end_day(end: Field, country: str | None) -> date | None:
    """The day that the field says; None where it is empty or refused."""
    if not end.text or not end.fits(NAME_LIMIT):
        return None
    try:
        day = read_day(end.text, date.max, country)
    except BadInput as refused:
        end.refuse(refused.problems[0].message)
        return None
    if day < resources.today():
        end.refuse(f"{day_text(day)} is over already; please name a later day.")
        return None
    return day
