"""The wall and the gap served by themselves, of a workshop made up for a test: no page but these, and no database."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from assessment.instrument import AnswerSheet
from assessment.store import Asked, Ballot, Hall, Key, Moment, Round, Stage, Workshop
from assessment.ui import resources
from assessment.ui.projecting import ROUTES
from assessment.ui.shell.middleware import SecurityHeaders

STATIC = Path(__file__).parent.parent / "assessment" / "ui" / "shell" / "static"
CODE = "KQT7MX"
LETTERS = {"?": "unknown", "-": "not_applicable"}


def a_key(number: int = 0, area: int = 0) -> Key:
    rubric = resources.newest()[area]
    return Key(rubric.id, rubric.questions[number].id)


def all_keys() -> list[Key]:
    return [Key(rubric.id, one.id) for rubric in resources.newest() for one in rubric.questions]


def ballots(votes: str, role: str | None = None) -> tuple[Ballot, ...]:
    """By letter, "?" for don't know and "-" for doesn't apply."""
    return tuple(Ballot(LETTERS.get(one) or str("ABCDE".index(one)), role) for one in votes)


def a_round(key: Key, given: tuple[Ballot, ...] | None = None, **more: Any) -> Round:
    """Not revealed where no votes are given."""
    now = datetime.now(UTC)
    parts = {"number": 1, "opened_at": now, "levels": a_workshop().levels(key), "cast": len(given or ())}
    shown = {"ballots": given or (), "revealed_at": now if given is not None else None}
    return Round(key=key, **{**parts, **shown, **more})


def a_workshop(**more: Any) -> Workshop:
    questions = {
        rubric.id: Asked(rubric.version, {one.id: len(one.levels) for one in rubric.questions})
        for rubric in resources.newest()
    }
    parts = {"name": "Spring workshop", "stage": Stage.LIVE, "questions": questions, "roles": ("ict", "councillor")}
    facts = {"public_id": "fedcba9876543210", "themes": (), "anonymous": True, "opened_at": datetime.now(UTC)}
    times = {"ends_at": None, "live_at": None, "closed_at": None}
    return Workshop(**{**parts, **facts, **times, "door": True, "minutes": 0, "turn": 1, **more})


def a_moment(current: Round | None = None, seated: int = 12, **more: Any) -> Moment:
    return Moment(a_workshop(**more), seated, current)


def a_hall(moment: Moment, rounds: Iterable[Round] = ()) -> Hall:
    return Hall(moment, tuple(rounds), ())


@dataclass
class Room:
    """A server of its own. `moment` is what the wall shows next; `stir` says on its socket that something moved."""

    moment: Moment = field(default_factory=a_moment)
    rounds: list[Round] = field(default_factory=list)
    has_socket: bool = True
    refuses: Exception | None = None
    contents: Any = None
    _sockets: list[WebSocket] = field(default_factory=list)
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None
    _loop: asyncio.AbstractEventLoop | None = None

    def __post_init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/projector?a=0123456789abcdef&w=fedcba9876543210"

    def hall(self, _: str) -> Hall:
        if self.refuses is not None:
            raise self.refuses
        return a_hall(self.moment, self.rounds)

    def workshop_code(self, _: str) -> str:
        return CODE if self.moment.workshop.stage is not Stage.CLOSED else ""

    async def _room(self, one: WebSocket) -> None:
        if not self.has_socket:
            await one.close(1008)
            return
        await one.accept()
        self._sockets.append(one)
        with contextlib.suppress(Exception):
            await one.receive()
        self._sockets.remove(one)

    def show(self, moment: Moment, *, tell: bool = True) -> None:
        turned = replace(moment.workshop, turn=self.moment.workshop.turn + 1)
        self.moment = replace(moment, workshop=turned)
        if tell:
            self.stir()

    def counts(self, cast: int) -> None:
        """So many have voted on the open question."""
        assert self.moment.current is not None
        self.moment = replace(self.moment, current=replace(self.moment.current, cast=cast))

    def stir(self) -> None:
        assert self._loop is not None
        for one in list(self._sockets):
            asyncio.run_coroutine_threadsafe(one.send_json({"turn": 1, "stir": 1}), self._loop).result(5)

    def start(self) -> "Room":
        routes = [*ROUTES, WebSocketRoute("/room", self._room), Mount("/app/static", StaticFiles(directory=STATIC))]
        app = Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)])
        config = uvicorn.Config(
            app, "127.0.0.1", self.port, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=0
        )
        self._server = uvicorn.Server(config)

        def serve() -> None:
            self._loop = asyncio.new_event_loop()
            self._loop.run_until_complete(self._server.serve())  # type: ignore[union-attr]
            self._loop.close()

        self._thread = threading.Thread(target=serve, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        return self

    def stop(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(10)
            self._sockets.clear()


@contextlib.contextmanager
def a_room(**more: Any) -> Iterator[Room]:
    room = Room(**more).start()
    try:
        yield room
    finally:
        room.stop()


def gap_room(room: Room) -> None:
    """Two roles of three that see every question otherwise, and one of two."""
    given = [*ballots("ABB", "councillor"), *ballots("DDE", "ict"), *ballots("CC", "security")]
    room.rounds = [a_round(key, given) for key in all_keys()]
    rubrics = {one.id: one.version for one in resources.newest()}
    sheet = AnswerSheet(rubrics=rubrics, answers={})
    room.contents = lambda: SimpleNamespace(sheet=lambda: sheet)
