"""WCAG 2.2 AA on every page and in every state, by an automatic tool; the rest of it, as far as a test can, by hand.

`place` is the state that a test looks at: each is reached once, and all tests that use it look at it there.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ElementHandle, Locator, Page, expect

from tests.e2e.steps import (
    STATES,
    a_sheet,
    answer_and_wait,
    expect_saved,
    first_words,
    kept,
    levels,
    one_page,
    opened,
    questions,
    results_of_everything,
    rubrics,
    settled,
    visit,
)
from tests.serving import Server

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = {
    "runOnly": {"type": "tag", "values": WCAG},
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2's rule that axe leaves off unless asked
    "resultTypes": ["violations"],
}
NAMES = {
    "": "Start",
    "overview": "Overview",
    "answer": "Answer",
    "check": "Check",
    "results": "Results",
    "plan": "Plan",
    "compare": "Compare",
    "your-data": "Your data",
    "method": "Method",
}
MOST_STOPS = 60  # presses of Tab before the keyboard test gives up


@pytest.fixture(scope="module")
def tour(browser: Browser) -> Iterator[Page]:
    with one_page(browser) as page:
        yield page


@pytest.fixture(scope="module", params=STATES)
def place(request: pytest.FixtureRequest, tour: Page, server: Server) -> Page:
    STATES[request.param](tour, server)
    return tour


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


# On every page and in every state


def test_axe_finds_nothing(place: Page) -> None:
    assert violations(place) == []


def test_there_is_one_first_heading_and_no_level_is_skipped(place: Page) -> None:
    shown = "found => found.filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"

    found = place.locator("h1, h2, h3, h4, h5, h6").evaluate_all(shown)

    assert found.count(1) == 1
    assert found[0] == 1
    assert [(one, other) for one, other in pairwise(found) if other > one + 1] == []


def test_the_language_is_british_english(place: Page) -> None:
    assert place.locator("html").get_attribute("lang") == "en-GB"


def test_the_title_names_the_page(place: Page) -> None:
    name = "For the board" if is_for_board(place) else NAMES[urlsplit(place.url).path.strip("/")]

    assert name in place.title()
    assert "Digital maturity self-assessment" in place.title()


NOT_FOR_READERS = ("Overview", "Answer", "Check")


def is_for_board(place: Page) -> bool:
    return place.locator(".st-key-board-pack").count() > 0 and place.locator("header.site nav").count() == 0


def test_the_navigation_says_which_page_this_is_and_every_link_leads_where_it_says(place: Page) -> None:
    links = place.locator("header.site a")
    if is_for_board(place):  # it leads nowhere
        expect(links).to_have_count(0)
        return
    reads = "You are reading this assessment" in place.locator("body").inner_text()
    names = {address: name for address, name in NAMES.items() if not (reads and name in NOT_FOR_READERS)}

    assert links.evaluate_all("found => found.map(one => one.pathname.slice(1))") == list(names)
    current = place.locator("header.site a[aria-current=page]").all_inner_texts()
    assert current == [names[address] for address in [urlsplit(place.url).path.strip("/")] if address in names]


def test_no_name_shows_the_signs_of_markup(place: Page) -> None:
    """A label is escaped so that Streamlit's markdown shows it as text; the backslashes must not be read out."""
    names = place.locator("[aria-label]").evaluate_all("found => found.map(one => one.ariaLabel)")

    assert [name for name in names if "\\" in name] == []


def test_every_button_and_field_has_a_name(place: Page) -> None:
    parts = re.findall(r"^\s*- (?:button|checkbox|radio|textbox|spinbutton|combobox|link|tab)\b.*", tree(place), re.M)

    assert len(parts) > 3
    assert [part for part in parts if not re.search(r'"\S', part)] == []


def tree(page: Page) -> str:
    return page.locator("body").aria_snapshot()


# Before the page itself is there


