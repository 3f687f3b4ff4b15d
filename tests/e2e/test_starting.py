"""The ways in which the app is started, and where it may stand: the same walk each time."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.steps import KEPT_HERE, answer, begin, expect_saved, go, questions, settled
from tests.serving import MATURITY, ROOT, Server

HOMES = (".agents", ".claude", ".codex", ".cursor", ".gemini")  # of coding tools, which Streamlit looks for
OURS = "[data-testid=stMain], #announcer, #connection, script, style, noscript"
FOREIGN = f"""() => [...document.body.querySelectorAll("*")]
    .filter(one => !one.closest("{OURS}") && !one.querySelector("[data-testid=stMain]") && one.checkVisibility())
    .filter(one => one.getBoundingClientRect().width * one.getBoundingClientRect().height > 1)
    .map(one => [one.dataset.testid || one.tagName, one.textContent])"""


class Below(Server):
    """Below a path of its host, and listening elsewhere: as variables say, which win over the shipped settings."""

    address, base = "127.0.0.2", "/tools/maturity"

    def __init__(self, home: Path) -> None:
        variables = {"ADDRESS": self.address, "BASE_URL_PATH": self.base}
        super().__init__(home, **{f"STREAMLIT_SERVER_{name}": value for name, value in variables.items()})


class ByStreamlit(Server):
    def command(self) -> list[str]:
        return [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]

    def folder(self) -> Path:
        return ROOT


class AmongCodingTools(Server):
    """On a developer's machine, the browser not refused: there Streamlit would offer to install something."""

    def __init__(self, home: Path) -> None:
        super().__init__(home, HOME=str(home), BROWSER="true", STREAMLIT_SERVER_HEADLESS="false")
        for name in HOMES:
            (home / name).mkdir()


class AmongCodingToolsByStreamlit(ByStreamlit, AmongCodingTools):
    pass


@contextmanager
def running(server: Server) -> Iterator[Server]:
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.mark.parametrize("kind", [Server, Below, ByStreamlit])
def test_the_walk_from_begin_to_results_and_downloads(
    page: Page, tmp_path: Path, kind: Callable[[Path], Server]
) -> None:
    refused: list[str] = []
    page.on("response", lambda response: refused.append(response.url) if response.status >= 300 else None)
    with running(kind(tmp_path)) as server:
        begin(page, f"{server.url}/")
        assert page.url.startswith(f"{server.url}/answer?a=")
        answer(questions(page).first, 3)
        expect_saved(questions(page).first, "Saved. D, level 3 of 4")
        go(page, "Results")
        expect(page.locator(".headline")).to_contain_text("too few answers")
        with page.expect_download() as download:
            page.get_by_role("button", name="Result (JSON)").click()
        assert json.loads(download.value.path().read_text())["format"] == "result/1"
        page.reload()
        expect(page.locator(".headline")).to_contain_text("too few answers")
        assert refused == []


@pytest.mark.parametrize("kind", [Server, Below])
def test_an_assessment_in_ones_own_file_outlives_every_link(
    page: Page, tmp_path: Path, kind: Callable[[Path], Server]
) -> None:
    with running(kind(tmp_path)) as server:
        begin(page, server.url, own_file=True)
        answer(questions(page).first, 2)
        expect_saved(questions(page).first, KEPT_HERE)
        for name in ("Results", "Compare", "Your data", "Method", "Start", "Answer"):
            go(page, name)
            settled(page)
            expect(page.locator('.keeping[data-unsaved="yes"]')).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my answers").click()
        assert json.loads(download.value.path().read_text())["format"] == "answers/1"


@pytest.mark.parametrize("kind", [Server, Below])
def test_links_that_are_shown_open_the_assessment_elsewhere(
    page: Page, browser: Browser, tmp_path: Path, kind: Callable[[Path], Server]
) -> None:
    with running(kind(tmp_path)) as server:
        link = begin(page, server.url)
        assert link.startswith(f"{server.url}/open#")
        with closing(browser.new_context()) as elsewhere:
            page = elsewhere.new_page()
            page.goto(link)
            expect(questions(page).first).to_be_visible()
            assert page.url.startswith(f"{server.url}/answer?a=")
            assert [cookie["path"] for cookie in elsewhere.cookies() if cookie["name"][:2] == "a_"] == [
                f"{server.base}/"
            ]


def test_whoever_looks_after_a_server_below_a_path_finds_it_ready_with_or_without_the_path(tmp_path: Path) -> None:
    with running(Below(tmp_path)) as server:
        for url in (f"{server.url}/api/ready", f"http://{server.address}:{server.port}/api/ready"):
            assert fetch(url)[::2] == (200, '{"status":"ok"}')
            assert fetch(url, "HEAD")[0] == 200
            status, headers, _ = fetch(url, "POST")
            assert (status, sorted(headers["allow"].split(", "))) == (405, ["GET", "HEAD"])
            assert headers["x-content-type-options"] == "nosniff"
        assert fetch(f"{server.url}/_stcore/metrics")[0] == 404
        assert fetch(f"{server.url}/media/none")[1]["cache-control"] == "no-store"


def fetch(url: str, method: str = "GET") -> tuple[int, Message, str]:
    try:
        with urlopen(Request(url, method=method), timeout=5) as answered:
            assert answered.url == url
            return answered.status, answered.headers, answered.read().decode()
    except HTTPError as refused:
        return refused.code, refused.headers, refused.read().decode()


class OnAPortOfItsVariable(Server):
    def command(self) -> list[str]:
        self.environment["STREAMLIT_SERVER_PORT"] = str(self.port)
        return [str(MATURITY), "run"]


def test_a_port_may_come_from_its_variable_and_one_that_is_taken_is_refused_in_words(tmp_path: Path) -> None:
    with running(OnAPortOfItsVariable(tmp_path)) as server:
        again = subprocess.run(
            [str(MATURITY), "run", "--port", str(server.port)],
            env={**os.environ, **server.environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert again.returncode == 1
    assert again.stderr == (
        f"port {server.port} of 127.0.0.1: is in use; stop what uses it, or choose another with --port\n"
    )


@pytest.mark.parametrize("kind", [AmongCodingTools, AmongCodingToolsByStreamlit])
def test_there_is_nothing_on_the_page_that_is_not_ours(
    page: Page, tmp_path: Path, kind: Callable[[Path], Server]
) -> None:
    with running(kind(tmp_path)) as server:
        begin(page, server.url)
        settled(page)

        page.wait_for_timeout(1500)  # a card may come later

        assert page.evaluate(FOREIGN) == [["stHeader", ""]]
        assert not any((tmp_path / name / "skills").exists() for name in HOMES)
