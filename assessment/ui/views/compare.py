"""The council's answers beside published figures and beside councils that took part."""

import json

import streamlit as st

from assessment.figures import NO_FIGURE, coverage
from assessment.files import country_name
from assessment.instrument import AnswerSheet
from assessment.peers import PeerGroup, Refusal
from assessment.scoring import Result, Status, score
from assessment.store import Desk, Gone, Key
from assessment.ui import resources, session
from assessment.ui.answering import asked_in
from assessment.ui.comparing import (
    PagePeers,
    context_figures,
    coverage_section,
    draw_contribute,
    draw_peers,
    draw_pool_upload,
    draw_report_facts,
    page_peers,
    question_figures,
    store_peers,
)
from assessment.ui.shell import (
    bullets,
    details,
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
    title,
)
from assessment.words import Benchmark, Compared, compared, file_name

MAIL = "How many of these four does your main mail domain have?"
MAIL_HELP = (
    "Ask your ICT team: four settings stop others from sending mail in your name. An SPF record that ends in “-all”; "
    "a DMARC record; a DMARC record that says “reject”; DANE on the mail servers. For municipalities of Germany, "
    "Austria and Switzerland all four are published one by one, so this is the one place where a percentile can be "
    "stated without peers."
)


def draw(desk: Desk) -> None:
    contents = desk.contents()
    if draw_without_rubrics(contents):
        return
    draw_whose(contents, "Compare")
    sheet = contents.sheet()
    result = score(sheet, resources.rubrics())
    name = sheet.council.name
    title("Compare" + (f": {name}" if name else ""), "Where you stand among other councils, and what is published.")
    draw_keeping(desk, "compare")
    if result.overall.scores.status is Status.NOT_ASSESSED and not sheet.answers:
        html(paragraph("Nothing is answered yet, so there is nothing to compare. What is published stands below."))
        if not session.only_reads():
            draw_page_links(link("Answer", "Go to the questions", css="go next"))
    found = page_peers(contents.rubrics)
    peers = draw_peers(found, sheet.council, result)
    store = found if found.is_store else store_peers(contents.rubrics)
    if store is not None and not session.only_reads():
        with st.container(key="take-part"):
            draw_contribute(desk, store, sheet, result)
    draw_pool_upload()
    settings = draw_published(sheet, result)
    draw_download(sheet, result, peers, settings, found)


def draw_published(sheet: AnswerSheet, result: Result) -> int | None:
    html(heading("Published figures, question by question", 2))
    html(
        paragraph(
            "What others have counted, each figure by itself; your own country first, where it has one. Figures of "
            "different countries or years are never mixed. A figure that fits our level only loosely is context: it "
            "is folded away, and your answer is not set against it."
        )
    )
    questions = compared(result, sheet.council, resources.figures())
    settings = None
    for area in result.areas:
        mine = [one for one in questions if one.area is area]
        set_against = any(not shown.is_context for one in mine for shown in one.comparisons)
        html(heading(area.rubric.title, 3, "" if set_against else "only-screen"))
        for one in mine:
            if one.points:
                with st.container(key="mail"):
                    html(paragraph(MAIL_HELP))
                    settings = st.selectbox(MAIL, range(5), index=None, placeholder="Not chosen", key="mail-settings")
            if one.points or any(not shown.is_context for shown in one.comparisons):
                html(question_figures(one, 4, settings))
        html(context_figures(mine))
        missing = [question_link(area.rubric.id, one.question) for one in mine if is_without(one)]
        if missing:
            html(details(f"{NO_FIGURE[:-1]} for {len(missing)} of {len(mine)} questions", bullets(missing)))
    return settings


def is_without(one: Compared) -> bool:
    """Neither a figure beside the level nor one beside a fact."""
    found = coverage(resources.figures(), resources.companions(), one.area.rubric, one.question.id)
    return found.best == "none"


def draw_download(
    sheet: AnswerSheet,
    result: Result,
    peers: PeerGroup | Refusal | None,
    settings: int | None,
    found: PagePeers,
) -> None:
    notice = session.data_notice()
    made = Benchmark(
        result,
        sheet.council,
        resources.figures(),
        peers,
        country_name,
        settings,
        notice,
        found.is_file,
        companions=resources.companions(),
        facts=sheet.facts,
    )
    text = json.dumps(made.document(), indent=2) + "\n"
    st.download_button(
        "This comparison (JSON, for software)",
        text,
        file_name("comparison", "json", sheet.council.name, sheet.date),
        "application/json",
    )


def asked_now() -> set[Key]:
    """What the open assessment asks; nothing where none is open."""
    desk = session.desk()
    try:
        contents = desk.contents() if desk else None
    except Gone:
        contents = None
    known = contents is not None and all(pair in resources.rubrics() for pair in contents.rubrics.items())
    return {one.place.key(one.question) for one in asked_in(contents)} if contents and known else set()


draw_open(draw)
html(coverage_section(asked_now()))
with st.container(key="report"):
    draw_report_facts()
