"""A fault of the program in a real browser: our words where it happened, never the library's, and all else goes on."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.steps import answer, answer_and_wait, begin, questions, settled
from tests.serving import Server

FAULTY = """
from assessment.store import FileDesk
from assessment.ui.answering import question
kept = question.draw_state
def failing(desk, asked, outcome, progress):
    if asked.id == "ai-forum" and getattr(outcome, "revision", 0):
        raise RuntimeError("library words")
    kept(desk, asked, outcome, progress)
question.draw_state = failing
def hand_out(*_):
    raise RuntimeError("library words")
FileDesk.hand_out = hand_out
from assessment.command import main
main()
"""
WORDS = "This part of the page could not be shown."


class Faulty(Server):
    def command(self) -> list[str]:
        return [sys.executable, "-c", FAULTY, "run", "--port", str(self.port)]


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[Server]:
    running = Faulty(tmp_path).start()
    yield running
    running.stop()


def no_library_words(page: Page) -> None:
    expect(page.get_by_text("library words")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_fault_in_one_question_is_told_there_and_ends_no_other(page: Page, faulty: Server) -> None:
    begin(page, faulty.url)
    settled(page)
    count = questions(page).count()
    answer(questions(page).nth(1), 2)
    expect(page.get_by_role("alert").get_by_text(WORDS)).to_be_visible()
    answer_and_wait(questions(page).nth(2), 3)
    page.reload()
    expect(page.get_by_role("alert").get_by_text(WORDS)).to_be_visible(timeout=20_000)
    settled(page)
    expect(questions(page)).to_have_count(count)
    answer_and_wait(questions(page).first, 1)
    no_library_words(page)


def test_a_fault_behind_a_button_is_told_in_our_words(page: Page, faulty: Server) -> None:
    """Before the page's script runs at all: the last place where the library would speak."""
    begin(page, faulty.url, own_file=True)
    with page.expect_download():
        page.get_by_role("button", name="Download my answers").click()
    expect(page.get_by_role("alert").get_by_text(WORDS)).to_be_visible()
    no_library_words(page)
