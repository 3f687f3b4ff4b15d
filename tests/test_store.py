"""The store, on SQLite and on PostgreSQL: what it keeps, from whom, and that it never loses an answer.

`desk` is what the first link opens, `colleague` what a second link to the same assessment opens.
"""

import base64
import hashlib
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import MetaData, create_engine, event, select, text

import assessment
from assessment import database
from assessment.answers import BLANK, Answer, AnswerSheet, Council, CouncilType, Evidence, Reason, Scope
from assessment.database import with_driver
from assessment.desk import Gone, ServerDesk
from assessment.records import Change, Conflict, Contents, Entry, Key, Link, Rival, Saved
from assessment.schema import metadata
from assessment.store import Store

CORE = {"core": "1.0.0"}
Q1, Q2 = Key("core", "q1"), Key("core", "q2")
NINE = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
NOBODY = Entry(BLANK, 0, "", None)


class Watch:
    """A clock that stands still until it is put forward."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: int) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch(NINE)


@pytest.fixture
def store(database_url: str, watch: Watch) -> Iterator[Store]:
    with closing(Store(database_url, clock=watch)) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> ServerDesk:
    return a_desk(store)


@pytest.fixture
def colleague(store: Store, desk: ServerDesk) -> ServerDesk:
    return a_second_desk(store, desk, "Colleague")


# Opening


def test_a_new_assessment_is_empty_and_says_who_answers_what(store: Store) -> None:
    council = Council(name="Ashford", country="GB", region="GB-ENG", type=CouncilType.DISTRICT, population=130_000)

    token = store.create(council, Scope.QUICK, {"core": "1.0.0", "data": "2.1.0"})

    assert opened(store, token).contents() == Contents(
        scope=Scope.QUICK,
        council=council,
        rubrics={"core": "1.0.0", "data": "2.1.0"},
        revision=0,
        entries={},
        rivals=(),
    )
    assert opened(store, token).history() == ()
    assert opened(store, token).label == "First link"


def test_a_council_may_say_nothing_about_itself(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, CORE)

    assert opened(store, token).contents().council == Council()


def test_rubrics_keep_the_order_in_which_they_were_chosen(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, {"zeal": "1.0.0", "core": "1.0.0", "data": "1.0.0"})

    assert list(opened(store, token).contents().rubrics) == ["zeal", "core", "data"]


def test_the_same_token_opens_the_same_assessment_again_and_again(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, CORE)

    opened(store, token).save(Q1, Answer(level=1), 0)

    assert opened(store, token).entry(Q1).answer == Answer(level=1)
    assert opened(store, token).entry(Q1).answer == Answer(level=1)


def test_two_assessments_know_nothing_of_each_other(store: Store) -> None:
    mine, other = a_desk(store), a_desk(store)

    a_busy_life(store, mine)
    mine.set_up(Council(name="Ashford"), Scope.QUICK, {"data": "2.1.0"})

    assert len(mine.contents().rivals) == 1
    assert other.contents() == Contents(Scope.FULL, Council(), CORE, revision=0)
    assert (other.entry(Q1), other.rivals_of(Q1), other.history(), other.revision()) == (NOBODY, (), (), 0)
    assert [link.label for link in other.links()] == ["First link"]


WRONG = {
    "empty": lambda token: "",
    "space": lambda token: " ",
    "one short": lambda token: token[:-1],
    "without its first": lambda token: token[1:],
    "one long": lambda token: token + "A",
    "padded": lambda token: token + "=",
    "twice": lambda token: token + token,
    "other case": lambda token: token.swapcase(),
    "line feed": lambda token: token + "\n",
    "blank before": lambda token: " " + token,
    "NUL": lambda token: "\0",
    "NUL after": lambda token: token + "\0",
    "lone surrogate": lambda token: "\ud800",
    "lone surrogate after": lambda token: token + "\udfff",
    "emoji": lambda token: "🐍👩‍👩‍👧‍👦",
    "always true": lambda token: "' OR '1'='1",
    "two statements": lambda token: "'; DROP TABLE link; --",
    "joker": lambda token: "%",
    "path": lambda token: "../../etc/passwd",
    "10,000 characters": lambda token: "A" * 10_000,
    "10,000 characters after": lambda token: token + "A" * 10_000,
    "its hash": lambda token: hashlib.sha256(token.encode()).hexdigest(),
    "its raw hash": lambda token: hashlib.sha256(token.encode()).digest().decode("latin-1"),
    "its bytes": lambda token: base64.urlsafe_b64decode(token).hex(),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_a_wrong_token_opens_nothing_and_breaks_nothing(store: Store, spoil: Callable[[str], str]) -> None:
    token = store.create(Council(), Scope.FULL, CORE)

    assert store.open(spoil(token)) is None
    assert store.open(token) is not None


def test_tokens_differ_in_at_least_128_bits(store: Store) -> None:
    tokens = [store.create(Council(), Scope.FULL, CORE) for _ in range(100)]

    raw = [base64.urlsafe_b64decode(token) for token in tokens]
    lively = [place for place in zip(*raw, strict=True) if len(set(place)) > 50]  # 83 of 100 expected by chance

    assert len(set(tokens)) == 100
    assert len(lively) >= 16
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", token) for token in tokens)


def test_a_further_link_has_a_token_of_its_own_as_long_as_the_first(store: Store, desk: ServerDesk) -> None:
    tokens = [desk.add_link(f"Colleague {number}") for number in range(20)]

    assert len(set(tokens)) == 20
    assert all(len(base64.urlsafe_b64decode(token)) >= 16 for token in tokens)


def test_the_database_holds_only_a_tokens_hash(store: Store, database_url: str) -> None:
    first = store.create(Council(), Scope.FULL, CORE)
    second = opened(store, first).add_link("Colleague")
    a_busy_life(store, opened(store, first))

    kept = everything(database_url)

    for token in (first, second):
        raw = base64.urlsafe_b64decode(token)
        for form in (token.encode(), raw, raw.hex().encode(), base64.b64encode(token.encode()).rstrip(b"=")):
            assert form not in kept
        assert hashlib.sha256(token.encode()).digest() in kept


# Saving


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
    answer = Answer(level=1, note=note, evidence=(Evidence(title=name, owner=name, link=note, reviewed_by=name),))
    colleague = a_second_desk(store, desk, note)
    colleague.set_up(Council(name=name), Scope.FULL, CORE)
    colleague.remember_place(note)

    colleague.save(Q1, answer, 0)
    desk.save(Q1, Answer(level=2, note="other"), 0)

    with closing(Store(database_url)) as other:
        again = ServerDesk(other.database, colleague.row_id, colleague.link_id, colleague.label)
        assert again.contents().council == Council(name=name)
        assert again.entry(Q1) == Entry(answer, again.entry(Q1).revision, note, NINE)
        assert again.history()[0].after == answer
        assert again.links()[1].label == again.history()[0].by == note
        assert again.place() == note


def test_every_save_counts_and_is_seen_by_other_connections_when_it_returns(
    store: Store, desk: ServerDesk, database_url: str, watch: Watch
) -> None:
    with closing(Store(database_url)) as other:
        watching = ServerDesk(other.database, desk.row_id, desk.link_id, desk.label)
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
        lambda: store.delete(desk, ""),
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
    broken = ServerDesk(a_database_without_clock(desk), desk.row_id, desk.link_id, desk.label)

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
        writer = ServerDesk(other.database, desk.row_id, desk.link_id, "Writer")
        pending = [lambda: writer.save(Q1, Answer(level=2), 2), lambda: writer.save(Q2, Answer(level=2), 0)]

        def write_between(_: Any, __: Any, statement: str, *___: Any) -> None:
            if pending and statement.startswith("SELECT"):
                pending.pop(0)()

        event.listen(store.database.reading, "after_cursor_execute", write_between)
        contents = desk.contents()

    assert contents == before


# History


def test_history_tells_who_changed_what_when_from_what_to_what_newest_first(
    desk: ServerDesk, colleague: ServerDesk, watch: Watch
) -> None:
    desk.save(Q1, Answer(level=1), 0)
    ten_past = watch.forward(minutes=10)
    colleague.save(Q1, Answer(level=2, note="Minuted."), desk.revision())
    twenty_past = watch.forward(minutes=10)
    desk.save(Q2, Answer(unknown=True), 0)

    history = desk.history()

    assert [told(change) for change in history] == [
        (Q2, BLANK, Answer(unknown=True), "First link", twenty_past, True),
        (Q1, Answer(level=1), Answer(level=2, note="Minuted."), "Colleague", ten_past, True),
        (Q1, BLANK, Answer(level=1), "First link", NINE, True),
    ]
    assert colleague.history() == history
    assert len({change.id for change in history}) == 3


def test_undo_puts_back_what_stood_before_as_a_new_change(
    desk: ServerDesk, colleague: ServerDesk, watch: Watch
) -> None:
    desk.save(Q1, Answer(level=1, note="Minuted."), 0)
    colleague.save(Q1, Answer(level=4), desk.revision())
    later = watch.forward(minutes=3)
    following = desk.revision() + 1

    undone = desk.undo(desk.history()[0])

    assert undone == Saved(Entry(Answer(level=1, note="Minuted."), following, "First link", later))
    assert desk.entry(Q1) == undone.entry
    assert [told(change) for change in desk.history()] == [
        (Q1, Answer(level=4), Answer(level=1, note="Minuted."), "First link", later, True),
        (Q1, Answer(level=1, note="Minuted."), Answer(level=4), "Colleague", NINE, True),
        (Q1, BLANK, Answer(level=1, note="Minuted."), "First link", NINE, True),
    ]


def test_undoing_the_first_answer_leaves_a_blank_and_can_be_undone(desk: ServerDesk) -> None:
    desk.save(Q1, Answer(level=1), 0)

    desk.undo(desk.history()[0])
    blank = desk.entry(Q1).answer
    desk.undo(desk.history()[0])

    assert blank == BLANK
    assert desk.entry(Q1).answer == Answer(level=1)
    assert len(desk.history()) == 3


def test_an_older_change_can_be_undone_too(desk: ServerDesk) -> None:
    for level in (1, 2, 3):
        desk.save(Q1, Answer(level=level), desk.revision())

    desk.undo(desk.history()[1])

    assert desk.entry(Q1).answer == Answer(level=1)


def test_as_of_gives_the_answer_that_stood_then(desk: ServerDesk) -> None:
    desk.save(Q1, Answer(level=1), 0)
    desk.save(Q2, Answer(level=4), 0)
    desk.save(Q1, BLANK, 1)
    desk.save(Q1, Answer(level=3), 3)

    answers = [desk.as_of(Q1, revision) for revision in range(6)]

    assert answers == [BLANK, Answer(level=1), Answer(level=1), BLANK, Answer(level=3), Answer(level=3)]
    assert [desk.as_of(Q2, revision) for revision in (1, 2)] == [BLANK, Answer(level=4)]


# Two at once


def test_what_two_change_in_different_parts_is_merged(desk: ServerDesk, colleague: ServerDesk, watch: Watch) -> None:
    plan, audit = Evidence(title="Plan"), Evidence(title="Audit")
    desk.save(Q1, Answer(level=1, note="old", evidence=(plan,)), 0)
    seen = desk.revision()
    desk.save(Q1, Answer(level=2, note="old", evidence=(plan,)), seen)
    later = watch.forward(minutes=1)

    saved = colleague.save(Q1, Answer(level=1, note="new", evidence=(plan,)), seen)
    third = desk.save(Q1, Answer(level=1, note="old", evidence=(plan, audit)), seen)

    assert saved == Saved(Entry(Answer(level=2, note="new", evidence=(plan,)), seen + 2, "Colleague", later))
    assert third == Saved(Entry(Answer(level=2, note="new", evidence=(plan, audit)), seen + 3, "First link", later))
    assert desk.entry(Q1) == third.entry
    assert desk.contents().rivals == ()
    assert [change.after for change in desk.history()[:2]] == [third.entry.answer, saved.entry.answer]


def test_a_merge_starts_from_what_its_author_saw_however_long_ago(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.save(Q1, Answer(level=1, note="old"), 0)
    seen = desk.revision()
    for level in (2, 3, 4):
        desk.save(Q1, Answer(level=level, note="old"), desk.revision())

    colleague.save(Q1, Answer(level=1, note="new"), seen)

    assert desk.entry(Q1).answer == Answer(level=4, note="new")


def test_two_who_start_on_a_blank_question_are_merged(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2), 0)

    colleague.save(Q1, Answer(note="Ask IT."), 0)

    assert desk.entry(Q1).answer == Answer(level=2, note="Ask IT.")


def test_where_the_same_part_clashes_theirs_stands_and_mine_waits_beside_it(
    desk: ServerDesk, colleague: ServerDesk, watch: Watch
) -> None:
    theirs = saved_entry(desk.save(Q1, Answer(level=2), 0))
    later = watch.forward(minutes=1)
    before = desk.revision()

    result = colleague.save(Q1, Answer(level=3, note="Minuted."), 0)

    assert result == Conflict(theirs)
    assert desk.entry(Q1) == theirs
    (rival,) = desk.rivals_of(Q1)
    assert rival == Rival(rival.id, Q1, Answer(level=3, note="Minuted."), "Colleague", later)
    assert colleague.rivals_of(Q1) == desk.contents().rivals == (rival,)
    assert desk.rivals_of(Q2) == ()
    assert desk.contents().sheet().answers == {"core": {"q1": Answer(level=2)}}
    assert desk.revision() == before + 1  # so that open pages notice
    assert [change.after for change in desk.history()] == [Answer(level=2)]


def test_a_cleared_answer_can_be_a_rival(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2), 0)
    seen = desk.revision()
    desk.save(Q1, Answer(level=3), seen)

    result = colleague.save(Q1, BLANK, seen)

    assert result == Conflict(desk.entry(Q1))
    assert [rival.answer for rival in desk.rivals_of(Q1)] == [BLANK]


def test_clearing_clashes_with_what_was_changed_meanwhile(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2), 0)
    seen = desk.revision()
    desk.save(Q1, BLANK, seen)

    result = colleague.save(Q1, Answer(level=4), seen)

    assert result == Conflict(desk.entry(Q1))
    assert desk.entry(Q1).answer == BLANK


def test_the_same_answer_twice_is_no_clash(desk: ServerDesk, colleague: ServerDesk) -> None:
    first = desk.save(Q1, Answer(level=2, note="Minuted."), 0)

    second = colleague.save(Q1, Answer(level=2, note="Minuted."), 0)

    assert second == first
    assert desk.rivals_of(Q1) == ()
    assert len(desk.history()) == 1


def test_a_page_drawn_after_the_last_change_is_up_to_date(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2), 0)
    desk.save(Q2, Answer(level=1), 0)
    seen = colleague.contents().revision
    desk.save(Q2, Answer(level=4), seen)

    assert isinstance(colleague.save(Q1, Answer(level=3), seen), Saved)
    assert desk.entry(Q1).answer == Answer(level=3)


def test_a_clash_on_one_question_leaves_the_others_alone(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2), 0)
    colleague.save(Q1, Answer(level=3), 0)

    saved = colleague.save(Q2, Answer(level=3), 0)

    assert isinstance(saved, Saved)
    assert desk.rivals_of(Q2) == ()
    assert len(desk.rivals_of(Q1)) == 1


def test_a_links_later_rival_replaces_its_earlier_one_which_stays_in_the_history(
    desk: ServerDesk, colleague: ServerDesk
) -> None:
    desk.save(Q1, Answer(level=2), 0)
    colleague.save(Q2, Answer(level=1), 0)
    desk.save(Q2, Answer(level=2), 0)

    colleague.save(Q1, Answer(level=3), 0)
    colleague.save(Q1, Answer(level=4), 0)

    assert [(rival.by, rival.answer) for rival in desk.rivals_of(Q1)] == [("Colleague", Answer(level=4))]
    assert [(rival.by, rival.answer) for rival in desk.rivals_of(Q2)] == [("First link", Answer(level=2))]
    assert [(change.by, change.after) for change in desk.history() if not change.stood] == [
        ("Colleague", Answer(level=3))
    ]


def test_every_link_has_its_own_rival_even_under_the_same_label(store: Store, desk: ServerDesk) -> None:
    one, other = (a_second_desk(store, desk, "Digital team") for _ in range(2))
    desk.save(Q1, Answer(level=0), 0)

    one.save(Q1, Answer(level=3), 0)
    other.save(Q1, Answer(level=4), 0)

    assert [rival.answer for rival in desk.rivals_of(Q1)] == [Answer(level=3), Answer(level=4)]


def test_rivals_come_in_the_order_in_which_they_were_offered(store: Store, desk: ServerDesk, database_url: str) -> None:
    links = [a_second_desk(store, desk, label) for label in ("A", "B", "C")]
    desk.save(Q1, Answer(level=0), 0)
    for link in (links[0], links[1], links[0]):
        link.save(Q1, Answer(note=f"by {link.label}", level=1), 0)
    vacuum(database_url)  # so that the next row takes the place of the first
    links[2].save(Q1, Answer(level=1, note="by C"), 0)

    assert [rival.by for rival in desk.rivals_of(Q1)] == ["B", "A", "C"]
    assert desk.contents().rivals == desk.contents().rivals_of(Q1) == desk.rivals_of(Q1)


def test_settling_for_theirs_ends_the_clash_and_keeps_mine_in_the_history(
    desk: ServerDesk, colleague: ServerDesk, watch: Watch
) -> None:
    desk.save(Q1, Answer(level=2), 0)
    offered_at = watch.forward(minutes=1)
    colleague.save(Q1, Answer(level=3), 0)
    watch.forward(minutes=1)

    settled = colleague.settle(Q1, Answer(level=2))

    assert settled.entry.answer == desk.entry(Q1).answer == Answer(level=2)
    assert desk.rivals_of(Q1) == desk.contents().rivals == ()
    assert [told(change) for change in desk.history()] == [
        (Q1, Answer(level=2), Answer(level=3), "Colleague", offered_at, False),
        (Q1, BLANK, Answer(level=2), "First link", NINE, True),
    ]


def test_settling_for_mine_writes_it_and_keeps_theirs_in_the_history(
    desk: ServerDesk, colleague: ServerDesk, watch: Watch
) -> None:
    desk.save(Q1, Answer(level=2), 0)
    colleague.save(Q1, Answer(level=3), 0)
    later = watch.forward(minutes=1)

    settled = desk.settle(Q1, Answer(level=3))

    assert settled == Saved(Entry(Answer(level=3), desk.revision(), "First link", later))
    assert desk.entry(Q1) == settled.entry
    assert desk.rivals_of(Q1) == ()
    stood = [told(change) for change in desk.history() if change.stood]
    assert stood == [
        (Q1, Answer(level=2), Answer(level=3), "First link", later, True),
        (Q1, BLANK, Answer(level=2), "First link", NINE, True),
    ]


def test_settling_for_a_third_answer_keeps_all_rivals_in_the_history(store: Store, desk: ServerDesk) -> None:
    one, other = (a_second_desk(store, desk, label) for label in ("One", "Other"))
    desk.save(Q1, Answer(level=0), 0)
    one.save(Q1, Answer(level=1), 0)
    other.save(Q1, Answer(level=2), 0)
    other.save(Q2, Answer(level=2), 0)
    one.save(Q2, Answer(level=3), 0)

    desk.settle(Q1, Answer(level=4, note="Agreed by phone."))

    assert [(change.after, change.by, change.stood) for change in desk.history() if change.key == Q1] == [
        (Answer(level=4, note="Agreed by phone."), "First link", True),
        (Answer(level=2), "Other", False),
        (Answer(level=1), "One", False),
        (Answer(level=0), "First link", True),
    ]
    assert [rival.key for rival in desk.contents().rivals] == [Q2]


def test_as_of_passes_over_what_never_stood(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2), 0)
    colleague.save(Q1, Answer(level=3, note="no"), 0)
    with_rival = desk.as_of(Q1, desk.revision())

    desk.settle(Q1, Answer(level=2))

    assert with_rival == desk.as_of(Q1, desk.revision()) == Answer(level=2)


def test_after_settling_new_answers_are_saved_as_ever(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2), 0)
    colleague.save(Q1, Answer(level=3), 0)
    desk.settle(Q1, Answer(level=3))

    assert isinstance(colleague.save(Q1, Answer(level=1), desk.revision()), Saved)
    assert isinstance(desk.save(Q1, Answer(level=3, note="Minuted."), desk.revision() - 1), Saved)
    assert desk.entry(Q1).answer == Answer(level=1, note="Minuted.")


def test_desks_that_hammer_one_question_lose_nothing(store: Store, desk: ServerDesk, database_url: str) -> None:
    with closing(Store(database_url)) as second:
        desks = [a_second_desk(store, desk, "A"), a_second_desk(store, desk, "B")]
        desks += [a_second_desk(second, desk, "C"), a_second_desk(second, desk, "D")]

        results = at_once([lambda link=link: hammer(link, Q1, times=25) for link in desks])

    saved = {answer.note: base for worked in results for base, answer, result in worked if isinstance(result, Saved)}
    told = desk.history()[::-1]
    history = [change for change in told if change.stood]
    assert [change.before for change in history] == [BLANK, *(change.after for change in history[:-1])]
    assert {change.after.note: change.before for change in history} == saved
    assert len(history) == len(saved)
    assert desk.entry(Q1).answer == history[-1].after
    last_beaten = {link.label: last_conflict(worked) for link, worked in zip(desks, results, strict=True)}
    waiting = {rival.by: rival.answer for rival in desk.rivals_of(Q1)}
    assert waiting == {label: answer for label, answer in last_beaten.items() if answer}
    beaten = {answer.note for worked in results for _, answer, result in worked if isinstance(result, Conflict)}
    assert {change.after.note for change in told if not change.stood} == beaten - {a.note for a in waiting.values()}
    assert sum(len(worked) for worked in results) == 100
    assert desk.revision() == 4 + 100  # four links, then one for each save and each conflict


def test_two_at_once_really_clash_in_that_hammering(desk: ServerDesk, colleague: ServerDesk) -> None:
    gate = Barrier(2)

    def save_together(link: ServerDesk, number: int) -> Saved | Conflict:
        gate.wait()
        return link.save(Key("core", f"q{number}"), Answer(note=link.label), 0)

    results = at_once([lambda link=link: [save_together(link, n) for n in range(20)] for link in (desk, colleague)])

    kinds = [{type(one), type(other)} for one, other in zip(*results, strict=True)]
    assert kinds == [{Saved, Conflict}] * 20


def test_eight_threads_on_different_questions_are_all_kept(store: Store, desk: ServerDesk) -> None:
    desks = [a_second_desk(store, desk, f"Link {number}") for number in range(8)]

    def answer_all(link: ServerDesk) -> list[Saved | Conflict]:
        return [link.save(Key("core", f"q{link.label[-1]}-{n}"), Answer(level=n), 0) for n in range(20)]

    results = at_once([lambda link=link: answer_all(link) for link in desks])

    assert all(isinstance(result, Saved) for worked in results for result in worked)
    assert {key: entry.answer for key, entry in desk.contents().entries.items()} == {
        Key("core", f"q{link}-{n}"): Answer(level=n) for link in range(8) for n in range(20)
    }
    assert len({entry.revision for entry in desk.contents().entries.values()}) == len(desk.history()) == 160


# Setting up, links, places


def test_answers_outside_a_new_choice_stay_and_come_back(store: Store, desk: ServerDesk) -> None:
    data = Key("data", "q1")
    desk.set_up(Council(), Scope.FULL, {"core": "1.0.0", "data": "2.1.0"})
    desk.save(Q1, Answer(level=2), desk.revision())
    kept = saved_entry(desk.save(data, Answer(level=3, note="Minuted."), desk.revision()))

    desk.set_up(Council(name="Ashford"), Scope.QUICK, CORE)
    narrowed = desk.contents()
    desk.set_up(Council(), Scope.FULL, {"data": "2.1.0", "core": "1.0.0"})
    widened = desk.contents()

    assert (narrowed.council, narrowed.scope, narrowed.rubrics) == (Council(name="Ashford"), Scope.QUICK, CORE)
    assert (widened.council, widened.scope) == (Council(), Scope.FULL)
    assert list(widened.rubrics.items()) == [("data", "2.1.0"), ("core", "1.0.0")]
    assert narrowed.entry(data) == widened.entry(data) == kept
    assert widened.sheet().answer("data", "q1") == Answer(level=3, note="Minuted.")
    assert (narrowed.revision, widened.revision) == (4, 5)
    assert len(desk.history()) == 2


def test_links_are_listed_with_their_labels_and_days(store: Store, desk: ServerDesk, watch: Watch) -> None:
    later = watch.forward(minutes=90)
    colleague = a_second_desk(store, desk, "Head of IT")
    a_second_desk(store, a_desk(store), "Somebody else's")

    links = desk.links()

    assert links == colleague.links()
    assert links == (Link(links[0].id, "First link", NINE), Link(links[1].id, "Head of IT", later))
    assert (desk.label, colleague.label) == ("First link", "Head of IT")


def test_every_link_remembers_its_own_place(store: Store, desk: ServerDesk, colleague: ServerDesk) -> None:
    nowhere = desk.place()
    before = desk.revision()

    desk.remember_place("core/direction")
    colleague.remember_place("core/risk")
    colleague.remember_place("core/people")

    assert nowhere == ""
    assert (desk.place(), colleague.place()) == ("core/direction", "core/people")
    assert desk.revision() == before  # reading on is no change


# Sheets


def test_an_adopted_sheet_comes_back_whole(store: Store) -> None:
    sheet = a_sheet()

    desk = opened(store, store.adopt(sheet))

    assert desk.contents().sheet() == sheet
    assert desk.revision() == 1
    assert {entry.by for entry in desk.contents().entries.values()} == {"First link"}
    assert [(change.before, change.after.state, change.by) for change in desk.history()] == [
        (BLANK, Answer(unknown=True).state, "First link"),
        (BLANK, Answer(note="Ask IT.").state, "First link"),
        (BLANK, Answer(level=0).state, "First link"),
    ]


def test_an_adopted_answer_can_be_changed_and_undone(store: Store) -> None:
    desk = opened(store, store.adopt(a_sheet()))

    desk.save(Q1, Answer(level=4), desk.contents().revision)
    changed = desk.entry(Q1)
    desk.undo(desk.history()[0])

    assert changed == Entry(Answer(level=4), 2, "First link", NINE)
    assert desk.contents().sheet().answers == a_sheet().answers
    assert desk.contents().sheet().date == NINE.date()


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30).filter(
    str.strip
)
slugs = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True) | st.just("a" * 64)
versions = st.from_regex(r"[1-9][0-9]{0,5}\.[1-9][0-9]{0,5}\.0", fullmatch=True)
notes = optional_texts = st.none() | texts
dates = st.none() | st.dates()
evidence = st.lists(
    st.builds(Evidence, title=texts, owner=optional_texts, date=dates, link=optional_texts, reviewed_by=optional_texts),
    max_size=3,
).map(tuple)
choices = st.one_of(
    st.builds(lambda level: {"level": level}, st.integers(0, 10**20)),
    st.just({"unknown": True}),
    st.just({"not_applicable": Reason.NO_SUCH_ACTIVITY}),
    st.builds(lambda other: {"not_applicable": Reason.SUPERSEDED_BY, "superseded_by": other}, slugs),
)
answers = st.one_of(
    st.builds(
        lambda choice, note, proof: Answer(**choice, note=note, evidence=proof), choices, optional_texts, evidence
    ),
    st.builds(lambda note, proof: Answer(note=note, evidence=proof), texts, evidence),
    st.builds(lambda note: Answer(not_applicable=Reason.OTHER, note=note), texts),
)
councils = st.builds(
    Council,
    name=optional_texts,
    country=st.none() | st.just("GB"),
    region=st.none() | st.just("GB-ENG"),
    type=st.none() | st.sampled_from(CouncilType),
    population=st.none() | st.integers(0, 10**9),
)


@st.composite
def sheets(draw: st.DrawFn) -> AnswerSheet:
    rubrics = draw(st.dictionaries(slugs, versions, min_size=1, max_size=3))
    answered = draw(st.lists(st.sampled_from(sorted(rubrics)), unique=True))
    given_answers = {name: draw(st.dictionaries(slugs, answers, min_size=1, max_size=4)) for name in answered}
    scope, council = draw(st.sampled_from(Scope)), draw(councils)
    day = draw(dates) if answered else None  # the day of the last answer
    return AnswerSheet(scope=scope, date=day, council=council, rubrics=rubrics, answers=given_answers)


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=sheets())
def test_any_sheet_is_adopted_whole(store: Store, sheet: AnswerSheet) -> None:
    assert opened(store, store.adopt(sheet)).contents().sheet() == sheet


# Deletion


def test_deletion_removes_every_row_and_no_other_assessments(store: Store, database_url: str) -> None:
    other = a_desk(store)
    a_busy_life(store, other)
    contents, history, links = other.contents(), other.history(), other.links()
    before = rows(database_url)
    token = store.create(Council(), Scope.FULL, CORE)
    doomed = opened(store, token)
    a_busy_life(store, doomed)
    full = rows(database_url)

    store.delete(doomed, "")

    assert all(len(full[table]) > len(before[table]) for table in metadata.tables if not table.startswith("peer_"))
    assert rows(database_url) == before
    assert store.open(token) is None
    assert (other.contents(), other.history(), other.links()) == (contents, history, links)
    assert isinstance(other.save(Key("core", "q9"), Answer(level=1), 0), Saved)


CALLS: dict[str, Callable[[ServerDesk], object]] = {
    "contents": lambda desk: desk.contents(),
    "revision": lambda desk: desk.revision(),
    "entry": lambda desk: desk.entry(Q1),
    "rivals_of": lambda desk: desk.rivals_of(Q1),
    "save": lambda desk: desk.save(Q1, Answer(level=1), 0),
    "settle": lambda desk: desk.settle(Q1, Answer(level=1)),
    "as_of": lambda desk: desk.as_of(Q1, 1),
    "set_up": lambda desk: desk.set_up(Council(), Scope.FULL, CORE),
    "history": lambda desk: desk.history(),
    "undo": lambda desk: desk.undo(Change(1, Q1, BLANK, Answer(level=1), "First link", NINE)),
    "links": lambda desk: desk.links(),
    "add_link": lambda desk: desk.add_link("Colleague"),
    "place": lambda desk: desk.place(),
    "remember_place": lambda desk: desk.remember_place("core/direction"),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_after_a_deletion_the_open_pages_learn_that_it_is_gone(
    store: Store, desk: ServerDesk, colleague: ServerDesk, call: Callable[[ServerDesk], object]
) -> None:
    desk.save(Q1, Answer(level=1), 0)
    store.delete(colleague, "")

    with pytest.raises(Gone):
        call(desk)

    with store.database.reading.connect() as connection:
        assert all(connection.execute(select(table)).all() == [] for table in metadata.sorted_tables)


def test_every_call_of_a_desk_is_in_that_list() -> None:
    calls = {name for name in vars(ServerDesk) if not name.startswith("_")}

    assert calls - {"erase"} == set(CALLS)


def test_a_page_of_a_deleted_assessment_never_reaches_the_next_one(store: Store, desk: ServerDesk) -> None:
    store.delete(desk, "")
    next_one = a_desk(store)
    next_one.save(Q1, Answer(note="private"), 0)

    with pytest.raises(Gone):
        desk.contents()
    with pytest.raises(Gone):
        desk.save(Q1, Answer(level=4), 99)
    assert next_one.entry(Q1).answer == Answer(note="private")


def test_an_open_link_of_a_deleted_assessment_never_moves_the_next_ones_place(store: Store, desk: ServerDesk) -> None:
    store.delete(desk, "")
    next_one = a_desk(store)

    try_to(lambda: desk.remember_place("core/direction"))

    assert next_one.place() == ""


def test_deleting_twice_harms_nobody(store: Store, desk: ServerDesk) -> None:
    store.delete(desk, "")
    next_one = a_desk(store)
    next_one.save(Q1, Answer(level=1), 0)

    try_to(lambda: store.delete(desk, ""))

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
        store.delete(desk, "")
        return "deleted"

    results = at_once([*(lambda link=link: work(link) for link in desks), delete_soon])

    assert results == ["gone", "gone", "gone", "deleted"]
    assert all(not rows(database_url)[table] for table in metadata.tables)


# Starting again


def test_a_store_that_was_closed_is_open_to_the_next_process(store: Store, database_url: str, watch: Watch) -> None:
    token = store.create(Council(name="Ashford"), Scope.FULL, CORE)
    desk = opened(store, token)
    a_busy_life(store, desk)
    desk.remember_place("core/direction")
    kept = (desk.contents(), desk.history(), desk.links(), desk.place())
    store.close()

    in_another_process(
        """
        desk = Store(address).open(token)
        print(desk.save(Key("core", "q9"), Answer(level=4, note="from elsewhere"), desk.revision()))
        """,
        database_url,
        token,
    )

    with closing(Store(database_url, clock=watch)) as again:
        found = opened(again, token)
        newest, *older = found.history()
        assert (newest.key, newest.after) == (Key("core", "q9"), Answer(level=4, note="from elsewhere"))
        assert tuple(older) == kept[1]
        assert (found.links(), found.place()) == kept[2:]
        assert found.contents().entry(Q1) == kept[0].entry(Q1)
        assert found.contents().rivals == kept[0].rivals


def test_a_store_answers_a_ping(store: Store) -> None:
    assert store.ping() is None


def test_without_a_clock_of_its_own_a_store_dates_in_utc(database_url: str) -> None:
    with closing(Store(database_url)) as store:
        before = datetime.now(UTC)
        entry = saved_entry(a_desk(store).save(Q1, Answer(level=1), 0))
        after = datetime.now(UTC)

    assert entry.at is not None
    assert before <= entry.at <= after
    assert entry.at.utcoffset() == timedelta(0)


def test_a_moment_is_the_same_moment_when_read_again(desk: ServerDesk, watch: Watch) -> None:
    watch.now = datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=UTC)  # twice on that day's clocks in Britain

    desk.save(Q1, Answer(level=1), 0)

    read = desk.entry(Q1).at
    assert read == desk.history()[0].at == datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=UTC)
    assert read is not None
    assert read.utcoffset() == timedelta(0)


# PostgreSQL alone


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_the_day_of_an_answer_does_not_depend_on_the_servers_time_zone(postgres_database: str, zone: str) -> None:
    name = with_driver(postgres_database).database
    run(postgres_database, f"ALTER DATABASE {name} SET timezone TO '{zone}'")
    late, early = datetime(2026, 5, 14, 23, 30, tzinfo=UTC), datetime(2026, 5, 14, 0, 30, tzinfo=UTC)

    for now in (late, early):
        with closing(Store(postgres_database, clock=Watch(now))) as store:
            desk = a_desk(store)
            desk.save(Q1, Answer(level=1), 0)
            assert desk.contents().sheet().date == date(2026, 5, 14)
            assert desk.history()[0].at.date() == date(2026, 5, 14)
            assert desk.links()[0].created_at.date() == date(2026, 5, 14)


def test_a_server_that_dropped_its_connections_is_reached_again(postgres_database: str) -> None:
    with closing(Store(postgres_database)) as store:
        desk = a_desk(store)
        run(
            postgres_database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid != pg_backend_pid()",
        )

        assert isinstance(desk.save(Q1, Answer(level=1), 0), Saved)


def test_postgresql_waits_for_the_disk(postgres_database: str) -> None:
    with closing(Store(postgres_database)) as store, store.database.writing.connect() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"


# SQLite alone


def test_every_pooled_connection_is_safe(sqlite_database: str) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 15_000}

    with closing(Store(sqlite_database)) as store:
        engines = [store.database.reading, store.database.writing] * 3
        connections = [engine.raw_connection() for engine in engines]
        found = [{name: pragma(connection, name) for name in expected} for connection in connections]
        for connection in connections:
            connection.close()

    assert found == [expected] * 6


def test_a_writer_takes_its_lock_before_it_reads_and_a_reader_takes_none(sqlite_database: str) -> None:
    with (
        closing(Store(sqlite_database)) as store,
        closing(sqlite3.connect(file_of(sqlite_database), timeout=0, isolation_level=None)) as other,
    ):
        with store.database.writing.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        with store.database.reading.begin() as connection:
            connection.execute(select(metadata.tables["answer"])).all()
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")


def test_a_deleted_note_is_in_neither_of_the_files(sqlite_database: str) -> None:
    secrets = ["Sherwood-in-a-note", "Sherwood-older-note", "Sherwood-rival", "Sherwood-label", "Sherwood-place"]
    secrets += ["Sherwood-council", "Sherwood-long " * 600]
    with closing(Store(sqlite_database)) as store:
        bystander = a_desk(store)
        bystander.save(Q1, Answer(note="Locksley"), 0)
        desk = a_desk(store)
        write_secrets(store, desk, secrets)
        missing_before = [secret for secret in secrets if secret[:14].encode() not in bytes_of(sqlite_database)]

        store.delete(desk, "")

        kept = bytes_of(sqlite_database)
        assert missing_before == []
        assert b"Sherwood" not in kept
        assert b"Locksley" in kept
        assert bystander.entry(Q1).answer == Answer(note="Locksley")


def test_a_deleted_note_is_gone_from_pages_that_had_long_been_written_back(sqlite_database: str) -> None:
    with closing(Store(sqlite_database)) as store:
        desk = a_desk(store)
        write_secrets(store, desk, ["Sherwood-short", "Sherwood-long " * 600])
        run(sqlite_database, "PRAGMA wal_checkpoint(TRUNCATE)")
        in_the_file = b"Sherwood-long" in file_of(sqlite_database).read_bytes()

        store.delete(desk, "")

        assert in_the_file
        assert b"Sherwood" not in bytes_of(sqlite_database)


def test_a_deletion_waits_for_a_reader_before_it_clears_the_files(sqlite_database: str) -> None:
    with closing(Store(sqlite_database)) as store:
        desk = a_desk(store)
        desk.save(Q1, Answer(note="Sherwood"), 0)
        reading = Event()

        def read_slowly() -> None:
            with closing(sqlite3.connect(file_of(sqlite_database), isolation_level=None)) as connection:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM answer").fetchone()
                reading.set()
                time.sleep(0.5)

        def delete_meanwhile() -> None:
            reading.wait()
            store.delete(desk, "")

        at_once([read_slowly, delete_meanwhile])

        assert b"Sherwood" not in bytes_of(sqlite_database)


def test_a_long_reader_keeps_nobody_waiting_and_the_files_are_cleared_after_it(
    sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "SHORT_WAIT", 0)
    monkeypatch.setattr(database, "SECONDS_BETWEEN", 0.05)
    with closing(Store(sqlite_database)) as store:
        desk = a_desk(store)
        desk.save(Q1, Answer(note="Sherwood"), 0)
        with closing(sqlite3.connect(file_of(sqlite_database), isolation_level=None)) as backup:
            backup.execute("BEGIN")
            backup.execute("SELECT count(*) FROM answer").fetchone()

            store.delete(desk, "")

            still_there = b"Sherwood" in bytes_of(sqlite_database)
        end = time.monotonic() + 10
        while b"Sherwood" in bytes_of(sqlite_database) and time.monotonic() < end:
            time.sleep(0.05)

        assert still_there  # or the test tests nothing
        assert b"Sherwood" not in bytes_of(sqlite_database)


# Imports once; then, for each line of its input, forks a server that saves and says so until it is killed
WORKER = """
import os, sys
from assessment.answers import Answer
from assessment.records import Key
from assessment.store import Store

