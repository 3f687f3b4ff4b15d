"""The result: a sentence, the numbers, why they are what they are, and what to do next."""

import json
from dataclasses import replace
from typing import NoReturn

import streamlit as st

from assessment.files import XLSX, country_name, dump_answers, result_csv, result_xlsx
from assessment.instrument import AnswerSheet, Scope
from assessment.peers import PeerGroup, Refusal
from assessment.scoring import Result, Status, result_document, score
from assessment.store import Contents, Desk
from assessment.ui import resources, session
from assessment.ui.answering import Asked, asked_in, first_open, left_text
from assessment.ui.comparing import MEDIAN, PagePeers, area_figures, dated_text, page_peers, peers_at
from assessment.ui.results import (
    area_chart,
    area_section,
    explain_overall,
    overall_figures,
    steps_section,
    theme_chart,
    unknown_section,
)
from assessment.ui.shell import (
    anchor_of,
    answers_name,
    draw_keeping,
    draw_open,
    draw_page_links,
    draw_whose,
    draw_without_rubrics,
    go_to,
    heading,
    html,
    link,
    paragraph,
    title,
)
from assessment.words import compared, file_name, headline, statement


def draw(desk: Desk) -> None:
    contents = desk.contents()
    if draw_without_rubrics(contents):
        return
    draw_whose(contents, "Results")
    sheet = contents.sheet()
    result = score(sheet, resources.rubrics())
    name = sheet.council.name
    title("Results" + (f" for {name}" if name else ""))
    draw_keeping(desk, "results")
    if result.overall.scores.status is Status.NOT_ASSESSED and not sheet.answers:
        html(paragraph("Nothing is answered yet, so there is nothing to show."))
        draw_page_links(link("Answer", "Go to the questions", css="go next"))
        return
    html(paragraph(headline(result, sheet), "headline"))
    draw_scope(desk, contents)
    html(overall_figures(result))
    html(explain_overall(result.overall, {area.rubric.id: area.rubric.title for area in result.areas}))
    found = page_peers()
    shown = chosen_group(found, sheet, result)
    group = shown if isinstance(shown, PeerGroup) else None
    beside = {area: peers_at(position) for area, position in group.areas.items()} if group else {}
    peers = {area: others for area, others in beside.items() if others is not None}
    area_chart(result, peers, found.notice)
    html(peers_note(shown, found))
    label = "See published figures" if contents.scope is Scope.QUICK else "Compare with other councils"
    draw_page_links(link("Compare", label, css="go"))
    html(steps_section(result))
    html(unknown_section(result))
    html(heading("Area by area", 2))
    questions = compared(result, sheet.council, resources.figures())
    for area in result.areas:
        mine = [one for one in questions if one.area is area]
        html(area_section(area, result.date) + area_figures(area.rubric.title, mine))
    theme_chart(result, found.notice)
    draw_downloads(desk, contents, result)


def chosen_group(found: PagePeers, sheet: AnswerSheet, result: Result) -> PeerGroup | Refusal | None:
    """The group chosen on Compare, or why it may not be shown."""
    wanted = session.peer_choice() or found.default_choice(sheet.council.country)
    return found.standing(wanted, result, sheet.council)


def peers_note(shown: PeerGroup | Refusal | None, found: PagePeers) -> str:
    if isinstance(shown, Refusal):
        return paragraph(f"No peers are shown. {' '.join(shown.reasons)}", "why")
    if shown is None:
        return ""
    who = statement(shown, country_name, from_file=found.is_file)
    return paragraph(f"Peers: {who} {dated_text(shown, found)} {MEDIAN}", "why")


def draw_scope(desk: Desk, contents: Contents) -> None:
    """A quick check says what it is, and how to go on."""
    if contents.scope is Scope.FULL:
        return
    html(
        paragraph(
            "This is the quick check: its numbers are an indication. It states no level, and is never compared with "
            "a full assessment."
        )
    )
    left = asked_in(replace(contents, scope=Scope.FULL))
    if st.button(f"Go on to the full assessment: {left_text(left)}", type="primary"):
        desk.set_up(contents.council, Scope.FULL, contents.rubrics)
        go_on_at(first_open(left))


def go_on_at(following: Asked | None) -> NoReturn:
    if following is None:
        go_to("Answer", session.address())
    session.set_goal(anchor_of(following.place.rubric.id, following.question))
    go_to("Answer", session.address(theme=following.place.address))


def draw_downloads(desk: Desk, contents: Contents, result: Result) -> None:
    html(heading("Take it with you", 2))
    whose = contents.council.name, contents.day
    html(paragraph("The result also prints well on A4, with your browser's own print command."))
    with st.container(key="downloads", horizontal=True):
        sheet = contents.sheet()
        if desk.on_server:
            data = dump_answers(sheet)
            st.download_button("Answers (JSON)", data, answers_name(contents, data), "application/json")
        notice = session.data_notice()
        document = json.dumps(result_document(result, notice), indent=2) + "\n"
        st.download_button("Result (JSON)", document, file_name("result", "json", *whose), "application/json")
        table = result_csv(result, notice, sheet)
        st.download_button("Result (CSV, for spreadsheets)", table, file_name("result", "csv", *whose), "text/csv")
        st.download_button(
            "Result for Excel (XLSX)",
            lambda: result_xlsx(result, notice, sheet),  # made when it is asked for
            file_name("result", "xlsx", *whose),
            XLSX,
        )


draw_open(draw)
