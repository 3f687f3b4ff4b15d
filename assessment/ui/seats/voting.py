"""`/vote?w=…`: a seat's own page. It shows what the host opens, takes a vote, and shows what is revealed."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.instrument import BadInput, Problem
from assessment.store import Key, LostSeat, SeatDesk, Stage, StoreTrouble, Vote
from assessment.ui import resources
from assessment.ui.seats.cookies import seat_in, seat_of
from assessment.ui.seats.frame import button, document, field, on_to, piece, refusal
from assessment.ui.seats.part import View, part
from assessment.ui.seats.room import rooms
from assessment.ui.seats.words import (
    CHANGE_ROLE,
    CHOOSE_FIRST,
    JOIN_TITLE,
    LEAVE,
    LEAVE_TOLD,
    NO_SEAT,
    ROLE_LABEL,
    ROOM_FAULT,
    SEAT_GONE,
    VOTE_TITLE,
    YOUR_SEAT,
    seated_as,
)
from assessment.ui.shell import AWAY, ask, is_from_here, posted
from assessment.words import FROM_ELSEWHERE, role_name

Answer = Callable[[], Awaitable[Response]]
JOIN_LINK = f'<p><a href="./join">{JOIN_TITLE}</a></p>'


async def told(answer: Answer) -> Response:
    try:
        return await answer()
    except LostSeat:
        return refusal(VOTE_TITLE, SEAT_GONE, 404, JOIN_LINK)
    except StoreTrouble:
        return refusal(VOTE_TITLE, AWAY, 503)
    except Exception:  # its text is nobody's business but the log's
        logging.getLogger(__name__).exception("a seat")
        return refusal(VOTE_TITLE, ROOM_FAULT, 500)


async def show(request: Request) -> Response:
    """The page, or with `part` what its script puts in place of a part."""

    async def answer() -> Response:
        asked = request.query_params
        view = await ask(seen, request.cookies, asked.get("w", ""), key_in(asked.get("q", "")))
        if view is None:
            return refusal(VOTE_TITLE, NO_SEAT, 404, JOIN_LINK)
        return piece(part(view)) if "part" in asked else page(view)

    return await told(answer)


def seen(cookies: Mapping[str, str], workshop: str, wanted: Key | None) -> View | None:
    """None where this browser has no seat there."""
    desk = seat_in(cookies, workshop)
    return view_of(desk, wanted) if desk else None


def view_of(desk: SeatDesk, wanted: Key | None = None) -> View:
    return View(desk.look(), resources.rubrics(), wanted)


def page(view: View, status: int = 200) -> Response:
    workshop = view.moment.workshop
    seat = "" if workshop.stage is Stage.CLOSED else seat_part(view)
    body = f'<p id="news" role="status" class="news"></p>{part(view)}{seat}'
    return document(VOTE_TITLE, body, status, heading=workshop.name, room=workshop.public_id, kind="seat")


def seat_part(view: View) -> str:
    """Who one is here; another role, and the way out."""
    workshop, role, name = view.moment.workshop, view.seen.role, view.seen.name
    options = "".join(
        f'<option value="{escape(one)}"{" selected" if one == role else ""}>{escape(role_name(one))}</option>'
        for one in workshop.roles
    )
    place = field("w", workshop.public_id)
    return (
        f'<details class="seat"><summary>{escape(YOUR_SEAT)}</summary><p>{escape(seated_as(role_name(role), name))}</p>'
        f'<form method="post" action="./seat">{place}{field("do", "role")}'
        f'<label for="role">{escape(ROLE_LABEL)}</label><select id="role" name="role">{options}</select>'
        f"{button(CHANGE_ROLE)}</form>"
        f'<form method="post" action="./seat">{place}{field("do", "leave")}<p>{escape(LEAVE_TOLD)}</p>'
        f"{button(LEAVE)}</form></details>"
    )


def key_in(text: str) -> Key | None:
    rubric, dot, question = text.partition(".")
    return Key(rubric, question) if dot else None


async def vote(request: Request) -> Response:
    """Takes a vote; answers once it is kept. To the script with the part alone, else with the page."""

    async def answer() -> Response:
        said = await posted(request)
        view = await ask(voted, request.cookies, said)
        if view is None:
            return refusal(VOTE_TITLE, NO_SEAT, 404, JOIN_LINK)
        if not view.told:
            rooms().nudge()
        if "x-part" in request.headers:
            return piece(part(view), 409 if view.told else 200)
        if view.told:
            return page(view, 409)
        asked = f"&q={said.get('q', '')}" if view.moment.workshop.stage is Stage.HOMEWORK and view.wanted else ""
        return on_to(f"vote?w={said.get('w', '')}{asked}")

    if not is_from_here(request.headers):
        return refusal(VOTE_TITLE, FROM_ELSEWHERE, 403)
    return await told(answer)


def voted(cookies: Mapping[str, str], said: Mapping[str, str]) -> View | None:
    """What the seat sees once its vote is kept or refused; None where this browser has no seat there."""
    desk = seat_in(cookies, said.get("w", ""))
    if desk is None:
        return None
    key, number = key_in(said.get("q", "")), said.get("n", "")
    whole = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
    tried, refused = Vote(said.get("choice", ""), said.get("reason", "")), ""
    try:
        if not tried.choice:
            raise BadInput([Problem(CHOOSE_FIRST)])
        desk.vote(key or Key("", ""), whole, *tried)
    except BadInput as problem:
        refused = sentence(problem)
    view = view_of(desk, key)
    return replace(view, told=refused, tried=tried, tried_for=(key or Key("", ""), whole)) if refused else view


def sentence(problem: BadInput) -> str:
    """The first of its problems, as a sentence of a page."""
    text = str(problem.problems[0])
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


async def change_seat(request: Request) -> Response:
    async def answer() -> Response:
        said = await posted(request)
        desk = await seat_of(request, said.get("w", ""))
        if desk is None:
            return refusal(VOTE_TITLE, NO_SEAT, 404, JOIN_LINK)
        if said.get("do") == "leave":
            await ask(desk.leave)
            rooms().nudge()
            return on_to("join")
        try:
            await ask(desk.change_role, said.get("role", ""))
        except BadInput as problem:
            view = replace(await ask(view_of, desk), told=sentence(problem))
            return page(view, 409)
        rooms().nudge()
        return on_to(f"vote?w={desk.public_id}")

    if not is_from_here(request.headers):
        return refusal(VOTE_TITLE, FROM_ELSEWHERE, 403)
    return await told(answer)


ROUTES = [
    Route("/vote", show, methods=["GET"]),
    Route("/vote", vote, methods=["POST"]),
    Route("/seat", change_seat, methods=["POST"]),
]
