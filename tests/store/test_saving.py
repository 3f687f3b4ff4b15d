"""Saving: what is kept, and when it is."""

from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event

from assessment.instrument import BLANK, Answer, AnswerSheet, Council, Evidence, Reason, Scope
from assessment.store import Entry, ServerDesk, Store
from assessment.store.desk import Saved
from tests.store.desks import CORE, NINE, Q1, Q2, Watch, a_database_without_clock, a_second_desk, a_sheet, through, told
from tests.store.looking import run


def test_a_saved_answer_is_returned_and_stands(store: Store, desk: ServerDesk) -> None:
    answer = Answer(level=2, note="Minuted.", evidence=(Evidence(title="Plan", owner="IT", date=date(2026, 1, 2)),))

    saved = desk.save(Q1, answer, 0)

    assert saved == Saved(Entry(answer, 1, "First link", NINE))
    assert desk.entry(Q1) == Entry(answer, 1, "First link", NINE)
    assert desk.contents().entries == {Q1: Entry(answer, 1, "First link", NINE)}
    assert desk.revision() == desk.contents().revision == 1


ANSWERS = {
    "lowest level": Answer(level=0),
    "don't know": Answer(unknown=True),
    "no such activity": Answer(not_applicable=Reason.NO_SUCH_ACTIVITY),
    "outside the remit": Answer(not_applicable=Reason.OUTSIDE_LEGAL_REMIT),
    "superseded": Answer(not_applicable=Reason.SUPERSEDED_BY, superseded_by="q2"),
    "other reason": Answer(not_applicable=Reason.OTHER, note="The county does it."),
    "note only": Answer(note="Ask IT."),
    "evidence only": Answer(evidence=(Evidence(title="Plan"),)),
    "all of evidence": Answer(
        level=4,
        evidence=(
            Evidence(
                title="Plan", owner="IT", date=date(1, 1, 1), link="https://example.org/?a=1&b='", reviewed_by="A"
            ),
            Evidence(title="Audit", date=date(9999, 12, 31)),
        ),
    ),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_every_kind_of_answer_is_kept_as_it_is(desk: ServerDesk, answer: Answer) -> None:
    desk.save(Q1, answer, 0)

    assert desk.entry(Q1).answer == answer
    assert desk.contents().sheet().answers == {"core": {"q1": answer}}
    assert [change.after for change in desk.history()] == [answer]
    assert desk.as_of(Q1, 1) == answer


TEXTS = {
    "markup": "<script>alert('x')</script> & <b>bold</b> **bold** [a](javascript:alert(1)) $x$",
    "sql": "'; DROP TABLE answer; -- \" %s %(a)s :name ? \\",
    "right to left": "\u202eשלום\u202c مرحبا بالعالم \u2067x\u2069",
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿🇬🇧🐍",
    "combining": "Ậ́ é e\u0301 \u200b\u200d\ufeff",
    "lines": " first\r\nsecond\n\nthird\rfourth\u2028fifth\u2029\t\x85 ",
    "controls": "\x01\x08\x1b[31mred\x7f\x9b",
    "edges of Unicode": "\ud7ff\ue000\uffff\U0001ffff\U0010ffff",
    "looks like JSON": '{"level": 4}',
    "looks empty": "{}",
    "looks null": "null",
    "backslashes": r"C:\temp\new \u0000 \ud800 \x00",
    "10,000 letters": "é" * 10_000,
    "10,000 emoji": "🐍" * 10_000,
    "10,000 quotes": "\"'\\<" * 2_500,
}


@pytest.mark.parametrize("note", TEXTS.values(), ids=TEXTS)
def test_any_text_comes_back_unchanged(store: Store, desk: ServerDesk, database_url: str, note: str) -> None:
    name = note[:200]
    answer = Answer(
        level=1, note=note, evidence=(Evidence(title=name, owner=name, link=note[:2000], reviewed_by=name),)
    )
    colleague = a_second_desk(store, desk, note)
    colleague.set_up(Council(name=name), Scope.FULL, CORE)
    colleague.remember_place(note)

    colleague.save(Q1, answer, 0)
    desk.save(Q1, Answer(level=2, note="other"), 0)

    with closing(Store(database_url)) as other:
        again = through(colleague, other.database)
        assert again.contents().council == Council(name=name)
        assert again.entry(Q1) == Entry(answer, again.entry(Q1).revision, note, NINE)
        assert again.history()[0].after == answer
        assert through(desk, other.database).links()[1].label == again.history()[0].by == note
        assert again.place() == note


def test_every_save_counts_and_is_seen_by_other_connections_when_it_returns(
    store: Store, desk: ServerDesk, database_url: str, watch: Watch
) -> None:
    with closing(Store(database_url)) as other:
        watching = through(desk, other.database)
        for level in range(5):
            now = watch.forward(minutes=1)
            desk.save(Q1, Answer(level=level), desk.revision())
            assert watching.entry(Q1) == Entry(Answer(level=level), level + 1, "First link", now)
            assert watching.revision() == level + 1
            assert len(watching.history()) == level + 1


def test_each_write_is_one_transaction(store: Store, desk: ServerDesk, colleague: ServerDesk) -> None:
    commits: list[object] = []
    event.listen(store.database.writing, "commit", commits.append)

    for write in (
        lambda: desk.save(Q1, Answer(level=1, note="a"), 0),
        lambda: colleague.save(Q1, Answer(level=2), 0),
        lambda: colleague.settle(Q1, Answer(level=2)),
        lambda: desk.undo(desk.history()[0]),
        lambda: desk.set_up(Council(), Scope.QUICK, CORE),
        lambda: desk.add_link("Third"),
        lambda: store.adopt(a_sheet()),
        lambda: store.create(Council(), Scope.FULL, CORE),
        lambda: desk.erase(),
    ):
        commits.clear()
        write()
        assert len(commits) == 1


def test_an_answer_whose_history_cannot_be_written_is_not_written_either(desk: ServerDesk, database_url: str) -> None:
    desk.save(Q1, Answer(level=1), 0)
    run(database_url, "ALTER TABLE change RENAME TO change_away")

    with pytest.raises(Exception, match="change"):
        desk.save(Q1, Answer(level=2), 1)

    run(database_url, "ALTER TABLE change_away RENAME TO change")
    assert desk.entry(Q1) == Entry(Answer(level=1), 1, "First link", NINE)
    assert desk.revision() == 1
    assert len(desk.history()) == 1


def test_a_save_that_fails_keeps_nothing_and_holds_nobody_up(desk: ServerDesk, colleague: ServerDesk) -> None:
    before = desk.contents()
    broken = through(desk, a_database_without_clock(desk))

    with pytest.raises(ZeroDivisionError):
        broken.save(Q1, Answer(level=1), 0)

    assert desk.contents() == before
    assert isinstance(colleague.save(Q1, Answer(level=2), 0), Saved)


def test_the_same_answer_again_is_no_change(desk: ServerDesk, watch: Watch) -> None:
    first = desk.save(Q1, Answer(level=2), 0)
    watch.forward(minutes=5)

    again = desk.save(Q1, Answer(level=2), 1)

    assert again == first == Saved(Entry(Answer(level=2), 1, "First link", NINE))
    assert len(desk.history()) == 1


def test_an_answer_can_be_cleared(desk: ServerDesk, watch: Watch) -> None:
    desk.save(Q1, Answer(level=2, note="Minuted."), 0)
    five_past = watch.forward(minutes=5)

    saved = desk.save(Q1, BLANK, 1)

    assert saved == Saved(Entry(BLANK, 2, "First link", five_past))
    assert desk.entry(Q1) == Entry(BLANK, 2, "First link", five_past)
    assert desk.contents().sheet().answers == {}
    assert desk.contents().sheet().date is None
    assert told(desk.history()[0]) == (Q1, Answer(level=2, note="Minuted."), BLANK, "First link", five_past, True)


def test_a_cleared_answer_can_be_given_again(desk: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2), 0)
    desk.save(Q1, BLANK, 1)

    desk.save(Q1, Answer(level=3), 2)

    assert desk.entry(Q1).answer == Answer(level=3)
    assert [(change.before, change.after) for change in desk.history()] == [
        (BLANK, Answer(level=3)),
        (Answer(level=2), BLANK),
        (BLANK, Answer(level=2)),
    ]


