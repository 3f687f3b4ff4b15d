"""Who opens the wall and the gap, and what their markup says and doesn't say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from assessment.instrument import BadInput, Council, Problem, Scope
from assessment.store import Hall, Kind, Moment, NotAllowed, ServerDesk, Stage, Store
from assessment.ui import resources, session
from assessment.ui.projecting import ROUTES, gap
from assessment.ui.projecting.showing import Entrance, wall_markup
from assessment.ui.reporting import Packs, packs
from assessment.ui.reporting.making import FULL
from assessment.ui.seats import here
from assessment.words import (
    DOOR_SHUT,
    GAP_NOT_FOUND,
    GAP_NOT_YOURS,
    GAP_NOTHING,
    THIS_MACHINE_ONLY,
    TOO_FEW_RATED,
    WALL_CLOSED,
    WALL_NOT_FOUND,
    WALL_NOT_YOURS,
)
from tests.loops import run
from tests.walls import a_hall, a_key, a_moment, a_round, a_workshop, ballots

NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)
WORKSHOP = "fedcba9876543210"
DOOR = Entrance("https://maturity.example.org/join", "KQT7MX")
HOSTILE = '"><script>alert(1)</script><b>'


def shown(moment: Moment, entrance: Entrance = DOOR, now: datetime = NOW) -> str:
    return wall_markup(moment, resources.rubrics(), entrance, now)


@pytest.fixture(autouse=True)
def _made_anew() -> None:
    packs.cache_clear()


@pytest.fixture
def desk(store: Store, monkeypatch: pytest.MonkeyPatch) -> ServerDesk:
    """An owner's, of an assessment with one workshop, in which three councillors and two of ICT have voted."""
    rubrics = {one.id: one.version for one in resources.newest()}
    found = store.open(store.create(Council(name="Ashby"), Scope.FULL, rubrics))
    assert found is not None
    rounds = [a_round(a_key(n), ballots("ABB", "councillor") + ballots("DE", "ict")) for n in range(9)]
    rounds.append(a_round(a_key(0, 1), None, ballots=ballots("EEE", "security"), cast=3))

    def hall(self: ServerDesk, name: str) -> Hall:
        if self.kind is not Kind.OWNER:
            raise NotAllowed
        if name != WORKSHOP:
            raise BadInput([Problem("There is no such workshop.")])
        return a_hall(a_moment(), rounds)

    monkeypatch.setattr(ServerDesk, "hall", hall, raising=False)
    monkeypatch.setattr(ServerDesk, "workshop_code", lambda *_: "KQT7MX", raising=False)
    return found


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    text: str