def work(address, token, turn):
    desk = Store(address).open(token)
    for n in range(1_000_000):
        note = f"{turn}.{n}"
        key = Key("core", f"q{n % 7}")
        desk.save(key, Answer(note=note), desk.entry(key).revision)
        os.write(1, f"saved {note}\\n".encode())

for turn, line in enumerate(sys.stdin):
    child = os.fork()
    if child == 0:
        try:
            work(*line.split(), turn)
        finally:
            os._exit(1)
    os.write(1, f"child {child}\\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no kill -9 here")
def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(sqlite_database: str) -> None:
    with closing(Store(sqlite_database)) as store:
        token = store.create(Council(), Scope.FULL, CORE)
    chance = random.Random(20260514)
    acknowledged: list[str] = []

    with a_process(WORKER) as worker:
        for _ in range(10):
            acknowledged += save_until_killed(worker, sqlite_database, token, chance)

    with closing(Store(sqlite_database)) as store:
        desk = opened(store, token)
        history = desk.history()[::-1]
        kept = [change.after.note for change in history]
        assert len(acknowledged) > 100
        assert [note for note in kept if note in set(acknowledged)] == acknowledged
        assert len(kept) <= len(acknowledged) + 10  # each kill may have come between a commit and its word
        newest = {change.key: change.after for change in history}
        assert {key: entry.answer for key, entry in desk.contents().entries.items()} == newest
        assert desk.revision() == len(kept)
    assert run(sqlite_database, "PRAGMA integrity_check") == [("ok",)]
    assert run(sqlite_database, "PRAGMA foreign_key_check") == []


