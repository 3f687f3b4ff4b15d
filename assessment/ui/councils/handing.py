"""`/hand-over`: the council gets an owner's link of its own; this browser's opens nothing from then on."""

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.instrument import BadInput
from assessment.store import Kind, NotAllowed, ServerDesk, new_token
from assessment.ui import resources, session
from assessment.ui.councils.own import BACK, told
from assessment.ui.councils.words import (
    HAND_COPY,
    HAND_FIRST,
    HAND_LEAD,
    HAND_OVER,
    HAND_PRESS,
    HAND_SEEN,
    HAND_SURE,
    HAND_TITLE,
    HANDED,
    NO_NAME,
    ONLY_OWNERS,
)
from assessment.ui.seats import button, document, field, here, refusal
from assessment.ui.shell import ask, forget, posted, still_opens


async def own_desk(request: Request) -> ServerDesk | None:
    """Of the assessment that the address names, as this browser's link opens it."""
    token = session.kept_token(request.query_params.get("a", ""), request.cookies)
    desk = await ask(resources.store().look_up, token) if token else None
    return desk if desk and desk.public_id == request.query_params["a"] else None


async def hand_over(request: Request) -> Response:
    """The new link is shown before it opens anything, so that no answer lost on its way takes the only key along."""

    async def answer() -> Response:
        assessment = request.query_params.get("a", "")
        said = await posted(request) if request.method == "POST" else {}
        token = said.get("token", "")
        if await ask(is_handed, assessment, token, session.kept_token(assessment, request.cookies)):
            return await handed_page(request, assessment, token)
        desk = await own_desk(request)
        if desk is None:
            raise NotAllowed
        if desk.kind is not Kind.OWNER and await ask(still_opens, desk):
            return refusal(HAND_OVER, ONLY_OWNERS, 403, BACK)
        name = (await ask(desk.contents)).council.name or NO_NAME
        if "sure" not in said:
            return hand_page(request, desk, name, token or new_token(), HAND_FIRST if said else "")
        try:
            await ask(desk.hand_over, token)
        except BadInput as problem:
            return hand_page(request, desk, name, new_token(), f"Nothing was done: {problem.problems[0].message}.")
        return await handed_page(request, assessment, token)

    return await told(request, answer)


def is_handed(assessment: str, token: str, kept: str) -> bool:
    """Whether this was done before: the page was loaded anew, or its answer was lost."""
    found = resources.store().look_up(token) if token and token != kept else None
    return found is not None and (found.public_id, found.kind) == (assessment, Kind.OWNER) and still_opens(found)


def hand_page(request: Request, desk: ServerDesk, name: str, token: str, refused: str = "") -> Response:
    alert = f'<p role="alert" class="told">{escape(refused)}</p>' if refused else ""
    tick = f'<label class="tick"><input type="checkbox" name="sure"><span>{escape(HAND_SURE)}</span></label>'
    action = f"./hand-over?{urlencode({'a': desk.public_id})}"
    body = (
        f"<p>{escape(HAND_LEAD)}</p>{alert}<p>{escape(HAND_COPY)}</p>{shown(request, token)}"
        f"<p>{escape(HAND_PRESS)}</p>"
        f'<form method="post" action="{action}">{field("token", token)}{tick}{button(HAND_OVER, "main")}</form>'
        f"<p>{escape(HAND_SEEN)}</p>{BACK}"
    )
    return document(HAND_TITLE.format(name=name), body, 400 if refused else 200)


async def handed_page(request: Request, assessment: str, token: str) -> Response:
    body = f'<p role="status" class="done">{escape(HANDED)}</p>{shown(request, token)}<p>{escape(HAND_SEEN)}</p>{BACK}'
    response = document(HAND_OVER, body)
    kept = await own_desk(request)  # another link may have come since
    if kept is None or not await ask(still_opens, kept):
        forget(response, assessment)
    return response


def shown(request: Request, token: str) -> str:
    return f'<p class="own-link"><code>{escape(here(request))}/open#{escape(token)}</code></p>'


ROUTES = [Route("/hand-over", hand_over, methods=["GET", "POST"])]
