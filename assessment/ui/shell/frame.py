"""What stands around every page: the name, the way to the other pages, and notices."""

from collections.abc import Collection, Mapping
from html import escape
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from assessment.files import dump_answers
from assessment.instrument import Question
from assessment.store import Closed, Contents, Gone, StoreTrouble
from assessment.ui import resources, session
from assessment.ui.shell.keeping import answers_name, draw_copy_field
from assessment.ui.shell.markup import Markup, heading, html, markdown, paragraph
from assessment.words import counted, listed, whose_text

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
    "Plan": "plan",
    "Compare": "compare",
    "Your data": "your-data",
    "Method": "method",
}
BOARD = "Board page"  # which has no address of its own: a board's link opens it at each
NOT_FOR_READERS = ("Overview", "Answer", "Check")
OF_THE_WHOLE = ("Results", "Plan", "Compare")  # not for a role's link
FOR_ROLE = "This link answers {what}; the others are answered through other links."
READING = "You are reading this assessment: its results and its comparison. Nothing that you do here changes it."
WITHOUT_NOTES = "Its owner shows no notes and no evidence through this link."


def script(page: str) -> Path:
    """The file that draws a page."""
    return VIEWS / f"{(ADDRESSES.get(page, 'board') or 'start').replace('-', '_')}.py"


def go_to(page: str, parameters: dict[str, str]) -> NoReturn:
    """Leave for another page; what follows in this run is not drawn."""
    st.switch_page(script(page), query_params=parameters)


def draw_header(current: str) -> None:
    session.begin_run()
    session.stay_at(current, session.asked_id(), st.query_params.get(session.THEME, ""))
    draw_copy_field()
    for_board = session.is_for_board()
    header = BOARD_HEADER if for_board else site_header(current, session.address(), last_place(), hidden_pages())
    html(header)
    html(data_line(session.data_notice()))
    slot = st.empty()  # its place stays when the notice goes, so that nothing below is drawn twice for a moment
    if notice := session.notice():
        slot.info(markdown(notice))


SITE_NAME = '<p class="site-name">Digital maturity self-assessment</p>'
BOARD_HEADER = f'<header class="site">{SITE_NAME}</header>'  # a board's one page leads nowhere


def hidden_pages() -> Collection[str]:
    return NOT_FOR_READERS if session.only_reads() else OF_THE_WHOLE if session.answers_for_role() else ()


def site_header(current: str, parameters: Mapping[str, str], place: str, hidden: Collection[str] = ()) -> str:
    """The name and the way to all pages but those hidden; `place` is the theme that Answer leads to."""
    links = "".join(
        link_with(
            page,
            page,
            {**parameters, session.THEME: place} if place and page == "Answer" else parameters,
            mark=' aria-current="page"' if page == current else "",
        )
        for page in ADDRESSES
        if page not in hidden
    )
    return f'<header class="site">{SITE_NAME}<nav aria-label="Pages">{links}</nav></header>'


def data_line(told: str) -> str:
    """What is said of invented data above every page; nothing of real ones."""
    return f'<p class="illustrative">{escape(told)}</p>' if told else ""


def last_place() -> str:
    try:
        desk = session.desk()
        return desk.place() if desk else ""
    except (Closed, StoreTrouble):  # the page itself will say so
        return ""
    except Gone:
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


def results_link() -> str:
    """The way to the results, where this link leads there."""
    return "" if session.answers_for_role() else link("Results", "See your results", css="go next")


def question_link(rubric: str, question: Question, label: str = "", css: str = "") -> Markup:
    """A link to one question where it is asked: the page scrolls to it, and the keyboard is there. To a reader, who
    has no such page, its text.
    """
    if session.only_reads():
        return Markup(f"<span>{escape(label or question.text)}</span>")
    where = f"{rubric}.{question.theme}"
    return Markup(link("Answer", label or question.text, where, css, at=f"#{anchor_of(rubric, question)}"))


def anchor_of(rubric: str, question: Question) -> str:
    return f"q-{rubric}-{question.id}"


def draw_whose(contents: Contents, page: str) -> None:
    """Whose assessment this is, in the page's head and in the tab's title."""
    with st.container():  # a place of its own, also where nothing is said: what stands below is not made anew
        html(whose_markup(contents, reads=session.only_reads()))
    draw_tab_title(contents.council.name, page)


def draw_tab_title(name: str | None, page: str) -> None:
    if name:
        st.set_page_config(page_title=f"{' '.join(name.split())} · {page} · Digital maturity self-assessment")


def whose_markup(contents: Contents, *, reads: bool) -> str:
    """Whose assessment it is, and to a reader what can be read of it."""
    told = whose_text(contents.council.name, contents.day)
    reading = f"{READING} {'' if contents.shows_notes else WITHOUT_NOTES}".strip()
    mine = "" if contents.only is None else FOR_ROLE.format(what=counted(len(contents.only), "question"))
    return (paragraph(told, "whose") if told else "") + (
        paragraph(reading if reads else mine, "hint") if reads or mine else ""
    )


def goal_mark() -> str:
    """Tells the page's script which part to show first; once, and "" then."""
    wanted = session.take_goal()
    return f'<span data-goal="{escape(wanted)}"></span>' if wanted else ""


def draw_page_links(*links: str) -> None:
    if any(links):
        html(f'<p class="links">{"".join(links)}</p>')


def draw_without_rubrics(contents: Contents) -> bool:
    """Whether the assessment's questions are gone from this server; then says so and offers the answers."""
    known = resources.rubrics()
    gone = [f"{name} {version}" for name, version in contents.rubrics.items() if (name, version) not in known]
    if not gone:
        return False
    title("This server no longer has these questions")
    told = f"The assessment was made with {listed(gone)}, and answers are never scored under another version."
    if session.only_reads():
        html(paragraph(f"{told} Nothing is lost: whoever runs this server can put the version back."))
        return True
    html(
        paragraph(
            f"{told} Nothing is lost: download the answers, and ask whoever runs this server to put the version back."
        )
    )
    data = dump_answers(contents.sheet())
    st.download_button("Answers (JSON)", data, answers_name(contents, data), "application/json", key="download-gone")
    return True
