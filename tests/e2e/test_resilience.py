"""Answers survive: a killed server, a page that was open meanwhile, and two people at the same question."""

import os
import random
import re
import signal
import sqlite3
import time

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.steps import (
    answer,
    answer_and_wait,
    begin,
    expect_saved,
    first_question,
    levels,
    own_link,
    questions,
    settled,
)
from tests.serving import Server

ROUNDS = int(os.environ.get("MATURITY_KILLS", "20"))
WITHIN_FIVE_SECONDS = 5_000
BACK_AGAIN = 30_000
CLAIM = re.compile(r"^Saved\. [A-G], level (\d) of 4")


def kept(server: Server) -> dict[str, int]:
    """What the database holds: the level of each question."""
    with sqlite3.connect(server.database) as connection:
        rows = connection.execute("select question, json_extract(body, '$.level') from answer").fetchall()
    return dict(rows)


def names(page: Page) -> list[str]:
    """The ids of the questions on the page, in order."""
    blocks: list[str] = questions(page).evaluate_all(
        "blocks => blocks.map(block => block.className.match(/st-key-q-ai-governance-([a-z-]+)/)[1])"
    )
    return blocks


def claims(page: Page) -> dict[str, int]:
    """Every level that the page says is saved."""
    texts = page.locator(".state").all_inner_texts()
    found = {name: CLAIM.match(text) for name, text in zip(names(page), texts, strict=True)}
    return {name: int(claim[1]) for name, claim in found.items() if claim}


def reconnected(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-connection-state", "CONNECTED", timeout=BACK_AGAIN
    )
    settled(page)


def test_no_answer_that_the_page_called_saved_is_lost_by_kills(page: Page, own_server: Server) -> None:
    chance = random.Random(2026)
    begin(page, own_server.url)
    asked = questions(page).count()

    for _ in range(ROUNDS):
        index, level = chance.randrange(asked), chance.randrange(5)
        answer(questions(page).nth(index), level)
        if chance.random() < 0.5:
            saved = questions(page).nth(index).locator(".state").get_by_text(f"level {level} of")
            named = page.locator("#connection").get_by_text(f"Not saved: {index + 1}. ")
            expect(saved.or_(named).first).to_be_visible(timeout=BACK_AGAIN)
        else:
            time.sleep(chance.random() * 0.15)
        claimed = claims(page)
        own_server.kill()

        assert claimed.items() <= kept(own_server).items()
        own_server.start()
        reconnected(page)
    expect(page.locator("#connection")).not_to_contain_text("Checking", timeout=BACK_AGAIN)
    assert claims(page) == kept(own_server)


def test_an_open_page_says_that_the_server_is_gone_and_recovers_by_itself(page: Page, own_server: Server) -> None:
    begin(page, own_server.url)
    answer_and_wait(questions(page).first, 2)
    own_server.kill()

    expect(page.get_by_role("alert").get_by_text("The server can't be reached.")).to_be_visible(timeout=BACK_AGAIN)

    own_server.start()
    reconnected(page)
    expect(page.locator("#connection")).to_be_hidden(timeout=BACK_AGAIN)
    expect_saved(questions(page).first, "level 2 of 4")
    answer_and_wait(questions(page).nth(1), 3)
    assert kept(own_server) == {"ai-accountability": 2, "ai-forum": 3}


def test_an_answer_that_was_on_its_way_is_saved_after_the_return_or_named(page: Page, own_server: Server) -> None:
    begin(page, own_server.url)
    answer_and_wait(questions(page).first, 2)
    assert own_server.process is not None
    own_server.process.send_signal(signal.SIGSTOP)
    answer(questions(page).nth(1), 3)
    expect(questions(page).nth(1).locator(".state")).to_have_text("Saving…")
    answer(questions(page).first, 4)
    own_server.kill()

    alert = page.get_by_role("alert")
    expect(alert.get_by_text("Not saved: 2. Does one group decide")).to_be_visible(timeout=BACK_AGAIN)
    own_server.start()
    reconnected(page)
    expect(alert.get_by_text("Checking your last answers")).to_be_hidden(timeout=BACK_AGAIN)

    for index, name, level in ((1, "ai-forum", 3), (0, "ai-accountability", 4)):
        saved = kept(own_server).get(name) == level
        named = alert.get_by_text(f"Not saved: {index + 1}.").count() > 0
        assert saved != named
        if saved:
            expect_saved(questions(page).nth(index), f"level {level} of 4")


def test_a_choice_that_was_taken_back_while_the_server_was_gone_is_called_saved_again(
    page: Page, own_server: Server
) -> None:
    begin(page, own_server.url)
    answer_and_wait(questions(page).first, 2)
    own_server.kill()
    own_server.start()
    reconnected(page)
    assert own_server.process is not None
    own_server.process.send_signal(signal.SIGSTOP)
    answer(questions(page).first, 3)
    answer(questions(page).first, 2)
    expect(questions(page).first.locator(".state")).to_have_text("Saving…")
    own_server.kill()
    own_server.start()
    reconnected(page)

    expect_saved(questions(page).first, "level 2 of 4")
    expect(page.get_by_role("alert").get_by_text("Checking your last answers")).to_be_hidden(timeout=BACK_AGAIN)
    expect(page.get_by_role("alert").get_by_text("Not saved")).to_have_count(0)


