"""What stands around every page: the name, the way to the other pages, and notices."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from assessment.files import dump_answers
from assessment.instrument import Question
from assessment.store import Contents, Deleted, Desk, Gone
from assessment.ui import resources, session
from assessment.ui.shell.keeping import COPIES, answers_name, draw_copy_field, draw_missing
from assessment.ui.shell.markup import Markup, heading, html, markdown, paragraph
from assessment.words import day_text, listed, whose_text

OPENS_NOTHING = "This link opens nothing"
NOT_OPENED_HERE = "This browser has not opened this assessment"
NOTHING_OPEN = "Nothing is open yet"
START = (
    "How digitally mature is your council?",
    "Answer plain questions about artificial intelligence, cloud services, cyber security and software choice. "
    "See where you stand, why, and what to do next.",
)
METHOD = ("How it works", "Where every number comes from, in plain words.")
VIEWS = Path(__file__).parents[1] / "views"  # "pages" would be a name of Streamlit's own
ADDRESSES = {
    "Start": "",
    "Overview": "overview",
    "Answer": "answer",
    "Check": "check",
    "Results": "results",
    "Compare": "compare",
    "Your data": "your-data",
    "Method": "method",
}


def script(page: str) -> Path:
    """The file that draws a page."""
    return VIEWS / f"{(ADDRESSES[page] or 'start').replace('-', '_')}.py"


def go_to(page: str, parameters: dict[str, str]) -> NoReturn:
    """Leave for another page; what follows in this run is not drawn."""
    st.switch_page(script(page), query_params=parameters)


def draw_header(current: str) -> None:
    session.begin_run()
    draw_copy_field()
    html(site_header(current, session.address(), last_place()))
    html(data_line(session.data_notice()))
    slot = st.empty()  # its place stays when the notice goes, so that nothing below is drawn twice for a moment
    if notice := session.notice():
        slot.info(markdown(notice))


def site_header(current: str, parameters: Mapping[str, str], place: str) -> str:
    """The name and the way to all pages; `place` is the theme that Answer leads to."""
    links = "".join(
        link_with(
            page,
            page,
            {**parameters, session.THEME: place} if place and page == "Answer" else parameters,
            mark=' aria-current="page"' if page == current else "",
        )
        for page in ADDRESSES
    )
    return (
        '<header class="site"><p class="site-name">Digital maturity self-assessment</p>'
        f'<nav aria-label="Pages">{links}</nav></header>'
    )


def data_line(told: str) -> str:
    """What is said of invented data above every page; nothing of real ones."""
    return f'<p class="illustrative">{escape(told)}</p>' if told else ""


def last_place() -> str:
    desk = session.desk()
    try:
        return desk.place() if desk else ""
    except Deleted:
        return ""
    except Gone:  # deleted meanwhile: the page itself will say so
        session.forget_desk()
        return ""


def title(text: str, lead: str = "", below: str = "") -> None:
    """The page's heading; `below` is markup that belongs to it."""
    html(heading(text) + (paragraph(lead, "lead") if lead else "") + below)


def link(page: str, label: str, theme: str = "", css: str = "", *, here: bool = False, at: str = "") -> str:
    """A link to another page of the same assessment, with everything it needs in its address. The script of the page
    follows it without loading everything anew. Plain markup: Streamlit's own links take the browser six times as long.
    """
    mark = ' aria-current="page"' if here else ""
    return link_with(page, label, session.address(theme=theme), css, mark, at)


def link_with(page: str, label: str, parameters: Mapping[str, str], css: str = "", mark: str = "", at: str = "") -> str:
    """The same where no page is being drawn, so that nothing is known but these parameters."""
    target = f"./{ADDRESSES[page]}" + (f"?{urlencode(parameters)}" if parameters else "")
    return f'<a class="{f"page {css}".strip()}" href="{escape(target + at)}"{mark}>{escape(label)}</a>'


def question_link(rubric: str, question: Question, label: str = "", css: str = "") -> Markup:
    """A link to one question where it is asked: the page scrolls to it, and the keyboard is there."""
    where = f"{rubric}.{question.theme}"
    return Markup(link("Answer", label or question.text, where, css, at=f"#{anchor_of(rubric, question)}"))


def anchor_of(rubric: str, question: Question) -> str:
    return f"q-{rubric}-{question.id}"


def draw_whose(contents: Contents, page: str) -> None:
    """Whose assessment this is, in the page's head and in the tab's title."""
    name = contents.council.name
    if told := whose_text(name, contents.day):
        html(paragraph(told, "whose"))
    if name:
        st.set_page_config(page_title=f"{' '.join(name.split())} · {page} · Digital maturity self-assessment")


def draw_page_links(*links: str) -> None:
    html(f'<p class="links">{"".join(links)}</p>')


def nothing_open() -> None:
    """Says why there is nothing to show, and the way out."""
    if session.asked_id() == session.NOBODY or session.token():
        title(OPENS_NOTHING)
        html(
            paragraph(
                "The link is incomplete or mistyped, or the assessment was deleted. "
                "Compare it with the link that you kept. For safety nobody can look a lost link up."
            )
        )
    elif session.asked_id():
        title(NOT_OPENED_HERE)
        html(
            paragraph(
                "The address names an assessment, but opens it only in a browser that its link was opened in. Open the "
                "link that you kept: it ends in “/open#” and a secret."
            )
        )
    elif session.asked_file():
        draw_missing()
    else:
        title(NOTHING_OPEN)
        html(paragraph("Begin an assessment, or open one by its link or from its file."))
        html(COPIES)
    draw_page_links(link("Start", "Go to the start page", css="go"))


def draw_open(draw: Callable[[Desk], None]) -> None:
    """Draw a page of the open assessment; without one, or when it is deleted meanwhile, say so."""
    opened = session.desk()
    if opened is None:
        nothing_open()
        return
    try:
        draw(opened)
    except Deleted as deleted:
        draw_deleted(deleted.day)
    except Gone:
        session.forget_desk()
        nothing_open()


def draw_deleted(day: date) -> None:
    title("This assessment was deleted")
    html(
        paragraph(
            f"It is gone for good on {day_text(day)}. Until then it can be brought back as it was, but for what it had "
            "given to the peer pool."
        )
    )
    if st.button("Bring it back", type="primary"):
        resources.store().bring_back(session.token())
        session.set_notice("The assessment is back.")
        st.rerun()
    draw_page_links(link("Start", "Go to the start page", css="go"))


def draw_without_rubrics(contents: Contents) -> bool:
    """Whether the assessment's questions are gone from this server; then says so and offers the answers."""
    known = resources.rubrics()
    gone = [f"{name} {version}" for name, version in contents.rubrics.items() if (name, version) not in known]
    if not gone:
        return False
    title("This server no longer has these questions")
    html(
        paragraph(
            f"The assessment was made with {listed(gone)}, and answers are never scored under another version. "
            "Nothing is lost: download the answers, and ask whoever runs this server to put the version back."
        )
    )
    data = dump_answers(contents.sheet())
    st.download_button("Answers (JSON)", data, answers_name(contents, data), "application/json", key="download-gone")
    return True
