"""A page's first words: sent by the server, in the place of the live page's, and nobody else's business. And what
stands there where the live page never comes.
"""

import re
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.proxy import proxy
from tests.e2e.steps import (
    a_sheet,
    complete,
    expect_saved,
    first_words,
    kept,
    levels,
    live,
    opened,
    questions,
    rubrics,
    settled,
    store_of,
)
from tests.serving import Server

SIZES = {"phone": (390, 844), "laptop": (1366, 768)}
MOST_SHIFT = 0.1  # Cumulative Layout Shift that is called good
PAGES = ("", "overview", "answer", "check", "results", "compare", "your-data", "method")
PLACES = """root => [...root.querySelectorAll("header.site a, .whose, h1, .lead, .progress .count, .how > *, " +
    ".first-shown :is(h2, p.why, p.counts, label, label p, .beside > *)")]
    .filter(one => one.checkVisibility() && one.textContent.trim())
    .filter(one => !one.closest("[data-testid=stWidgetLabel]")).map(one => {
        const box = one.getBoundingClientRect();
        return [one.textContent.trim(), ...[box.x, box.y, box.width, box.height].map(Math.round)];
    })"""
AS_WITH_ITS_FONT = """async () => {
    document.querySelector(".first-question")?.classList.add("first-shown");
    document.body.classList.remove("plain");
    await document.fonts.load('1rem "First words"');
}"""
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => window.shifts.push(...list.getEntries().filter(one => !one.hadRecentInput)
    .map(one => [one.value, one.sources.map(source => source.node?.textContent.slice(0, 60))])))
    .observe({type: "layout-shift", buffered: true});
