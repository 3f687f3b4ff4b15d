"""Connections that ask for nothing, or never come to the end of it: the web server would wait for them forever, until
it has no more files to open for others.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import cache
from socket import socket

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from assessment.ui.guard.addresses import counted_as, is_forwarded, is_proxy
from assessment.ui.guard.connections import accepted_at_once, connections, open_files
from assessment.ui.guard.messages import LEAST_BYTES, SECONDS, BoundedMessages, Timed

REFUSED_SECONDS = 2  # for one connection too many to ask something, and be told
TOO_MANY = (
    "Too many connections are open from your address. Please close some of these pages, and try again in a minute."
)
ANSWER = (
    "HTTP/1.1 429 Too Many Requests\r\ncontent-type: text/plain; charset=utf-8\r\nretry-after: 60\r\n"
    f"cache-control: no-store\r\nconnection: close\r\ncontent-length: {len(TOO_MANY)}\r\n\r\n{TOO_MANY}"
).encode()
FLOODING = (  # lines that anybody can have written as often as they like
    "socket.accept() out of system resource",
    "Invalid HTTP request received.",
    "Unsupported upgrade request.",
    "No supported WebSocket library detected.",
    "ASGI callable returned without completing handshake.",
)


class Bounded(Timed, H11Protocol):
    """One connection: counted, and ended where its request isn't there in time. A WebSocket is another's from the
    moment that it is one, and counted there.
    """

    address: str | None = None
    entered = refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        peer, known = self.client[0] if self.client else "", connections()
        self.address = None if peer in known.proxies else counted_as(peer)
        self.entered = known.enter(self.address)
        self.refused = not self.entered
        if known.is_full() and self.refused:
            transport.abort()
        else:
            self.wait(REFUSED_SECONDS if self.refused else SECONDS)

    def data_received(self, data: bytes) -> None:
        if self.refused:
            self.transport.write(ANSWER)
            self.transport.close()
            return
        self.received += len(data)
        super().data_received(data)
        self.look_for_proxy()
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):  # the request is here
            self.wait(None)
        elif self.deadline is None and self.entered:
            self.wait(SECONDS)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self.look_for_proxy()
        self.leave()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.leave()

    def end(self) -> None:
        """The time is over, unless a body still comes, or waits for us."""
        comes = self.conn.their_state is h11.SEND_BODY and self.received >= LEAST_BYTES
        if not self.refused and (comes or self.flow.read_paused):
            self.wait(SECONDS)
        else:
            self.deadline = None
            self.transport.abort()

    def leave(self) -> None:
        self.wait(None)
        if self.entered:
            self.entered = False
            connections().leave(self.address)

    def look_for_proxy(self) -> None:
        peer = self.client[0] if self.client else ""
        if not self.entered or self.address is None or not self.headers:
            return
        if is_forwarded(name for name, _ in self.headers) and is_proxy(peer):
            connections().learn_proxy(peer)
            connections().forget(self.address)
            self.address = None


class OnceAMinute(logging.Filter):
    """Lets each of these lines through once a minute."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.next = dict.fromkeys(lines, 0.0)

    def filter(self, record: logging.LogRecord) -> bool:
        text = str(record.msg)
        line = next((line for line in self.next if line in text), None)
        if line is None:
            return True
        now = time.monotonic()
        if now < self.next[line]:
            return False
        self.next[line] = now + 60
        return True


@cache
def bound_sockets() -> None:
    """Have the web server, whoever starts it, use this for its connections. It tells nobody which one it is."""
    start = uvicorn.Server.startup
    flood = OnceAMinute(FLOODING)

    async def started(self: uvicorn.Server, sockets: list[socket] | None = None) -> None:
        files = open_files(raised=True)
        self.config.backlog = accepted_at_once(files, connections().in_all)
        self.config.http_protocol_class = Bounded
        self.config.ws_protocol_class = BoundedMessages
        self.config.encoded_headers = [one for one in self.config.encoded_headers if one[0] != b"server"]
        for name in ("asyncio", "uvicorn.error"):
            logging.getLogger(name).addFilter(flood)
        await start(self, sockets=sockets)

    uvicorn.Server.startup = started  # type: ignore[method-assign]
