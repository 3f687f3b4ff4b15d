"""From the server to one's own file and back: nothing is left behind that is not said."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assessment.files import demo_sheet, dump_answers
from assessment.instrument import Answer
from assessment.store import Contents, FileDesk, Key, Kind, ServerDesk, Store
from assessment.ui import guard, resources, session
from tests.ui.test_pages import MAIN, page, text

FIRST = Key("ai-governance", "ai-accountability")
ONE_AREA = {"cyber-hygiene": "2.0.0"}


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def opened(store: Store, token: str) -> ServerDesk:
    desk = store.open(token)
    assert desk is not None
    return desk


def all_answers(contents: Contents) -> dict[Key, Answer]:
    return {key: entry.answer for key, entry in contents.entries.items()}


def a_file_desk() -> tuple[FileDesk, AppTest]:
    desk = FileDesk.of(demo_sheet(resources.newest()), areas=ONE_AREA)
    app = AppTest.from_file(MAIN, default_timeout=30)
    app.session_state["file-desk"] = desk
    app.run()
    return desk, app.switch_page("../views/your_data.py").run()


def test_an_area_that_was_left_out_goes_along_into_ones_own_file(store: Store) -> None:
    token = store.adopt(demo_sheet(resources.newest()))
    desk = opened(store, token)
    whole = desk.contents()
    desk.set_up(whole.council, whole.scope, ONE_AREA)

    app = press(page("your_data", token), "Go on in my own file")

    new: FileDesk = app.session_state["file-desk"]
    assert dict(new.contents().rubrics) == ONE_AREA
    assert all_answers(new.contents()) == all_answers(whole)
    assert new.contents().entry(FIRST).at == whole.entry(FIRST).at
    new.set_up(whole.council, whole.scope, whole.rubrics)
    assert new.contents().sheet() == whole.sheet()


@pytest.mark.parametrize("name", ["your_data", "overview"])
def test_a_second_answer_that_nobody_has_chosen_stays_behind_which_is_said(store: Store, name: str) -> None:
    earlier = [rubric for rubric in resources.rubrics().values() if rubric.version == "1.0.0"]
    token = store.adopt(demo_sheet(earlier))
    desk = opened(store, token)
    assert "given at the same time" not in text(page(name, token))
    colleague, seen = opened(store, desk.add_link("Colleague", Kind.EDIT)), desk.revision()
    desk.save(FIRST, Answer(level=1), seen)
    colleague.save(FIRST, Answer(level=2), seen)

    told = text(page(name, token))

    assert "1 question has two answers, given at the same time. Only the one kept for now goes along" in told


def test_and_from_there_onto_a_server(store: Store) -> None:
    desk, app = a_file_desk()

    press(app, "Keep my answers on this server")

    (token,) = app.session_state["tokens"].values()
    new = opened(store, token).contents()
    assert dict(new.rubrics) == ONE_AREA
    assert all_answers(new) == all_answers(desk.contents())


def test_a_press_that_a_second_one_cuts_short_keeps_it_there_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count_adopted(monkeypatch)
    _, app = a_file_desk()
    with monkeypatch.context() as cut:
        cut.setattr(session, "begin_with", lambda _: st.rerun())
        press(app, "Keep my answers on this server")

    press(app, "Keep my answers on this server")

    assert list(app.session_state["tokens"].values()) == made
    assert len(made) == 1


BEGIN, OPEN = "Begin", "Open the file"


@pytest.fixture(autouse=True)
def uploads(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no server here that keeps files."""
    monkeypatch.setattr(guard, "free", lambda _: None)


@pytest.mark.parametrize("label", [BEGIN, OPEN])
def test_a_press_on_start_that_is_cut_short_makes_one(
    store: Store, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    made = count_adopted(monkeypatch, "create" if label == BEGIN else "adopt")
    app = on_start(label)
    with monkeypatch.context() as cut:
        cut.setattr(session, "begin_with", lambda _: st.rerun())
        press(app, label)

    press(app, label)

    assert list(app.session_state["tokens"].values()) == made
    assert len(made) == 1


@pytest.mark.parametrize("label", [BEGIN, OPEN])
def test_the_same_can_be_begun_again_on_purpose(store: Store, monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    made = count_adopted(monkeypatch, "create" if label == BEGIN else "adopt")
    app = on_start(label)
    press(app, label)
    app.query_params.clear()
    app.switch_page("../views/start.py").run()

    press(on_start(label, app), label)

    assert len(set(app.session_state["tokens"].values())) == len(made) == 2


def on_start(label: str, app: AppTest | None = None) -> AppTest:
    app = app or AppTest.from_file(MAIN, default_timeout=30).run()
    if label == OPEN:
        data = dump_answers(demo_sheet(resources.newest()))
        app.file_uploader(key="answers-file").set_value(("maturity-answers.json", data, "application/json"))
        app.radio(key="keep-file").set_value("server")
    return app


def count_adopted(monkeypatch: pytest.MonkeyPatch, how: str = "adopt") -> list[str]:
    """The tokens of all that are made from now on."""
    made: list[str] = []
    make = getattr(Store, how)

    def noted(*given: object, **named: object) -> str:
        made.append(make(*given, **named))
        return made[-1]

    monkeypatch.setattr(Store, how, noted)
    return made
