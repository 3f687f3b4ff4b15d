"""The record's page and its files, asked for without a browser."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from docx import Document
from starlette.applications import Starlette

from assessment.instrument import Agreed, Answer, BadInput, Council, Problem, Scope
from assessment.store import (
    Asked,
    Ballot,
    Hall,
    Key,
    Kind,
    Moment,
    NotAllowed,
    Round,
    ServerDesk,
    Store,
    Workshop,
)
from assessment.ui import reporting, resources, session
from assessment.ui.guard import addresses, rates
from assessment.ui.recording import ROUTES, asking
from assessment.words import RECORD_NOT_FOUND, RECORD_NOT_MADE, RECORD_NOT_PRESSED, RECORD_NOT_YOURS
from tests.loops import run
from tests.packs import HOSTILE
from tests.walls import a_workshop

WORKSHOP = "0123456789abcdef"
HERE = {"host": "127.0.0.1", "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}
AT = datetime(2026, 5, 12, 9, tzinfo=UTC)
VOTES = {"0": 1, "1": 2, "2": 1}
PRESSED = {"pdf": b"%PDF", "docx": b"PK", "pptx": b"PK", "xlsx": b"PK", "csv": b"\xef\xbb\xbfworkshop,"}


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def said(self) -> str:
        return unescape(self.text)


def ask(address: str, token: str = "", name: str = "", method: str = "GET", **headers: str) -> Reply:
    """One request, as the server gives it to the room."""
    sent: list[Any] = []
    cookie = {"cookie": f"{session.cookie_of(name)}={token}"} if token else {}
    given = {**HERE, **{key.replace("_", "-"): value for key, value in headers.items()}, **cookie}
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(key.encode(), value.encode()) for key, value in given.items() if value],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    async def answered() -> None:
        addresses.asking.set(("192.0.2.1",))
        await Starlette(routes=ROUTES)(scope, receive, send)

    run(answered())
    found = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return Reply(sent[0]["status"], found, b"".join(one.get("body", b"") for one in sent[1:]))


def ballots(votes: str, role: str | None) -> tuple[Ballot, ...]:
    return tuple(Ballot(one, role) for one in votes)


def a_round(key: Key, number: int = 1, votes: str = "0112", **more: Any) -> Round:
    parts = {"opened_at": AT, "revealed_at": AT, "cast": len(votes), "levels": 5, "ballots": ballots(votes, "ict")}
    return Round(key, number, **{**parts, **more})


@pytest.fixture(autouse=True)
def _counted_anew() -> Iterator[None]:
    rates.rates.cache_clear()
    reporting.packs.cache_clear()
    yield
    rates.rates.cache_clear()
    reporting.packs.cache_clear()


@dataclass
class Held:
    """An assessment with one workshop on the first two questions of its first area."""

    desk: ServerDesk
    workshop: Workshop
    rounds: tuple[Round, ...]
    keys: tuple[Key, Key]

    def change(self, **parts: Any) -> None:
        self.workshop = replace(self.workshop, **parts)

    @property
    def hall(self) -> Hall:
        return Hall(Moment(self.workshop, 4, None), self.rounds, ())

    def ask(self, more: str = "", **how: Any) -> Reply:
        asked = urlencode({"a": self.desk.public_id, "w": WORKSHOP})
        return ask(f"/record?{asked}{more}", self.desk.token, self.desk.public_id, **how)

    def press(self, ending: str, **how: Any) -> Reply:
        return self.ask(f"&as={ending}", method="POST", **how)


@pytest.fixture
def held(store: Store, monkeypatch: pytest.MonkeyPatch) -> Held:
    rubric = resources.newest()[0]
    desk = store.open(store.create(Council(name="Ashby"), Scope.FULL, {rubric.id: rubric.version}))
    assert desk is not None
    keys = tuple(Key(rubric.id, question.id) for question in rubric.questions[:2])
    levels = {key.question: 5 for key in keys}
    workshop = a_workshop(
        questions={rubric.id: Asked(rubric.version, levels)}, anonymous=False, opened_at=AT, closed_at=AT
    )
    held = Held(desk, workshop, (a_round(keys[0], agreed="1"),), keys)

    def hall_of(self: ServerDesk, name: str) -> Hall:
        if self.kind is not Kind.OWNER:
            raise NotAllowed
        if name != WORKSHOP:
            raise BadInput([Problem("There is no such workshop.")])
        return held.hall

    monkeypatch.setattr(ServerDesk, "hall", hall_of, raising=False)
    agreed = Agreed(date=AT.date(), votes=VOTES, dissent="One of us thinks C.")
    desk.save(keys[0], Answer(level=1, agreed=agreed), desk.revision())
    return held


def test_the_owner_reads_it_with_its_votes_and_its_agreed_answer(held: Held) -> None:
    page = held.ask()

    assert (page.status, page.headers["cache-control"]) == (200, "no-store")
    assert "<h1>Workshop record: Spring workshop</h1>" in page.text
    assert "1 of 2 questions has an agreed answer." in page.text
    assert "Round 1, 4 votes: A 1, B 2, C 1. Median B, from A to C." in page.text
    assert "<strong>Agreed on 12 May 2026: </strong>B, level 1, Begun: " in page.text
    assert "<strong>Dissent: </strong>One of us thinks C." in page.text
    assert 'role="columnheader">Most votes</th>' in page.text
    assert len(re.findall("<button formaction", page.text)) == 5
    assert "still open" not in page.text


def test_while_it_is_open_the_page_says_so_and_no_vote_is_shown_that_was_not_revealed(held: Held) -> None:
    held.change(closed_at=None)
    held.rounds += (a_round(held.keys[1], votes="4444", revealed_at=None),)
    page = held.ask()

    assert '<p class="notice">Not final: this workshop is still open.</p>' in page.text
    assert "E 4" not in page.text
    assert "<h2>Not talked about</h2>" in page.text


@pytest.mark.parametrize("ending", PRESSED)
def test_a_press_makes_each_file_which_nobody_keeps(held: Held, ending: str) -> None:
    reply = held.press(ending)

    assert (reply.status, reply.body[: len(PRESSED[ending])]) == (200, PRESSED[ending])
    assert reply.headers["cache-control"] == "no-store"
    name = f'attachment; filename="maturity-workshop-record-ashby-2026-05-12.{ending}"'
    assert reply.headers["content-disposition"] == name


def test_the_files_have_the_digits_of_the_page(held: Held) -> None:
    page, data = held.ask().text, held.press("docx").body
    line = next(p.text for p in Document(BytesIO(data)).paragraphs if p.text.startswith("Round 1"))

    assert line in page


def test_only_a_press_from_here_makes_one(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "write_record", lambda *_: pytest.fail("a file was made"))
    foreign = [
        held.press("pdf", sec_fetch_site="cross-site"),
        held.press("pdf", sec_fetch_site="", sec_fetch_mode="", origin="https://elsewhere.example"),
        held.ask("&as=pdf", sec_fetch_site="cross-site"),
        held.ask("&as=pdf", sec_fetch_site="none"),
        held.ask("&as=pdf", sec_fetch_mode="no-cors"),
        held.ask("&as=pdf", sec_purpose="prefetch"),
        held.ask("&as=pdf", sec_fetch_site="", sec_fetch_mode=""),
    ]

    assert {reply.status for reply in foreign} == {403}
    assert all(RECORD_NOT_PRESSED in reply.said for reply in foreign)


def test_a_link_that_was_followed_on_a_page_of_ours_makes_one_and_so_does_a_press_without_such_headers(
    held: Held,
) -> None:
    origin = {"sec_fetch_site": "", "sec_fetch_mode": "", "origin": "http://127.0.0.1"}

    assert held.ask("&as=csv").status == 200
    assert held.press("csv", **origin).status == 200


def test_any_other_link_and_none_are_refused_with_a_sentence(held: Held) -> None:
    read = held.desk.add_link("A reader", Kind.READ)
    edit = held.desk.add_link("A colleague", Kind.EDIT)
    name, asked = held.desk.public_id, urlencode({"a": held.desk.public_id, "w": WORKSHOP})
    refused = [
        ask(f"/record?{asked}"),
        ask(f"/record?{asked}", read, name),
        ask(f"/record?{asked}&as=pdf", edit, name, method="POST"),
        ask(f"/record?a=ffffffffffffffff&w={WORKSHOP}", held.desk.token, "ffffffffffffffff"),
        ask("/record"),
    ]

    assert {reply.status for reply in refused} == {404}
    assert all(RECORD_NOT_YOURS in reply.said for reply in refused)
    assert all("Spring" not in reply.text for reply in refused)


@pytest.mark.parametrize("more", ["&as=exe", "&as=", "&as=../x"])
def test_what_isnt_there_is_told_and_is_no_fault(held: Held, more: str) -> None:
    asked = urlencode({"a": held.desk.public_id, "w": "fedcba9876543210"})
    missing = ask(f"/record?{asked}", held.desk.token, held.desk.public_id)

    for reply in (held.ask(more, method="POST"), missing):
        assert (reply.status, RECORD_NOT_FOUND in reply.said) == (404, True)


def test_an_address_gets_so_many_files_an_hour_of_which_one_that_is_made_is_not_counted_again(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "PACKS_AN_HOUR", 2)

    assert [held.press(ending).status for ending in ("csv", "csv", "xlsx", "csv")] == [200] * 4
    assert held.press("pptx").status == 429
    assert "Too many packs were made" in held.press("pptx").text


def test_a_writer_that_fails_is_told_without_a_word_of_its_own(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise ValueError("secret-detail")

    monkeypatch.setattr(asking, "write_record", fail)
    reply = held.press("pdf")

    assert (reply.status, RECORD_NOT_MADE in reply.said, "secret-detail" in reply.text) == (500, True, False)


def test_it_is_not_sent_where_the_assessment_was_deleted_while_it_was_made(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(*_: object) -> bytes:
        held.desk.delete()
        return b"made"

    monkeypatch.setattr(asking, "write_record", made)

    assert held.press("pdf").status == 404


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_on_the_page_and_in_its_headers(held: Held, text: str) -> None:
    held.change(name=text[:60])
    given = {"ballots": ballots("0112", text[:40]), "reasons": (("0", text[:300]),)}
    held.rounds = (replace(held.rounds[0], **given),)
    page, file = held.ask(), held.press("csv")

    assert re.findall(r"<(?:script|b|iframe|w:p)\b", page.text) == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.text)
    assert (page.status, file.status) == (200, 200)
    assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', file.headers["content-disposition"])


def test_what_was_agreed_is_found_in_the_history_where_the_answer_has_changed_since(held: Held) -> None:
    held.desk.save(held.keys[0], Answer(level=3), held.desk.revision())
    page = held.ask().said

    assert "<strong>Agreed on 12 May 2026: </strong>B, level 1, Begun: " in page
    assert "<strong>Dissent: </strong>One of us thinks C." in page
    assert "The assessment's answer has changed since." in page


def test_a_question_whose_text_is_no_longer_here_stands_by_its_id(held: Held) -> None:
    ((name, asked),) = held.workshop.questions.items()
    held.change(questions={name: asked._replace(version="0.0.1")})

    assert f"<h4>{held.keys[0].question}</h4>" in held.ask().text
    assert held.press("pdf").status == 200
