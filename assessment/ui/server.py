"""The web server around the pages: security headers, health route, and how it starts."""

import tomllib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util

from assessment.desk import StoreTrouble
from assessment.spokes import Spoke
from assessment.ui import resources
from assessment.ui.first_page import base_path, rewritten
from assessment.ui.packed import PackedScripts, pack_the_first

# Asked to connect from another site, Streamlit would ask a host on the internet for this server's address, while all
# visitors wait, to allow pages of that address too.
net_util.get_external_ip = net_util.get_internal_ip = lambda: None

HERE = Path(__file__).parent
ENTRY = HERE / "main.py"

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
HIDDEN = ("/_stcore/metrics",)  # how many people are at work is nobody's business
ONLY_FOR_FILES = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range")
NOT_HTML = ("/_stcore/", "/static/", "/app/", "/media/", "/component/", "/api/")


class SecurityHeaders:
    """Adds the headers to every answer, and hides the metrics."""

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
                if "/media/" in scope["path"]:
                    added.append((b"cache-control", b"no-store"))  # a download is its owner's alone
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        if scope["path"].endswith(HIDDEN):
            await JSONResponse({"detail": "Not Found"}, 404)(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)


class FirstPage:
    """Rewrites Streamlit's index page before it leaves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(NOT_HTML):
            await self.app(scope, receive, send)
            return
        if is_nested(scope["path"]):
            await RedirectResponse(f"/{base_path()}")(scope, receive, send)
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
                page = rewritten(body.decode()).encode() if is_html(start) else bytes(body)
                await send({**start, "headers": headers_for(start, page)})
                await send({**message, "body": b"" if scope["method"] == "HEAD" else page})

        method = "GET" if scope["method"] == "HEAD" else scope["method"]  # the length is that of the rewritten page
        await self.app({**scope, "method": method, "headers": plain}, receive, rewrite)


def is_nested(path: str) -> bool:
    """No page of ours has a slash in its name, and Streamlit's own page can't load its scripts from such an address.
    Its browser part asks for `_stcore` below every page first, and must be told that it is not there.
    """
    return "_stcore" not in path and "/" in path.strip("/").removeprefix(base_path()).strip("/")


def is_html(start: Mapping[str, Any]) -> bool:
    kinds = [value for name, value in start["headers"] if name == b"content-type"]
    return any(kind.startswith(b"text/html") for kind in kinds)


def headers_for(start: Mapping[str, Any], page: bytes) -> list[tuple[bytes, bytes]]:
    kept = [header for header in start["headers"] if header[0] not in (b"content-length", b"etag", b"last-modified")]
    return [*kept, (b"content-length", str(len(page)).encode())]


async def ready(_: Request) -> JSONResponse:
    """200 when the rubrics are read and the database answers, 503 when it doesn't; nobody waits for that."""
    try:
        await run_in_threadpool(resources.store().ping)
    except StoreTrouble:
        return JSONResponse({"status": "the database does not answer"}, 503)
    return JSONResponse({"status": "ok"})


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Read the rubrics and figures and bring the database up to date before the first visitor; close it at the end."""
    resources.rubrics()
    resources.figures()
    resources.store()
    Thread(target=warm_up, daemon=True).start()
    yield
    resources.store().close()


def warm_up() -> None:
    """Load what takes seconds the first time, so that no visitor waits for it."""
    from assessment.countries import countries
    from assessment.ui import figures, peer_source

    pack_the_first()
    figures.chart_spec(tuple(Spoke(name, 50.0, 50.0, 50.0) for name in "abc"))
    countries()
    peer_source.server_edition()


ROUTES = [Route("/api/ready", ready)]
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(PackedScripts), Middleware(FirstPage)]


def shipped_settings() -> Path:
    inside = HERE.parent / "shipped" / "config.toml"
    return inside if inside.is_file() else HERE.parent.parent / ".streamlit" / "config.toml"


def flat(settings: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """{"server": {"port": 1}} as {"server.port": 1}; lists stay whole."""
    found: dict[str, Any] = {}
    for key, value in settings.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def run(port: int) -> None:
    """Start the app on this machine and open the browser."""
    settings = flat(tomllib.loads(shipped_settings().read_text(encoding="utf-8")))
    app = st.App(ENTRY, routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
    app.run(config={**settings, "server.port": port, "server.headless": False})
