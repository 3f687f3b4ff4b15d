"""A fault of the program: told in our words, where it happened, and nothing else of the page ends with it."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assessment.instrument import Council, Scope
from assessment.store import Store
from assessment.ui import resources
from assessment.ui.answering import question as one_question
from assessment.ui.shell import server

WORDS = "This part of the page could not be shown."


def answer_page(store: Store) -> AppTest:
    token = store.create(Council(), Scope.FULL, {rubric.id: rubric.version for rubric in resources.newest()})
    desk = store.open(token)
    assert desk is not None
    app = AppTest.from_file(str(server.ENTRY), default_timeout=30)
    app.query_params["a"] = desk.public_id
    app.session_state["tokens"] = {desk.public_id: token}
    app.run()
    app.switch_page("../views/answer.py")
    return app.run()


def text(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


@pytest.mark.parametrize("part", ["settle_view", "draw_widgets", "keep", "draw_state", "draw_rivals", "draw_more"])
@pytest.mark.parametrize("fault", [ValueError("no such thing"), st.errors.StreamlitAPIException("library words")])
def test_a_fault_in_one_question_ends_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch, part: str, fault: Exception
) -> None:
    kept = getattr(one_question, part)

    def failing(*given: object, **named: object) -> object:
        told = [*given, *named.values()]
        if any(getattr(one, "id", getattr(one, "question", "")) == "ai-forum" for one in told):
            raise fault
        return kept(*given, **named)

    monkeypatch.setattr(one_question, part, failing)

    app = answer_page(store)

    assert not app.exception
    shown = text(app)
    assert shown.count(WORDS) == 1
    assert shown.count('class="question"') > 3
    assert str(fault) not in shown
    app.radio[0].set_value("3").run()
    assert "Saved." in text(app)
    assert not app.exception


def test_a_fault_of_a_whole_page_is_told_in_our_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise RuntimeError("library words")

    monkeypatch.setattr("assessment.ui.shell.draw_whose", failing)

    app = answer_page(store)

    assert not app.exception
    assert WORDS in text(app)
    assert "library words" not in text(app)
