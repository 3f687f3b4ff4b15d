"""A 1.0.0 assessment on the pages: what is offered, what a new one holds, and what waits in it."""

from datetime import UTC, date, datetime

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assessment.files import demo_sheet
from assessment.instrument import Answer, AnswerSheet, Evidence, Mark
from assessment.instrument import take_over as carry_over
from assessment.store import Contents, Desk, FileDesk, Key, Kind, ServerDesk, Store, StoreTrouble
from assessment.ui import guard, resources, session
from assessment.ui.keeping.renewal import taken_over
from assessment.ui.session.copies import Copy, read_copy, read_said, write_copy
from assessment.words import carried_text, put_anew_text
from tests.ui.test_moving import count_adopted
from tests.ui.test_pages import MAIN, page, text

FIRST = Key("ai-governance", "ai-accountability")
OFFER, CONFIRM = "Go on with the new questions", "Confirm question 1"


def earlier_sheet() -> AnswerSheet:
    """An invented assessment under 1.0.0, with a note and evidence."""
    earlier = [rubric for rubric in resources.rubrics().values() if rubric.version == "1.0.0"]
    sheet = demo_sheet(earlier)
    piece = Evidence(title="Scheme of delegation", date=date(2026, 5, 1))
    said = {**sheet.answers, FIRST.rubric: {**sheet.answers[FIRST.rubric]}}
    said[FIRST.rubric][FIRST.question] = Answer(level=2, note="As agreed.", evidence=(piece,))
    return sheet.model_copy(update={"answers": said})


def opened(store: Store, token: str) -> ServerDesk:
    desk = store.open(token)
    assert desk is not None
    return desk


def press(app: object, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def test_the_offer_says_how_much_is_carried_over(store: Store) -> None:
    sheet = earlier_sheet()
    taken = carry_over(sheet, resources.crosswalks(), resources.rubrics())
    numbers = {mark: len(taken.marked(mark)) for mark in Mark}

    for name in ("overview", "results"):
        app = page(name, store.adopt(sheet))

        shown = text(app)
        assert "The questions were put anew (version 2.0.0)" in shown
        assert f"{numbers[Mark.CONFIRM]} to confirm, {numbers[Mark.ASK]} to answer again." in shown
        assert "This assessment stays as it was." in shown
        assert OFFER in [button.label for button in app.button]
    assert numbers[Mark.CONFIRM] > numbers[Mark.BECOMES] > 0
    assert sum(numbers.values()) == sum(len(answers) for answers in sheet.answers.values())


@pytest.mark.parametrize("noted", [True, False])
def test_that_the_words_are_unknown_is_said_where_an_earlier_statement_is_shown(store: Store, noted: bool) -> None:
    sheet = earlier_sheet()
    token = store.adopt(sheet, resources.hashes(sheet.rubrics) if noted else None)

    assert ("which you were shown was not noted" in text(page("overview", token))) is not noted


def test_an_assessment_of_the_newest_questions_is_offered_nothing(store: Store) -> None:
    app = page("overview", store.adopt(demo_sheet(resources.newest())))

    assert "put anew" not in text(app)
    assert OFFER not in [button.label for button in app.button]


def test_what_is_taken_over_is_a_new_assessment_and_the_old_one_stays(store: Store) -> None:
    token = store.adopt(earlier_sheet())
    before = opened(store, token).contents()
    app = page("overview", token)

    press(app, OFFER)

    tokens = app.session_state["tokens"]
    new = opened(store, next(value for value in tokens.values() if value != token))
    taken = carry_over(before.sheet(), resources.crosswalks(), resources.rubrics()).sheet
    assert new.contents().sheet() == taken
    assert new.kind is Kind.OWNER
    assert new.contents().entry(FIRST).answer.note == "As agreed."
    assert new.contents().entry(FIRST).at == before.entry(FIRST).at
    assert opened(store, token).contents() == before
    assert new.contents().wordings["ai-governance"].hash == resources.rubrics()["ai-governance", "2.0.0"].content_hash


def test_milestones_go_along_and_the_old_answers_become_one_more(store: Store) -> None:
    token = store.adopt(earlier_sheet())
    old = opened(store, token)
    old.freeze("Baseline")
    app = page("overview", token)

    press(app, OFFER)

    tokens = app.session_state["tokens"]
    new = opened(store, next(value for value in tokens.values() if value != token))
    found = new.milestones()
    assert [one.name for one in found] == ["Before the questions changed", "Baseline"]
    assert [one.sheet for one in found] == [old.contents().sheet()] * 2
    assert [one.name for one in old.milestones()] == ["Baseline"]


def overview_of(desk: FileDesk) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=30)
    app.session_state["file-desk"] = desk
    app.run()
    app.switch_page("../views/overview.py")
    return app.run()


def gone_on_from(desk: FileDesk) -> FileDesk:
    app = overview_of(desk)
    press(app, OFFER)
    new: FileDesk = app.session_state["file-desk"]
    return new