"""


def sent(url: str, cookie: str = "") -> tuple[str, str]:
    """(cache-control, the page as it leaves the server)."""
    asked = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return answer.headers["cache-control"], answer.read().decode()


@pytest.fixture(params=SIZES)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    width, height = SIZES[request.param]
    with closing(browser.new_context(viewport={"width": width, "height": height})) as made:
        yield made


@pytest.mark.parametrize("where", PAGES)
def test_the_live_page_takes_the_place_of_the_first_words_without_a_jump(
    context: BrowserContext, server: Server, where: str
) -> None:
    address = opened(context, server, kept(server, a_sheet()), where)
    page = context.new_page()
    with first_words(page, address):
        expect(page.locator("#first-words h1")).to_be_visible()
        expect(page.locator("#first-words h2.question")).to_have_count(1 if where == "answer" else 0)
        page.evaluate(AS_WITH_ITS_FONT)
        first = page.locator("#first-words").evaluate(PLACES)

    settled(page)

    page.evaluate("document.querySelector('[class*=st-key-q-]')?.classList.add('first-shown')")
    second = page.get_by_test_id("stMain").evaluate(PLACES)[: len(first)]
    assert len(first) > 7
    moved = [(a, b) for a, b in zip_longest(first, second) if not b or a[0] != b[0] or far(a[1:], b[1:])]
    assert moved == []


def far(one: list[int], other: list[int]) -> bool:
    return any(abs(a - b) > 2 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("where", PAGES)
def test_nothing_moves_while_a_page_comes(context: BrowserContext, server: Server, where: str) -> None:
    page = context.new_page()
    page.add_init_script(SHIFTS)

    page.goto(opened(context, server, kept(server, a_sheet(complete)), where))

    settled(page)
    page.wait_for_timeout(1500)
    found = page.evaluate("window.shifts")
    assert sum(shift for shift, _ in found) < MOST_SHIFT, found


def test_a_statement_chosen_before_the_page_is_live_is_saved(page: Page, server: Server) -> None:
    token = kept(server)
    address = opened(page.context, server, token)
    with first_words(page, address):
        page.locator(".first-question label").nth(2).click()
        expect(page.locator(".first-question .state")).to_have_text("It is saved as soon as the page is ready.")

    expect_saved(questions(page).first, "C, level 2 of 4")
    page.reload()
    live(page)
    expect(levels(questions(page).first).nth(2).locator("input")).to_be_checked()


def test_arrows_before_the_page_is_live_choose_nothing_until_space_does(page: Page, server: Server) -> None:
    address = opened(page.context, server, kept(server))
    with first_words(page, address):
        page.locator(".first-question input").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".first-question .state")).to_be_empty()
        page.keyboard.press("Space")

    expect_saved(questions(page).first, "C, level 2 of 4")
    expect(levels(questions(page).first).nth(2).locator("input")).to_be_focused()


def test_a_fold_opened_before_the_page_is_live_stays_open_and_the_keyboard_stays_there(
    page: Page, server: Server
) -> None:
    with first_words(page, opened(page.context, server, kept(server))):
        page.locator("#first-words summary", has_text="What these words mean").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#first-words ul.terms")).to_be_visible()

    settled(page)
    first = questions(page).first
    expect(first.locator("ul.terms")).to_be_visible()
    expect(first.locator("summary", has_text="What these words mean")).to_be_focused()
    expect(first.get_by_text("Why we ask").locator("xpath=../p")).to_be_hidden()


def test_only_the_cookie_of_an_assessment_shows_its_words_and_nobody_keeps_them(server: Server) -> None:
    token = kept(server, a_sheet(name="Example & <b>Sons</b>"))
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        name = desk.public_id
        stranger = store.open(kept(server))
        assert stranger
    address = f"{server.url}/answer?a={name}&theme=ai-governance.use"
    asked = rubrics()[0].questions[0].text

    caching, page = sent(f"{server.url}/answer?a={name}", f"a_{name}={token}")

    assert caching == "no-store"
    assert f"1. {asked}</h2>" in page
    assert "Example &amp; &lt;b&gt;Sons&lt;/b&gt;" in page
    assert token not in page
    for cookie in ("", f"a_{name}=wrong", f"a_{stranger.public_id}={token}", f"a_{name}={'A' * 32}"):
        caching, page = sent(address, cookie)
        assert caching == "no-store"
        assert "Sons" not in page
        assert "h2" not in page
        assert "<h1>This browser has not opened this assessment</h1>" in page


def test_what_an_address_says_stays_text(server: Server) -> None:
    _, page = sent(f"{server.url}/answer?a=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&theme=%3Cimg%3E")

    assert "<script>alert" not in page
    assert "<img" not in page


def test_the_first_words_heed_the_base_path(tmp_path: Path, page: Page) -> None:
    server = Server(tmp_path, STREAMLIT_SERVER_BASE_URL_PATH="maturity")
    server.base = "/maturity"
    server.url += server.base
    server.start()
    try:
        address = opened(page.context, server, kept(server))
        with first_words(page, address):
            expect(page.locator("#first-words h2.question")).to_be_visible()
            links = page.locator("#first-words header a").evaluate_all("all => all.map(one => one.pathname)")
            assert {link.rpartition("/")[0] for link in links} == {"/maturity"}
        live(page)
    finally:
        server.stop()


# Where the page never comes


def without_upgrade(head: bytes) -> bytes:
    return re.sub(rb"(?im)^(upgrade|connection): (websocket|upgrade)\r\n", b"", head)


def with_host_of_the_app(head: bytes) -> bytes:
    return re.sub(rb"(?im)^host: [^\r]*", b"Host: app.internal:8501", head)


@pytest.fixture(scope="module")
def behind_a_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """It knows the name that a proxy calls it by, which is not the visitors'."""
    server = Server(tmp_path_factory.mktemp("proxy"), MATURITY_HOSTS="app.internal, council.localhost").start()
    yield server
    server.stop()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without_upgrade, ["a WebSocket", "Ask whoever looks after your network"]),
        (with_host_of_the_app, ["“app.internal:8501”", "Whoever runs this server"]),
    ],
)
def test_a_page_that_cannot_connect_says_what_is_blocked_and_whom_to_ask(
    page: Page, behind_a_proxy: Server, change: object, told: list[str]
) -> None:
    assert callable(change)
    with proxy(behind_a_proxy.port, change) as address:
        page.goto(
            address.replace("127.0.0.1", "council.localhost"), wait_until="commit"
        )  # a name of its own, as outside
        sentence = page.get_by_role("alert")
        expect(page.get_by_role("heading", name="How digitally mature is your council?")).to_be_visible()
        assert sentence.count() == 0

        expect(sentence).to_be_visible(timeout=15_000)

        for part in told:
            expect(sentence).to_contain_text(part)


def test_a_page_whose_scripts_are_blocked_says_so(page: Page, server: Server) -> None:
    page.route("**/*.js", lambda route: route.abort())
    page.goto(server.url, wait_until="commit")

    expect(page.get_by_role("alert")).to_be_visible(timeout=15_000)

    expect(page.get_by_role("alert")).to_contain_text("blocks its scripts")


def test_a_page_without_scripts_shows_its_words_and_says_so(browser: Browser, server: Server) -> None:
    with closing(browser.new_context(java_script_enabled=False)) as context:
        page = context.new_page()
        page.goto(opened(context, server, kept(server)))

        expect(page.locator("h2.question")).to_be_visible()
        expect(page.get_by_text("JavaScript is switched off")).to_be_visible(timeout=15_000)
    said = re.findall("<noscript>(.*?)</noscript>", sent(server.url)[1], re.DOTALL)
    assert [told for told in said if "needs JavaScript" in told and "Ask whoever" in told] == said != []
