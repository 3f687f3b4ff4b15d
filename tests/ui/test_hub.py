"""The hub: one look for all who watch, on a clock of the test's own."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

import pytest

from assessment.store import StoreTrouble
from assessment.ui.shell import hub as hubs
from assessment.ui.shell.hub import Hub, Watch
from tests.loops import run

ROW, LINK, OTHER_LINK = 7, 70, 71


class Database:
    """What it holds by link, and every look at it."""

    def __init__(self) -> None:
        self.revisions = {LINK: 3, OTHER_LINK: 3}
        self.looks: list[set[int]] = []
        self.trouble: Exception | None = None
        self.says: Callable[[int, int], None] | None = None

    async def read(self, link_ids: Collection[int]) -> Mapping[int, int]:
        self.looks.append(set(link_ids))
        if self.trouble:
            raise self.trouble
        return {link: self.revisions[link] for link in link_ids if link in self.revisions}

    @contextmanager
    def listening(self, heard: Callable[[int, int], None]) -> Iterator[None]:
        self.says = heard
        yield
        self.says = None


class Clock:
    """Each second passes when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sleepers: list[asyncio.Future[None]] = []
        monkeypatch.setattr(hubs, "sleep", self.sleep)

    async def sleep(self, _: float) -> None:
        self.sleepers.append(asyncio.get_running_loop().create_future())
        await self.sleepers[-1]

    async def seconds(self, count: int) -> None:
        for _ in range(count):
            await settle()
            sleepers, self.sleepers = self.sleepers, []
            for sleeper in sleepers:
                sleeper.set_result(None)
        await settle()


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def told(watch: Watch) -> int | str | None:
    """What this page is told now; "nothing" where there is no news."""
    if not watch.moved.is_set():
        return "nothing"
    watch.moved.clear()
    return watch.newest


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_many_pages_share_one_look_a_second_and_nobody_watching_is_none(database: Database, clock: Clock) -> None:
    async def scene() -> None:
        hub = Hub(database.read, database.listening)
        with hub.watching(ROW, LINK) as one, hub.watching(ROW, LINK) as two, hub.watching(ROW, OTHER_LINK) as three:
            await settle()
            assert [told(page) for page in (one, two, three)] == [3, 3, 3]
            database.revisions |= {LINK: 4, OTHER_LINK: 4}
            await clock.seconds(1)
            assert [told(page) for page in (one, two, three)] == [4, 4, 4]
            await clock.seconds(3)
            assert [told(page) for page in (one, two, three)] == ["nothing"] * 3
        assert database.looks == [{LINK, OTHER_LINK}] * 5
        await clock.seconds(3)
        assert len(database.looks) == 5
        assert hub.looking is None

    run(scene())


def test_who_comes_later_is_told_at_once_what_is_known(database: Database, clock: Clock) -> None:
    async def scene() -> None:
        hub = Hub(database.read, database.listening)
        with hub.watching(ROW, LINK):
            await settle()
            with hub.watching(ROW, LINK) as later:
                assert told(later) == 3
        assert hub.pages == hub.known == {}

    run(scene())


def test_a_page_is_told_when_its_link_opens_nothing_any_more_and_when_it_does_again(
    database: Database, clock: Clock
) -> None:
    async def scene() -> None:
        hub = Hub(database.read, database.listening)
        with hub.watching(ROW, LINK) as page, hub.watching(ROW, OTHER_LINK) as other:
            await settle()
            assert (told(page), told(other)) == (3, 3)
            kept = database.revisions.pop(LINK)
            await clock.seconds(1)
            assert (told(page), told(other)) == (None, "nothing")
            database.revisions[LINK] = kept + 1
            await clock.seconds(1)
            assert (told(page), told(other)) == (4, "nothing")

    run(scene())


@pytest.mark.parametrize("trouble", [StoreTrouble("the database is away"), ValueError("a fault of the program")])
def test_a_look_that_fails_is_tried_again_and_nobody_is_told_anything(
    database: Database, clock: Clock, trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene() -> None:
        hub = Hub(database.read, database.listening)
        with hub.watching(ROW, LINK) as page:
            await settle()
            assert told(page) == 3
            database.trouble = trouble
            await clock.seconds(5)
            assert told(page) == "nothing"
            database.trouble, database.revisions[LINK] = None, 4
            await clock.seconds(1)
            assert told(page) == 4

    run(scene())
    assert len(caplog.records) == (0 if isinstance(trouble, StoreTrouble) else 1)


def test_a_database_that_tells_of_changes_is_looked_at_every_five_seconds(database: Database, clock: Clock) -> None:
    async def scene() -> None:
        hub = Hub(database.read, database.listening, every=5)
        with hub.watching(ROW, LINK) as page:
            await settle()
            assert (told(page), database.looks) == (3, [{LINK}])
            assert database.says
            database.says(ROW, 4)
            database.says(ROW + 1, 9)
            assert told(page) == 4
            database.revisions[LINK] = 5
            await clock.seconds(4)
            assert told(page) == "nothing"
            with hub.watching(ROW + 1, OTHER_LINK) as newcomer:
                await clock.seconds(1)
                assert (told(page), told(newcomer)) == (5, 3)
            await clock.seconds(10)
        assert database.looks == [{LINK}, {LINK, OTHER_LINK}, {LINK}, {LINK}]
        await clock.seconds(1)
        assert database.says is None

    run(scene())


def test_what_was_read_before_a_change_was_heard_of_takes_nothing_back(database: Database, clock: Clock) -> None:
    async def scene() -> None:
        hub = Hub(database.read, database.listening)
        with hub.watching(ROW, LINK) as page:
            await settle()
            hub.heard(ROW, 4)
            assert told(page) == 4
            await clock.seconds(1)
            assert told(page) == "nothing"

    run(scene())


def test_a_link_that_was_withdrawn_hears_nothing_of_what_goes_on(database: Database, clock: Clock) -> None:
    async def scene() -> None:
        hub = Hub(database.read, database.listening)
        del database.revisions[LINK]
        with hub.watching(ROW, LINK) as withdrawn, hub.watching(ROW, OTHER_LINK) as other:
            await settle()
            assert (told(withdrawn), told(other)) == (None, 3)
            hub.heard(ROW, 4)
            assert (told(withdrawn), told(other)) == ("nothing", 4)

    run(scene())


def test_a_slow_page_is_told_the_newest_only(database: Database, clock: Clock) -> None:
    async def scene() -> None:
        hub = Hub(database.read, database.listening)
        with hub.watching(ROW, LINK) as page:
            await settle()
            for revision in range(4, 40):
                hub.heard(ROW, revision)
            assert await page.news() == 39
            assert not page.moved.is_set()

    run(scene())
