"""Progress on Results in a browser: by the keyboard, on paper, and gone after a reload, as it says."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from assessment.files import dump_answers
from tests.e2e.steps import (
    a_sheet,
    complete,
    drawn,
    first_question,
    go,
    kept,
    offer_file,
    open_beside,
    results_beside_earlier_files,
    settled,
    visit,
)
from tests.e2e.test_paper import lines_of, sheets
from tests.serving import Server


def test_it_opens_by_the_keyboard_and_stays_open_while_files_are_opened_and_removed(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet()))
    summary, upload = page.locator("#progress > summary"), page.get_by_role("button", name="Compare with this file")
    expect(upload).to_be_hidden()
    summary.press("Enter")
    expect(upload).to_be_visible()

    open_beside(page, a_sheet(complete).model_copy(update={"date": date(2025, 5, 2)}))
    expect(page.locator("p.moved")).to_be_visible()
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)
    page.get_by_role("button", name="Remove “maturity-answers”").press("Enter")

    expect(page.locator("p.moved")).to_have_count(0)
    expect(upload).to_be_visible()
    summary.press("Enter")
    expect(upload).to_be_hidden()


def test_a_milestone_is_kept_by_the_keyboard_and_stays(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet()))
    page.locator("#progress > summary").press("Enter")
    name = page.get_by_label("Name of the milestone")
    name.press("Enter")
    expect(page.get_by_text("Please give the milestone a name.")).to_be_visible()

    name.fill("Spring")
    name.press("Enter")

    expect(page.locator("p.moved")).to_contain_text("Since “Spring” (14 May 2026) the score is the same")
    expect(name).to_have_value("")
    page.reload()
    drawn(page, 1)
    page.locator("#progress > summary").click()
    expect(page.locator("p.moved")).to_contain_text("Since “Spring”")


def test_in_ones_own_file_too_an_earlier_one_is_open_for_one_visit(page: Page, server: Server) -> None:
    page.goto(server.url)
    offer_file(page, dump_answers(a_sheet()))
    first_question(page)
    go(page, "Results")
    page.locator("#progress > summary").press("Enter")
    expect(page.get_by_text("The file that you download today is the one to compare with")).to_be_visible()
    expect(page.get_by_label("Name of the milestone")).to_have_count(0)
    open_beside(page, a_sheet(complete).model_copy(update={"date": date(2025, 5, 2)}))
    expect(page.locator("p.moved")).to_be_visible()
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)

    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    drawn(page, 1)

    expect(page.locator("#progress")).to_be_visible()
    expect(page.locator("p.moved")).to_have_count(0)


def test_a_reload_closes_the_files_as_it_says(page: Page, server: Server) -> None:
    results_beside_earlier_files(page, server)
    expect(page.locator("#progress")).to_be_visible()
    expect(page.get_by_text("once this page is loaded anew it must be opened again.")).to_be_visible()

    page.reload()
    drawn(page, 1)
    page.locator("#progress > summary").click()

    expect(page.get_by_role("button", name="Compare with this file")).to_be_visible()
    expect(page.locator("p.moved")).to_have_count(0)


def test_on_paper_it_is_open_and_without_what_only_a_screen_can_press(
    page: Page, server: Server, tmp_path: Path
) -> None:
    results_beside_earlier_files(page, server)
    page.locator("#progress > summary").click()

    text = " ".join(" ".join(lines_of(sheet)) for sheet in sheets(page, tmp_path))

    for told in ("Progress", "Since 2 May 2025 the score", "Then and now", "Over time", "The same in numbers"):
        assert told in text
    for pressed in ("Remove", "An earlier file of answers", "Compare with this file", "answers moved"):
        assert pressed not in text


def test_on_paper_it_is_left_out_where_nothing_is_compared(page: Page, server: Server, tmp_path: Path) -> None:
    visit(page, server, "results", kept(server, a_sheet()))
    page.locator("#progress > summary").click()
    settled(page)

    text = " ".join(" ".join(lines_of(sheet)) for sheet in sheets(page, tmp_path))

    assert "Progress" not in text
    assert "What moved since" not in text
