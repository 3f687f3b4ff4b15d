"""A council scores itself, from the first page to the result, in a real browser."""

import json
import re
import signal
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.store import Key
from assessment.words import READING_LINE
from tests.e2e.steps import (
    DONT_KNOW,
    KEPT_HERE,
    LEFT_OUT,
    ONLY_HERE,
    a_sheet,
    answer,
    answer_and_wait,
    begin,
    expect_saved,
    first_question,
    following,
    go,
    kept,
    question_with_two_answers_at_once,
    questions,
    settled,
    store_of,
    visit,
)
from tests.serving import Server


def test_the_quick_check_goes_from_the_start_to_a_result_on_a_phone(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    begin(page, server.url, quick=True)

    answered = 0
    while True:
        for index in range(questions(page).count()):
            answer_and_wait(questions(page).nth(index), 2)
            answered += 1
        expect(page.locator(".progress")).to_contain_text(f"{answered} of 12 answered")
        if page.get_by_role("link", name="See your results").count():
            break
        following(page)
    page.get_by_role("link", name="See your results").click()

    expect(page.locator(".headline")).to_have_text(
        "An indication from the quick check: This council scores 50 out of 100."
    )
    expect(page.get_by_text("A quick check states no level")).to_be_visible()
    expect(page.get_by_test_id("stMain")).not_to_contain_text("Level ")
    assert answered == 12


def test_going_on_to_the_full_assessment_keeps_the_answers(page: Page, server: Server) -> None:
    begin(page, server.url, quick=True)
    answer_and_wait(questions(page).first, 3)
    go(page, "Results")

    page.get_by_role("button", name="Go on to the full assessment").click()

    first_question(page)
    expect(page.locator(".progress")).to_contain_text(re.compile(r"^1 of 52 answered, about \d+ minutes left$"))


def test_the_full_assessment_with_everything_an_answer_can_be(page: Page, server: Server, tmp_path: Path) -> None:
    begin(page, server.url)
    first = questions(page).first
    answer_and_wait(first, 3)
    expect(first.get_by_text("Please add one piece of evidence")).to_be_visible()
    first.get_by_text("Note and evidence").click()
    first.get_by_label("Evidence: title").fill("Scheme of delegation")
    first.get_by_label("Date, such as").fill("1/5/2026")
    first.get_by_role("button", name="Add evidence").click()
    expect(first.get_by_text("Scheme of delegation; dated 1 May 2026")).to_be_visible()
    second = questions(page).nth(1)
    second.get_by_text(DONT_KNOW).click()
    expect_saved(second, "It counts neither for nor against you")
    third = questions(page).nth(2)
    third.get_by_text(LEFT_OUT).click()
    expect_saved(third, "Not saved yet: please choose why it doesn't apply.")
    third.get_by_text("We don't do this at all").click()
    expect_saved(third, "The question is left out of your score")

    for place in range(100):
        if place:
            following(page)
        for index in range(3 if place == 0 else 0, questions(page).count()):
            answer_and_wait(questions(page).nth(index), 2)
        if page.get_by_role("link", name="See your results").count():
            break
    expect(page.locator(".progress")).to_have_text("52 of 52 answered")
    page.get_by_role("link", name="See your results").click()

    expect(page.locator(".headline")).to_contain_text("scores 51 out of 100 on what is known")
    expect(page.get_by_text("1 question left out as not applicable", exact=False).first).to_be_attached()
    with page.expect_download() as download:
        page.get_by_role("button", name="Answers (JSON)").click()
    download.value.save_as(tmp_path / "answers.json")
    saved = json.loads((tmp_path / "answers.json").read_text())["answers"]["ai-governance"]
    assert saved["ai-accountability"] == {
        "level": 3,
        "evidence": [{"title": "Scheme of delegation", "date": "2026-05-01"}],
    }
    assert saved["ai-forum"] == {"unknown": True}
    assert saved["ai-permitted-uses"] == {"not_applicable": "no_such_activity"}


def test_a_second_device_and_a_reload_find_the_same_place_with_everything_there(
    page: Page, browser: Browser, server: Server
) -> None:
    link = begin(page, server.url)
    following(page)
    answer_and_wait(questions(page).nth(1), 1)
    theme = page.locator("h1").inner_text()

    page.reload()
    expect(page.locator("h1")).to_have_text(theme, timeout=20_000)
    expect_saved(questions(page).nth(1), "level 1 of 4")

    other = browser.new_context().new_page()
    other.goto(link)
    expect(other.locator("h1")).to_have_text(theme, timeout=20_000)
    expect_saved(questions(other).nth(1), "level 1 of 4")
    other.context.close()


def test_the_back_button_goes_to_the_theme_before(page: Page, server: Server) -> None:
    begin(page, server.url)
    first = page.locator("h1").inner_text()
    following(page)

    page.go_back()

    expect(page.locator("h1")).to_have_text(first)


def test_a_note_is_kept_as_it_was_typed_and_shown_as_text(page: Page, server: Server) -> None:
    hostile = "<img src=x onerror=alert(1)> **bold** :red[x] $x^2$ \u202eright to left 🙂"
    begin(page, server.url)
    question = questions(page).first
    answer_and_wait(question, 1)
    question.get_by_text("Note and evidence").click()
    question.get_by_label("Note (saved when you click elsewhere)").fill(hostile)
    question.get_by_label("Note (saved when you click elsewhere)").blur()
    expect(question.get_by_text("With a note.")).to_be_visible()

    page.reload()
    first_question(page)
    questions(page).first.get_by_text("Note and evidence").click()
    expect(questions(page).first.get_by_label("Note (saved when you click elsewhere)")).to_have_value(hostile)
    go(page, "Your data")
    page.get_by_text("Show what was changed").click()

    expect(page.get_by_text(f"note (empty) became “{hostile}”")).to_be_visible()
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.parametrize("target", ["Next", "Results", "Your data"])
@pytest.mark.parametrize("busy", [False, True], ids=["", "while the server is busy"])
def test_a_note_is_kept_although_a_link_is_clicked_at_once(
    page: Page, own_server: Server, target: str, busy: bool
) -> None:
    token = kept(own_server)
    visit(page, own_server, "answer", token)
    question = questions(page).first
    question.get_by_text("Note and evidence").click()
    question.get_by_label("Note (saved when you click elsewhere)").press_sequentially("Agreed on 3 May.")
    link = page.locator("a.next") if target == "Next" else page.locator("header.site").get_by_role("link", name=target)
    before = page.locator("h1").inner_text()
    assert own_server.process is not None

    if busy:
        own_server.process.send_signal(signal.SIGSTOP)
    link.click(no_wait_after=True)
    if busy:
        page.wait_for_timeout(500)
        own_server.process.send_signal(signal.SIGCONT)

    expect(page.locator("h1")).not_to_have_text(before, timeout=20_000)
    with store_of(own_server) as store:
        desk = store.open(token)
        assert desk is not None
        assert desk.entry(Key("ai-governance", "ai-accountability")).answer.note == "Agreed on 3 May."


def test_a_note_that_is_being_written_warns_before_it_is_left(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server))
    questions(page).first.get_by_text("Note and evidence").click()
    questions(page).first.get_by_label("Note (saved when you click elsewhere)").press_sequentially("Agreed")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.reload()

    assert asked == ["beforeunload"]


