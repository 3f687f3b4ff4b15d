"""The list of all assessments of a browser: what it shows, takes off, hands over, carries and makes a pool of."""

from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.instrument import Answer, Council, Scope
from assessment.store import Key, Kind, ServerDesk, Store, Withdrawn, new_token
from assessment.ui import resources, session
from assessment.ui.councils import ROUTES
from assessment.ui.shell import entrance
from assessment.ui.shell.server import OwnRoutes
from tests.builders import a_question, a_rubric, rubrics_of
from tests.store.desks import a_plan, opened

OURS = {"origin": "http://testserver"}
RUBRIC = a_rubric(*(a_question(f"q{number}") for number in range(1, 5)), id="core")
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _one_rubric(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "rubrics", lambda: rubrics_of(RUBRIC))
    monkeypatch.setattr(resources, "newest", lambda: [RUBRIC])


def council(store: Store, name: str = "", levels: str = "1232") -> ServerDesk:
    desk = opened(store, store.create(Council(name=name or None), Scope.FULL, {"core": RUBRIC.version}))
    for number, level in enumerate(levels, 1):
        desk.save(Key("core", f"q{number}"), Answer(level=int(level)), 0)
    return desk


def browser(*desks: ServerDesk) -> TestClient:
    routes = OwnRoutes(Starlette(), [*ROUTES, *entrance.ROUTES])  # as the server calls them
    found = TestClient(routes, follow_redirects=False)
    for desk in desks:
        found.cookies.set(f"a_{desk.public_id}", desk.token)
    return found


def test_each_council_stands_with_its_state_its_score_and_its_way_in(store: Store) -> None:
    whole, part, none = council(store, "Ashby"), council(store, "Bexford", "2"), council(store, "Corby", "")
    page = unescape(browser(whole, part, none).get("/councils").text)
    assert "4 of 4 answered, last on" in page
    assert "Score 50 of 100, level 1." in page
    assert "1 of 4 answered" in page
    assert "No score yet; it could be 12 to 88 of 100" in page
    assert "0 of 4 answered." in page
    for desk in (whole, part, none):
        assert f"./overview?a={desk.public_id}" in page
        assert desk.token not in page


def test_workshops_lead_on_and_names_are_data(store: Store) -> None:
    desk = council(store, HOSTILE)
    workshop = desk.open_workshop(a_plan(name=HOSTILE))
    page = browser(desk).get("/councils").text
    assert f"./host?a={desk.public_id}&amp;w={workshop.public_id}" in page
    assert HOSTILE not in page


@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.READ, Kind.BOARD])
def test_a_link_that_may_do_less_offers_less(store: Store, kind: Kind) -> None:
    lent = opened(store, council(store, "Ashby").add_link("Lent", kind))
    page = browser(lent).get("/councils").text
    assert "Ashby" in page
    assert "hand-over" not in page
    assert "workshops" not in page
    assert browser(lent).get(f"/hand-over?a={lent.public_id}").status_code == 403


def test_what_opens_nothing_says_why_and_is_no_wrong_try(store: Store) -> None:
    deleted, owner = council(store, "Ashby"), council(store, "Bexford")
    taken = opened(store, owner.add_link("Lent"))
    deleted.delete()
    owner.withdraw_link(taken.link_id)
    visitor = browser(deleted, taken)
    visitor.cookies.set("a_0123456789abcdef", "x" * 32)
    page = unescape(visitor.get("/councils").text)
    assert "can bring it back until" in page
    assert "was withdrawn or replaced" in page
    assert "1 link that this browser keeps opens nothing" in page
    assert store.audit.wrong == 0
    answer = visitor.post("/councils", data={"name": "dead"}, headers=OURS)
    assert [one.split("=")[0] for one in answer.headers.get_list("set-cookie")] == [
        "a_0123456789abcdef",
        "r_0123456789abcdef",
    ]


def test_taking_off_asks_first_and_deletes_nothing(store: Store) -> None:
    desk, other = council(store, "Ashby"), council(store, "Bexford")
    visitor = browser(desk, other)
    refused = visitor.post("/councils", data={"name": desk.public_id}, headers=OURS)
    assert refused.status_code == 400
    assert "set-cookie" not in refused.headers
    answer = visitor.post("/councils", data={"name": desk.public_id, "sure": "on"}, headers=OURS)
    assert answer.status_code == 303
    gone = answer.headers.get_list("set-cookie")
    assert all(desk.public_id in one and "Max-Age=0" in one for one in gone)
    assert desk.contents()


def handing(visitor: TestClient, desk: ServerDesk) -> str:
    page = visitor.get(f"/hand-over?a={desk.public_id}").text
    return page.partition("/open#")[2][:32]


