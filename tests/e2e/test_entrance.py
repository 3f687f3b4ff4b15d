"""The way in: a link's secret reaches no log, no history, no other site and no sheet of paper."""

import socket
import subprocess
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPMessage
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.e2e.steps import (
    answer_and_wait,
    begin,
    first_question,
    following,
    go,
    kept,
    own_link,
    questions,
    settled,
    store_of,
    token_in,
    visit,
)
from tests.serving import Server, require

ENTRIES = "navigation.entries().map(entry => entry.url)"


class Proxy:
    """Stands before the server and writes down what a proxy may log: the head of every request, but no cookie."""

    def __init__(self, port: int) -> None:
        self.behind, self.heads = port, list[str]()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                server = socket.create_connection(("127.0.0.1", self.behind))
                threading.Thread(target=self.pass_on, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self.pass_on, args=(server, client, False), daemon=True).start()

    def pass_on(self, taken: socket.socket, given: socket.socket, written: bool) -> None:
        with suppress(OSError):
            while data := taken.recv(65536):
                if written and data[:4] in (b"GET ", b"POST", b"HEAD", b"PUT "):
                    lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
                    self.heads.append("\n".join(line for line in lines if not line.lower().startswith("cookie:")))
                given.sendall(data)
        for one in (taken, given):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@contextmanager
def proxy_before(server: Server) -> Iterator[Proxy]:
    proxy = Proxy(server.port)
    with closing(proxy.listening):
        yield proxy


def test_a_token_is_in_no_log_no_history_no_referer_and_no_request_line(
    browser: Browser, own_server: Server, tmp_path: Path
) -> None:
    sent: list[Request] = []
    with proxy_before(own_server) as proxy, closing(browser.new_context()) as context:
        page = context.new_page()
        page.on("request", lambda request: sent.append(request))
        link = begin(page, proxy.url)
        token = token_in(link)
        answer_and_wait(questions(page).first, 3)
        for name in ("Results", "Compare", "Your data", "Method", "Start", "Answer"):
            go(page, name)
            settled(page)
        page.reload()
        first_question(page)
        page.goto("about:blank")
        page.goto(link)
        first_question(page)
        history = page.evaluate(ENTRIES)
        paper = printed(page, tmp_path / "answer.pdf")
        go(page, "Results")
        settled(page)
        paper += printed(page, tmp_path / "results.pdf")

    log = own_server.log.read_text()
    requests = [request.url.partition("#")[0] for request in sent]
    assert len(token) == 32
    assert len(proxy.heads) > 50
    assert "POST /open HTTP/1.1" in "\n".join(proxy.heads)
    assert "/answer?a=" in paper  # the browser's own footer is on the sheet
    assert [where for where in (*proxy.heads, *requests, *history, log, paper) if token in where] == []
    assert [request.url for request in sent if token in request.headers.get("referer", "")] == []


def printed(page: Page, file: Path) -> str:
    """A sheet with the browser's own header and footer, as text: Chromium leaves them out where there are ours."""
    page.add_style_tag(content="@page { @bottom-center { content: none } }")
    page.pdf(path=file, format="A4", display_header_footer=True)
    try:
        return subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        require("needs pdftotext (Debian: apt-get install poppler-utils)")
        raise


def test_a_second_browser_opens_it_by_its_link_only(page: Page, browser: Browser, server: Server) -> None:
    link = begin(page, server.url)
    following(page)
    theme = page.locator("h1").inner_text()

    with closing(browser.new_context()) as elsewhere:
        other = elsewhere.new_page()
        other.goto(page.url)
        expect(other.locator("h1")).to_have_text("This browser has not opened this assessment", timeout=20_000)
        other.goto(link)
        expect(other.locator("h1")).to_have_text(theme, timeout=20_000)
        second = elsewhere.new_page()
        second.goto(page.url)
        expect(second.locator("h1")).to_have_text(theme, timeout=20_000)


def test_the_cookie_is_out_of_reach_and_ends_with_the_browser_unless_it_is_told_to_stay(
    page: Page, server: Server
) -> None:
    with page.expect_response(lambda answered: answered.url.endswith("/open")):
        begin(page, server.url)
    secret = cookies(page.context, "a_")
    assert [(one["httpOnly"], one["sameSite"], one["expires"], one["path"]) for one in secret] == [
        (True, "Lax", -1, "/")
    ]
    assert "a_" not in str(page.evaluate("document.cookie"))

    box = page.get_by_role("checkbox", name="Remember it on this device")
    box.check()
    expect(page.locator("#announcer")).to_have_text("This device remembers the assessment for a year.")
    assert cookies(page.context, "a_")[0]["expires"] > 0
    page.get_by_role("button", name="I have kept it").click()
    expect(page.locator(".own-link")).to_have_count(0)
    go(page, "Your data")
    page.reload()
    expect(box).to_be_checked(timeout=20_000)

    box.uncheck()
    expect(page.locator("#announcer")).to_have_text("This device forgets the assessment when the browser ends.")
    assert (cookies(page.context, "a_")[0]["expires"], cookies(page.context, "r_")) == (-1, [])


def cookies(context: BrowserContext, start: str) -> list[dict[str, object]]:
    return [dict(cookie) for cookie in context.cookies() if str(cookie["name"]).startswith(start)]


