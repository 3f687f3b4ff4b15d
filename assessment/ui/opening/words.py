"""What stands on a page before it is live: the way to the other pages, the heading and, of a question page, the first
question. Each mirrors what the live page draws in its place, so that nothing jumps; a browser test compares them.
"""

import logging
from collections.abc import Collection, Mapping

from assessment.pack import title_of
from assessment.scoring import score
from assessment.store import Contents, Gone, Kind, ServerDesk, StoreTrouble
from assessment.ui import guard, resources, session
from assessment.ui.answering import asked_in, places_of, progress_markup, reading_markup
from assessment.ui.opening.question import question_markup
from assessment.ui.shell import (
    ADDRESSES,
    AWAY,
    BOARD_HEADER,
    FOR_ANSWERING,
    FOR_READING,
    METHOD,
    NONE_ASKED,
    NOT_FOR_READERS,
    NOT_OPENED_HERE,
    NOTHING_OPEN,
    OF_THE_WHOLE,
    OPENS_NOTHING,
    START,
    data_line,
    heading,
    paragraph,
    site_header,
    unbroken,
    whose_markup,
)

PAGES = {address: page for page, address in ADDRESSES.items()}
WITH_PROGRESS = {"Overview": "Overview", "Check": "Check your answers"}
HIDDEN: Mapping[Kind, Collection[str]] = {Kind.READ: NOT_FOR_READERS, Kind.ROLE: OF_THE_WHOLE}
WITH_CHART = '<span class="with-chart"></span>'
WITHOUT_ASSESSMENT = {"Start": START, "Method": METHOD}


def first_words(address: str, parameters: Mapping[str, str], cookies: Mapping[str, str]) -> str:
    """The markup for "answer", say, of the assessment that the parameters name and the cookies open."""
    page = PAGES.get(address, "Start")
    name = parameters.get(session.ID, "")
    place, body = "", ""
    hidden: Collection[str] = ()
    told = data_line(resources.server_notice())
    try:
        desk = opened(name, cookies)
        if desk is not None and desk.kind is Kind.BOARD:
            return unbroken(BOARD_HEADER + told + board_words(desk))
        hidden = HIDDEN.get(desk.kind, ()) if desk else ()
        place = desk.place() if desk else ""
        body = body_of(page, desk, parameters)
    except Gone:  # the live page says so
        logging.getLogger(__name__).info("the first words of a page came without its assessment")
    except StoreTrouble:
        logging.getLogger(__name__).warning("the first words of a page came without its assessment")
        body = paragraph(f"{AWAY} This page goes on trying, and comes by itself.", "trouble")
    file = session.file_name_in(parameters)
    known = {session.ID: name} if name else {session.KEPT: file} if file else {}
    return unbroken(site_header(page, known, place, hidden) + told + body)


def board_words(desk: ServerDesk) -> str:
    """The heading of the one page of a board's link."""
    contents = desk.contents()
    if any(known not in resources.rubrics() for known in contents.rubrics.items()):
        return ""
    return f"{WITH_CHART if has_chart(contents) else ''}{heading(title_of(contents.council.name))}"


def opened(name: str, cookies: Mapping[str, str]) -> ServerDesk | None:
    token = session.kept_token(name, cookies)
    desk = resources.store().open(token) if token else None
    if token and desk is None and (told := guard.count(guard.Act.WRONG)):
        raise guard.TooOften(told)
    return desk if desk and desk.public_id == name else None


def body_of(page: str, desk: ServerDesk | None, parameters: Mapping[str, str]) -> str:
    if page in WITHOUT_ASSESSMENT:
        title, lead = WITHOUT_ASSESSMENT[page]
        return f"<div>{heading(title)}{paragraph(lead, 'lead')}</div>"
    if desk is not None:
        return body_of_open(page, desk, parameters.get(session.THEME, ""))
    if session.file_name_in(parameters):  # only the browser knows
        return heading(page)
    name = parameters.get(session.ID, "")
    return heading(OPENS_NOTHING if name == session.NOBODY else NOT_OPENED_HERE if name else NOTHING_OPEN)


def body_of_open(page: str, desk: ServerDesk, theme: str) -> str:
    contents = desk.contents()
    if any(known not in resources.rubrics() for known in contents.rubrics.items()):
        return ""
    name, reads = contents.council.name, desk.kind is Kind.READ
    whose = whose_markup(contents, reads=reads)
    if reads and page in NOT_FOR_READERS:
        return whose + heading(FOR_READING)
    if page in HIDDEN.get(desk.kind, ()):
        return whose + heading(FOR_ANSWERING)
    if page == "Answer":
        return whose + question_page(contents, theme or desk.place())
    if page in WITH_PROGRESS:
        return whose + f"<div>{heading(WITH_PROGRESS[page])}{progress_markup(asked_in(contents))}</div>"
    if page == "Results" and has_chart(contents):
        whose = WITH_CHART + whose
    named = (
        {"Results": f"Results for {name}", "Plan": f"Plan for {name}", "Compare": f"Compare: {name}"} if name else {}
    )
    return whose + heading(named.get(page, page))


def has_chart(contents: Contents) -> bool:
    """Then the page is a wide one, where the window is."""
    areas = score(contents.sheet(), resources.rubrics()).areas
    return any(area.scores.score is not None for area in areas)


def question_page(contents: Contents, theme: str) -> str:
    places = places_of(contents)
    if not places:
        return heading(NONE_ASKED)
    place = next((one for one in places if one.address == theme), places[0])
    title = heading(f"{place.rubric.title}: {place.theme.title}")
    return (
        f"<div>{title}{progress_markup(asked_in(contents))}</div>"
        f"{reading_markup(place.rubric)}{question_markup(contents, place)}"
    )
