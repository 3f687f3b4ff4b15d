"""Two processes over one PostgreSQL behind Debian's nginx, with the very lines that the README gives."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from playwright.sync_api import Page, WebSocket, expect

from assessment.instrument import Council, Scope
from assessment.store import Store
from assessment.ui.session import MOST_HELD
from tests.e2e.steps import (
    KEPT_HERE,
    answer,
    answer_and_wait,
    begin,
    expect_saved,
    own_link,
    questions,
    settled,
    token_in,
)
from tests.postgres import free_port
from tests.serving import ROOT, Server, require

BACK_AGAIN = 30_000  # milliseconds
RUBRICS = {"core": "1.0.0"}
CLAIM = re.compile(r"^Saved\. [A-G], level (\d) of 4")
AROUND = """
daemon off;
master_process off;
pid {home}/pid;
error_log stderr;
events {{}}
http {{
  access_log off;
  client_body_temp_path {home}/body;
  proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi;
  uwsgi_temp_path {home}/uwsgi;
  scgi_temp_path {home}/scgi;
  {beside}
  server {{
    listen 127.0.0.1:{port};
    {within}
  }}
}}
"""


def lines_of_the_readme(ports: list[int]) -> list[str]:
    """What stands beside nginx' `server` and within, for these ports."""
    blocks = re.findall(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    named = sorted({int(port) for block in blocks for port in re.findall(r"127\.0\.0\.1:(\d+)", block)})
    assert len(named) == len(ports)
    for ours, theirs in zip(ports, named, strict=True):
        blocks = [block.replace(f"127.0.0.1:{theirs}", f"127.0.0.1:{ours}") for block in blocks]
    return blocks


@contextmanager
def nginx(home: Path, ports: list[int]) -> Iterator[str]:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found is None:
        require("needs nginx (Debian: apt-get install nginx)")
    beside, within = lines_of_the_readme(ports)
    port, settings, log = free_port(), home / "nginx.conf", home / "nginx.log"
    settings.write_text(AROUND.format(home=home, port=port, beside=beside, within=within))
    with log.open("wb") as written:
        process = subprocess.Popen([str(found), "-p", str(home), "-c", str(settings)], stdout=written, stderr=written)
    try:
        time.sleep(0.5)
        assert process.poll() is None, log.read_text()
        yield f"http://127.0.0.1:{port}/maturity"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def two(tmp_path: Path, postgres_database: str) -> Iterator[list[Server]]:
    servers = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        variables = {"MATURITY_DATABASE_URL": postgres_database, "STREAMLIT_SERVER_BASE_URL_PATH": "maturity"}
        servers.append(Server(tmp_path / name, **variables))
    try:
        for server in servers:
            server.start()
        yield servers
    finally:
        for server in servers:
            server.stop()


def saved(database: str, token: str) -> dict[str, int | None]:
    """The level of each question that has been answered."""
    with closing(Store(database)) as store:
        desk = store.open(token)
        assert desk
        entries = desk.contents().entries
    return {key.question: entry.answer.level for key, entry in entries.items()}


def claims(page: Page) -> dict[str, int]:
    """Every level that the page says is saved."""
    ids: list[str] = questions(page).evaluate_all(
        "blocks => blocks.map(block => block.className.match(/st-key-q-ai-governance-([a-z-]+)/)[1])"
    )
    found = {name: CLAIM.match(text) for name, text in zip(ids, page.locator(".state").all_inner_texts(), strict=True)}
    return {name: int(claim[1]) for name, claim in found.items() if claim}


def back(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-connection-state", "CONNECTED", timeout=BACK_AGAIN
    )
    settled(page)
    expect(page.locator("#connection")).not_to_contain_text("Checking", timeout=BACK_AGAIN)


def test_one_of_two_processes_is_killed_while_a_browser_answers(
    page: Page, tmp_path: Path, two: list[Server], postgres_database: str
) -> None:
    with nginx(tmp_path, [server.port for server in two]) as url:
        token = token_in(begin(page, f"{url}/"))
        asked = questions(page).count()
        assert asked > 2
        answer_and_wait(questions(page).first, 0)

        for turn, killed in enumerate(two, 1):  # one of them is the browser's
            answer(questions(page).nth(1), turn)
            time.sleep(0.1)
            claimed = claims(page)
            killed.kill()
            assert claimed.items() <= saved(postgres_database, token).items()
            back(page)
            assert claims(page) == saved(postgres_database, token)
            named = page.locator("#connection").get_by_text("Not saved: 2.")
            expect(questions(page).nth(1).locator(".state").get_by_text(f"level {turn} of").or_(named)).to_be_visible()
            answer_and_wait(questions(page).nth(2), turn)
            killed.start()

        assert claims(page) == saved(postgres_database, token)
        assert len(claims(page)) >= 2


def test_a_browser_keeps_to_one_process_also_for_what_it_downloads(
    page: Page, tmp_path: Path, two: list[Server]
) -> None:
    with nginx(tmp_path, [server.port for server in two]) as url:
        begin(page, f"{url}/", own_file=True)

        for level in range(4):  # only the process that has this page has its file
            answer(questions(page).first, level)
            expect_saved(questions(page).first, KEPT_HERE)
            settled(page)
            with page.expect_download() as download:
                page.get_by_role("button", name="Download my answers").click()
            assert f'"level": {level}' in Path(download.value.path()).read_text()


def test_a_link_opens_behind_the_proxy_and_its_page_hears_of_changes(
    page: Page, tmp_path: Path, two: list[Server]
) -> None:
    heard: list[str | bytes] = []

    def note(socket: WebSocket) -> None:
        if "/maturity/watch" in socket.url:
            socket.on("framereceived", lambda word: heard.append(word))

    page.on("websocket", note)
    with nginx(tmp_path, [server.port for server in two]) as url:
        begin(page, f"{url}/")
        link = own_link(page)
        page.goto(f"{url}/")
        page.goto(link)

        expect(page.locator("h2.question").first).to_be_visible(timeout=20_000)
        name = parse_qs(urlsplit(page.url).query)["a"][0]
        kept = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
        assert kept[f"a_{name}"] == token_in(link)
        heard.clear()
        answer_and_wait(questions(page).first, 2)
        for _ in range(100):
            if heard:
                break
            page.wait_for_timeout(200)
        assert heard


def test_the_links_of_sixty_councils_pass_at_once(tmp_path: Path, two: list[Server], postgres_database: str) -> None:
    """Each is a cookie of the answer, and all of them are in the next request."""
    with closing(Store(postgres_database)) as store:
        links = [f"/open#{store.create(Council(), Scope.QUICK, RUBRICS)}" for _ in range(MOST_HELD)]
    with nginx(tmp_path, [server.port for server in two]) as url, httpx2.Client() as visitor:
        sent = {"links": "\n".join(links).encode()}
        ours = {"origin": url.removesuffix("/maturity")}
        answer = visitor.post(f"{url}/links-from-file", files=sent, data={"remember": "on"}, headers=ours)
        links_of = [one for one in answer.headers.get_list("set-cookie") if one.startswith(("a_", "r_"))]
        assert (answer.status_code, len(links_of)) == (200, 2 * MOST_HELD)
        page = visitor.get(f"{url}/councils")
        assert (page.status_code, page.text.count("./hand-over?a=")) == (200, MOST_HELD)