# Builders


def a_desk(store: Store) -> ServerDesk:
    return opened(store, store.create(Council(), Scope.FULL, CORE))


def a_second_desk(store: Store, desk: ServerDesk, label: str) -> ServerDesk:
    return opened(store, desk.add_link(label))


def a_sheet() -> AnswerSheet:
    evidence = (Evidence(title="Plan", owner="IT", date=date(2025, 2, 3), link="https://example.org", reviewed_by="B"),)
    return AnswerSheet(
        scope=Scope.QUICK,
        date=date(2026, 3, 4),
        council=Council(name="Ashford", country="GB", type=CouncilType.CITY),
        rubrics={"core": "1.0.0", "data": "2.1.0", "empty": "1.0.0"},
        answers={
            "core": {"q1": Answer(level=0, evidence=evidence), "q2": Answer(note="Ask IT.")},
            "data": {"q1": Answer(unknown=True)},
        },
    )


def a_busy_life(store: Store, desk: ServerDesk) -> None:
    """Something in every table."""
    colleague = a_second_desk(store, desk, "Busy colleague")
    desk.save(Q1, Answer(level=1), 0)
    colleague.save(Q1, Answer(level=2), 0)
    desk.save(Q2, Answer(level=1), 0)
    colleague.save(Q2, Answer(level=2), 0)
    desk.settle(Q2, Answer(level=2))
    colleague.remember_place("core/direction")


