"""What stands around the record's page."""

from html import escape

from starlette.responses import Response

from assessment.ui.seats import HEADERS, sheet_page

__all__ = ["HEADERS", "document", "refusal"]


def document(title: str, body: str, status: int = 200) -> Response:
    return sheet_page(title, "record", body, status)


def refusal(status: int, sentence: str) -> Response:
    return document("Workshop record", f"<p>{escape(sentence)}</p>", status)