def test_the_first_words_of_a_question_are_accessible(page: Page, server: Server) -> None:
    address = opened(page.context, server, kept(server, a_sheet()))
    with first_words(page, address):
        expect(page.locator("#first-words h2.question")).to_be_visible()

        assert violations(page) == []
        assert page.locator("h1").count() == page.get_by_role("radiogroup").count() == 1


# When the server is gone


def test_the_banner_of_a_lost_connection_is_accessible(page: Page, own_server: Server) -> None:
    visit(page, own_server, "answer", kept(own_server))

    own_server.kill()

    expect(page.get_by_role("alert").filter(has_text="The server can't be reached.")).to_be_visible(timeout=20_000)
    assert violations(page) == []


# Charts


def test_the_chart_has_its_numbers_in_a_table_right_below(tour: Page, server: Server) -> None:
    results_of_everything(tour, server)

    areas = tour.get_by_test_id("stVegaLiteChart")

    rows = rows_below(areas)
    assert [title for title, *_ in rows] == [rubric.title for rubric in rubrics()]
    assert all(re.fullmatch(r"\d+ \(\d+ to \d+\)", score) for _, score, *_ in rows)
    assert " ".join(title for title, *_ in rows) in lettering(areas)


def rows_below(chart: Locator) -> list[list[str]]:
    cells = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    rows: list[list[str]] = chart.locator("xpath=following::table[1]/tbody/tr").evaluate_all(cells)
    return rows


def lettering(chart: Locator) -> str:
    """All text in the picture, in order; a range reads as it does in the table."""
    return " ".join(chart.locator("svg text").all_text_contents()).replace("–", " to ")


# Names and announcements


def test_every_group_of_levels_has_its_question_for_a_name(tour: Page, server: Server) -> None:
    visit(tour, server, "answer", kept(server))

    for question in questions(tour).all():
        asked = question.locator("h2").inner_text().partition(". ")[2]
        expect(question.get_by_role("radiogroup")).to_have_accessible_name(asked)


def test_what_is_saved_is_announced(tour: Page, server: Server) -> None:
    visit(tour, server, "answer", kept(server))
    announcer = tour.get_by_role("status").and_(tour.locator("#announcer"))
    expect(announcer).to_be_empty()

    answer_and_wait(questions(tour).nth(1), 2)

    expect(announcer).to_have_text(re.compile("^Saved. C, level 2 of 4"))


def test_nothing_moves_for_those_who_want_it_still(browser: Browser, server: Server) -> None:
    with one_page(browser) as lively, one_page(browser, reduced_motion="reduce") as still:
        for page in (lively, still):
            visit(page, server, "answer", kept(server))

        assert moving(lively) > 0
        assert moving(still) == 0


