"""The pool on the pages when the questions change: what is shown to whom, and why nobody gives to the earlier ones."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assessment.files import demo_sheet
from assessment.instrument import Answer, Rubric
from assessment.peers import record_of
from assessment.scoring import score
from assessment.store import Key, Store, StoreTrouble
from assessment.ui import resources
from assessment.ui.resources import peers
from tests.ui.test_pages import page, text

FIRST = Key("ai-governance", "ai-accountability")
GIVE = "Give this record"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MATURITY_DATABASE_URL", f"sqlite:///{tmp_path / 'pages.db'}")
    forget()
    yield resources.store()
    resources.store().close()
    forget()


def forget() -> None:
    for kept in (resources.store, resources.given_by, resources.edition_of_day, peers._editions_up_to):
        kept.cache_clear()
    resources.publish_again()


def earlier() -> list[Rubric]:
    return [resources.rubrics()[rubric.id, "1.0.0"] for rubric in resources.newest()]


def give(store: Store, rubrics: list[Rubric], number: int) -> None:
    for seed in range(number):
        sheet = demo_sheet(rubrics, seed)
        record = record_of(sheet, score(sheet, resources.rubrics()), resources.today())
        store.peers.give(f"{rubrics[0].version}-{seed}", record.text())


def test_an_assessment_of_the_earlier_version_keeps_its_last_edition(store: Store) -> None:
    give(store, earlier(), 12)
    month = resources.today().replace(day=1)
    assert store.peers.publish(earlier(), month)
    give(store, resources.newest(), 3)

    shown = text(page("compare", store.adopt(demo_sheet(earlier()))))

    assert "Position among 12 councils" in shown
    assert "It is the last of version 1.0.0 of the questions; new ones count version 2.0.0 only." in shown
    assert "answers to version 1.0.0 are given no more." in shown
    assert "Position among 12 councils" in text(page("results", store.adopt(demo_sheet(earlier()))))


def test_an_assessment_of_the_newest_is_not_set_beside_the_earlier_ones(store: Store) -> None:
    give(store, earlier(), 12)
    assert store.peers.publish(earlier(), resources.today().replace(day=1))

    app = page("compare", store.adopt(demo_sheet(resources.newest())))

    assert "There is no group of peers yet" in text(app)
    assert GIVE in [button.label for button in app.button]


def test_without_an_edition_of_its_version_an_earlier_assessment_is_told_why(store: Store) -> None:
    app = page("compare", store.adopt(demo_sheet(earlier())))

    assert "No edition was made under the version of the questions that you answered" in text(app)
    assert GIVE not in [button.label for button in app.button]


@pytest.mark.parametrize(("number", "told"), [(9, False), (10, True)])
def test_how_many_have_given_is_said_from_ten_on(store: Store, number: int, told: bool) -> None:
    give(store, resources.newest(), number)

    shown = text(page("compare", store.adopt(demo_sheet(resources.newest()))))

    said = f"{number} councils have given their answers to version 2.0.0 of the questions so far."
    assert (said in shown) is told


def test_a_record_is_not_given_while_answers_wait_to_be_confirmed(store: Store) -> None:
    token = store.adopt(demo_sheet(resources.newest()))
    desk = store.open(token)
    assert desk is not None
    desk.settle(FIRST, Answer(level=1, earlier={"version": "1.0.0", "level": 2}))

    app = page("compare", token)

    assert "1 answer from the earlier questions waits to be confirmed; confirm or change it first." in text(app)
    assert GIVE not in [button.label for button in app.button]


def test_peers_are_shown_where_the_database_cannot_say_how_many_have_given(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: date) -> int:
        raise StoreTrouble

    give(store, earlier(), 12)
    assert store.peers.publish(earlier(), resources.today().replace(day=1))
    token = store.adopt(demo_sheet(earlier()))

    with monkeypatch.context() as patch:
        patch.setattr(resources, "given_by", away)
        shown = text(page("compare", token))

    assert "Position among 12 councils" in shown
