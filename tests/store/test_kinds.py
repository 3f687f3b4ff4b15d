"""What each kind of link may do: every method of a desk, called through every kind."""

from collections.abc import Callable
from datetime import date, timedelta
from inspect import getmembers

import pytest

from assessment.instrument import Agreed, Answer, BadInput, Council, Evidence, Reason, Scope
from assessment.store import (
    Closed,
    Deleted,
    Ended,
    FileDesk,
    Gone,
    Kind,
    NotAllowed,
    PageDesk,
    ServerDesk,
    Store,
    Withdrawn,
    new_token,
)
from assessment.store.desk import Saved
from tests.store.desks import CORE, NINE, Q1, Q2, Watch, a_busy_life, a_desk, a_workshop, opened
from tests.store.looking import back_to, rows
from tests.store.test_deleting import CALLS

OWNER, EDIT, ROLE, READ, BOARD = Kind.OWNER, Kind.EDIT, Kind.ROLE, Kind.READ, Kind.BOARD
GIVEN = (EDIT, ROLE, READ, BOARD)  # by the owner
MAY = {
    "contents": {OWNER, EDIT, ROLE, READ, BOARD},
    "revision": {OWNER, EDIT, ROLE, READ, BOARD},
    "entry": {OWNER, EDIT, ROLE, READ},
    "membership": {OWNER, EDIT, ROLE, READ, BOARD},  # of what the owner gave it tells the owner alone
    "place": {OWNER, EDIT, ROLE, READ},
    "save": {OWNER, EDIT, ROLE},
    "settle": {OWNER, EDIT, ROLE},
    "say": {OWNER, EDIT},
    "intend": {OWNER, EDIT},
    "intents": {OWNER, EDIT},
    "milestones": {OWNER, EDIT, READ, BOARD},
    "freeze": {OWNER, EDIT},
    "as_of": {OWNER, EDIT, ROLE},
    "set_up": {OWNER, EDIT},
    "history": {OWNER, EDIT},
    "undo": {OWNER, EDIT, ROLE},
    "remember_place": {OWNER, EDIT, ROLE},
    "links": {OWNER},
    "add_link": {OWNER},
    "replace_link": {OWNER},
    "hand_over": {OWNER},
    "withdraw_link": {OWNER},
    "show_notes": {OWNER},
    "events": {OWNER},
    "give": {OWNER},
    "take_back": {OWNER},
    "delete": {OWNER},
    "bring_back": {OWNER},
    "erase": {OWNER},
    "workshops": {OWNER},
    "hall": {OWNER},
    "workshop_code": {OWNER},
    "open_workshop": {OWNER},
    "start_meeting": {OWNER},
    "open_round": {OWNER},
    "reveal": {OWNER},
    "put_away": {OWNER},
    "agree": {OWNER},
    "set_clock": {OWNER},
    "set_door": {OWNER},
    "new_code": {OWNER},
    "remove_seat": {OWNER},
    "close_workshop": {OWNER},
    "delete_workshop": {OWNER},
}
DAY = NINE.date()
SECRETS = ("Scheme", "Head", "https://", "Locksley", "2026-02-03", "Sherwood")


def by_kind(store: Store, desk: ServerDesk, **more: object) -> dict[Kind, ServerDesk]:
    return {OWNER: desk} | {kind: opened(store, desk.add_link(kind.value, kind, only={Q1}, **more)) for kind in GIVEN}


def test_every_method_of_a_desk_is_in_the_table() -> None:
    assert set(MAY) == {name for name, _ in getmembers(ServerDesk, callable) if not name.startswith("_")}
    assert set(MAY) == set(CALLS)


def outcome(call: Callable[[], object]) -> str:
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "done"


