"""What happened to assessments is written down with it, and says of nobody who they are."""

import json
from datetime import timedelta

import pytest
from sqlalchemy.exc import SQLAlchemyError

from assessment.instrument import Answer, Council, Scope
from assessment.store import Event, Store
from assessment.store.audit import KEPT, note
from tests.store.desks import CORE, NINE, Q1, Watch, a_sheet, opened


def told(store: Store) -> list[dict[str, object]]:
    return [noted.document() for noted in store.audit.events()]


def test_a_life_is_told_in_order_and_without_secrets(store: Store, watch: Watch) -> None:
    token = store.create(Council(name="Sherwood"), Scope.FULL, CORE)
    desk = opened(store, token)
    desk.save(Q1, Answer(note="Locksley"), 0)
    other = desk.add_link("Marian")
    desk.give("a record")
    desk.take_back()
    desk.give("a record")
    watch.forward(1)
    desk.delete()
    desk.bring_back()
    lines = told(store)

    assert [(line["event"], line["at"]) for line in lines] == [
        ("given", "2026-05-14"),
        ("given", "2026-05-14"),
        ("taken back", "2026-05-14"),
        ("taken back", "2026-05-14"),
        ("created", "2026-05-14T09:00:00Z"),
        ("opened first", "2026-05-14T09:00:00Z"),
        ("link made", "2026-05-14T09:00:00Z"),
        ("deleted", "2026-05-14T09:01:00Z"),
        ("brought back", "2026-05-14T09:01:00Z"),
    ]
    assert {line["assessment"] for line in lines} == {desk.public_id}
    text = json.dumps(lines)
    assert not [secret for secret in (token, other, "Sherwood", "Locksley", "Marian", "record") if secret in text]


def test_where_a_line_stands_does_not_tell_the_time_of_what_has_only_a_day(store: Store, watch: Watch) -> None:
    def lines(first: int, second: int) -> list[tuple[object, ...]]:
        desks = [opened(store, store.create(Council(), Scope.FULL, CORE)) for _ in range(2)]
        names = {desk.public_id: number for number, desk in enumerate(sorted(desks, key=lambda one: one.public_id))}
        desks.sort(key=lambda one: one.public_id)
        for turn in (first, second):
            watch.forward(10)
            desks[turn].give("a record")
        watch.forward(10)
        mine = [line for line in told(store) if line["assessment"] in names]
        return [(line["event"], names[str(line["assessment"])]) for line in mine if line["event"] == "given"]

    assert lines(0, 1) == lines(1, 0) == [("given", 0), ("given", 1)]
    assert [line["event"] for line in told(store)][:4] == ["given"] * 4


def test_its_owner_sees_that_of_the_own_assessment(store: Store) -> None:
    one, other = store.create(Council(), Scope.FULL, CORE), store.adopt(a_sheet())
    opened(store, one).add_link("Colleague")

    assert [noted.event for noted in opened(store, one).events()] == [Event.LINK_MADE, Event.OPENED, Event.CREATED]
    assert [noted.event for noted in opened(store, other).events()] == [Event.OPENED, Event.CREATED]


@pytest.mark.parametrize("at_once", [True, False])
def test_once_it_is_gone_for_good_nothing_says_which_it_was(store: Store, watch: Watch, at_once: bool) -> None:
    token = store.create(Council(), Scope.FULL, CORE)
    if at_once:
        opened(store, token).erase()
    else:
        opened(store, token).delete()
        watch.now = NINE + timedelta(days=7)
        store.purge()

    lines = told(store)
    assert [line["event"] for line in lines] == ["created", "opened first", "deleted", "gone for good"]
    assert {line["assessment"] for line in lines} == {None}


def test_what_was_not_done_is_not_told(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, CORE)

    opened(store, token).take_back()
    opened(store, token).bring_back()
    with store.database.writing.connect() as connection:  # no commit
        note(connection, Event.DELETED, opened(store, token).row_id, NINE)

    assert [line["event"] for line in told(store)] == ["created", "opened first"]


def test_wrong_links_are_counted_by_the_day_and_cause_no_writing(store: Store, watch: Watch) -> None:
    for _ in range(3):
        store.open("wrong")
    assert told(store) == []
    store.audit.look_after()
    watch.forward(60)
    store.open("wrong")
    store.audit.look_after()
    watch.now += timedelta(days=1)
    store.open("wrong")
    store.audit.look_after()

    wrong = {"event": "wrong links", "assessment": None}
    assert told(store) == [{"at": "2026-05-14", **wrong, "count": 4}, {"at": "2026-05-15", **wrong, "count": 1}]


def test_those_counted_while_the_database_is_away_are_written_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.open("wrong")
    with monkeypatch.context() as patch:
        patch.setattr(store.audit, "_add_wrong", lambda *_: (_ for _ in ()).throw(SQLAlchemyError()))
        with pytest.raises(SQLAlchemyError):
            store.audit.look_after()
    store.open("wrong")
    store.audit.look_after()

    assert [line["count"] for line in told(store)] == [2]


def test_after_two_years_it_is_forgotten(store: Store, watch: Watch) -> None:
    store.create(Council(), Scope.FULL, CORE)
    watch.now = NINE + KEPT
    store.audit.look_after()
    assert len(told(store)) == 1
    watch.forward(1)
    store.audit.look_after()
    assert told(store) == []