def a_database_without_clock(desk: ServerDesk) -> Any:
    def broken() -> datetime:
        raise ZeroDivisionError

    return type(desk.database)(desk.database.reading, desk.database.writing, broken)


def write_secrets(store: Store, desk: ServerDesk, secrets: list[str]) -> None:
    """Each of them somewhere else, where there are enough of them."""
    note, older, rival, label, place, council, long = [*secrets, *["Sherwood"] * 7][:7]
    colleague = a_second_desk(store, desk, label)
    desk.save(Q1, Answer(note=older), 0)
    desk.save(Q1, Answer(note=note), desk.revision())
    colleague.save(Q1, Answer(note=rival), 0)
    colleague.save(Q2, Answer(note=long), 0)
    colleague.remember_place(place)
    desk.set_up(Council(name=council[:200]), Scope.FULL, CORE)


def opened(store: Store, token: str) -> ServerDesk:
    desk = store.open(token)
    assert desk is not None
    return desk


def saved_entry(result: Saved | Conflict) -> Entry:
    assert isinstance(result, Saved)
    return result.entry


def told(change: Change) -> tuple[object, ...]:
    return (change.key, change.before, change.after, change.by, change.at, change.stood)


def try_to(act: Callable[[], object]) -> None:
    with suppress(Gone):
        act()


