"""`/councils`: the list, and what is done with one line of it."""

from collections.abc import Mapping, Sequence
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.store import Kind, Stage, Workshop
from assessment.ui import session
from assessment.ui.councils.own import told
from assessment.ui.councils.showing import carry_part, pool_part, take_off_form
from assessment.ui.councils.standing import Line, lines_of
from assessment.ui.councils.words import (
    COUNCILS_LEAD,
    COUNCILS_TITLE,
    HAND_OVER,
    ITS_DATA,
    ITS_WORKSHOPS,
    KIND_TEXTS,
    NO_COUNCILS,
    OPEN_IT,
    TAKE_OFF_FIRST,
    TAKE_THEM_OFF,
    TAKEN_OFF,
    opens_nothing_text,
)
from assessment.ui.seats import button, document, field, on_to
from assessment.ui.shell import ask, ask_in_turn, forget, posted
from assessment.words import STAGES, TO_HOST, TO_RECORD

DEAD = "dead"  # in place of a name: all links that the server knows nothing of
PAGES = {
    Kind.OWNER: "overview",
    Kind.EDIT: "overview",
    Kind.ROLE: "overview",
    Kind.READ: "results",
    Kind.BOARD: "results",
}


async def show(request: Request) -> Response:
    async def answer() -> Response:
        return await page(request.cookies, done=TAKEN_OFF if "off" in request.query_params else "")

    return await told(request, answer)


async def page(cookies: Mapping[str, str], refused: str = "", done: str = "", status: int = 200) -> Response:
    lines, dead = await ask_in_turn(lines_of, cookies)
    body = whole(lines, dead, refused, done) + await ask_in_turn(pool_part, lines) + carry_part(lines)
    return document(COUNCILS_TITLE, body, status)


def whole(lines: Sequence[Line], dead: int, refused: str, done: str) -> str:
    alert = f'<p role="alert" class="told">{escape(refused)}</p>' if refused else ""
    state = f'<p role="status" class="done">{escape(done)}</p>' if done else ""
    listed = "".join(line(one) for one in lines)
    return (
        f'<p class="links"><a href="./">Start</a></p><p>{escape(COUNCILS_LEAD)}</p>{alert}{state}'
        + (f'<ul class="councils">{listed}</ul>' if lines else f"<p>{escape(NO_COUNCILS)}</p>")
        + (dead_part(dead) if dead else "")
    )


def dead_part(dead: int) -> str:
    inside = field("name", DEAD) + button(TAKE_THEM_OFF)
    return f'<p>{escape(opens_nothing_text(dead))}</p><form method="post" action="./councils">{inside}</form>'


def line(one: Line) -> str:
    if one.closed:
        body = f"<h2>{escape(KIND_TEXTS[one.kind])}</h2><p>{escape(one.closed)}</p>"
        if one.kind is Kind.OWNER:
            body += f'<p class="links"><a href="./your-data?a={one.public_id}">{escape(OPEN_IT)}</a></p>'
        return f"<li>{body}{take_off_form(one)}</li>"
    facts = " ".join(f"{escape(text.rstrip('.'))}." for text in (KIND_TEXTS[one.kind], *one.told))
    links = f'<a href="./{PAGES[one.kind]}?a={one.public_id}">{escape(OPEN_IT)}{of(one)}</a>'
    if not one.kind.only_reads:
        links += f' <a href="./your-data?a={one.public_id}">{escape(ITS_DATA)}{of(one)}</a>'
    if one.kind is Kind.OWNER:
        links += f' <a href="./workshops?a={one.public_id}">{escape(ITS_WORKSHOPS)}{of(one)}</a>'
        links += f' <a href="./hand-over?a={one.public_id}">{escape(HAND_OVER)}{of(one)}</a>'
    rooms = "".join(workshop(one, room) for room in one.workshops)
    return f'<li><h2>{escape(one.name)}</h2><p>{facts}</p>{rooms}<p class="links">{links}</p>{take_off_form(one)}</li>'


def of(one: Line) -> str:
    """For those who hear links out of their place: whose it is."""
    return f'<span class="only-told">: {escape(one.name)}</span>'


def workshop(one: Line, room: Workshop) -> str:
    place = f"a={one.public_id}&amp;w={escape(room.public_id)}"
    lead = "" if room.stage is Stage.CLOSED else f'<a href="./host?{place}">{escape(TO_HOST)}</a> '
    told_of = f"{escape(room.name)}: {escape(STAGES[room.stage.value][0].lower() + STAGES[room.stage.value][1:])}."
    return f'<p>{told_of} {lead}<a href="./record?{place}">{escape(TO_RECORD)}</a></p>'


async def press(request: Request) -> Response:
    """Take one off, or all that the server knows nothing of."""

    async def answer() -> Response:
        said = await posted(request)
        name = said.get("name", "")
        desks = await ask(session.held_desks, request.cookies)
        if name != DEAD and "sure" not in said:
            return await page(request.cookies, refused=TAKE_OFF_FIRST, status=400)
        going = [one for one, desk in desks.items() if (desk is None if name == DEAD else one == name)]
        response = on_to("councils?off=yes" if going else "councils")
        for one in going:
            forget(response, one)
        return response

    return await told(request, answer)


ROUTES = [Route("/councils", show, methods=["GET"]), Route("/councils", press, methods=["POST"])]
