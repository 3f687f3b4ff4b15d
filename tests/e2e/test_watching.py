"""A page hears at once that its assessment changed, and costs the server nothing as long as it does not."""

import re
import urllib.parse

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from assessment.instrument import Answer
from assessment.store import Key, ServerDesk
from tests.e2e.steps import answer_and_wait, expect_saved, kept, opened, questions, rubrics, settled, store_of, whole
from tests.serving import Server

QUIET = 6000  # milliseconds; longer than pages used to look by themselves, every four seconds
SOON = 5  # seconds
OPEN = "() => performance.now() > 4000"  # by then the page has its socket
FIRST, SECOND = (Key(rubrics()[0].id, question.id) for question in rubrics()[0].questions[:2])


def desk_of(server: Server, token: str) -> ServerDesk:
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        return desk


def write(server: Server, token: str, key: Key, level: int) -> int:
    """Somebody else's answer."""
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        desk.save(key, Answer(level=level), desk.revision())
        return desk.revision()


def listening(server: Server, token: str, *, name: str = "", cookie: str = "", origin: str = "") -> ClientConnection:
    public = desk_of(server, token).public_id
    parameters = urllib.parse.urlencode({"a": name or public})
    return connect(
        f"ws://{server.address}:{server.port}{server.base}/watch?{parameters}",
        origin=Origin(origin or f"http://{server.address}:{server.port}"),
        additional_headers={"Cookie": cookie or f"a_{name or public}={token}"},
    )


# The socket


def test_the_socket_says_the_revision_and_nothing_else(server: Server) -> None:
    token = kept(server)
    before = desk_of(server, token).revision()

    with listening(server, token) as socket, listening(server, token) as another:
        assert [one.recv(SOON) for one in (socket, another)] == [str(before)] * 2
        after = write(server, token, FIRST, 2)
        assert [one.recv(SOON) for one in (socket, another)] == [str(after)] * 2
        with pytest.raises(TimeoutError):
            socket.recv(2)


def test_the_socket_says_that_an_assessment_was_deleted_and_that_it_is_back(server: Server) -> None:
    token = kept(server)

    with listening(server, token) as socket:
        before = int(socket.recv(SOON))
        desk_of(server, token).delete()
        assert socket.recv(SOON) == "gone"
        desk_of(server, token).bring_back()
        assert int(socket.recv(SOON)) > before


@pytest.mark.parametrize(
    "wrong",
    [
        {"cookie": "a=b"},
        {"cookie": f"a_{'0' * 16}=nobodyhasthistokenatall"},
        {"name": "0" * 16},
        {"name": "none"},
        {"name": "' or 1=1"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
    ids=str,
)
def test_a_stranger_and_another_site_are_refused(server: Server, wrong: dict[str, str]) -> None:
    token = kept(server)

    with pytest.raises(InvalidStatus) as refused, listening(server, token, **wrong):
        pass

    assert refused.value.response.status_code == 403


def test_a_cookie_of_another_assessment_is_refused(server: Server) -> None:
    token, other = kept(server), kept(server)
    name = desk_of(server, token).public_id

    with pytest.raises(InvalidStatus) as refused, listening(server, token, cookie=f"a_{name}={other}"):
        pass

    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("said", ["x", b"\x00" * 100, "9" * 100_000])
def test_who_says_anything_on_it_is_cut_off_and_nobody_else_notices(server: Server, said: str | bytes) -> None:
    token, logged = kept(server), server.log.stat().st_size

    with listening(server, token) as socket, listening(server, token) as another:
        first = [one.recv(SOON) for one in (socket, another)]
        socket.send(said)
        after = write(server, token, FIRST, 3)
        assert another.recv(SOON) == str(after)
        assert first[0] == first[1]

    assert server.log.read_bytes()[logged:] == b""


# The page


def sent_by(page: Page) -> list[str]:
    """The sockets on which this page says something from now on, once for each time."""
    said: list[str] = []

    def note(socket: WebSocket) -> None:
        socket.on("framesent", lambda _: said.append(urllib.parse.urlsplit(socket.url).path))

    page.on("websocket", note)
    return said


def test_an_open_page_asks_for_nothing_until_somebody_else_has_answered(page: Page, server: Server) -> None:
    token, said = kept(server), sent_by(page)
    page.goto(opened(page.context, server, token))
    whole(page)
    page.wait_for_function(OPEN)

    said.clear()
    page.wait_for_timeout(QUIET)
    assert said == []
    answer_and_wait(questions(page).first, 2)
    page.wait_for_timeout(QUIET)
    assert said == ["/_stcore/stream"]  # the answer itself: of that the page knows already
    write(server, token, SECOND, 3)

    expect_saved(questions(page).nth(1), "level 3 of")
    expect_saved(questions(page).first, "level 2 of")
    page.wait_for_timeout(QUIET)
    assert said == ["/_stcore/stream"] * 2


def test_a_hidden_tab_asks_for_nothing_until_it_is_shown(page: Page, server: Server) -> None:
    token, said = kept(server), sent_by(page)
    page.goto(opened(page.context, server, token))
    whole(page)
    page.wait_for_function(OPEN)
    show = """shown => {
        Object.defineProperty(document, "hidden", { value: !shown, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    page.evaluate(show, False)

    said.clear()
    write(server, token, SECOND, 3)
    page.wait_for_timeout(QUIET)
    assert said == []
    page.evaluate(show, True)

    expect_saved(questions(page).nth(1), "level 3 of")


def test_the_button_for_it_is_out_of_everybodys_way(page: Page, server: Server) -> None:
    page.goto(opened(page.context, server, kept(server)))
    whole(page)
    button = page.locator(".st-key-look button")

    expect(button).to_have_count(1)
    expect(button).to_be_hidden()
    expect(page.get_by_role("button", name="Look for changes")).to_have_count(0)
    assert not button.evaluate("button => { button.focus(); return document.activeElement === button; }")


def test_a_page_hears_again_after_the_server_was_away(page: Page, own_server: Server) -> None:
    token = kept(own_server)
    page.goto(opened(page.context, own_server, token))
    whole(page)
    page.wait_for_function(OPEN)

    own_server.kill()
    expect(page.locator("#connection")).to_contain_text("can't be reached")
    own_server.start()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=30_000)
    settled(page)
    write(own_server, token, SECOND, 3)

    expect_saved(questions(page).nth(1), "level 3 of")


def test_a_page_without_its_socket_works_and_says_nothing_wrong(page: Page, server: Server) -> None:
    page.route_web_socket(re.compile("/watch"), lambda socket: socket.close())
    page.goto(opened(page.context, server, kept(server)))
    whole(page)
    page.wait_for_function(OPEN)

    answer_and_wait(questions(page).first, 2)
    expect(page.locator("#connection")).not_to_have_class(re.compile("shown"))


def test_an_open_page_says_by_itself_that_its_assessment_was_deleted(
    page: Page, browser: Browser, server: Server
) -> None:
    token = kept(server)
    page.goto(opened(page.context, server, token))
    whole(page)
    page.wait_for_function(OPEN)

    desk_of(server, token).delete()

    expect(page.get_by_role("heading", name="This assessment was deleted")).to_be_visible()
