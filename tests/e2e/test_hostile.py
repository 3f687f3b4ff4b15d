"""Whatever somebody types into the address, sends or uploads: a plain sentence, nothing changed, nothing given away."""

import json
import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from assessment.instrument import Answer
from assessment.store import Key
from tests.e2e.steps import (
    a_sheet,
    answer_and_wait,
    choose_file,
    first_question,
    go,
    kept,
    offer_file,
    one_page,
    own_link,
    questions,
    rubrics,
    store_of,
    token_in,
    visit,
    whole,
)
from tests.serving import Server

GIVEN_AWAY = ("Traceback", "/assessment/", "site-packages", ".py", "sqlalchemy", "pydantic", "line_number")
HOSTILE_NAME = (
    "<img src=x onerror=alert(1)><script>alert(2)</script> **b** [a](javascript:alert(3)) :red[r] $x$ ~~s~~ `c` _i_ "
    "&lt; \\* :smile: :material/home: -> -- www.example.com # \u202eabc 🙂"
)

WRONG_TOKENS = {
    "guessed": "A" * 32,
    "a word": "admin",
    "huge": "A" * 5_000,
    "emoji": "🙂" * 24,
    "sql": "' OR 1=1; DROP TABLE assessment; --",
    "folders": "../../../../etc/passwd",
    "nul": "\0" * 24,
    "nul at the end": "A" * 32 + "\0",
    "markup": "<img src=x onerror=alert(1)>",
    "a line end": "A" * 32 + "\n",
    "space": "   ",
}


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Page]:
    with one_page(browser) as page:
        yield page


@contextmanager
def unharmed(server: Server, page: Page | None = None) -> Iterator[None]:
    """Afterwards nothing is in the database that was not there, nothing in the log, and nothing of ours on the page."""
    rows, logged = kept_rows(server), len(server.log.read_bytes())
    yield
    assert kept_rows(server) == rows
    assert server.log.read_bytes()[logged:].decode() == ""
    if page:
        shows_nothing_of_ours(page)


OWN_ROWS = (
    'INSERT INTO "audit"',
    "INSERT INTO \"sqlite_sequence\" VALUES('audit'",
    'INSERT INTO "probe"',
)  # which the server writes by its own clock


def kept_rows(server: Server) -> list[str]:
    with closing(sqlite3.connect(server.database)) as database:
        return [row for row in database.iterdump() if not row.startswith(OWN_ROWS)]


def shows_nothing_of_ours(page: Page) -> None:
    shown = page.locator("body").inner_html()
    assert [word for word in GIVEN_AWAY if word in shown] == []
    assert page.locator("img[src=x]").count() == 0
    expect(page.get_by_test_id("stException")).to_have_count(0)


# Addresses


@pytest.mark.parametrize("token", WRONG_TOKENS.values(), ids=WRONG_TOKENS)
def test_a_wrong_link_opens_nothing(visitor: Page, server: Server, token: str) -> None:
    with unharmed(server, visitor):
        visitor.goto(f"{server.url}/answer?t={quote(token, safe='')}")

        expect(visitor.locator("h1")).to_have_text("This link opens nothing", timeout=20_000)
        whole(visitor)


@pytest.mark.parametrize("where", ["results", "your-data"])
def test_a_wrong_link_opens_nothing_on_the_other_pages(visitor: Page, server: Server, where: str) -> None:
    with unharmed(server, visitor):
        visitor.goto(f"{server.url}/{where}?t={'A' * 32}")

        expect(visitor.locator("h1").first).to_have_text("This link opens nothing", timeout=20_000)
        whole(visitor)


@pytest.mark.parametrize("change", ["one character short", "one character more", "one other", "other case"])
def test_a_link_that_is_nearly_right_opens_nothing(visitor: Page, server: Server, change: str) -> None:
    token = kept(server)
    spoilt = {
        "one character short": token[:-1],
        "one character more": token + "A",
        "one other": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "other case": token.swapcase(),
    }
    with unharmed(server, visitor):
        visitor.goto(f"{server.url}/answer?t={spoilt[change]}")

        expect(visitor.locator("h1")).to_have_text("This link opens nothing", timeout=20_000)


