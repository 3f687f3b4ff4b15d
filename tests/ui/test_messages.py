"""Messages over a WebSocket whose end does not come: the web server's own class for it, with a transport of ours."""

import asyncio
import json
import tomllib
from collections.abc import Iterator
from typing import Any, cast

import pytest
import uvicorn
from streamlit.proto.BackMsg_pb2 import BackMsg
from uvicorn.server import ServerState
from websockets.client import ClientProtocol
from websockets.uri import parse_uri

from assessment.files import open_answers
from assessment.store import FileDesk
from assessment.ui import resources
from assessment.ui.guard import messages
from assessment.ui.session.copies import write_copy
from tests.loops import run
from tests.serving import ROOT

MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    yield
    messages._unfinished.clear()


async def listening(scope: object, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


class Line:
    """Both ends of one connection; what the server wants of its transport is done or noted."""

    def __init__(self, address: str) -> None:
        config = uvicorn.Config(cast(Any, listening), ws_max_size=12 * MEGABYTE, log_config=None)
        config.load()
        self.address, self.ended = address, False
        self.client = ClientProtocol(parse_uri("ws://localhost/"))
        self.server = messages.BoundedMessages(config, ServerState(), {})
        self.server.connection_made(cast(asyncio.Transport, self))

    def get_extra_info(self, name: str, default: object = None) -> object:
        return {"peername": (self.address, 1), "sockname": ("127.0.0.1", 2)}.get(name, default)

    def write(self, data: bytes) -> None:
        self.client.receive_data(data)

    def is_closing(self) -> bool:
        return self.ended

    def abort(self) -> None:
        if not self.ended:
            self.ended = True
            self.server.connection_lost(None)

    close = abort

    def pause_reading(self) -> None:
        pass

    resume_reading = pause_reading

    async def say(self, size: int, *, first: bool = True, end: bool = False) -> None:
        (self.client.send_binary if first else self.client.send_continuation)(b" " * size, fin=end)
        await self.pass_on()

    async def pass_on(self) -> None:
        self.server.data_received(b"".join(self.client.data_to_send()))
        for _ in range(5):  # the app's turn
            await asyncio.sleep(0)


async def opened(address: str = "203.0.113.1") -> Line:
    line = Line(address)
    line.client.send_request(line.client.connect())
    await line.pass_on()
    return line


def test_one_address_has_so_much_unfinished_and_no_more() -> None:
    async def work() -> None:
        lines = [await opened() for _ in range(4)]
        other, small = await opened("203.0.113.2"), await opened()
        for line in lines:
            await line.say(11 * MEGABYTE)
        await other.say(11 * MEGABYTE)
        await small.say(1000)
        assert [line.ended for line in (*lines, other, small)] == [False, False, False, True, False, False]

        await lines[0].say(1, first=False, end=True)
        assert lines[0].server.held == 0
        again = await opened()
        await again.say(11 * MEGABYTE)
        assert not again.ended

    run(work())


def test_all_addresses_have_so_much_unfinished_and_no_more() -> None:
    async def work() -> None:
        lines = [await opened(f"203.0.113.{last}") for last in range(19)]
        for line in lines:
            await line.say(11 * MEGABYTE)
        assert [line.ended for line in lines] == [False] * 18 + [True]

    run(work())


def test_a_message_of_empty_parts_comes_to_an_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The web server's own limit counts what they hold: nothing."""
    monkeypatch.setattr(messages, "MOST_OF_ONE", MEGABYTE)

    async def work() -> None:
        line = await opened()
        await line.say(1)
        for _ in range(20):
            for _ in range(1000):
                line.client.send_continuation(b"", fin=False)
            await line.pass_on()
        assert line.ended

    run(work())


def test_only_a_message_that_comes_on_has_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        line, slow = await opened(), await opened()
        for one in (line, slow):
            await one.say(100_000)
            assert one.server.deadline is not None
        await line.say(70_000, first=False)
        await slow.say(100, first=False)
        for one in (line, slow):
            one.server.end()
        assert (line.ended, slow.ended) == (False, True)
        assert slow.server not in messages._unfinished

        await line.say(1, first=False, end=True)
        assert line.server.deadline is None
        for _ in range(20_000):  # as a page that stays open answers all day
            line.server.conn.send_ping(b"ping")
            line.client.receive_data(b"".join(line.server.conn.data_to_send()))
        await line.pass_on()
        assert line.server.deadline is None

    run(work())


def test_the_largest_that_a_page_may_honestly_say_fits() -> None:
    """Two copies of an own file of nearly five megabytes, where another tab has changed it."""
    evidence = [{"title": 'The "register"', "link": "https://council.example/" + "x" * 4200}] * 20
    note = 'as the "policy" says\n' * 450
    content = {
        "format": "answers/1",
        "scope": "full",
        "rubrics": {rubric.id: rubric.version for rubric in resources.newest()},
        "answers": {
            rubric.id: {question.id: {"level": 0, "note": note, "evidence": evidence} for question in rubric.questions}
            for rubric in resources.newest()
        },
    }
    data = json.dumps(content, indent=2).encode()
    assert 4.9 * MEGABYTE < len(data) < 5 * 1024 * 1024
    desk = FileDesk.of(open_answers(data, resources.rubrics(), "x"))
    copy = write_copy(desk, "0" * 16, ["1" * 16] * 20, "2" * 16, "", delete=False)
    said = BackMsg()
    said.rerun_script.widget_states.widgets.add(id="copy-field").string_value = json.dumps({"copies": [copy, copy]})

    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    most = config["server"]["maxMessageSize"] * MEGABYTE
    assert 0.8 * most < said.ByteSize() < 0.95 * most
