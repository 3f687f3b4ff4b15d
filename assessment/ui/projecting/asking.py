"""Who asks for the wall or the gap: whoever has the owner's link of the assessment in this browser, and nobody else."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.files import NOTICE
from assessment.instrument import BadInput
from assessment.store import Gone, NotAllowed, ServerDesk, StoreTrouble
from assessment.ui import resources, session
from assessment.ui.projecting.frame import AGAIN_SECONDS, page, refusal, wall
from assessment.ui.projecting.gap import Gap
from assessment.ui.projecting.showing import Entrance, wall_markup
from assessment.ui.reporting import NotMade, made
from assessment.ui.seats import here, piece
from assessment.ui.shell import AWAY, ask
from assessment.words import (
    GAP_NOT_FOUND,
    GAP_NOT_MADE,
    GAP_NOT_YOURS,
    GAP_TITLE,
    WALL_NOT_FOUND,
    WALL_NOT_YOURS,
    WALL_TITLE,
)


async def show_wall(request: Request) -> Response:
    """The whole page, or with `part` what its script puts in place of what it shows."""

    async def answer() -> Response:
        place = f"{here(request)}/join"
        body = await ask(wall_of, request.query_params.get("w", ""), request.query_params, request.cookies, place)
        return piece(body) if "part" in request.query_params else wall(WALL_TITLE, body)

    return await told(answer, WALL_TITLE, WALL_NOT_YOURS, WALL_NOT_FOUND)


async def show_gap(request: Request) -> Response:
    async def answer() -> Response:
        asked = request.query_params
        gap = await ask(gap_of, asked.get("w", ""), asked, request.cookies)
        body = await made(f"gap {gap!r}", partial(gap.markup, resources.rubrics()), asked.get("a", ""))
        await ask(gap_of, asked.get("w", ""), asked, request.cookies)  # the link may have been replaced meanwhile
        return page(GAP_TITLE, body.decode())

    return await told(answer, GAP_TITLE, GAP_NOT_YOURS, GAP_NOT_FOUND)


async def told(answer: Callable[[], Awaitable[Response]], title: str, not_yours: str, not_found: str) -> Response:
    try:
        return await answer()
    except (Gone, NotAllowed):
        return refusal(title, 404, not_yours)
    except BadInput:
        return refusal(title, 404, not_found)
    except NotMade as refused:
        return refusal(title, 429, str(refused))
    except StoreTrouble:
        away = refusal(title, 503, AWAY)
        away.headers["refresh"] = str(AGAIN_SECONDS)
        return away
    except Exception:  # its text is nobody's business but the log's
        logging.getLogger(__name__).exception("a wall or a gap")
        return refusal(title, 500, GAP_NOT_MADE)


def wall_of(workshop: str, asked: Mapping[str, str], cookies: Mapping[str, str], place: str) -> str:
    desk = own_desk(asked.get("a", ""), cookies)
    moment, code = desk.hall(workshop).moment, desk.workshop_code(workshop)
    return wall_markup(moment, resources.rubrics(), Entrance(place, code), datetime.now(UTC))


def gap_of(workshop: str, asked: Mapping[str, str], cookies: Mapping[str, str]) -> Gap:
    desk = own_desk(asked.get("a", ""), cookies)
    notice = NOTICE if resources.is_demo() else ""
    return Gap.of(desk.hall(workshop), desk.contents(), notice)


def own_desk(assessment: str, cookies: Mapping[str, str]) -> ServerDesk:
    """Raises NotAllowed where this browser holds no link of the assessment; the store refuses all but the owner's."""
    token = session.kept_token(assessment, cookies)
    desk = resources.store().open(token) if token else None
    if desk is None or desk.public_id != assessment:
        raise NotAllowed
    return desk


ROUTES = [Route("/projector", show_wall), Route("/gap", show_gap)]