def test_a_link_does_what_its_kind_may_and_nothing_else(store: Store, database_url: str) -> None:
    found, written = {}, []
    for name, call in CALLS.items():
        desk = a_desk(store)
        desk.save(Q1, Answer(level=1), 0)
        _, [somebody] = a_workshop(store, desk)
        somebody.vote(Q1, 1, "1")
        links = by_kind(store, desk)
        for kind in (BOARD, READ, ROLE, EDIT, OWNER):
            before = rows(database_url)
            found[name, kind] = outcome(lambda: call(links[kind]))  # noqa: B023 (called at once)
            if (kind.only_reads or kind not in MAY[name]) and rows(database_url) != before:
                written.append((name, kind))

    assert found == {(name, kind): "done" if kind in MAY[name] else "NotAllowed" for name, kind in found}
    assert written == []


def test_a_link_that_was_withdrawn_or_has_ended_does_nothing(
    store: Store, desk: ServerDesk, watch: Watch, database_url: str
) -> None:
    links = by_kind(store, desk, ends_on=DAY)
    gone = by_kind(store, desk)
    for kind in GIVEN:
        assert desk.withdraw_link(gone[kind].link_id)
    watch.now += timedelta(days=1)
    before = rows(database_url)

    for kind in GIVEN:
        told = {name: outcome(lambda: call(gone[kind])) for name, call in CALLS.items()}  # noqa: B023
        assert told == dict.fromkeys(CALLS, "Withdrawn")
        told = {name: outcome(lambda: call(links[kind])) for name, call in CALLS.items()}  # noqa: B023
        assert told == dict.fromkeys(CALLS, "Ended") | {"bring_back": "NotAllowed"}
    assert rows(database_url) == before


def test_the_owners_file_is_everything_to_its_owner() -> None:
    assert FileDesk(Council(), Scope.FULL, CORE).kind is OWNER


# Ends


def test_a_link_opens_something_up_to_its_last_day(store: Store, desk: ServerDesk, watch: Watch) -> None:
    reader = opened(store, desk.add_link("Auditor", READ, ends_on=DAY))
    watch.now = NINE.replace(hour=23, minute=59)
    assert reader.contents().entries == {}

    watch.forward(1)

    with pytest.raises(Ended) as ended:
        reader.contents()
    assert ended.value.day == DAY


def test_who_comes_again_with_a_link_that_was_taken_back_is_told_so(
    store: Store, desk: ServerDesk, watch: Watch
) -> None:
    withdrawn, ended = desk.add_link("Left us"), desk.add_link("Auditor", READ, ends_on=date(2026, 5, 13))
    desk.withdraw_link(opened(store, withdrawn).link_id)

    for token, told in ((withdrawn, Withdrawn), (ended, Ended)):
        with pytest.raises(told):
            opened(store, token).contents()
    assert [link.label for link in desk.links()] == ["First link", "Auditor"]


def test_what_is_deleted_says_so_through_every_link_and_first(store: Store, desk: ServerDesk) -> None:
    links = by_kind(store, desk)
    desk.delete()

    for link in links.values():
        with pytest.raises(Deleted):
            link.contents()


def test_withdrawing_is_noticed_by_open_pages(store: Store, desk: ServerDesk, colleague: ServerDesk) -> None:
    before = colleague.revision()

    desk.withdraw_link(colleague.link_id)

    assert desk.revision() > before
    with pytest.raises(Closed):
        colleague.revision()


def test_no_link_of_another_assessment_can_be_touched(store: Store, desk: ServerDesk, colleague: ServerDesk) -> None:
    other = a_desk(store)

    assert not other.withdraw_link(colleague.link_id)
    assert other.replace_link(colleague.link_id) is None
    other.show_notes(colleague.link_id, shown=True)

    assert colleague.contents().shows_notes
    assert not any(link.shows_notes for link in desk.links())


# A role's link