def moving(page: Page) -> int:
    """Elements that the browser would move, or fade, when they change."""
    count: int = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap(one => [null, "::before", "::after"].map(part =>
            getComputedStyle(one, part))).filter(style => style.animationName !== "none" ||
            style.transitionDuration.split(", ").some(time => parseFloat(time) > 0)).length"""
    )
    return count


# With the keyboard alone


def test_a_quick_check_of_one_area_needs_no_mouse(page: Page, own_server: Server) -> None:
    visit(page, own_server)
    keyboard = Keyboard(page)

    keyboard.tab_to("radio", "The full assessment")
    keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="The quick check")).to_be_checked()
    for rubric in rubrics()[1:]:
        keyboard.tab_to("checkbox", rubric.title)
        keyboard.press("Space")
        expect(page.locator(f".st-key-area-{rubric.id} input")).not_to_be_checked()
    keyboard.tab_to("button", "Begin")
    keyboard.press("Enter")
    expect(page.locator("h2.question").first).to_be_visible(timeout=20_000)

    answered = 0
    while True:
        settled(page)
        for question in questions(page).all():
            keyboard.tab_to("radio", levels(question).first.inner_text())
            keyboard.press("Space")
            keyboard.press("ArrowDown")
            keyboard.press("Enter")
            expect_saved(question, "level 1 of")
            expect(levels(question).nth(1).locator("input")).to_be_focused()
            answered += 1
        expect(page.locator(".progress")).to_contain_text(f"{answered} of 3 answered")
        if answered == 3:
            break
        before = page.locator("h1").inner_text()
        keyboard.tab_to("link", "Next: ")
        keyboard.press("Enter")
        expect(page.locator("h1")).not_to_have_text(before)
    keyboard.tab_to("link", "See your results")
    keyboard.press("Enter")
    expect(page.locator(".headline")).to_contain_text("This council scores 25 out of 100", timeout=20_000)
    settled(page)
    keyboard.tab_to("button", "Result (JSON)")
    with page.expect_download() as download:
        keyboard.press("Enter")

    assert download.value.suggested_filename.startswith("maturity-result-20")
    assert keyboard.unseen == []
    assert len(keyboard.seen) > 15


def test_the_way_back_works_with_shift_and_tab(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server))
    keyboard = Keyboard(page)
    keyboard.tab_to("radio", f"A {rubrics()[0].questions[1].levels[0].description}")

    keyboard.tab_to("radio", f"A {rubrics()[0].questions[0].levels[0].description}", "Shift+Tab")
    keyboard.press("Space")

    expect_saved(questions(page).first, "level 0 of")
    assert keyboard.unseen == []


class Keyboard:
    """Goes from stop to stop, and notes at each whether one could see where the focus was: something at the stop or
    around it must have an outline or a shadow that it has no more once the focus has gone on.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen: list[str] = []
        self.unseen: list[str] = []

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def tab_to(self, role: str, name: str, key: str = "Tab") -> None:
        walked = []
        for _ in range(MOST_STOPS):
            self.step(key)
            here = f"{role_of(self.focus)} {name_of(self.focus)}"
            walked.append(here)
            if here.startswith(f"{role} {name}"):
                return
        raise AssertionError(f"no way to the {role} “{name}”, only to {walked}")

    def step(self, key: str) -> None:
        left, marks = self.focus, marks_of(self.focus)
        self.press(key)
        still = marks_of(left) if left.evaluate("one => one.isConnected") else []
        if name_of(left):
            (self.seen if set(marks) - set(still) else self.unseen).append(f"{role_of(left)} {name_of(left)}")

    @property
    def focus(self) -> ElementHandle:
        found = self.page.evaluate_handle("document.activeElement").as_element()
        assert found
        return found


def role_of(one: ElementHandle) -> str:
    role: str = one.evaluate(
        """one => one.getAttribute("role") || {A: "link", BUTTON: "button", SUMMARY: "summary"}[one.tagName]
            || one.type || one.tagName.toLowerCase()"""
    )
    return role


def name_of(one: ElementHandle) -> str:
    name: str = one.evaluate(
        """one => one === document.body ? "" : (one.ariaLabel || one.labels?.[0]?.innerText || one.innerText || one.id)
            .replaceAll("\\\\", "").trim()"""
    )
    return name


def marks_of(one: ElementHandle) -> list[str]:
    """Outlines and shadows of the stop, of what is around it and, in a label, of what stands beside it."""
    marks: list[str] = one.evaluate(
        """one => {
            const around = [one];
            while (around.length < 6 && around.at(-1).parentElement) around.push(around.at(-1).parentElement);
            const beside = [...(one.closest("label")?.querySelectorAll("*") ?? [])];
            return [...around, ...beside].flatMap((part, number) => {
                const style = getComputedStyle(part);
                const outline = style.outlineStyle === "none" || !parseFloat(style.outlineWidth) ? [] :
                    [`${number} outline ${style.outline}`];
                return style.boxShadow === "none" ? outline : [...outline, `${number} shadow ${style.boxShadow}`];
            });
        }"""
    )
    return marks
