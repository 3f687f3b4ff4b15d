"""What happened to the assessment as a whole, for its owner: as the audit log has it, in words."""

import streamlit as st

from assessment.store import OF_A_DAY, Event, Noted, ServerDesk
from assessment.ui.shell import bullets, heading, html, paragraph
from assessment.words import day_text

TOLD = {
    Event.CREATED: "it was made",
    Event.OPENED: "a link was used for the first time",
    Event.LINK_MADE: "a link was made",
    Event.LINK_REPLACED: "a link was replaced",
    Event.LINK_WITHDRAWN: "a link was withdrawn",
    Event.WORKSHOP_OPENED: "a workshop was opened",
    Event.WORKSHOP_CLOSED: "a workshop was closed",
    Event.DELETED: "it was deleted",
    Event.BROUGHT_BACK: "it was brought back",
    Event.GIVEN: "a record of it was given to the peer pool",
    Event.TAKEN_BACK: "its record was taken back from the peer pool",
}


def draw_events(desk: ServerDesk) -> None:
    html(heading("What happened to this assessment", 2))
    with st.expander("Show when it was made, linked, deleted or given", key="events", on_change="rerun") as events:
        if events.open:
            html(
                bullets(event_text(noted) for noted in desk.events())
                + paragraph(
                    "Whoever runs this server sees the same, for two years: without links, names or answers, and "
                    "without saying whose it was once the assessment is gone for good."
                )
            )


def event_text(noted: Noted) -> str:
    when = day_text(noted.at) if noted.event in OF_A_DAY else f"{day_text(noted.at)}, {noted.at:%H:%M} UTC"
    return f"{when}: {TOLD[noted.event]}."
