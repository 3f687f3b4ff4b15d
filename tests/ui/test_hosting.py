"""The host's pages: what each press does, what is refused, and to whom they open."""

from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessment.consensus import Tally
from assessment.instrument import Answer, AnswerSheet, Council, Scope
from assessment.store import Key, Kind, ServerDesk, Stage, Store
from assessment.ui import resources
from assessment.ui.hosting import ROUTES
from assessment.ui.hosting.leading import rank
from assessment.words import THIS_MACHINE_ONLY
from tests.builders import a_question, a_rubric, rubrics_of
from tests.store.desks import opened, seated

OURS = {"origin": "http://testserver"}
RUBRIC = a_rubric(a_question("q1"), a_question("q2"), a_question("q3"), id="core")
ALL = {
    "theme-core.theme": "on",
    "role-ict": "on",
    "name": "Winter",
    "anonymous": "no",
    "homework": "no",
    "minutes": "5",
}
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _one_rubric(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "rubrics", lambda: rubrics_of(RUBRIC))


@pytest.fixture
def desk(store: Store) -> ServerDesk:
    return opened(store, store.create(Council(), Scope.FULL, {"core": RUBRIC.version}))


def browser(desk: ServerDesk) -> TestClient:
    found = TestClient(Starlette(routes=ROUTES), follow_redirects=False)
    found.cookies.set(f"a_{desk.public_id}", desk.token)
    return found


def set_up(desk: ServerDesk, **more: str) -> tuple[TestClient, str]:
    host = browser(desk)
    answer = host.post(f"/workshops?a={desk.public_id}", data={**ALL, **more}, headers=OURS)
    assert answer.status_code == 303, answer.text
    return host, desk.workshops()[0].public_id


def press(host: TestClient, desk: ServerDesk, workshop: str, do: str, **said: str):
    return host.post(f"/host?a={desk.public_id}&w={workshop}", data={"do": do, **said}, headers=OURS)


