"""The database goes away while somebody answers, and comes back: nothing that was typed is lost, or it is named."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assessment.instrument import Answer
from assessment.store import Contents, Key, Store
from tests.e2e.steps import (
    answer,
    answer_and_wait,
    begin,
    expect_saved,
    first_question,
    first_words,
    go,
    levels,
    live,
    own_link,
    questions,
    rubrics,
    settled,
    token_in,
)
from tests.serving import Server
from tests.store.wire import Line

SECONDS = [float(one) for one in os.environ.get("MATURITY_OUTAGES", "6").split(",")]
FREEZE = float(os.environ.get("MATURITY_FREEZE", "12"))
CHOICES, NOTES = 12, 6
BACK = 60_000  # milliseconds until all is as it was
WAITS = "Not saved yet: the server could not write it down. It tries again every few seconds while this page is open."
CHOOSE = """option => {
    option.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    option.querySelector("input").click();
}"""  # without the focus
TROUBLE = "The server can't reach its database just now."


@dataclass
class Outage:
    """A server, and its database to take away and give back."""

    server: Server
    url: str  # of the database, as it can always be reached
    go: Callable[[], None]
    come: Callable[[], None]

    @contextmanager
    def lasting(self, seconds: float = 0) -> Iterator[None]:
        """The database is away for so long, and as long as what is done meanwhile takes."""
        end = time.monotonic() + seconds
        self.go()
        try:
            yield
            time.sleep(max(0.0, end - time.monotonic()))
        finally:
            self.come()

    def kept(self, token: str) -> Contents:
        with closing(Store(self.url)) as store:
            desk = store.open(token)
            assert desk
            return desk.contents()


def moved(tmp_path: Path) -> Iterator[Outage]:
    server = Server(tmp_path).start()
    there = tmp_path / "away.db"
    yield Outage(
        server,
        f"sqlite:///{server.database}",
        lambda: move(server.database, there),
        lambda: move(there, server.database),
    )
    server.stop()


def move(one: Path, other: Path) -> None:
    one.rename(other)


def locked(tmp_path: Path) -> Iterator[Outage]:
    server = Server(tmp_path).start()
    with closing(sqlite3.connect(server.database, isolation_level=None)) as other:
        yield Outage(
            server,
            f"sqlite:///{server.database}",
            lambda: none(other.execute("BEGIN IMMEDIATE")),
            lambda: none(other.execute("ROLLBACK")),
        )
    server.stop()


def none(_: object) -> None:
    pass


def on_a_line(tmp_path: Path, url: str, *, silent: bool) -> Iterator[Outage]:
    with closing(Line(url)) as line:
        server = Server(tmp_path, MATURITY_DATABASE_URL=line.url).start()
        yield Outage(server, url, line.silence if silent else line.cut, line.mend)
        server.stop()


KINDS = ["moved", "silent", *(["locked", "refused"] if "MATURITY_OUTAGES" in os.environ else [])]


@pytest.fixture
def outage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Outage]:
    kind = getattr(request, "param", "moved")
    if kind == "moved":
        yield from moved(tmp_path)
    elif kind == "locked":
        yield from locked(tmp_path)
    else:
        yield from on_a_line(tmp_path, request.getfixturevalue("postgres_database"), silent=kind == "silent")


def note_of(question: Locator) -> Locator:
    return question.get_by_label("Note (saved when you click elsewhere)")


def open_more(question: Locator) -> None:
    question.get_by_text("Note and evidence").click()
    expect(note_of(question)).to_be_visible()


def tabs_of(context: BrowserContext, first: Page, many: int) -> list[Page]:
    """One theme after the other, each in a tab of its own."""
    tabs = [first]
    while sum(questions(tab).count() for tab in tabs) < many:
        address = tabs[-1].locator("a.next").get_attribute("href")
        tabs.append(context.new_page())
        tabs[-1].goto(f"{first.url.rpartition('/')[0]}/{(address or '').removeprefix('./')}")
        first_question(tabs[-1])
        settled(tabs[-1])
    return tabs


def no_library_words(page: Page) -> None:
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_text("Streamlit Cloud")).to_have_count(0)


def keys(many: int) -> list[Key]:
    return [Key(rubric.id, question.id) for rubric in rubrics() for question in rubric.questions][:many]


@pytest.mark.parametrize("outage", KINDS, indirect=True)
@pytest.mark.parametrize("seconds", SECONDS)
def test_what_is_chosen_and_written_while_the_database_is_away_is_saved_afterwards(
    page: Page, context: BrowserContext, outage: Outage, seconds: float
) -> None:
    token = token_in(begin(page, outage.server.url))
    settled(page)
    tabs = tabs_of(context, page, CHOICES)
    asked = [questions(tab).nth(number) for tab in tabs for number in range(questions(tab).count())][:CHOICES]
    for question in asked[:NOTES]:
        open_more(question)

    with outage.lasting(seconds):
        for turn, question in enumerate(asked):
            answer(question, turn % 4)
            if turn < NOTES:
                note_of(question).fill(f"Note {turn}")
                note_of(question).blur()
    for tab in tabs:
        no_library_words(tab)

    for turn, question in enumerate(asked):
        expect(question.locator(".state")).to_contain_text(f"level {turn % 4} of", timeout=BACK)
        if turn < NOTES:
            expect(question.get_by_text("With a note.")).to_be_visible(timeout=BACK)
    for tab in tabs:
        expect(tab.locator(".again")).to_have_count(0, timeout=BACK)
        expect(tab.locator("#connection")).to_be_hidden(timeout=BACK)
    entries = outage.kept(token).entries
    said = [entries[key].answer for key in keys(len(asked))]
    assert [one.level for one in said] == [turn % 4 for turn in range(len(asked))]
    assert [one.note for one in said[:NOTES]] == [f"Note {turn}" for turn in range(NOTES)]


def test_while_the_database_is_away_the_page_stays_and_says_what_is_not_saved(page: Page, outage: Outage) -> None:
    token = token_in(begin(page, outage.server.url))
    settled(page)
    first, second, third = (questions(page).nth(number) for number in range(3))
    answer_and_wait(first, 2)
    answer_and_wait(third, 1)
    open_more(first)
    open_more(third)

    with outage.lasting():
        answer(second, 3)
        expect(second.locator(".state")).to_have_text(WAITS)
        first.get_by_label("Evidence: title").fill("AI policy")
        first.get_by_role("button", name="Add evidence").click()
        third.get_by_role("button", name="Clear this answer").click()
        expect(first.locator(".hint.again")).to_have_text(WAITS)
        expect(third.locator(".hint.again")).to_have_text(WAITS)
        expect(first.get_by_label("Evidence: title")).to_have_value("AI policy")
        expect(levels(third).nth(1)).to_have_attribute("data-selected", "true")
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.locator("a.next").click()
        expect(second.locator(".state")).to_have_text(WAITS)
        no_library_words(page)

    expect_saved(second, "level 3 of 4")
    expect(first.get_by_text("AI policy; no date")).to_be_visible(timeout=BACK)
    expect(third.locator(".state")).to_contain_text("No level chosen.", timeout=BACK)
    expect(page.locator(".again")).to_have_count(0)
    entries = outage.kept(token).entries
    said = [entries[key].answer for key in keys(3)]
    assert [one.level for one in said] == [2, 3, None]
    assert [piece.title for piece in said[0].evidence] == ["AI policy"]


def test_a_choice_that_is_left_behind_by_a_yes_is_named(page: Page, outage: Outage) -> None:
    begin(page, outage.server.url)
    settled(page)
    theme = page.locator("h1").inner_text()
    with outage.lasting():
        answer(questions(page).first, 3)
        expect(questions(page).first.locator(".state")).to_have_text(WAITS)
        page.once("dialog", lambda dialog: dialog.accept())
        page.locator("a.next").click()
        expect(page.locator("#connection")).to_contain_text("Not saved: 1. ", timeout=BACK)
    page.locator("a.page", has_text="Back:").click()
    expect(page.locator("h1")).to_have_text(theme)
    settled(page)
    expect(page.locator("#connection")).to_contain_text("Not saved: 1. ")
    answer_and_wait(questions(page).first, 3)
    expect(page.locator("#connection")).to_be_hidden()


def test_two_answers_and_the_history_wait_for_the_database_too(page: Page, outage: Outage) -> None:
    token = token_in(begin(page, outage.server.url))
    settled(page)
    key = keys(1)[0]
    with closing(Store(outage.url)) as store:
        desk = store.open(token)
        assert desk
        desk.save(key, Answer(level=1), 0)
        desk.save(key, Answer(level=3), 0)
    expect(page.get_by_text("Two answers were given at the same time.")).to_be_visible()

    with outage.lasting():
        page.get_by_role("button", name="Change to level 3").click()
        expect(questions(page).first.locator(".hint.again")).to_have_text(WAITS)
    expect_saved(questions(page).first, "level 3 of 4")
    expect(page.get_by_text("Two answers were given at the same time.")).to_have_count(0)

    go(page, "Your data")
    settled(page)
    page.get_by_text("Show what was changed, when and through which link").click()
    undo = page.get_by_role("button", name="Undo: put back what stood before").first
    expect(undo).to_be_visible()
    with outage.lasting():
        undo.click()
        expect(page.locator(".hint.again")).to_have_text(WAITS)
        expect(page.get_by_role("heading", name="Your data")).to_be_visible()
        no_library_words(page)
    expect(page.get_by_text("Done. The history shows this as a new change.")).to_be_visible(timeout=BACK)
    assert outage.kept(token).entries[key].answer == Answer(level=1)


def test_an_assessment_begins_as_soon_as_the_database_is_back(page: Page, outage: Outage) -> None:
    page.goto(outage.server.url)
    live(page)
    settled(page)
    page.get_by_text("About your council").click()
    page.get_by_label("Name", exact=True).fill("Example Borough")

    with outage.lasting():
        page.get_by_role("button", name="Begin").click()
        expect(page.locator(".hint.again")).to_have_text(WAITS)
        expect(page.get_by_label("Name", exact=True)).to_have_value("Example Borough")
        no_library_words(page)
    first_question(page)

    assert outage.kept(token_in(own_link(page))).council.name == "Example Borough"


def test_a_page_that_found_no_database_comes_by_itself(page: Page, context: BrowserContext, outage: Outage) -> None:
    link = begin(page, outage.server.url)
    settled(page)
    answer_and_wait(questions(page).first, 2)
    places = ["answer", "results", "compare", "your-data", "overview", "check", "method", ""]
    tabs = [context.new_page() for _ in places]
    other = context.browser.new_context() if context.browser else context
    entrance, older = other.new_page(), other.new_page()

    with outage.lasting():
        with first_words(tabs[0], page.url):
            expect(tabs[0].locator("#first-words")).to_contain_text(TROUBLE)
        expect(tabs[0].get_by_role("alert").get_by_text(TROUBLE)).to_be_visible(timeout=BACK)
        for tab, place in zip(tabs[1:], places[1:], strict=True):
            tab.goto(page.url.replace("/answer", f"/{place}"))
            live(tab)
            no_library_words(tab)
        entrance.goto(link)
        expect(entrance.get_by_role("heading", name=TROUBLE[:-1])).to_be_visible()
        older.goto(f"{outage.server.url}/?t={token_in(link)}")
        expect(older.get_by_text(TROUBLE)).to_be_visible()

    for tab, place in zip(tabs, places, strict=True):
        expect(tab.locator("h1").first).to_be_visible(timeout=BACK)
        expect(tab.get_by_text(TROUBLE)).to_have_count(0, timeout=BACK)
        assert f"/{place}" in tab.url
    expect_saved(questions(tabs[0]).first, "level 2 of 4")
    first_question(entrance)
    expect(older.get_by_text("Go on with the assessment that is open")).to_be_visible(timeout=BACK)
    other.close()


def test_what_is_being_typed_stays_when_the_page_is_drawn_again(page: Page, outage: Outage) -> None:
    token = token_in(begin(page, outage.server.url))
    settled(page)
    question = questions(page).first
    open_more(question)
    note_of(question).focus()
    page.keyboard.type("Half a no")

    with closing(Store(outage.url)) as store:
        desk = store.open(token)
        assert desk
        desk.save(keys(2)[1], Answer(level=1), 0)
    expect(questions(page).nth(1).locator(".state")).to_contain_text("level 1 of")
    with outage.lasting():
        levels(question).nth(3).evaluate(CHOOSE)
        expect(question.locator(".state")).to_have_text(WAITS)
    expect_saved(question, "level 3 of 4")
    expect(note_of(question)).to_be_focused()
    page.keyboard.type("te")
    note_of(question).blur()

    expect(question.get_by_text("With a note.")).to_be_visible(timeout=BACK)
    assert outage.kept(token).entries[keys(1)[0]].answer.note == "Half a note"


def test_a_server_that_was_frozen_saves_what_was_typed_meanwhile(page: Page, outage: Outage) -> None:
    token = token_in(begin(page, outage.server.url))
    settled(page)
    asked = [questions(page).nth(number) for number in range(questions(page).count())]
    open_more(asked[0])
    process = outage.server.process
    assert process

    process.send_signal(signal.SIGSTOP)
    end = time.monotonic() + FREEZE
    for turn, question in enumerate(asked):
        answer(question, turn % 4)
    note_of(asked[0]).fill("While it was frozen")
    note_of(asked[0]).blur()
    expect(asked[0].locator(".state")).to_have_text("Not saved yet: the server has not answered so far.")
    no_library_words(page)
    time.sleep(max(0.0, end - time.monotonic()))
    process.send_signal(signal.SIGCONT)

    for turn, question in enumerate(asked):
        expect(question.locator(".state")).to_contain_text(f"level {turn % 4} of", timeout=BACK)
    expect(asked[0].get_by_text("With a note.")).to_be_visible(timeout=BACK)
    no_library_words(page)
    entries = outage.kept(token).entries
    said = [entries[key].answer for key in keys(len(asked))]
    assert [one.level for one in said] == [turn % 4 for turn in range(len(asked))]
    assert said[0].note == "While it was frozen"
