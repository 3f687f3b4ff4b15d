"""The record in a browser: read on a screen and a phone, printed, and taken along by a press."""

import socket
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from assessment.pack import Meeting
from assessment.ui.guard import Gate
from assessment.ui.recording import ROUTES, asking
from assessment.ui.shell.middleware import SecurityHeaders
from tests.e2e.steps import one_page
from tests.records import RECORDS, hostile_meeting

STATIC = Path(__file__).parents[2] / "assessment" / "ui" / "shell" / "static"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = {"runOnly": {"type": "tag", "values": WCAG}, "rules": {"target-size": {"enabled": True}}}
FILES = {
    "PDF": (".pdf", b"%PDF"),
    "Word file": (".docx", b"PK"),
    "Slides (PowerPoint)": (".pptx", b"PK"),
    "Workbook (Excel)": (".xlsx", b"PK"),
    "Table (CSV)": (".csv", b"\xef\xbb\xbf"),
}


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The record by itself, of whatever workshop a test puts there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    routes = [*ROUTES, Mount("/app/static", StaticFiles(directory=STATIC))]
    app = Starlette(routes=routes, middleware=[Middleware(SecurityHeaders), Middleware(Gate)])
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/record?a=0123456789abcdef&w=fedcba9876543210"
    server.should_exit = server.force_exit = True
    thread.join(10)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with one_page(browser, viewport={"width": 1280, "height": 900}) as found:
        yield found


def see(page: Page, url: str, meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "found", lambda *_: meeting)
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Workshop record")


@pytest.mark.parametrize("shape", RECORDS)
def test_it_is_axe_clean_and_fits_a_phone(page: Page, served: str, shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    see(page, served, RECORDS[shape](), monkeypatch)
    found = Axe().run(page, options=AXE).response["violations"]
    page.set_viewport_size({"width": 320, "height": 640})

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    levels = [int(one.evaluate("one => one.tagName[1]")) for one in page.locator("h1, h2, h3, h4").all()]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_file_comes_by_a_press_and_by_keyboard_too(
    page: Page, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    see(page, served, RECORDS["two"](), monkeypatch)

    for name, (ending, begins) in FILES.items():
        button = page.get_by_role("button", name=name, exact=True)
        button.focus()
        with page.expect_download() as told:
            page.keyboard.press("Enter")
        assert told.value.suggested_filename == f"maturity-workshop-record-ashby-2026-05-13{ending}"
        assert Path(told.value.path()).read_bytes().startswith(begins)
    expect(page.get_by_text("2 of 2 questions have an agreed answer.")).to_be_visible()  # the page is still there


def test_an_address_that_was_typed_makes_no_file(page: Page, served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "found", lambda *_: RECORDS["two"]())
    page.goto(f"{served}&as=pdf")

    expect(page.get_by_text("A file is made for a press on the record's own page only.")).to_be_visible()


def test_on_paper_it_has_all_but_its_buttons(page: Page, served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    see(page, served, RECORDS["many"](), monkeypatch)
    page.emulate_media(media="print")

    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Not final: this workshop is still open.")).to_be_visible()
    expect(page.get_by_role("heading", name="How to read this")).to_be_visible()


def test_what_people_wrote_is_text(page: Page, served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    see(page, served, hostile_meeting("<script>alert(1)</script><img src=x onerror=alert(2)>"), monkeypatch)

    expect(page.locator("main script, main img")).to_have_count(0)
    expect(page.get_by_text("Dissent: <script>alert(1)</script>")).to_be_visible()
    assert said == []
