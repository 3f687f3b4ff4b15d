"""What is said to somebody who isn't let in, on a page of its own: one sentence or two, and no script."""

from html import escape

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

TITLE = {
    403: "That was refused",
    404: "Not found",
    409: "This browser keeps many links",
    413: "That is too much",
    421: "Not under this name",
    429: "Too much at once",
}


def page(status: int, sentence: str) -> Response:
    title = TITLE[status]
    markup = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head><body><main><h1>{title}</h1><p>{escape(sentence)}</p></main></body></html>"
    )
    headers = {"cache-control": "no-store"} | ({"retry-after": "60"} if status == 429 else {})
    return HTMLResponse(markup, status, headers)


async def refuse(status: int, sentence: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request, or a WebSocket before it is one."""
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    await page(status, sentence)(scope, receive, send)