def test_a_choice_that_the_return_takes_for_an_old_view_is_named(page: Page, own_server: Server) -> None:
    """The page was loaded with level 2; level 3 was saved since; level 2 is chosen again when nobody is there."""
    begin(page, own_server.url)
    answer_and_wait(questions(page).first, 2)
    page.reload()
    first_question(page)
    settled(page)
    answer_and_wait(questions(page).first, 3)
    assert own_server.process is not None
    own_server.process.send_signal(signal.SIGSTOP)
    answer(questions(page).first, 2)
    own_server.kill()
    own_server.start()
    reconnected(page)

    expect(page.locator("#connection")).to_contain_text("Not saved: 1.", timeout=BACK_AGAIN)
    expect_saved(questions(page).first, "level 3 of 4")
    answer_and_wait(questions(page).first, 2)
    expect(page.locator("#connection")).not_to_have_class(re.compile("shown"))
    assert kept(own_server) == {"ai-accountability": 2}


@pytest.mark.parametrize("moment", [0, 300, 700])
def test_a_choice_in_the_first_moments_after_the_return_is_saved_or_named(
    page: Page, own_server: Server, moment: int
) -> None:
    begin(page, own_server.url)
    answer_and_wait(questions(page).first, 2)
    own_server.kill()
    own_server.start()
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=BACK_AGAIN)
    page.wait_for_timeout(moment)
    answer(questions(page).first, 3)

    expect(page.locator("#connection")).to_contain_text("Checking", timeout=BACK_AGAIN)
    expect(page.locator("#connection")).not_to_contain_text("Checking", timeout=BACK_AGAIN)
    saved = kept(own_server)["ai-accountability"] == 3
    assert saved != ("Not saved: 1." in page.locator("#connection").inner_text())
    assert claims(page) == kept(own_server)


def test_a_note_in_the_first_moments_after_the_return_is_saved_or_named(page: Page, own_server: Server) -> None:
    begin(page, own_server.url)
    question = questions(page).first
    answer_and_wait(question, 2)
    question.get_by_text("Note and evidence").click()
    note = question.get_by_label("Note (saved when you click elsewhere)")
    expect(note).to_be_visible()
    own_server.kill()
    own_server.start()
    reconnected(page)
    expect(page.locator("#connection")).to_contain_text("Checking", timeout=BACK_AGAIN)
    note.fill("Agreed on 3 May.")
    note.blur()

    expect(page.locator("#connection")).not_to_contain_text("Checking", timeout=BACK_AGAIN)
    with sqlite3.connect(own_server.database) as connection:
        (kept_note,) = connection.execute("select json_extract(body, '$.note') from answer").fetchone()
    assert (kept_note == "Agreed on 3 May.") != ("Not saved: 1." in page.locator("#connection").inner_text())


def test_what_the_server_changes_after_a_choice_is_not_called_on_its_way(page: Page, server: Server) -> None:
    begin(page, server.url)
    answer_and_wait(questions(page).first, 3)
    levels(questions(page).first).nth(1).evaluate("option => option.setAttribute('data-selected', 'true')")

    page.wait_for_timeout(300)
    expect_saved(questions(page).first, "level 3 of 4")


def second_person(page: Page, browser: Browser, label: str) -> Page:
    """A colleague, with a link of their own, at the same theme."""
    theme = page.url
    page.goto(theme.replace("/answer", "/your-data"))
    page.get_by_text("A link for a colleague").click()
    page.get_by_label("Whose link is it?").fill(label)
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text(f"A link for {label}.")).to_be_visible()
    link = own_link(page)
    page.goto(theme)
    first_question(page)
    other = browser.new_context().new_page()
    other.goto(link)
    first_question(other)
    settled(other)
    return other


def state(question: Locator) -> Locator:
    return question.locator(".state")


def test_two_people_see_each_others_answers_and_both_are_kept(page: Page, browser: Browser, own_server: Server) -> None:
    begin(page, own_server.url)
    colleague = second_person(page, browser, "Head of ICT")

    answer_and_wait(questions(colleague).first, 1)
    answer_and_wait(questions(page).nth(1), 3)

    expect(state(questions(page).first)).to_contain_text("level 1", timeout=WITHIN_FIVE_SECONDS)
    expect(state(questions(page).first)).to_contain_text("Last changed through the link “Head of ICT”")
    expect(state(questions(colleague).nth(1))).to_contain_text("level 3", timeout=WITHIN_FIVE_SECONDS)
    assert kept(own_server) == {"ai-accountability": 1, "ai-forum": 3}
    colleague.context.close()


def test_two_answers_to_one_question_at_once_are_both_shown_until_somebody_chooses(
    page: Page, browser: Browser, own_server: Server
) -> None:
    begin(page, own_server.url)
    colleague = second_person(page, browser, "Finance")
    page.bring_to_front()

    answer(questions(page).first, 1)
    answer(questions(colleague).first, 3)

    question = "Two answers were given at the same time."
    for person in (page, colleague):
        expect(person.get_by_role("alert").get_by_text(question)).to_be_visible(timeout=WITHIN_FIVE_SECONDS)
        expect(person.get_by_text(re.compile("Kept for now.*level [13]"))).to_be_visible()
        expect(person.get_by_text(re.compile("Also given.*level [13]"))).to_be_visible()
    colleague.get_by_role("button", name="Change to level").click()

    for person in (page, colleague):
        expect(person.get_by_text(question)).to_have_count(0, timeout=WITHIN_FIVE_SECONDS)
    assert kept(own_server)["ai-accountability"] in (1, 3)
    colleague.context.close()
