"""What a server hears of changes: the revisions of many assessments by one query, and PostgreSQL's own word of each."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from queue import Empty, Queue

import pytest
from sqlalchemy import event, text

from assessment.instrument import Answer
from assessment.store import ServerDesk, Store
from assessment.store import watching as listening
from tests.store.desks import NINE, Q1, Watch, a_desk

SOON, QUIET = 10, 1.5  # seconds


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []
    engine = store.database.reading.engine

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_one_query_gives_the_revisions_behind_many_links(store: Store, desk: ServerDesk, colleague: ServerDesk) -> None:
    others = [a_desk(store) for _ in range(300)]
    colleague.save(Q1, Answer(level=1), 0)

    with statements(store) as asked:
        found = store.revisions([desk.link_id, colleague.link_id, *(other.link_id for other in others)])

    assert len(asked) == 1
    now = desk.revision()
    assert now > 0
    assert found == {desk.link_id: now, colleague.link_id: now, **{other.link_id: 0 for other in others}}
    assert store.revisions([]) == {}


def test_what_was_deleted_has_no_revision_until_it_is_back(store: Store, watch: Watch) -> None:
    gone, stays = a_desk(store), a_desk(store)
    token = gone.add_link("Colleague")
    linked = store.open(token)
    assert linked

    gone.delete()
    assert store.revisions([gone.link_id, linked.link_id, stays.link_id, 9999]) == {stays.link_id: 0}

    gone.bring_back()
    now = gone.revision()
    assert store.revisions([gone.link_id, linked.link_id]) == {gone.link_id: now, linked.link_id: now}


def test_what_was_withdrawn_or_has_ended_has_none(store: Store, desk: ServerDesk, watch: Watch) -> None:
    withdrawn, ending = store.open(desk.add_link("One")), store.open(desk.add_link("Two", ends_on=NINE.date()))
    assert withdrawn
    assert ending

    desk.withdraw_link(withdrawn.link_id)
    assert store.revisions([desk.link_id, withdrawn.link_id, ending.link_id]).keys() == {desk.link_id, ending.link_id}

    watch.now += timedelta(days=1)
    assert store.revisions([desk.link_id, ending.link_id]).keys() == {desk.link_id}


@contextmanager
def hearing(store: Store) -> Iterator[Callable[[], tuple[int, int]]]:
    """Gives the next word of a change; raises Empty when there is none."""
    words: Queue[tuple[int, int]] = Queue()
    over = store.listen(lambda row_id, revision: words.put((row_id, revision)))
    try:
        yield lambda: words.get(timeout=SOON)
    finally:
        over.set()


def listens(store: Store) -> bool:
    with store.database.reading.connect() as connection:
        asked = text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
        return bool(connection.execute(asked).scalar_one())


def wait_until_it_listens(store: Store) -> None:
    for _ in range(100):
        if listens(store):
            return
        listening.Event().wait(0.1)
    pytest.fail("nobody listens")


@pytest.fixture
def postgres_store(postgres_database: str, watch: Watch) -> Iterator[Store]:
    with closing(Store(postgres_database, clock=watch)) as opened:
        yield opened


def test_another_server_hears_of_a_change_once_it_is_committed(
    postgres_store: Store, postgres_database: str, watch: Watch
) -> None:
    desk = a_desk(postgres_store)
    with closing(Store(postgres_database, clock=watch)) as other, hearing(other) as word:
        wait_until_it_listens(other)
        with suppress(ZeroDivisionError), desk._writing() as (_, revision):
            assert 1 / (revision - 1)  # and so nothing is written
        for level in range(3):
            desk.save(Q1, Answer(level=level), level)

        assert [word() for _ in range(3)] == [(desk.row_id, revision) for revision in (1, 2, 3)]


def test_who_listens_outlives_a_pause_and_a_lost_connection(
    postgres_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(listening, "AGAIN_SECONDS", 0.05)
    desk = a_desk(postgres_store)
    with hearing(postgres_store) as word:
        wait_until_it_listens(postgres_store)
        listening.Event().wait(0.5)  # ten looks whether anybody still listens
        desk.save(Q1, Answer(level=0), 0)
        assert word() == (desk.row_id, 1)
        with postgres_store.database.reading.connect() as connection:
            ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
            connection.execute(text(ends + " AND datname = current_database()"))
        for _ in range(100):
            desk.save(Q1, Answer(level=desk.revision() % 2), desk.revision())
            try:
                assert word()[0] == desk.row_id
                break
            except Empty:
                continue


def test_nobody_listens_any_more_once_it_is_over(postgres_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "LOOK_SECONDS", 0.05)
    with hearing(postgres_store):
        wait_until_it_listens(postgres_store)

    for _ in range(100):
        if not listens(postgres_store):
            return
        listening.Event().wait(0.1)
    pytest.fail("somebody still listens")
