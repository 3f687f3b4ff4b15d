"""The owner's link behind a host's page, and what its forms say."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from assessment.instrument import BadInput
from assessment.store import Gone, NotAllowed, ServerDesk, StoreTrouble
from assessment.ui import resources, session
from assessment.ui.hosting.words import HOST_NOT_YOURS, HOST_TITLE
from assessment.ui.seats import refusal, sentence
from assessment.ui.shell import AWAY, ask, is_from_here, posted
from assessment.words import FROM_ELSEWHERE, HOST_FAULT

MOST_BYTES = 60_000  # of a form: a dissent of 2,000 letters, each up to 12 bytes, and its rest


async def own_desk(request: Request, assessment: str) -> ServerDesk:
    """Raises NotAllowed where this browser holds no link of the assessment; the store refuses all but the owner's."""
    token = session.kept_token(assessment, request.cookies)
    desk = await ask(resources.store().open, token) if token else None
    if desk is None or desk.public_id != assessment:
        raise NotAllowed
    return desk


async def told(answer: Callable[[], Awaitable[Response]], typed: Callable[[], str] = str) -> Response:
    """`typed`: gives the markup of what was typed, for where it can't be saved."""
    try:
        return await answer()
    except (Gone, NotAllowed):
        return refusal(HOST_TITLE, HOST_NOT_YOURS, 404, typed())
    except BadInput as problem:
        return refusal(HOST_TITLE, sentence(problem), 404, typed())
    except StoreTrouble:
        return refusal(HOST_TITLE, AWAY, 503, typed())
    except Exception:  # its text is nobody's business but the log's
        logging.getLogger(__name__).exception("a host's page")
        return refusal(HOST_TITLE, HOST_FAULT, 500, typed())


async def form_of(request: Request) -> Mapping[str, str]:
    return await posted(request, MOST_BYTES)


def from_elsewhere(request: Request) -> Response | None:
    return None if is_from_here(request.headers) else refusal(HOST_TITLE, FROM_ELSEWHERE, 403)
