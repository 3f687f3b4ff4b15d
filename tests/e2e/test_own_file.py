"""Answers in their owner's own file: what the browser's copy brings back, and what is said of it."""

import json
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assessment.files import demo_pool, dump_pool
from tests.e2e.steps import (
    KEPT_HERE,
    ONLY_HERE,
    answer,
    begin,
    choose,
    drawn,
    expect_saved,
    first_question,
    go,
    questions,
    rubrics,
    settled,
    whole,
)
from tests.relay import Relay
from tests.serving import Server

BACK_AGAIN = 40_000
SHORT = 3  # seconds after which this server forgets a page without a connection; the library says 120
FORGETFUL = f"""
from streamlit.runtime.memory_session_storage import MemorySessionStorage as Storage
Storage.__init__.__kwdefaults__, Storage.__init__.__defaults__ = None, ({SHORT}, 128)
given = Storage.__init__
Storage.__init__ = lambda self, *args, **named: given(self, ttl_seconds={SHORT})
from assessment.command import main
main()
"""
READ = """() => new Promise((done, fail) => {
    const asking = indexedDB.open(`maturity ${new URL("./", location.href).pathname}`);
    asking.onerror = fail;
    asking.onsuccess = () => {
        const read = asking.result.transaction("copies").objectStore("copies").getAll();
        read.onsuccess = () => done(read.result);
    };
})"""
CHANGE = """([name, change]) => new Promise((done, fail) => {
    const asking = indexedDB.open(`maturity ${new URL("./", location.href).pathname}`);
    asking.onsuccess = () => {
        const store = asking.result.transaction("copies", "readwrite").objectStore("copies");
        store.get(name).onsuccess = (event) => {
            store.put({...event.target.result, ...change}).onsuccess = done;
        };
    };
})"""


class Forgetful(Server):
    def command(self) -> list[str]:
        return [sys.executable, "-c", FORGETFUL, "run", "--port", str(self.port)]


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Relay]:
    """To a server that soon forgets."""
    running = Forgetful(tmp_path).start()
    relay = Relay(running.port)
    yield relay
    relay.close()
    running.stop()


def copies(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(READ)
    return found


def levels_kept(page: Page) -> dict[str, int]:
    """What the browser holds: the level of each question of the first area."""
    (entry,) = copies(page)
    given = json.loads(json.loads(entry["text"])["answers"])["answers"].get("ai-governance", {})
    return {question: one["level"] for question, one in given.items() if "level" in one}


def expect_level(question: Locator, level: int, lead: str = "") -> None:
    expect_saved(question, re.compile(f"^{re.escape(lead)}.*level {level} of"))


def level(page: Page, index: int, level: int) -> None:
    answer(questions(page).nth(index), level)
    expect_level(questions(page).nth(index), level, KEPT_HERE)


def note_of(question: Locator) -> Locator:
    question.get_by_text("Note and evidence").click()
    return question.get_by_label("Note (saved when you click elsewhere)")


def no_library_words(page: Page) -> None:
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_text("Oh no")).to_have_count(0)


def test_a_reload_loses_nothing_and_says_where_the_answers_come_from(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True)
    level(page, 0, 3)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.reload()

    expect(page.get_by_text("You loaded the page anew. Your answers come from the copy in this browser")).to_be_visible(
        timeout=20_000
    )
    expect_level(questions(page).first, 3, KEPT_HERE)
    assert asked == []  # nothing is lost, so nobody is warned
    level(page, 1, 2)
    assert levels_kept(page) == {"ai-accountability": 3, "ai-forum": 2}


@pytest.mark.parametrize("where", ["Results", "Compare", "Your data", "Method", "Start", "Answer"])
def test_every_link_of_the_navigation_opens_in_another_tab(page: Page, server: Server, where: str) -> None:
    begin(page, server.url, own_file=True)
    level(page, 0, 3)
    link = page.locator("header.site").get_by_role("link", name=where, exact=True).get_attribute("href")
    assert link is not None

    other = page.context.new_page()
    other.goto(f"{server.url}/{link}")

    expect(other.locator(".keeping")).to_contain_text("A copy is kept in this browser.", timeout=20_000)
    go(other, "Answer")
    expect_level(questions(other).first, 3, KEPT_HERE)


