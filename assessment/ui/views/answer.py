"""One theme a page: its questions, how far one has come, and the way to the next theme and to all others."""

from contextlib import suppress

import streamlit as st

from assessment.store import Desk, StoreTrouble
from assessment.ui import session
from assessment.ui.answering import (
    Place,
    asked_in,
    carried_revision,
    draw_question,
    draw_watch,
    places_of,
    progress_markup,
    progress_text,
    reading_markup,
)
from assessment.ui.keeping import draw_new_link, draw_renewal_line, draw_room, draw_wording
from assessment.ui.shell import (
    NONE_ASKED,
    draw_keeping,
    draw_open,
    draw_page_links,
    draw_whose,
    draw_without_rubrics,
    goal_mark,
    html,
    link,
    results_link,
    title,
)


def draw(desk: Desk) -> None:
    session.begin_page_run()
    contents = desk.contents()
    if draw_without_rubrics(contents):
        return
    draw_whose(contents, "Answer")
    places = places_of(contents)
    if not places:  # of a role's link, since areas were left out or the quick check was chosen
        title(NONE_ASKED)
        return
    wanted = st.query_params.get(session.THEME) or desk.place()
    index = next((number for number, place in enumerate(places) if place.address == wanted), 0)
    place = places[index]
    slot = st.empty()
    if st.query_params.get(session.THEME) not in (None, place.address):
        slot.info("There is no such theme in this assessment, so here is its first.")
    session.show_address(session.address(theme=place.address))  # so that reload and back find this theme
    if desk.place() != place.address:
        with suppress(StoreTrouble):  # reading goes on where nothing can be written
            desk.remember_place(place.address)
    session.know_revision(contents.revision)
    carried = carried_revision(contents.revision)

    title(f"{place.rubric.title}: {place.theme.title}", below=progress_markup(asked_in(contents)) + goal_mark())
    draw_new_link(desk)
    draw_renewal_line(contents)
    draw_wording(contents)
    html(reading_markup(place.rubric))
    draw_keeping(desk, "answer")
    draw_room(contents)
    for question in place.questions:
        number = place.first_number + place.questions.index(question)
        draw_question(place.rubric, question, number, carried, lambda now: progress_text(asked_in(now)))
    draw_next(places, index)
    draw_watch([place.key(question) for question in place.questions])


def draw_next(places: list[Place], index: int) -> None:
    links = []
    if index > 0:
        back = places[index - 1]
        links.append(link("Answer", f"Back: {back.theme.title}", back.address, "go back"))
    if index + 1 < len(places):
        following = places[index + 1]
        area = f"{following.rubric.title}, " if following.rubric != places[index].rubric else ""
        links.append(link("Answer", f"Next: {area}{following.theme.title}", following.address, "go next"))
    else:
        links.append(results_link() or link("Check", "Check your answers", css="go next"))
    draw_page_links(*links, link("Overview", "All themes", css="go"))


draw_open(draw, answers=True, watches=True)
