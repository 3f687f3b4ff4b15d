"""The hub of workshops: one look for all who watch, at once after a write of one's own."""

import asyncio
from collections.abc import Collection, Mapping

from assessment.ui.seats import hub as hubs
from assessment.ui.seats.hub import Rooms, Watcher
from tests.loops import run


class Database:
    def __init__(self) -> None:
        self.moved = {"a": (1, 1), "b": (1, 1)}
        self.looks: list[set[str]] = []
        self.trouble = False

    async def read(self, workshops: Collection[str]) -> Mapping[str, tuple[int, int]]:
        self.looks.append(set(workshops))
        if self.trouble:
            raise OSError("away")
        return {name: self.moved[name] for name in workshops if name in self.moved}


async def heard(watcher: Watcher) -> tuple[int, int] | None:
    return await asyncio.wait_for(watcher.news(), 2)


def is_silent(watcher: Watcher) -> bool:
    return not watcher.moved.is_set()


def test_one_look_tells_all_and_each_what_concerns_it(monkeypatch) -> None:
    monkeypatch.setattr(hubs, "SECONDS", 60)

    async def room() -> None:
        database = Database()
        rooms = Rooms(database.read)
        with (
            rooms.watching("a", counts=False) as phone,
            rooms.watching("a", counts=True) as wall,
            rooms.watching("b", counts=True) as other,
        ):
            assert await heard(phone) == await heard(wall) == await heard(other) == (1, 1)
            assert database.looks == [{"a", "b"}]
            database.moved["a"] = (1, 2)
            rooms.nudge()
            assert await heard(wall) == (1, 2)
            assert is_silent(phone)
            assert is_silent(other)
            database.moved["a"] = (2, 2)
            rooms.nudge()
            assert await heard(phone) == await heard(wall) == (2, 2)
            assert is_silent(other)
        assert rooms.watchers == {}

    run(room())


def test_a_workshop_that_is_gone_is_told_as_gone_and_a_failed_look_is_tried_again(monkeypatch) -> None:
    monkeypatch.setattr(hubs, "SECONDS", 0.01)

    async def room() -> None:
        database = Database()
        rooms = Rooms(database.read)
        with rooms.watching("a", counts=False) as phone:
            await heard(phone)
            database.trouble = True
            looks = len(database.looks)
            while len(database.looks) < looks + 3:
                await asyncio.sleep(0.01)
            assert is_silent(phone)
            del database.moved["a"]
            database.trouble = False
            assert await heard(phone) is None

    run(room())


def test_nobody_looks_where_nobody_watches(monkeypatch) -> None:
    monkeypatch.setattr(hubs, "SECONDS", 0.01)

    async def room() -> None:
        database = Database()
        rooms = Rooms(database.read)
        with rooms.watching("a", counts=False) as phone:
            await heard(phone)
        await asyncio.sleep(0.05)
        looks = len(database.looks)
        await asyncio.sleep(0.05)
        assert len(database.looks) == looks
        assert rooms.looking is None

    run(room())