@pytest.mark.parametrize("address", ["answer", "answer?t=", "answer?t", "results?t=&t=", "your-data?kept=%00"])
def test_no_link_says_that_nothing_is_open(visitor: Page, server: Server, address: str) -> None:
    with unharmed(server, visitor):
        visitor.goto(f"{server.url}/{address}")

        expect(visitor.locator("h1")).to_have_text(re.compile("Nothing is open yet|Your data"), timeout=20_000)
        expect(visitor.get_by_text("Begin an assessment, or open one by its link")).to_be_visible()


@pytest.mark.parametrize(
    "theme", ["nothing", "ai-governance.nothing", "<img src=x onerror=alert(1)>", "\0", "A" * 5_000, "../..", "🙂"]
)
def test_a_theme_that_does_not_exist_gives_the_first(visitor: Page, server: Server, theme: str) -> None:
    token = kept(server)
    visit(visitor, server, "answer", token)
    first = visitor.locator("h1").inner_text()

    with unharmed(server, visitor):
        visitor.goto(f"{server.url}/answer?t={token}&theme={quote(theme, safe='')}")

        expect(visitor.get_by_text("There is no such theme in this assessment, so here is its first.")).to_be_visible(
            timeout=20_000
        )
        expect(visitor.locator("h1")).to_have_text(first)


@pytest.mark.parametrize("address", ["admin.php?t=%27", "no/such/page"])
def test_a_page_that_does_not_exist_leads_to_one_that_does(visitor: Page, server: Server, address: str) -> None:
    with unharmed(server, visitor):
        visitor.goto(f"{server.url}/{address}")

        expect(visitor.get_by_role("link", name="Start", exact=True)).to_be_visible(timeout=10_000)


# Messages that no page of ours sends


class Wire:
    """A browser without a page: it says to the server what it likes."""

    def __init__(self, socket: ClientConnection, public_id: str) -> None:
        self.socket = socket
        self.address = f"a={public_id}"
        self.radios: dict[str, tuple[str, str]] = {}  # question -> the ids of its levels' widget and of its fragment
        self.script = ""
        first = BackMsg()
        first.rerun_script.query_string = self.address
        first.rerun_script.page_name = "answer"
        self.send(first)

    def choose(self, question: str, value: str) -> None:
        widget, fragment = next(ids for label, ids in self.radios.items() if label == question)
        message = BackMsg()
        message.rerun_script.query_string = self.address
        message.rerun_script.page_script_hash = self.script
        message.rerun_script.fragment_id = fragment
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = widget, value
        self.send(message)

    def send(self, message: BackMsg) -> None:
        self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self.socket.recv(timeout=20))
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.script = answer.new_session.page_script_hash
            elif kind == "delta" and answer.delta.new_element.WhichOneof("type") == "radio":
                radio = answer.delta.new_element.radio
                self.radios[radio.label.replace("\\", "")] = (radio.id, answer.delta.fragment_id)
            elif kind == "script_finished":
                return


def named(server: Server, token: str) -> str:
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        return desk.public_id


def wired(server: Server, token: str = "") -> connect:
    cookie = {"Cookie": f"a_{named(server, token)}={token}"} if token else {}
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    return connect(address, subprotocols=[Subprotocol("streamlit")], additional_headers=cookie)


@pytest.mark.parametrize("value", ["9", "5", "-1", "1.0", "not-applicable", "", "\0", "<b>", "9" * 10_000])
def test_a_level_that_the_question_does_not_have_is_not_saved(server: Server, value: str) -> None:
    asked = rubrics()[0].questions[0]
    assert not asked.may_not_apply
    token = kept(server)
    with wired(server, token) as socket:
        wire = Wire(socket, named(server, token))

        with unharmed(server):
            wire.choose(asked.text, value)

        wire.choose(asked.text, "2")
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        assert desk.entry(Key(rubrics()[0].id, asked.id)).answer == Answer(level=2)


def test_noise_on_the_wire_does_no_harm(server: Server) -> None:
    """Streamlit writes to the log that it could not read it; that is all."""
    token = kept(server)
    with wired(server, token) as socket:
        assert Wire(socket, named(server, token)).radios  # the reader's place and first visit are kept
    rows = kept_rows(server)
    with wired(server) as noisy:
        noisy.send(random.Random(1).randbytes(10_000))
        noisy.send("text where bytes are due")

    with wired(server, token) as socket:
        assert Wire(socket, named(server, token)).radios
    assert kept_rows(server) == rows


