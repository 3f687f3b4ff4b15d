"""Deletion: everything of one assessment, and nothing of another."""

import time
from collections.abc import Callable
from inspect import getmembers

import pytest
from sqlalchemy import select

from assessment.instrument import BLANK, Answer, Council, Decision, Fact, Scope
from assessment.store import THE_DECISION, Change, Gone, Key, Outcome, ServerDesk, Store, new_token
from assessment.store.desk import Saved
from assessment.store.schema import metadata
from assessment.store.workshop_schema import workshop
from tests.store.desks import CORE, NINE, Q1, a_busy_life, a_desk, a_plan, a_second_desk, at_once, opened, try_to
from tests.store.looking import rows

OWN = ("audit", "probe", "program", "upkeep")  # of the database, not of an assessment


def test_deletion_removes_every_row_and_no_other_assessments(store: Store, database_url: str) -> None:
    other = a_desk(store)
    a_busy_life(store, other)
    contents, history, links = other.contents(), other.history(), other.links()
    before = rows(database_url)
    token = store.create(Council(), Scope.FULL, CORE)
    doomed = opened(store, token)
    a_busy_life(store, doomed)
    full = rows(database_url)

    doomed.erase()

    assert all(
        len(full[table]) > len(before[table])
        for table in metadata.tables
        if not table.startswith(("peer_", "pro", "upkeep"))
    )
    assert [row[1] for row in rows(database_url)["audit"][len(before["audit"]) :]] == [None] * 7
    assert {**rows(database_url), "audit": before["audit"], "upkeep": before["upkeep"]} == before
    assert store.open(token) is None
    assert (other.contents(), other.history(), other.links()) == (contents, history, links)
    assert isinstance(other.save(Key("core", "q9"), Answer(level=1), 0), Saved)


def the_workshop(desk: ServerDesk) -> str:
    """The name of the assessment's newest, whoever asks for it."""
    mine = workshop.c.assessment_id == desk.row_id
    with desk.database.reading.connect() as connection:
        found = connection.execute(select(workshop.c.public_id).where(mine).order_by(workshop.c.id.desc()))
        return found.scalars().first() or "none"


def revealed_and_agreed(desk: ServerDesk) -> None:
    desk.reveal(the_workshop(desk))
    desk.agree(the_workshop(desk), Outcome(Answer(level=1), day=NINE.date()))


