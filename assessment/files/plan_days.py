"""The days of a plan for a calendar (iCalendar, RFC 5545): one all-day entry for each open move that has a day.

The same plan gives the same bytes: an entry is stamped with the day of the answers, and known by its question, so that
taking a later file in renews it.
"""

from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any

from assessment.files.tables import MADE
from assessment.instrument import AnswerSheet, PlannedMove, Question, Rubric, printable
from assessment.scoring import Result

ICS = "text/calendar"  # its media type
MAKER = "-//Council digital maturity//Plan//EN"


def plan_ics(result: Result, sheet: AnswerSheet, notice: str = "") -> bytes:
    from icalendar import Calendar  # whoever takes no calendar along doesn't wait for it to load

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for area in result.areas:
        for name, move in sheet.plan.get(area.rubric.id, {}).items():
            if move.is_open and move.due and name in area.rubric.by_id:
                calendar.add_component(entry(sheet, area.rubric, area.rubric.by_id[name], move, notice))
    data: bytes = calendar.to_ical()
    return data


def entry(sheet: AnswerSheet, rubric: Rubric, question: Question, move: PlannedMove, notice: str) -> Any:
    from icalendar import Event

    made = Event()
    known = sha256("\n".join([sheet.council.name or "", rubric.id, question.id]).encode()).hexdigest()[:32]
    made.add("uid", f"{known}@plan.maturity")
    made.add("dtstamp", datetime.combine(sheet.date, time(), UTC) if sheet.date else MADE)
    made.add("dtstart", move.due)
    made.add("summary", printable(action_of(question, move)))
    lines = [
        f"{rubric.title}: {question.text}",
        f"Owner: {move.owner}" if move.owner else "",
        f"Note: {move.note}" if move.note else "",
        f"What will show it: {move.proof}" if move.proof else "",
        notice,
    ]
    made.add("description", "\n".join(printable(line) for text in lines for line in text.splitlines()))
    made.add("transp", "TRANSPARENT")
    return made


def action_of(question: Question, move: PlannedMove) -> str:
    """The first step of the move."""
    step = None if move.before is None else question.levels[min(move.before, question.top)].next_step
    return f"Find out: {question.text}" if move.find_out else step.action if step else question.text
