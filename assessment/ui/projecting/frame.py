"""What stands around the wall and the gap's page."""

from html import escape

from starlette.responses import HTMLResponse, Response

from assessment.ui.seats import HEADERS, head, sheet_page

AGAIN_SECONDS = 10  # until the wall is loaded anew where scripts are off, and a page that found no database
LIVE = (
    '<script defer src="./app/static/wall.js"></script>'
    f'<noscript><meta http-equiv="refresh" content="{AGAIN_SECONDS}"></noscript>'
)


def wall(title: str, body: str) -> Response:
    """`body`: the wall's main element. Beside it stands where the script says that this is no longer fresh."""
    inside = f'<body class="wall">{body}<p id="stale" role="status"></p></body></html>'
    return HTMLResponse(head(title, "wall", LIVE) + inside, 200, HEADERS)


def page(title: str, body: str, status: int = 200) -> Response:
    return sheet_page(title, "gap", body, status)


def refusal(title: str, status: int, sentence: str) -> Response:
    return page(title, f"<p>{escape(sentence)}</p>", status)