# Many at once


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """What each gave, all of them started together."""
    gate = Barrier(len(acts))

    def start(act: Callable[[], Any]) -> Any:
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(start, acts))


def hammer(desk: ServerDesk, key: Key, times: int) -> list[tuple[Answer, Answer, Saved | Conflict]]:
    """What was seen, what was said instead, and what came of it, for each save."""
    done = []
    for number in range(times):
        seen, answer = desk.entry(key), Answer(note=f"{desk.label} {number}")
        done.append((seen.answer, answer, desk.save(key, answer, seen.revision)))
    return done


def last_conflict(worked: list[tuple[Answer, Answer, Saved | Conflict]]) -> Answer | None:
    beaten = [answer for _, answer, result in worked if isinstance(result, Conflict)]
    return beaten[-1] if beaten else None


# Other processes


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(assessment.__file__).parent.parent)}


def in_another_process(code: str, address: str, token: str) -> None:
    imports = "from assessment.store import Store\nfrom assessment.records import Key\n"
    imports += "from assessment.answers import Answer\nimport sys\naddress, token = sys.argv[1:]\n"
    lines = [line.strip() for line in code.splitlines()]
    subprocess.run(
        [sys.executable, "-c", imports + "\n".join(lines), address, token], env=surroundings(), check=True, timeout=60
    )


