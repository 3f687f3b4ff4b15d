"""Nobody can fill the server, stop it, or get at what is another's: tried as whoever wants to would try it."""

import re
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.metrics_util import Installation
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.sync.client import connect

from assessment.ui.guard import files, uploads
from tests.e2e.steps import a_sheet, choose_file, go, kept, store_of, visit
from tests.serving import ROOT, Server
from tests.visitor import XSRF, Visitor

PATIENCE = 60  # seconds; whoever isn't served by then never will be
EDGE = "127.0.0.2"  # another address of this machine


class ByStreamlit(Server):
    def command(self) -> list[str]:
        return [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(self.port)]

    def folder(self) -> Path:
        return ROOT


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with small limits."""
    small = {"MATURITY_NEW_AN_HOUR": "3", "MATURITY_WRONG_AN_HOUR": "4", "MATURITY_OPEN_CONNECTIONS": "25"}
    running = Server(tmp_path_factory.mktemp("strict"), **small).start()
    yield running
    running.stop()


def line_to(server: Server, said: bytes = b"", address: str = "127.0.0.1") -> socket.socket:
    found = socket.create_connection(("127.0.0.1", server.port), PATIENCE, (address, 0))
    found.sendall(said)
    return found


def answer_of(line: socket.socket) -> str:
    """All that comes until the server ends the connection."""
    found = b""
    try:
        while part := line.recv(65536):
            found += part
    except ConnectionResetError:
        pass
    return found.decode()


def get(server: Server, host: str, path: str = "/", address: str = "127.0.0.1") -> str:
    asked = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
    with line_to(server, asked, address) as line:
        return answer_of(line)


# Sockets


@pytest.mark.parametrize("kind", [Server, ByStreamlit])
def test_a_connection_without_a_whole_request_or_message_is_ended(tmp_path: Path, kind: type[Server]) -> None:
    """Breaks where an upgrade of the web server no longer uses our classes for its connections and WebSockets."""
    server = kind(tmp_path).start()
    try:
        begun = [
            b"",
            b"GET / HTTP/1.1\r\nHost: local",
            b"POST /open HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nSec-Fetch-Site: same-origin\r\n\r\ntoken=",
        ]
        visitor = Visitor(server.port)
        with ExitStack() as all_lines, visitor.at() as tab, visitor.at() as other:
            lines = [all_lines.enter_context(line_to(server, said)) for said in begun]
            part = Frame(Opcode.BINARY, b" " * 70_000, fin=False)
            tab.line.socket.sendall(part.serialize(mask=True))

            assert [answer_of(line) for line in lines] == ["", "", ""]
            with pytest.raises(ConnectionClosed):
                list(iter(lambda: tab.line.recv(PATIENCE), None))
            whole = BackMsg()
            whole.rerun_script.widget_states.widgets.add(id="copy").string_value = " " * 11_500_000
            other.line.send(whole.SerializeToString())
            other.read()
        assert "\nserver: " not in get(server, "localhost", "/api/ready")
    finally:
        server.stop()


def test_so_many_connections_and_no_more_of_one_address(strict: Server) -> None:
    with ExitStack() as all_lines:
        for _ in range(25):
            all_lines.enter_context(line_to(strict))

        with line_to(strict, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") as one_more:
            refused = answer_of(one_more)
        assert refused.startswith("HTTP/1.1 429 ")
        assert refused.endswith("Please close some of these pages, and try again in a minute.")
        assert get(strict, "localhost", "/api/ready", EDGE).startswith("HTTP/1.1 200 ")


def test_a_websocket_counts_as_a_connection(strict: Server) -> None:
    visitor = Visitor(strict.port, "127.0.0.3")
    with ExitStack() as tabs:
        for _ in range(25):
            tabs.enter_context(visitor.at())
        with pytest.raises(InvalidStatus) as refused, visitor.at():
            pass

        assert refused.value.response.status_code == 429
        assert b"Too many connections are open from your address" in bytes(refused.value.response.body)
    assert visitor.ask("GET", "/api/ready")[0] == 200


def test_of_a_line_that_anybody_can_have_written_the_log_has_one(own_server: Server) -> None:
    for _ in range(20):
        with line_to(own_server, b"NONSENSE\r\n\r\n") as line:
            assert answer_of(line).startswith("HTTP/1.1 400 ")

    assert own_server.log.read_text().count("Invalid HTTP request received.") == 1


# How often

WRONG = "Too many links that open nothing were tried from your address within an hour."


def tried(visitor: Visitor, token: str) -> int:
    return visitor.ask("POST", "/open", f"token={token}".encode(), Sec_Fetch_Site="same-origin")[0]


def test_so_many_assessments_and_no_more_are_begun_from_one_address(strict: Server) -> None:
    """Also by one who has a link: an assessment is soon begun, and then anybody would have one."""
    for number in range(4):
        with Visitor(strict.port, "127.0.0.4").at() as tab:
            tab.press("Begin")
            assert tab.is_begun() == (number < 3)
    assert "Too many assessments were begun from your address within an hour. Nothing is begun" in tab.text()

    with Visitor(strict.port, "127.0.0.5").at() as tab:
        tab.press("Begin")
        assert tab.is_begun()


def test_so_many_wrong_links_and_no_more_are_tried_from_one_address(strict: Server) -> None:
    visitor, neighbour = Visitor(strict.port, "127.0.0.6"), Visitor(strict.port, "127.0.0.7")
    assert [tried(visitor, f"{number}-not-a-token-at-all") for number in range(5)] == [404] * 4 + [429]

    status, _, said = visitor.ask("GET", "/?t=not-a-token-at-all-either")
    assert (status, WRONG in said.decode()) == (429, True)
    for page in ("answer", "results"):
        guess = {"Cookie": "a_0123456789abcdef=not-a-token-at-all-either"}
        status, _, said = visitor.ask("GET", f"/{page}?a=0123456789abcdef", **guess)
        assert (status, WRONG in said.decode()) == (429, True)
    assert visitor.ask("GET", "/")[0] == 200
    assert tried(visitor, kept(strict)) == 200  # a link that is right has no limit
    assert tried(neighbour, "not-a-token-at-all") == 404


def test_the_page_of_a_wrong_link_says_when_it_were_too_many(page: Page, strict: Server) -> None:
    visitor = Visitor(strict.port)
    while tried(visitor, "not-a-token-at-all") != 429:
        pass

    page.goto(f"{strict.url}/open#not-a-token-at-all-either")
    expect(page.get_by_role("alert")).to_contain_text(WRONG)
    visit(page, strict)
    page.get_by_role("tab", name="I have a link").click()
    page.get_by_label("Paste your link").fill("not-a-token-at-all-either")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text(WRONG)).to_be_visible()


@pytest.mark.parametrize("named", [False, True])
def test_visitors_behind_a_proxy_are_told_apart_only_where_it_is_named(tmp_path: Path, named: bool) -> None:
    proxies = {"FORWARDED_ALLOW_IPS": "127.0.0.1"} if named else {}
    server = Server(tmp_path, MATURITY_WRONG_AN_HOUR="2", MATURITY_OPEN_CONNECTIONS="5", **proxies).start()
    try:

        def tries(address: str, times: int, peer: str = "127.0.0.1") -> list[int]:
            head = {"Sec_Fetch_Site": "same-origin", "X_Forwarded_For": f"9.9.9.9, {address}"}
            asked = (Visitor(server.port, peer).ask("POST", "/open", b"token=x", **head)[0] for _ in range(times))
            return list(asked)

        if named:
            assert tries("203.0.113.1", 3) == [404, 404, 429]
            assert tries("203.0.113.2", 1) == [404]
            assert [tries(f"203.0.113.{last}", 1, EDGE) for last in (3, 4, 5)] == [[404], [404], [429]]  # not believed
            other = Visitor(server.port, EDGE)
            asked = {"Sec_Fetch_Site": "same-origin", "X_Real_IP": "203.0.113.6"}
            assert other.ask("POST", "/open", b"token=x", **asked)[0] == 429
        else:
            assert tries("203.0.113.1", 21) == [404] * 20 + [429]  # ten times as many in all
        with ExitStack() as all_lines:  # a proxy's own connections are many visitors'
            asked = b"GET /api/ready HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.8\r\n\r\n"
            lines = [all_lines.enter_context(line_to(server, asked)) for _ in range(12)]
            assert {line.recv(12) for line in lines} == {b"HTTP/1.1 200"}
        assert server.log.read_text().count("FORWARDED_ALLOW_IPS names no proxy") == (0 if named else 1)
    finally:
        server.stop()


# Names


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]:9", "LOCALHOST.:8501", "me.localhost"])
def test_a_local_name_is_ours(server: Server, host: str) -> None:
    assert get(server, host, "/api/ready").startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize("path", ["/", "/answer", "/api/ready", "/open", "/_stcore/health", "/app/static/page.js"])
def test_a_name_that_is_not_ours_is_refused(server: Server, path: str) -> None:
    refused = get(server, "rebound.example", path)

    assert refused.startswith("HTTP/1.1 421 ")
    assert "This server doesn&#x27;t answer under the name in this address." in refused
    assert "content-security-policy" in refused


@pytest.mark.parametrize(
    "host", ["127.0.0.1.rebound.example", "localhost@rebound.example", "rebound.example/localhost", ""]
)
def test_a_name_that_looks_like_ours_is_refused(server: Server, host: str) -> None:
    assert get(server, host).startswith("HTTP/1.1 421 ")


def test_a_websocket_under_a_foreign_name_is_refused(server: Server) -> None:
    address = f"ws://rebound.example:{server.port}/_stcore/stream"
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(address, sock=line_to(server), origin=f"http://rebound.example:{server.port}", proxy=None),
    ):
        pass

    assert refused.value.response.status_code == 421


def test_the_operator_names_the_app_and_the_log_says_how(tmp_path: Path) -> None:
    server = Server(tmp_path, MATURITY_HOSTS="Maturity.Council.example, *.maturity.example").start()
    try:
        for host in ("maturity.council.example", "maturity.council.example:443", "a.b.maturity.example", "localhost"):
            assert get(server, host, "/api/ready").startswith("HTTP/1.1 200 ")
        for _ in range(3):
            for host in ("council.example", "maturity.example", "\N{PILCROW SIGN}.example"):
                assert get(server, host, "/api/ready").startswith("HTTP/1.1 421 ")
        said = re.findall("Somebody asked for '(.*?)' and was refused.*MATURITY_HOSTS", server.log.read_text())
        assert len(said) == len(set(said)) == 3
    finally:
        server.stop()


# What leaves


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/agent/mcp/",
        "/oauth2callback",
        "/auth/login",
        "/auth/logout",
        "/_stcore/script-health-check",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_what_we_do_not_use_is_not_there(server: Server, path: str, method: str) -> None:
    asked = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    with line_to(server, asked) as line:
        assert answer_of(line).startswith("HTTP/1.1 404 ")


def test_a_page_says_nothing_of_where_and_on_what_it_runs(server: Server) -> None:
    """Breaks where an upgrade of Streamlit says it elsewhere."""
    token = kept(server)
    with store_of(server) as store:
        desk = store.open(token)
    assert desk is not None
    visitor = Visitor(server.port, **{f"a_{desk.public_id}": token})
    installation = Installation.instance()

    with visitor.at("results", f"a={desk.public_id}") as tab:
        git = BackMsg(load_git_info=True)
        tab.line.send(git.SerializeToString())
        tab.draw("results", f"a={desk.public_id}")
        said = tab.text()

    assert "Results" in said
    assert tab.id in said
    python = ".".join(map(str, sys.version_info[:3]))
    hidden = (streamlit.__version__, python, str(ROOT), str(server.home), "main.py")
    hidden += (installation.installation_id, installation.installation_id_v3, installation.installation_id_v4)
    assert [word for word in hidden if word and word in said] == []


def test_the_forgery_cookie_is_for_https_alone_where_that_is_used(server: Server) -> None:
    plain, under_https = Visitor(server.port), Visitor(server.port)
    cookie = under_https.ask("GET", "/_stcore/health", X_Forwarded_Proto="https")[1]["set-cookie"]

    assert cookie.startswith(f"{XSRF}=")
    assert "Secure" in cookie.split("; ")
    assert "Secure" not in plain.set_cookie


# Tabs


def test_the_first_page_brings_the_forgery_cookie_and_leaves_one_that_is_there(server: Server) -> None:
    """Else the page of a new browser may connect without one, and would get none of its own files."""
    visitor = Visitor(server.port)

    fresh = visitor.ask("GET", "/answer", Cookie="")[1]["set-cookie"]

    assert fresh.startswith(f"{XSRF}=2|")
    assert "set-cookie" not in visitor.ask("GET", "/answer")[1]
    assert visitor.ask("GET", "/answer", Cookie=f"{XSRF}=nonsense")[1]["set-cookie"].startswith(f"{XSRF}=2|")


def test_a_tab_takes_files_only_from_its_own_browser(server: Server) -> None:
    owner, other = Visitor(server.port), Visitor(server.port)
    with owner.at() as tab:
        assert other.upload(tab.id, "one", b"{}")[0] == 403
        assert owner.upload(tab.id, "one", b"{}")[0] == 204
        assert other.ask("DELETE", f"/_stcore/upload_file/{tab.id}/one", X_Xsrftoken=other.cookies[XSRF])[0] == 403

    status, said = owner.upload("no-such-tab", "one", b"{}")
    assert status == 403
    assert "streamlit" not in said.lower()


def test_a_tab_comes_back_only_to_its_own_browser(server: Server) -> None:
    owner, other = Visitor(server.port), Visitor(server.port)
    with owner.at() as first:
        pass

    with other.at(tab=first.id) as stolen:
        assert stolen.id != first.id
    with owner.at(tab=first.id) as again:
        assert again.id == first.id


# Uploads


def test_a_tab_holds_three_files_until_one_is_gone(server: Server) -> None:
    visitor = Visitor(server.port)
    with visitor.at() as tab:
        for file in ("a", "b", "c", "c"):
            assert visitor.upload(tab.id, file, b"{}")[0] == 204

        status, said = visitor.upload(tab.id, "d", b"{}")
        assert status == 413
        assert "At most 3 files of 10 MB together can wait in one tab" in said
        assert visitor.ask("DELETE", f"/_stcore/upload_file/{tab.id}/a", X_Xsrftoken=visitor.cookies[XSRF])[0] == 204
        assert visitor.upload(tab.id, "d", b"{}")[0] == 204


def test_a_tab_holds_ten_megabytes(server: Server) -> None:
    visitor, large = Visitor(server.port), b" " * (5 * 1024 * 1024 - 1000)
    with visitor.at() as tab:
        assert [visitor.upload(tab.id, file, large)[0] for file in "ab"] == [204, 204]
        assert visitor.upload(tab.id, "c", b" " * 100_000)[0] == 413


def test_one_address_leaves_others_room_for_files(own_server: Server) -> None:
    visitor, large = Visitor(own_server.port), b" " * (5 * 1024 * 1024 - 1000)
    with ExitStack() as all_tabs:
        tabs = [all_tabs.enter_context(visitor.at()) for _ in range(5)]
        taken = [visitor.upload(tab.id, file, large) for tab in tabs for file in "ab"]
        other = Visitor(own_server.port, EDGE)
        with other.at() as neighbour:
            assert other.upload(neighbour.id, "a", large)[0] == 204

    assert [status for status, _ in taken] == [204] * 8 + [429] * 2
    assert "from your address" in taken[-1][1]


def test_a_reader_is_told_why_a_file_is_not_taken(page: Page, server: Server) -> None:
    visit(page, server)
    page.get_by_role("tab", name="I have a file").click()
    with page.expect_request("**/_stcore/upload_file/**") as first:
        choose_file(page, b"{}")
    tab = first.value.url.split("/")[-2]
    expect(page.get_by_role("button", name="Remove maturity-answers.json")).to_be_visible()
    cookie = next(one for one in page.context.cookies() if one["name"] == XSRF)["value"]
    same_browser = Visitor(server.port)
    same_browser.cookies[XSRF] = cookie
    assert [same_browser.upload(tab, str(number), b"{}")[0] for number in range(3)][-1] == 413

    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.get_by_role("button", name="Remove maturity-answers.json").click()
    assert same_browser.upload(tab, "last", b"{}")[0] == 204
    choose_file(page, b"{}")

    said = (
        "At most 3 files of 10 MB together can wait in one tab; use or remove one of them, then choose this one again."
    )
    expect(page.locator("p.not-taken")).to_have_text(said)
    expect(page.locator("p.not-taken")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="At most")).to_have_text(said)
    expect(page.get_by_text("AxiosError")).to_have_count(0)
    assert said == uploads.FULL_TAB
    own_words = (ROOT / "assessment/ui/shell/static/uploads.js").read_text().replace("\N{NO-BREAK SPACE}", " ")
    assert [one for one in (uploads.FULL_TAB, uploads.FULL, files.NOT_THIS_TAB) if one not in own_words] == []


# Downloads


def test_a_download_is_its_makers_alone_and_outlives_a_neighbours_leaving(server: Server) -> None:
    token = kept(server, a_sheet())
    with store_of(server) as store:
        desk = store.open(token)
    assert desk is not None
    cookies, query = {f"a_{desk.public_id}": token}, f"a={desk.public_id}"
    maker, other = Visitor(server.port, **cookies), Visitor(server.port, **cookies)
    with maker.at("results", query) as tab:
        file, *_ = tab.files()
        assert maker.ask("GET", file)[0] == 200
        assert other.ask("GET", file)[0] == 404
        assert other.ask("GET", file, Cookie="")[0] == 404

        tab.draw("overview", query)  # which doesn't offer it
        for _ in range(3):
            with other.at("results", query) as neighbour:
                assert file not in neighbour.files()
        assert maker.ask("GET", file)[0] == 200


def test_with_an_assessment_go_its_downloads(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet()))
    with page.expect_download() as download:
        page.get_by_role("button", name="Answers (JSON)").click()
    file = download.value.url
    assert page.request.get(file).status == 200

    go(page, "Your data")
    page.get_by_text("Yes, delete this assessment").click()
    page.get_by_role("button", name="Delete for good, at once").click()
    expect(page.get_by_text("The assessment is deleted")).to_be_visible()

    assert page.request.get(file).status == 404
