"""The pages without a browser: what they say when something is missing, wrong or failing."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest
from streamlit.testing.v1 import AppTest

from assessment.files import demo_sheet
from assessment.instrument import Answer, Council, Scope
from assessment.store import Health, Key, ServerDesk, Store, StoreTrouble
from assessment.ui import resources
from assessment.ui.shell import server

MAIN = str(server.ENTRY)


def an_assessment(store: Store, scope: Scope = Scope.FULL) -> str:
    versions = {rubric.id: rubric.version for rubric in resources.newest()}
    return store.create(Council(name="Example <b>Borough</b>"), scope, versions)


def page(name: str = "", token: str = "") -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=30)
    if token:
        come_in(app, token)
    app.run()
    if name:
        app.switch_page(f"../views/{name}.py")
        app.run()
    assert not app.exception
    return app


def come_in(app: AppTest, token: str) -> None:
    """As a browser does that has opened this link: the address names the assessment, the visit has its secret."""
    desk = resources.store().open(token)
    name = desk.public_id if desk else "none"
    app.query_params["a"] = name
    app.session_state["tokens"] = {name: token}


def text(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def test_the_start_page_says_how_long_it_takes_and_what_happens_to_the_answers(store: Store) -> None:
    shown = text(page())

    assert "52 questions: about 24 minutes to read and choose, more where you have to ask." in shown
    assert "The quick check has 12: about 6 minutes." in shown


@pytest.mark.parametrize("name", ["answer", "results", "plan", "compare", "your_data"])
def test_a_page_without_an_assessment_says_so_and_offers_the_start(store: Store, name: str) -> None:
    assert "Nothing is open yet" in text(page(name))


@pytest.mark.parametrize("token", ["wrong", "x" * 32, "x" * 5000, "' or 1=1 --", "../../etc", "🙂" * 30])
@pytest.mark.parametrize("name", ["answer", "results", "plan", "compare", "your_data"])
def test_a_wrong_link_opens_nothing(store: Store, name: str, token: str) -> None:
    assert "This link opens nothing" in text(page(name, token))


def test_a_result_without_answers_points_to_the_questions(store: Store) -> None:
    assert "Nothing is answered yet" in text(page("results", an_assessment(store)))


def test_a_complete_result_is_drawn_to_its_end(store: Store) -> None:
    token = an_assessment(store)
    desk = store.open(token)
    for rubric in resources.newest():
        for question in rubric.questions:
            desk.save(Key(rubric.id, question.id), Answer(level=4), 0)

    shown = text(page("results", token))

    assert "Results for Example &lt;b&gt;Borough&lt;/b&gt;" in shown
    assert "scores <strong>100 out of 100</strong>." in shown
    assert "<strong>Level 4, Measured and improving</strong>: in every area, and there is no higher one." in shown
    assert "Take it with you" in shown
    assert [part for part in ("What to do first", "The whole plan", 'id="unknown"') if part in shown] == []


@pytest.mark.parametrize("level", [1, None])
def test_drawing_what_was_taken_over_confirms_nothing(store: Store, level: int | None) -> None:
    token = an_assessment(store)
    desk = store.open(token)
    waiting = Answer(level=level, earlier={"version": "1.0.0", "level": 2})
    first = Key("ai-governance", "ai-accountability")
    desk.save(first, waiting, 0)
    before = desk.revision()

    app = page("answer", token)
    app.run()

    assert desk.entry(first).answer == waiting
    assert desk.revision() == before


def test_nothing_moves_when_the_notice_at_the_top_goes(store: Store) -> None:
    """What moves is drawn twice for a moment: one question's old levels under another's heading."""
    app = AppTest.from_file(MAIN, default_timeout=30)
    come_in(app, an_assessment(store))
    app.run()
    app.switch_page("../views/answer.py")
    app.session_state["notice"] = "Keep this link."
    app.run()
    with_notice, notices = place_of_heading(app), [info.value for info in app.info]

    app.run()

    assert (notices, list(app.info)) == (["Keep this link."], [])
    assert place_of_heading(app) == with_notice


def place_of_heading(app: AppTest) -> int:
    """The place of the page's heading among the parts of the page."""
    return next(place for place, part in app.main.children.items() if "<h1" in getattr(part.proto, "body", ""))


