"""What every answer of the server passes: security headers, and Streamlit's index page rewritten."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.ui.guard import COOKIE, TooOften, base_path, first_cookie, path_in
from assessment.ui.guard import page as told_page
from assessment.ui.shell.first_page import rewritten
from assessment.ui.shell.threads import ask_soon

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",  # Streamlit's first page has an inline script
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    ]
)
HEADERS = [
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),  # the link is a secret: it goes to no other site
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),  # a site that opened this page has no hold on it
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]
PATIENCE = 3  # seconds that a page waits for its first words
HIDDEN = (  # how many people are at work is nobody's business; the others serve what we don't have
    "_stcore/metrics",
    "_stcore/script-health-check",
    "_stcore/agent",
    "auth/login",
    "auth/logout",
    "oauth2callback",
)
ONLY_FOR_FILES = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range")
NOT_HTML = ("/_stcore/", "/static/", "/app/", "/media/", "/component/", "/api/")


class SecurityHeaders:
    """Adds the headers to every answer, and hides what nobody needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [header for header in HEADERS if header[0] not in present]
                if path_in(scope).startswith("/media/"):
                    added.append((b"cache-control", b"no-store"))  # a download is its owner's alone
                sent = [secured(header) if is_secure(scope) else header for header in message["headers"]]
                message = {**message, "headers": [*sent, *added]}
            await send(message)

        if any(part in path_in(scope) for part in HIDDEN):
            await JSONResponse({"detail": "Not Found"}, 404)(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)


def is_secure(scope: Scope) -> bool:
    return scope["scheme"] == "https" or Headers(scope=scope).get("x-forwarded-proto") == "https"


def secured(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """A cookie that was set under HTTPS is sent under HTTPS alone; Streamlit knows only of its own."""
    name, value = header
    told = {part.strip().lower() for part in value.split(b";")}
    return (name, value + b"; Secure") if name == b"set-cookie" and b"secure" not in told else header


Words = Callable[[str, Mapping[str, str], Mapping[str, str]], str]  # of (address, parameters, cookies), as markup


class FirstPage:
    """Rewrites Streamlit's index page before it leaves. It holds the page's first words, so that nobody may keep it."""

    def __init__(self, app: ASGIApp, words: Words) -> None:
        self.app, self.words = app, words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or path_in(scope).startswith(NOT_HTML):
            await self.app(scope, receive, send)
            return
        if is_nested(path_in(scope)):
            await RedirectResponse(f"{base_path()}/")(scope, receive, send)
            return
        plain = [header for header in scope["headers"] if header[0] not in ONLY_FOR_FILES]
        body, start = bytearray(), dict[str, Any]()

        async def rewrite(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = dict(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                try:
                    page = await self.page_of(scope, body.decode()) if is_html(start) else bytes(body)
                except TooOften as told:
                    await told_page(429, str(told))(scope, receive, send)
                    return
                given = first_cookie(Request(scope).cookies.get(COOKIE, "")) if is_html(start) else []
                await send({**start, "headers": [*headers_for(start, page), *given]})
                await send({**message, "body": b"" if scope["method"] == "HEAD" else page})

        method = "GET" if scope["method"] == "HEAD" else scope["method"]  # the length is that of the rewritten page
        await self.app({**scope, "method": method, "headers": plain}, receive, rewrite)

    async def page_of(self, scope: Scope, page: str) -> bytes:
        request = Request(scope)
        address = path_in(scope).strip("/")
        try:
            words = await ask_soon(PATIENCE, self.words, address, request.query_params, request.cookies)
        except TooOften:
            raise
        except TimeoutError:
            words = ""  # the page itself says what it waits for
        except Exception:  # the page itself goes without
            logging.getLogger(__name__).exception("the first words of a page")
            words = ""
        return rewritten(page, words, request.headers.get("host", "")).encode()


def is_nested(path: str) -> bool:
    """No page of ours has a slash in its name, and Streamlit's own page can't load its scripts from such an address.
    Its browser part asks for `_stcore` below every page first, and must be told that it is not there.
    """
    return "_stcore" not in path and "/" in path.strip("/")


def is_html(start: Mapping[str, Any]) -> bool:
    kinds = [value for name, value in start["headers"] if name == b"content-type"]
    return any(kind.startswith(b"text/html") for kind in kinds)


def headers_for(start: Mapping[str, Any], page: bytes) -> list[tuple[bytes, bytes]]:
    mine = [(b"cache-control", b"no-store")] if is_html(start) else []
    gone = {b"content-length", b"etag", b"last-modified", *(name for name, _ in mine)}
    kept = [header for header in start["headers"] if header[0] not in gone]
    return [*kept, *mine, (b"content-length", str(len(page)).encode())]
