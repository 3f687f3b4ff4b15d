"""`/host?a=…&w=…`: the page from which a workshop is led. Each press is a form of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.consensus import Spot, Tally, talk_first
from assessment.instrument import Answer, BadInput, Problem, Reason
from assessment.store import Contents, Hall, Key, Outcome, ServerDesk, Talk
from assessment.ui import resources
from assessment.ui.hosting.own import form_of, from_elsewhere, own_desk, told
from assessment.ui.hosting.showing import Shown, page, parts
from assessment.ui.hosting.words import (
    ANSWER_SAVED,
    CHOOSE_ANSWER,
    CHOOSE_WHY,
    MEETING_MINUTES,
    NOT_HERE,
    TICK_FIRST,
)
from assessment.ui.seats import asked_of, here, key_in, on_to, piece, rooms, sentence, typed_in_vain
from assessment.ui.shell import ask

LONGEST_DISSENT = 2000
LONGEST_MEETING = 24 * 60  # minutes
FEWEST_TO_ORDER = 5  # votes on a question: with fewer a host who votes too could tell the others' from its place
SAVED = "saved"


@dataclass(frozen=True)
class Pressed:
    """One press, with all that its form says."""

    desk: ServerDesk
    workshop: str
    said: Mapping[str, str]

    @property
    def seen(self) -> tuple[Key, int] | None:
        """The question that the form was of."""
        key = key_in(self.said.get("q", ""))
        return (key, whole(self.said.get("n", ""))) if key else None


def rank(contents: Contents, tallies: Mapping[Key, Tally]) -> Sequence[Talk]:
    """The order of R46, each with its reason; a question with few votes stands as if it had none."""
    votes = {
        Spot(*key): one if one.voters >= FEWEST_TO_ORDER else Tally((0,) * len(one.counts))
        for key, one in tallies.items()
    }
    found = talk_first(contents.sheet(), resources.rubrics(), votes)
    return [Talk(Key(one.rubric, one.question), one.reason.value) for one in found]


def agree(pressed: Pressed) -> str:
    said, hall = pressed.said, pressed.desk.hall(pressed.workshop)
    current = hall.moment.current
    answer = answer_of(hall, said) if current else Answer(unknown=True)
    today = resources.store().database.clock().date()
    dissent = " ".join(said.get("dissent", "").split())
    if len(dissent) > LONGEST_DISSENT:
        raise wrong(f"please shorten this to {LONGEST_DISSENT:,} characters; it has {len(dissent):,}")
    pressed.desk.agree(pressed.workshop, Outcome(answer, dissent, today), pressed.seen)
    return ANSWER_SAVED


def answer_of(hall: Hall, said: Mapping[str, str]) -> Answer:
    choice, why, current = said.get("choice", ""), said.get("why", ""), hall.moment.current
    if choice == "unknown":
        return Answer(unknown=True)
    if choice == "not_applicable":
        question = asked_of(hall.workshop, current.key, resources.rubrics()).question if current else None
        if question is not None and not question.may_not_apply:
            raise wrong(NOT_HERE)
        if why not in (Reason.NO_SUCH_ACTIVITY, Reason.OUTSIDE_LEGAL_REMIT):
            raise wrong(CHOOSE_WHY)
        return Answer(not_applicable=Reason(why))
    if len(choice) != 1 or not choice.isascii() or not choice.isdigit():
        raise wrong(CHOOSE_ANSWER)
    return Answer(level=int(choice))


def wrong(message: str) -> BadInput:
    return BadInput([Problem(message)])


def begin(pressed: Pressed) -> str:
    pressed.desk.start_meeting(pressed.workshop, rank)
    return ""


def open_round(pressed: Pressed) -> str:
    seen = pressed.seen if "n" in pressed.said else None  # one more round of what is before the room
    pressed.desk.open_round(pressed.workshop, key_in(pressed.said.get("q", "")) or Key("", ""), seen)
    return ""


def reveal(pressed: Pressed) -> str:
    pressed.desk.reveal(pressed.workshop, pressed.seen)
    return ""


def put_away(pressed: Pressed) -> str:
    pressed.desk.put_away(pressed.workshop, pressed.seen)
    return ""


def door(pressed: Pressed) -> str:
    pressed.desk.set_door(pressed.workshop, is_open=pressed.said.get("open") == "yes")
    return ""


def new_code(pressed: Pressed) -> str:
    pressed.desk.new_code(pressed.workshop)
    return ""


def remove(pressed: Pressed) -> str:
    pressed.desk.remove_seat(pressed.workshop, pressed.said.get("seat", ""))
    return ""


def clock(pressed: Pressed) -> str:
    ends = whole(pressed.said.get("ends", ""))
    if not 0 <= ends <= LONGEST_MEETING:
        raise wrong(MEETING_MINUTES)
    now = resources.store().database.clock()
    ends_at = now + timedelta(minutes=ends) if ends else None
    if pressed.said.get("was") == str(ends):
        ends_at = pressed.desk.hall(pressed.workshop).workshop.ends_at
    pressed.desk.set_clock(pressed.workshop, whole(pressed.said.get("minutes", "")), ends_at)
    return ""


def close(pressed: Pressed) -> str:
    if "sure" not in pressed.said:
        raise wrong(TICK_FIRST)
    pressed.desk.close_workshop(pressed.workshop)
    return ""


def delete(pressed: Pressed) -> str:
    if "sure" not in pressed.said:
        raise wrong(TICK_FIRST)
    pressed.desk.delete_workshop(pressed.workshop)
    return ""


def whole(text: str) -> int:
    """A number as somebody types it; nothing is 0, and what is none -1."""
    text = text.strip() or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1


ACTS = {
    "begin": begin,
    "open": open_round,
    "reveal": reveal,
    "away": put_away,
    "agree": agree,
    "door": door,
    "code": new_code,
    "remove": remove,
    "clock": clock,
    "close": close,
    "delete": delete,
}


async def show(request: Request) -> Response:
    async def answer() -> Response:
        assessment, workshop = request.query_params.get("a", ""), request.query_params.get("w", "")
        desk = await own_desk(request, assessment)
        shown = await ask(shown_of, request, desk, workshop)
        if "part" in request.query_params:
            return piece(parts(shown))
        return page(shown, told=ANSWER_SAVED if SAVED in request.query_params else "")

    return await told(answer)


def shown_of(request: Request, desk: ServerDesk, workshop: str) -> Shown:
    hall = desk.hall(workshop)
    answers = {key: entry.answer for key, entry in desk.contents().entries.items()}
    now = datetime.now(UTC)
    return Shown(
        desk.public_id, hall, desk.workshop_code(workshop), f"{here(request)}/join", resources.rubrics(), answers, now
    )


async def press(request: Request) -> Response:
    said: dict[str, str] = {}

    async def answer() -> Response:
        said.update(await form_of(request))
        assessment, workshop = request.query_params.get("a", ""), request.query_params.get("w", "")
        desk = await own_desk(request, assessment)
        act = ACTS.get(said.get("do", ""))
        try:
            saved = await ask(act, Pressed(desk, workshop, said)) if act else ""
        except BadInput as problem:
            shown = await ask(shown_of, request, desk, workshop)
            return page(shown, refused=sentence(problem), said=said, status=409)
        rooms().nudge()
        if act is delete:
            return on_to(f"workshops?{urlencode({'a': assessment})}")
        more = {SAVED: "yes"} if saved else {}
        return on_to(f"host?{urlencode({'a': assessment, 'w': workshop, **more})}")

    return from_elsewhere(request) or await told(answer, lambda: typed_in_vain(said.get("dissent", "")))


ROUTES = [Route("/host", show, methods=["GET"]), Route("/host", press, methods=["POST"])]
