"""An assessment that is nearly full says so; a full one saves choices, and keeps in its field what it can't take."""

from datetime import date

import pytest
from sqlalchemy import text as sql
from streamlit.testing.v1 import AppTest

from assessment.instrument import Answer, Evidence
from assessment.store import MOST_BYTES, NEARLY, Key, ServerDesk, Store
from assessment.ui.keeping.room import room_text
from tests.ui.test_pages import an_assessment, page
from tests.ui.test_pages import text as markup

FIRST = Key("ai-governance", "ai-accountability")


def text(app: AppTest) -> str:
    return markup(app).replace("\xa0", " ")  # between a number and its unit


def filled(store: Store, size: int) -> tuple[str, ServerDesk]:
    token = an_assessment(store)
    with store.database.writing.begin() as connection:
        connection.execute(sql(f"UPDATE assessment SET size = {size}"))
    desk = store.open(token)
    assert desk is not None
    return token, desk


@pytest.mark.parametrize(("size", "said"), [(NEARLY - 1, False), (NEARLY, True), (MOST_BYTES, True)])
def test_both_pages_say_when_little_room_is_left(store: Store, size: int, said: bool) -> None:
    token, _ = filled(store, size)

    told = [text(page(name, token)) for name in ("answer", "your_data")]
    assert [" 20 MB that the server keeps" in one for one in told] == [said, said]


def test_what_is_taken_is_never_rounded_up_to_all_of_it() -> None:
    assert "takes 18.0 of the 20 MB" in room_text(NEARLY)
    assert "takes 19.9 of the 20 MB" in room_text(MOST_BYTES - 1)
    assert "has reached the 20 MB" in room_text(MOST_BYTES)


def test_a_choice_is_saved_and_the_long_note_beside_it_stays_in_its_field(store: Store) -> None:
    token, desk = filled(store, MOST_BYTES)
    app = page("answer", token)
    prefix = f"{desk.public_id}-ai-governance-ai-accountability"
    app.session_state[f"{prefix}-more"] = True
    app.run()
    long = "n" * 501

    app.text_area(key=f"{prefix}-note").set_value(long)
    app.radio(key=f"{prefix}-choice").set_value("2").run()

    assert desk.entry(FIRST).answer == Answer(level=2)
    assert "Not saved yet: this assessment has reached the 20 MB" in text(app)
    assert app.text_area(key=f"{prefix}-note").value == long
    app.text_area(key=f"{prefix}-note").set_value(long[1:]).run()
    assert desk.entry(FIRST).answer == Answer(level=2, note=long[1:])
    assert "Not saved yet" not in text(app)


def test_evidence_is_refused_with_the_reason_and_stays_in_its_fields(store: Store) -> None:
    token, desk = filled(store, MOST_BYTES)
    app = page("answer", token)
    prefix = f"{desk.public_id}-ai-governance-ai-accountability"
    app.session_state[f"{prefix}-more"] = True
    app.run()

    app.text_input(key=f"{prefix}-e-title").set_value("The plan")
    next(button for button in app.button if button.label == "Add evidence").click().run()

    assert not app.exception
    assert desk.entry(FIRST).answer.evidence == ()
    assert "no evidence can be added" in " ".join(error.value for error in app.error)
    assert app.text_input(key=f"{prefix}-e-title").value == "The plan"


def test_what_can_not_be_put_back_is_said(store: Store) -> None:
    token, desk = filled(store, 0)
    desk.save(FIRST, Answer(level=1, evidence=(Evidence(title="Plan", date=date(2026, 5, 1)),)), 0)
    desk.save(FIRST, Answer(level=1), desk.revision())
    with store.database.writing.begin() as connection:
        connection.execute(sql(f"UPDATE assessment SET size = {MOST_BYTES}"))
    app = page("answer", token)
    app.session_state["history"] = True
    app.switch_page("../views/your_data.py").run()

    app.button(key=f"undo-{desk.history()[0].id}").click().run()

    assert not app.exception
    assert "Nothing was put back: this assessment has reached" in " ".join(error.value for error in app.error)
    assert desk.entry(FIRST).answer == Answer(level=1)
