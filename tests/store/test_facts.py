"""Facts, the answers to companion questions: kept at each click, of each the last, in assessment and file."""

from dataclasses import replace

import pytest

from assessment.files import dump_answers
from assessment.instrument import AnswerSheet, Council, Fact, Scope
from assessment.store import FileDesk, Gone, Key, Store
from tests.store.desks import CORE, NINE, Watch, a_desk, a_second_desk, opened


def test_a_fact_is_kept_and_the_last_one_counts(store: Store) -> None:
    desk = a_desk(store)
    colleague = a_second_desk(store, desk, "Colleague")
    before = desk.revision()

    desk.say("1.0.0", "list", Fact.NO)
    colleague.say("1.0.0", "list", Fact.YES)
    desk.say("1.0.0", "rule", Fact.DONT_KNOW)
    desk.say("1.0.0", "plan", Fact.YES)
    desk.say("1.0.0", "plan", None)

    found = opened(store, desk.add_link("Another")).contents()
    assert found.facts == {"list": Fact.YES, "rule": Fact.DONT_KNOW}
    assert found.companions == "1.0.0"
    assert found.said["plan"].fact is None
    assert desk.revision() > before
    assert found.entries == {}
    assert (found.sheet().companions, found.sheet().facts) == ("1.0.0", found.facts)


def test_a_fact_says_through_which_link_and_at_which_revision_it_was_given(store: Store) -> None:
    desk = a_desk(store)
    colleague = a_second_desk(store, desk, "Colleague")
    desk.say("1.0.0", "list", Fact.NO)

    said = colleague.say("1.0.0", "list", Fact.YES)

    assert (said.fact, said.by, said.revision) == (Fact.YES, "Colleague", desk.revision())
    assert desk.contents().said == {"list": said}


def test_facts_of_an_earlier_version_are_not_mixed_with_those_of_the_next(store: Store) -> None:
    desk = a_desk(store)
    desk.say("1.0.0", "list", Fact.YES)
    desk.say("2.0.0", "rule", Fact.NO)

    assert (desk.contents().companions, desk.contents().facts) == ("2.0.0", {"rule": Fact.NO})
    desk.say("1.0.0", "plan", Fact.YES)
    assert desk.contents().facts == {"list": Fact.YES, "plan": Fact.YES}


def test_an_opened_files_facts_are_kept_on_the_server(store: Store) -> None:
    sheet = AnswerSheet(rubrics=CORE, companions="1.0.0", facts={"list": Fact.YES, "rule": Fact.NO})

    assert opened(store, store.adopt(sheet)).contents().sheet() == sheet


def test_no_fact_reaches_a_deleted_assessment(store: Store) -> None:
    desk = a_desk(store)
    desk.delete()

    with pytest.raises(Gone):
        desk.say("1.0.0", "list", Fact.YES)


def test_in_ones_own_file_a_fact_is_unsaved_until_the_file_is_asked_for() -> None:
    desk = FileDesk(Council(), Scope.FULL, CORE, Watch(NINE))

    desk.say("1.0.0", "list", Fact.YES)

    assert desk.unsaved
    assert b'"facts": {\n    "list": "yes"\n  }' in dump_answers(desk.contents().sheet())
    assert FileDesk.of(desk.contents().sheet()).contents().facts == {"list": Fact.YES}
    desk.say("1.0.0", "list", None)
    assert b'"format": "answers/1"' in dump_answers(desk.contents().sheet())


def test_two_tabs_come_to_the_newest_of_each_fact() -> None:
    watch = Watch(NINE)
    one = FileDesk(Council(), Scope.FULL, CORE, watch)
    other = FileDesk.again(one.name, one.contents(), one.moments, "", watch)
    one.say("1.0.0", "list", Fact.YES)
    watch.forward(1)
    other.say("1.0.0", "list", Fact.NO)
    other.say("1.0.0", "rule", Fact.YES)
    watch.forward(1)
    one.say("1.0.0", "rule", None)

    assert not one.take(other)
    assert other.take(one)

    for desk in (one, other):
        assert desk.contents().facts == {"list": Fact.NO}
    assert (one.contents().said["rule"].fact, one.contents().said["rule"].at) == (None, watch.now)
    assert replace(one.contents(), revision=0).sheet() == replace(other.contents(), revision=0).sheet()
    assert one.entry(Key("core", "q1")).revision == 0
