"""One theme a page: its questions, how far one has come, and the way to every other theme."""

import re
from contextlib import suppress
from itertools import groupby

import streamlit as st

from assessment.instrument import State
from assessment.store import Contents, Desk, StoreTrouble
from assessment.ui import session
from assessment.ui.answering import Place, carried_revision, draw_question, draw_watch, places_of
from assessment.ui.keeping import draw_new_link
from assessment.ui.shell import (
    bullets,
    draw_keeping,
    draw_open,
    draw_page_links,
    draw_whose,
    draw_without_rubrics,
    heading,
    html,
    link,
    paragraph,
    title,
)
from assessment.words import minutes_for, minutes_text

READING_RULE = "Choose the highest statement that is wholly true; each includes those above. “Most” is at least 80 %."
READING_RULES = (
    "“Senior management” is the chief executive, a director, the chief finance officer or the chief legal officer (in "
    "England the monitoring officer), or the management team in which they meet. Any other head of service alone is "
    "not.",
    "“Councillors” is full council, the cabinet or a committee, or one cabinet member's formal, published decision.",
    "“Some” is at least one, “most” at least 80 % of what the statement names. If there was nothing to count in the "
    "last 12 months, count the latest cases before.",
    "If those who should know were asked and nobody could say, choose the first statement. “I don't know” is for what "
    "you have not been able to ask.",
    "A review that found nothing to change stays one statement lower. That is meant.",
    "By keyboard: arrows move; Space, Enter or leaving the statements chooses; or type the letter, N or ?.",
)


def draw(desk: Desk) -> None:
    session.begin_page_run()
    contents = desk.contents()
    if draw_without_rubrics(contents):
        return
    draw_whose(contents, "Answer")
    places = places_of(contents)
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

    title(f"{place.rubric.title}: {place.theme.title}", below=progress_bar(progress(contents, places)))
    draw_new_link(desk)
    html(paragraph(READING_RULE, "reading"))
    draw_keeping(desk, "answer")
    for question in place.questions:
        number = place.first_number + place.questions.index(question)
        draw_question(place.rubric, question, number, carried, lambda: progress(desk.contents(), places))
    draw_themes(contents, places, place)
    draw_next(places, index)
    if desk.on_server:
        draw_watch([place.key(question) for question in place.questions])


def progress(contents: Contents, places: list[Place]) -> str:
    """ "13 of 52 answered, about 36 minutes left"; the script of the page reads its first two numbers."""
    asked = [(place.key(question), question) for place in places for question in place.questions]
    left = [question for key, question in asked if contents.entry(key).answer.state is State.BLANK]
    text = f"{len(asked) - len(left)} of {len(asked)} answered"
    return f"{text}, {minutes_text(minutes_for(left))} left" if left else text


def progress_bar(text: str) -> str:
    done, asked = (int(number) for number in re.findall(r"\d+", text)[:2])
    bar = f'<span class="bar" aria-hidden="true"><span style="width:{round(100 * done / asked)}%"></span></span>'
    return f'<p class="progress">{bar}<span class="count">{text}</span></p>'


def answered(contents: Contents, place: Place) -> int:
    states = (contents.entry(place.key(question)).answer.state for question in place.questions)
    return sum(state is not State.BLANK for state in states)


def draw_themes(contents: Contents, places: list[Place], here: Place) -> None:
    themes = st.expander("All themes, and how to choose", key="themes", on_change="rerun")
    if not themes.open:
        return
    with themes:
        html(bullets(READING_RULES))
        html(themes_list(contents, places, here))


def themes_list(contents: Contents, places: list[Place], here: Place) -> str:
    parts: list[str] = []
    for area, of_area in groupby(places, key=lambda place: place.rubric.title):
        items = ""
        for place in of_area:
            done = f"{answered(contents, place)} of {len(place.questions)}"
            mark = " (you are here)" if place == here else ""
            text = f"{place.theme.title}: {done} answered{mark}"
            items += f"<li>{link('Answer', text, place.address)}</li>"
        parts.append(f'{heading(area, 2, "small")}<ul class="themes">{items}</ul>')
    return "".join(parts)


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
        links.append(link("Results", "See your results", css="go next"))
    draw_page_links(*links)


draw_open(draw)