def test_an_answer_can_be_changed_cleared_and_undone(page: Page, server: Server) -> None:
    begin(page, server.url)
    question = questions(page).first
    answer_and_wait(question, 1)
    answer_and_wait(question, 4)
    question.get_by_text("Note and evidence").click()
    expect(question.get_by_role("button", name="Clear this answer")).to_be_visible()
    settled(page)
    page.wait_for_timeout(500)  # the fold has opened to its end: a button that moves under the pointer is not clicked
    question.get_by_role("button", name="Clear this answer").click()
    expect_saved(question, "No level chosen")
    go(page, "Your data")
    page.get_by_text("Show what was changed").click()

    page.get_by_role("button", name="Undo: put back what stood before").first.click()
    expect(page.get_by_text("Done. The history shows this as a new change.")).to_be_visible()
    go(page, "Answer")

    expect_saved(questions(page).first, "level 4 of 4")


def test_own_file_mode_leaves_nothing_on_the_server_and_opens_again(
    page: Page, own_server: Server, tmp_path: Path
) -> None:
    begin(page, own_server.url, own_file=True)
    expect(page.get_by_text("Your answers are only in this page")).to_have_count(0)
    answer(questions(page).first, 3)
    expect_saved(questions(page).first, KEPT_HERE)
    assert "Saved" not in page.locator('[data-testid="stMain"]').inner_text()
    following(page)
    answer(questions(page).first, 2)
    expect_saved(questions(page).first, KEPT_HERE)
    go(page, "Results")
    expect(page.locator(".headline")).to_contain_text("too few answers")
    go(page, "Answer")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    download.value.save_as(tmp_path / "mine.json")
    expect(page.locator(".keeping")).to_contain_text("nothing has changed since")

    rows = sqlite3.connect(own_server.database).execute("select count(*) from assessment").fetchone()
    assert rows == (0,)

    page.goto(own_server.url)
    page.get_by_role("tab", name="I have a file").click()
    page.locator('input[type="file"]').set_input_files(tmp_path / "mine.json")
    expect(page.get_by_text("mine.json")).to_be_visible()
    page.get_by_role("button", name="Open the file").click()
    first_question(page)
    expect(page.locator(".progress")).to_contain_text("2 of 52 answered, about")