def test_handing_over_shows_the_link_before_it_opens_anything(store: Store) -> None:
    desk = council(store, "Ashby")
    visitor = browser(desk)
    token = handing(visitor, desk)
    assert store.look_up(token) is None
    said = {"token": token, "sure": "on"}
    without = visitor.post(f"/hand-over?a={desk.public_id}", data={"token": token}, headers=OURS)
    assert without.status_code == 400
    assert token in without.text
    answer = visitor.post(f"/hand-over?a={desk.public_id}", data=said, headers=OURS)
    assert answer.status_code == 200
    assert token in answer.text
    assert opened(store, token).kind is Kind.OWNER
    assert any("Max-Age=0" in one for one in answer.headers.get_list("set-cookie"))
    with pytest.raises(Withdrawn):
        desk.contents()
    again = browser(desk).post(f"/hand-over?a={desk.public_id}", data=said, headers=OURS)  # its answer had been lost
    assert again.status_code == 200
    assert token in again.text


def test_a_hand_over_that_is_sent_again_much_later_forgets_no_newer_link(store: Store) -> None:
    desk = council(store, "Ashby")
    visitor = browser(desk)
    token = handing(visitor, desk)
    said = {"token": token, "sure": "on"}
    visitor.post(f"/hand-over?a={desk.public_id}", data=said, headers=OURS)
    new = opened(store, token)
    lent = opened(store, new.add_link("Consultant"))
    replaced = new.replace_link(new.link_id)
    late = browser(lent).post(f"/hand-over?a={desk.public_id}", data=said, headers=OURS)
    assert replaced
    assert late.status_code == 403
    assert "Only an owner's link can be handed over." in unescape(late.text)
    assert "set-cookie" not in late.headers


def test_an_owners_link_of_a_deleted_assessment_gives_way_to_no_lesser_one(store: Store) -> None:
    desk = council(store, "Ashby")
    lent = desk.add_link("Lent", Kind.READ)
    desk.delete()
    visitor = browser(desk)
    assert visitor.post("/open", data={"token": lent}, headers=OURS).json()["id"] == desk.public_id
    visitor.post("/links-from-file", files={"links": f"/open#{lent}".encode()}, headers=OURS)
    assert visitor.cookies.get(f"a_{desk.public_id}") == desk.token


def test_a_files_dead_links_end_the_looking_up(store: Store) -> None:
    visitor = browser(council(store, "Ashby"))
    lines = "".join(f"/open#{number:032}\n" for number in range(300))
    answer = visitor.post("/links-from-file", files={"links": lines.encode()}, headers=OURS)
    assert answer.status_code == 400
    assert store.audit.wrong == 20


def test_nobody_hands_over_what_is_in_use_or_not_theirs(store: Store) -> None:
    desk, other = council(store, "Ashby"), council(store, "Bexford")
    visitor = browser(desk)
    for token in (desk.token, other.token, "weak"):
        answer = visitor.post(f"/hand-over?a={desk.public_id}", data={"token": token, "sure": "on"}, headers=OURS)
        assert answer.status_code == 400
        assert "Nothing was done" in answer.text
    url = f"/hand-over?a={other.public_id}"
    assert visitor.post(url, data={"token": "x" * 32, "sure": "on"}, headers=OURS).status_code == 404
    assert other.contents()
    assert desk.contents()


def test_the_list_goes_to_another_browser_as_a_file(store: Store) -> None:
    desks = [council(store, name) for name in ("Ashby", "Bexford\r\nhttps://x/open#evil", "")]
    file = browser(*desks).post("/links-file", headers=OURS)
    assert file.headers["content-disposition"].endswith('"maturity-links.txt"')
    assert file.text.count("http://testserver/open#") == 3
    other = browser()
    answer = other.post("/links-from-file", files={"links": file.content}, data={"remember": "on"}, headers=OURS)
    assert "3 links were put on the list." in unescape(answer.text)
    assert {other.cookies.get(f"a_{desk.public_id}") for desk in desks} == {desk.token for desk in desks}
    again = other.post("/links-from-file", files={"links": file.content}, headers=OURS)
    assert "3 were there before" in again.text


def test_a_councils_name_that_looks_like_a_link_is_none(store: Store) -> None:
    other = council(store, "Bexford")
    desk = council(store, f"Ashby https://testserver/open#{other.token}")
    file = browser(desk).post("/links-file", headers=OURS)
    visitor = browser()
    answer = visitor.post("/links-from-file", files={"links": file.content}, headers=OURS)
    assert "1 link was put on the list." in answer.text
    assert visitor.cookies.get(f"a_{other.public_id}") is None


