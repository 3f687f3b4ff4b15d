"""What the host's page shows. Its live parts tell how many there are and have voted, never what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from math import ceil
from urllib.parse import urlencode

from starlette.responses import Response

from assessment.charts import draw_code
from assessment.consensus import Why
from assessment.instrument import Answer
from assessment.store import Hall, Key, Seat, Stage, Workshop
from assessment.ui.hosting.asking import agree_form, now_open, typed_for_another
from assessment.ui.hosting.forms import ask_twice, fold, form_to, small_form
from assessment.ui.hosting.words import (
    ALL_QUESTIONS,
    BEGIN,
    BEGIN_TOLD,
    CLOCK_TITLE,
    CLOSE,
    CLOSE_DOOR,
    CLOSE_SURE,
    CLOSE_TITLE,
    CLOSE_TOLD,
    CODE_IS,
    DELETE,
    DELETE_SURE,
    DELETE_TOLD,
    DOOR_CLOSED,
    DOOR_OPEN,
    ENDS_LABEL,
    HOST_CLOSED,
    HOST_TITLE,
    HOW_TO_JOIN,
    IN_NEW_TAB,
    MINUTES_LABEL,
    NEW_CODE,
    NEW_CODE_TOLD,
    NEXT_ONE,
    NONE_LEFT,
    OPEN_DOOR,
    OPEN_NEXT,
    OPEN_QUESTION,
    PEOPLE,
    REMOVE,
    REMOVE_TOLD,
    SAVE_CLOCK,
    TALK_FIRST,
    TALK_ORDER,
    TALKED,
    TO_GAP,
    TO_PLAN,
    TO_WALL,
    WHY_TEXTS,
    WORKSHOPS_TITLE,
    minutes_left,
    shown_code,
)
from assessment.ui.seats import Rubrics, asked_of, document, field, is_this_machine
from assessment.words import (
    JOIN_BY_ADDRESS,
    QR_TOLD,
    STAGES,
    THIS_MACHINE_ONLY,
    TO_RECORD,
    here_text,
    role_name,
    voted_text,
)

Said = Mapping[str, str]


@dataclass(frozen=True)
class Shown:
    """`place`: where phones join; `answers`: the assessment's, by question."""

    assessment: str
    hall: Hall
    code: str
    place: str
    rubrics: Rubrics
    answers: Mapping[Key, Answer]
    now: datetime

    @property
    def address(self) -> str:
        return urlencode({"a": self.assessment, "w": self.hall.workshop.public_id})


def page(shown: Shown, told: str = "", refused: str = "", said: Said | None = None, status: int = 200) -> Response:
    workshop = shown.hall.workshop
    alert = f'<p role="alert" class="told">{escape(refused)}</p>' if refused else ""
    alert += f'<p role="status" class="done">{escape(told)}</p>' if told else ""
    links = [("projector", TO_WALL), ("gap", TO_GAP), ("record", TO_RECORD)]
    ways = " ".join(
        f'<a href="./{where}?{escape(shown.address)}" target="_blank">{escape(label)} {escape(IN_NEW_TAB)}</a>'
        for where, label in links
    )
    ways += f' <a href="./plan?a={shown.assessment}">{escape(TO_PLAN)}</a>'
    ways += f' <a href="./workshops?a={shown.assessment}">{escape(WORKSHOPS_TITLE)}</a>'
    alert += typed_for_another(shown.hall, said or {})
    body = f'<p class="links">{ways}</p>{alert}'
    if workshop.stage is Stage.CLOSED:
        body += f"<p>{escape(HOST_CLOSED)}</p>{ending(shown, said or {})}"
    else:
        current = shown.hall.moment.current
        leads = (
            begin_part(shown)
            if workshop.stage is Stage.HOMEWORK
            else now_open(shown.hall, shown.rubrics, shown.address)
        )
        agree = agree_form(shown.hall, shown.rubrics, shown.answers, shown.address, said or {}) if current else ""
        body += (
            f"{parts(shown)}{leads}{next_part(shown)}{agree}{join_part(shown)}{people_part(shown)}"
            f"{clock_part(shown, said or {})}{ending(shown, said or {})}{talk_part(shown)}"
        )
    live = "" if workshop.stage is Stage.CLOSED else workshop.public_id  # nothing moves any more
    return document(HOST_TITLE, body, status, heading=workshop.name, room=live, kind=f"host&a={shown.assessment}")


