"""Who watches which workshop, and how they hear that something moved: one look for all, none where nobody watches."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress

SECONDS = 0.5  # between two looks; what this process itself wrote is looked for at once

Moved = tuple[int, int]
Read = Callable[[Collection[str]], Awaitable[Mapping[str, Moved]]]  # by workshop; those that are gone are missing


class Watcher:
    """`counts`: whether it is told of who comes and votes, and not only of what the host does."""

    def __init__(self, *, counts: bool) -> None:
        self.counts = counts
        self.newest: Moved | None = (0, 0)
        self.moved = asyncio.Event()

    def tell(self, newest: Moved | None) -> None:
        old, self.newest = self.newest, newest
        if newest is None or old is None or newest[0] != old[0] or (self.counts and newest[1] != old[1]):
            self.moved.set()

    async def news(self) -> Moved | None:
        """Waits until something moved; what a slow page missed in between is not told any more. None: it is gone."""
        await self.moved.wait()
        self.moved.clear()
        return self.newest


class Rooms:
    def __init__(self, read: Read) -> None:
        self.read = read
        self.watchers: dict[str, set[Watcher]] = {}
        self.looking: asyncio.Task[None] | None = None
        self.soon = asyncio.Event()

    @contextmanager
    def watching(self, workshop: str, *, counts: bool) -> Iterator[Watcher]:
        one = Watcher(counts=counts)
        self.watchers.setdefault(workshop, set()).add(one)
        self.soon.set()
        if self.looking is None:
            self.looking = asyncio.create_task(self.look())
        try:
            yield one
        finally:
            self.watchers[workshop].discard(one)
            if not self.watchers[workshop]:
                del self.watchers[workshop]

    def nudge(self) -> None:
        """Something was written here: look at once."""
        self.soon.set()

    async def look(self) -> None:
        """Until nobody watches. A look that fails is tried again."""
        try:
            while self.watchers:
                self.soon.clear()
                with suppress(Exception):
                    await self.look_once()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.soon.wait(), SECONDS)
        finally:
            self.looking = None

    async def look_once(self) -> None:
        asked = list(self.watchers)
        found = await self.read(asked)
        for workshop in asked:
            for one in self.watchers.get(workshop, ()):
                one.tell(found.get(workshop))