# Files


VERSION = rubrics()[0].version


def a_file(**changes: object) -> bytes:
    whole_file = {"format": "answers/1", "scope": "full", "rubrics": {"ai-governance": VERSION}, "answers": {}}
    return json.dumps(whole_file | changes).encode()


LARGEST = 5_000_000  # bytes; what Streamlit takes 5 MB to be
REFUSED = {
    "noise": (random.Random(1).randbytes(LARGEST), "is not UTF-8 text"),
    "a long text": (b"a" * LARGEST, "is not readable as JSON"),
    "nothing": (b"", "is not readable as JSON"),
    "lists in lists": (b"[" * 100_000, "nest|deep"),
    "a long number": (a_file().replace(b'"answers/1"', b"9" * 100_000), "."),
    "nul bytes": (b"\0" * 1_000, "is not readable as JSON"),
    "a nul in a name": (a_file(council={"name": "A\0B"}), "has a NUL character; take it out"),
    "half a letter": (a_file(council={"name": "A\ud800B"}), "."),
    "a key twice": (a_file().replace(b'"scope": "full"', b'"format": "answers/1"'), "stands twice; keep one"),
    "another format": (a_file(format="answers/9"), "answers/1"),
    "another version": (a_file(rubrics={"ai-governance": "9.9.9"}), "there is no rubric 'ai-governance' 9.9.9 here"),
    "an unknown question": (
        a_file(answers={"ai-governance": {"nothing": {"level": 1}}}),
        "there is no question 'nothing' in rubric 'ai-governance'",
    ),
    "a level too high": (
        a_file(answers={"ai-governance": {"ai-accountability": {"level": 5}}}),
        "level 5 does not exist",
    ),
    "a level far too high": (a_file(answers={"ai-governance": {"ai-accountability": {"level": 10**30}}}), "31 digits"),
    "a long name": (a_file(council={"name": "A" * 201}), "200"),
    "a long link": (
        a_file(answers={"ai-governance": {"ai-accountability": {"evidence": [{"title": "A", "link": "l" * 2001}]}}}),
        "link has 2,001 characters; shorten it to 2,000",
    ),
    "markup for a key": (a_file(**{"<img src=x onerror=alert(1)>": 1}), "<img src=x"),
}


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_not_right_is_refused_in_one_sentence(
    visitor: Page, server: Server, content: bytes, says: str
) -> None:
    visit(visitor, server)

    with unharmed(server, visitor):
        offer_file(visitor, content)

        expect(visitor.get_by_text("The file was not opened; nothing was changed.")).to_be_visible(timeout=20_000)
        sentences = visitor.get_by_role("alert").get_by_role("listitem").all_inner_texts()
    assert [sentence for sentence in sentences if re.search(says, sentence)] == sentences != []
    assert all(sentence.startswith("Your file") and len(sentence) < 300 for sentence in sentences)
    visitor.get_by_role("tab", name="Begin").click()
    expect(visitor.get_by_role("button", name="Begin")).to_be_enabled()


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(visitor: Page, server: Server) -> None:
    visit(visitor, server)

    with unharmed(server, visitor):
        choose_file(visitor, b" " * (LARGEST + 1))
        expect(visitor.locator("p.not-taken")).to_have_text("This file is larger than 5 MB, so that it was not taken.")
        visitor.get_by_role("button", name="Open the file").click()

        expect(visitor.get_by_text("Please choose a file first.")).to_be_visible()


def test_a_refused_file_leaves_the_next_one_its_chance(visitor: Page, server: Server) -> None:
    visit(visitor, server)
    offer_file(visitor, b"[" * 100_000)
    expect(visitor.get_by_text("The file was not opened; nothing was changed.")).to_be_visible(timeout=20_000)

    visitor.get_by_role("button", name="Remove maturity-answers.json").click()
    offer_file(visitor, a_file(answers={"ai-governance": {"ai-accountability": {"level": 3}}}))

    first_question(visitor)
    expect(visitor.locator(".progress")).to_contain_text("1 of 13 answered")


