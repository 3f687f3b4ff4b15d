"""The socket by which a page hears that its assessment changed: `/watch?a=<name>`, opened by the assessment's cookie.

It says the newest revision and nothing else, "gone" where the link opens nothing any more; the page's script,
`static/watch.js`, then asks for what is new. A page says nothing on it.
"""

import asyncio
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from assessment.store import StoreTrouble
from assessment.ui import resources, session
from assessment.ui.guard import Act, count
from assessment.ui.shell.entrance import is_from_here, opened
from assessment.ui.shell.hub import Heard, Hub, Watch

GONE = "gone"
SAFETY_SECONDS = 5  # between two looks where the database itself tells of changes


@cache
def hub() -> Hub:
    """The one of this process; made within its loop."""
    store = resources.store()

    @contextmanager
    def listening(heard: Heard) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        over = store.listen(lambda row_id, revision: loop.call_soon_threadsafe(heard, row_id, revision))
        try:
            yield
        finally:
            over.set()

    async def read(link_ids: Collection[int]) -> Mapping[int, int]:
        return await run_in_threadpool(store.revisions, link_ids)

    return Hub(read, listening, SAFETY_SECONDS if store.tells_changes else 1)


async def watch(socket: WebSocket) -> None:
    if not is_from_here(socket.headers):
        await refuse(socket, 403)
        return
    name = socket.query_params.get(session.ID, "")
    try:
        _, desk = await opened([session.kept_token(name, socket.cookies)])
    except StoreTrouble:
        await refuse(socket, 503)
        return
    if desk is None or desk.public_id != name:
        await refuse(socket, 429 if count(Act.WRONG) else 403)
        return
    await socket.accept()
    with hub().watching(desk.row_id, desk.link_id) as seen:
        telling = asyncio.create_task(tell(socket, seen))
        await socket.receive()  # that it is closed; whatever else it may be ends this too
        telling.cancel()
    with suppress(RuntimeError, WebSocketDisconnect):
        await socket.close()


async def tell(socket: WebSocket, seen: Watch) -> None:
    with suppress(RuntimeError, WebSocketDisconnect):
        while True:
            newest = await seen.news()
            await socket.send_text(GONE if newest is None else str(newest))


async def refuse(socket: WebSocket, status: int) -> None:
    await socket.send_denial_response(PlainTextResponse("refused", status))


ROUTES = [WebSocketRoute("/watch", watch)]