def test_the_copy_is_found_on_the_start_page_after_everything_was_closed(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_text("About your council").click()
    page.get_by_label("Name", exact=True).fill("Example <b>Borough</b>")
    choose(page, "Where should your answers be kept?", "In my own file")
    page.get_by_role("button", name="Begin").click()
    first_question(page)
    level(page, 0, 3)
    context = page.context
    page.close()

    page = context.new_page()
    page.goto(server.url)
    page.get_by_role("link", name="Example <b>Borough</b>, last changed on").click()

    first_question(page)
    expect_level(questions(page).first, 3, KEPT_HERE)


def test_two_tabs_take_the_newest_of_each_question_and_say_what_came_from_where(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True)
    level(page, 0, 3)
    other = page.context.new_page()
    other.goto(page.url)
    first_question(other)
    expect_level(questions(other).first, 3)

    level(other, 1, 1)
    expect_level(questions(page).nth(1), 1, KEPT_HERE)
    expect(page.locator(".taken")).to_contain_text("1 answer came from another tab of this browser:")
    expect(page.locator(".taken")).to_contain_text("Does one group decide")
    level(page, 0, 4)
    expect_level(questions(other).first, 4, KEPT_HERE)

    for tab in (page, other):
        assert levels_kept(tab) == {"ai-accountability": 4, "ai-forum": 1}


def test_two_tabs_that_answer_at_once_come_to_the_same(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True)
    level(page, 0, 0)
    other = page.context.new_page()
    other.goto(page.url)
    first_question(other)
    settled(other)

    for round_ in range(1, 4):
        answer(questions(page).nth(1), round_)
        answer(questions(other).nth(2), round_)
        answer(questions(page).first, round_)
        answer(questions(other).first, round_ - 1)

    page.wait_for_timeout(5_000)
    said = [questions(tab).locator(".state").all_inner_texts()[:3] for tab in (page, other)]
    assert said[0] == said[1]
    assert [re.sub(".*level ([0-9]).*", r"\1", text) for text in said[0]] == [
        str(one) for one in levels_kept(page).values()
    ]
    assert list(levels_kept(page).values())[1:] == [3, 3]
    marks = {copies(page)[0]["mark"]}
    page.wait_for_timeout(2_000)
    assert marks == {copies(page)[0]["mark"]}  # and then there is quiet


@pytest.mark.parametrize("copied", [True, False])
def test_a_restart_of_the_server_loses_nothing_and_is_told(page: Page, own_server: Server, copied: bool) -> None:
    """Without a copy the page itself still has the answers."""
    begin(page, own_server.url, own_file=True, copied=copied)
    said = KEPT_HERE if copied else ONLY_HERE
    answer(questions(page).first, 3)
    expect_saved(questions(page).first, said)

    own_server.kill()
    own_server.start()

    expect(page.get_by_text("The server was restarted meanwhile. Your answers were still in this page")).to_be_visible(
        timeout=BACK_AGAIN
    )
    expect_level(questions(page).first, 3, said)
    answer(questions(page).nth(1), 2)
    expect_level(questions(page).nth(1), 2, said)
    no_library_words(page)


def cut(page: Page, line: Relay) -> None:
    line.cut()
    expect(page.get_by_role("alert").get_by_text("The server can't be reached.")).to_be_visible(timeout=BACK_AGAIN)


def mend(page: Page, line: Relay, seconds: float = SHORT + 3) -> None:
    page.wait_for_timeout(1000 * seconds)
    line.mend()


@pytest.mark.parametrize("copied", [True, False])
def test_a_break_longer_than_the_server_remembers_loses_nothing_and_is_told(
    page: Page, line: Relay, copied: bool
) -> None:
    begin(page, line.url, own_file=True, copied=copied)
    answer(questions(page).first, 3)
    expect_saved(questions(page).first, KEPT_HERE if copied else ONLY_HERE)
    note = note_of(questions(page).nth(1))
    note.fill("Being written.")

    cut(page, line)
    mend(page, line)

    expect(page.get_by_text("away for longer than the server remembers a page")).to_be_visible(timeout=BACK_AGAIN)
    expect_level(questions(page).first, 3)
    expect(note).to_have_value("Being written.")
    note.blur()
    expect(questions(page).nth(1).get_by_text("With a note.")).to_be_visible()
    no_library_words(page)


def test_an_answer_that_was_on_its_way_when_the_server_ended_is_kept_or_named(page: Page, own_server: Server) -> None:
    begin(page, own_server.url, own_file=True)
    level(page, 0, 3)
    assert own_server.process is not None
    own_server.process.send_signal(signal.SIGSTOP)
    answer(questions(page).nth(1), 2)
    expect(questions(page).nth(1).locator(".state")).to_have_text("Saving…")
    own_server.kill()
    own_server.start()

    expect(page.get_by_text("The server was restarted meanwhile.")).to_be_visible(timeout=BACK_AGAIN)
    banner = page.locator("#connection")
    expect(banner).not_to_contain_text("Checking", timeout=BACK_AGAIN)
    page.wait_for_timeout(1_000)
    assert levels_kept(page)["ai-accountability"] == 3
    assert (levels_kept(page).get("ai-forum") == 2) != ("Not saved: 2." in banner.inner_text())


def test_a_note_that_is_being_written_outlives_the_session_on_the_server_too(page: Page, line: Relay) -> None:
    begin(page, line.url)
    note = note_of(questions(page).first)
    note.fill("Agreed on 3 May.")

    cut(page, line)
    mend(page, line)

    expect(page.locator("#connection")).to_be_hidden(timeout=BACK_AGAIN)
    note.blur()
    expect(questions(page).first.get_by_text("With a note.")).to_be_visible(timeout=20_000)
    assert questions(page).count() > 3
    no_library_words(page)


def test_a_note_that_was_left_during_a_break_does_not_end_the_page(page: Page, line: Relay) -> None:
    """The new session's first run met the note before it knew of it, and the library's box ended the page there."""
    begin(page, line.url)
    settled(page)
    count = questions(page).count()
    note = note_of(questions(page).first)
    note.fill("Agreed on 3 May.")
    cut(page, line)
    note.blur()
    mend(page, line)

    expect(questions(page).first.get_by_text("With a note.")).to_be_visible(timeout=BACK_AGAIN)
    expect(questions(page)).to_have_count(count)
    no_library_words(page)


def test_without_a_copy_nothing_is_kept_and_a_reload_says_why(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True, copied=False)
    answer(questions(page).first, 3)
    expect_saved(questions(page).first, ONLY_HERE)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    assert copies(page) == []

    page.reload()

    expect(page.get_by_role("heading", name="You loaded the page anew")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("This browser keeps no copy of them.")).to_be_visible()
    assert asked == ["beforeunload"]


def test_the_copy_goes_by_a_button_and_comes_again_by_another(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True)
    level(page, 0, 3)
    go(page, "Your data")
    page.get_by_role("button", name="Delete the copy in this browser").click()
    expect(page.get_by_text("This browser keeps no copy.")).to_be_visible()
    expect(page.locator(".keeping")).to_contain_text("only in this page until you download them")
    for _ in range(20):  # seconds: a browser writes when its disk lets it
        page.wait_for_timeout(1_000)
        if not copies(page):
            break
    page.wait_for_timeout(1_000)
    assert copies(page) == []

    page.get_by_role("button", name="Keep a copy in this browser").click()

    expect(page.locator(".keeping")).to_contain_text("A copy is kept in this browser.", timeout=20_000)
    assert levels_kept(page) == {"ai-accountability": 3}


def test_the_copy_goes_ninety_days_after_the_last_change(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True)
    level(page, 0, 3)
    (entry,) = copies(page)
    old = datetime.now(UTC) - timedelta(days=90, minutes=1)
    page.evaluate(CHANGE, [entry["name"], {"changed": old.timestamp() * 1000}])
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()

    expect(page.get_by_text("This browser's copy of them went 90 days after the last change.")).to_be_visible(
        timeout=20_000
    )
    assert copies(page) == []


def test_no_token_is_in_the_copy(page: Page, server: Server) -> None:
    begin(page, server.url)
    link = page.locator(".own-link code").last.inner_text().strip()
    answer(questions(page).first, 3)
    expect_saved(questions(page).first)
    go(page, "Your data")
    page.get_by_role("button", name="Go on in my own file").click()
    first_question(page)
    expect_saved(questions(page).first, KEPT_HERE)
    go(page, "Your data")
    page.get_by_role("button", name="Keep my answers on this server").click()
    expect(page.get_by_role("heading", name="Links")).to_be_visible()
    second = page.locator(".own-link code").last.inner_text().strip()

    everything = json.dumps(copies(page)) + page.evaluate("JSON.stringify([localStorage, sessionStorage])")

    for token in (link.partition("#")[2], second.partition("#")[2]):
        assert len(token) > 20
        assert token not in everything


def test_the_page_says_that_the_file_was_asked_for_and_when_never_that_it_arrived(
    browser: Browser, server: Server
) -> None:
    with closing(browser.new_context(timezone_id="Pacific/Auckland")) as context:
        page = context.new_page()
        begin(page, server.url, own_file=True)
        level(page, 0, 3)
        expect(page.locator(".keeping")).to_contain_text("You have not asked for your file so far.")
        with page.expect_download():
            page.get_by_role("button", name="Download my answers").click()
        asked = page.locator(".keeping").get_by_text("You asked for your file at")
        expect(asked).to_be_visible()
        here = page.evaluate("new Date().toLocaleTimeString('en-GB', {hour: '2-digit', minute: '2-digit'})")
        assert here[:2] in asked.inner_text().split(" at ")[1]
        expect(asked).to_contain_text("nothing has changed since")
        level(page, 1, 1)
        expect(asked).to_contain_text("what changed since is not in it")
        page.reload()
        expect(asked).to_contain_text("what changed since is not in it", timeout=20_000)
        assert "ownloaded" not in page.locator(".keeping").inner_text()


HOSTILE = [
    "",
    "{",
    "null",
    "[" * 100_000,
    '{"format": "copy/1"}',
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_copy_that_is_no_copy_is_refused_in_words_and_left_as_it_is(page: Page, server: Server, text: str) -> None:
    begin(page, server.url, own_file=True)
    level(page, 0, 3)
    (entry,) = copies(page)
    page.evaluate(CHANGE, [entry["name"], {"text": text}])
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()

    expect(page.get_by_role("heading", name="The copy in this browser can't be opened")).to_be_visible(timeout=20_000)
    no_library_words(page)
    assert copies(page)[0]["text"] == text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"changed": "2999-01-01T00:00:00Z"}, "still to come"),
        ({"chosen": ["nothing"]}, "names no area"),
        ({"answers": '{"format": "answers/1", "rubrics": {"x": "1.0.0"}}'}, "there is no rubric"),
        ({"answers": '{"a": 1, "a": 2}'}, "rubrics"),
    ],
)
def test_a_copy_with_a_fault_is_told_as_a_file_would_be(
    page: Page, server: Server, change: dict[str, object], words: str
) -> None:
    begin(page, server.url, own_file=True)
    level(page, 0, 3)
    (entry,) = copies(page)
    page.evaluate(CHANGE, [entry["name"], {"text": json.dumps({**json.loads(entry["text"]), **change})}])
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()

    expect(page.get_by_role("alert").get_by_text(words).first).to_be_visible(timeout=20_000)
    no_library_words(page)


