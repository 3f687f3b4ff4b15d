"""Who watches which assessment, and how they hear that it changed: one look for all pages, none where nobody watches.

A page that watches has a `Watch`, on which it waits for news. Every second the hub asks for the revisions behind all
links that pages came through; where the database itself tells of changes, only every five seconds.
"""

import asyncio
from asyncio import sleep
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from logging import getLogger

from assessment.store import StoreTrouble

SECONDS = 1.0  # between two looks

Read = Callable[[Collection[int]], Awaitable[Mapping[int, int]]]  # revisions by link; those that are gone are missing
Heard = Callable[[int, int], None]  # of an assessment's row, and its revision
Listening = Callable[[Heard], AbstractContextManager[object]]


class Watch:
    """One page's view of one assessment: the newest revision, or None when it is gone for this link."""

    def __init__(self, row_id: int, link_id: int) -> None:
        self.row_id, self.link_id = row_id, link_id
        self.newest: int | None = -1
        self.moved = asyncio.Event()

    def tell(self, revision: int | None) -> None:
        if revision != self.newest:
            self.newest = revision
            self.moved.set()

    async def news(self) -> int | None:
        """Waits until something changed; what a slow page has missed in between is not told any more."""
        await self.moved.wait()
        self.moved.clear()
        return self.newest


class Hub:
    def __init__(self, read: Read, listening: Listening, every: int = 1) -> None:
        """`every`: how many seconds pass between two looks at everything. What is new here is looked at once."""
        self.read, self.listening, self.every = read, listening, every
        self.pages: dict[int, set[Watch]] = {}  # by link
        self.known: dict[int, int | None] = {}
        self.looking: asyncio.Task[None] | None = None
        self.failed = False  # the last look

    @contextmanager
    def watching(self, row_id: int, link_id: int) -> Iterator[Watch]:
        watch = Watch(row_id, link_id)
        self.pages.setdefault(link_id, set()).add(watch)
        if link_id in self.known:
            watch.tell(self.known[link_id])
        if self.looking is None:
            self.looking = asyncio.create_task(self.look())
        try:
            yield watch
        finally:
            self.pages[link_id].discard(watch)
            if not self.pages[link_id]:
                del self.pages[link_id]
                self.known.pop(link_id, None)

    async def look(self) -> None:
        """Until nobody watches. A look that fails is tried again a second later."""
        waited = self.every
        try:
            with self.listening(self.heard):
                while self.pages:
                    wanted = list(self.pages) if waited >= self.every else self.pages.keys() - self.known.keys()
                    if wanted and await self.look_at(wanted) and waited >= self.every:
                        waited = 0
                    await sleep(SECONDS)
                    waited += 1
        finally:
            self.looking = None

    async def look_at(self, link_ids: Collection[int]) -> bool:
        try:
            found = await self.read(link_ids)
        except Exception as error:
            if not isinstance(error, StoreTrouble) and not self.failed:
                getLogger(__name__).exception("looking for changes")
            self.failed = True
            return False
        self.failed = False
        for link_id in link_ids:
            revision = found.get(link_id)
            known = self.known.get(link_id)
            if revision is not None and known is not None:
                revision = max(revision, known)  # a later one was heard of while this was being read
            self.tell(link_id, revision)
        return True

    def heard(self, row_id: int, revision: int) -> None:
        """The database told of a new revision. A link that opens nothing any more is not told; a look finds it back."""
        for link_id, watches in self.pages.items():
            opens = self.known.get(link_id, revision) is not None
            if opens and any(watch.row_id == row_id for watch in watches):
                self.tell(link_id, revision)

    def tell(self, link_id: int, revision: int | None) -> None:
        watches = self.pages.get(link_id, ())
        if watches:
            self.known[link_id] = revision
        for watch in watches:
            watch.tell(revision)