def test_a_link_from_a_file_takes_no_stronger_ones_place(store: Store) -> None:
    desk = council(store, "Ashby")
    lent = desk.add_link("Lent", Kind.READ)
    visitor = browser(desk)
    answer = visitor.post("/links-from-file", files={"links": f"/open#{lent}".encode()}, headers=OURS)
    assert "1 was there before" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "choose a file first"),
        (b"\xff\xfe\x00PK\x03\x04", "opens anything"),
        (b"nothing here", "opens anything"),
        (b"/open#" + b"x" * 32, "opens anything"),
        (b"x" * 300_000, "too large"),
    ],
)
def test_another_file_changes_nothing(store: Store, data: bytes, told: str) -> None:
    answer = browser(council(store)).post("/links-from-file", files={"links": data}, headers=OURS)
    assert answer.status_code in {400, 413}
    assert told in answer.text
    assert "set-cookie" not in answer.headers


def test_a_form_that_is_none_changes_nothing(store: Store) -> None:
    broken = {**OURS, "content-type": "multipart/form-data; boundary=x"}
    answer = browser(council(store)).post("/links-from-file", content=b"--y\r\nnothing", headers=broken)
    assert answer.status_code == 400
    assert "choose a file first" in answer.text


def test_a_browser_keeps_sixty_links_and_says_so(store: Store) -> None:
    visitor, desk = browser(), council(store)
    for number in range(session.MOST_HELD):
        visitor.cookies.set(f"a_{number:016x}", "x" * 32)
    answer = visitor.post("/open", data={"token": desk.token}, headers=OURS)
    assert answer.status_code == 409
    assert "60 links" in answer.json()["detail"]
    from_file = visitor.post("/links-from-file", files={"links": f"/open#{desk.token}".encode()}, headers=OURS)
    assert "1 found no room" in from_file.text
    assert "set-cookie" not in from_file.headers


def test_a_pool_is_made_of_those_that_are_ticked_without_names(store: Store) -> None:
    desks = [council(store, f"Council {number}", f"123{number % 4}") for number in range(4)]
    early, twin = council(store, "Dale", "2"), council(store, "Council 1", "1231")
    visitor = browser(*desks, early, twin)
    page = unescape(visitor.get("/councils").text)
    assert page.count('name="c-') == 4
    assert "known for a score" in page
    ticked = {f"c-{desk.public_id}": "on" for desk in desks[:3]}
    answer = visitor.post("/clients-pool", data=ticked, headers=OURS)
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.splitlines()) == 4
    assert "Council" not in answer.text
    assert visitor.post("/clients-pool", data={}, headers=OURS).status_code == 400


def test_no_pool_is_made_of_what_this_browser_only_reads(store: Store) -> None:
    lent = opened(store, council(store, "Ashby").add_link("Lent", Kind.READ))
    visitor = browser(lent)
    assert "clients-pool" not in visitor.get("/councils").text
    assert visitor.post("/clients-pool", data={f"c-{lent.public_id}": "on"}, headers=OURS).status_code == 400


@pytest.mark.parametrize("url", ["/councils", "/hand-over", "/links-file", "/links-from-file", "/clients-pool"])
def test_another_site_presses_nothing(store: Store, url: str) -> None:
    desk = council(store)
    data = {"name": desk.public_id, "sure": "on", "token": "x" * 32}
    answer = browser(desk).post(f"{url}?a={desk.public_id}", data=data, headers={"origin": "http://evil.test"})
    assert answer.status_code == 403
    assert desk.token not in answer.text
    assert desk.contents()


def test_a_file_with_many_dead_links_says_that_its_rest_was_not_read(store: Store) -> None:
    desk, lent = council(store, "Ashby"), council(store, "Bexford")
    dead = [f"/open#{number:032}" for number in range(20)]
    for lines, told, added in (
        ([*dead, f"/open#{desk.token}"], "The rest of the file was not read", 0),
        ([*dead[:19], f"/open#{desk.token}"], "1 link was put on the list; 19 open nothing.", 1),
        ([f"/open#{lent.token}", *dead, f"/open#{desk.token}"], "The rest of the file was not read", 1),
    ):
        answer = browser().post("/links-from-file", files={"links": "\n".join(lines).encode()}, headers=OURS)
        assert told in unescape(answer.text)
        assert len([one for one in answer.headers.get_list("set-cookie") if one.startswith("a_")]) == added


def test_an_owners_link_that_was_handed_over_is_put_on_no_list(store: Store) -> None:
    desk = council(store, "Ashby")
    old = desk.token
    opened(store, old).hand_over(new_token())
    answer = browser().post("/links-from-file", files={"links": f"/open#{old}".encode()}, headers=OURS)
    assert (answer.status_code, "set-cookie" in answer.headers) == (400, False)
