"""Files of the list: all its links, to carry to another browser and from there; and a pool of its councils."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.files import dump_pool
from assessment.instrument import printable
from assessment.store import Kind
from assessment.ui import session
from assessment.ui.comparing import clients_of, pool_of_clients, standing_of
from assessment.ui.councils.listing import page
from assessment.ui.councils.own import told
from assessment.ui.councils.showing import TICK
from assessment.ui.councils.standing import Line, lines_of
from assessment.ui.councils.words import (
    CARRY_HEAD,
    CHOOSE_LINKS_FILE,
    KIND_TEXTS,
    LINKS_TOO_BIG,
    NO_LINKS_IN_FILE,
    POOL_NONE,
    REST_NOT_READ,
    put_on_text,
)
from assessment.ui.guard import Act, count_try
from assessment.ui.seats import HEADERS, here
from assessment.ui.shell import ask, ask_in_turn, keep, keeps_its_own, opened, posted, still_opens

MOST_BYTES = 200_000  # of a file of links
MOST_LINES, MOST_DEAD = 400, 20
NAMES = "# "  # before a line that is no link: a council's name may look like one


async def links_file(request: Request) -> Response:
    async def answer() -> Response:
        lines, _ = await ask_in_turn(lines_of, request.cookies)
        tokens = session.held_tokens(request.cookies)
        text = links_text(lines, tokens, here(request))
        return as_file(text, "maturity-links.txt", "text/plain")

    return await told(request, answer)


def links_text(lines: Iterable[Line], tokens: dict[str, str], place: str) -> str:
    told_of = [
        f"{NAMES}{printable(one.name)} ({KIND_TEXTS[one.kind]})\r\n{place}/open#{tokens[one.public_id]}\r\n"
        for one in lines
        if not one.closed or one.kind is Kind.OWNER  # which may bring it back
    ]
    return "\r\n".join([f"{NAMES}{CARRY_HEAD}\r\n", *told_of])


async def links_from_file(request: Request) -> Response:
    async def answer() -> Response:
        body = await few_bytes(request)
        if body is None:
            return await page(request.cookies, refused=LINKS_TOO_BIG, status=413)
        text, remembered = await sent(request, body)
        if not text.strip():
            return await page(request.cookies, refused=CHOOSE_LINKS_FILE, status=400)
        return await put_on(request, text.splitlines()[:MOST_LINES], remembered=remembered)

    return await told(request, answer)


async def few_bytes(request: Request) -> bytes | None:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


async def sent(request: Request, body: bytes) -> tuple[str, bool]:
    """The file's text, "" where there is none; and whether its links are to be remembered."""

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        async with Request(request.scope, receive).form(max_files=1, max_fields=5) as form:
            file = form.get("links")
            data = await file.read() if isinstance(file, UploadFile) else b""
            return data.decode("utf-8", "replace"), "remember" in form
    except (HTTPException, MultiPartException):  # which of them depends on how the server calls us
        return "", False


async def put_on(request: Request, lines: Sequence[str], *, remembered: bool) -> Response:
    """A link that may do less than the one there takes no other's place."""
    found: dict[str, str] = {}
    there = dead = full = 0
    stopped = False
    held = dict(request.cookies)
    for line in lines:
        tokens = () if line.startswith(NAMES) else session.tokens_in(line)[:1]
        if not tokens:
            continue
        if stopped := dead >= MOST_DEAD:
            break
        token, desk = await opened(tokens)
        if desk is None or not await ask(still_opens, desk, or_brings_back=True):
            dead += 1
            count_try(Act.WRONG)
        elif await ask(partial(keeps_its_own, held, desk, equal=True)):
            there += 1
        elif session.is_full(held, desk.public_id):
            full += 1
        else:
            found[desk.public_id] = held[session.cookie_of(desk.public_id)] = token
    if not found and not there and not full:
        return await page(request.cookies, refused=REST_NOT_READ if stopped else NO_LINKS_IN_FILE, status=400)
    response = await page(held, done=put_on_text(len(found), there, dead, full, stopped=stopped))
    for name, token in found.items():
        keep(response, request.headers, name, token, remembered=remembered)
    return response


async def clients_pool(request: Request) -> Response:
    async def answer() -> Response:
        said = await posted(request)
        names = {name.removeprefix(TICK) for name in said if name.startswith(TICK)}
        pool = await ask_in_turn(pool_file, request.cookies, names)
        if not pool:
            return await page(request.cookies, refused=POOL_NONE, status=400)
        return as_file(pool, "peer-pool.csv", "text/csv")

    return await told(request, answer)


def pool_file(cookies: Mapping[str, str], names: set[str]) -> str:
    desks = {name: desk for name, desk in session.held_desks(cookies).items() if name in names}
    pool = pool_of_clients(clients_of(standing_of(desks)))
    return "".join(dump_pool(pool)) if len(pool) else ""


def as_file(text: str, name: str, kind: str) -> Response:
    more = {"content-disposition": f'attachment; filename="{name}"', "x-content-type-options": "nosniff"}
    return Response(text, headers={**HEADERS, **more}, media_type=kind)


ROUTES = [
    Route("/links-file", links_file, methods=["POST"]),
    Route("/links-from-file", links_from_file, methods=["POST"]),
    Route("/clients-pool", clients_pool, methods=["POST"]),
]