def test_a_workshop_is_set_up_led_and_closed(store: Store, desk: ServerDesk) -> None:
    host, name = set_up(desk, own="Library, Museum ")
    workshop = desk.workshops()[0]
    assert (workshop.name, workshop.roles, workshop.minutes) == ("Winter", ("ict", "Library", "Museum"), 5)
    seats = [seated(store, desk, name) for _ in range(3)]
    assert press(host, desk, name, "open", q="core.q2").status_code == 303
    for seat in seats:
        seat.vote(Key("core", "q2"), 1, "2")
    press(host, desk, name, "reveal")
    page = host.get(f"/host?a={desk.public_id}&w={name}").text
    assert "Agreed." in page
    assert press(host, desk, name, "agree", choice="2", dissent="").headers["location"].endswith("saved=yes")
    assert desk.entry(Key("core", "q2")).answer.level == 2
    press(host, desk, name, "door", open="no")
    assert not desk.workshops()[0].door
    code = desk.workshop_code(name)
    press(host, desk, name, "code")
    assert desk.workshop_code(name) != code
    press(host, desk, name, "remove", seat=desk.hall(name).seats[0].id)
    assert len(desk.hall(name).seats) == 2
    press(host, desk, name, "clock", minutes="7", ends="90")
    assert desk.workshops()[0].minutes == 7
    assert desk.workshops()[0].ends_at is not None
    assert press(host, desk, name, "close").status_code == 409
    press(host, desk, name, "close", sure="on")
    assert desk.workshops()[0].stage is Stage.CLOSED
    assert press(host, desk, name, "delete", sure="on").headers["location"].endswith(f"workshops?a={desk.public_id}")
    assert desk.workshops() == ()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"choice": "", "dissent": "Typed."}, "Please choose what the group agrees on."),
        ({"choice": "7", "dissent": "Typed."}, "no such statement"),
        ({"choice": "-1", "dissent": "Typed."}, "Please choose what the group agrees on."),
        ({"choice": "not_applicable", "why": "", "dissent": "Typed."}, "Please choose why"),
        ({"choice": "4", "dissent": ""}, "write down why the group agrees"),
        ({"choice": "2", "dissent": "Typed." + "x" * 2000}, "shorten this to 2,000"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_what_was_typed_stays(
    store: Store, desk: ServerDesk, said: dict[str, str], sentence: str
) -> None:
    host, name = set_up(desk)
    seat = seated(store, desk, name)
    press(host, desk, name, "open", q="core.q1")
    seat.vote(Key("core", "q1"), 1, "2")
    press(host, desk, name, "reveal")

    answer = press(host, desk, name, "agree", **said)

    assert (answer.status_code, sentence in answer.text, answer.text.count('role="alert"')) == (409, True, 1)
    assert said["dissent"] in answer.text
    assert desk.contents().entries == {}


def test_only_the_owners_link_leads(store: Store, desk: ServerDesk) -> None:
    host, name = set_up(desk)
    for kind in (Kind.EDIT, Kind.READ, Kind.BOARD):
        other = browser(opened(store, desk.add_link("Other", kind)))
        assert other.get(f"/host?a={desk.public_id}&w={name}").status_code == 404
        assert other.get(f"/workshops?a={desk.public_id}").status_code == 404
        assert press(other, desk, name, "close", sure="on").status_code == 404
    stranger = TestClient(Starlette(routes=ROUTES))
    assert stranger.get(f"/host?a={desk.public_id}&w={name}").status_code == 404
    elsewhere = host.post(f"/host?a={desk.public_id}&w={name}", data={"do": "close", "sure": "on"})
    assert elsewhere.status_code == 403
    assert desk.workshops()[0].stage is Stage.LIVE


def test_free_text_is_never_markup(store: Store, desk: ServerDesk) -> None:
    host, name = set_up(desk, name=HOSTILE, own=HOSTILE.replace(" ", ""))
    seat = seated(store, desk, name, "<script>1</script>")
    press(host, desk, name, "open", q="core.q1")
    seat.vote(Key("core", "q1"), 1, "2", HOSTILE)
    press(host, desk, name, "reveal")
    pages = [host.get(f"/{page}?a={desk.public_id}&w={name}").text for page in ("host", "workshops")]
    pages.append(press(host, desk, name, "agree", choice="0", dissent=HOSTILE).text)
    for page in pages:
        assert "<img" not in page
        assert "<script>1" not in page
        assert "Traceback" not in page


def test_a_question_with_few_votes_stands_as_if_it_had_none(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = opened(
        store, store.adopt(AnswerSheet(rubrics={"core": RUBRIC.version}, answers={"core": {"q1": Answer(level=2)}}))
    )
    few, many = Tally((2, 0, 0, 0, 2)), Tally((3, 0, 0, 0, 2))
    none = Tally((0,) * 5)
    keys = [Key("core", name) for name in ("q1", "q2", "q3")]
    orders = [
        [(talk.key.question, talk.reason) for talk in rank(desk.contents(), dict(zip(keys, votes, strict=True)))]
        for votes in ((none, none, few), (none, few, none), (none, none, none))
    ]
    assert orders[0] == orders[1] == orders[2] == [(name, "in_order") for name in ("q1", "q2", "q3")]
    told = rank(desk.contents(), dict(zip(keys, (none, none, many), strict=True)))
    assert told[0].key.question == "q3"
    assert told[0].reason != "in_order"


def test_a_press_is_about_the_question_that_its_page_showed(store: Store, desk: ServerDesk) -> None:
    """Two windows: another question was opened in the other."""
    host, name = set_up(desk)
    seat = seated(store, desk, name)
    for question in ("q1", "q2"):
        press(host, desk, name, "open", q=f"core.{question}")
        seat.vote(Key("core", question), 1, "1")
        press(host, desk, name, "reveal", q=f"core.{question}", n="1")
    late = press(host, desk, name, "agree", q="core.q1", n="1", choice="1", dissent="typed for q1")
    assert late.status_code == 409
    assert "Another question is before the room now" in late.text
    assert "<blockquote>typed for q1</blockquote>" in late.text
    assert desk.contents().entries == {}
    assert press(host, desk, name, "away", q="core.q1", n="1").status_code == 409
    assert press(host, desk, name, "agree", q="core.q2", n="1", choice="1").status_code == 303


@pytest.mark.parametrize("ends", ["abc", "-5", "1.5", "99999"])
def test_a_clock_that_is_none_changes_nothing(desk: ServerDesk, ends: str) -> None:
    host, name = set_up(desk)
    press(host, desk, name, "clock", minutes="5", ends="60")
    before = desk.workshops()[0].ends_at
    assert press(host, desk, name, "clock", minutes="5", ends=ends).status_code == 409
    assert desk.workshops()[0].ends_at == before


def test_a_dissent_with_what_nobody_sees_is_refused_and_stays(store: Store, desk: ServerDesk) -> None:
    host, name = set_up(desk)
    seat = seated(store, desk, name)
    press(host, desk, name, "open", q="core.q1")
    seat.vote(Key("core", "q1"), 1, "1")
    press(host, desk, name, "reveal")
    for hidden in ("\0", "\x1b", "\u202e"):
        answer = press(host, desk, name, "agree", q="core.q1", n="1", choice="1", dissent=f"Seen{hidden}otherwise")
        assert answer.status_code == 409
        assert "otherwise</textarea>" in answer.text


def test_the_next_question_stands_below_an_answer_until_none_is_left(store: Store, desk: ServerDesk) -> None:
    host, name = set_up(desk)
    seat = seated(store, desk, name)
    for at, question in enumerate(("q1", "q2", "q3")):
        page = host.get(f"/host?a={desk.public_id}&w={name}").text
        first = page.partition(">Open the next question<")[0].rpartition('name="q" value="')[2]
        assert first.startswith(f"core.{question}")
        assert "<details open><summary>How to join" in page or at
        press(host, desk, name, "open", q=f"core.{question}")
        seat.vote(Key("core", question), 1, "1")
        press(host, desk, name, "reveal")
        page = host.get(f"/host?a={desk.public_id}&w={name}").text
        assert "Open the next question" not in page  # first what the group agrees on
        assert "<details><summary>How to join" in page
        press(host, desk, name, "agree", choice="1")
    assert "Every question has been before the room." in host.get(f"/host?a={desk.public_id}&w={name}").text


def test_no_theme_ticked_asks_all_and_one_ticked_asks_that(desk: ServerDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    two = a_rubric(a_question("q1"), a_question("q2", theme="other"), id="core")
    monkeypatch.setattr(resources, "rubrics", lambda: rubrics_of(two))
    host = browser(desk)
    for more in ({}, {"theme-core.other": "on"}):
        said = {key: value for key, value in ALL.items() if not key.startswith("theme-")} | more
        assert host.post(f"/workshops?a={desk.public_id}", data=said, headers=OURS).status_code == 303
    asked = [[key.question for key in one.keys] for one in desk.workshops()]
    assert asked == [["q2"], ["q1", "q2"]]


def test_two_presses_on_open_make_one_workshop(desk: ServerDesk) -> None:
    host = browser(desk)
    form = host.get(f"/workshops?a={desk.public_id}").text
    name = form.partition('name="workshop" value="')[2].partition('"')[0]
    for _ in range(2):
        answer = host.post(f"/workshops?a={desk.public_id}", data={**ALL, "workshop": name}, headers=OURS)
        assert answer.headers["location"].endswith(name)
    assert len(desk.workshops()) == 1


def test_a_fold_whose_form_is_refused_stays_open_with_what_was_typed(desk: ServerDesk) -> None:
    host, name = set_up(desk)
    closing = press(host, desk, name, "close").text
    assert "<details open><summary>Close" in closing
    assert "<details><summary>Clock" in closing
    clock = press(host, desk, name, "clock", minutes="7", ends="soon").text
    assert "<details open><summary>Clock" in clock
    assert 'value="soon"' in clock
    assert 'value="7"' in clock


def test_a_host_is_told_that_an_address_works_on_this_machine_only(desk: ServerDesk) -> None:
    host, name = set_up(desk)
    where = f"/host?a={desk.public_id}&w={name}"
    assert THIS_MACHINE_ONLY not in unescape(host.get(where).text)
    assert THIS_MACHINE_ONLY in unescape(host.get(where, headers={"host": "localhost:8501"}).text)


def test_a_clock_that_is_not_touched_moves_no_end(desk: ServerDesk) -> None:
    host, name = set_up(desk)
    press(host, desk, name, "clock", minutes="5", ends="60")
    ends = desk.workshops()[0].ends_at
    press(host, desk, name, "clock", minutes="7", ends="60", was="60")  # of a page that was loaded an hour ago
    assert (desk.workshops()[0].minutes, desk.workshops()[0].ends_at) == (7, ends)
    press(host, desk, name, "clock", minutes="7", ends="30", was="60")
    assert desk.workshops()[0].ends_at != ends
    press(host, desk, name, "clock", minutes="7", ends="0", was="60")
    assert desk.workshops()[0].ends_at is None


def test_one_more_round_is_one_of_the_round_that_its_page_showed(store: Store, desk: ServerDesk) -> None:
    host, name = set_up(desk)
    seat = seated(store, desk, name)
    press(host, desk, name, "open", q="core.q1")
    for number in (1, 2):
        seat.vote(Key("core", "q1"), number, "1")
        press(host, desk, name, "reveal")
        again = press(host, desk, name, "open", q="core.q1", n="1").status_code
        assert again == (303 if number == 1 else 409)
    assert [one.number for one in desk.hall(name).rounds] == [1, 2]
    press(host, desk, name, "open", q="core.q2")
    assert press(host, desk, name, "open", q="core.q1", n="2").status_code == 409
    current = desk.hall(name).moment.current
    assert current is not None
    assert current.key.question == "q2"


def test_what_was_typed_is_shown_where_nothing_can_be_led_any_more(desk: ServerDesk) -> None:
    host, name = set_up(desk)
    desk.delete_workshop(name)
    gone = press(host, desk, name, "agree", choice="1", dissent="typed <b>long</b>")
    assert "<blockquote>typed &lt;b&gt;long" in gone.text
    other, stranger = set_up(desk)[1], TestClient(Starlette(routes=ROUTES))
    refused = press(stranger, desk, other, "agree", choice="1", dissent="typed long")
    assert (refused.status_code, "<blockquote>typed long" in refused.text) == (404, True)
