"""What the server sends before, around and beside the pages, and what the pages ask of it."""

import json
import re
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from http.client import HTTPMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from assessment.ui.shell.first_page import FIRST_NEEDED
from tests.e2e.steps import (
    STATES,
    answer_and_wait,
    begin,
    choose_file,
    go,
    kept,
    open_all,
    questions,
    results_of_everything,
    visit,
)
from tests.serving import ROOT, Server, require

STATIC = ROOT / "assessment" / "ui" / "shell" / "static"
FOREIGN = "https://elsewhere.example"


def fetch(url: str, **headers: str) -> tuple[int, HTTPMessage, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read().decode("utf-8", "replace")


# Headers and the first HTML


@pytest.mark.parametrize(
    "path",
    ["/", "/answer", "/app/static/page.js", "/app/static/style.css", "/api/ready", "/_stcore/health", "/no/such/page"],
)
def test_every_answer_carries_the_headers_that_protect_it(server: Server, path: str) -> None:
    _, headers, _ = fetch(server.url + path)

    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == rules["form-action"] == "'self'"
    assert rules["frame-ancestors"] == rules["object-src"] == "'none'"
    assert "http" not in headers["content-security-policy"]
    assert "'unsafe-eval'" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_the_first_page_comes_whole_whatever_part_of_it_is_asked_for(server: Server) -> None:
    _, whole, body = fetch(server.url)

    status, _, part = fetch(server.url, Range="bytes=5-")
    assert (status, part) == (200, body)
    asked = urllib.request.Request(server.url, method="HEAD")
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert (answer.headers["content-length"], answer.read()) == (whole["content-length"], b"")


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "//_stcore/metrics", "/answer/_stcore/metrics"]
)
def test_nobody_sees_how_many_are_at_work(server: Server, path: str) -> None:
    status, headers, body = fetch(server.url + path)

    assert status == 404 or headers["content-type"].startswith("text/html")
    assert "active_sessions" not in body
    assert fetch(f"{server.url}/_stcore/metrics")[0] == 404


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("path", ["/", "/results"])
def test_the_first_html_is_ours_before_any_script_runs(server: Server, path: str, encoding: str) -> None:
    status, _, body = fetch(server.url + path, **{"Accept-Encoding": encoding})

    assert status == 200
    assert '<html lang="en-GB">' in body
    assert re.findall("<title>(.*?)</title>", body) == ["Digital maturity self-assessment"]
    assert '<script defer src="./app/static/page.js">' in body
    assert '<link rel="stylesheet" href="./app/static/style.css">' in body
    assert re.findall('rel="preload" href="(.*?)"', body) == ["./app/static/atkinson-hyperlegible-next-latin.woff2"]
    assert "favicon.png" not in body


def test_everything_that_the_first_html_asks_for_is_there(server: Server) -> None:
    body = fetch(server.url)[2]
    wanted = re.findall(r'(?:href|src)="\./(.*?)"', body)

    assert len(wanted) > 60
    assert all(f"./static/js/{name}." in body for name in FIRST_NEEDED)
    assert [path for path in wanted if fetch(f"{server.url}/{path}")[0] != 200] == []


def test_the_page_connects_without_asking_where_the_server_is(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))

    visit(page, server, "answer", kept(server))

    assert [path for path in asked if path.startswith("/answer/")] == []


def test_no_other_site_may_steer_the_page(server: Server) -> None:
    assert json.loads(fetch(f"{server.url}/_stcore/host-config")[2])["allowedOrigins"] == []


def test_the_server_says_when_it_is_ready(server: Server) -> None:
    assert fetch(f"{server.url}/api/ready")[::2] == (200, '{"status":"ok"}')


# What a whole session asks for


