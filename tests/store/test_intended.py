"""What a council intends is kept at each change, with its history, on the server and in its own file; milestones."""

from datetime import date

import pytest

from assessment.instrument import (
    Answer,
    AnswerSheet,
    AreaTargets,
    BadInput,
    Council,
    Decision,
    Evidence,
    MoveState,
    PlannedMove,
    Scope,
)
from assessment.store import THE_DECISION, FileDesk, Gone, Intends, Kind, PageDesk, Spot, Store
from tests.store.desks import CORE, NINE, Q1, Watch, a_desk, a_second_desk, opened

SPOT = Spot(Intends.MOVE, "core", question="q1")
AREA, THEME, QUESTION = (
    Spot(Intends.TARGET, "core"),
    Spot(Intends.TARGET, "core", theme="one"),
    Spot(Intends.TARGET, "core", question="q1"),
)
MOVE = PlannedMove(before=1, to=2, owner="Robin", due=date(2027, 1, 31), note="Ask twice", proof="A list")
AIMS = {"core": AreaTargets(level=3, themes={"one": 2}, questions={"q1": 4})}
SHEET = AnswerSheet(rubrics=CORE, plan={"core": {"q1": MOVE}}, targets=AIMS, decision=Decision(text="Agree?"))


def test_it_is_kept_and_read_by_everybody(store: Store) -> None:
    desk = a_desk(store)
    colleague = a_second_desk(store, desk, "Colleague")

    kept = colleague.intend(SPOT, MOVE)
    for spot, level in ((AREA, 3), (THEME, 2), (QUESTION, 4)):
        desk.intend(spot, level)
    desk.intend(THE_DECISION, Decision(text="Agree?"))

    found = desk.contents()
    assert found.kept(SPOT) == kept
    assert (kept.value, kept.by, kept.at) == (MOVE, "Colleague", NINE)
    assert found.revision == desk.revision()
    sheet = found.sheet()
    assert (sheet.plan, sheet.targets, sheet.decision) == (SHEET.plan, SHEET.targets, SHEET.decision)


def test_what_is_taken_back_is_gone_from_the_sheet_and_not_from_the_history(store: Store) -> None:
    desk = a_desk(store)
    desk.intend(SPOT, MOVE)
    desk.intend(SPOT, None, MOVE)

    assert desk.contents().sheet().plan == {}
    assert [(one.before, one.after) for one in desk.intents()] == [(MOVE, None), (None, MOVE)]
    desk.intend(SPOT, desk.intents()[0].before)
    assert desk.contents().sheet().plan == {"core": {"q1": MOVE}}
    assert len(desk.intents(most=1)) == 1


def test_two_people_who_change_different_parts_of_a_move_both_keep_theirs(store: Store) -> None:
    desk = a_desk(store)
    colleague = a_second_desk(store, desk, "Colleague")
    desk.intend(SPOT, MOVE)

    colleague.intend(SPOT, MOVE.model_copy(update={"owner": "Marian"}), MOVE)
    kept = desk.intend(SPOT, MOVE.model_copy(update={"state": MoveState.DOING}), MOVE)

    assert kept.value == MOVE.model_copy(update={"owner": "Marian", "state": MoveState.DOING})


def test_of_two_who_change_the_same_part_the_later_stands_and_the_other_is_in_the_history(store: Store) -> None:
    desk = a_desk(store)
    colleague = a_second_desk(store, desk, "Colleague")
    desk.intend(SPOT, MOVE)
    colleague.intend(SPOT, MOVE.model_copy(update={"owner": "Marian"}), MOVE)

    kept = desk.intend(SPOT, MOVE.model_copy(update={"owner": "Tuck"}), MOVE)

    assert isinstance(kept.value, PlannedMove)
    assert kept.value.owner == "Tuck"
    before = desk.intents()[0].before
    assert isinstance(before, PlannedMove)
    assert before.owner == "Marian"


def test_an_opened_file_is_kept_whole(store: Store) -> None:
    assert opened(store, store.adopt(SHEET)).contents().sheet() == SHEET
    assert FileDesk.of(SHEET).contents().sheet() == SHEET