def a_process(code: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code]
    return subprocess.Popen(command, env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def save_until_killed(worker: subprocess.Popen[str], address: str, token: str, chance: random.Random) -> list[str]:
    """The notes whose saving was acknowledged before the server was killed, at a random moment."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(f"{address} {token}\n")
    worker.stdin.flush()
    said = [worker.stdout.readline() for _ in range(chance.randint(2, 60))]
    time.sleep(chance.uniform(0, 0.01))
    child = next(line for line in said if line.startswith("child "))
    os.kill(int(child.split()[1]), signal.SIGKILL)
    said += iter(worker.stdout.readline, "dead\n")
    return [line.split()[1] for line in said if line.startswith("saved ")]


# Looking into the database


def run(url: str, statement: str) -> list[tuple[Any, ...]]:
    """One statement on a connection of its own, outside a transaction."""
    engine = create_engine(with_driver(url), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            result = connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        engine.dispose()


def vacuum(url: str) -> None:
    run(url, "VACUUM")


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table there is, whether the schema knows it or not."""
    engine, found = create_engine(with_driver(url)), MetaData()
    try:
        with engine.connect() as connection:
            found.reflect(connection)
            return {t.name: sorted(tuple(r) for r in connection.execute(select(t))) for t in found.sorted_tables}
    finally:
        engine.dispose()


def everything(url: str) -> bytes:
    """All values of all rows, on SQLite the files as they lie on the disk too."""
    values = (value for table in rows(url).values() for row in table for value in row)
    listed = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)
    return listed + (bytes_of(url) if url.startswith("sqlite") else b"")


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def bytes_of(url: str) -> bytes:
    file = file_of(url)
    beside = [file.with_name(file.name + ending) for ending in ("", "-wal", "-shm", "-journal")]
    return b"".join(part.read_bytes() for part in beside if part.exists())


def pragma(connection: Any, name: str) -> Any:
    return connection.cursor().execute(f"PRAGMA {name}").fetchone()[0]
