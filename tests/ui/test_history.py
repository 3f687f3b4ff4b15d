"""The history on Your data: thirty lines, and as many more at each click."""

from assessment.instrument import Answer
from assessment.store import Key, Store
from assessment.ui.keeping.history import AT_ONCE
from tests.ui.test_pages import an_assessment, page

FIRST = Key("ai-governance", "ai-accountability")


def test_older_lines_are_shown_as_they_are_asked_for(store: Store) -> None:
    token = an_assessment(store)
    desk = store.open(token)
    assert desk is not None
    before = len(desk.history())
    for number in range(AT_ONCE + 5 - before):
        desk.save(FIRST, Answer(level=1 + number % 2), desk.entry(FIRST).revision)
    app = page("answer", token)
    app.session_state["history"] = True
    app.switch_page("../views/your_data.py").run()

    def lines() -> list[str]:
        return [button.key for button in app.button if str(button.key).startswith("undo-")]

    assert len(lines()) == AT_ONCE
    app.button(key="older").click().run()

    assert lines() == [f"undo-{change.id}" for change in desk.history()]
    assert "older" not in [button.key for button in app.button]
