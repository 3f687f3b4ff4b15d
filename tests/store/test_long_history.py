"""However long a history is, a save and a page of it read only the newest lines that they need."""

import pytest

from assessment.instrument import Answer
from assessment.store import ServerDesk, server_desk
from assessment.store.desk import Conflict, Saved
from tests.store.desks import Q1, Q2, saved_entry, told
from tests.store.looking import run
from tests.store.test_history_size import WAYS

UNREADABLE = "UPDATE change SET after = 'unreadable' WHERE id <= (SELECT max(id) FROM change)"


def test_a_save_that_meets_another_reads_no_older_lines(
    desk: ServerDesk, colleague: ServerDesk, database_url: str
) -> None:
    for level in (1, 2):
        desk.save(Q1, Answer(level=level), desk.entry(Q1).revision)
    run(database_url, UNREADABLE)
    seen = saved_entry(desk.save(Q1, Answer(level=1, note="as it was"), desk.entry(Q1).revision)).revision
    desk.save(Q1, Answer(level=3, note="as it was"), seen)

    outcome = colleague.save(Q1, Answer(level=1, note="another"), seen)
    assert isinstance(outcome, Saved)
    assert outcome.entry.answer == Answer(level=3, note="another")
    assert isinstance(colleague.save(Q1, Answer(level=4, note="as it was"), seen), Conflict)


@pytest.mark.parametrize("most", range(1, 12))
def test_a_page_of_the_history_says_what_the_whole_says(desk: ServerDesk, colleague: ServerDesk, most: int) -> None:
    for answer in WAYS[2:]:
        desk.save(Q1, answer, desk.entry(Q1).revision)
        desk.save(Q2, Answer(level=1, note="other"), 0)
    colleague.save(Q1, Answer(level=4), desk.entry(Q1).revision - 2)
    desk.settle(Q1, Answer(level=0, note="chosen"))

    assert list(map(told, desk.history(most))) == list(map(told, desk.history()))[:most]


def test_a_page_of_the_history_reads_no_older_lines(desk: ServerDesk, database_url: str) -> None:
    desk.save(Q1, Answer(level=1), 0)
    run(database_url, UNREADABLE)
    for level in (2, 3):
        desk.save(Q1, Answer(level=level), desk.entry(Q1).revision)

    assert desk.history(1)[0].before == Answer(level=2)


def test_no_connection_is_held_while_a_history_is_put_together(
    desk: ServerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save(Q1, Answer(level=1), 0)
    pool, held = desk.database.reading.pool, []
    changes_of = server_desk.changes_of
    monkeypatch.setattr(server_desk, "changes_of", lambda *rows: (held.append(pool.checkedout()), changes_of(*rows))[1])

    assert len(desk.history()) == 1
    assert held == [0]
