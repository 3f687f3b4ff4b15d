"""On a phone, on a narrow window, and with text twice as large: nothing is cut off and everything can be touched.

`place` is the state that a test looks at: each is reached once at 360 pixels, and all tests that use it look at it
there. A test that changes the window or the text puts it back.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.steps import (
    STATES,
    answer_and_wait,
    kept,
    levels,
    no_sideways_scroll,
    one_page,
    questions,
    questions_in_own_file,
    questions_just_begun,
    results_of_everything,
    rubrics,
    settled,
    visit,
)
from tests.serving import Server

SMALL, USUAL = (360, 640), (390, 844)
HALF, QUARTER = (640, 512), (320, 256)  # what a window of 1280 by 1024 shows at 200 and 400 % (WCAG 1.4.4, 1.4.10)
LEAST_TARGET, LEAST_LEVEL = 24, 44  # CSS pixels: WCAG 2.5.8, and what a thumb hits
LEAST_TEXT, LEAST_LABEL = 14, 9

TARGETS = "main a, main button, main summary, main [role=tab], main label:has(input)"
SIZES = f"""() => [...document.querySelectorAll("{TARGETS}")].filter(one => one.checkVisibility() &&
    getComputedStyle(one).pointerEvents !== "none").map(one => {{
        const box = one.getBoundingClientRect();
        return [one.innerText || one.ariaLabel || one.outerHTML.slice(0, 80), box.width, box.height];
    }})"""
SMALL_TEXT = """least => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const [text, parent] = [walker.currentNode.data.trim(), walker.currentNode.parentElement];
        if (!text || parent.closest("svg, style, script, [aria-hidden=true]") || !parent.checkVisibility()) continue;
        const size = parseFloat(getComputedStyle(parent).fontSize);
        if (size < least) found.push([text, size]);
    }
    return found;
}"""
CUT_OFF = """() => [...document.querySelectorAll("main :is(button, a, summary, label, h1, h2, p, [role=tab])," +
    "main [data-testid=stMarkdownContainer]")]
    .filter(one => one.checkVisibility() && one.innerText.trim() && !one.closest(".table-frame")).filter(one => {
        const [box, style] = [one.getBoundingClientRect(), getComputedStyle(one)];
        const larger = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
        const clips = style.display !== "inline" && style.overflow !== "visible" && larger;
        return clips || box.left < -1 || box.right > innerWidth + 1;
    }).map(one => one.innerText)"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    with one_page(browser, viewport=window(SMALL), has_touch=True) as page:
        yield page


@pytest.fixture(scope="module", params=STATES)
def place(request: pytest.FixtureRequest, phone: Page, server: Server) -> Page:
    STATES[request.param](phone, server)
    return phone


def window(size: tuple[int, int]) -> dict[str, int]:
    return {"width": size[0], "height": size[1]}


@contextmanager
def seen_through(page: Page, size: tuple[int, int], text: str = "") -> Iterator[None]:
    """The page in another window or with larger text, for a while."""
    page.set_viewport_size(window(size))
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", text)
    yield
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(window(SMALL))


# On every page and in every state


@pytest.mark.parametrize("size", [SMALL, USUAL, HALF, QUARTER])
def test_nothing_scrolls_sideways(place: Page, size: tuple[int, int]) -> None:
    with seen_through(place, size):
        assert no_sideways_scroll(place)
        assert place.evaluate(CUT_OFF) == []


def test_everything_stays_usable_with_text_twice_as_large(place: Page) -> None:
    with seen_through(place, SMALL, "200%"):
        assert place.evaluate(CUT_OFF) == []
        assert no_sideways_scroll(place)


def test_everything_to_touch_is_large_enough(place: Page) -> None:
    targets = place.evaluate(SIZES)

    assert len(targets) > 3
    assert [one for one in targets if min(one[1:]) < LEAST_TARGET] == []


def test_the_ways_to_other_pages_are_as_large_as_a_thumb(place: Page) -> None:
    sizes = "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"

    found = place.locator("header.site a").evaluate_all(sizes)

    assert len(found) >= 5 * place.locator("header.site nav").count()  # a reader has five, a board none
    assert [size for size in found if min(size) < LEAST_LEVEL - 0.5] == []


def test_every_table_stands_as_cards(place: Page) -> None:
    """No cell beside another, and nothing to be pushed sideways."""
    wide = place.evaluate(
        """() => [...document.querySelectorAll("main table")].filter(one => one.checkVisibility()).filter(one =>
            [...one.querySelectorAll("td, tbody th")].some(cell => getComputedStyle(cell).display === "table-cell") ||
            one.parentElement.scrollWidth > one.parentElement.clientWidth + 1).map(one => one.innerText.slice(0, 60))"""
    )

    assert wide == []


