"""Messages over a WebSocket that never come to their end: what has come of one would be held as long as its sender
likes.
"""

import asyncio
from abc import ABC, abstractmethod

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

from assessment.ui.guard.addresses import address_of

SECONDS = 15  # for a request to be there as a whole
LEAST_BYTES = 64 * 1024  # of a body or message in that time, so that a file may take longer on a slow line
MOST_OF_ONE = 40 * 1000 * 1000  # bytes of unfinished messages from one address: three of the largest at once
MOST_IN_ALL = 5 * MOST_OF_ONE
PIECE = 16 * 1024  # bytes that are read at once: so much of a next message may go uncounted
FRAGMENT = 100  # bytes that each part of a message takes besides its own
FRAME = 6  # bytes around what a pong says


class Timed(ABC):
    """A connection that is asked to `end` when its time is over."""

    loop: asyncio.AbstractEventLoop
    received = 0
    deadline: asyncio.TimerHandle | None = None

    def wait(self, seconds: float | None) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
        self.received = 0
        self.deadline = None if seconds is None else self.loop.call_later(seconds, self.end)

    @abstractmethod
    def end(self) -> None:
        """Its time is over: it ends, or gets more."""


class BoundedMessages(Timed, WebSocketsSansIOProtocol):
    """One WebSocket: ended where the rest of a message isn't there in time, or too much is unfinished. Messages of a
    few bytes are let be.
    """

    held = 0  # bytes since the last message that was whole
    address: str | None = None

    def data_received(self, data: bytes) -> None:
        for at in range(0, len(data), PIECE):
            if self.transport.is_closing():
                return
            part = data[at : at + PIECE]
            self.received += len(part)
            self.held += len(part)
            super().data_received(part)
        if self.held <= LEAST_BYTES or self.transport.is_closing():
            self.leave()
        elif self not in _unfinished:
            host = self.scope["client"]
            self.address = address_of((name for name, _ in self.scope["headers"]), host[0] if host else None)
            _unfinished.add(self)
            self.wait(SECONDS)
        if self in _unfinished and self.is_too_much():
            self.transport.abort()

    def is_too_much(self) -> bool:
        of_one = sum(other.held for other in _unfinished if other.address == self.address)
        return (self.address is not None and of_one > MOST_OF_ONE) or sum(one.held for one in _unfinished) > MOST_IN_ALL

    def send_receive_event_to_app(self) -> None:
        super().send_receive_event_to_app()
        self.held = 0

    def handle_cont(self, event: Frame) -> None:
        self.held += FRAGMENT
        super().handle_cont(event)

    def handle_pong(self, event: Frame) -> None:
        super().handle_pong(event)
        self.held = max(0, self.held - FRAME - len(event.data))

    def end(self) -> None:
        if self.received >= LEAST_BYTES or self.read_paused:
            self.wait(SECONDS)
        else:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.leave()

    def leave(self) -> None:
        self.wait(None)
        _unfinished.discard(self)


_unfinished: set[BoundedMessages] = set()
