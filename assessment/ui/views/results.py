"""The result: a sentence, the numbers, why they are what they are, and what to do next."""

import json

import streamlit as st

from assessment.answers import AnswerSheet, Scope
from assessment.benchmark import compared
from assessment.countries import country_name
from assessment.export import result_csv, result_document
from assessment.filedesk import FileDesk
from assessment.loading import dump_answers
from assessment.peers import PeerGroup, Refusal, statement
from assessment.records import Contents, Desk
from assessment.results import Result, Status
from assessment.scoring import score
from assessment.story import headline
from assessment.ui import peer_source, resources, session
from assessment.ui.figures import area_chart, overall_figures, theme_chart
from assessment.ui.frame import (
    answers_name,
    draw_keeping,
    draw_open,
    draw_page_links,
    draw_without_rubrics,
    link,
    title,
)
from assessment.ui.markup import heading, html, paragraph
from assessment.ui.peer_source import PeerSource
from assessment.ui.peers import MEDIAN, dated_text, peers_at
from assessment.ui.published import area_figures
from assessment.ui.sections import area_section, steps_section, unknown_section
from assessment.ui.why import explain_overall


def draw(desk: Desk) -> None:
    contents = desk.contents()
    if draw_without_rubrics(contents):
        return
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
    found = peer_source.source()
    shown = chosen_group(found, sheet, result)
    group = shown if isinstance(shown, PeerGroup) else None
    peers = {area: peers_at(position) for area, position in group.areas.items()} if group else {}
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
    draw_downloads(desk, sheet, result)


def chosen_group(found: PeerSource, sheet: AnswerSheet, result: Result) -> PeerGroup | Refusal | None:
    """The group chosen on Compare, or why it may not be shown."""
    wanted = session.peer_choice() or peer_source.default_choice(found, sheet.council.country)
    return peer_source.standing(found, wanted, result, sheet.council)


def peers_note(shown: PeerGroup | Refusal | None, found: PeerSource) -> str:
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
    if st.button("Go on to the full assessment; your answers are kept", type="primary"):
        desk.set_up(contents.council, Scope.FULL, contents.rubrics)
        st.switch_page("views/answer.py", query_params=session.address())


def draw_downloads(desk: Desk, sheet: AnswerSheet, result: Result) -> None:
    html(heading("Take it with you", 2))
    html(paragraph("The result also prints well on A4, with your browser's own print command."))
    with st.container(key="downloads", horizontal=True):
        if not isinstance(desk, FileDesk):
            data = dump_answers(sheet)
            st.download_button("Answers (JSON)", data, answers_name(data), "application/json")
        notice = peer_source.notice()
        document = json.dumps(result_document(result, notice), indent=2) + "\n"
        st.download_button("Result (JSON)", document, "maturity-result.json", "application/json")
        st.download_button(
            "Result (CSV, for spreadsheets)", result_csv(result, notice), "maturity-result.csv", "text/csv"
        )


draw_open(draw)