def test_a_whole_session_talks_to_this_server_alone_and_complains_of_nothing(page: Page, server: Server) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("console", lambda message: complaints.extend(complaint(message)))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    begin(page, server.url)
    answer_and_wait(questions(page).first, 2)
    questions(page).first.get_by_text("Note and evidence").click()
    expect(questions(page).first.get_by_role("button", name="Add evidence")).to_be_visible()
    page.reload()
    expect(page.locator("h2.question").first).to_be_visible(timeout=20_000)
    go(page, "Results")
    expect(page.locator(".headline")).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Result (CSV").click()
    go(page, "Your data")
    expect(page.get_by_role("heading", name="Links")).to_be_visible()
    go(page, "Method")
    expect(page.get_by_role("heading", name="The questions")).to_be_visible()
    visit(page, server)
    choose_file(page, b"{}")

    sent = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert len(asked) > 20
    assert sent == {urlsplit(server.url).netloc}
    assert complaints == []


def complaint(message: ConsoleMessage) -> list[str]:
    where = urlsplit(message.location["url"]).path
    return [f"{message.text} ({where})"] if message.type in ("error", "warning") else []


# Uploads and foreign pages


def test_an_upload_over_the_limit_is_refused_by_the_server_too(page: Page, server: Server) -> None:
    visit(page, server)
    with page.expect_request("**/_stcore/upload_file/**") as sent:
        choose_file(page, b"{}")
    upload = sent.value
    parts = {"name": "large.json", "mimeType": "application/json", "buffer": b" " * 7_000_000}
    again = {name: value for name, value in upload.all_headers().items() if name in ("x-xsrftoken", "cookie")}

    small = page.request.fetch(
        upload.url, method=upload.method, headers=again, multipart={"file": {**parts, "buffer": b"{}"}}
    )
    large = page.request.fetch(upload.url, method=upload.method, headers=again, multipart={"file": parts})
    unasked = page.request.fetch(upload.url, method=upload.method, multipart={"file": {**parts, "buffer": b"{}"}})

    assert (small.status, large.status, unasked.status) == (204, 413, 403)


def test_a_page_of_another_site_cannot_open_the_socket(server: Server) -> None:
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    streamlit = [Subprotocol("streamlit")]
    with connect(address, subprotocols=streamlit, origin=Origin(server.url)):
        pass

    with pytest.raises(InvalidStatus) as refused, connect(address, subprotocols=streamlit, origin=Origin(FOREIGN)):
        pass

    assert refused.value.response.status_code == 403


def test_a_foreign_page_does_not_make_the_server_call_an_outside_address(tmp_path: Path) -> None:
    """Streamlit would ask a host on the internet for its own address, and all visitors would wait meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as outside:
        outside.settimeout(0)
        proxy = f"http://127.0.0.1:{outside.getsockname()[1]}"
        server = Server(tmp_path, http_proxy=proxy, https_proxy=proxy).start()
        try:
            address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
            with pytest.raises(InvalidStatus), connect(address, origin=Origin(FOREIGN), proxy=None):
                pass
        finally:
            server.stop()

        with pytest.raises(BlockingIOError):  # nobody asked
            outside.accept()


def test_a_page_of_another_site_is_not_told_anything(server: Server) -> None:
    for path in ("/", "/api/ready", "/_stcore/health"):
        _, headers, _ = fetch(server.url + path, Origin=FOREIGN)

        assert headers["access-control-allow-origin"] in (None, server.url)


# The names that belong to Streamlit


def test_every_selector_of_the_style_sheet_and_the_script_still_finds_something(page: Page, server: Server) -> None:
    wanted = {*style_selectors(), *script_selectors()} - PASSING
    assert len(wanted) > 40
    page.on("dialog", lambda dialog: dialog.accept())

    for name in sorted(STATES, key=lambda name: name not in RICH):
        STATES[name](page, server)
        found = "wanted => wanted.filter(one => document.querySelector(one))"
        wanted -= set(page.evaluate(found, sorted(wanted)))
        if not wanted:
            break

    assert wanted == set()


NOT_FOR_PAPER = ":not(.st-key-take-away *, .st-key-board-pack *, .st-key-progress-part *)"
PASSING = {
    "a.enter",  # is left as soon as it is there
    ".again",  # these while the database or the server is away: test_outages.py and test_resilience.py
    '[class*="st-key-again-"]',
    '[class*="st-key-again-"] button',
    'body:has(.connection.shown) [data-testid="stMainBlockContainer"]',
}
RICH = {  # these few states have nearly everything; the others are looked at only for what is then still missing
    "start with an assessment open",
    "start with a bad file",
    "start with a file that is not taken",
    "question with note and evidence",
    "questions in own file",
    "questions with the rules opened",
    "results explained",
    "your data",
}


def style_selectors() -> list[str]:
    """Those with a name that Streamlit gives, as they are when the mouse or the keyboard is there."""
    sheet = re.sub(r"/\*.*?\*/", "", (STATIC / "style.css").read_text(), flags=re.S)
    listed = [part for rule in re.findall(r"([^{}]+)\{", sheet) for part in re.split(r",(?![^(]*\))", rule)]
    named = [part.strip() for part in listed if re.search("data-testid|st-key", part)]
    return [re.sub(":hover|:focus-visible", "", part) for part in named]


def script_selectors() -> list[str]:
    script = (STATIC / "page.js").read_text()
    return [
        found for _, found in re.findall(r"""(?:querySelector|querySelectorAll|closest)\((['"])(.+?)\1\)""", script)
    ]


# On paper


def test_the_printed_results_are_complete_and_without_the_navigation(
    page: Page, server: Server, tmp_path: Path
) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        require("needs pdftotext (Debian: apt-get install poppler-utils)")
    results_of_everything(page, server)
    open_all(page)
    headings = page.locator("h1, h2, h3").and_(page.locator(NOT_FOR_PAPER)).all_inner_texts()
    last_row = page.locator("tr").last.inner_text().split("\t")

    page.pdf(path=tmp_path / "results.pdf", format="A4", prefer_css_page_size=True)

    printed = text_of(tmp_path / "results.pdf", reader)
    assert len(headings) > 8
    assert [heading for heading in headings if heading not in printed] == []
    assert " ".join(" ".join(last_row).split()) in text_of(tmp_path / "results.pdf", reader, "-raw")
    navigation = ["Skip to main content", "Method", "Your data", "Answers (JSON)", "Result (CSV", "Fullscreen"]
    assert [word for word in navigation if word in printed] == []


def text_of(pdf: Path, reader: str, order: str = "-layout") -> str:
    done = subprocess.run([reader, order, str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())
