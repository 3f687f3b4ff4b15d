"""Links with less rights, in two browsers: made, used, and taken back under an open page."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from assessment.instrument import Answer, Evidence, PlannedMove
from assessment.store import Intends, Key, Kind, Spot
from assessment.ui.shell import ADDRESSES
from tests.e2e.steps import a_sheet, go, kept, link_for, make_pack, rubrics, settled, store_of, visit, whole
from tests.serving import Server


def test_a_reader_reads_until_the_owner_withdraws_the_link(page: Page, browser: Browser, server: Server) -> None:
    visit(page, server, "your-data", kept(server, a_sheet()))
    page.get_by_text("A link for a colleague").click()
    page.get_by_label("Whose link is it?").fill("Auditor")
    page.get_by_text("Read", exact=True).click()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("A link for Auditor.")).to_be_visible()
    link = page.locator(".own-link code").inner_text()

    with closing(browser.new_context()) as elsewhere:
        reader = elsewhere.new_page()
        reader.goto(link)
        expect(reader.get_by_text("You are reading this assessment")).to_be_visible(timeout=20_000)
        expect(reader.locator("h1").first).to_contain_text("Results")
        expect(reader.get_by_role("navigation").get_by_role("link")).to_have_text(
            ["Start", "Results", "Plan", "Compare", "Your data", "Method"]
        )
        settled(reader)

        page.get_by_role("button", name="Withdraw").click()
        page.get_by_role("button", name="Yes, withdraw it").click()
        expect(page.get_by_text("is withdrawn.")).to_be_visible()

        expect(reader.get_by_role("heading", name="This link was withdrawn")).to_be_visible(timeout=20_000)
        reader.goto(link)
        expect(reader.get_by_role("heading", name="This link was withdrawn")).to_be_visible(timeout=20_000)


def test_an_owner_who_tries_a_readers_link_out_stays_the_owner(page: Page, server: Server) -> None:
    token = kept(server, a_sheet())
    visit(page, server, "your-data", token)
    with store_of(server) as store:
        owner = store.open(token)
        assert owner
        reading = owner.add_link("Auditor", Kind.READ)

    page.goto(f"{server.url}/open#{reading}")
    whole(page)
    go(page, "Your data")

    expect(page.get_by_text("Yes, delete this assessment")).to_be_visible()


def test_a_reader_starts_at_the_results_and_is_told_on_every_other_page(page: Page, server: Server) -> None:
    visit(page, server, "answer", link_for(server, Kind.READ))

    expect(page.get_by_role("heading", name="This link is for reading")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)


def test_a_boards_link_opens_its_one_page_at_every_address(page: Page, server: Server) -> None:
    token = link_for(server, Kind.BOARD)
    page.goto(f"{server.url}/open#{token}")
    expect(page.get_by_role("heading", name="Areas at a glance")).to_be_visible(timeout=20_000)

    for address in ADDRESSES.values():
        visit(page, server, address, token)
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Digital maturity"))
        expect(page.get_by_role("button", name="Make the PDF")).to_be_visible()
        expect(page.locator("main a, header a")).to_have_count(0)


def test_a_board_sees_what_changes_and_downloads_a_pack(page: Page, server: Server) -> None:
    token, everything = kept(server, a_sheet()), [Key(r.id, q.id) for r in rubrics() for q in r.questions]
    with store_of(server) as store:
        owner = store.open(token)
        assert owner
        visit(page, server, "results", owner.add_link("Board", Kind.BOARD))
        known = page.get_by_text("have a known answer")
        before = known.inner_text()
        open_one = next(one for one in everything if owner.entry(one).answer.level is None)
        owner.save(open_one, Answer(level=2), owner.revision())
        expect(known).not_to_have_text(before, timeout=20_000)

    settled(page)  # else the button that gets the focus may be the one before the change
    page.get_by_role("button", name="Make the PDF").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Download the PDF")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Make the PDF")).to_be_focused()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the PDF").click()
    assert taken.value.suggested_filename.startswith("maturity-board-pack-")
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF")


def test_what_a_boards_link_hides_never_reaches_its_browser(page: Page, server: Server) -> None:
    secrets = ("Ask Locksley", "Scheme of Sherwood", "Marian", "Tuck", "Twice as dear", "Minutes of Nottingham")
    with store_of(server) as store:
        owner = store.open(kept(server, a_sheet()))
        assert owner
        rubric = rubrics()[0]
        first, second = (Key(rubric.id, question.id) for question in rubric.questions[:2])
        piece = Evidence(title=secrets[1], owner=secrets[2], date=date(2026, 5, 1))
        owner.save(first, Answer(level=2, note=secrets[0], evidence=(piece,)), owner.revision())
        move = PlannedMove(before=1, to=2, owner=secrets[3], note=secrets[4], proof=secrets[5])
        owner.intend(Spot(Intends.MOVE, second.rubric, question=second.question), move)
        token = owner.add_link("Board", Kind.BOARD)
    frames: list[bytes] = []

    def keep(data: bytes | str) -> None:
        frames.append(data if isinstance(data, bytes) else data.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    visit(page, server, "results", token)
    make_pack(page, "Excel")

    reached = b" ".join([*frames, page.content().encode()])
    assert b"Areas at a glance" in b" ".join(frames)
    assert [secret for secret in secrets if secret.encode() in reached] == []
