"""Streamlit's own scripts and styles, compressed once and kept in memory.

Left alone, it sends the 2.4 MB that the first page needs as they are, each file read from the disk anew. Compressed
they are a third of that, which is what a phone on a slow line notices.
"""

import gzip
import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assessment.ui.guard import path_in
from assessment.ui.shell.first_page import STATIC, preloads

KINDS = {".js": "text/javascript", ".css": "text/css"}
YEAR = 31_536_000  # seconds; the names change with the content
FILES = {
    path.relative_to(STATIC).as_posix(): path
    for folder in ("static/js", "static/css")
    for path in (STATIC / folder).glob("*")
    if path.suffix in KINDS
}
NAMED = re.compile(r"\./(static/(?:js|css)/[\w.-]+)")
_packed: dict[str, bytes] = {}


class PackedScripts:
    """Answers for these files; everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = wanted(scope)
        if name is None:
            await self.app(scope, receive, send)
            return
        body = _packed.get(name) or await run_in_threadpool(pack, name)
        headers = {
            "content-encoding": "gzip",
            "cache-control": f"public, immutable, max-age={YEAR}",
            "vary": "Accept-Encoding",
        }
        answer = Response(body, headers=headers, media_type=KINDS[FILES[name].suffix])
        await answer(scope, receive, send)


def wanted(scope: Scope) -> str | None:
    """The name of the file that is asked for, if it is one of these and the browser can unpack it."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    name = path_in(scope).lstrip("/")
    return name if name in FILES and "gzip" in Headers(scope=scope).get("accept-encoding", "") else None


def pack(name: str) -> bytes:
    _packed[name] = gzip.compress(FILES[name].read_bytes(), mtime=0)
    return _packed[name]


def pack_the_first() -> None:
    """What every visitor needs, before the first one comes."""
    first = (STATIC / "index.html").read_text(encoding="utf-8") + preloads()
    for name in sorted(set(NAMED.findall(first)) & FILES.keys()):
        pack(name)
