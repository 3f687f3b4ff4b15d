"""What was taken over from an earlier version waits in the tables as in the file, until somebody answers anew."""

from assessment.instrument import Answer, AnswerSheet
from assessment.store import FileDesk, Key, Store
from tests.store.desks import CORE, a_second_desk, opened

WAITING = Answer(level=1, note="Kept by ICT.", earlier={"version": "0.9.0", "level": 2})
ASKED = Answer(earlier={"version": "0.9.0", "level": 3})
AREA = next(iter(CORE))
FIRST, SECOND = Key(AREA, "first"), Key(AREA, "second")
SHEET = AnswerSheet(rubrics=CORE, answers={AREA: {"first": WAITING, "second": ASKED}})


def test_it_waits_on_the_server_and_in_ones_own_file(store: Store) -> None:
    assert opened(store, store.adopt(SHEET)).contents().sheet() == SHEET
    assert FileDesk.of(SHEET).contents().sheet() == SHEET
    assert SHEET.format == "answers/2"


def test_an_answer_ends_it_and_the_history_brings_it_back(store: Store) -> None:
    desk = opened(store, store.adopt(SHEET))
    desk.save(FIRST, Answer(level=2, note="Kept by ICT."), desk.revision())
    assert desk.entry(FIRST).answer.earlier is None

    desk.undo(desk.history()[0])

    assert desk.entry(FIRST).answer == WAITING


def test_a_note_of_one_and_an_answer_of_another_are_both_kept(store: Store) -> None:
    desk = opened(store, store.adopt(SHEET))
    colleague = a_second_desk(store, desk, "Colleague")
    seen = desk.revision()

    desk.save(FIRST, Answer(level=2, note="Kept by ICT."), seen)
    colleague.save(FIRST, Answer(level=1, note="Kept by the library.", earlier=WAITING.earlier), seen)

    assert desk.entry(FIRST).answer == Answer(level=2, note="Kept by the library.")
