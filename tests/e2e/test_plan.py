"""The plan in a browser: in order, what if, planned at each change, for readers, by keyboard and on paper."""

import re
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from assessment.instrument import PlannedMove
from assessment.store import Intends, Kind, Spot
from tests.e2e.steps import (
    KEPT_HERE,
    a_planned_sheet,
    a_sheet,
    begin,
    go,
    kept,
    pick,
    questions,
    settled,
    store_of,
    tick,
    visit,
)
from tests.e2e.test_comparing import downloaded
from tests.e2e.test_paper import lines_of, sheets
from tests.e2e.test_resilience import BACK_AGAIN, reconnected
from tests.serving import Server

OWNER = "Owner (a role or a name)"
FIRST = Spot(Intends.MOVE, "ai-governance", question="ai-register")  # critical, and unknown in these answers


def move_of(server: Server, token: str, spot: Spot = FIRST) -> PlannedMove | None:
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        value = desk.contents().kept(spot).value
        assert value is None or isinstance(value, PlannedMove)
        return value


def row(page: Page, spot: Spot = FIRST) -> Locator:
    return page.locator(f".st-key-q-move-{spot.rubric}-{spot.question}")


def test_a_tick_shows_at_once_what_would_hold_and_is_saved_nowhere(page: Page, server: Server) -> None:
    token = kept(server, a_sheet())
    visit(page, server, "plan", token)
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        before = desk.revision()

        tick(page, 0)

        expect(page.locator("p.if")).to_contain_text("If this move were done, the score would be")
        expect(page.locator("#announcer")).to_contain_text("If this move were done, the score would be")
        tick(page, 1)
        expect(page.locator("p.if")).to_contain_text("If these 2 moves were done")
        page.get_by_role("button", name="Clear the ticks").click()
        expect(page.locator("p.if")).to_contain_text("Tick moves to see")
        assert desk.revision() == before


def test_a_planned_move_is_saved_at_each_change_and_is_there_again(page: Page, server: Server) -> None:
    token = kept(server, a_sheet())
    visit(page, server, "plan", token)

    row(page).get_by_role("button", name="Plan this").click()

    expect(row(page).locator("h3:focus")).to_be_visible()
    row(page).get_by_label(OWNER).fill("Head of ICT")
    row(page).get_by_label(OWNER).press("Tab")
    expect(row(page).locator(".state")).to_have_text("Saved.")
    row(page).get_by_label("Due, such as").fill("31/3/2030")
    row(page).get_by_label("Due, such as").press("Tab")
    expect(row(page).locator("p.planned")).to_contain_text("To do; Head of ICT; by 31 March 2030.")
    move = move_of(server, token)
    assert move is not None
    assert (move.find_out, move.owner, str(move.due)) == (True, "Head of ICT", "2030-03-31")
    page.reload()
    expect(row(page).locator("p.planned")).to_contain_text("To do; Head of ICT; by 31 March 2030.", timeout=20_000)


def test_in_ones_own_file_the_plan_is_in_the_page_and_its_copy(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True)
    answer_and_wait_own(page)
    go(page, "Plan")
    page.get_by_role("button", name="Plan this").first.click()
    page.get_by_label(OWNER).fill("Clerk")
    page.get_by_label(OWNER).press("Tab")
    expect(page.locator("p.planned").first).to_contain_text("To do; Clerk; no day set.")
    expect(page.locator(".st-key-plan-list .state").first).to_contain_text(KEPT_HERE)

    page.reload()

    expect(page.locator("p.planned").first).to_contain_text("To do; Clerk; no day set.", timeout=20_000)


def answer_and_wait_own(page: Page) -> None:
    questions(page).first.locator('[data-testid="stRadioOption"]').nth(0).click()
    expect(questions(page).first.locator(".state")).to_contain_text(KEPT_HERE)


def test_what_is_typed_waits_for_the_database(page: Page, own_server: Server) -> None:
    token = kept(own_server, a_sheet())
    visit(page, own_server, "plan", token)
    row(page).get_by_role("button", name="Plan this").click()
    expect(row(page).get_by_label(OWNER)).to_be_visible()
    settled(page)
    away = own_server.database.with_name("away.db")
    own_server.database.rename(away)

    row(page).get_by_label(OWNER).fill("Head of ICT")
    row(page).get_by_label(OWNER).press("Tab")
    expect(row(page).locator(".state")).to_contain_text("Not saved yet: the server could not write it down.")
    away.rename(own_server.database)

    expect(row(page).locator(".state")).to_have_text("Saved.", timeout=BACK_AGAIN)
    move = move_of(own_server, token)
    assert move is not None
    assert move.owner == "Head of ICT"


