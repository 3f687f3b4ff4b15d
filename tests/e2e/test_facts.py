"""Facts in a browser: from the click to the sentence, in every tab, through every break, and on paper."""

import csv
import io
import json
import re
import signal
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from assessment.instrument import Fact
from tests.e2e.steps import (
    KEPT_HERE,
    NSW,
    POLICY,
    a_sheet_with_facts,
    begin,
    companions_version,
    drawn,
    fact,
    go,
    kept,
    say,
    settled,
    store_of,
    visit,
)
from tests.e2e.test_comparing import downloaded
from tests.e2e.test_paper import lines_of, sheets
from tests.e2e.test_resilience import BACK_AGAIN, reconnected
from tests.serving import Server

SENTENCE = "You do; 40 % of 128 councils in New South Wales did in 2025 (audit; press report, grade B)."
ANY_TOOL = "Does your council use any AI tool at all, be it on trial or every day?"


def state(page: Page, ask: str = POLICY) -> Locator:
    return fact(page, ask).locator(".state")


def without_facts(server: Server) -> str:
    return kept(server, a_sheet_with_facts({}))


def facts_of(server: Server, token: str) -> dict[str, Fact]:
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        return desk.contents().facts


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_from_a_click_to_the_sentence_beside_the_figure_and_everywhere_else(page: Page, server: Server) -> None:
    token = without_facts(server)
    visit(page, server, "compare", token)

    say(page, "Yes")

    expect(state(page)).to_have_text("Saved. Yes.")
    lines = fact(page).locator("ul.beside > li")
    assert spaced(lines.first.inner_text()).startswith(SENTENCE)
    expect(lines.first.get_by_role("link", include_hidden=True)).to_have_attribute("href", re.compile("^https://"))
    expect(page.locator("p.statement", has_text="with a published figure, you have")).to_be_visible()
    assert facts_of(server, token) == {"ai-policy": Fact.YES}
    document = json.loads(downloaded(page, "This comparison (JSON, for software)"))
    said = next(one for one in document["facts"]["answered"] if one["item"] == "ai-policy")
    assert (said["fact"], said["figures"][0]["text"]) == ("yes", SENTENCE)
    rows = csv.DictReader(io.StringIO(downloaded(page, "This comparison (CSV, for spreadsheets)"), newline=""))
    assert SENTENCE in [row["text"] for row in rows]
    assert "ai-policy" not in page.locator("pre.record").first.text_content()  # what would be given to the pool

    page.reload()
    expect(state(page)).to_have_text("Saved. Yes.", timeout=20_000)
    go(page, "Results")
    drawn(page, 1)
    page.locator("#facts > summary").click()
    assert SENTENCE in spaced(page.locator("#facts").inner_text())


def test_what_a_level_says_is_filled_in_and_told_and_a_click_is_taken_back(page: Page, server: Server) -> None:
    token = without_facts(server)
    visit(page, server, "compare", token)
    expect(state(page, ANY_TOOL)).to_contain_text("Filled in from your answer to “")
    expect(fact(page, ANY_TOOL).get_by_role("radio", name="Yes")).to_be_checked()

    say(page, "No", ANY_TOOL)
    expect(state(page, ANY_TOOL)).to_have_text("Saved. No.")
    assert facts_of(server, token) == {"ai-any-tool": Fact.NO}
    fact(page, ANY_TOOL).get_by_role("button", name="Take back").click()

    expect(state(page, ANY_TOOL)).to_contain_text("Filled in from your answer to “")
    expect(fact(page, ANY_TOOL).get_by_role("radio", name="Yes")).to_be_checked()
    expect(fact(page, ANY_TOOL).get_by_role("heading")).to_be_focused()
    assert facts_of(server, token) == {}


def test_a_fact_said_elsewhere_is_shown_at_once_and_a_reader_follows(
    page: Page, browser: Browser, server: Server
) -> None:
    token = without_facts(server)
    with store_of(server) as store:
        owner = store.open(token)
        assert owner
        colleague = store.open(owner.add_link("Head of ICT"))
        assert colleague
        visit(page, server, "compare", token)
        with closing(browser.new_context()) as elsewhere:
            other = elsewhere.new_page()
            visit(other, server, "compare", token)
            say(other, "Yes")
            expect(state(other)).to_have_text("Saved. Yes.")
            expect(state(page)).to_have_text("Saved. Yes.")
            expect(fact(page).get_by_role("radio", name="Yes")).to_be_checked()

            colleague.say(companions_version(), "ai-policy", Fact.NO)
            for tab in (page, other):
                expect(state(tab)).to_have_text("Saved. No. Last changed through the link “Head of ICT”.")
                expect(fact(tab).get_by_role("radio", name="No", exact=True)).to_be_checked()