def parts(shown: Shown) -> str:
    """What the script keeps fresh by itself: numbers. All else changes with a press, which loads the page anew."""
    moment = shown.hall.moment
    open_now = moment.current is not None and moment.current.revealed_at is None
    voted = voted_text(moment.current.cast, moment.seated) if moment.current and open_now else ""
    left = ""
    if moment.workshop.ends_at is not None:
        minutes = int((moment.workshop.ends_at - shown.now).total_seconds() // 60)
        left = f"<p>{escape(minutes_left(minutes))}</p>"
    return (
        f'<div id="part" data-turn="{moment.workshop.turn}"><p class="live">{escape(here_text(moment.seated))} '
        f"<strong>{escape(voted)}</strong></p><p>{escape(STAGES[moment.workshop.stage.value])}.</p>{left}</div>"
    )


def begin_part(shown: Shown) -> str:
    return f"<p>{escape(BEGIN_TOLD)}</p>{small_form(shown.address, 'begin', BEGIN, css='main')}"


def next_part(shown: Shown) -> str:
    """What comes next in the order of talking, once the group is done with the question before the room."""
    workshop, current = shown.hall.workshop, shown.hall.moment.current
    if workshop.stage is Stage.HOMEWORK or (current is not None and not current.agreed):
        return ""
    key = next((one for one in order_of(workshop) if not state_of(shown.hall, one)), None)
    if key is None:
        return f"<p>{escape(NONE_LEFT)}</p>"
    place, text = field("q", f"{key.rubric}.{key.question}"), asked_of(workshop, key, shown.rubrics).text
    press = form_to(shown.address, "open", place, OPEN_NEXT, "main")
    return f"<section><h2>{escape(NEXT_ONE)}</h2><p>{escape(text)}</p>{press}</section>"


def order_of(workshop: Workshop) -> Mapping[Key, str]:
    """The order of talking, each with its reason; without one that of the questions."""
    return {talk.key: talk.reason for talk in workshop.talk} or dict.fromkeys(workshop.keys, "")


def talk_part(shown: Shown) -> str:
    """All questions in the order of talking, each with its reason and where it stands. Shut while one is before the
    room, which opening another would take away.
    """
    workshop = shown.hall.workshop
    if workshop.stage is Stage.HOMEWORK:
        return ""
    reasons = order_of(workshop)
    lead = "" if any(reason != Why.IN_ORDER for reason in reasons.values() if reason) else TALK_ORDER
    rows = "".join(talk_row(shown, key, reason) for key, reason in reasons.items())
    told = f"<p>{escape(lead)}</p>" if lead else ""
    title = ALL_QUESTIONS if lead else TALK_FIRST
    inside = f'{told}<ol class="rows talk">{rows}</ol>'
    return fold(title, inside, is_open=shown.hall.moment.current is None)


def talk_row(shown: Shown, key: Key, reason: str) -> str:
    asked, state = asked_of(shown.hall.workshop, key, shown.rubrics), state_of(shown.hall, key)
    why = WHY_TEXTS[Why(reason)] if reason and reason != Why.IN_ORDER else ""
    told = "; ".join(filter(None, [why, TALKED.get(state, "")]))
    more = f' <span class="hint">{escape(told)}</span>' if told else ""
    place = field("q", f"{key.rubric}.{key.question}")
    press = "" if state == "open" else form_to(shown.address, "open", place, OPEN_QUESTION, told=asked.text)
    return f"<li><span>{escape(asked.text)}{more}</span>{press}</li>"


def state_of(hall: Hall, key: Key) -> str:
    """ "agreed", "shown", "open", or ""."""
    rounds = hall.rounds_of(key)
    current = hall.moment.current
    if current is not None and current.key == key and current.revealed_at is None:
        return "open"
    if any(one.agreed for one in rounds):
        return "agreed"
    return "shown" if any(one.revealed_at for one in rounds) else ""


def join_part(shown: Shown) -> str:
    """Shut while a question is before the room: the wall tells late comers the way in."""
    workshop = shown.hall.workshop
    warned = f'<p class="told">{escape(THIS_MACHINE_ONLY)}</p>' if is_this_machine(shown.place) else ""
    spoken = shown.place.partition("://")[2]
    code = draw_code(f"{shown.place}?{urlencode({'code': shown.code})}", QR_TOLD)
    door = field("open", "no" if workshop.door else "yes")
    inside = (
        f'<div class="in"><div>{warned}<p>{escape(JOIN_BY_ADDRESS)} '
        f'<strong class="address">{escape(spoken)}</strong></p><p>{escape(CODE_IS)} '
        f'<strong class="code">{escape(shown_code(shown.code))}</strong></p></div>{code}</div>'
        f"<p>{escape(DOOR_OPEN if workshop.door else DOOR_CLOSED)}</p>"
        f"{form_to(shown.address, 'door', door, CLOSE_DOOR if workshop.door else OPEN_DOOR)}"
        f"<p>{escape(NEW_CODE_TOLD)}</p>{small_form(shown.address, 'code', NEW_CODE)}"
    )
    return fold(HOW_TO_JOIN, inside, is_open=shown.hall.moment.current is None)


def people_part(shown: Shown) -> str:
    rows = "".join(person(shown, seat) for seat in shown.hall.seats)
    if not rows:
        return ""
    return fold(PEOPLE, f'<p>{escape(REMOVE_TOLD)}</p><ul class="rows">{rows}</ul>')


def person(shown: Shown, seat: Seat) -> str:
    name = f"{seat.name}, {role_name(seat.role)}" if seat.name else role_name(seat.role)
    place = field("seat", seat.id)
    return f"<li><span>{escape(name)}</span>{form_to(shown.address, 'remove', place, REMOVE, told=name)}</li>"


def clock_part(shown: Shown, said: Said) -> str:
    """`said`: what was typed and could not be saved."""
    minutes, ends_at = shown.hall.workshop.minutes, shown.hall.workshop.ends_at
    left = max(0, ceil((ends_at - shown.now).total_seconds() / 60)) if ends_at else 0
    fields = "".join(
        f'<p><label for="{name}">{escape(label)}</label><input id="{name}" name="{name}" class="short" '
        f'inputmode="numeric" maxlength="4" value="{escape(said.get(name, str(value)))}"></p>'
        for name, label, value in (("minutes", MINUTES_LABEL, minutes), ("ends", ENDS_LABEL, left))
    )
    was = field("was", str(left) if left else "")  # what isn't touched moves no end
    form = form_to(shown.address, "clock", fields + was, SAVE_CLOCK)
    return fold(CLOCK_TITLE, form, is_open="minutes" in said)


def ending(shown: Shown, said: Said) -> str:
    title, closing = DELETE, ""
    if shown.hall.workshop.stage is not Stage.CLOSED:
        title = CLOSE_TITLE
        closing = f"<p>{escape(CLOSE_TOLD)}</p>{ask_twice(shown.address, 'close', CLOSE_SURE, CLOSE)}"
    deleting = f"<p>{escape(DELETE_TOLD)}</p>{ask_twice(shown.address, 'delete', DELETE_SURE, DELETE)}"
    return fold(title, closing + deleting, is_open=said.get("do") in ("close", "delete"))
