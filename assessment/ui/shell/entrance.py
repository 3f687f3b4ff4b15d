"""The way in: a link `/open#<token>`, whose secret reaches no log, and the cookie that an open assessment has instead.

A fragment is not sent to a server. The page behind `/open` posts it, gets a cookie that no script can read, and goes on
to an address that names the assessment and opens nothing without the cookie.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assessment.store import Closed, Deleted, Gone, Kind, NotAllowed, ServerDesk, StoreTrouble
from assessment.ui import resources, session
from assessment.ui.guard import Act, base_path, count, path_in
from assessment.ui.guard import page as told_page
from assessment.ui.shell.faults import AWAY
from assessment.ui.shell.threads import ask

MOST_BYTES = 4096  # of what is posted; a token has 32
YEAR = 366 * 24 * 3600  # seconds; browsers keep no cookie much longer
NO_STORE = {"cache-control": "no-store"}
FULL = (
    f"This browser keeps {session.MOST_HELD} links already. Take one off its list first: the list is at /councils on "
    "this server."
)
SECONDS = 5  # until a page that found no database looks again
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Opening an assessment · Digital maturity self-assessment</title>
<link rel="stylesheet" href="./app/static/open.css"><link rel="icon" type="image/svg+xml" href="./app/static/icon.svg">
<script defer src="./app/static/open.js"></script></head>
<body><main><h1>Opening your assessment…</h1>
<p id="told" role="status">This takes a moment.</p>
<noscript><p>This page needs JavaScript, which your browser has switched off.</p></noscript>
<p><a href="./">Go to the start page</a></p></main></body></html>"""


AWAY_PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Opening an assessment · Digital maturity self-assessment</title>
<link rel="stylesheet" href="./app/static/open.css"><link rel="icon" type="image/svg+xml" href="./app/static/icon.svg">
</head><body><main><h1>Opening your assessment…</h1>
<p role="status">{AWAY} This page tries again by itself.</p></main></body></html>"""


async def show(_: Request) -> Response:
    return HTMLResponse(PAGE, headers=NO_STORE)


async def exchange(request: Request) -> Response:
    """A token for a cookie and the assessment's public name."""
    if not is_from_here(request.headers):
        return refused(403)
    said = await posted(request)
    try:
        token, desk = await opened(session.tokens_in(said.get("token", "")))
        place = await ask(place_of, desk) if desk else ""
        stays = desk is not None and await ask(keeps_its_own, request.cookies, desk)
    except Gone:  # deleted in this very moment
        return refused(404)
    except StoreTrouble:
        return refused(503)
    if desk is None:
        return wrong()
    if not stays and session.is_full(request.cookies, desk.public_id):
        return JSONResponse({"detail": FULL}, 409, headers=NO_STORE)
    reads = desk.kind.only_reads and not stays
    response = JSONResponse({"id": desk.public_id, "place": place, "reads": reads}, headers=NO_STORE)
    if not stays:
        keep(response, request.headers, desk.public_id, token, remembered=said.get("remember") == "yes")
    return response


def place_of(desk: ServerDesk) -> str:
    """Where the link's reader was last; a board's has one page. Of one that opens nothing now the page says why."""
    try:
        return desk.place()
    except (Closed, NotAllowed):
        return ""


ORDER = (Kind.BOARD, Kind.READ, Kind.ROLE, Kind.EDIT, Kind.OWNER)


def keeps_its_own(cookies: Mapping[str, str], desk: ServerDesk, *, equal: bool = False) -> bool:
    """Whether the browser has opened the same assessment by a link that may do more. It stays: an owner who tries a
    reader's link out must not become one. `equal`: also one that may do as much.
    """
    kept = session.kept_token(desk.public_id, cookies)
    own = resources.store().open(kept) if kept else None
    if own is None or own.public_id != desk.public_id:
        return False
    if still_opens(own) != still_opens(desk):
        return still_opens(own)
    rank = ORDER.index(own.kind) - ORDER.index(desk.kind)
    return rank > 0 or (equal and rank == 0)  # also of a deleted one, which its owner may bring back


def still_opens(desk: ServerDesk, *, or_brings_back: bool = False) -> bool:
    """`or_brings_back`: also where the assessment is deleted, by its owner's link."""
    try:
        desk.revision()
    except Deleted:
        return or_brings_back and desk.kind is Kind.OWNER
    except Gone:
        return False
    return True


