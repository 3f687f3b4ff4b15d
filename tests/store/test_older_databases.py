"""A database that an older program wrote opens as it is.

`written_at_0002/` has the same one from either system, as the last program before the rooms wrote it, whose newest
migration was 0002: `iterdump` of SQLite, and `pg_dump --inserts` of PostgreSQL 15.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from assessment.files import demo_sheet, load_rubrics, newest_of, shipped_rubrics
from assessment.instrument import BLANK, Answer, Council, CouncilType, Evidence, Reason, Scope
from assessment.peers import read_record, record_of
from assessment.scoring import score
from assessment.store import Key, Store
from assessment.store.database import with_driver

WRITTEN = Path(__file__).parent / "written_at_0002"
FIRST, SECOND = "The-first-link-of-the-old-server-1", "The-second-link-of-the-old-server-"
REGISTER = Answer(
    level=2,
    note="As agreed in May: 5 < 6, “fine” 🙂",
    evidence=(
        Evidence(
            title="Register of AI",
            owner="Head of ICT",
            date=date(2026, 5, 1),
            link="https://example.org/a?b=c&d",
            reviewed_by="Audit",
        ),
    ),
)


def restored(url: str) -> Store:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            file.executescript((WRITTEN / "sqlite.sql").read_text())
    else:
        engine = create_engine(with_driver(url))
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute((WRITTEN / "postgresql.sql").read_text())
            connection.commit()
        engine.dispose()
    return Store(url, clock=lambda: datetime(2026, 5, 15, tzinfo=UTC))


def test_an_assessment_is_there_with_everything_in_it(database_url: str) -> None:
    with closing(restored(database_url)) as store:
        desk, colleague = store.open(FIRST), store.open(SECOND)
        assert desk is not None
        assert colleague is not None

        contents = desk.contents()
        answers = {key.question: entry.answer for key, entry in contents.entries.items()}
        (rival,) = contents.rivals

    assert contents.council == Council(
        name="Åshford <b>Council</b>", country="GB", region="GB-ENG", type=CouncilType.DISTRICT, population=118_000
    )
    assert (contents.scope, contents.revision) == (Scope.FULL, 8)
    assert dict(contents.rubrics) == {"ai-governance": "1.0.0", "cloud-control": "1.0.0"}
    assert answers == {
        "ai-register": REGISTER,
        "ai-accountability": Answer(level=1),
        "ai-redress": Answer(not_applicable=Reason.OTHER, note="We have none"),
        "ai-own-security": BLANK,
    }
    assert (rival.by, rival.answer) == ("Head of ICT", Answer(level=3, note="As in the constitution"))
    assert (desk.label, colleague.label) == ("First link", "Head of ICT")


def test_its_history_place_and_links_are_there_and_go_on(database_url: str) -> None:
    with closing(restored(database_url)) as store:
        desk = store.open(FIRST)
        assert desk is not None

        before = desk.history()
        assert [change.after.state for change in before] == [
            "level",
            "blank",
            "level",
            "not_applicable",
            "unknown",
            "level",
        ]
        assert before[-1].at == datetime(2026, 5, 14, 9, 4, tzinfo=UTC)
        assert desk.place() == "ai-governance.direction"
        assert [(link.label, link.kind) for link in desk.links()] == [("First link", "owner"), ("Head of ICT", "edit")]

        desk.settle(Key("ai-governance", "ai-accountability"), Answer(level=3))
        assert (desk.contents().rivals, desk.revision(), len(desk.history())) == ((), 9, 8)


def test_its_pool_is_there_with_its_edition_and_can_still_be_taken_back(database_url: str) -> None:
    known = load_rubrics(shipped_rubrics())
    then = [rubric for rubric in known.values() if rubric.version == "1.0.0"]
    sheet = demo_sheet(then, 2020).model_copy(update={"date": date(2026, 4, 20)})

    with closing(restored(database_url)) as store:
        mine = store.peers.membership("peer-2020")
        edition = store.peers.newest()
        assert edition is not None
        given = read_record(mine.given or "")
        assert given is not None
        assert (given.month, given.evidenced) == ("2026-04", 13)  # as evidence was counted then
        assert given.answers == record_of(sheet, score(sheet, known), date(2026, 4, 20)).answers
        assert (mine.counted is not None, mine.day, edition.day) == (True, date(2026, 5, 1), date(2026, 5, 1))
        assert store.peers.membership("peer-2021").withdrawn
        assert len(store.peers.pool(then)) == 11
        assert len(store.peers.pool(newest_of(known))) == 0  # who was asked other questions

        store.peers.take_back("peer-2020")
        assert len(store.peers.pool(then)) == 10


@pytest.mark.parametrize("token", ["", FIRST[:-1], "peer-2020"])
def test_no_other_token_opens_it(database_url: str, token: str) -> None:
    with closing(restored(database_url)) as store:
        assert store.open(token) is None
