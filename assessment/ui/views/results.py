"""The result: a sentence, the numbers, why they are what they are, and what to do next."""

import json

import streamlit as st

from assessment.answers import AnswerSheet, Scope
from assessment.export import result_csv, result_document
from assessment.filedesk import FileDesk
from assessment.loading import dump_answers
from assessment.records import Contents, Desk
from assessment.results import Result, Status
from assessment.scoring import score
from assessment.story import headline
from assessment.ui import resources, session
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
    area_chart(result)
    html(steps_section(result))
    html(unknown_section(result))
    html(heading("Area by area", 2))
    for area in result.areas:
        html(area_section(area, result.date))
    theme_chart(result)
    draw_downloads(desk, sheet, result)


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
        document = json.dumps(result_document(result), indent=2) + "\n"
        st.download_button("Result (JSON)", document, "maturity-result.json", "application/json")
        st.download_button("Result (CSV, for spreadsheets)", result_csv(result), "maturity-result.csv", "text/csv")


draw_open(draw)
