"""Workshops: seats, rounds, votes that nobody sees before their reveal, and what the group agrees on."""

import gc
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from assessment.consensus import OTHER
from assessment.instrument import Answer, BadInput, Council, Reason, Scope
from assessment.store import (
    Ballot,
    Key,
    LostSeat,
    Outcome,
    SeatDesk,
    ServerDesk,
    Stage,
    Store,
    Talk,
    new_public_id,
    new_token,
)
from tests.store.desks import CORE, NINE, Q1, Q2, Watch, a_desk, a_plan, a_workshop, at_once, opened, seated
from tests.store.looking import everything, rows

TODAY = NINE.date()


def refused(act: Any, *words: str) -> None:
    with pytest.raises(BadInput) as told:
        act()
    assert all(word in str(told.value) for word in words), str(told.value)


def agreed(answer: Answer, dissent: str = "") -> Outcome:
    return Outcome(answer, dissent, TODAY)


def voted(seats: list[SeatDesk], *choices: str, number: int = 1) -> None:
    for seat, choice in zip(seats, choices, strict=True):
        seat.vote(Q1, number, choice)


# From the code to the agreed answer


def test_from_the_code_to_the_agreed_answer(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 3)
    seats[0].vote(Q1, 1, "1", "Since May.")
    voted(seats[1:], "1", "3")

    desk.reveal(name)
    current = seats[0].look().moment.current
    assert current is not None
    assert [(one.choice, one.name) for one in current.ballots] == [
        ("1", "Person 0"),
        ("1", "Person 1"),
        ("3", "Person 2"),
    ]
    assert (current.tally.counts, current.reasons) == ((0, 2, 0, 1, 0), (("1", "Since May."),))
    before = desk.revision()
    desk.agree(name, agreed(Answer(level=1), "Person 2 has seen three."))

    entry = desk.entry(Q1)
    assert desk.revision() == entry.revision == before + 1
    assert entry.answer.level == 1
    assert entry.answer.agreed is not None
    assert (entry.answer.agreed.date, entry.answer.agreed.votes) == (TODAY, {"1": 2, "3": 1})
    assert entry.answer.agreed.dissent == "Person 2 has seen three."
    assert [change.after.level for change in desk.history()] == [1]
    moment = store.workshops.moment(name)
    assert moment is not None
    assert moment.current is not None
    assert moment.current.agreed == "1"


def test_what_is_agreed_keeps_note_and_evidence_and_ends_rival_answers(store: Store, desk: ServerDesk) -> None:
    desk.save(Q1, Answer(level=0, note="Seen in May."), 0)
    name, seats = a_workshop(store, desk, 1)
    voted(seats, "2")
    desk.reveal(name)

    desk.agree(name, agreed(Answer(level=2)))

    assert (desk.entry(Q1).answer.level, desk.entry(Q1).answer.note) == (2, "Seen in May.")


def test_a_second_round_keeps_the_first(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 2)
    voted(seats, "0", "4")
    desk.reveal(name)
    desk.open_round(name, Q1)
    voted(seats, "2", "2", number=2)
    desk.reveal(name)

    assert [(one.number, one.tally.counts) for one in desk.hall(name).rounds_of(Q1)] == [
        (1, (1, 0, 0, 0, 1)),
        (2, (0, 0, 2, 0, 0)),
    ]


def test_a_level_that_nobody_chose_at_first_needs_a_word_why(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 2)
    voted(seats, "1", "2")
    desk.reveal(name)

    refused(lambda: desk.agree(name, agreed(Answer(level=3))), "dissent", "why")
    desk.agree(name, agreed(Answer(level=3), "The new register counts."))

    assert desk.entry(Q1).answer.level == 3


@pytest.mark.parametrize(
    "answer",
    [Answer(level=5), Answer(level=9), Answer.model_construct(level=-1), Answer(note="Only a note.")],
    ids=["five", "nine", "minus one", "nothing"],
)
def test_what_is_no_answer_to_the_question_is_not_agreed_on(store: Store, desk: ServerDesk, answer: Answer) -> None:
    name, seats = a_workshop(store, desk, 1)
    voted(seats, "2")
    desk.reveal(name)

    refused(lambda: desk.agree(name, agreed(answer, "Why not.")), "no such statement")

    assert desk.contents().entries == {}


def test_dont_know_and_doesnt_apply_can_be_agreed_on(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 1)
    voted(seats, "unknown")
    desk.reveal(name)
    desk.agree(name, agreed(Answer(unknown=True)))
    assert desk.entry(Q1).answer.unknown
    desk.agree(name, agreed(Answer(not_applicable=Reason.NO_SUCH_ACTIVITY)))
    assert desk.entry(Q1).answer.not_applicable is Reason.NO_SUCH_ACTIVITY


