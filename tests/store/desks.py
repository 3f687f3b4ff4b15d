"""Assessments to test the store with: builders, a clock, and many acts at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from copy import copy
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

from assessment.instrument import (
    BLANK,
    Answer,
    AnswerSheet,
    Council,
    CouncilType,
    Decision,
    Evidence,
    Fact,
    PlannedMove,
    Scope,
)
from assessment.store import (
    THE_DECISION,
    Asked,
    Change,
    Conflict,
    Entry,
    Gone,
    Intends,
    Key,
    Plan,
    SeatDesk,
    ServerDesk,
    Spot,
    Store,
)
from assessment.store.desk import Saved

CORE = {"core": "1.0.0"}
Q1, Q2 = Key("core", "q1"), Key("core", "q2")
NINE = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
NOBODY = Entry(BLANK, 0, "", None)


class Watch:
    """A clock that stands still until it is put forward."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: int) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now


def a_desk(store: Store) -> ServerDesk:
    return opened(store, store.create(Council(), Scope.FULL, CORE))


def a_second_desk(store: Store, desk: ServerDesk, label: str) -> ServerDesk:
    return opened(store, desk.add_link(label))


def through(desk: ServerDesk, database: Any, label: str = "") -> ServerDesk:
    """The same link by another way into the database."""
    other = copy(desk)
    other.database, other.label = database, label or desk.label
    return other


def a_sheet() -> AnswerSheet:
    evidence = (Evidence(title="Plan", owner="IT", date=date(2025, 2, 3), link="https://example.org", reviewed_by="B"),)
    return AnswerSheet(
        scope=Scope.QUICK,
        date=date(2026, 3, 4),
        council=Council(name="Ashford", country="GB", type=CouncilType.CITY),
        rubrics={"core": "1.0.0", "data": "2.1.0", "empty": "1.0.0"},
        answers={
            "core": {"q1": Answer(level=0, evidence=evidence), "q2": Answer(note="Ask IT.")},
            "data": {"q1": Answer(unknown=True)},
        },
    )


def a_plan(**more: Any) -> Plan:
    asked = {"core": Asked("1.0.0", {"q1": 5, "q2": 5})}
    given = {"name": "Winter", "themes": ("core.theme",), "questions": asked, "roles": ("ict", "partner")}
    return Plan(**{**given, "anonymous": False, "homework": False, **more})


def a_workshop(store: Store, desk: ServerDesk, people: int = 1, **more: Any) -> tuple[str, list[SeatDesk]]:
    """One whose first question is open; returns its name, and seats of the first role that have not voted."""
    name = desk.open_workshop(a_plan(**more)).public_id
    seats = [seated(store, desk, name, f"Person {at}") for at in range(people)]
    if not more.get("homework"):
        desk.open_round(name, Q1)
    return name, seats


def seated(store: Store, desk: ServerDesk, workshop: str, name: str = "", role: str = "ict") -> SeatDesk:
    secret = store.workshops.sit_down(desk.workshop_code(workshop), role, name)
    found = store.workshops.seat(workshop, secret)
    assert found is not None
    return found


def a_busy_life(store: Store, desk: ServerDesk) -> None:
    """Something in every table."""
    colleague = a_second_desk(store, desk, "Busy colleague")
    desk.save(Q1, Answer(level=1), 0)
    colleague.save(Q1, Answer(level=2), 0)
    desk.save(Q2, Answer(level=1), 0)
    colleague.save(Q2, Answer(level=2), 0)
    desk.settle(Q2, Answer(level=2))
    colleague.remember_place("core/direction")
    colleague.say("1.0.0", "list", Fact.YES)
    colleague.intend(Spot(Intends.MOVE, Q1.rubric, question=Q1.question), PlannedMove(find_out=True))
    colleague.intend(Spot(Intends.TARGET, Q1.rubric), 2)
    colleague.intend(THE_DECISION, Decision(text="Agree?"))
    colleague.freeze("Now")
    _, [somebody] = a_workshop(store, desk)
    somebody.vote(Q1, 1, "2", "Since May.")


def a_database_without_clock(desk: ServerDesk) -> Any:
    def broken() -> datetime:
        raise ZeroDivisionError

    return type(desk.database)(desk.database.reading, desk.database.writing, broken)


def write_secrets(store: Store, desk: ServerDesk, secrets: list[str]) -> None:
    """Each of them somewhere else, where there are enough of them."""
    note, older, rival, label, place, council, long = [*secrets, *["Sherwood"] * 7][:7]
    colleague = a_second_desk(store, desk, label)
    desk.save(Q1, Answer(note=older), 0)
    desk.save(Q1, Answer(note=note), desk.revision())
    colleague.save(Q1, Answer(note=rival), 0)
    colleague.save(Q2, Answer(note=long), 0)
    colleague.remember_place(place)
    desk.set_up(Council(name=council[:200]), Scope.FULL, CORE)


def opened(store: Store, token: str) -> ServerDesk:
    desk = store.open(token)
    assert desk is not None
    return desk


def saved_entry(result: Saved | Conflict) -> Entry:
    assert isinstance(result, Saved)
    return result.entry


def told(change: Change) -> tuple[object, ...]:
    return (change.key, change.before, change.after, change.by, change.at, change.stood)


def try_to(act: Callable[[], object]) -> None:
    with suppress(Gone):
        act()


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """What each gave, all of them started together."""
    gate = Barrier(len(acts))

    def start(act: Callable[[], Any]) -> Any:
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(start, acts))


def hammer(desk: ServerDesk, key: Key, times: int) -> list[tuple[Answer, Answer, Saved | Conflict]]:
    """What was seen, what was said instead, and what came of it, for each save."""
    done = []
    for number in range(times):
        seen, answer = desk.entry(key), Answer(note=f"{desk.label} {number}")
        done.append((seen.answer, answer, desk.save(key, answer, seen.revision)))
    return done


def last_conflict(worked: list[tuple[Answer, Answer, Saved | Conflict]]) -> Answer | None:
    beaten = [answer for _, answer, result in worked if isinstance(result, Conflict)]
    return beaten[-1] if beaten else None