def test_a_note_goes_and_the_level_stays(desk: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2, note="Minuted."), 0)

    desk.save(Q1, Answer(level=2), 1)

    assert desk.entry(Q1).answer == Answer(level=2)


def test_clearing_what_nobody_answered_is_no_change(desk: ServerDesk) -> None:
    saved = desk.save(Q1, BLANK, 0)

    assert isinstance(saved, Saved)
    assert desk.entry(Q1).answer == BLANK
    assert desk.history() == ()


def test_a_sheets_date_is_the_day_of_the_last_answer(desk: ServerDesk, watch: Watch) -> None:
    desk.save(Q1, Answer(level=2), 0)
    watch.now = datetime(2026, 5, 16, 23, 59, tzinfo=UTC)
    desk.save(Q2, Answer(level=3), 0)
    watch.now = datetime(2026, 5, 20, tzinfo=UTC)
    desk.set_up(Council(name="Ashford"), Scope.QUICK, CORE)

    assert desk.contents().sheet() == AnswerSheet(
        scope=Scope.QUICK,
        date=date(2026, 5, 16),
        council=Council(name="Ashford"),
        rubrics=CORE,
        answers={"core": {"q1": Answer(level=2), "q2": Answer(level=3)}},
    )


def test_contents_are_of_one_moment_even_while_somebody_writes(
    store: Store, desk: ServerDesk, colleague: ServerDesk, database_url: str
) -> None:
    desk.save(Q1, Answer(level=1), 0)
    before = desk.contents()
    with closing(Store(database_url)) as other:
        writer = through(desk, other.database, "Writer")
        pending = [lambda: writer.save(Q1, Answer(level=2), 2), lambda: writer.save(Q2, Answer(level=2), 0)]

        def write_between(_: Any, __: Any, statement: str, *___: Any) -> None:
            if pending and statement.startswith("SELECT"):
                pending.pop(0)()

        event.listen(store.database.reading, "after_cursor_execute", write_between)
        contents = desk.contents()

    assert contents == before
