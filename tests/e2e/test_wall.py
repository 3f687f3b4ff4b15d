"""The wall in a browser: sizes measured for every shipped question, and what it does while the server is away."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from assessment.store import NotAllowed, Stage, StoreTrouble
from assessment.ui.projecting import asking, showing
from assessment.ui.seats import Asked
from tests.e2e.steps import one_page
from tests.walls import Room, a_key, a_moment, a_room, a_round, all_keys, ballots, gap_room

FULL, SMALL = {"width": 1920, "height": 1080}, {"width": 1280, "height": 720}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = {"runOnly": {"type": "tag", "values": WCAG}, "rules": {"target-size": {"enabled": True}}}
TWELVE = [*ballots("ABBCC", "ict"), *ballots("CDDE", "councillor"), *ballots("C?-", "security")]
LONG = "It is written down, known to those who need it, and looked at once a year by somebody who did not write it. "
MEASURED = """() => {
  const board = document.querySelector(".board");
  const inside = [...document.querySelectorAll("#wall *")].map((one) => one.getBoundingClientRect());
  const px = (name) => parseFloat(getComputedStyle(document.querySelector(name)).fontSize);
  const said = [...document.querySelectorAll("#wall :is(p, li, em, strong)")].filter((one) => one.checkVisibility());
  return {
    size: px(".says"), question: px("h1"), wide: document.querySelector(".says").getBoundingClientRect().width,
    least: Math.min(...said.map((one) => parseFloat(getComputedStyle(one).fontSize))),
    over: board.scrollHeight - board.clientHeight,
    beyond: Math.max(...inside.map((one) => Math.max(one.right - innerWidth, one.bottom - innerHeight, -one.left))),
    cut: [...document.querySelectorAll("#wall :is(p, h1, li)")].filter((one) => one.scrollWidth > one.clientWidth + 1)
      .length,
  };
}"""


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    with a_room() as found:
        monkeypatch.setattr(asking, "own_desk", lambda *_: found)
        yield found


@pytest.fixture
def wall(browser: Browser) -> Iterator[Page]:
    with one_page(browser, viewport=FULL) as page:
        yield page


def see(page: Page, room: Room, moment: Any = None) -> None:
    if moment is not None:
        room.moment = moment
    page.goto(room.url)
    page.evaluate("document.fonts.ready")
    expect(page.locator("html")).to_have_class("fits" if not page.locator(".many").count() else "fits many")


def measured(page: Page) -> dict[str, float]:
    found: dict[str, float] = page.evaluate(MEASURED)
    return found


@pytest.mark.parametrize("window", [FULL, SMALL], ids=["1920", "1280"])
def test_every_shipped_question_is_readable_from_the_back_row(room: Room, browser: Browser, window: Any) -> None:
    """At 1920 x 1080; a smaller window shows the same picture, smaller."""
    scale = window["width"] / FULL["width"]
    with one_page(browser, viewport=window) as page:
        for key in all_keys():
            see(page, room, a_moment(a_round(key, cast=7), minutes=5))
            asked = measured(page)
            see(page, room, a_moment(a_round(key, TWELVE, agreed="2")))
            shown = measured(page)

            assert asked["size"] >= 40 * scale, key
            assert asked["wide"] > 0.85 * window["width"], key
            assert shown["size"] >= 40 * scale, key
            for one in (asked, shown):
                assert one["question"] >= one["size"], key
                assert one["least"] >= 28 * scale - 0.01, key
                assert (one["over"] <= 1, one["beyond"] <= 0, one["cut"]) == (True, True, 0), key


def long_text(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    told = ("Area", "Is it written down? " * 3, tuple(LONG * times for _ in range(5)))
    monkeypatch.setattr(showing, "asked_of", lambda *_: Asked(*told))


def test_longer_ones_shrink_to_no_less_than_28(room: Room, wall: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    long_text(monkeypatch, 3)
    see(wall, room, a_moment(a_round(a_key())))

    assert 28 <= measured(wall)["size"] < 40
    assert measured(wall)["over"] <= 1


def scrolled(page: Page) -> float:
    return float(page.evaluate("document.querySelector('.board').scrollTop"))


def long_wall(page: Page, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    long_text(monkeypatch, 7)
    room.moment = a_moment(a_round(a_key()))
    page.goto(room.url)
    expect(page.locator("html")).to_have_class("fits scrolls")
    expect(page.get_by_text("More below")).to_be_visible()


def test_what_is_longer_still_scrolls_by_itself_until_a_key_takes_it_over(
    room: Room, wall: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_wall(wall, room, monkeypatch)
    assert measured(wall)["size"] == 28
    assert scrolled(wall) == 0

    wall.wait_for_timeout(9500)
    assert 0 < scrolled(wall) < 100
    wall.keyboard.press("PageDown")
    held = scrolled(wall)
    wall.wait_for_timeout(1000)

    assert scrolled(wall) == held > 100
    wall.keyboard.press("Home")
    assert scrolled(wall) == 0


def test_nothing_moves_by_itself_where_that_is_not_wished(
    room: Room, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with one_page(browser, viewport=FULL, reduced_motion="reduce") as page:
        long_wall(page, room, monkeypatch)
        page.wait_for_timeout(9500)
        assert scrolled(page) == 0

        page.keyboard.press("End")
        assert scrolled(page) > 100


def test_it_follows_the_room_without_a_reload(room: Room, wall: Page) -> None:
    see(wall, room, a_moment(a_round(a_key(), cast=3)))
    expect(wall.get_by_text("3 of 12 have voted")).to_be_visible()
    wall.evaluate("window.stays = true")
    wall.wait_for_timeout(600)  # its socket is open

    room.counts(4)
    room.stir()
    expect(wall.get_by_text("4 of 12 have voted")).to_be_visible(timeout=2000)
    room.show(a_moment(a_round(a_key(), TWELVE)))
    expect(wall.get_by_text("Median C")).to_be_visible(timeout=2000)
    room.show(a_moment())
    expect(wall.get_by_text("KQT 7MX")).to_be_visible(timeout=2000)
    room.show(a_moment(stage=Stage.CLOSED))
    expect(wall.get_by_text("This workshop is closed")).to_be_visible(timeout=2000)
    assert wall.evaluate("window.stays")


def test_it_is_back_by_itself_after_a_restart_and_shows_no_old_count_meanwhile(room: Room, wall: Page) -> None:
    see(wall, room, a_moment(a_round(a_key(), cast=3)))
    wall.evaluate("window.stays = true")
    wall.wait_for_timeout(600)

    room.stop()
    expect(wall.locator("#stale")).to_contain_text("Not connected since", timeout=15_000)
    expect(wall.get_by_text("3 of 12 have voted")).to_be_hidden()
    room.counts(9)
    room.start()

    expect(wall.get_by_text("9 of 12 have voted")).to_be_visible(timeout=10_000)
    expect(wall.locator("#stale")).to_be_empty()
    room.counts(10)
    wall.wait_for_timeout(6000)  # the socket is back too
    room.stir()
    expect(wall.get_by_text("10 of 12 have voted")).to_be_visible(timeout=2000)
    assert wall.evaluate("window.stays")


def test_without_a_socket_it_looks_by_itself(room: Room, wall: Page) -> None:
    room.has_socket = False
    see(wall, room, a_moment(a_round(a_key(), cast=3)))

    room.counts(5)

    expect(wall.get_by_text("5 of 12 have voted")).to_be_visible(timeout=8000)
    expect(wall.locator("#stale")).to_be_empty()


def test_once_the_link_opens_nothing_any_more_the_question_goes_and_a_sentence_says_why(room: Room, wall: Page) -> None:
    see(wall, room, a_moment(a_round(a_key(), cast=3)))

    room.refuses = NotAllowed()
    room.stir()

    expect(wall.get_by_text("opens in the host's browser only")).to_be_visible(timeout=10_000)
    assert wall.locator(".board").count() == 0


def test_opened_while_the_database_is_away_it_comes_by_itself(room: Room, wall: Page) -> None:
    room.refuses = StoreTrouble()
    wall.goto(room.url)
    room.refuses = None

    expect(wall.get_by_text("KQT 7MX")).to_be_visible(timeout=15_000)


def test_the_clock_runs(room: Room, wall: Page) -> None:
    see(wall, room, a_moment(a_round(a_key()), minutes=5))

    expect(wall.locator(".clock")).to_have_text("Time left: 4:58", timeout=5000)


STATES = {
    "door": lambda: a_moment(),
    "homework": lambda: a_moment(stage=Stage.HOMEWORK),
    "asked": lambda: a_moment(a_round(a_key(), cast=3), minutes=5),
    "shown": lambda: a_moment(a_round(a_key(), TWELVE, agreed="2")),
    "crowd": lambda: a_moment(a_round(a_key(), ballots("C" * 60 + "A" * 20, "ict"))),
    "closed": lambda: a_moment(stage=Stage.CLOSED),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_there_is_nothing_to_press_and_nothing_is_cut_off(room: Room, wall: Page, state: str) -> None:
    told: list[str] = []
    wall.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    wall.on("pageerror", lambda error: told.append(str(error)))
    see(wall, room, STATES[state]())
    wall.wait_for_timeout(400)

    found = Axe().run(wall, options=AXE).response["violations"]

    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert wall.locator("a, button, input, select, textarea, form, [onclick]").count() == 0
    size = wall.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size == [FULL["width"], FULL["height"]]
    assert told == []


def test_a_long_address_and_name_leave_the_code_whole(room: Room, wall: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "https://digital-maturity.north-east-somewhere-council.gov.example/self-assessment"
    monkeypatch.setattr(asking, "here", lambda _: address)
    see(wall, room, a_moment(stage=Stage.HOMEWORK, name="W" * 40 + " of twenty letters xx"))

    low = wall.locator("#wall *").evaluate_all(
        "(all) => Math.max(...all.map((one) => one.getBoundingClientRect().bottom))"
    )

    assert low <= FULL["height"]
    box = wall.locator(".qr").bounding_box()
    assert box is not None
    assert box["width"] > 500


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_letters_dots_the_range_and_the_code_are_there(
    room: Room, browser: Browser, scheme: Any
) -> None:
    with one_page(browser, viewport=FULL, forced_colors="active", color_scheme=scheme) as page:
        see(page, room, STATES["shown"]())
        for name in (".board li.within >> nth=0", ".board .dot >> nth=0", ".board b >> nth=0", ".dots em"):
            shades = Image.open(BytesIO(page.locator(name).screenshot())).convert("L").getextrema()
            assert shades[1] - shades[0] > 120, name
        edges = page.locator(".board li").evaluate_all(
            "(rows) => rows.map((row) => getComputedStyle(row).borderLeftColor)"
        )
        assert edges[0] == edges[4] != edges[5]  # A to E is the range; who didn't choose a level is not in it

        see(page, room, STATES["door"]())
        code = Image.open(BytesIO(page.locator(".qr").screenshot())).convert("L")
        assert (code.getpixel((5, 5)), code.getextrema()) == (255, (0, 255))


def test_the_gap_is_clean_fits_a_phone_and_prints(room: Room, browser: Browser) -> None:
    gap_room(room)
    with one_page(browser, viewport={"width": 320, "height": 800}) as page:
        page.goto(room.url.replace("projector", "gap"))
        expect(page.get_by_role("heading", name="Results by role: the perception gap")).to_be_visible()
        found = Axe().run(page, options=AXE).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert page.locator("figure").count() == 2
        assert page.pdf()[:4] == b"%PDF"