# Before the reveal


def test_before_the_reveal_nobody_is_told_a_vote(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 3)
    seats[0].vote(Q1, 1, "3", "Sherwood")
    voted(seats[1:], "3", "unknown")

    hall, moment, other = desk.hall(name), store.workshops.moment(name), seats[1].look().moment
    for seen in (hall, moment, other):
        assert seen is not None
        assert "Sherwood" not in repr(asdict(seen))
    assert moment is not None
    assert moment.current is not None
    assert (moment.current.cast, moment.current.ballots, moment.current.reasons) == (3, (), ())
    assert hall.rounds[0].ballots == ()
    assert [seat.voted for seat in hall.seats] == [True] * 3
    assert set(seats[1].look().mine.values()) == {("3", "")}


def test_what_the_host_sees_is_the_same_whatever_is_voted(store: Store) -> None:
    found = []
    for choices in (("0", "0", "0"), ("4", "unknown", "not_applicable")):
        own = a_desk(store)
        name, seats = a_workshop(store, own, 3)
        voted(seats, *choices)
        hall = own.hall(name)
        told = [replace(hall.moment.workshop, public_id=""), hall.moment.seated, hall.moment.current, hall.rounds]
        found.append([*told, *(replace(seat, id=0) for seat in hall.seats)])
    assert found[0] == found[1]


def test_the_order_of_talking_is_made_once_and_alone_sees_the_votes(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 2, homework=True)
    voted(seats, "0", "4")
    seen = []

    def rank(contents: Any, tallies: Any) -> list[Talk]:
        seen.append({key: votes.counts for key, votes in tallies.items()})
        return [Talk(Q2, "in order"), Talk(Q1, "votes apart")]

    desk.start_meeting(name, rank)
    desk.start_meeting(name, rank)

    assert seen == [{Q1: (1, 0, 0, 0, 1), Q2: (0, 0, 0, 0, 0)}]
    workshop = desk.hall(name).workshop
    assert (workshop.stage, [one.key for one in workshop.talk]) == (Stage.LIVE, [Q2, Q1])
    assert desk.hall(name).rounds == ()


def test_homework_counts_in_the_first_round_and_can_be_changed_until_the_reveal(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 2, homework=True)
    voted(seats, "0", "4")
    seats[0].vote(Q2, 1, "2")
    desk.start_meeting(name, lambda *_: ())
    refused(lambda: seats[0].vote(Q1, 1, "1"), "not open")
    desk.open_round(name, Q1)
    seats[0].vote(Q1, 1, "1")
    desk.reveal(name)

    assert desk.hall(name).rounds[0].tally.counts == (0, 1, 0, 0, 1)


# Anonymous


def test_no_row_ties_a_name_to_a_vote(store: Store, desk: ServerDesk, database_url: str) -> None:
    name, _ = a_workshop(store, desk, 0, anonymous=True)
    seat = seated(store, desk, name, "Robin of Locksley")
    seat.vote(Q1, 1, "2")

    assert b"Locksley" not in everything(database_url)
    assert (seat.look().role, seat.look().name) == ("ict", None)


def test_a_role_that_few_hold_is_told_on_no_screen(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 3, anonymous=True, roles=("ict", "partner", "councillor"))
    seats += [seated(store, desk, name, role=role) for role in ("partner", "councillor", "councillor")]
    voted(seats, "0", "1", "2", "3", "3", "4")
    desk.reveal(name)

    current = seats[0].look().moment.current
    assert current is not None
    assert [one.role for one in current.ballots] == ["ict", "ict", "ict", OTHER, OTHER, OTHER]
    assert desk.hall(name).rounds[0].ballots == current.ballots


def test_fewer_than_three_anonymous_votes_are_not_revealed(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 3, anonymous=True)
    voted(seats[:2], "0", "4")
    refused(lambda: desk.reveal(name), "fewer than 3")
    seats[2].vote(Q1, 1, "unknown")

    desk.reveal(name)

    current = seats[0].look().moment.current
    assert current is not None
    assert current.ballots == (Ballot("0", "ict"), Ballot("4", "ict"), Ballot("unknown", "ict"))


# What is refused, and changes nothing


