"""The cookie that holds a seat's secret: one for each workshop, and few of them, so that no request grows too large."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from assessment.store import SeatDesk
from assessment.ui import resources
from assessment.ui.guard import base_path
from assessment.ui.shell import ask

NAME = re.compile(r"seat_([0-9a-f]{16})")
SECRET = re.compile(r"[A-Za-z0-9_-]{20,100}")
MOST = 5
DAYS = 90  # a workshop's longest, and until its seats go


def secrets_in(cookies: Mapping[str, str]) -> dict[str, str]:
    """By workshop."""
    found = ((NAME.fullmatch(name), value) for name, value in cookies.items())
    return {name[1]: value for name, value in found if name and SECRET.fullmatch(value)}


def seat_in(cookies: Mapping[str, str], workshop: str) -> SeatDesk | None:
    secret = secrets_in(cookies).get(workshop)
    return resources.store().workshops.seat(workshop, secret) if secret else None


async def seat_of(request: Request, workshop: str) -> SeatDesk | None:
    return await ask(seat_in, request.cookies, workshop)


def keep_seat(request: Request, response: Response, workshop: str, secret: str) -> None:
    """Others beyond the most go, those first that were set first, as browsers send them."""
    headers = request.headers
    secure = "https" in (urlsplit(headers.get("origin", "")).scheme, headers.get("x-forwarded-proto"))
    path = f"{base_path()}/"
    others = [one for one in secrets_in(request.cookies) if one != workshop]
    for one in others[: max(0, len(others) - MOST + 1)]:
        response.delete_cookie(f"seat_{one}", path)
    response.set_cookie(
        f"seat_{workshop}", secret, DAYS * 86_400, path=path, secure=secure, httponly=True, samesite="lax"
    )
