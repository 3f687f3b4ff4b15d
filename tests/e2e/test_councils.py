"""A consultant's list of councils, and a role's link, in real browsers."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assessment.instrument import Answer, Council
from assessment.store import Store
from tests.e2e.steps import a_sheet, kept, pick, settled, visit
from tests.e2e.test_accessibility import AXE
from tests.serving import Server


def problems(page: Page) -> list[str]:
    return [one["id"] for one in Axe().run(page, options=AXE).response["violations"]]


def councils(server: Server, page: Page, number: int) -> list[str]:
    """Invented ones, fully answered, whose owner's links this browser keeps. Returns their public names."""
    names = []
    with closing(Store(f"sqlite:///{server.database}")) as store:
        for at in range(number):
            sheet = a_sheet(lambda number, question, at=at: Answer(level=(number + at) % len(question.levels)))
            token = store.adopt(sheet.model_copy(update={"council": Council(name=f"Invented council {at:02}")}))
            desk = store.open(token)
            assert desk
            names.append(desk.public_id)
            page.context.add_cookies([{"name": f"a_{desk.public_id}", "value": token, "url": server.url}])
    return names


def test_a_consultant_finds_hands_over_carries_and_takes_off(
    page: Page, browser: Browser, server: Server, tmp_path: Path
) -> None:
    names = councils(server, page, 3)
    page.goto(server.url)
    settled(page)
    page.get_by_role("link", name="Councils:").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text(["Invented council 00", "Invented council 01"])

    with page.expect_download() as download:
        page.get_by_role("button", name="All links as a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    with closing(browser.new_context(viewport={"width": 320, "height": 640})) as elsewhere:
        other = elsewhere.new_page()
        other.goto(f"{server.url}/councils")
        other.get_by_label("A file of links").set_input_files(file)
        other.get_by_role("button", name="Put its links on the list").click()
        expect(other.get_by_text("3 links were put on the list.")).to_be_visible()
        assert other.evaluate("document.documentElement.scrollWidth") <= 320
        assert problems(other) == []

    page.get_by_role("link", name=re.compile("Hand over.*council 01")).click()
    link = page.locator(".own-link code").inner_text()
    assert problems(page) == []
    page.get_by_label("I have copied the link").check()
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_text("Handed over.")).to_be_visible()
    page.reload()  # sends the same once more
    expect(page.get_by_text("Handed over.")).to_be_visible()
    page.get_by_role("link", name="Councils").click()
    expect(page.get_by_role("heading", name="Invented council 01")).to_have_count(0)
    with closing(browser.new_context()) as elsewhere:
        theirs = elsewhere.new_page()
        theirs.goto(link)
        theirs.wait_for_url(f"**a={names[1]}**")

    line = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Invented council 02"))
    line.locator("summary").click()
    line.get_by_label("I have the link elsewhere").check()
    line.get_by_role("button", name="Take off the list").click()
    expect(page.get_by_text("Taken off the list.")).to_be_visible()
    expect(page.get_by_role("heading", name="Invented council 02")).to_have_count(0)


@pytest.mark.parametrize(("others", "told"), [(11, "11 other councils"), (9, "No position is shown.")])
def test_a_pool_of_ones_own_clients_takes_two_clicks_and_of_few_shows_no_position(
    page: Page, server: Server, others: int, told: str
) -> None:
    names = councils(server, page, others + 1)
    page.goto(f"{server.url}/compare?a={names[0]}")
    settled(page)
    page.get_by_text("For consultants").click()
    page.get_by_role("button", name="Compare with the councils of this browser's links").click()
    expect(page.get_by_text(f"Your pool is in use: {others} records.")).to_be_visible()
    expect(page.get_by_text(told).first).to_be_visible()


def test_a_roles_link_answers_its_questions_and_leads_to_no_others(
    page: Page, browser: Browser, server: Server
) -> None:
    visit(page, server, "your-data", kept(server, a_sheet(lambda number, question: None)))
    page.get_by_text("A link for a colleague").click()
    page.get_by_label("Whose link is it?").fill("Ms Invented")
    page.get_by_text("Answer one role's questions", exact=True).click()
    pick(page, "If it answers one role's questions: whose?", "Procurement")
    page.get_by_role("button", name="Make the link").click()
    link = page.locator(".own-link code").inner_text(timeout=20_000)

    with closing(browser.new_context(viewport={"width": 390, "height": 800})) as elsewhere:
        theirs = elsewhere.new_page()
        theirs.goto(link)
        expect(theirs.get_by_text("the others are answered through other links").first).to_be_visible(timeout=20_000)
        expect(theirs.get_by_role("navigation").get_by_role("link")).to_have_text(
            ["Start", "Overview", "Answer", "Check", "Your data", "Method"]
        )
        settled(theirs)
        name = theirs.url.partition("a=")[2][:16]
        theirs.get_by_role("radio").first.check(force=True)
        expect(theirs.get_by_text("1 of ").first).to_be_visible()
        for address in ("results", "plan", "compare"):
            theirs.goto(f"{server.url}/{address}?a={name}")
            expect(theirs.get_by_role("heading", name="This link is for answering")).to_be_visible(timeout=20_000)
        theirs.goto(f"{server.url}/your-data?a={name}")
        expect(theirs.get_by_role("heading", name="Your link")).to_be_visible(timeout=20_000)
        expect(theirs.get_by_text("Delete this assessment")).to_have_count(0)