def ask(page: str, desk: ServerDesk, token: str | None = None, workshop: str = WORKSHOP) -> Reply:
    """One request, as the server gives it to the room."""
    sent: list[Any] = []
    cookie = f"{session.cookie_of(desk.public_id)}={desk.token if token is None else token}"
    scope = {
        "type": "http",
        "method": "GET",
        "path": page,
        "query_string": urlencode({"a": desk.public_id, "w": workshop}).encode(),
        "headers": [(b"host", b"maturity.example.org"), (b"cookie", cookie.encode())],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    async def answered() -> None:
        await Starlette(routes=ROUTES)(scope, receive, send)

    run(answered())
    headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return Reply(sent[0]["status"], headers, unescape(b"".join(one.get("body", b"") for one in sent[1:]).decode()))


@pytest.mark.parametrize(
    ("page", "not_yours", "not_found"),
    [("/projector", WALL_NOT_YOURS, WALL_NOT_FOUND), ("/gap", GAP_NOT_YOURS, GAP_NOT_FOUND)],
)
def test_only_the_owner_s_cookie_opens_it(desk: ServerDesk, page: str, not_yours: str, not_found: str) -> None:
    yours = ask(page, desk)
    others = [
        ask(page, desk, token)
        for token in ("", "x" * 32, *(desk.add_link("L", kind) for kind in (Kind.READ, Kind.EDIT)))
    ]
    missing = ask(page, desk, workshop="0" * 16)

    assert (yours.status, yours.headers["cache-control"]) == (200, "no-store")
    assert {one.status for one in others} == {404}
    assert all(not_yours in one.text and "Spring" not in one.text for one in others)
    assert (missing.status, not_found in missing.text) == (404, True)


def test_before_anyone_is_there_it_says_how_to_join() -> None:
    body = shown(a_moment(seated=0))

    assert "maturity.example.org/join" in body
    assert "KQT 7MX" in body
    assert '<svg class="qr"' in body
    assert "Nobody is here yet." in body
    assert THIS_MACHINE_ONLY not in unescape(body)


def test_an_address_that_no_phone_reaches_is_told() -> None:
    assert THIS_MACHINE_ONLY in unescape(shown(a_moment(), Entrance("http://localhost:8501/join", "KQT7MX")))


def test_with_the_door_shut_no_code_is_shown_anywhere() -> None:
    for moment in (a_moment(door=False), a_moment(a_round(a_key()), door=False)):
        assert "KQT" not in shown(moment)
    assert DOOR_SHUT in shown(a_moment(door=False))


def test_a_closed_workshop_says_so_and_nothing_of_its_votes() -> None:
    body = shown(a_moment(a_round(a_key(), ballots("AAB", "ict")), stage=Stage.CLOSED), Entrance(DOOR.address, ""))

    assert WALL_CLOSED in body
    assert "dot" not in body


def test_before_the_reveal_votes_are_a_number_and_no_more() -> None:
    """Even where somebody handed them over."""
    moment = a_moment(a_round(a_key(), None, ballots=ballots("AAEE", "partner"), cast=4, agreed="3"))
    body = shown(moment)

    assert "4 of 12 have voted" in body
    assert "Or “Don't know”." in unescape(body)
    for told in ("<svg", "artner", "vote for", "votes for", "Median", "agreed", "within"):
        assert told not in body


def test_more_votes_than_seats_are_told_without_an_of() -> None:
    assert "4 have voted" in shown(a_moment(a_round(a_key(), cast=4), seated=3))


def test_revealed_votes_stand_in_the_rows_of_their_statements() -> None:
    given = ballots("ABBC", "councillor") + ballots("E?-", "ict")
    body = shown(a_moment(a_round(a_key(), given, agreed="1", number=2)))

    told = ["1 vote for A", "2 votes for B", "1 vote for C", "1 vote for E", "1 vote for Don&#x27;t know"]
    assert all(f'aria-label="{one}"' in body for one in told)
    assert "votes for D" not in body
    assert "<strong>Apart.</strong> Median B (the middle vote), from A to E." in body
    assert "On average two votes differ by 1.8 levels." in body
    assert "Round 2" in body
    assert "Agreed: B" in body
    assert body.count("<em>median</em>") == 1
    assert "Councillors" in body
    assert "have voted" not in body
    assert "Or “" not in body


def test_roles_that_may_not_be_told_are_not_drawn() -> None:
    body = shown(a_moment(a_round(a_key(), ballots("ABC"))))

    assert '<ul class="roles">' not in body
    assert "None" not in body
    assert "c1" not in body


def test_below_three_votes_there_is_no_median() -> None:
    body = shown(a_moment(a_round(a_key(), ballots("AB"))))

    assert TOO_FEW_RATED in body
    assert "<em>" not in body


def test_twenty_roles_look_twenty_ways() -> None:
    given = [one for n in range(20) for one in ballots("A", f"Role {n:02}")]
    body = shown(a_moment(a_round(a_key(), given)))
    legend = body.partition('<ul class="roles">')[2]
    looks = {part.partition("</svg>")[0] for part in legend.split("<li>")[1:]}

    assert len(looks) == 20


def test_the_clock_says_what_is_left() -> None:
    current = a_round(a_key(), opened_at=NOW - timedelta(seconds=30))

    assert 'data-left="90"' in shown(a_moment(current, minutes=2))
    assert "Time is up" in shown(a_moment(current, minutes=2), now=NOW + timedelta(hours=1))
    assert "clock" not in shown(a_moment(current))


def test_free_text_is_text() -> None:
    given = ballots("ABC", HOSTILE)
    moments = [a_moment(name=HOSTILE), a_moment(stage=Stage.CLOSED, name=HOSTILE), a_moment(a_round(a_key(), given))]

    for moment in moments:
        assert "<script" not in shown(moment, Entrance(f"http://{HOSTILE}/join", HOSTILE))


def test_a_question_whose_text_is_no_longer_here_keeps_its_letters() -> None:
    known = a_workshop().questions[a_key().rubric]
    questions = {a_key().rubric: known._replace(version="0.0.1")}
    moment = a_moment(a_round(a_key(), ballots("ABE")), questions=questions)

    assert "no longer on this server" in shown(moment)
    assert "1 vote for E" in shown(moment)


def test_the_gap_shows_roles_of_three_and_names_the_others(desk: ServerDesk) -> None:
    body = ask("/gap", desk).text

    assert "Councillors, 3 people" in body
    assert "ICT, " not in body
    assert "Not shown, as too few of them voted: ICT." in body
    assert body.count("<figure") == 1
    assert "Security, " not in body  # that round is not revealed


def test_a_gap_is_drawn_once_for_all_who_look_at_the_same(desk: ServerDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []

    def drawing(*given: object) -> tuple[()]:
        drawn.append(given)
        return ()

    monkeypatch.setattr(gap, "role_results", drawing)
    assert [ask("/gap", desk).status for _ in range(3)] == [200] * 3
    assert len(drawn) == 1

    votes = [a_round(a_key(), ballots("ABC", "ict"))]
    monkeypatch.setattr(ServerDesk, "hall", lambda *_: a_hall(a_moment(), votes), raising=False)
    ask("/gap", desk)
    assert len(drawn) == 2


def test_a_gap_waits_its_turn_and_is_refused_in_words(desk: ServerDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Packs, "ask", lambda *_: FULL)
    answer = ask("/gap", desk)
    assert (answer.status, FULL in answer.text) == (429, True)


def test_a_gap_without_a_role_of_three_says_so(desk: ServerDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = a_hall(a_moment(), [a_round(a_key(), ballots("AB", "ict"))])
    monkeypatch.setattr(ServerDesk, "hall", lambda *_: empty)

    assert GAP_NOTHING in ask("/gap", desk).text


def test_an_entrance_has_the_name_that_the_host_s_browser_uses() -> None:
    def place(**headers: str) -> str:
        given: Mapping[str, Any] = {
            "type": "http", "scheme": "http", "path": "/projector", "query_string": b"", "server": ("x", 1),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
        return f"{here(Request(dict(given)))}/join"

    assert place(host="192.168.1.7:8501") == "http://192.168.1.7:8501/join"
    assert place(host="m.example.org", x_forwarded_proto="https") == "https://m.example.org/join"
