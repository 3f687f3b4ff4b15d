"""What the list's pages share: an answer in words, whatever goes wrong, and the form that was posted."""

import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from assessment.store import Gone, NotAllowed, StoreTrouble
from assessment.ui.councils.words import COUNCILS_TITLE, HANDED_ALREADY
from assessment.ui.seats import refusal
from assessment.ui.shell import AWAY, is_from_here
from assessment.words import FROM_ELSEWHERE, HOST_FAULT

BACK = '<p><a href="./councils">Councils</a></p>'


async def told(request: Request, answer: Callable[[], Awaitable[Response]]) -> Response:
    if request.method == "POST" and not is_from_here(request.headers):
        return refusal(COUNCILS_TITLE, FROM_ELSEWHERE, 403)
    try:
        return await answer()
    except (Gone, NotAllowed):
        return refusal(COUNCILS_TITLE, HANDED_ALREADY, 404, BACK)
    except StoreTrouble:
        return refusal(COUNCILS_TITLE, AWAY, 503, BACK)
    except Exception:  # its text is nobody's business but the log's
        logging.getLogger(__name__).exception("the list of councils")
        return refusal(COUNCILS_TITLE, HOST_FAULT, 500, BACK)