def test_votes_that_are_none_are_refused(store: Store, desk: ServerDesk, database_url: str) -> None:
    name, [seat] = a_workshop(store, desk)
    before = rows(database_url)
    for choice in ("5", "-1", "", "level", "01", "unknown "):
        refused(lambda: seat.vote(Q1, 1, choice), "no such statement")  # noqa: B023
    refused(lambda: seat.vote(Key("core", "q9"), 1, "1"), "no such statement")
    refused(lambda: seat.vote(Q2, 1, "1"), "not open")
    refused(lambda: seat.vote(Q1, 2, "1"), "not open")
    refused(lambda: seat.vote(Q1, 1, "1", "x" * 301), "reason", "300")
    refused(lambda: seat.vote(Q1, 1, "1", "a\u202eb"), "reason")
    assert rows(database_url) == before

    seat.vote(Q1, 1, "1")
    desk.reveal(name)
    before = rows(database_url)
    refused(lambda: seat.vote(Q1, 1, "2"), "revealed", "next")
    assert rows(database_url) == before


def test_a_vote_that_says_the_same_writes_nothing_and_two_tabs_have_one(
    store: Store, desk: ServerDesk, database_url: str
) -> None:
    name, [seat] = a_workshop(store, desk)
    seat.vote(Q1, 1, "1")
    before = rows(database_url)
    other_tab = SeatDesk(store.database, seat.seat_id, name, store.workshops.recent)
    other_tab.vote(Q1, 1, "1")
    assert rows(database_url) == before

    other_tab.vote(Q1, 1, "3")
    assert seat.look().mine == {(Q1, 1): ("3", "")}


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "60"),
        ({"name": "a\x00b"}, "name"),
        ({"questions": {}}, "theme"),
        ({"roles": ()}, "role"),
        ({"roles": ("ict", "ICT")}, "once"),
        ({"roles": ("Other",)}, "other"),
        ({"roles": ("x" * 41,)}, "40"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 241}, "minutes"),
    ],
)
def test_a_plan_that_is_none_opens_nothing(desk: ServerDesk, wrong: dict[str, Any], word: str) -> None:
    refused(lambda: desk.open_workshop(a_plan(**wrong)), word)
    assert desk.workshops() == ()


def test_questions_of_another_version_are_neither_opened_nor_agreed(store: Store, desk: ServerDesk) -> None:
    name, [seat] = a_workshop(store, desk)
    seat.vote(Q1, 1, "2")
    desk.reveal(name)
    desk.set_up(Council(), Scope.FULL, {"core": "2.0.0"})

    refused(lambda: desk.open_round(name, Q2), "another version")
    refused(lambda: desk.agree(name, agreed(Answer(level=2))), "another version")
    refused(lambda: desk.open_workshop(a_plan()), "another version")


def test_a_workshop_of_another_assessment_is_none(store: Store, desk: ServerDesk) -> None:
    name, _ = a_workshop(store, desk)
    other = a_desk(store)
    for act in (other.hall, other.workshop_code, other.reveal, other.close_workshop, other.delete_workshop):
        refused(lambda: act(name), "no such workshop")  # noqa: B023
    assert desk.hall(name).workshop.stage is Stage.LIVE


# The door


def test_a_code_opens_a_seat_however_it_is_typed_and_nothing_once_it_is_replaced(
    store: Store, desk: ServerDesk
) -> None:
    name, _ = a_workshop(store, desk)
    code = desk.workshop_code(name)
    door = store.workshops.door(f" {code[:3].lower()}-{code[3:]} ")
    assert door is not None
    assert (door.public_id, door.roles, door.is_open) == (name, ("ict", "partner"), True)
    for wrong in ("", "ABCDEF", code[:5], code + "2", "%", "\x00" * 6):
        assert store.workshops.door(wrong) is None

    new = desk.new_code(name)

    assert store.workshops.door(code) is None
    assert store.workshops.door(new) == door
    refused(lambda: store.workshops.sit_down(code, "ict"), "code")


def test_another_owners_link_has_another_code(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, CORE)
    desk = opened(store, token)
    name, _ = a_workshop(store, desk)
    code = desk.workshop_code(name)

    new = opened(store, desk.replace_link(desk.link_id) or "")

    assert store.workshops.door(code) is None
    assert store.workshops.door(new.workshop_code(name)) is not None


def test_a_shut_door_lets_in_nobody_else(store: Store, desk: ServerDesk) -> None:
    name, [seat] = a_workshop(store, desk)
    desk.set_door(name, is_open=False)

    refused(lambda: store.workshops.sit_down(desk.workshop_code(name), "ict"), "host")
    refused(lambda: store.workshops.sit_down(desk.workshop_code(name), "chief"), "host")
    seat.vote(Q1, 1, "1")


