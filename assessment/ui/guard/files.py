"""What files must pass on their way in and out: whose tab is it, and is there room?"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import get_option
from streamlit.runtime import get_instance, memory_media_file_storage, memory_uploaded_file_manager

from assessment.ui.guard import tabs
from assessment.ui.guard.addresses import asking
from assessment.ui.guard.downloads import Downloads, keep_makers
from assessment.ui.guard.paths import path_in
from assessment.ui.guard.told import refuse
from assessment.ui.guard.uploads import FULL, Uploads

UPLOAD, MEDIA = "/_stcore/upload_file/", "/media/"
SWEEP_SECONDS = 20
NOT_THIS_TAB = "This tab is not known to the server any more; load the page again, then choose the file once more."
_made: list[Downloads] = []


class Files:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_in(scope) if scope["type"] == "http" else ""
        if path.startswith(MEDIA) and not any(
            tabs.is_open_to(files.tab_of(path.removeprefix(MEDIA)), cookie(scope)) for files in _made
        ):
            await refuse(404, "There is no such file, or no longer.", scope, receive, send)
        elif path.startswith(UPLOAD) and scope["method"] in ("PUT", "DELETE"):
            await self.upload(path.removeprefix(UPLOAD), scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def upload(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        tab, _, file = path.partition("/")
        held = get_instance().uploaded_file_mgr
        if not tabs.is_of(tab, cookie(scope)) or not isinstance(held, Uploads):
            await refuse(403, NOT_THIS_TAB, scope, receive, send)
        elif scope["method"] == "DELETE":
            await self.app(scope, receive, send)
        elif told := held.reserve(tab, file, size(scope), sender()):
            await refuse(429 if told == FULL else 413, told, scope, receive, send)
        else:
            try:
                await self.app(scope, receive, send)
            finally:
                held.settle(tab, file)


def cookie(scope: Scope) -> str:
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(tabs.COOKIE, "")


def sender() -> str | None:
    """The address that this request comes from, as far as the gate knows it."""
    (address,) = asking.get() or (None,)
    return address


def size(scope: Scope) -> int:
    """How many bytes a request says that it has; where it doesn't, as many as it may."""
    told = Headers(scope=scope).get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() else int(get_option("server.maxUploadSize")) * 1024 * 1024


@cache
def hold_files() -> None:
    """Have Streamlit keep its files in our stores. Before it makes its own."""

    class Known(Downloads):
        def __init__(self, media_endpoint: str) -> None:
            super().__init__(media_endpoint)
            _made.append(self)

    memory_media_file_storage.MemoryMediaFileStorage = Known  # type: ignore[misc]
    memory_uploaded_file_manager.MemoryUploadedFileManager = Uploads  # type: ignore[misc]


@asynccontextmanager
async def looked_after() -> AsyncIterator[None]:
    """As long as the server runs: tabs are their browsers' alone, and files end with them."""
    runtime = get_instance()
    tabs.watch(runtime)
    keep_makers(runtime)
    sweeping = asyncio.create_task(sweep())
    try:
        yield
    finally:
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping


async def sweep() -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        tabs.forget_left_tabs(end_tab)
        for files in _made:
            files.end_unused()


def end_tab(tab: str) -> None:
    get_instance().uploaded_file_mgr.remove_session_files(tab)
    for files in _made:
        files.end(lambda one: one.tab == tab)


def end_downloads(assessment: str) -> None:
    """The assessment is deleted, and with it what was offered of it."""
    for files in _made:
        files.end(lambda one: one.assessment == assessment)