def test_unsaved_answers_in_an_own_file_are_not_thrown_away_by_beginning_anew(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True, copied=False)
    answer(questions(page).first, 3)
    expect_saved(questions(page).first, ONLY_HERE)

    go(page, "Start")

    expect(page.locator('.keeping[data-unsaved="yes"]')).to_be_visible()
    expect(page.get_by_role("button", name="Download my answers")).to_be_visible()
    expect(page.get_by_role("button", name="Begin")).to_have_count(0)
    page.get_by_text("and throw these answers away").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()


def test_answers_of_an_area_that_was_left_out_move_to_the_server_too(page: Page, own_server: Server) -> None:
    begin(page, own_server.url, own_file=True)
    answer(questions(page).first, 3)
    expect_saved(questions(page).first, KEPT_HERE)
    go(page, "Your data")
    page.get_by_text("Change the council's facts or the areas").click()
    page.locator(".st-key-settings-ai-governance label").click()
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Your changes are made.")).to_be_visible()

    page.get_by_role("button", name="Keep my answers on this server").click()

    expect(page.get_by_role("heading", name="Links")).to_be_visible()
    rows = sqlite3.connect(own_server.database).execute("select question, rubrics from answer, assessment").fetchall()
    assert [question for question, _ in rows] == ["ai-accountability"]
    assert "ai-governance" not in rows[0][1]


def test_both_ways_of_keeping_turn_into_each_other(page: Page, own_server: Server) -> None:
    begin(page, own_server.url, own_file=True)
    answer(questions(page).first, 3)
    expect_saved(questions(page).first, KEPT_HERE)
    go(page, "Your data")
    page.get_by_role("button", name="Keep my answers on this server").click()
    expect(page.get_by_role("heading", name="Links")).to_be_visible()
    go(page, "Answer")
    expect_saved(questions(page).first, "Saved.")
    go(page, "Your data")
    page.get_by_role("button", name="Go on in my own file").click()
    first_question(page)
    expect_saved(questions(page).first, KEPT_HERE)


def test_deleting_needs_a_yes_and_leaves_nothing(page: Page, own_server: Server) -> None:
    link = begin(page, own_server.url)
    answer_and_wait(questions(page).first, 3)
    go(page, "Your data")
    expect(page.get_by_role("button", name="Delete for good, at once")).to_be_disabled()
    page.get_by_text("Yes, delete this assessment").click()
    page.get_by_role("button", name="Delete for good, at once").click()
    expect(page.get_by_text("The assessment is deleted, and so is what it gave")).to_be_visible()

    page.goto(link)

    expect(page.get_by_role("heading", name="This link opens nothing")).to_be_visible(timeout=20_000)
    tables = ("assessment", "link", "answer", "change", "rival")
    connection = sqlite3.connect(own_server.database)
    assert [connection.execute(f"select count(*) from {name}").fetchone()[0] for name in tables] == [0] * 5


