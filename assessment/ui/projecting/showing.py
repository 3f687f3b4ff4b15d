"""What the wall shows of one moment. It is made of what anybody in the room may know, and holds nothing to press."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from urllib.parse import urlencode, urlsplit

from assessment.charts import draw_code
from assessment.store import Moment, Round, Stage, Workshop
from assessment.ui.projecting.revealed import found_markup, rows_of
from assessment.ui.seats import Rubrics, asked_of, choices_in, is_this_machine
from assessment.words import (
    DOOR_SHUT,
    JOIN_BY_ADDRESS,
    JOIN_BY_CODE,
    JOIN_WITH,
    LETTERS,
    QR_TOLD,
    STATEMENTS,
    THIS_MACHINE_ONLY,
    TIME_LEFT,
    TIME_UP,
    WALL_CLOSED,
    WALL_HOMEWORK,
    WALL_MORE,
    WALL_STALE,
    WALL_WAITS,
    also_text,
    here_text,
    join_hint,
    round_name,
    voted_text,
)

HALF = 3  # signs of a code that are read together


@dataclass(frozen=True)
class Entrance:
    """`address`: the page where one joins; `code`: "" where the workshop has none any more."""

    address: str
    code: str

    @property
    def spoken(self) -> str:
        """As it is typed: without "https://"."""
        parts = urlsplit(self.address)
        return f"{parts.netloc}{parts.path}"

    @property
    def shown_code(self) -> str:
        return f"{self.code[:HALF]} {self.code[HALF:]}" if self.code.isalnum() else self.code


def wall_markup(moment: Moment, rubrics: Rubrics, entrance: Entrance, now: datetime) -> str:
    workshop, current = moment.workshop, moment.current
    if workshop.stage is Stage.CLOSED:
        kind, body = "over", f"<h1>{escape(workshop.name)}</h1><p>{escape(WALL_CLOSED)}</p>"
    elif current is None or current.opened_at is None:
        kind, body = "door", door_markup(moment, entrance)
    else:
        kind, body = (
            ("shown" if current.revealed_at else "asked"),
            question_markup(moment, current, rubrics, entrance, now),
        )
    return f'<main id="wall" class="{kind}" data-turn="{workshop.turn}" data-stale="{escape(WALL_STALE)}">{body}</main>'


def door_markup(moment: Moment, entrance: Entrance) -> str:
    """How one gets in, and who waits for what."""
    workshop = moment.workshop
    waits = WALL_HOMEWORK if workshop.stage is Stage.HOMEWORK else WALL_WAITS
    state = f'<p class="live">{escape(here_text(moment.seated))}</p><p>{escape(waits)}</p>'
    head = f"<h1>{escape(workshop.name)}</h1>"
    if not workshop.door or not entrance.code:
        return f"{head}<p>{escape(DOOR_SHUT)}</p>{state}"
    told = (
        f"<h2>{escape(JOIN_WITH)}</h2><p>{escape(JOIN_BY_ADDRESS)}</p>"
        f'<p class="address">{escape(entrance.spoken)}</p>'
        f'<p>{escape(JOIN_BY_CODE)}</p><p class="code">{escape(entrance.shown_code)}</p>'
    )
    warned = f'<p class="warned">{escape(THIS_MACHINE_ONLY)}</p>' if is_this_machine(entrance.address) else ""
    code = draw_code(f"{entrance.address}?{urlencode({'code': entrance.code})}", QR_TOLD)
    return f'{head}<div class="in"><div>{told}{warned}{state}</div>{code}</div>'


def question_markup(moment: Moment, current: Round, rubrics: Rubrics, entrance: Entrance, now: datetime) -> str:
    asked = asked_of(moment.workshop, current.key, rubrics)
    name = " · ".join(filter(None, [asked.area, round_name(current.number)]))
    way_in = join_hint(entrance.spoken, entrance.shown_code) if moment.workshop.door and entrance.code else ""
    if current.revealed_at:
        rows, foot = rows_of(current, asked.statements), found_markup(current)
    else:
        rows = "".join(row_markup(LETTERS[n], one) for n, one in enumerate(asked.statements))
        told = voted_text(current.cast, moment.seated)
        also = [choice for choice, _, _ in choices_in(asked) if not choice.isdigit()]
        foot = f'<p class="live" role="status">{escape(told)}</p><p>{escape(also_text(also))}</p>'
    clock = "" if current.revealed_at else clock_markup(moment.workshop, current, now)
    return (
        f"<header><p>{escape(name)}</p>{clock}<p>{escape(way_in)}</p></header><h1>{escape(asked.text)}</h1>"
        f'<div class="board" tabindex="0" role="region" aria-label="{escape(STATEMENTS)}"><ol>{rows}</ol></div>'
        f'<footer><p class="more">{escape(WALL_MORE)}</p>{foot}</footer>'
    )


def row_markup(letter: str, statement: str) -> str:
    return f'<li><b>{letter}</b><span class="says">{escape(statement)}</span></li>'


def clock_markup(workshop: Workshop, current: Round, now: datetime) -> str:
    """What is left of the question's time; the script lets it run."""
    if not workshop.minutes or current.opened_at is None:
        return ""
    left = max(0, round((current.opened_at + timedelta(minutes=workshop.minutes) - now).total_seconds()))
    told = f"{TIME_LEFT} {left // 60}:{left % 60:02}" if left else TIME_UP
    words = f'data-left="{left}" data-told="{escape(TIME_LEFT)}" data-up="{escape(TIME_UP)}"'
    return f'<p class="clock" role="timer" {words}>{escape(told)}</p>'