def test_a_browser_that_can_keep_nothing_is_told_of(page: Page, server: Server) -> None:
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no'); };")
    begin(page, server.url, own_file=True)
    answer(questions(page).first, 3)

    expect(page.get_by_text("This browser keeps no copy: it does not allow it")).to_be_visible(timeout=20_000)
    expect_saved(questions(page).first, ONLY_HERE)


def test_an_opened_pool_is_kept_beside_the_answers(page: Page, server: Server, tmp_path: Path) -> None:
    begin(page, server.url, own_file=True)
    level(page, 0, 3)
    go(page, "Compare")
    drawn(page, 2)  # until then the page moves under the pointer
    page.get_by_text("For consultants: use your own file of councils").click()
    data = "".join(dump_pool(demo_pool(rubrics()))).encode()
    page.locator('input[type="file"]').set_input_files({"name": "p.csv", "mimeType": "text/csv", "buffer": data})
    expect(page.get_by_test_id("stFileChip")).to_be_visible()
    settled(page)
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Use this file").press("Enter")
    in_use = page.get_by_text("Your pool is in use:")
    expect(in_use).to_be_visible(timeout=20_000)
    expect(page.locator(".keeping")).to_contain_text("A copy is kept in this browser.")
    page.wait_for_timeout(500)

    page.reload()

    whole(page)
    expect(page.locator(".keeping")).to_be_visible(timeout=20_000)
    page.get_by_text("For consultants: use your own file of councils").click()
    expect(in_use).to_be_visible(timeout=20_000)
