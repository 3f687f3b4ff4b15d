"""What stands around the wall and the gap's page."""

from html import escape

from starlette.responses import HTMLResponse, Response

HEADERS = {"cache-control": "no-store", "referrer-policy": "same-origin"}
AGAIN_SECONDS = 10  # until the wall is loaded anew where scripts are off, and a page that found no database
HEAD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Digital maturity self-assessment</title><link rel="stylesheet" href="./app/static/{sheet}.css">
<link rel="icon" type="image/svg+xml" href="./app/static/icon.svg">{more}</head>"""
LIVE = (
    '<script defer src="./app/static/wall.js"></script>'
    f'<noscript><meta http-equiv="refresh" content="{AGAIN_SECONDS}"></noscript>'
)


def wall(title: str, body: str) -> Response:
    """`body`: the wall's main element. Beside it stands where the script says that this is no longer fresh."""
    head = HEAD.format(title=escape(title), sheet="wall", more=LIVE)
    return HTMLResponse(f'{head}<body class="wall">{body}<p id="stale" role="status"></p></body></html>', 200, HEADERS)


def piece(body: str) -> Response:
    return HTMLResponse(body, 200, HEADERS)


def page(title: str, body: str, status: int = 200) -> Response:
    head = HEAD.format(title=escape(title), sheet="gap", more="")
    return HTMLResponse(f"{head}<body><main><h1>{escape(title)}</h1>{body}</main></body></html>", status, HEADERS)


def refusal(title: str, status: int, sentence: str) -> Response:
    return page(title, f"<p>{escape(sentence)}</p>", status)