# Text that wants to be more than text


def test_a_hostile_name_is_shown_as_text_on_every_page(page: Page, server: Server) -> None:
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    token = kept(server, a_sheet(name=HOSTILE_NAME))
    logged = len(server.log.read_bytes())

    visit(page, server, "answer", token)
    shows_nothing_of_ours(page)
    go(page, "Results")
    expect(page.locator("h1")).to_have_text(f"Results for {HOSTILE_NAME}", timeout=20_000)
    expect(page.locator(".headline")).to_contain_text(f"{HOSTILE_NAME} scores 49 out of 100")
    shows_nothing_of_ours(page)
    go(page, "Your data")
    page.get_by_text("Change the council's facts or the areas").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value(HOSTILE_NAME)
    page.get_by_text("A link for a colleague").click()
    page.get_by_label("Whose link is it?").fill(HOSTILE_NAME)
    page.get_by_role("button", name="Make the link").click()
    made = page.get_by_text("It is shown only now, so copy it")
    expect(made).to_be_visible()
    joiner = "\u2060"  # invisible; it keeps a name between colons from turning into a picture
    assert made.inner_text().replace(joiner, "").startswith(f"A link for {HOSTILE_NAME}.")
    shows_nothing_of_ours(page)
    page.reload()
    expect(page.get_by_role("main").get_by_text(HOSTILE_NAME, exact=True)).to_be_visible(timeout=20_000)
    shows_nothing_of_ours(page)

    assert asked == []
    assert page.get_by_role("main").locator("b, em, del, script, .katex").count() == 0
    assert server.log.read_bytes()[logged:] == b""


def test_a_hostile_note_is_shown_as_text_where_two_answers_clash(page: Page, server: Server) -> None:
    token = kept(server)
    key = Key(rubrics()[0].id, rubrics()[0].questions[0].id)
    with store_of(server) as store:
        mine = store.open(token)
        assert mine
        theirs = store.open(mine.add_link(HOSTILE_NAME))
        assert theirs
        mine.save(key, Answer(level=1), 0)
        theirs.save(key, Answer(level=2, note=HOSTILE_NAME), 0)

    visit(page, server, "answer", token)

    expect(page.get_by_text(f"Also given, through the link “{HOSTILE_NAME}”: level 2")).to_be_visible()
    expect(page.get_by_text(f"Note: {HOSTILE_NAME}")).to_be_visible()
    shows_nothing_of_ours(page)


# The log


def test_no_link_no_name_and_no_answer_is_written_to_the_log(page: Page, own_server: Server) -> None:
    secrets = ["Example Borough", "A note of ours", "Scheme of delegation", "Head of ICT", "nobodyhasthistokenatall"]
    visit(page, own_server)
    page.get_by_text("About your council").click()
    page.get_by_label("Name", exact=True).fill("Example Borough")
    page.get_by_role("button", name="Begin").click()
    first_question(page)
    token = token_in(own_link(page))
    first = questions(page).first
    answer_and_wait(first, 3)
    first.get_by_text("Note and evidence").click()
    first.get_by_label("Note (saved when you click elsewhere)").fill("A note of ours")
    first.get_by_label("Evidence: title").fill("Scheme of delegation")
    first.get_by_role("button", name="Add evidence").click()
    expect(first.get_by_text("Scheme of delegation; no date")).to_be_visible()
    go(page, "Results")
    expect(page.locator("h1")).to_have_text("Results for Example Borough", timeout=20_000)
    go(page, "Your data")
    page.get_by_text("A link for a colleague").click()
    page.get_by_label("Whose link is it?").fill("Head of ICT")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("A link for Head of ICT.")).to_be_visible()
    colleague = token_in(own_link(page))
    visit(page, own_server, "results", colleague)
    visit(page, own_server, "answer", "nobodyhasthistokenatall")
    page.request.get(f"{own_server.url}/no/such/page?t={token}")
    page.request.get(f"{own_server.url}/media/nothing.json?t={token}")
    own_server.stop()

    log = own_server.log.read_text()

    assert log != ""
    assert len({token, colleague}) == 2
    assert [secret for secret in [*secrets, token, colleague] if secret in log] == []
    assert "Traceback" not in log
