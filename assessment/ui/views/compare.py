"""The council's answers beside published figures and beside councils that took part."""

import json
from collections.abc import Callable
from functools import partial

import streamlit as st

from assessment.figures import NO_FIGURE, coverage
from assessment.files import XLSX, comparison_csv, comparison_xlsx, country_name
from assessment.instrument import AnswerSheet
from assessment.peers import PeerGroup, Refusal
from assessment.scoring import Result, Status, score
from assessment.store import Contents, Desk, Gone, Key, StoreTrouble
from assessment.ui import resources, session
from assessment.ui.answering import asked_in, carried_revision
from assessment.ui.comparing import (
    PagePeers,
    context_figures,
    coverage_section,
    draw_contribute,
    draw_facts,
    draw_peers,
    draw_pool_upload,
    draw_report_facts,
    facts_here,
    page_peers,
    question_figures,
    store_peers,
)
from assessment.ui.shell import (
    bullets,
    details,
    draw_keeping,
    draw_look,
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
from assessment.words import Benchmark, Compared, compared, file_name, waiting_text

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
        draw_look(contents.revision)
        return
    draw_whose(contents, "Compare")
    carried = carried_revision(contents.revision)
    sheet = contents.sheet()
    result = score(sheet, resources.rubrics())
    name = sheet.council.name
    title("Compare" + (f": {name}" if name else ""), "Where you stand among other councils, and what is published.")
    draw_keeping(desk, "compare")
    if result.overall.scores.status is Status.NOT_ASSESSED and not sheet.answers:
        html(paragraph("Nothing is answered yet, so there is nothing to compare. What is published stands below."))
        if not session.only_reads():
            draw_page_links(link("Answer", "Go to the questions", css="go next"))
    if waiting := waiting_text(sheet):
        html(paragraph(waiting, "waits"))
    found = page_peers(contents.rubrics)
    peers = draw_peers(found, sheet.council, result)
    store = found if found.is_store else store_peers(contents.rubrics)
    if store is not None and not session.only_reads():
        with st.container(key="take-part"):
            draw_contribute(desk, store, sheet, result)
    draw_pool_upload()
    with st.container(key="exactly"):
        draw_facts(carried)
    settings = draw_published(sheet, result)
    draw_downloads(desk, contents, peers, settings, found)


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


def draw_downloads(
    desk: Desk,
    drawn: Contents,
    peers: PeerGroup | Refusal | None,
    settings: int | None,
    found: PagePeers,
) -> None:
    """Each is made when it is asked for, so that it has the facts in it that were answered since the page was drawn."""
    notice, name = session.data_notice(), drawn.council.name
    made = partial(comparison_now, desk, drawn, peers, settings, notice, is_file=found.is_file)

    def table(of: Callable[..., bytes]) -> Callable[[], bytes]:
        def content() -> bytes:
            found = made()
            return of(found.document(), found.result, name, notice)

        return content

    offered: tuple[tuple[str, Callable[[], str | bytes], str, str], ...] = (
        ("JSON, for software", lambda: json.dumps(made().document(), indent=2) + "\n", "json", "application/json"),
        ("CSV, for spreadsheets", table(comparison_csv), "csv", "text/csv"),
        ("XLSX, for Excel", table(comparison_xlsx), "xlsx", XLSX),
    )
    with st.container(key="comparison-downloads", horizontal=True):
        for kind, content, ending, mime in offered:
            file = file_name("comparison", ending, name, drawn.day)
            st.download_button(f"This comparison ({kind})", content, file, mime, on_click="ignore")


def comparison_now(
    desk: Desk, drawn: Contents, peers: PeerGroup | Refusal | None, settings: int | None, notice: str, *, is_file: bool
) -> Benchmark:
    contents = newest(desk, drawn)
    return Benchmark(
        score(contents.sheet(), resources.rubrics()),
        contents.council,
        resources.figures(),
        peers,
        country_name,
        settings,
        notice,
        is_file,
        companions=resources.companions(),
        facts=facts_here(contents),
    )


def newest(desk: Desk, drawn: Contents) -> Contents:
    try:
        return desk.contents()
    except (Gone, StoreTrouble):
        return drawn


def asked_now() -> set[Key]:
    """What the open assessment asks; nothing where none is open."""
    desk = session.desk()
    try:
        contents = desk.contents() if desk else None
    except Gone:
        contents = None
    known = contents is not None and all(pair in resources.rubrics() for pair in contents.rubrics.items())
    return {one.place.key(one.question) for one in asked_in(contents)} if contents and known else set()


draw_open(draw, whole=True, watches=True)
html(coverage_section(asked_now()))
with st.container(key="report"):
    draw_report_facts()
