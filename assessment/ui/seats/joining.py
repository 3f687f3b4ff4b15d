"""`/join`: from a code to a seat."""

import logging
from collections.abc import Mapping
from html import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.instrument import BadInput
from assessment.store import LONGEST_NAME, Door, StoreTrouble, new_token
from assessment.ui import resources
from assessment.ui.guard import Act, count, count_try, is_spent
from assessment.ui.seats.cookies import keep_seat, seat_of
from assessment.ui.seats.frame import button, document, field, on_to, refusal
from assessment.ui.seats.words import (
    CHOOSE_A_ROLE,
    CODE_LABEL,
    CODE_OPENS_NOTHING,
    GO_ON,
    GOES,
    JOIN_LEAD,
    JOIN_TITLE,
    NAME_LABEL,
    NO_NAMES,
    NOBODY_ELSE,
    ROLE_LABEL,
    ROOM_FAULT,
    SIT_DOWN,
    TOO_MANY_CODES,
    TOO_MANY_JOINED,
    WHO_SEES_WHAT,
    WITH_NAMES,
)
from assessment.ui.shell import AWAY, ask, is_from_here, posted
from assessment.words import FROM_ELSEWHERE, role_name

LONGEST_CODE = 40  # characters that somebody may type


async def join(request: Request) -> Response:
    """The form for the code; with a code the form for the seat; with a role the seat."""
    is_post = request.method == "POST"
    if is_post and not is_from_here(request.headers):
        return refusal(JOIN_TITLE, FROM_ELSEWHERE, 403)
    said = await posted(request) if is_post else request.query_params
    code = said.get("code", "")[:LONGEST_CODE]
    try:
        if not code or not (is_post or is_visit(request)):
            return code_form(code)
        return await with_code(request, said, code, is_post=is_post)
    except StoreTrouble:
        return code_form(code, AWAY, 503)
    except Exception:  # its text is nobody's business but the log's
        logging.getLogger(__name__).exception("joining")
        return refusal(JOIN_TITLE, ROOM_FAULT, 500)


def is_visit(request: Request) -> bool:
    """Whether somebody came by a link or a QR code. A picture's address on another's page is none: it would use up
    wrong codes of an address that typed nothing.
    """
    headers = request.headers
    mode, wanted = headers.get("sec-fetch-mode", "navigate"), headers.get("sec-fetch-dest", "document")
    return (mode, wanted) == ("navigate", "document") and "text/html" in headers.get("accept", "")


async def with_code(request: Request, said: Mapping[str, str], code: str, *, is_post: bool) -> Response:
    if is_spent(Act.CODE):
        return code_form(code, TOO_MANY_CODES, 429)
    workshops = resources.store().workshops
    door = await ask(workshops.door, code)
    if door is None:
        count_try(Act.CODE)
        return code_form(code, CODE_OPENS_NOTHING, 404)
    if await seat_of(request, door.public_id) is not None:
        return on_to(f"vote?w={door.public_id}")
    if taken := await ask(again, door, said):
        return seated(request, door, taken)
    if not door.is_open:
        return code_form(code, NOBODY_ELSE, 403)
    role, name = said.get("role", ""), said.get("name", "")
    if not is_post or "named" not in said:
        return seat_form(door, code)
    if role not in door.roles:
        return seat_form(door, code, name=name, told=CHOOSE_A_ROLE)
    if count(Act.JOIN):
        return code_form(code, TOO_MANY_JOINED, 429)
    try:
        secret = await ask(workshops.sit_down, code, role, name, said.get("secret", ""))
    except BadInput as refused:
        return seat_form(door, code, role, name, str(refused.problems[0]))
    return seated(request, door, secret)


def again(door: Door, said: Mapping[str, str]) -> str:
    """The secret of a seat that this very form has taken before; "" where it has not."""
    secret = said.get("secret", "")
    desk = resources.store().workshops.seat(door.public_id, secret) if secret else None
    if desk is not None and said.get("role") in door.roles:
        desk.change_role(said["role"])
    return secret if desk is not None else ""


def seated(request: Request, door: Door, secret: str) -> Response:
    response = on_to(f"vote?w={door.public_id}")
    keep_seat(request, response, door.public_id, secret)
    return response


def alert(told: str) -> str:
    return f'<p role="alert" class="told">{escape(told)}</p>' if told else ""


def code_form(code: str = "", told: str = "", status: int = 200) -> Response:
    wrong = ' aria-invalid="true"' if told else ""
    body = (
        f"<p>{escape(JOIN_LEAD)}</p>{alert(told)}"
        f'<form method="post" action="./join"><p><label for="code">{escape(CODE_LABEL)}</label>'
        f'<input id="code" name="code" value="{escape(code)}" maxlength="{LONGEST_CODE}" required autocomplete="off" '
        f'autocapitalize="characters" spellcheck="false"{wrong}></p>{button(GO_ON, "main")}</form>'
    )
    return document(JOIN_TITLE, body, status)


def seat_form(door: Door, code: str, role: str = "", name: str = "", told: str = "") -> Response:
    radios = "".join(
        f'<label class="choice"><input type="radio" name="role" value="{escape(one)}" required'
        f"{' checked' if one == role else ''}><span>{escape(role_name(one))}</span></label>"
        for one in door.roles
    )
    named = (
        ""
        if door.anonymous
        else f'<p><label for="name">{escape(NAME_LABEL)}</label><input id="name" name="name" value="{escape(name)}" '
        f'maxlength="{LONGEST_NAME}" autocomplete="name"></p>'
    )
    told_of = "".join(
        f"<p>{escape(text)}</p>" for text in (WHO_SEES_WHAT, NO_NAMES if door.anonymous else WITH_NAMES, GOES)
    )
    body = (
        f'{alert(told)}<form method="post" action="./join">{field("code", code)}{field("named", "yes")}'
        f"{field('secret', new_token())}"  # so that a second press takes no second seat
        f"{told_of}<fieldset><legend>{escape(ROLE_LABEL)}</legend>{radios}</fieldset>{named}"
        f"{button(SIT_DOWN, 'main')}</form>"
    )
    return document(JOIN_TITLE, body, 400 if told else 200, heading=door.name)


ROUTES = [Route("/join", join, methods=["GET", "POST"])]