def test_a_link_pasted_on_the_start_page_opens_the_assessment(page: Page, server: Server) -> None:
    link = begin(page, server.url)
    answer_and_wait(questions(page).first, 3)
    page.goto(server.url)
    page.get_by_role("tab", name="I have a link").click()
    page.get_by_label("Paste your link").fill(f"The link to our assessment is {link}.")
    page.get_by_label("Paste your link").press("Enter")
    page.get_by_role("button", name="Open", exact=True).click()

    first_question(page)

    expect_saved(questions(page).first, "level 3 of 4")


def test_who_has_twenty_open_sees_whose_each_is(page: Page, server: Server) -> None:
    token = kept(server, a_sheet())
    for where, name in (
        ("answer", "Answer"),
        ("results", "Results"),
        ("compare", "Compare"),
        ("your-data", "Your data"),
    ):
        visit(page, server, where, token)
        expect(page).to_have_title(f"Example Borough · {name} · Digital maturity self-assessment")
        expect(page.locator("p.whose")).to_have_text("Example Borough, last answer on 14 May 2026")
    visit(page, server, "results", token)
    for label, name in (
        ("Answers (JSON)", "maturity-answers-example-borough-2026-05-14.json"),
        ("Result (JSON)", "maturity-result-example-borough-2026-05-14.json"),
        ("Result (CSV)", "maturity-result-example-borough-2026-05-14.csv"),
        ("Result (XLSX)", "maturity-result-example-borough-2026-05-14.xlsx"),
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        assert download.value.suggested_filename == name
    go(page, "Start")
    expect(page).to_have_title("Start · Digital maturity self-assessment")


def test_the_minutes_left_shrink_as_answers_come_in_and_the_rule_stands_on_every_page(
    page: Page, server: Server
) -> None:
    visit(page, server)
    expect(page.get_by_text("about 24 minutes to read and choose")).to_be_visible()
    expect(page.get_by_text("AI governance: about 6 minutes, in the quick check 1")).to_be_visible()
    begin(page, server.url)
    expect(page.locator(".progress")).to_have_text("0 of 52 answered, about 24 minutes left")

    answer_and_wait(questions(page).first, 3)
    answer_and_wait(questions(page).nth(1), 3)

    expect(page.locator(".progress")).to_have_text("2 of 52 answered, about 23 minutes left")
    expect(page.locator("p.reading")).to_have_text(READING_LINE)
    following(page)
    expect(page.locator("p.reading")).to_be_visible()


def test_the_first_question_page_stands_at_its_top(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(server.url)
    page.get_by_role("button", name="Begin").scroll_into_view_if_needed()
    page.get_by_role("button", name="Begin").click()
    first_question(page)
    settled(page)

    expect(page.locator("h1")).to_be_in_viewport()


def test_a_deleted_assessment_is_closed_to_every_link_and_can_be_brought_back(page: Page, server: Server) -> None:
    token = kept(server, a_sheet())
    visit(page, server, "your-data", token)
    page.get_by_text("Yes, delete this assessment").click()
    page.get_by_role("button", name="Delete, with seven days to bring it back").click()

    for where in ("overview", "answer", "results", "compare", "your-data"):
        visit(page, server, where, token)
        expect(page.get_by_role("heading", name="This assessment was deleted")).to_be_visible()
        expect(page.get_by_text("It is gone for good on ")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{server.url}/open#{token}")
    expect(page.get_by_role("heading", name="This assessment was deleted")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Bring it back").click()

    expect(page.get_by_text("The assessment is back.")).to_be_visible()
    expect(page.locator(".progress")).to_contain_text("48 of 52 answered")


def test_a_choice_between_two_answers_is_not_taken_for_one_that_is_on_its_way(page: Page, server: Server) -> None:
    question_with_two_answers_at_once(page, server)
    settled(page)
    page.evaluate(
        """() => {
          window.sent = [];
          const look = () => window.sent.push(...document.querySelectorAll(".state.sending"));
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
        }"""
    )

    page.get_by_role("button", name="Change to level 3").click()

    expect_saved(questions(page).first, "level 3 of 4")
    assert page.evaluate("window.sent.length") == 0
