"""Two people on one question: merged, or both kept."""

from contextlib import closing
from threading import Barrier

from assessment.instrument import BLANK, Answer, Evidence
from assessment.store import Conflict, Entry, Key, ServerDesk, Store
from assessment.store.desk import Saved
from assessment.store.records import Rival
from tests.store.desks import NINE, Q1, Q2, Watch, a_second_desk, at_once, hammer, last_conflict, saved_entry, told
from tests.store.looking import vacuum


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
    (rival,) = desk.contents().rivals_of(Q1)
    assert rival == Rival(rival.id, Q1, Answer(level=3, note="Minuted."), "Colleague", later)
    assert colleague.contents().rivals_of(Q1) == desk.contents().rivals == (rival,)
    assert desk.contents().rivals_of(Q2) == ()
    assert desk.contents().sheet().answers == {"core": {"q1": Answer(level=2)}}
    assert desk.revision() == before + 1  # so that open pages notice
    assert [change.after for change in desk.history()] == [Answer(level=2)]


def test_a_cleared_answer_can_be_a_rival(desk: ServerDesk, colleague: ServerDesk) -> None:
    desk.save(Q1, Answer(level=2), 0)
    seen = desk.revision()
    desk.save(Q1, Answer(level=3), seen)

    result = colleague.save(Q1, BLANK, seen)

    assert result == Conflict(desk.entry(Q1))
    assert [rival.answer for rival in desk.contents().rivals_of(Q1)] == [BLANK]


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
    assert desk.contents().rivals_of(Q1) == ()
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
    assert desk.contents().rivals_of(Q2) == ()
    assert len(desk.contents().rivals_of(Q1)) == 1


def test_a_links_later_rival_replaces_its_earlier_one_which_stays_in_the_history(
    desk: ServerDesk, colleague: ServerDesk
) -> None:
    desk.save(Q1, Answer(level=2), 0)
    colleague.save(Q2, Answer(level=1), 0)
    desk.save(Q2, Answer(level=2), 0)

    colleague.save(Q1, Answer(level=3), 0)
    colleague.save(Q1, Answer(level=4), 0)

    assert [(rival.by, rival.answer) for rival in desk.contents().rivals_of(Q1)] == [("Colleague", Answer(level=4))]
    assert [(rival.by, rival.answer) for rival in desk.contents().rivals_of(Q2)] == [("First link", Answer(level=2))]
    assert [(change.by, change.after) for change in desk.history() if not change.stood] == [
        ("Colleague", Answer(level=3))
    ]


def test_every_link_has_its_own_rival_even_under_the_same_label(store: Store, desk: ServerDesk) -> None:
    one, other = (a_second_desk(store, desk, "Digital team") for _ in range(2))
    desk.save(Q1, Answer(level=0), 0)

    one.save(Q1, Answer(level=3), 0)
    other.save(Q1, Answer(level=4), 0)

    assert [rival.answer for rival in desk.contents().rivals_of(Q1)] == [Answer(level=3), Answer(level=4)]


def test_rivals_come_in_the_order_in_which_they_were_offered(store: Store, desk: ServerDesk, database_url: str) -> None:
    links = [a_second_desk(store, desk, label) for label in ("A", "B", "C")]
    desk.save(Q1, Answer(level=0), 0)
    for link in (links[0], links[1], links[0]):
        link.save(Q1, Answer(note=f"by {link.label}", level=1), 0)
    vacuum(database_url)  # so that the next row takes the place of the first
    links[2].save(Q1, Answer(level=1, note="by C"), 0)

    assert [rival.by for rival in desk.contents().rivals_of(Q1)] == ["B", "A", "C"]
    assert desk.contents().rivals == desk.contents().rivals_of(Q1)


def test_settling_for_theirs_ends_the_clash_and_keeps_mine_in_the_history(
    desk: ServerDesk, colleague: ServerDesk, watch: Watch
) -> None:
    desk.save(Q1, Answer(level=2), 0)
    offered_at = watch.forward(minutes=1)
    colleague.save(Q1, Answer(level=3), 0)
    watch.forward(minutes=1)

    settled = colleague.settle(Q1, Answer(level=2))

    assert settled.entry.answer == desk.entry(Q1).answer == Answer(level=2)
    assert desk.contents().rivals_of(Q1) == desk.contents().rivals == ()
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
    assert desk.contents().rivals_of(Q1) == ()
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
    waiting = {rival.by: rival.answer for rival in desk.contents().rivals_of(Q1)}
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