def test_a_roles_link_knows_and_answers_its_own_questions_alone(
    store: Store, desk: ServerDesk, colleague: ServerDesk
) -> None:
    a_busy_life(store, desk)
    role = opened(store, desk.add_link("ICT", ROLE, only={Q2}))

    contents = role.contents()

    assert (set(contents.entries), contents.only) == ({Q2}, {Q2})
    assert {rival.key for rival in contents.rivals} <= {Q2}
    assert (contents.said, contents.intended, contents.companions) == ({}, {}, "")
    role.save(Q2, Answer(level=4), contents.entry(Q2).revision)
    assert desk.entry(Q2).answer.level == 4
    assert {entry.by for entry in contents.entries.values()} <= {"", "ICT"}
    assert {rival.by for rival in contents.rivals} <= {"", "ICT"}
    assert contents.size == 0
    before = desk.entry(Q1)
    for call in (
        lambda: role.save(Q1, Answer(level=4), before.revision),
        lambda: role.settle(Q1, Answer(level=4)),
        lambda: role.entry(Q1),
        lambda: role.as_of(Q1, 1),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert desk.entry(Q1) == before


def test_a_roles_link_learns_nothing_of_a_workshop_and_takes_nothing_of_it_away(store: Store, desk: ServerDesk) -> None:
    left = Agreed(date=DAY, votes={"2": 3}, dissent="Sherwood sees it otherwise")
    desk.save(Q1, Answer(level=2, agreed=left), 0)
    role = opened(store, desk.add_link("ICT", ROLE, only={Q1}))

    seen = role.contents().entries[Q1]
    assert (seen.answer, role.entry(Q1).answer, role.as_of(Q1, seen.revision)) == (Answer(level=2),) * 3
    role.save(Q1, Answer(level=2, note="Ask ICT."), seen.revision)
    assert desk.entry(Q1).answer == Answer(level=2, note="Ask ICT.", agreed=left)
    role.save(Q1, Answer(level=3), role.entry(Q1).revision)
    assert desk.entry(Q1).answer == Answer(level=3)


def test_a_roles_page_learns_no_more_by_saving_than_by_reading(store: Store, desk: ServerDesk) -> None:
    left = Agreed(date=DAY, votes={"2": 3}, dissent="Sherwood sees it otherwise")
    desk.save(Q1, Answer(level=2, agreed=left), 0)
    role = PageDesk(opened(store, desk.add_link("ICT", ROLE, only={Q1})))
    seen = role.contents().entry(Q1).revision

    kept = role.save(Q1, Answer(level=2, note="Ask ICT."), seen)
    again = role.save(Q1, Answer(level=2, note="Ask ICT."), role.contents().entry(Q1).revision)
    chosen = role.settle(Q1, Answer(level=2, note="Ask ICT."))

    for outcome in (kept, again, chosen):
        assert isinstance(outcome, Saved)
        assert (outcome.entry.answer.agreed, outcome.entry.by) == (None, "ICT")
    assert role.contents().entry(Q1).answer.agreed is None
    desk.save(Q1, Answer(level=3), desk.entry(Q1).revision)
    same = role.save(Q1, Answer(level=3), role.revision())
    assert isinstance(same, Saved)
    assert same.entry.by == ""
    assert [role.contents().size for _ in range(3)] == [0] * 3
    assert desk.entry(Q1).answer.level == 3


@pytest.mark.parametrize("now", [Answer(level=3, agreed=Agreed(date=DAY, votes={"3": 3})), Answer(level=1)])
def test_a_roles_note_beside_another_choice_is_no_rival(store: Store, desk: ServerDesk, now: Answer) -> None:
    desk.save(Q1, Answer(level=2, agreed=Agreed(date=DAY, votes={"2": 3})), 0)
    role = opened(store, desk.add_link("ICT", ROLE, only={Q1}))
    seen = role.contents().entry(Q1).revision
    desk.save(Q1, now, desk.entry(Q1).revision)

    assert isinstance(role.save(Q1, Answer(level=2, note="Ask ICT."), seen), Saved)
    assert desk.entry(Q1).answer == now.model_copy(update={"note": "Ask ICT."})


def test_a_roles_link_keeps_its_questions_when_it_is_replaced(store: Store, desk: ServerDesk) -> None:
    link = opened(store, desk.add_link("ICT", ROLE, only={Q1}))
    assert opened(store, desk.replace_link(link.link_id) or "").contents().only == {Q1}
    assert [one.only for one in desk.links()] == [None, {Q1}]


def test_a_role_without_a_question_gets_no_link(desk: ServerDesk) -> None:
    with pytest.raises(BadInput):
        desk.add_link("Nobody", ROLE)


# Another token for the same link


def test_a_replaced_link_is_the_same_by_another_token(store: Store, desk: ServerDesk, watch: Watch) -> None:
    old = desk.add_link("Auditor", READ, ends_on=date(2026, 6, 1), shows_notes=True)
    before = opened(store, old)

    new = desk.replace_link(before.link_id)

    assert new is not None
    after = opened(store, new)
    assert (after.label, after.kind, after.contents().shows_notes) == ("Auditor", READ, True)
    assert [link.ends_on for link in desk.links()] == [None, date(2026, 6, 1)]
    for stale in (before, opened(store, old)):
        with pytest.raises(Withdrawn):
            stale.contents()
    assert desk.replace_link(before.link_id) is None


def test_an_owner_who_replaces_the_own_link_stays_the_owner_and_the_old_one_is_nobody(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, CORE)
    desk = opened(store, token)

    new = opened(store, desk.replace_link(desk.link_id) or "")

    assert (new.kind, [link.id for link in new.links()]) == (OWNER, [new.link_id])
    with pytest.raises(Withdrawn):
        desk.delete()


def test_a_link_is_handed_over_by_a_token_that_was_seen_before(store: Store, desk: ServerDesk) -> None:
    token = new_token()

    desk.hand_over(token)

    new = opened(store, token)
    assert (new.kind, [link.id for link in new.links()]) == (OWNER, [new.link_id])
    with pytest.raises(Withdrawn):
        desk.hand_over(new_token())


@pytest.mark.parametrize("token", ["", "short", "x" * 33, "x" * 31 + "-", "x" * 31 + " "])
def test_nothing_else_becomes_a_link(store: Store, desk: ServerDesk, token: str) -> None:
    with pytest.raises(BadInput):
        desk.hand_over(token)
    assert desk.contents()


def test_no_token_that_is_in_use_becomes_a_link(store: Store, desk: ServerDesk, colleague: ServerDesk) -> None:
    for token in (desk.token, colleague.token, a_desk(store).token):
        with pytest.raises(BadInput):
            desk.hand_over(token)
    assert desk.contents()
    assert colleague.contents()


def test_looking_a_link_up_is_no_use_of_it_and_no_wrong_try(store: Store, desk: ServerDesk) -> None:
    token = desk.add_link("Auditor", READ)

    found = store.look_up(token)

    assert found is not None
    assert (found.kind, found.public_id) == (READ, desk.public_id)
    assert store.look_up("nothing") is None
    assert desk.links()[-1].used_on is None
    assert store.audit.wrong == 0


def test_the_owners_link_is_the_only_one_and_is_not_withdrawn(desk: ServerDesk) -> None:
    with pytest.raises(NotAllowed):
        desk.withdraw_link(desk.link_id)
    with pytest.raises(NotAllowed):
        desk.add_link("Deputy", OWNER)

    assert [link.kind for link in desk.links()] == [OWNER]


def test_a_replaced_link_still_knows_its_place_and_its_second_answer(
    store: Store, desk: ServerDesk, colleague: ServerDesk
) -> None:
    colleague.remember_place("core/direction")
    desk.save(Q1, Answer(level=1), 0)
    colleague.save(Q1, Answer(level=2), 0)

    again = opened(store, desk.replace_link(colleague.link_id) or "")
    again.save(Q1, Answer(level=3), 0)

    assert again.place() == "core/direction"
    assert [rival.answer.level for rival in desk.contents().rivals_of(Q1)] == [3]


# When it was used


def test_the_day_of_the_last_use_is_kept(store: Store, desk: ServerDesk, watch: Watch) -> None:
    token = desk.add_link("Colleague")
    assert [link.used_on for link in desk.links()] == [DAY, None]
    watch.now += timedelta(days=3)

    opened(store, token).contents()

    assert [link.used_on for link in desk.links()] == [DAY, date(2026, 5, 17)]


# What a reader sees

SAID = Answer(
    level=3,
    note="Ask Locksley",
    evidence=(
        Evidence(
            title="Scheme", owner="Head", date=date(2026, 2, 3), link="https://example.org", reviewed_by="Sherwood"
        ),
    ),
)


@pytest.mark.parametrize("kind", [READ, BOARD])
def test_a_reader_sees_no_notes_and_no_evidence_unless_the_owner_shows_them(
    store: Store, desk: ServerDesk, colleague: ServerDesk, kind: Kind
) -> None:
    desk.save(Q1, SAID, 0)
    colleague.save(Q1, SAID.model_copy(update={"level": 1, "note": "Sherwood"}), 0)
    desk.save(Q2, Answer(not_applicable=Reason.OTHER, note="Locksley"), 0)
    desk.freeze("Now")
    token = desk.add_link("Auditor", kind)
    reader = opened(store, token)

    seen: list[Callable[[], object]] = [reader.contents, reader.milestones, lambda: reader.contents().sheet()]
    seen += [lambda: reader.entry(Q1)] if kind is READ else []
    seen.append(lambda: reader.contents().shown_sheet())
    assert not [secret for look in seen for secret in SECRETS if secret in repr(look())]

    desk.show_notes(reader.link_id, shown=True)
    assert reader.contents().entry(Q1).answer == SAID
    assert kind is BOARD or reader.entry(Q1).answer == SAID
    assert reader.contents() == desk.contents()


def test_what_is_left_out_changes_no_number_of_the_result(store: Store, desk: ServerDesk) -> None:
    desk.save(Q1, SAID, 0)
    desk.save(Q2, Answer(level=2, evidence=(Evidence(title="Old", date=date(2020, 1, 1)),)), 0)
    reader = opened(store, desk.add_link("Auditor", READ))

    contents = reader.contents()

    assert contents.day == desk.contents().day
    assert [len(contents.entry(key).answer.evidence) for key in (Q1, Q2)] == [1, 0]  # what counts still does
    assert [len(contents.shown_sheet().answers["core"][key.question].evidence) for key in (Q1, Q2)] == [0, 0]


def test_an_answer_that_was_only_a_note_still_dates_the_result(store: Store, desk: ServerDesk, watch: Watch) -> None:
    desk.save(Q1, Answer(level=1), 0)
    watch.now += timedelta(days=1)
    desk.save(Q2, Answer(note="Locksley"), 0)

    contents = opened(store, desk.add_link("Auditor", READ)).contents()

    assert contents.day == desk.contents().day == date(2026, 5, 15)
    assert "Locksley" not in repr(contents)


def test_nothing_of_a_desk_opens_after_its_assessment_is_gone(store: Store, desk: ServerDesk) -> None:
    token = desk.add_link("Auditor", READ)
    desk.erase()

    assert store.open(token) is None
    with pytest.raises(Gone):
        desk.links()


def test_an_older_program_meets_no_boards_link(store: Store, desk: ServerDesk, database_url: str) -> None:
    """It would have to refuse the assessment, or show more of it than a board may see."""
    token = desk.add_link("Cabinet", BOARD)
    store.close()

    back_to(database_url, "0015")

    assert all("board" not in row for row in rows(database_url)["link"])
    again = Store(database_url)
    with pytest.raises(Withdrawn):
        opened(again, token).contents()
    again.close()
