"""The copy that a browser keeps: what is written reads back, two tabs come to the same, and nothing foreign passes."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.files import demo_pool, dump_pool
from assessment.instrument import BLANK, Answer, BadInput, Council, Evidence, Fact, Scope
from assessment.store import FileDesk, Key
from assessment.ui import resources
from assessment.ui.session.copies import Copy, pack, read_copy, read_said, unpack, write_copy

NINE = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
MARK = "0123456789abcdef"


class Watch:
    def __init__(self) -> None:
        self.now = NINE

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def a_desk(watch: Watch) -> FileDesk:
    versions = {rubric.id: rubric.version for rubric in resources.newest()}
    return FileDesk(Council(name="Example"), Scope.FULL, versions, watch)


def keys() -> list[Key]:
    return [Key(rubric.id, question.id) for rubric in resources.newest() for question in rubric.questions]


def copy_of(desk: FileDesk) -> Copy:
    said = read_said(write_copy(desk, MARK, [], MARK, "", delete=False))
    assert isinstance(said, Copy)
    return said


def again(desk: FileDesk, watch: Watch) -> FileDesk:
    found = read_copy(copy_of(desk), watch.now)
    found._clock = watch
    return found


def said(desk: FileDesk) -> dict[Key, Answer]:
    return {key: entry.answer for key, entry in desk.contents().entries.items() if entry.answer != BLANK}


def test_a_copy_reads_back_as_the_same_with_what_was_cleared_and_left_out() -> None:
    watch = Watch()
    desk = a_desk(watch)
    first, second, *_, last = keys()
    evidence = (Evidence(title="Plan", date=NINE.date()),)
    desk.save(first, Answer(level=3, note="As agreed.\n“Quoted” </textarea>", evidence=evidence), 0)
    desk.save(second, Answer(level=1), 0)
    desk.save(second, BLANK, 0)
    desk.save(last, Answer(unknown=True), 0)
    desk.say(resources.companions().version, "ai-policy", Fact.YES)
    desk.say(resources.companions().version, "ciso", Fact.NO)
    desk.say(resources.companions().version, "ciso", None)
    desk.set_up(Council(name="Other"), Scope.QUICK, {first.rubric: desk.contents().rubrics[first.rubric]})
    desk.hand_out(desk.moments.changed)
    desk.remember_place("ai-governance.direction")

    found = again(desk, watch)

    assert found.contents().entries.keys() == desk.contents().entries.keys()
    assert {key: (e.answer, e.at) for key, e in found.contents().entries.items()} == {
        key: (e.answer, e.at) for key, e in desk.contents().entries.items()
    }
    assert (found.contents().companions, found.contents().facts) == (desk.contents().companions, desk.contents().facts)
    times = [{item: said.at for item, said in one.contents().said.items()} for one in (found, desk)]
    assert times[0] == times[1]
    assert (found.contents().council, found.contents().scope) == (Council(name="Other"), Scope.QUICK)
    assert found.contents().rubrics == desk.contents().rubrics
    assert (found.moments, found.place(), found.name) == (desk.moments, desk.place(), desk.name)
    assert not found.unsaved


ACTS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 3), st.sampled_from([BLANK, Answer(level=1), Answer(level=2), "take"])),
    max_size=30,
)


@settings(deadline=None, max_examples=60)
@given(ACTS)
def test_two_tabs_come_to_the_newest_of_each_question_and_then_are_quiet(acts: list[tuple[int, int, object]]) -> None:
    watch = Watch()
    one = a_desk(watch)
    tabs = [one, again(one, watch)]
    newest: dict[Key, Answer] = {}
    for tab, number, act in acts:
        if act == "take":
            tabs[tab].take(again(tabs[1 - tab], watch))
            continue
        assert isinstance(act, Answer)
        key = keys()[number]
        if tabs[tab].entry(key).answer != act:
            newest[key] = act
        tabs[tab].save(key, act, 0)

    tabs[0].take(again(tabs[1], watch))
    assert tabs[1].take(again(tabs[0], watch))
    assert tabs[0].take(again(tabs[1], watch))

    wanted = {key: answer for key, answer in newest.items() if answer != BLANK}
    assert said(tabs[0]) == said(tabs[1]) == wanted


def test_what_another_tab_brought_is_in_the_history_and_goes_back() -> None:
    watch = Watch()
    one = a_desk(watch)
    key = keys()[0]
    one.save(key, Answer(level=1), 0)
    other = again(one, watch)
    other.save(key, Answer(level=4), 0)

    one.take(other)

    assert [(change.by, change.after) for change in one.taken] == [("another tab of this browser", Answer(level=4))]
    one.undo(one.history()[0])
    assert one.entry(key).answer == Answer(level=1)


def test_a_file_that_was_asked_for_holds_what_was_drawn_not_what_came_since() -> None:
    watch = Watch()
    desk = a_desk(watch)
    desk.save(keys()[0], Answer(level=1), 0)
    drawn = desk.moments.changed
    desk.save(keys()[1], Answer(level=1), 0)

    desk.hand_out(drawn)
    assert desk.unsaved
    desk.hand_out(desk.moments.changed)
    assert not desk.unsaved


def foreign(**change: object) -> str:
    return json.dumps({**json.loads(copy_of(a_desk(Watch())).model_dump_json()), **change})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        "[" * 200_000,
        '{"format": "copy/1"}',
        foreign(name="../../etc"),
        foreign(revision="1"),
        foreign(revision=-1),
        foreign(revision=10**30),
        foreign(knows=[MARK] * 21),
        foreign(changed="yesterday"),
        foreign(changed="2026-05-14T09:00:00"),
        foreign(more=1),
        foreign(keep=True),
        foreign(answers={"format": "answers/1"}),
        foreign(place="x" * 201),
        foreign(answers=float("nan")),
    ],
)
def test_what_has_not_the_shape_of_a_copy_is_none(text: str) -> None:
    assert read_said(text) is None


@pytest.mark.parametrize(
    "change",
    [
        {"answers": ""},
        {"answers": "[]"},
        {"answers": '{"format": "answers/1", "rubrics": {"x": "1.0.0"}}'},
        {"answers": "{" * 100_000},
        {"chosen": ["nothing"]},
        {"changed": "2999-01-01T00:00:00Z"},
        {"times": {"ai-governance": {"ai-accountability": "2999-01-01T00:00:00Z"}}},
    ],
)
def test_a_copy_with_a_fault_is_refused_in_our_words(change: dict[str, object]) -> None:
    copy = read_said(foreign(**change))
    assert isinstance(copy, Copy)

    with pytest.raises(BadInput) as refused:
        read_copy(copy, NINE + timedelta(hours=1))

    assert all("in this browser" in str(problem) for problem in refused.value.problems)


def test_a_copy_of_the_first_year_in_any_zone_and_of_questions_that_are_not_asked_is_read() -> None:
    times = {"ai-governance": {"ai-accountability": "0001-01-01T00:00:00+14:00", "nothing": "2026-01-01T00:00:00Z"}}
    copy = read_said(foreign(times=times, place="no.such"))
    assert isinstance(copy, Copy)

    found = read_copy(copy, NINE + timedelta(hours=1))

    assert [key.question for key in found.contents().entries] == ["ai-accountability"]
    assert isinstance(read_said(write_copy(found, MARK, [], MARK, "", delete=False)), Copy)


def test_a_pool_is_packed_and_no_bomb_is_unpacked() -> None:
    file = "".join(dump_pool(demo_pool(resources.newest())))

    assert unpack(pack(file)) == file.encode()
    for packed in ("", "é", "AAAA", pack(file)[:-8], pack("x" * (6 * 1024 * 1024))):
        with pytest.raises(BadInput):
            unpack(packed)