def test_no_number_stands_at_the_end_of_a_line_without_its_unit(place: Page) -> None:
    broken = place.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode())
                if (/\\d[ \\n](%|[kMG]B\\b)/.test(walker.currentNode.data)
                    && walker.currentNode.parentElement.checkVisibility()) found.push(walker.currentNode.data);
            return found;
        }"""
    )

    assert broken == []


def test_no_text_is_small(place: Page) -> None:
    assert place.evaluate(SMALL_TEXT, LEAST_TEXT) == []


# The question page


def test_the_first_question_and_its_first_level_stand_on_the_first_screen(phone: Page, server: Server) -> None:
    visit(phone, server, "answer", kept(server))

    assert bottom(questions(phone).first.locator("h2")) <= SMALL[1]
    assert bottom(levels(questions(phone).first).first) <= SMALL[1]


def test_a_level_is_as_large_as_a_thumb(phone: Page, server: Server) -> None:
    questions_in_own_file(phone, server)
    settled(phone)

    for level in levels(questions(phone).first).all():
        box = level.bounding_box()
        assert box
        assert box["height"] >= LEAST_LEVEL
        assert box["width"] > 300


def test_a_tap_anywhere_on_a_level_chooses_it(phone: Page, server: Server) -> None:
    visit(phone, server, "answer", kept(server))
    third = levels(questions(phone).first).nth(2)
    box = third.bounding_box()
    assert box

    third.tap(position={"x": box["width"] - 3, "y": box["height"] - 3})

    expect(third.locator("input")).to_be_checked()
    expect(questions(phone).first.locator(".state")).to_contain_text("level 2 of 4")


def test_the_ways_on_and_back_are_as_large_as_a_thumb(phone: Page, server: Server) -> None:
    questions_just_begun(phone, server)
    phone.locator("a.next").click()
    expect(phone.locator("a.back")).to_be_visible()

    heights = [one.bounding_box() for one in phone.locator(".links a").all()]

    assert [box["height"] >= LEAST_LEVEL for box in heights if box] == [True, True, True]


def bottom(one: Locator) -> float:
    """Where it ends, in pixels from the top of the page."""
    expect(one).to_be_visible()
    box = one.bounding_box()
    assert box
    return box["y"] + box["height"]


# Results


@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_all_lettering_of_the_charts_is_inside_them_and_can_be_read(
    phone: Page, server: Server, size: tuple[int, int]
) -> None:
    results_of_everything(phone, server)

    with seen_through(phone, size):
        for chart in phone.get_by_test_id("stVegaLiteChart").locator("svg.marks").all():
            frame = chart.bounding_box()
            assert frame
            scale = frame["width"] / float(chart.get_attribute("width") or 0)
            texts = chart.locator("text").all()
            assert len(texts) > len(rubrics())
            for text in texts:
                box = text.bounding_box()
                assert box
                assert box["x"] >= frame["x"] - 1
                assert box["y"] >= frame["y"] - 1
                assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
                assert box["y"] + box["height"] <= frame["y"] + frame["height"] + 1
                assert scale * font_size(text) >= LEAST_LABEL


def font_size(text: Locator) -> float:
    """As drawn, before the picture is made to fit the window."""
    size: float = text.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    return size


def test_zeros_in_tables_are_not_struck_through(phone: Page, server: Server) -> None:
    """Our own font strikes every zero through: the digits of a table come from another."""
    results_of_everything(phone, server)
    ink = """one => {
        const paint = (family) => {
            const canvas = new OffscreenCanvas(60, 60).getContext("2d");
            canvas.font = `40px ${family}`;
            canvas.fillText("0", 5, 45);
            return [...canvas.getImageData(0, 0, 60, 60).data].join();
        };
        return [paint(getComputedStyle(one).fontFamily), paint('"Atkinson Hyperlegible Next"')];
    }"""

    in_table, ours = phone.locator("main table td").first.evaluate(ink)

    assert in_table != ours


# When the server is gone


def test_the_banner_of_a_lost_connection_fits_a_phone(page: Page, own_server: Server) -> None:
    page.set_viewport_size(window(SMALL))
    visit(page, own_server, "answer", kept(own_server))
    answer_and_wait(questions(page).first, 1)
    assert own_server.process
    own_server.process.send_signal(signal.SIGSTOP)
    levels(questions(page).nth(1)).nth(2).click()

    own_server.kill()

    banner = page.get_by_role("alert").filter(has_text="The server can't be reached.")
    expect(banner).to_be_visible(timeout=20_000)
    expect(banner).to_contain_text(f"Not saved: 2. {rubrics()[0].questions[1].text}")
    box = banner.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, SMALL[0])
    assert box["height"] <= SMALL[1] / 2
    assert no_sideways_scroll(page)