@pytest.mark.parametrize("copied", [True, False])
def test_in_ones_own_file_a_new_one_stands_beside_the_old(store: Store, copied: bool) -> None:
    old = FileDesk.of(earlier_sheet())
    old.copied = copied
    before = old.contents()

    new = gone_on_from(old)

    assert new.name != old.name
    assert new.contents().sheet() == carry_over(before.sheet(), resources.crosswalks(), resources.rubrics()).sheet
    assert new.unsaved
    assert new.copied is copied
    assert old.contents() == before


def test_what_is_only_in_this_page_is_downloaded_first(store: Store) -> None:
    old = FileDesk.of(earlier_sheet())
    old.save(FIRST, Answer(level=1), 1)
    app = overview_of(old)

    assert "download them first" in text(app)
    assert OFFER not in [button.label for button in app.button]


def test_it_counts_as_one_that_is_begun(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "count", lambda act: "Too many." if act is guard.Act.NEW else "")
    app = page("overview", store.adopt(earlier_sheet()))

    press(app, OFFER)

    assert "Too many." in [error.value for error in app.error]
    assert len(app.session_state["tokens"]) == 1


@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.READ])
def test_only_the_owners_link_goes_on(store: Store, kind: Kind) -> None:
    link = opened(store, store.adopt(earlier_sheet())).add_link("Colleague", kind)

    app = page("results", link)

    assert "Its owner" in text(app)
    assert OFFER not in [button.label for button in app.button]


def test_what_waits_is_confirmed_by_a_click(store: Store) -> None:
    waiting = Answer(level=1, note="Kept.", earlier={"version": "1.0.0", "level": 2})
    token = store.adopt(demo_sheet(resources.newest()))
    desk = opened(store, token)
    desk.settle(FIRST, waiting)
    app = page("answer", token)
    assert "From the earlier questions; please confirm." in text(app)
    old = resources.rubrics()["ai-governance", "1.0.0"].by_id[FIRST.question].levels[2].description
    assert old in text(app)

    press(app, CONFIRM)

    assert desk.entry(FIRST).answer == Answer(level=1, note="Kept.")
    assert "please confirm" not in text(app)


@pytest.mark.parametrize("level", [None, 1])
def test_what_waited_is_gone_with_another_choice(store: Store, level: int | None) -> None:
    token = store.adopt(demo_sheet(resources.newest()))
    opened(store, token).settle(FIRST, Answer(level=level, earlier={"version": "1.0.0", "level": 2}))
    app = page("answer", token)
    assert "Under version 1.0.0 you said" in text(app)

    app.radio[0].set_value("3").run()

    assert "Saved." in text(app)
    assert "Under version 1.0.0 you said" not in text(app)


def test_each_button_to_confirm_names_its_question(store: Store) -> None:
    sheet = carry_over(earlier_sheet(), resources.crosswalks(), resources.rubrics()).sheet

    app = page("answer", store.adopt(sheet))

    buttons = [button for button in app.button if button.label.startswith("Confirm")]
    assert len(buttons) > 1
    for button in buttons:
        number = button.label.removeprefix("Confirm question ")
        question = str(button.key).removesuffix("-confirm").partition("ai-governance-")[2]
        asked = resources.rubrics()["ai-governance", "2.0.0"].by_id[question].text
        assert f">{number}. {asked}</h2>" in text(app)
    assert len({button.label for button in buttons}) == len(buttons)


def test_what_is_asked_again_shows_what_was_said_and_no_level(store: Store) -> None:
    token = store.adopt(demo_sheet(resources.newest()))
    desk = opened(store, token)
    desk.settle(FIRST, Answer(earlier={"version": "1.0.0", "level": 2}))

    app = page("answer", token)

    old = resources.rubrics()["ai-governance", "1.0.0"].by_id[FIRST.question].levels[2].description
    assert "Asked again: " in text(app)
    assert old in text(app)
    assert not any(button.label.startswith("Confirm") for button in app.button)
    assert app.radio[0].value is None


def test_choosing_another_level_confirms_too(store: Store) -> None:
    token = store.adopt(demo_sheet(resources.newest()))
    desk = opened(store, token)
    desk.settle(FIRST, Answer(level=1, earlier={"version": "1.0.0", "level": 2}))

    page("answer", token).radio[0].set_value("2").run()

    assert desk.entry(FIRST).answer == Answer(level=2)


def test_the_pages_say_how_many_wait(store: Store) -> None:
    token = store.adopt(carry_over(earlier_sheet(), resources.crosswalks(), resources.rubrics()).sheet)

    for name in ("overview", "results", "check", "compare"):
        assert "to be confirmed and " in text(page(name, token)), name
    assert any(option.startswith("To confirm (") for option in page("overview", token).radio[0].options)


def test_an_area_that_was_left_out_is_taken_over_and_stays_left_out(store: Store) -> None:
    token = store.adopt(earlier_sheet())
    desk = opened(store, token)
    whole = desk.contents()
    desk.set_up(whole.council, whole.scope, {"cyber-hygiene": "1.0.0"})
    app = page("overview", token)

    press(app, OFFER)

    new = opened(store, next(value for value in app.session_state["tokens"].values() if value != token)).contents()
    assert dict(new.rubrics) == {"cyber-hygiene": "2.0.0"}
    assert new.entry(FIRST).answer.note == "As agreed."
    assert new.wordings["ai-governance"].version == "2.0.0"