def test_by_keyboard_arrows_move_and_space_says_it(page: Page, server: Server) -> None:
    token = without_facts(server)
    visit(page, server, "compare", token)
    drawn(page, 2)
    fact(page).get_by_role("radio").first.focus()

    page.keyboard.press("ArrowRight")
    expect(state(page)).to_have_text("This is not chosen yet. Space or Enter chooses it.")
    assert facts_of(server, token) == {}
    page.keyboard.press("Space")

    expect(state(page)).to_have_text("Saved. No.")
    expect(fact(page).get_by_role("radio", name="No", exact=True)).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Saved. No.")


def test_a_fact_waits_for_the_database_and_outlives_the_server(page: Page, own_server: Server) -> None:
    token = without_facts(own_server)
    visit(page, own_server, "compare", token)
    drawn(page, 2)
    away = own_server.database.with_name("away.db")
    own_server.database.rename(away)
    say(page, "Yes")
    expect(state(page)).to_contain_text("Not saved yet: the server could not write it down.")
    expect(fact(page).locator("ul.beside")).to_have_count(0)
    away.rename(own_server.database)
    expect(state(page)).to_have_text("Saved. Yes.", timeout=BACK_AGAIN)
    assert facts_of(own_server, token) == {"ai-policy": Fact.YES}

    assert own_server.process is not None
    own_server.process.send_signal(signal.SIGSTOP)
    say(page, "No")
    expect(state(page)).to_have_text("Saving…")
    own_server.kill()
    expect(page.locator("#connection")).to_contain_text(f"Not saved: {POLICY} – No", timeout=BACK_AGAIN)
    own_server.start()
    reconnected(page)
    alert = page.get_by_role("alert")
    expect(alert.get_by_text("Checking your last answers")).to_be_hidden(timeout=BACK_AGAIN)
    settled(page)
    saved = facts_of(own_server, token) == {"ai-policy": Fact.NO}
    assert saved != (alert.get_by_text(f"Not saved: {POLICY}").count() > 0)


def test_in_ones_own_file_a_fact_is_in_the_copy_the_file_and_another_tab(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True)
    go(page, "Compare")
    page.get_by_text("AI governance: 24 facts").click()
    say(page, "Yes")
    expect(state(page)).to_have_text(f"{KEPT_HERE} Yes.")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_text("AI governance: 24 facts").click(timeout=20_000)
    expect(state(other)).to_have_text(f"{KEPT_HERE} Yes.")

    say(other, "No")

    expect(state(other)).to_have_text(f"{KEPT_HERE} No.")
    expect(state(page)).to_have_text(re.compile(f"^{re.escape(KEPT_HERE)} No."))
    file = json.loads(downloaded(page, "Download my answers"))
    assert (file["format"], file["companions"], file["facts"]) == (
        "answers/2",
        companions_version(),
        {"ai-policy": "no"},
    )


def test_a_council_without_a_country_is_asked_for_it(page: Page, server: Server) -> None:
    sheet = a_sheet_with_facts({}).model_copy(
        update={"council": NSW.model_copy(update={"country": None, "region": None})}
    )
    visit(page, server, "compare", kept(server, sheet))

    page.get_by_role("link", name="Say which it is in Your data").click()

    expect(page.get_by_role("heading", name="Your data")).to_be_visible()


def test_on_paper_facts_stand_beside_their_figures_and_nothing_is_asked(
    page: Page, server: Server, tmp_path: Path
) -> None:
    visit(page, server, "compare", kept(server, a_sheet_with_facts()))
    drawn(page, 2)

    text = " ".join(" ".join(lines_of(one)) for one in sheets(page, tmp_path))

    assert f"{POLICY} Yes. " in text
    assert SENTENCE in text
    for absent in ("Facts 1 to 5", "More on", "I don't know", "Take back", "Saved."):
        assert absent not in text
