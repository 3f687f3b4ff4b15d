"""A workshop in real browsers: its host, its wall, and people with phones."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, expect

from assessment.store import ServerDesk, Store
from tests.e2e.steps import a_sheet
from tests.serving import Server

PHONE = {"viewport": {"width": 320, "height": 640}}


def an_assessment(store: Store) -> tuple[str, ServerDesk]:
    token = store.adopt(a_sheet(lambda number, question: None))
    desk = store.open(token)
    assert desk is not None
    return token, desk


def as_owner(context: BrowserContext, server: Server, token: str, desk: ServerDesk) -> Page:
    context.add_cookies([{"name": f"a_{desk.public_id}", "value": token, "url": server.url}])
    return context.new_page()


def set_up(page: Page, server: Server, desk: ServerDesk, *, anonymous: bool = True, homework: bool = False) -> str:
    """By the form, as its owner does; returns the workshop's name in addresses."""
    page.goto(f"{server.url}/workshops?a={desk.public_id}")
    page.get_by_label("Its name").fill("Winter workshop")
    page.get_by_label("Anonymous:" if anonymous else "With names:").check()
    page.get_by_label("Yes, on all questions" if homework else "No, one question").check()
    page.get_by_role("button", name="Open the workshop").click()
    expect(page.get_by_role("heading", name="Winter workshop")).to_be_visible()
    return page.url.rpartition("w=")[2]


def join(page: Page, server: Server, code: str, role: str = "ICT", name: str = "") -> Page:
    page.goto(f"{server.url}/join")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label(role, exact=True).check()
    if name:
        page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="Winter workshop")).to_be_visible()
    return page


@contextmanager
def phones(browser: Browser, number: int) -> Iterator[list[Page]]:
    contexts = [browser.new_context(**PHONE) for _ in range(number)]
    try:
        yield [context.new_page() for context in contexts]
    finally:
        for context in contexts:
            context.close()


def cast(page: Page, letter: str, reason: str = "") -> None:
    """A vote by its letter; waits until the page says that it is saved."""
    page.locator("label.choice", has=page.locator("b", has_text=letter)).first.click()
    if reason:
        page.get_by_label("A line of reason").fill(reason)
    page.get_by_role("button", name="Vote", exact=True).click()
    expect(page.locator("#state")).to_contain_text("Your vote is saved", timeout=15_000)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


@contextmanager
def a_context(browser: Browser, **options: object) -> Iterator[BrowserContext]:
    with closing(browser.new_context(**options)) as context:  # type: ignore[arg-type]
        yield context
