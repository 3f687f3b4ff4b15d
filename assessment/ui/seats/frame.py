"""What stands around the plain pages of a workshop: no account, no framework, and of use without script."""

from html import escape
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assessment.ui.guard import base_path
from assessment.ui.seats.words import YOU_TYPED

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
HEADERS = {"cache-control": "no-store", "referrer-policy": "same-origin"}
HEAD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Digital maturity self-assessment</title><link rel="stylesheet" href="./app/static/{sheet}.css">
<link rel="icon" type="image/svg+xml" href="./app/static/icon.svg">{more}</head>"""
PAGE = """{head}
<body><main data-as="{kind}" data-room="{room}"><h1>{heading}</h1>{body}</main></body></html>"""


def here(request: Request) -> str:
    """This server's address, as the browser sees it."""
    headers = request.headers
    secure = "https" in (request.url.scheme, headers.get("x-forwarded-proto"))
    return f"http{'s' if secure else ''}://{headers.get('host', '')}{base_path()}"


def is_this_machine(address: str) -> bool:
    """Whether it works on this machine only."""
    return urlsplit(address).hostname in THIS_MACHINE


def head(title: str, sheet: str, more: str = "") -> str:
    """`sheet`: the style sheet's name; `more`: our own markup."""
    return HEAD.format(title=escape(title), sheet=sheet, more=more)


def sheet_page(title: str, sheet: str, body: str, status: int = 200) -> Response:
    """A page to read, without script."""
    inside = f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    return HTMLResponse(head(title, sheet) + inside, status, HEADERS)


def document(
    title: str, body: str, status: int = 200, *, heading: str = "", room: str = "", kind: str = ""
) -> Response:
    """`room`: what the page's script asks the socket for; without it nothing is live."""
    top = head(title, "room", '<script defer src="./app/static/room.js"></script>')
    words = {"head": top, "heading": escape(heading or title), "room": escape(room), "kind": escape(kind)}
    return HTMLResponse(PAGE.format(body=body, **words), status, HEADERS)


def typed_in_vain(text: str) -> str:
    """What was typed and can't be saved, to be copied; nothing where nothing was."""
    return f"<p>{escape(YOU_TYPED)}</p><blockquote>{escape(text)}</blockquote>" if text else ""


def piece(body: str, status: int = 200) -> Response:
    """What a page's script puts in place of a part."""
    return HTMLResponse(body, status, HEADERS)


def refusal(title: str, sentence: str, status: int, more: str = "") -> Response:
    return document(title, f'<p role="alert">{escape(sentence)}</p>{more}', status)


def on_to(address: str) -> Response:
    """`address`: below the app's own path, such as "vote?w=1"."""
    return RedirectResponse(f"{base_path()}/{address}", 303, HEADERS)


def field(name: str, value: str) -> str:
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'


def button(label: str, css: str = "") -> str:
    return f'<button type="submit" class="{css}">{escape(label)}</button>'
