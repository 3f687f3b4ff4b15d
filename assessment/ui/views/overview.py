"""The task list: one line a theme with its state, what is left, and the way on; filtered, single questions."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

import streamlit as st

from assessment.instrument import AnswerSheet
from assessment.store import Desk
from assessment.ui.answering import (
    Asked,
    asked_in,
    first_open,
    first_to_confirm,
    left_text,
    progress_markup,
    theme_state,
)
from assessment.ui.keeping import draw_new_link, draw_renewal, draw_wording, workshops_link
from assessment.ui.shell import (
    draw_keeping,
    draw_open,
    draw_page_links,
    draw_whose,
    draw_without_rubrics,
    heading,
    html,
    link,
    paragraph,
    question_link,
    results_link,
    title,
)
from assessment.words import WHO_COULD_SAY, capitalised, counted, waiting_text, who_could_say, who_text

ALL, OPEN, UNKNOWN, CONFIRM = "All themes", "Open", "Unknown", "To confirm"
ANYONE = "Anyone"


def draw(desk: Desk) -> None:
    contents = desk.contents()
    if draw_without_rubrics(contents):
        return
    draw_whose(contents, "Overview")
    asked = asked_in(contents)
    title("Overview", below=progress_markup(asked))
    draw_new_link(desk)
    draw_renewal(desk, contents)
    draw_wording(contents)
    draw_keeping(desk, "overview")
    draw_way_on(asked, contents.sheet())
    draw_list(asked)
    draw_page_links(link("Check", "Check your answers", css="go"))
    html(workshops_link(desk))


def draw_way_on(asked: list[Asked], sheet: AnswerSheet) -> None:
    following, waiting = first_open(asked), first_to_confirm(asked)
    if waiting is not None:
        html(paragraph(waiting_text(sheet)))
    if following is None and waiting is not None:
        where = f"{waiting.place.rubric.title}, {waiting.place.theme.title}"
        text = f"Confirm what was taken over: {where}"
        draw_page_links(question_link(waiting.place.rubric.id, waiting.question, text, "go next"))
        return
    if following is None:
        html(paragraph("Every question is answered."))
        draw_page_links(results_link())
        return
    begun = any(not one.is_open for one in asked)
    where = f"{following.place.rubric.title}, {following.place.theme.title}"
    text = f"{'Go on' if begun else 'Begin'}: {where}"
    draw_page_links(question_link(following.place.rubric.id, following.question, text, "go next"))


@st.fragment
def draw_list(asked: list[Asked]) -> None:
    counts = {ALL: "", OPEN: f" ({sum(one.is_open for one in asked)})"}
    counts[UNKNOWN] = f" ({sum(one.is_unknown for one in asked)})"
    if waiting := sum(one.is_to_confirm for one in asked):
        counts[CONFIRM] = f" ({waiting})"
    people = sorted({who for one in asked for who in people_of(one)})
    with st.container(key="task-filters", horizontal=True, vertical_alignment="bottom"):
        kind = st.radio("Show", list(counts), format_func=lambda name: name + counts[name], horizontal=True, key="show")
        who = st.selectbox(WHO_COULD_SAY, [ANYONE, *people], key="who")
    shown = [one for one in asked if matches(one, kind, who)]
    if kind == ALL and who == ANYONE:
        html("".join(area_lines(asked)))
        return
    html(paragraph(f"{counted(len(shown), 'question')}.", "headline-count"))
    html("".join(question_lines(shown)))


def matches(one: Asked, kind: str, who: str) -> bool:
    right_kind = {ALL: True, OPEN: one.is_open, UNKNOWN: one.is_unknown, CONFIRM: one.is_to_confirm}[kind]
    return right_kind and who in (ANYONE, *people_of(one))


def people_of(one: Asked) -> list[str]:
    return [capitalised(who) for who in who_could_say(one.question)]


def area_lines(asked: list[Asked]) -> Iterator[str]:
    for area, of_area in by_area(asked):
        items = ""
        for place, of_theme in groupby(of_area, key=lambda one: one.place):
            questions = list(of_theme)
            told = ". ".join(filter(None, [theme_state(questions), left_text(questions)]))
            items += (
                f"<li>{link('Answer', place.theme.title, place.address)}"
                f'<span class="theme-state">{escape(capitalised(told))}</span></li>'
            )
        yield f'{heading(area, 2, "small")}<ul class="themes tasks">{items}</ul>'


def question_lines(asked: list[Asked]) -> Iterator[str]:
    for area, of_area in by_area(asked):
        items = "".join(
            f"<li>{question_link(one.place.rubric.id, one.question, one.question.text)}"
            f'<span class="theme-state">{escape(facts(one))}</span></li>'
            for one in of_area
        )
        yield f'{heading(area, 2, "small")}<ul class="themes tasks">{items}</ul>'


def facts(one: Asked) -> str:
    state = "Open" if one.is_open else "Unknown" if one.is_unknown else CONFIRM if one.is_to_confirm else "Answered"
    return ". ".join(filter(None, [state, who_text(one.question)]))


def by_area(asked: list[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    for area, found in groupby(asked, key=lambda one: one.place.rubric.title):
        yield area, list(found)


draw_open(draw, answers=True)
