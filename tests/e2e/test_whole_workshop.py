"""A whole workshop: a host, a wall and phones, from the code to the agreed answer; on one server, and on two that share
a database.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from assessment.store import Store
from tests.e2e import rooms
from tests.e2e.steps import no_sideways_scroll
from tests.e2e.test_accessibility import AXE
from tests.e2e.test_high_contrast import LEAST, differing, look
from tests.serving import Server
from tests.store.desks import seated

SECRET = "Sherwood has a register"


@pytest.fixture(params=["one server", "two servers"])
def servers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, Server, Store]]:
    """Where the host is, where the phones are, and the store behind both."""
    if request.param == "one server":
        one = Server(tmp_path).start()
        store = Store(f"sqlite:///{one.database}")
        yield one, one, store
        store.close()
        one.stop()
        return
    url = request.getfixturevalue("postgres_database")
    (tmp_path / "two").mkdir()
    both = [Server(home, MATURITY_DATABASE_URL=url).start() for home in (tmp_path, tmp_path / "two")]
    store = Store(url)
    yield both[0], both[1], store
    store.close()
    for one in both:
        one.stop()


def is_clean(page: Page) -> bool:
    found = Axe().run(page, options=AXE).response["violations"]
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    return True


def watched(page: Page) -> list[str]:
    """What the page receives from now on: what its socket says, and the body of each answer."""
    heard: list[str] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda frame: heard.append(str(frame))))
    page.on("response", lambda answer: heard.append(answer.text() if answer.ok and "/app/" not in answer.url else ""))
    return heard


def test_from_the_code_to_the_agreed_answer(servers: tuple[Server, Server, Store], browser: Browser) -> None:
    here, there, store = servers
    token, desk = rooms.an_assessment(store)
    with (
        rooms.a_context(browser, viewport={"width": 1366, "height": 900}) as context,
        rooms.phones(browser, 6) as people,
    ):
        host = rooms.as_owner(context, here, token, desk)
        workshop = rooms.set_up(host, here, desk)
        code = desk.workshop_code(workshop)
        assert is_clean(host)
        wall = context.new_page()
        wall.goto(f"{here.url}/projector?a={desk.public_id}&w={workshop}")
        expect(wall.locator(".code")).to_have_text(f"{code[:3]} {code[3:]}")
        *five, late = people
        for phone, role in zip(five, ("ICT", "ICT", "ICT", "Councillors", "Heads of service"), strict=True):
            rooms.join(phone, there, f" {code[:3].lower()}-{code[3:]}", role)
        assert is_clean(five[0])
        assert no_sideways_scroll(five[0])
        expect(host.locator("#part")).to_contain_text("5 people are here")
        heard = [watched(page) for page in (five[1], host, wall)]

        rooms.press(host, "Open")
        for phone in five:
            expect(phone.locator("form.vote")).to_be_visible(timeout=10_000)
        assert is_clean(five[0])
        assert no_sideways_scroll(five[0])
        five[0].context.set_offline(True)
        rooms.cast(five[1], "B")
        five[0].context.set_offline(False)
        rooms.cast(five[0], "B", SECRET)
        five[2].reload()
        rooms.cast(five[2], "C")
        rooms.cast(five[3], "A")
        rooms.cast(five[4], "?")
        expect(host.locator("#part")).to_contain_text("5 of 5 have voted")
        expect(wall.locator("#wall .live")).to_contain_text("5 of 5 have voted", timeout=20_000)
        assert is_clean(host)
        host.wait_for_timeout(500)
        assert not [text for some in heard for text in some if SECRET in text]
        assert "5 of 5" in host.content()
        assert all(SECRET not in page.content() for page in (host, wall, *five[1:]))

        rooms.press(host, "Reveal the votes")
        for phone in five:
            expect(phone.locator("table.votes")).to_be_visible(timeout=10_000)
        assert is_clean(five[1])
        assert is_clean(host)
        expect(five[1].locator(".reasons")).to_contain_text(SECRET)
        expect(host.locator(".now")).not_to_contain_text("Councillors")
        expect(wall.locator("#wall.shown")).to_be_visible(timeout=20_000)
        rooms.join(late, there, code)
        expect(late.locator("table.votes")).to_be_visible()
        expect(late.locator("form.vote")).to_have_count(0)

        rooms.press(host, "Vote once more")
        for phone in (*five, late):
            expect(phone.locator("form.vote")).to_be_visible(timeout=10_000)
            rooms.cast(phone, "B")
        rooms.press(host, "Reveal the votes")
        host.locator("label.choice", has=host.locator("b", has_text="D")).click()
        rooms.press(host, "Save the answer")
        expect(host.get_by_role("alert")).to_contain_text("why the group agrees")
        host.locator("label.choice", has=host.locator("b", has_text="B")).click()
        host.get_by_label("Who disagrees, and why?").fill("One councillor sees it lower.")
        rooms.press(host, "Save the answer")
        expect(host.get_by_text("The answer is saved in the assessment.")).to_be_visible()
        expect(host.get_by_role("button", name="Open the next question")).to_be_visible()
        assert "saved" not in host.url  # a page that is loaded anew has nothing to tell
        expect(five[0].locator(".settled")).to_contain_text("Agreed: B", timeout=10_000)

        answers = [entry.answer for entry in desk.contents().entries.values()]
        assert [(answer.level, answer.agreed and answer.agreed.votes) for answer in answers] == [(1, {"1": 6})]
        host.goto(f"{here.url}/check?a={desk.public_id}")
        expect(host.get_by_text("after 6 votes for B.")).to_be_visible(timeout=20_000)
        expect(host.get_by_text("Seen otherwise: One councillor sees it lower.")).to_be_visible()
    assert SECRET not in here.log.read_text() + there.log.read_text()


def test_nothing_acknowledged_is_lost_when_the_server_dies(own_server: Server, browser: Browser) -> None:
    with rooms.a_context(browser) as context, rooms.phones(browser, 3) as people:
        store = Store(f"sqlite:///{own_server.database}")
        token, desk = rooms.an_assessment(store)
        host = rooms.as_owner(context, own_server, token, desk)
        workshop = rooms.set_up(host, own_server, desk)
        for phone in people:
            rooms.join(phone, own_server, desk.workshop_code(workshop))
        rooms.press(host, "Open")
        rooms.cast(people[0], "B")
        expect(people[2].locator("form.vote")).to_be_visible()
        people[2].locator("label.choice").nth(2).click()
        own_server.kill()
        people[2].get_by_role("button", name="Vote", exact=True).click()
        expect(people[2].locator("#state")).to_contain_text("Not saved yet", timeout=20_000)
        own_server.start()

        expect(people[2].locator("#state")).to_contain_text("Your vote is saved", timeout=30_000)
        rooms.cast(people[1], "C")
        rooms.press(host, "Reveal the votes")
        expect(people[0].locator("table.votes")).to_be_visible(timeout=15_000)
        assert desk.hall(workshop).rounds[0].tally.counts == (0, 1, 2, 0, 0)
        store.close()


def test_a_vote_by_keyboard_alone(own_server: Server, browser: Browser) -> None:
    store = Store(f"sqlite:///{own_server.database}")
    token, desk = rooms.an_assessment(store)
    with rooms.a_context(browser) as context, rooms.phones(browser, 1) as [phone]:
        host = rooms.as_owner(context, own_server, token, desk)
        workshop = rooms.set_up(host, own_server, desk)
        phone.goto(f"{own_server.url}/join")
        phone.keyboard.press("Tab")
        phone.keyboard.type(desk.workshop_code(workshop))
        phone.keyboard.press("Enter")
        expect(phone.get_by_role("radio").first).to_be_visible()
        phone.keyboard.press("Tab")
        phone.keyboard.press("Space")
        phone.keyboard.press("Enter")
        expect(phone.get_by_text("No question is open just now.")).to_be_visible()
        rooms.press(host, "Open")
        expect(phone.locator("form.vote")).to_be_visible()
        while phone.evaluate("document.activeElement.name") != "choice":
            phone.keyboard.press("Tab")
        phone.keyboard.press("Space")
        phone.keyboard.press("ArrowDown")
        phone.keyboard.press("Enter")
        expect(phone.locator("#state")).to_contain_text("Your vote is saved")
    assert [one.cast for one in desk.hall(workshop).rounds] == [1]
    store.close()


def test_homework_by_plain_forms_and_the_order_it_gives(own_server: Server, browser: Browser) -> None:
    store = Store(f"sqlite:///{own_server.database}")
    token, desk = rooms.an_assessment(store)
    with (
        rooms.a_context(browser) as context,
        rooms.a_context(browser, java_script_enabled=False, **rooms.PHONE) as plain,
    ):
        host = rooms.as_owner(context, own_server, token, desk)
        workshop = rooms.set_up(host, own_server, desk, homework=True)
        phone = rooms.join(plain.new_page(), own_server, desk.workshop_code(workshop))
        questions = phone.locator(".homework a").count()
        expect(phone.get_by_text(f"0 of {questions} questions voted on.")).to_be_visible()
        phone.locator(".homework a").first.click()
        rooms.cast(phone, "A")
        phone.get_by_role("link", name="Back to the list").click()
        expect(phone.get_by_text(f"1 of {questions} questions voted on.")).to_be_visible()
        assert no_sideways_scroll(phone)

        rooms.press(host, "Begin the meeting")
        expect(host.locator(".talk li")).to_have_count(questions)
        phone.get_by_role("link", name="Refresh").click()
        expect(phone.get_by_text("No question is open just now.")).to_be_visible()
    store.close()


def test_a_changed_choice_is_not_called_saved_and_a_closed_workshop_is_calm(
    own_server: Server, browser: Browser
) -> None:
    with closing(Store(f"sqlite:///{own_server.database}")) as store:
        token, desk = rooms.an_assessment(store)
        with rooms.a_context(browser) as context, rooms.phones(browser, 1) as [phone]:
            host = rooms.as_owner(context, own_server, token, desk)
            workshop = rooms.set_up(host, own_server, desk, anonymous=False)
            rooms.join(phone, own_server, desk.workshop_code(workshop))
            rooms.press(host, "Open")
            rooms.cast(phone, "B")
            phone.locator("label.choice").nth(3).click()
            expect(phone.locator("#state")).to_have_text("Not sent yet. Press “Vote”.")
            rooms.press(host, "Reveal the votes")
            rooms.press(host, "Vote once more")
            expect(phone.locator("#news")).to_contain_text("The same question once more")

            host.locator("summary", has_text="Close").click()
            host.get_by_label("Yes, close it for good").check()
            loads: list[str] = []
            rooms.press(host, "Close the workshop")
            expect(host.get_by_text("This workshop is closed.")).to_be_visible()
            host.on("request", lambda request: loads.append(request.url))
            host.wait_for_timeout(4000)
            assert loads == []
            expect(phone.get_by_text("This workshop is closed.").or_(phone.get_by_text("Thank you"))).to_be_visible()
            expect(phone.get_by_text("Your seat").or_(phone.get_by_text("Refresh"))).to_have_count(0)


def edge(row: Locator) -> int:
    """Pixels at a row's left edge that clearly differ from what is beside them."""
    whole = look(row, 0)
    strip = whole.crop((0, 4, 4, whole.height - 4))
    return differing(strip, Image.new("RGB", strip.size, whole.getpixel((6, 2))))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_400_percent_in_high_contrast_nothing_is_cut_and_the_range_is_seen(
    own_server: Server, browser: Browser, scheme: str
) -> None:
    """1,280 pixels at 400 % are 320. A vote, and the reveal's range, in the system's own colours."""
    with closing(Store(f"sqlite:///{own_server.database}")) as store:
        token, desk = rooms.an_assessment(store)
        looks = {"viewport": {"width": 320, "height": 640}, "forced_colors": "active", "color_scheme": scheme}
        with rooms.a_context(browser, **looks) as context, rooms.a_context(browser, **looks) as other:
            host = rooms.as_owner(context, own_server, token, desk)
            host.goto(f"{own_server.url}/workshops?a={desk.public_id}")
            assert no_sideways_scroll(host)
            workshop = rooms.set_up(host, own_server, desk, anonymous=False)
            phone = rooms.join(other.new_page(), own_server, desk.workshop_code(workshop))
            rooms.press(host, "Open")
            current = desk.hall(workshop).moment.current
            assert current
            for choice in ("0", "1"):
                seated(store, desk, workshop).vote(current.key, 1, choice)
            before = look(phone.locator(".choice").first)
            rooms.cast(phone, "A")
            assert differing(before, look(phone.locator(".choice").first)) > LEAST
            rooms.press(host, "Reveal the votes")
            expect(phone.locator(".votes .within").first).to_be_visible()
            for page in (host, phone):
                assert no_sideways_scroll(page)
                assert edge(page.locator(".votes .within th").first) > LEAST
                assert edge(page.locator(".votes tr:not(.within) th").first) == 0
