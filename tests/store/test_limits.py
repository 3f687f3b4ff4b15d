"""What one assessment may hold: its size is known at every write, and beyond it only little is still taken."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from assessment.instrument import BLANK, LONGEST_LINK, Answer, BadInput, Council, Decision, Evidence, Fact, Scope
from assessment.store import THE_DECISION, FileDesk, Intends, Key, ServerDesk, Spot, Store
from assessment.store.desk import Conflict, Saved
from assessment.store.limits import LONGEST_NOTE, MOST_BYTES, ROW
from tests.store.desks import CORE, Q1, Q2, a_busy_life, a_sheet, opened, saved_entry
from tests.store.looking import back_to, rows, run

PLAN = Evidence(title="Plan", date=date(2026, 5, 1))
LONG = Evidence(title="Åshford’s plan", link="https://example.org/" + "x" * LONGEST_LINK)


def size(url: str) -> int:
    return int(run(url, "SELECT sum(size) FROM assessment")[0][0])


def measured(url: str) -> int:
    """The texts that are there, in bytes, and something for each row."""
    tables = rows(url)
    texts = [row[3] for row in tables["answer"]] + [row[5] for row in tables["rival"]]
    texts += [(row[4] or "") + (row[5] or "") for row in tables["change"]]
    texts += [row[3] for row in tables["fact"]] + intended(tables)
    return sum(len(text.encode()) + ROW for text in texts)


def intended(tables: Mapping[str, list[Any]]) -> list[str]:
    standing = [row[place] for name, place in (("move", 3), ("target", 4), ("decision", 1)) for row in tables[name]]
    return [*standing, *(row[6] + row[7] for row in tables["intent"]), *(row[4] for row in tables["milestone"])]


def fill(url: str) -> None:
    run(url, f"UPDATE assessment SET size = {MOST_BYTES}")


def test_the_size_is_that_of_all_texts_whatever_is_done(
    store: Store, desk: ServerDesk, colleague: ServerDesk, database_url: str
) -> None:
    a_busy_life(store, desk)
    desk.save(Q1, Answer(level=1, note="Œuvre", evidence=(PLAN, PLAN)), desk.revision())
    colleague.save(Q1, Answer(level=4, note="at the same time"), 1)
    colleague.save(Q1, Answer(level=3, note="and again"), 1)
    opened(store, store.adopt(a_sheet()))
    assert size(database_url) == measured(database_url) > 1000

    desk.save(Q2, BLANK, desk.revision())
    desk.settle(Q1, Answer(level=3))
    desk.undo(desk.history()[0])
    desk.say("1.0.0", "list", Fact.DONT_KNOW)
    desk.say("1.0.0", "list", None)
    desk.intend(THE_DECISION, Decision(text="Agree to all of it?", cost="Œuvre"))
    desk.intend(Spot(Intends.TARGET, "core"), 3)
    desk.intend(Spot(Intends.TARGET, "core"), None)
    colleague.say("1.0.0", "plan", Fact.NO)
    opened(store, store.adopt(a_sheet().model_copy(update={"companions": "1.0.0", "facts": {"list": Fact.YES}})))
    assert size(database_url) == measured(database_url)
    assert desk.contents().size > 500


def test_an_older_database_is_measured_when_it_is_opened(store: Store, desk: ServerDesk, database_url: str) -> None:
    a_busy_life(store, desk)
    desk.save(Q1, Answer(level=1, note="Œuvre \\ and “so on”"), desk.revision())
    newer = ["yes", *intended(rows(database_url))]  # an older program knows no facts, and nothing that is intended
    before = size(database_url) - sum(len(text) + ROW for text in newer)
    store.close()
    back_to(database_url, "0008")

    Store(database_url).close()

    assert size(database_url) == before


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(BadInput) as caught:
        act()
    return " ".join(f"{problem.id}: {problem.message}" for problem in caught.value.problems)


@pytest.mark.parametrize("level", [None, 2])
def test_a_full_assessment_takes_choices_and_short_notes_and_no_evidence(
    store: Store, desk: ServerDesk, database_url: str, level: int | None
) -> None:
    desk.save(Q1, Answer(level=1, note="n" * 9_000, evidence=(PLAN,)), 0)
    fill(database_url)
    seen = desk.revision()

    assert "20 MB" in refused(lambda: desk.save(Q1, Answer(level=level, evidence=(PLAN, LONG)), seen))
    assert "20 MB" in refused(lambda: desk.save(Q1, Answer(level=level, evidence=(PLAN, PLAN)), seen))
    assert "note: " in refused(lambda: desk.save(Q1, Answer(level=level, note="m" * (LONGEST_NOTE + 1)), seen))
    assert desk.revision() == seen
    for answer in (
        Answer(level=3, note="n" * 9_000, evidence=(PLAN,)),  # what was there before stays
        Answer(level=3, note="m" * LONGEST_NOTE, evidence=(PLAN,)),
        Answer(level=2),
        Answer(unknown=True),
        BLANK,
    ):
        assert isinstance(desk.save(Q1, answer, desk.revision()), Saved)
        assert desk.entry(Q1).answer == answer
    desk.say("1.0.0", "list", Fact.YES)
    assert desk.contents().facts == {"list": Fact.YES}


def test_a_full_assessment_brings_no_evidence_back(desk: ServerDesk, database_url: str) -> None:
    desk.save(Q1, Answer(level=1, evidence=(PLAN,)), 0)
    desk.save(Q1, Answer(level=1), desk.revision())
    fill(database_url)
    removal = desk.history()[0]

    assert "20 MB" in refused(lambda: desk.undo(removal))
    assert desk.entry(Q1).answer == Answer(level=1)


def test_in_a_full_assessment_two_at_once_still_lose_nothing(
    desk: ServerDesk, colleague: ServerDesk, database_url: str
) -> None:
    seen = saved_entry(desk.save(Q1, Answer(level=1, evidence=(PLAN,)), 0)).revision
    fill(database_url)
    desk.save(Q1, Answer(level=2), seen)

    outcome = colleague.save(Q1, Answer(level=4, evidence=(PLAN,)), seen)

    assert isinstance(outcome, Conflict)
    assert desk.contents().rivals_of(Q1)[0].answer.level == 4


def desks(store: Store) -> list[ServerDesk | FileDesk]:
    server = opened(store, store.create(Council(), Scope.FULL, CORE))
    return [server, FileDesk(Council(), Scope.FULL, CORE)]


def test_a_new_link_has_an_end_and_an_old_one_stays(store: Store) -> None:
    for desk in desks(store):
        message = refused(lambda desk=desk: desk.save(Q1, Answer(evidence=(PLAN, LONG)), 0))
        assert message == "Åshford’s plan: the link has 2,020 characters; please shorten it to 2,000"
        desk.settle(Q1, Answer(level=1, evidence=(LONG,)))  # as it was kept before there was a limit
        desk.save(Q1, Answer(level=2, evidence=(LONG, PLAN)), desk.revision())
        desk.save(Q1, Answer(level=2, evidence=(PLAN,)), desk.revision())
        desk.undo(desk.history()[0])

        assert desk.entry(Q1).answer == Answer(level=2, evidence=(LONG, PLAN))


def test_an_opened_files_long_link_is_kept(store: Store) -> None:
    sheet = a_sheet().model_copy(update={"answers": {"core": {"q1": Answer(level=1, evidence=(LONG,))}}})

    assert opened(store, store.adopt(sheet)).entry(Key("core", "q1")).answer.evidence == (LONG,)


def test_a_size_past_two_gigabytes_keeps_nobody_from_saving(desk: ServerDesk, database_url: str) -> None:
    run(database_url, f"UPDATE assessment SET size = {2**31 - 2}")

    desk.save(Q1, Answer(level=1), 0)

    assert desk.contents().size > 2**31
