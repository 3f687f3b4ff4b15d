"""How each assessment of the list stands: read anew for each page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessment.store import Deleted, Ended, Gone, Kind, ServerDesk, Withdrawn, Workshop
from assessment.ui import session
from assessment.ui.answering import asked_in
from assessment.ui.comparing import Standing
from assessment.ui.councils.words import (
    DELETED_UNTIL,
    ENDED_LINK,
    NO_NAME,
    QUESTIONS_GONE,
    WITHDRAWN_LINK,
    standing_text,
)
from assessment.words import day_text


@dataclass(frozen=True)
class Line:
    """One assessment of the list. `closed`: why its link opens nothing now; "" where it opens something."""

    public_id: str
    kind: Kind
    name: str = NO_NAME
    told: tuple[str, ...] = ()
    changed: date | None = None
    closed: str = ""
    workshops: tuple[Workshop, ...] = ()
    standing: Standing | None = None


def lines_of(cookies: Mapping[str, str]) -> tuple[list[Line], int]:
    """Those that the server knows, the one that was answered last first, and how many links it knows nothing of."""
    desks = session.held_desks(cookies)
    lines = [line_of(desk) for desk in desks.values() if desk is not None]
    lines.sort(key=lambda one: one.name.casefold())
    lines.sort(key=lambda one: (not one.closed, str(one.changed or "")), reverse=True)
    return lines, sum(desk is None for desk in desks.values())


def line_of(desk: ServerDesk) -> Line:
    try:
        found = Standing.of(desk)
        workshops = desk.workshops() if desk.kind is Kind.OWNER else ()
    except Gone as closed:
        return Line(desk.public_id, desk.kind, closed=why(closed))
    name, day = found.contents.council.name or NO_NAME, found.contents.day
    return Line(desk.public_id, desk.kind, name, told_of(found), day, workshops=workshops, standing=found)


def why(closed: Gone) -> str:
    if isinstance(closed, Deleted):
        return DELETED_UNTIL.format(day=day_text(closed.day))
    if isinstance(closed, Ended):
        return ENDED_LINK.format(day=day_text(closed.day))
    return WITHDRAWN_LINK if isinstance(closed, Withdrawn) else ""


def told_of(found: Standing) -> tuple[str, ...]:
    contents, result = found
    if result is None:
        return (QUESTIONS_GONE,)
    asked = asked_in(contents)
    done = sum(not one.is_open for one in asked)
    last = f", last on {day_text(contents.day)}" if contents.day else ""
    answered = f"{done} of {len(asked)} answered{last}"
    return answered, *([standing_text(result)] if done and contents.only is None else [])
