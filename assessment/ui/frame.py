"""What stands around every page: the name, the way to the other pages, and notices."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from assessment.desk import Gone
from assessment.filedesk import FileDesk
from assessment.loading import dump_answers
from assessment.ui import session
from assessment.ui.markup import heading, html, markdown, paragraph

ADDRESSES = {"Start": "", "Answer": "answer", "Results": "results", "Your data": "your-data", "Method": "method"}


def draw_header(current: str) -> None:
    session.begin_run()
    place = last_place()
    links = (link(page, page, place if page == "Answer" else "", here=page == current) for page in ADDRESSES)
    html(
        '<header class="site"><p class="site-name">Digital maturity self-assessment</p>'
        f'<nav aria-label="Pages">{"".join(links)}</nav></header>'
    )
    slot = st.empty()  # its place stays when the notice goes, so that nothing below is drawn twice for a moment
    if notice := session.take_notice():
        slot.info(markdown(notice))


def last_place() -> str:
    desk = session.desk()
    try:
        return desk.place() if desk else ""
    except Gone:  # deleted meanwhile: the page itself will say so
        session.forget_desk()
        return ""


def title(text: str, lead: str = "", below: str = "") -> None:
    """The page's heading; `below` is markup that belongs to it."""
    html(heading(text) + (paragraph(lead, "lead") if lead else "") + below)


def link(page: str, label: str, theme: str = "", css: str = "", *, here: bool = False) -> str:
    """A link to another page of the same assessment, with everything it needs in its address. The script of the page
    follows it without loading everything anew. Plain markup: Streamlit's own links take the browser six times as long.
    """
    parameters = session.address(theme=theme)
    target = f"./{ADDRESSES[page]}" + (f"?{urlencode(parameters)}" if parameters else "")
    mark = ' aria-current="page"' if here else ""
    return f'<a class="{f"page {css}".strip()}" href="{escape(target)}"{mark}>{escape(label)}</a>'


def draw_page_links(*links: str) -> None:
    html(f'<p class="links">{"".join(links)}</p>')


def nothing_open() -> None:
    """Says why there is nothing to show, and the way out."""
    if session.token():
        title("This link opens nothing")
        html(
            paragraph(
                "The address is incomplete or mistyped, or the assessment was deleted. "
                "Compare it with the link that you kept. For safety nobody can look a lost link up."
            )
        )
    elif st.query_params.get(session.KEPT) == session.IN_FILE:
        title("The page was loaded anew")
        html(
            paragraph(
                "Answers that you keep in your own file are gone from here after a reload. "
                "Open the file that you downloaded last, and go on from there."
            )
        )
    else:
        title("Nothing is open yet")
        html(paragraph("Begin an assessment, or open one by its link or from its file."))
    draw_page_links(link("Start", "Go to the start page", css="go"))


def draw_keeping(desk: object, place: str) -> None:
    """For an assessment in the owner's own file: what is kept nowhere else, and the download, always in reach."""
    if not isinstance(desk, FileDesk):
        return
    with st.container(key="keeping", border=True):
        state = "yes" if desk.unsaved else "no"
        text = (
            "Your answers are only in this page until you download them."
            if desk.unsaved
            else "Nothing has changed since you downloaded your file."
        )
        html(f'<p class="keeping" data-unsaved="{state}">{text}</p>')
        draw_download(desk, f"download-{place}")


def draw_download(desk: FileDesk, key: str) -> None:
    revision = desk.revision()

    def downloaded() -> None:
        desk.downloaded = revision

    st.download_button(
        "Download my answers",
        data=dump_answers(desk.contents().sheet()),
        file_name="maturity-answers.json",
        mime="application/json",
        key=key,
        on_click=downloaded,
        type="primary" if desk.unsaved else "secondary",
    )
