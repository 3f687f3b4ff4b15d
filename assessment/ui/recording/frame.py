"""What stands around the record's page."""

from html import escape

from starlette.responses import HTMLResponse, Response

HEADERS = {"cache-control": "no-store", "referrer-policy": "same-origin"}
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Digital maturity self-assessment</title><link rel="stylesheet" href="./app/static/record.css">
<link rel="icon" type="image/svg+xml" href="./app/static/icon.svg"></head>
<body><main><h1>{title}</h1>{body}</main></body></html>"""


def document(title: str, body: str, status: int = 200) -> Response:
    return HTMLResponse(PAGE.format(title=escape(title), body=body), status, HEADERS)


def refusal(status: int, sentence: str) -> Response:
    return document("Workshop record", f"<p>{escape(sentence)}</p>", status)
