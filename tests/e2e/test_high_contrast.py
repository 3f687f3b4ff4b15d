"""High contrast, where the system's colours take the place of ours: what is told by a background or a shadow must be
told by something that stays. Pixels are compared, because a style sheet says nothing of what the browser makes of it.
"""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.steps import (
    a_sheet,
    answer_and_wait,
    first_words,
    kept,
    levels,
    live,
    one_page,
    opened,
    questions,
    visit,
)
from tests.serving import Server

LEAST = 40  # pixels that differ: fewer nobody sees
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module", params=SCHEMES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with one_page(browser, forced_colors="active", color_scheme=request.param) as page:
        yield page


def look(one: Locator, margin: int = 4) -> Image.Image:
    """What stands there, with the line around it, without the pointer over it."""
    one.page.mouse.move(0, 0)
    one.page.evaluate("document.activeElement.blur()")
    one.scroll_into_view_if_needed()
    one.page.wait_for_timeout(300)  # what fades has faded
    box = one.bounding_box()
    assert box
    clip = {"x": box["x"] - margin, "y": box["y"] - margin}
    size = {"width": box["width"] + 2 * margin, "height": box["height"] + 2 * margin}
    return Image.open(BytesIO(one.page.screenshot(clip={**clip, **size}))).convert("RGB")


def differing(one: Image.Image, other: Image.Image) -> int:
    """Pixels that differ clearly."""
    difference = ImageChops.difference(one, other.resize(one.size)).convert("L")
    return sum(difference.histogram()[64:])


def test_a_chosen_statement_looks_another_than_before(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server))
    level = levels(questions(page).first).nth(1)
    before = look(level)

    answer_and_wait(questions(page).first, 1)

    assert differing(before, look(level)) > 10 * LEAST


def test_a_statement_chosen_before_the_page_is_live_does_too(page: Page, server: Server) -> None:
    address = opened(page.context, server, kept(server))
    with first_words(page, address):
        statement = page.locator(".first-question label").nth(1)
        before = look(statement)

        statement.click()

        assert differing(before, look(statement)) > 10 * LEAST
    live(page)


def test_a_radio_without_a_frame_does_too(page: Page, server: Server) -> None:
    visit(page, server)
    quick = page.get_by_test_id("stRadioOption").filter(has_text="The quick check")
    before = look(quick)

    quick.click()

    expect(quick.locator("input")).to_be_checked()
    assert differing(before, look(quick)) > LEAST


def test_a_ticked_box_looks_another_than_an_empty_one(page: Page, server: Server) -> None:
    visit(page, server)
    box = page.get_by_test_id("stCheckbox").first
    before = look(box)

    box.locator("label").click()

    expect(box.locator("input")).not_to_be_checked()
    assert differing(before, look(box)) > LEAST


def test_the_chosen_tab_looks_another_than_the_others(page: Page, server: Server) -> None:
    visit(page, server)
    tab = page.get_by_role("tab", name="I have a link")
    before = look(tab)

    tab.click()

    expect(tab).to_have_attribute("aria-selected", "true")
    assert differing(before, look(tab)) > LEAST


def test_the_navigation_shows_where_one_is_and_the_bar_how_far(page: Page, server: Server) -> None:
    visit(page, server, "method")
    link = page.locator("header.site a", has_text="Overview")
    before = look(link)
    visit(page, server, "overview", kept(server, a_sheet()))
    assert differing(before, look(link)) > LEAST
    full = look(page.locator(".progress .bar"))

    visit(page, server, "overview", kept(server))

    assert differing(full, look(page.locator(".progress .bar"))) > 10 * LEAST


def test_the_option_that_the_arrows_reached_in_a_list_looks_another(page: Page, server: Server) -> None:
    visit(page, server, "overview", kept(server))
    page.get_by_role("combobox", name="Who could usually say").press("ArrowDown")
    options = page.get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    shots = []
    for _ in range(2):
        page.wait_for_timeout(300)
        box = options.nth(1).bounding_box()
        assert box
        shots.append(Image.open(BytesIO(page.screenshot(clip=box))).convert("RGB"))
        page.keyboard.press("ArrowDown")

    assert differing(*shots) > LEAST
