"""The history, and its way back."""

from assessment.instrument import BLANK, Answer
from assessment.store import Entry, ServerDesk
from assessment.store.desk import Saved
from tests.store.desks import NINE, Q1, Q2, Watch, told


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