def test_hostile_text_in_a_move_is_text(page: Page, server: Server) -> None:
    bad = '<img src=x onerror=alert(1)> **b** =1+1 \u202eabc :smile: $x$ "q"'
    move = PlannedMove(before=0, to=1, owner=bad, note=bad * 100, proof=bad)
    sheet = a_sheet().model_copy(update={"plan": {"ai-governance": {"ai-register": move}}})
    visit(page, server, "plan", kept(server, sheet))

    expect(row(page).locator("p.planned")).to_contain_text(bad.split(" **")[0])
    expect(page.locator(".st-key-plan-list img")).to_have_count(0)
    expect(row(page).locator("p.note")).to_contain_text("**b** =1+1")


def test_by_keyboard_a_move_is_ticked_and_planned(page: Page, server: Server) -> None:
    visit(page, server, "plan", kept(server, a_sheet()))
    box = row(page).get_by_role("checkbox")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("p.if")).to_contain_text("If this move were done")
    page.keyboard.press("Tab")
    expect(row(page).get_by_role("button", name="Plan this")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(page).locator("h3:focus")).to_be_visible()


def test_on_paper_the_plan_is_a_table_without_anything_to_press(page: Page, server: Server, tmp_path: Path) -> None:
    visit(page, server, "plan", kept(server, a_planned_sheet()))

    printed = [lines_of(one) for one in sheets(page, tmp_path)]

    text = " ".join(" ".join(lines) for lines in printed)
    assert "What to do Area and question Planned" in text
    assert len(re.findall("Head of ICT", text)) > 1
    for absent in ("Plan this", "What if", "Tick moves", "Show all", "Saved."):
        assert absent not in text


def test_what_is_typed_outlives_the_server(page: Page, own_server: Server) -> None:
    token = kept(own_server, a_sheet())
    visit(page, own_server, "plan", token)
    row(page).get_by_role("button", name="Plan this").click()
    expect(row(page).get_by_label(OWNER)).to_be_visible()
    settled(page)
    row(page).get_by_label(OWNER).fill("Head of ICT")  # and does not leave the field yet
    own_server.kill()
    expect(page.locator("#connection")).to_contain_text("The server can't be reached", timeout=BACK_AGAIN)

    own_server.start()

    reconnected(page)
    row(page).get_by_label(OWNER).press("Tab")
    expect(row(page).get_by_label(OWNER)).to_have_value("Head of ICT", timeout=BACK_AGAIN)
    expect(row(page).locator("p.planned")).to_contain_text("To do; Head of ICT", timeout=BACK_AGAIN)
    move = move_of(own_server, token)
    assert move is not None
    assert move.owner == "Head of ICT"


def test_the_plan_leaves_as_tables_and_as_days_for_a_calendar(page: Page, server: Server) -> None:
    visit(page, server, "plan", kept(server, a_planned_sheet()))

    days = downloaded(page, "Days for a calendar (ICS)")
    table = downloaded(page, "Plan (CSV, for spreadsheets)")

    assert days.count("BEGIN:VEVENT") == 1  # what is done has none
    assert "DTSTART;VALUE=DATE:20260131" in days
    assert "Ask at the heads' meeting." in table


def test_a_decision_and_a_target_are_saved_and_shown_to_a_reader(page: Page, browser: Browser, server: Server) -> None:
    token = kept(server, a_planned_sheet())
    visit(page, server, "plan", token)
    decision = page.locator(".st-key-q-decision")
    decision.get_by_role("button", name="Draft it from the plan").click()
    expect(decision.get_by_label("We ask the board to agree (")).to_have_value(re.compile("by 31 January 2026.$"))
    expect(decision.locator(".state")).to_have_text("Saved.")
    page.get_by_text("Targets for Cyber hygiene").click()
    pick(page, "Cyber hygiene", "Level 3, Established")
    expect(page.locator(".st-key-q-aims-cyber-hygiene .state")).to_have_text("Saved.")

    with store_of(server) as store:
        owner = store.open(token)
        assert owner
        link = owner.add_link("Board", Kind.READ)
    with closing(browser.new_context()) as elsewhere:
        reader = elsewhere.new_page()
        visit(reader, server, "plan", link)
        asked = re.compile("^We ask the board to agree: find out.*by 31 January 2026.$")
        expect(reader.locator("p.decision")).to_have_text(asked)
        expect(reader.get_by_role("row", name=re.compile("^Cyber hygiene 3"))).to_be_visible()
        expect(reader.get_by_role("button", name="Draft it from the plan")).to_have_count(0)
