"""A database that goes away while a page is open: the page's desk goes on, and nothing is written elsewhere."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import update

from assessment.instrument import BLANK, Answer, Council, Fact, Scope
from assessment.store import Conflict, Kind, PageDesk, ServerDesk, Store, StoreTrouble
from assessment.store.postgres import Door
from assessment.store.schema import link as links
from tests.store.desks import Q1, Q2, a_desk, opened


@dataclass
class Away:
    """A database in a file that can be moved away and back."""

    file: Path
    store: Store
    desk: ServerDesk

    def go(self) -> None:
        self.file.rename(self.file.with_suffix(".away"))

    def come(self) -> None:
        self.file.with_suffix(".away").rename(self.file)


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Away]:
    file = tmp_path / "assessments.db"
    with closing(Store(f"sqlite:///{file}")) as store:
        yield Away(file, store, a_desk(store))


def test_what_was_read_last_stands_in_for_what_cannot_be_read(away: Away) -> None:
    away.desk.save(Q1, Answer(level=1), 0)
    page = PageDesk(away.desk)
    assert page.contents().entry(Q1).answer == Answer(level=1)
    page.say("1.0.0", "list", Fact.YES)
    page.save(Q2, Answer(level=2), 0)
    page.remember_place("here")
    assert page.place() == "here"

    away.go()

    assert page.entry(Q1).answer == Answer(level=1)
    assert page.entry(Q2).answer == Answer(level=2)
    assert page.contents().entry(Q2).answer == Answer(level=2)
    assert (page.contents().revision, page.contents().facts) == (3, {"list": Fact.YES})
    assert page.contents().rivals_of(Q1) == ()
    assert page.place() == "here"
    assert page.is_away

    def say() -> None:
        page.say("1.0.0", "rule", Fact.NO)

    for write_or_look in (lambda: page.save(Q1, BLANK, 1), page.revision, page.history, say, lambda: page.as_of(Q1, 1)):
        with pytest.raises(StoreTrouble):
            write_or_look()

    away.come()

    page.save(Q1, Answer(level=3), 1)
    assert page.contents().entry(Q1).answer == Answer(level=3)
    assert not page.is_away


def test_two_answers_at_once_are_remembered_as_they_were_read(away: Away) -> None:
    page = PageDesk(away.desk)
    page.contents()
    away.desk.save(Q1, Answer(level=1), 0)
    assert isinstance(page.save(Q1, Answer(level=3), 0), Conflict)
    (rival,) = page.contents().rivals_of(Q1)

    away.go()
    assert page.entry(Q1).answer == Answer(level=1)
    assert page.contents().rivals_of(Q1) == (rival,)
    with pytest.raises(StoreTrouble):
        page.settle(Q1, Answer(level=3))
    away.come()

    page.settle(Q1, Answer(level=3))
    away.go()
    assert page.entry(Q1).answer == Answer(level=3)
    assert page.contents().rivals_of(Q1) == ()
    away.come()


def test_a_page_sees_at_once_what_others_have_changed_and_nothing_that_it_may_not(away: Away) -> None:
    page = PageDesk(away.desk)
    assert page.contents().size == away.desk.contents().size
    page.save(Q1, Answer(level=1, note="ours"), 0)
    assert page.contents() == away.desk.contents()  # its size, too, which the page did not reckon

    away.desk.save(Q2, Answer(level=2), 0)
    page.save(Q1, Answer(level=3), page.contents().entry(Q1).revision)
    assert page.contents() == away.desk.contents()
    away.desk.save(Q2, Answer(level=4), 2)
    page.save(Q1, Answer(level=2), page.contents().entry(Q1).revision)
    assert page.entry(Q2).answer == Answer(level=4)
    page.say("1.0.0", "list", Fact.YES)
    assert page.contents() == away.desk.contents()
    away.desk.set_up(Council(name="Another"), Scope.QUICK, {"ai": "1.0.0"})
    assert page.contents() == away.desk.contents()


def test_a_page_that_may_no_longer_show_notes_forgets_them(away: Away) -> None:
    away.desk.save(Q1, Answer(level=1, note="a secret"), 0)
    page = PageDesk(opened(away.store, away.desk.add_link("Board", Kind.READ, shows_notes=True)))
    assert page.entry(Q1).answer.note == "a secret"

    with away.store.database.writing.begin() as connection:  # as no page does today
        connection.execute(update(links).values(shows_notes=False))

    assert not page.entry(Q1).answer.note


def test_a_page_that_has_read_nothing_yet_has_nothing_to_show(away: Away) -> None:
    page = PageDesk(away.desk)
    away.go()
    for read in (page.contents, lambda: page.entry(Q1), lambda: page.contents().rivals_of(Q1), page.place, page.links):
        with pytest.raises(StoreTrouble):
            read()
    away.come()


def test_after_a_failure_that_took_long_the_next_comes_at_once(away: Away, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PageDesk(away.desk)
    page.contents()
    clock = [0.0]
    monkeypatch.setattr("assessment.store.page_desk.monotonic", lambda: clock[0])
    asked = 0

    def hangs(*_: object) -> None:
        nonlocal asked
        asked += 1
        clock[0] += 10
        raise StoreTrouble("no answer")

    monkeypatch.setattr(ServerDesk, "_writing", hangs)
    for _ in range(12):
        with pytest.raises(StoreTrouble):
            page.save(Q1, Answer(level=1), 0)
    assert asked == 1
    clock[0] += 4
    with pytest.raises(StoreTrouble):
        page.save(Q1, Answer(level=1), 0)
    assert asked == 2


def test_a_file_that_was_moved_is_neither_written_to_nor_replaced_by_an_empty_one(away: Away) -> None:
    away.go()
    for _ in range(2):  # a connection that is open, and a new one
        with pytest.raises(StoreTrouble, match="unable to open database file"):
            away.desk.save(Q1, Answer(level=1), 0)
    assert not away.file.exists()

    away.come()

    away.desk.save(Q1, Answer(level=2), 0)
    assert away.desk.entry(Q1).answer == Answer(level=2)


def test_of_those_who_wait_for_a_server_that_is_away_one_knocks_and_the_others_are_told() -> None:
    door, inside, on = Door(), Event(), Event()

    def knock() -> None:
        with suppress(ConnectionError), door.knocking():
            inside.set()
            on.wait(30)
            raise ConnectionError("no answer")

    with pytest.raises(ConnectionError), door.knocking():
        raise ConnectionError("no answer")
    first = Thread(target=knock)
    first.start()
    assert inside.wait(30)

    with pytest.raises(ConnectionError, match="no answer"), door.knocking():
        pytest.fail("two knock at once")
    on.set()
    first.join()
    with door.knocking():
        pass
    with door.knocking(), door.knocking():  # all is well: nobody waits for another
        pass


def test_facts_said_before_to_the_version_that_is_answered_now_come_back_into_view(store: Store) -> None:
    desk = a_desk(store)
    desk.say("1.0.0", "list", Fact.YES)
    desk.say("2.0.0", "rule", Fact.NO)
    page = PageDesk(desk)
    page.contents()

    page.say("1.0.0", "plan", Fact.YES)  # as after a return to an earlier version of the program

    assert page.contents().facts == {"list": Fact.YES, "plan": Fact.YES}