@pytest.mark.parametrize("desk_of", ["server", "file"])
def test_an_area_taken_out_comes_back_under_the_version_that_was_answered(store: Store, desk_of: str) -> None:
    desk: Desk = FileDesk.of(earlier_sheet()) if desk_of == "file" else opened(store, store.adopt(earlier_sheet()))
    whole: Contents = desk.contents()
    desk.set_up(whole.council, whole.scope, {"cyber-hygiene": "1.0.0"})

    assert dict(session.whole(desk.contents()).rubrics) == dict(whole.rubrics)


def test_the_numbers_are_told_in_words() -> None:
    taken = taken_over(FileDesk.of(earlier_sheet()).contents())
    assert taken is not None
    assert put_anew_text(taken) == "The questions were put anew (version 2.0.0)."
    assert carried_text(taken).count(",") == 2


def test_while_the_database_is_away_a_press_waits_and_is_done_afterwards(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = store.adopt(demo_sheet(resources.newest()))
    desk = opened(store, token)
    desk.settle(FIRST, Answer(level=1, earlier={"version": "1.0.0", "level": 2}))
    app = page("answer", token)
    with monkeypatch.context() as away:
        away.setattr(ServerDesk, "save", refuse)
        press(app, CONFIRM)
        assert "Not saved yet: the server could not write it down." in text(app)
    assert desk.entry(FIRST).answer.earlier is not None

    app.run()

    assert desk.entry(FIRST).answer == Answer(level=1)


def test_going_on_waits_for_the_database_too_and_happens_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    token = store.adopt(earlier_sheet())
    app = page("overview", token)
    with monkeypatch.context() as away:
        away.setattr(Store, "adopt", refuse)
        press(app, OFFER)
        assert "Not saved yet: the server could not write it down." in text(app)

    app.run()
    app.run()

    assert len(app.session_state["tokens"]) == 2


def test_a_second_press_makes_no_second_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = count_adopted(monkeypatch)
    token = store.adopt(earlier_sheet())
    app = page("overview", token)
    with monkeypatch.context() as cut:  # a double click: Streamlit breaks the first one off where it can
        cut.setattr(session, "begin_with", lambda _: st.rerun())
        press(app, OFFER)

    press(app, OFFER)
    app.query_params["a"] = opened(store, token).public_id  # back to the old one
    app.switch_page("../views/overview.py").run()
    press(app, OFFER)

    assert len(made) == 2
    assert set(app.session_state["tokens"].values()) == set(made)


@pytest.mark.parametrize("after", ["deleted", "answered"])
def test_one_that_is_gone_or_was_made_of_less_is_made_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    made = count_adopted(monkeypatch)
    token = store.adopt(earlier_sheet())
    app = page("overview", token)
    press(app, OFFER)
    if after == "deleted":
        opened(store, made[-1]).delete()
    else:
        opened(store, token).settle(FIRST, Answer(level=1))
    app.query_params["a"] = opened(store, token).public_id
    app.switch_page("../views/overview.py").run()

    press(app, OFFER)

    assert len(made) == 3
    assert opened(store, made[-1]).contents().sheet().answers


@pytest.mark.parametrize("key", ["file", "copy"])
def test_an_area_left_out_of_ones_own_file_is_taken_over_and_stays_left_out(store: Store, key: str) -> None:
    new = gone_on_from(FileDesk.of(earlier_sheet(), areas={"cyber-hygiene"}))

    if key == "copy":
        new = read_back(new)
    assert dict(new.contents().rubrics) == {"cyber-hygiene": "2.0.0"}
    assert new.contents().entry(FIRST).answer.note == "As agreed."


def read_back(desk: FileDesk) -> FileDesk:
    """What the browser's copy of it says."""
    copy = read_said(write_copy(desk, "0" * 16, (), "1" * 16, "", delete=False))
    assert isinstance(copy, Copy)
    return read_copy(copy, datetime.now(UTC))


def refuse(*_: object) -> None:
    raise StoreTrouble("the disk is full")


def test_what_a_colleague_chose_meanwhile_is_not_confirmed_in_its_place(store: Store) -> None:
    token = store.adopt(demo_sheet(resources.newest()))
    desk = opened(store, token)
    desk.settle(FIRST, Answer(level=1, earlier={"version": "1.0.0", "level": 2}))
    app = page("answer", token)
    desk.settle(FIRST, Answer(level=3))

    press(app, CONFIRM)

    assert desk.entry(FIRST).answer == Answer(level=3)


def test_a_note_that_comes_with_the_press_is_kept(store: Store) -> None:
    token = store.adopt(demo_sheet(resources.newest()))
    desk = opened(store, token)
    desk.settle(FIRST, Answer(level=1, earlier={"version": "1.0.0", "level": 2}))
    app = page("answer", token)
    name = opened(store, token).public_id
    app.session_state[f"{name}-{FIRST.rubric}-{FIRST.question}-note"] = "Seen by audit."

    press(app, CONFIRM)

    assert desk.entry(FIRST).answer == Answer(level=1, note="Seen by audit.")