def test_an_answer_that_the_database_refuses_is_called_not_saved_and_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page("answer", an_assessment(store))
    kept = ServerDesk.save

    def full_disk(*_: object) -> None:
        raise StoreTrouble("the disk is full")

    monkeypatch.setattr(ServerDesk, "save", full_disk)
    app.radio[0].set_value("3").run()
    assert "Not saved yet: the server could not write it down." in text(app)
    assert "Saved." not in text(app)

    monkeypatch.setattr(ServerDesk, "save", kept)
    app.run()
    assert "Saved.</span> D, level 3 of 4" in text(app)


def test_an_assessment_that_somebody_deletes_meanwhile_ends_with_a_clear_page(store: Store) -> None:
    token = an_assessment(store)
    app = page("answer", token)
    desk = store.open(token)
    assert desk is not None
    desk.erase()

    app.radio[0].set_value("3").run()

    assert not app.exception
    assert "This link opens nothing" in text(app)


def test_an_assessment_whose_questions_are_gone_says_so_and_gives_the_answers_back(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, {"ai-governance": "0.9.0"})
    desk = store.open(token)
    desk.save(Key("ai-governance", "ai-accountability"), Answer(level=2), 0)

    for name in ("answer", "results"):
        app = page(name, token)

        assert "This server no longer has these questions" in text(app)
        assert "ai-governance 0.9.0" in text(app)
        assert len(app.get("download_button")) == 1


def test_reading_goes_on_where_nothing_can_be_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object) -> None:
        raise StoreTrouble("the database is read-only")

    monkeypatch.setattr(ServerDesk, "remember_place", read_only)

    assert "AI governance: Direction" in text(page("answer", an_assessment(store)))


def test_a_database_that_fails_is_said_in_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> str:
        raise StoreTrouble

    monkeypatch.setattr(Store, "create", failing)
    app = page()
    next(button for button in app.button if button.label == "Begin").click().run()

    assert not app.exception
    assert "Not saved yet: the server could not write it down." in text(app)


@pytest.mark.parametrize("name", ["results", "compare"])
@pytest.mark.parametrize("year", [1, 1850, 2150, 9999])
def test_answers_of_an_impossible_year_are_shown_and_not_given(store: Store, name: str, year: int) -> None:
    sheet = demo_sheet(resources.newest()).model_copy(update={"date": date(year, 1, 1)})

    shown = text(page(name, store.adopt(sheet)))

    assert ("Its answers are dated" if name == "compare" else "Areas at a glance") in shown


def test_a_pool_file_that_is_gone_does_not_make_a_server_that_takes_records(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MATURITY_POOL", str(tmp_path / "gone.csv"))
    resources.server_pool.cache_clear()
    resources.server_edition.cache_clear()
    try:
        shown = text(page("compare", store.adopt(demo_sheet(resources.newest()))))
    finally:
        resources.server_pool.cache_clear()
        resources.server_edition.cache_clear()

    assert "The file has too few complete and recent records" in shown
    assert "Take part" not in shown


@pytest.mark.parametrize(("health", "status"), [(Health.OK, 200), (Health.BUSY, 200), (Health.BROKEN, 503)])
def test_the_ready_route_says_how_the_database_is(monkeypatch: pytest.MonkeyPatch, health: Health, status: int) -> None:
    monkeypatch.setattr(resources, "store", Mock(return_value=Mock(probe=Mock(look=Mock(return_value=health)))))

    with ThreadPoolExecutor() as elsewhere:  # after a test in the browser this thread has a loop that runs
        answer = elsewhere.submit(asyncio.run, server.ready(Mock())).result()

    assert answer.status_code == status