def test_the_link_is_copied_by_its_button_and_stays_until_it_is_kept(page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = begin(page, server.url)
    page.get_by_role("button", name="Copy the link to your assessment").click()
    expect(page.locator("#announcer")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link

    answer_and_wait(questions(page).first, 2)
    expect(page.locator(".own-link")).to_be_visible()
    page.get_by_role("button", name="I have kept it").click()
    expect(page.locator(".own-link")).to_have_count(0)
    expect(page.locator("h2.question").first).to_be_visible()


@pytest.mark.parametrize("where", ["answer", "results", "your-data", ""])
def test_a_link_of_the_older_kind_is_exchanged_and_leaves_the_address(page: Page, server: Server, where: str) -> None:
    token = kept(server)

    visit(page, server, where, token)

    assert token not in page.url
    assert "a=" in page.url
    assert [url for url in page.evaluate(ENTRIES) if token in url] == []
    go(page, "Answer")
    first_question(page)


def test_an_older_link_keeps_its_theme(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/answer?t={kept(server)}&theme=cyber-hygiene.people")

    expect(page.locator("h1")).to_contain_text("Cyber hygiene", timeout=20_000)


@pytest.mark.parametrize("after", [".", ",", ")", ">", "…", " ", "%20", "&utm=1", "\u200b"])
def test_a_link_that_was_clicked_with_something_at_its_end_opens(page: Page, server: Server, after: str) -> None:
    page.goto(f"{server.url}/open#{kept(server)}{after}")

    first_question(page)


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        ("", "This link is not complete"),
        ("#", "This link is not complete"),
        ("#nonsense", "This link opens nothing"),
        ("#" + "A" * 32, "This link opens nothing"),
        ("#" + "A" * 100_000, "This link opens nothing"),
        ("#<img src=x onerror=alert(1)>", "This link opens nothing"),
        ("#%00%ff", "This link opens nothing"),
    ],
)
def test_what_opens_nothing_says_so_and_shows_the_way_out(page: Page, server: Server, rest: str, title: str) -> None:
    page.goto(f"{server.url}/open{rest}")

    expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert page.url == f"{server.url}/open"
    page.get_by_role("link", name="Go to the start page").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible(timeout=20_000)


def test_one_link_after_the_other_in_the_same_tab(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/open#nonsense")
    expect(page.get_by_role("heading", name="This link opens nothing")).to_be_visible()

    page.goto(f"{server.url}/open#{kept(server)}")

    first_question(page)


def test_where_the_browser_can_not_keep_the_secret_the_page_says_so(page: Page, server: Server) -> None:
    page.route("**/open", lambda route: route.fulfill(status=403, body="{}"))

    begin(page, server.url)

    expect(page.get_by_text("to come back, you need the link itself")).to_be_visible()


# What no page of ours posts


def post(server: Server, path: str, body: bytes, **headers: str) -> tuple[int, HTTPMessage]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(f"{server.url}{path}", body, named, method="POST")
    try:
        with urllib.request.urlopen(asked, timeout=10) as answered:
            return answered.status, answered.headers
    except HTTPError as refused:
        return refused.code, refused.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "", "Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
    ],
)
@pytest.mark.parametrize("path", ["/open", "/remember"])
def test_another_site_gets_no_cookie(server: Server, path: str, headers: dict[str, str]) -> None:
    body = urllib.parse.urlencode({"token": kept(server), "id": "0" * 16}).encode()

    status, got = post(server, path, body, **headers)

    assert (status, got["set-cookie"]) == (403, None)


def test_our_own_origin_gets_one_that_is_secure_under_https(server: Server) -> None:
    body = urllib.parse.urlencode({"token": kept(server)}).encode()
    plain, encrypted = (
        post(server, "/open", body, Origin=f"{scheme}://{server.address}:{server.port}") for scheme in ("http", "https")
    )

    assert (plain[0], encrypted[0]) == (200, 200)
    assert all("HttpOnly" in one["set-cookie"] and "SameSite=lax" in one["set-cookie"] for _, one in (plain, encrypted))
    assert ("Secure" in plain[1]["set-cookie"], "Secure" in encrypted[1]["set-cookie"]) == (False, True)
    assert plain[1]["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "body", [b"", b"token", b"token=" + b"A" * 100_000, b"\xff\xfe=\x00", b"token=%00", b"id=a&id=b"]
)
@pytest.mark.parametrize("path", ["/open", "/remember"])
def test_whatever_is_posted_opens_nothing_and_breaks_nothing(server: Server, path: str, body: bytes) -> None:
    logged = server.log.stat().st_size

    status, got = post(server, path, body, Sec_Fetch_Site="same-origin")

    assert (status, got["set-cookie"]) == (404, None)
    assert server.log.read_bytes()[logged:] == b""


def test_a_cookie_of_one_assessment_opens_no_other(page: Page, server: Server) -> None:
    mine, other = kept(server), kept(server)
    with store_of(server) as store:
        named = store.open(other)
        assert named
        page.context.add_cookies([{"name": f"a_{named.public_id}", "value": mine, "url": server.url}])

    page.goto(f"{server.url}/answer?a={named.public_id}")

    expect(page.locator("h1")).to_have_text("This link opens nothing", timeout=20_000)


def test_the_sentence_on_bookmarks_is_where_the_link_is(page: Page, server: Server) -> None:
    begin(page, server.url)
    expect(page.get_by_text("A bookmark of this page opens it in this browser only")).to_be_visible()
    go(page, "Your data")
    expect(page.get_by_text("A bookmark of this page opens the assessment in this browser only.")).to_be_visible()
    assert own_link(page).startswith(f"{server.url}/open#")  # still shown: nobody has said that it is kept