CALLS: dict[str, Callable[[ServerDesk], object]] = {
    "contents": lambda desk: desk.contents(),
    "revision": lambda desk: desk.revision(),
    "entry": lambda desk: desk.entry(Q1),
    "save": lambda desk: desk.save(Q1, Answer(level=1), 0),
    "settle": lambda desk: desk.settle(Q1, Answer(level=1)),
    "say": lambda desk: desk.say("1.0.0", "list", Fact.YES),
    "intend": lambda desk: desk.intend(THE_DECISION, Decision(text="Agree?")),
    "intents": lambda desk: desk.intents(),
    "milestones": lambda desk: desk.milestones(),
    "freeze": lambda desk: desk.freeze("Now"),
    "as_of": lambda desk: desk.as_of(Q1, 1),
    "set_up": lambda desk: desk.set_up(Council(), Scope.FULL, CORE),
    "history": lambda desk: desk.history(),
    "undo": lambda desk: desk.undo(Change(1, Q1, BLANK, Answer(level=1), "First link", NINE)),
    "links": lambda desk: desk.links(),
    "add_link": lambda desk: desk.add_link("Third"),
    "replace_link": lambda desk: desk.replace_link(desk.link_id + 1),
    "hand_over": lambda desk: desk.hand_over(new_token()),
    "withdraw_link": lambda desk: desk.withdraw_link(desk.link_id + 1),
    "show_notes": lambda desk: desk.show_notes(desk.link_id + 1, shown=True),
    "events": lambda desk: desk.events(),
    "membership": lambda desk: desk.membership(),
    "give": lambda desk: desk.give("a record"),
    "take_back": lambda desk: desk.take_back(),
    "delete": lambda desk: desk.delete(),
    "bring_back": lambda desk: desk.bring_back(),
    "erase": lambda desk: desk.erase(),
    "place": lambda desk: desk.place(),
    "remember_place": lambda desk: desk.remember_place("core/direction"),
    "workshops": lambda desk: desk.workshops(),
    "hall": lambda desk: desk.hall(the_workshop(desk)),
    "workshop_code": lambda desk: desk.workshop_code(the_workshop(desk)),
    "open_workshop": lambda desk: desk.open_workshop(a_plan()),
    "start_meeting": lambda desk: desk.start_meeting(the_workshop(desk), lambda *_: ()),
    "open_round": lambda desk: desk.open_round(the_workshop(desk), Q1),
    "reveal": lambda desk: desk.reveal(the_workshop(desk)),
    "put_away": lambda desk: desk.put_away(the_workshop(desk)),
    "agree": revealed_and_agreed,
    "set_clock": lambda desk: desk.set_clock(the_workshop(desk), 5, None),
    "set_door": lambda desk: desk.set_door(the_workshop(desk), is_open=False),
    "new_code": lambda desk: desk.new_code(the_workshop(desk)),
    "remove_seat": lambda desk: desk.remove_seat(the_workshop(desk), "1"),
    "close_workshop": lambda desk: desk.close_workshop(the_workshop(desk)),
    "delete_workshop": lambda desk: desk.delete_workshop(the_workshop(desk)),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_after_a_deletion_the_open_pages_learn_that_it_is_gone(
    store: Store, desk: ServerDesk, colleague: ServerDesk, call: Callable[[ServerDesk], object]
) -> None:
    desk.save(Q1, Answer(level=1), 0)
    desk.erase()

    for link in (desk, colleague):
        with pytest.raises(Gone):
            call(link)

    with store.database.reading.connect() as connection:
        tables = [table for table in metadata.sorted_tables if table.name not in OWN]
        assert all(connection.execute(select(table)).all() == [] for table in tables)


def test_every_call_of_a_desk_is_in_that_list() -> None:
    assert {name for name, _ in getmembers(ServerDesk, callable) if not name.startswith("_")} == set(CALLS)


def test_a_page_of_a_deleted_assessment_never_reaches_the_next_one(store: Store, desk: ServerDesk) -> None:
    desk.erase()
    next_one = a_desk(store)
    next_one.save(Q1, Answer(note="private"), 0)

    with pytest.raises(Gone):
        desk.contents()
    with pytest.raises(Gone):
        desk.save(Q1, Answer(level=4), 99)
    assert next_one.entry(Q1).answer == Answer(note="private")


def test_an_open_link_of_a_deleted_assessment_never_moves_the_next_ones_place(store: Store, desk: ServerDesk) -> None:
    desk.erase()
    next_one = a_desk(store)

    try_to(lambda: desk.remember_place("core/direction"))

    assert next_one.place() == ""


def test_deleting_twice_harms_nobody(store: Store, desk: ServerDesk) -> None:
    desk.erase()
    next_one = a_desk(store)
    next_one.save(Q1, Answer(level=1), 0)

    try_to(lambda: desk.erase())

    assert next_one.entry(Q1).answer == Answer(level=1)


def test_a_deletion_in_the_middle_of_hard_work_leaves_nothing(
    store: Store, desk: ServerDesk, database_url: str
) -> None:
    desks = [a_second_desk(store, desk, f"Link {number}") for number in range(3)]

    def work(link: ServerDesk) -> str:
        try:
            for n in range(10_000):
                link.save(Key("core", f"q{n % 5}"), Answer(note=f"{link.label} {n}"), 0)
                link.remember_place(f"place {n}")
                time.sleep(0.001)  # or the deletion waits long for its turn
        except Gone:
            return "gone"
        return "never noticed"

    def delete_soon() -> str:
        time.sleep(0.15)
        desk.erase()
        return "deleted"

    results = at_once([*(lambda link=link: work(link) for link in desks), delete_soon])

    assert results == ["gone", "gone", "gone", "deleted"]
    left = rows(database_url)
    assert all(not left[table] for table in metadata.tables if table not in OWN)
