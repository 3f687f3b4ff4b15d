"""How often join codes may be tried, what opens the form, and the cookies of seats."""

import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.instrument import Council, Scope
from assessment.store import ServerDesk, Store, new_token
from assessment.ui.guard import Act, addresses, rates
from assessment.ui.guard.rates import CODES_AN_HOUR, FIRST_CODES
from assessment.ui.guard.settings import IN_ALL
from assessment.ui.seats import ROUTES, joining
from tests.store.desks import Q1, Q2, a_plan, opened

HERE, ELSEWHERE = "192.0.2.7", "192.0.2.8"
OURS = {"origin": "http://testserver"}
VISIT = {"accept": "text/html", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    rates.rates.cache_clear()
    yield
    rates.rates.cache_clear()


@pytest.fixture
def desk(store: Store) -> ServerDesk:
    return opened(store, store.create(Council(), Scope.FULL, {"core": "1.0.0"}))


@pytest.fixture
def phone(store: Store) -> TestClient:
    return TestClient(Starlette(routes=ROUTES), follow_redirects=False)


def typed(phone: TestClient, **said: str):
    return phone.post("/join", data=said, headers=OURS)


def test_so_many_wrong_codes_and_then_none_is_looked_up(
    phone: TestClient, desk: ServerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses.asking.set((HERE,))
    code = desk.workshop_code(desk.open_workshop(a_plan()).public_id)
    monkeypatch.setattr(joining, "is_spent", lambda act: rates.rates().is_spent(act, HERE))
    monkeypatch.setattr(joining, "count_try", lambda act: rates.rates().count_try(act, HERE))
    answers = [typed(phone, code="BBBBBB").status_code for _ in range(CODES_AN_HOUR)]
    assert answers == [404] * CODES_AN_HOUR

    assert typed(phone, code="BBBBBB").status_code == 429
    assert typed(phone, code=code).status_code == 429  # else a guess would show itself all the same


def test_whoever_uses_up_the_total_shuts_the_door_to_nobody() -> None:
    found = rates.rates()
    for number in range(IN_ALL * CODES_AN_HOUR):
        found.count_try(Act.CODE, f"198.51.100.{number % 250}")
    assert found.is_spent(Act.CODE, None)
    for _ in range(FIRST_CODES):
        assert not found.is_spent(Act.CODE, ELSEWHERE)
        found.count_try(Act.CODE, ELSEWHERE)
    assert found.is_spent(Act.CODE, ELSEWHERE)


def test_a_picture_on_another_site_looks_up_no_code(
    phone: TestClient, desk: ServerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = desk.workshop_code(desk.open_workshop(a_plan()).public_id)
    tried: list[Act] = []
    monkeypatch.setattr(joining, "count_try", tried.append)

    picture = {
        "accept": "image/*",
        "sec-fetch-mode": "no-cors",
        "sec-fetch-dest": "image",
        "sec-fetch-site": "cross-site",
    }
    assert phone.get("/join?code=BBBBBB", headers=picture).status_code == 200
    assert tried == []
    assert "Which role" in phone.get(f"/join?code={code}", headers=VISIT).text
    assert phone.get("/join?code=BBBBBB", headers=VISIT).status_code == 404
    assert tried == [Act.CODE]


def test_another_sites_form_gets_no_seat(phone: TestClient, desk: ServerDesk) -> None:
    name = desk.open_workshop(a_plan()).public_id
    said = {"code": desk.workshop_code(name), "role": "ict", "named": "yes"}
    assert phone.post("/join", data=said, headers={"origin": "http://elsewhere.example"}).status_code == 403
    assert phone.post("/join", data=said).status_code == 403
    assert desk.hall(name).seats == ()


def test_one_browser_sits_once_and_keeps_few_seats(phone: TestClient, desk: ServerDesk) -> None:
    names = [desk.open_workshop(a_plan()).public_id for _ in range(7)]
    for name in names:
        said = {"code": desk.workshop_code(name), "role": "ict", "named": "yes", "name": "Robin <b>"}
        assert typed(phone, **said).headers["location"].endswith(f"vote?w={name}")
        assert typed(phone, **said).headers["location"].endswith(f"vote?w={name}")

    assert [len(desk.hall(name).seats) for name in names] == [1] * 7
    assert [cookie.removeprefix("seat_") for cookie in phone.cookies] == names[-5:]
    assert [seat.name for seat in desk.hall(names[0]).seats] == ["Robin <b>"]


@pytest.mark.parametrize(
    ("said", "status", "sentence"),
    [
        ({"role": "nobody"}, 400, "Please choose the role"),
        ({"role": "ict", "name": "x" * 61}, 400, "please shorten it to 60"),
        ({"role": "ict", "name": "a\u202eb"}, 400, "can&#x27;t be shown"),
        ({"role": "ict", "code": "%00"}, 404, "opens nothing"),
    ],
)
def test_what_is_no_seat_is_told_in_one_sentence(
    phone: TestClient, desk: ServerDesk, said: dict[str, str], status: int, sentence: str
) -> None:
    name = desk.open_workshop(a_plan()).public_id
    answer = typed(phone, **{"code": desk.workshop_code(name), "named": "yes", **said})
    assert (answer.status_code, sentence in answer.text, answer.text.count('role="alert"')) == (status, True, 1)
    assert desk.hall(name).seats == ()


def test_a_page_without_a_seat_and_a_vote_that_is_none_say_so(phone: TestClient, desk: ServerDesk) -> None:
    name = desk.open_workshop(a_plan()).public_id
    assert phone.get(f"/vote?w={name}").status_code == 404
    typed(phone, code=desk.workshop_code(name), role="ict", named="yes")
    assert phone.get(f"/vote?w={name}").status_code == 200
    for said, sentence in (
        ({"choice": "1", "q": "core.q1", "n": "1"}, "not open"),
        ({"choice": "9", "q": "core.q1", "n": "1"}, "no such statement"),
        ({"choice": "", "q": "core.q1", "n": "1"}, "choose a statement"),
        ({"choice": "1", "q": "core.q1", "n": "-1"}, "not open"),
        ({"choice": "1", "q": "nothing", "n": "²"}, "no such statement"),
    ):
        answer = phone.post("/vote", data={"w": name, **said}, headers=OURS)
        assert (answer.status_code, sentence in answer.text) == (409, True), answer.text
    assert phone.post("/vote", data={"w": name, "choice": "1"}).status_code == 403
    phone.post("/seat", data={"w": name, "do": "leave"}, headers=OURS)
    assert desk.hall(name).seats == ()
    assert phone.get(f"/vote?w={name}").status_code == 404


def test_two_presses_on_join_take_one_seat(phone: TestClient, desk: ServerDesk) -> None:
    name = desk.open_workshop(a_plan()).public_id
    form = typed(phone, code=desk.workshop_code(name)).text
    said = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    answers = [
        TestClient(phone.app, follow_redirects=False).post("/join", data=said | {"role": "ict"}, headers=OURS)
        for _ in range(2)
    ]
    assert [one.status_code for one in answers] == [303, 303]
    assert answers[0].cookies == answers[1].cookies
    assert len(desk.hall(name).seats) == 1


def test_a_press_whose_answer_was_lost_takes_its_seat_after_the_door_is_shut(
    phone: TestClient, desk: ServerDesk
) -> None:
    name = desk.open_workshop(a_plan()).public_id
    code, secret = desk.workshop_code(name), new_token()
    said = {"code": code, "named": "yes", "secret": secret}
    assert typed(TestClient(phone.app, follow_redirects=False), **said, role="ict").status_code == 303
    desk.set_door(name, is_open=False)
    assert typed(phone, **said, role="partner").status_code == 303
    assert phone.cookies[f"seat_{name}"] == secret
    assert [one.role for one in desk.hall(name).seats] == ["partner"]
    assert typed(TestClient(phone.app), **(said | {"secret": new_token()}), role="ict").status_code == 403


def test_a_vote_that_came_too_late_is_told_as_of_the_question_before(phone: TestClient, desk: ServerDesk) -> None:
    name = desk.open_workshop(a_plan()).public_id
    typed(phone, code=desk.workshop_code(name), named="yes", role="ict")
    desk.open_round(name, Q1)
    desk.open_round(name, Q2)
    late = {"w": name, "q": "core.q1", "n": "1", "choice": "2", "reason": "typed <i>reason</i>"}
    page = phone.post("/vote", data=late, headers=OURS).text
    assert "Of the question before: " in page
    assert "<blockquote>typed &lt;i&gt;reason" in page
    assert 'id="state" role="status"' in page  # the form that is open has said nothing
    assert page.count('role="alert"') == 1
    wrong = phone.post("/vote", data={**late, "q": "core.q2", "choice": "9"}, headers=OURS).text
    assert 'id="state" role="alert"' in wrong
    assert "Of the question before" not in wrong