def test_a_role_that_is_not_offered_gets_no_seat(store: Store, desk: ServerDesk) -> None:
    name, _ = a_workshop(store, desk)
    refused(lambda: store.workshops.sit_down(desk.workshop_code(name), "chief"), "role")


def test_a_seat_opens_its_own_workshop_alone(store: Store, desk: ServerDesk) -> None:
    name, _ = a_workshop(store, desk)
    other, _ = a_workshop(store, desk)
    secret = store.workshops.sit_down(desk.workshop_code(name), "ict")

    assert store.workshops.seat(name, secret) is not None
    assert store.workshops.seat(other, secret) is None
    assert store.open(secret) is None


def test_who_is_removed_or_leaves_loses_the_seat_and_its_hidden_votes(store: Store, desk: ServerDesk) -> None:
    name, [one, two, three] = a_workshop(store, desk, 3)
    voted([one, two, three], "1", "2", "3")
    first, *_ = (seat.id for seat in desk.hall(name).seats if seat.name == "Person 0")
    desk.remove_seat(name, first)
    two.leave()
    for gone in (one, two):
        with pytest.raises(LostSeat):
            gone.vote(Q1, 1, "1")
        with pytest.raises(LostSeat):
            gone.look()
    desk.reveal(name)
    three.leave()

    assert desk.hall(name).rounds[0].tally.counts == (0, 0, 0, 1, 0)


def test_another_role_holds_for_what_is_not_revealed(store: Store, desk: ServerDesk) -> None:
    name, [seat] = a_workshop(store, desk)
    seat.vote(Q1, 1, "1")
    desk.reveal(name)
    desk.open_round(name, Q1)
    seat.vote(Q1, 2, "1")
    seat.change_role("partner")
    desk.reveal(name)

    assert [one.ballots[0].role for one in desk.hall(name).rounds] == ["ict", "partner"]
    refused(lambda: seat.change_role("chief"), "role")


# What moved


def test_the_hub_is_told_what_moved_by_one_look(store: Store, desk: ServerDesk) -> None:
    name, [seat] = a_workshop(store, desk)
    before = store.workshops.moved([name, "none"])[name]
    seat.vote(Q1, 1, "1")
    voted_now = store.workshops.moved([name])[name]
    seat.vote(Q1, 1, "2")
    assert store.workshops.moved([name])[name] == voted_now
    desk.reveal(name)
    after = store.workshops.moved([name])[name]

    assert (voted_now[0], after[1]) == (before[0], voted_now[1])
    assert voted_now[1] > before[1]
    assert after[0] > before[0]
    assert desk.revision() == 0  # whoever has the assessment open is not disturbed by votes


# The end


def test_a_closed_workshop_takes_nothing_and_keeps_its_record(store: Store, desk: ServerDesk) -> None:
    name, [seat] = a_workshop(store, desk)
    seat.vote(Q1, 1, "1")
    desk.reveal(name)
    desk.open_round(name, Q2)
    seat.vote(Q2, 1, "3")
    code = desk.workshop_code(name)
    desk.close_workshop(name)

    assert store.workshops.door(code) is None
    assert desk.workshop_code(name) == ""
    refused(lambda: seat.vote(Q2, 1, "1"), "closed")
    refused(lambda: desk.open_round(name, Q1), "closed")
    assert [(one.key, one.tally.counts) for one in desk.hall(name).rounds] == [(Q1, (0, 1, 0, 0, 0))]


def test_a_workshop_that_nobody_closes_ends_and_names_go_while_votes_stay(
    store: Store, desk: ServerDesk, watch: Watch, database_url: str
) -> None:
    name, [seat] = a_workshop(store, desk)
    seat.vote(Q1, 1, "1")
    desk.reveal(name)
    watch.now += timedelta(days=59)
    store.workshops.tidy()
    assert desk.hall(name).workshop.stage is Stage.LIVE
    watch.now += timedelta(days=1)
    store.workshops.tidy()
    assert desk.hall(name).workshop.stage is Stage.CLOSED
    assert len(desk.hall(name).seats) == 1
    watch.now += timedelta(days=30)
    store.workshops.tidy()

    assert desk.hall(name).seats == ()
    assert b"Person 0" not in everything(database_url)
    assert desk.hall(name).rounds[0].ballots == (Ballot("1", "ict", None),)
    assert store.workshops.seat(name, "x") is None


def test_a_workshop_goes_with_its_assessment_and_can_go_alone(
    store: Store, desk: ServerDesk, database_url: str
) -> None:
    name, [seat] = a_workshop(store, desk)
    seat.vote(Q1, 1, "1")
    code = desk.workshop_code(name)
    desk.delete()
    assert store.workshops.door(code) is None
    with pytest.raises(LostSeat):
        seat.look()
    desk.bring_back()
    desk.delete_workshop(name)

    assert [rows(database_url)[table] for table in ("workshop", "seat", "round", "vote")] == [[], [], [], []]


