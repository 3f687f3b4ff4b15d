"""The socket of a workshop's pages, `/room?w=…&as=seat|wall|host`: it says that something moved, and nothing else."""

import asyncio
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache

from starlette.responses import PlainTextResponse
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from assessment.store import StoreTrouble
from assessment.ui import resources, session
from assessment.ui.seats.cookies import secrets_in
from assessment.ui.seats.hub import Rooms, Watcher
from assessment.ui.shell import ask, is_from_here

GONE = "gone"


@cache
def rooms() -> Rooms:
    """Those of this process; made within its loop."""

    async def read(workshops: Collection[str]) -> Mapping[str, tuple[int, int]]:
        return await ask(resources.store().workshops.moved, workshops)

    return Rooms(read)


async def enter(socket: WebSocket) -> None:
    if not is_from_here(socket.headers):
        await refuse(socket, 403)
        return
    workshop, kind = socket.query_params.get("w", ""), socket.query_params.get("as", "")
    try:
        admitted = await ask(may_watch, workshop, kind, socket.query_params.get("a", ""), dict(socket.cookies))
    except StoreTrouble:
        await refuse(socket, 503)
        return
    if not admitted:
        await refuse(socket, 403)
        return
    await socket.accept()
    with rooms().watching(workshop, counts=kind != "seat") as seen:
        telling = asyncio.create_task(tell(socket, seen))
        with suppress(RuntimeError, WebSocketDisconnect):
            await socket.receive()  # that it is closed; whatever else it may be ends this too
        telling.cancel()
    with suppress(RuntimeError, WebSocketDisconnect):
        await socket.close()


def may_watch(workshop: str, kind: str, assessment: str, cookies: Mapping[str, str]) -> bool:
    """A seat of the workshop, or the owner's link of its assessment."""
    store = resources.store()
    if kind == "seat":
        secret = secrets_in(cookies).get(workshop)
        return bool(secret) and store.workshops.seat(workshop, secret or "") is not None
    token = session.kept_token(assessment, cookies)
    desk = store.open(token) if token else None
    try:
        return desk is not None and any(one.public_id == workshop for one in desk.workshops())
    except StoreTrouble:
        raise
    except Exception:  # gone, withdrawn, ended, or not the owner's
        return False


async def tell(socket: WebSocket, seen: Watcher) -> None:
    with suppress(RuntimeError, WebSocketDisconnect):
        while True:
            newest = await seen.news()
            await socket.send_text(GONE if newest is None else f"{newest[0]} {newest[1]}")


async def refuse(socket: WebSocket, status: int) -> None:
    await socket.send_denial_response(PlainTextResponse("refused", status))


ROUTES = [WebSocketRoute("/room", enter)]