async def remember(request: Request) -> Response:
    """How long this device keeps the cookie of an assessment that it has opened: until told otherwise, or not."""
    if not is_from_here(request.headers):
        return refused(403)
    said = await posted(request)
    name = said.get("id", "")
    try:
        token, desk = await opened((request.cookies.get(session.cookie_of(name), ""),))
    except StoreTrouble:
        return refused(503)
    if desk is None or desk.public_id != name:
        return wrong()
    response = JSONResponse({"id": name}, headers=NO_STORE)
    keep(response, request.headers, name, token, remembered=said.get("remember") == "yes")
    return response


ROUTES = [
    Route("/open", show, methods=["GET"]),
    Route("/open", exchange, methods=["POST"]),
    Route("/remember", remember, methods=["POST"]),
]


class OldLinks:
    """A link of the kind that was given out before, `?t=<token>`, is exchanged too, and out of the address at once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or b"t=" not in scope["query_string"]:
            await self.app(scope, receive, send)
            return
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in asked if name == "t" and value]
        if not given or "/" in path_in(scope).strip("/"):
            await self.app(scope, receive, send)
            return
        try:
            token, desk = await opened(session.tokens_in(given[-1]))
            cookies = Request(scope).cookies
            stays = desk is not None and await ask(keeps_its_own, cookies, desk)
        except StoreTrouble:
            answer = HTMLResponse(AWAY_PAGE, 503, headers={**NO_STORE, "refresh": str(SECONDS)})
            await answer(scope, receive, send)
            return
        if desk is None and (told := count(Act.WRONG)):
            await told_page(429, told)(scope, receive, send)
            return
        if desk and not stays and session.is_full(cookies, desk.public_id):
            await told_page(409, FULL)(scope, receive, send)
            return
        rest = [(name, value) for name, value in asked if name not in ("t", session.ID)]
        found = [(session.ID, desk.public_id if desk else session.NOBODY), *rest]
        address = f"{base_path()}{path_in(scope)}?{urlencode(found)}"
        response = RedirectResponse(address, 303, headers=NO_STORE)
        if desk and not stays:
            keep(response, Headers(scope=scope), desk.public_id, token, remembered=False)
        await response(scope, receive, send)


def refused(status: int) -> Response:
    return JSONResponse({"detail": "refused"}, status, headers=NO_STORE)


def wrong() -> Response:
    """What was tried opens nothing; from an address that tries too many, we say so."""
    told = count(Act.WRONG)
    return JSONResponse({"detail": told}, 429, headers=NO_STORE) if told else refused(404)


async def posted(request: Request, most: int = MOST_BYTES) -> Mapping[str, str]:
    """The fields of a small form; nothing of one with more bytes than `most`."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            return {}
    return dict(parse_qsl(body.decode("latin-1"), keep_blank_values=True))


async def opened(tokens: Sequence[str]) -> tuple[str, ServerDesk | None]:
    """The first of these that opens an assessment, and what it opens."""
    for token in filter(None, tokens):
        if desk := await ask(resources.store().open, token):
            return token, desk
    return "", None


def is_from_here(headers: Headers) -> bool:
    """Whether a page of this very server asks. Where the browser doesn't say so itself (it does under HTTPS and on
    localhost), its address and ours must agree.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    host = headers.get("x-forwarded-host") or headers.get("host")
    return bool(host) and urlsplit(headers.get("origin", "")).netloc == host


def forget(response: Response, name: str) -> None:
    """The browser's link of an assessment, and with it the only way to it that this browser has."""
    for cookie in (session.cookie_of(name), session.remembered_cookie_of(name)):
        response.delete_cookie(cookie, f"{base_path()}/")


def keep(response: Response, headers: Headers, name: str, token: str, *, remembered: bool) -> None:
    """The cookie with the token, and one that tells whether this device keeps it: no secret, but not for scripts."""
    secure = "https" in (urlsplit(headers.get("origin", "")).scheme, headers.get("x-forwarded-proto"))
    path = f"{base_path()}/"
    told = session.remembered_cookie_of(name)
    cookies = {session.cookie_of(name): token} | ({told: "yes"} if remembered else {})
    for cookie, value in cookies.items():
        response.set_cookie(
            cookie,
            value,
            max_age=YEAR if remembered else None,
            path=path,
            secure=secure,
            httponly=True,
            samesite="lax",
        )
    if not remembered and told in headers.get("cookie", ""):  # a proxy may have little room for an answer's head
        response.delete_cookie(told, path)
