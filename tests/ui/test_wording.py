"""The words that were answered: noted where an assessment is begun, and told where they are others now."""

import pytest

from assessment.instrument import Answer, Council, Scope
from assessment.store import Key, Store, Wording
from assessment.ui import resources
from assessment.ui.keeping.wording import wording_text
from tests.ui.test_pages import page, text

AREA = "ai-governance"
OTHERS = "The words of AI governance 2.0.0 on this server are not those"


def begun_with(store: Store, hash: str) -> str:
    token = store.create(Council(), Scope.FULL, {AREA: "2.0.0"}, {AREA: hash} if hash else None)
    desk = store.open(token)
    assert desk is not None
    desk.save(Key(AREA, "ai-accountability"), Answer(level=1), 0)
    return token


def test_beginning_on_the_page_notes_the_words(store: Store) -> None:
    app = page()
    next(button for button in app.button if button.label == "Begin").click().run()

    desk = store.open(next(iter(app.session_state["tokens"].values())))
    assert desk is not None
    assert desk.contents().wordings == {
        rubric.id: Wording(rubric.version, rubric.content_hash) for rubric in resources.newest()
    }


@pytest.mark.parametrize("name", ["overview", "answer", "check", "results"])
def test_other_words_under_the_same_version_are_told(store: Store, name: str) -> None:
    assert OTHERS in text(page(name, begun_with(store, "0" * 64)))


@pytest.mark.parametrize("known", [True, False])
def test_the_same_words_and_unknown_ones_are_not(store: Store, known: bool) -> None:
    hash = resources.rubrics()[AREA, "2.0.0"].content_hash if known else ""

    assert "The words of" not in text(page("results", begun_with(store, hash)))


def test_changing_the_areas_keeps_what_was_noted(store: Store) -> None:
    desk = store.open(begun_with(store, "0" * 64))
    assert desk is not None

    desk.set_up(Council(), Scope.FULL, {"cyber-hygiene": "2.0.0"}, {"cyber-hygiene": "1" * 64})
    desk.set_up(Council(), Scope.FULL, {AREA: "2.0.0"}, {AREA: "2" * 64})

    assert desk.contents().wordings == {
        AREA: Wording("2.0.0", "0" * 64),
        "cyber-hygiene": Wording("2.0.0", "1" * 64),
    }


def test_what_was_noted_of_another_version_says_nothing() -> None:
    assert not wording_text({AREA: "2.0.0"}, {AREA: Wording("1.0.0", "0" * 64)}, resources.rubrics())