def test_a_link_that_shows_no_notes_shows_no_owners_either(store: Store) -> None:
    desk = opened(store, store.adopt(SHEET))
    hidden = opened(store, desk.add_link("Board", Kind.READ))
    shown = opened(store, desk.add_link("Auditor", Kind.READ, shows_notes=True))

    assert hidden.contents().sheet().plan == {"core": {"q1": PlannedMove(before=1, to=2, due=MOVE.due)}}
    assert shown.contents().sheet().plan == SHEET.plan


def test_a_page_knows_what_it_wrote_without_reading_it(store: Store) -> None:
    first = a_desk(store)
    another = a_second_desk(store, first, "Another")
    desk = PageDesk(first)
    desk.contents()
    kept = desk.intend(SPOT, MOVE)

    assert desk.contents().kept(SPOT) == kept
    assert desk.contents() == another.contents()


def test_of_two_tabs_with_the_same_file_the_later_change_counts() -> None:
    watch = Watch(NINE)
    one = FileDesk(Council(), Scope.FULL, CORE, watch)
    other = FileDesk.again(one.name, one.contents(), one.moments, "", watch)
    one.intend(SPOT, MOVE)
    watch.forward(1)
    other.intend(SPOT, MOVE.model_copy(update={"owner": "Marian"}))
    other.intend(AREA, 3)

    one.take(other)
    other.take(one)

    assert one.contents().sheet() == other.contents().sheet()
    moves = one.contents().sheet().plan["core"]
    assert moves["q1"].owner == "Marian"


# Milestones


def test_a_milestone_is_the_answers_as_they_stood(store: Store, watch: Watch) -> None:
    desk = a_desk(store)
    desk.save(Q1, Answer(level=1, note="As we said"), 0)
    before = desk.contents().sheet()
    made = desk.freeze("  Budget 2027 ")
    watch.forward(60)
    desk.save(Q1, Answer(level=3), desk.revision())
    desk.freeze("Later")

    newest, oldest = desk.milestones()
    assert (oldest.name, oldest.day, oldest.id) == ("Budget 2027", NINE.date(), made.id)
    assert oldest.sheet == made.sheet == before
    assert newest.sheet == desk.contents().sheet()


def test_a_reader_sees_a_milestone_without_its_notes(store: Store) -> None:
    desk = a_desk(store)
    piece = Evidence(title="Scheme", owner="Head", date=NINE.date())
    desk.save(Q1, Answer(level=3, note="Sherwood", evidence=(piece,)), 0)
    desk.intend(SPOT, MOVE)
    desk.freeze("Now")
    reader = opened(store, desk.add_link("Board", Kind.READ))

    body = reader.milestones()[0].body

    assert not any(secret in body for secret in ("Scheme", "Head", "Sherwood", "Robin", "Ask twice"))
    assert reader.milestones()[0].sheet.answer(*Q1).level == 3


@pytest.mark.parametrize("name", ["", "   ", "a" * 201, "a\0b"])
def test_a_milestone_needs_a_name(store: Store, name: str) -> None:
    desk = a_desk(store)
    desk.save(Q1, Answer(level=1), 0)
    with pytest.raises(BadInput, match="needs a name of at most 200 characters"):
        desk.freeze(name)


def test_there_is_no_milestone_of_nothing_and_no_end_of_them(store: Store) -> None:
    desk = a_desk(store)
    with pytest.raises(BadInput, match="nothing is answered yet"):
        desk.freeze("Now")
    desk.save(Q1, Answer(level=1), 0)
    for number in range(20):
        desk.freeze(f"Number {number}")
    with pytest.raises(BadInput, match="20 milestones"):
        desk.freeze("One more")


def test_nothing_is_intended_once_the_assessment_is_deleted(store: Store) -> None:
    desk = a_desk(store)
    desk.erase()
    with pytest.raises(Gone):
        desk.intend(SPOT, MOVE)
    with pytest.raises(Gone):
        desk.freeze("Now")