# At once


def test_many_vote_while_the_host_reveals_and_each_vote_counts_or_is_refused(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 12)

    def cast(seat: SeatDesk) -> bool:
        try:
            seat.vote(Q1, 1, "2")
        except BadInput:
            return False
        return True

    def reveal() -> bool:
        try:
            desk.reveal(name)
        except BadInput:
            return False
        return True

    done = at_once([reveal, *(lambda seat=seat: cast(seat) for seat in seats)])
    if not done[0]:
        desk.reveal(name)

    assert desk.hall(name).rounds[0].tally.counts[2] == sum(done[1:])


def test_a_vote_is_on_the_disk_when_it_is_acknowledged(store: Store, desk: ServerDesk, database_url: str) -> None:
    _, [seat] = a_workshop(store, desk)
    seat.vote(Q1, 1, "3", "Because.")
    assert [row[4:6] for row in rows(database_url)["vote"]] == [("3", "Because.")]


def test_a_seat_is_taken_once_however_often_its_form_is_sent(store: Store, desk: ServerDesk) -> None:
    name, _ = a_workshop(store, desk, 0)
    other, _ = a_workshop(store, desk, 0)
    code, secret = desk.workshop_code(name), new_token()
    assert {store.workshops.sit_down(code, "ict", secret=secret) for _ in range(3)} == {secret}
    assert len(desk.hall(name).seats) == 1

    elsewhere = store.workshops.sit_down(desk.workshop_code(other), "ict", secret=secret)
    assert elsewhere != secret
    weak = store.workshops.sit_down(code, "ict", secret="a" * 19)
    assert weak != "a" * 19
    assert [len(desk.hall(one).seats) for one in (name, other)] == [2, 1]


def test_a_workshop_is_opened_once_however_often_its_form_is_sent(store: Store, desk: ServerDesk) -> None:
    name = new_public_id()
    assert {desk.open_workshop(a_plan(), name).public_id for _ in range(3)} == {name}
    changed = desk.open_workshop(a_plan(name="Summer"), name)  # who goes back and changes the form means another
    assert changed.name == "Summer"
    assert changed.public_id != name
    stranger = opened(store, store.create(Council(), Scope.FULL, {"core": "1.0.0"}))
    assert stranger.open_workshop(a_plan(), name).public_id != name
    assert desk.open_workshop(a_plan(), "../x").public_id.isalnum()


def test_a_host_is_not_told_who_came_first(store: Store, desk: ServerDesk) -> None:
    name, seats = a_workshop(store, desk, 12)
    there = desk.hall(name).seats
    assert len({one.id for one in there}) == 12
    by_id = [one.name for one in sorted(there, key=lambda one: one.id)]
    assert by_id != [f"Person {at}" for at in range(12)]  # one in 12! by chance
    assert not {one.id for one in there} & {str(one.seat_id) for one in seats}


def test_what_is_held_of_a_room_is_never_old_and_holds_no_vote(store: Store, desk: ServerDesk) -> None:
    name, [one, two, three] = a_workshop(store, desk, 3)
    held = store.workshops.recent.held
    assert one.look().moment is two.look().moment

    def cast() -> int:
        current = two.look().moment.current
        return current.cast if current else 0

    for number, seat in enumerate((one, two, three), 1):
        seat.vote(Q1, 1, "1")
        assert cast() == number
    three.leave()
    assert (cast(), two.look().moment.seated) == (2, 2)
    desk.set_clock(name, 7, None)
    assert two.look().moment.workshop.minutes == 7
    desk.reveal(name)
    shown = two.look().moment
    assert shown.current is not None
    assert len(shown.current.ballots) == 2
    assert one.look().moment is shown
    del shown
    gc.collect()
    assert [one.moment() for one in held.values()] == [None]
    desk.put_away(name)
    assert two.look().moment.current is None


def test_another_form_of_the_same_name_opens_another_workshop(desk: ServerDesk, watch: Watch) -> None:
    name = new_public_id()
    desk.open_workshop(a_plan(), name)
    for more in ({"homework": True}, {"minutes": 7}):
        assert desk.open_workshop(a_plan(**more), name).public_id != name
    early = new_public_id()
    desk.open_workshop(a_plan(homework=True), early)
    watch.forward(1)
    desk.start_meeting(early, lambda *_: [])
    assert desk.open_workshop(a_plan(homework=True), early).public_id == early
