"""Paper: every page printed as a browser prints it, with its own header and footer, on A4."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assessment.instrument import Answer, AnswerSheet, Scope
from assessment.store import Kind
from tests.e2e.steps import (
    a_sheet,
    among_peers,
    begin,
    complete,
    drawn,
    go,
    kept,
    link_for,
    rubrics,
    settled,
    token_in,
    visit,
)
from tests.serving import Server, require

WITHOUT_OURS = "@page { @bottom-center { content: none } }"
PAGES = ("Overview", "Answer", "Check", "Results", "Plan", "Compare", "Your data", "Method", "Start")


def sheets(page: Page, folder: Path) -> list[str]:
    """The text of each printed page, with the browser's own header and footer."""
    reader = shutil.which("pdftotext")
    if reader is None:
        require("needs pdftotext (Debian: apt-get install poppler-utils)")
    settled(page)
    file = folder / "printed.pdf"
    page.pdf(path=file, format="A4", display_header_footer=True, prefer_css_page_size=True)
    done = subprocess.run([reader, "-layout", str(file), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def sheets_with_address(page: Page, folder: Path) -> list[str]:
    """Where a sheet has page numbers of ours, Chromium leaves its own footer with the address out; others don't."""
    style = page.add_style_tag(content=WITHOUT_OURS)
    found = sheets(page, folder)
    style.evaluate("one => one.remove()")
    return found


def lines_of(sheet: str) -> list[str]:
    """Without the browser's header and footer, and the page's number."""
    found = [" ".join(line.split()) for line in sheet.splitlines() if line.strip()]
    around = re.compile(r"Page \d+ of \d+$|https?://|\d+/\d+$|\d+/\d+/\d+, ")
    return [line for line in found if not around.match(line)]


SHEETS = {
    "full": a_sheet(),
    "complete": a_sheet(complete),
    "nothing to do": a_sheet(lambda _, question: Answer(level=question.top)),
    "quick": a_sheet(complete, scope=Scope.QUICK),
    "one answer": a_sheet(lambda _, question: Answer(level=1) if question.id == "ai-accountability" else None),
}
HEADINGS = {theme.title for rubric in rubrics() for theme in rubric.themes} | {rubric.title for rubric in rubrics()}
HEADINGS |= {"Areas", "Unknown", "Answers", "Areas at a glance", "What to do first", "Unknown answers"}
TABLE_HEADS = ("Theme 0 to 100", "Question Area Answer", "Area Score")


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize("where", ["results", "check"])
def test_a_printed_result_is_whole(page: Page, server: Server, tmp_path: Path, sheet: AnswerSheet, where: str) -> None:
    visit(page, server, where, kept(server, sheet))
    if where == "results" and sheet is not SHEETS["one answer"]:
        drawn(page, 1)

    printed = [lines_of(one) for one in sheets(page, tmp_path)]

    assert [number for number, lines in enumerate(printed, 1) if len(lines) < 3] == []  # no blank page
    assert [lines[-1] for lines in printed if lines[-1] in HEADINGS] == []  # no heading at a page's foot
    assert [lines[-1] for lines in printed if lines[-1].startswith(TABLE_HEADS)] == []
    text = " ".join(" ".join(lines) for lines in printed)
    asked = len(re.findall(r"\b\d+\. (?:Are|Do|Does|Has|Have|Is|Can|How|Which|What)\b", text))
    assert asked >= (12 if sheet.scope is Scope.QUICK else 52)  # every answer stands in the annex
    unfollowable = (
        "Change",
        "Go on answering",
        "Compare with",
        "See published",
        "Download",
        "JSON",
        "Why this",
        "Fullscreen",
    )
    assert [word for word in unfollowable if word in text] == []


def test_page_one_of_a_printed_result_among_peers_stands_alone(page: Page, server: Server, tmp_path: Path) -> None:
    among_peers(page, server)
    go(page, "Results")
    drawn(page, 1)

    first, second, *_ = sheets(page, tmp_path)

    for told in ("scores", "Level", "Compared with 298 other councils", "What to do first", "Scores by area, 0 to 100"):
        assert told in first
    assert "Page 1 of" in first
    assert lines_of(second)[0] == "Areas"


def test_a_printed_comparison_leaves_out_what_only_a_screen_can_do(page: Page, server: Server, tmp_path: Path) -> None:
    among_peers(page, server)

    printed = [lines_of(one) for one in sheets(page, tmp_path)]

    text = " ".join(" ".join(lines) for lines in printed)
    assert "Position among 298 councils" in text
    assert "Your place among the others" in text
    for absent in ("Take part", "For consultants", "Residents Any", "JSON", "What the others answered"):
        assert absent not in text
    assert [number for number, lines in enumerate(printed, 1) if len(lines) < 3] == []


def test_no_printed_page_shows_the_secret(page: Page, server: Server, tmp_path: Path) -> None:
    token = token_in(begin(page, server.url))
    follow = page.get_by_role("button", name="I have kept it")
    if follow.count():
        follow.click()

    for name in PAGES:
        go(page, name)
        expect(page.locator("h1").first).to_be_visible()
        printed = "".join("".join(sheets(page, tmp_path)).split())
        with_footer = "".join("".join(sheets_with_address(page, tmp_path)).split())
        assert page.url.split("?")[0] in with_footer, name
        assert token not in printed + with_footer, name


# What the page's script alone is meant to find
HIDDEN = (
    '[class*="st-key-page-revision-"], .st-key-copy-field, .st-key-watch, '
    '[data-testid="stElementContainer"]:has(> [data-testid="stHtml"] > .copy-line)'
)


@pytest.mark.parametrize("own_file", [False, True])
@pytest.mark.parametrize("name", ["Answer", "Compare"])
def test_what_is_hidden_on_the_screen_is_hidden_on_paper(page: Page, server: Server, name: str, own_file: bool) -> None:
    begin(page, server.url, own_file=own_file)
    if name != "Answer":
        go(page, name)
    settled(page)
    hidden = "all => [all.length, all.filter(one => one.checkVisibility()).map(one => one.className)]"

    page.emulate_media(media="print")

    number, shown = page.locator(HIDDEN).evaluate_all(hidden)
    assert number >= 2
    assert shown == []


def test_a_boards_page_is_one_sheet_and_then_the_plan(page: Page, server: Server, tmp_path: Path) -> None:
    visit(page, server, "results", link_for(server, Kind.BOARD))
    drawn(page, 1)

    first, *others = [lines_of(one) for one in sheets(page, tmp_path)]

    assert {"Areas at a glance", "Strengths", "Gaps"} <= set(first)
    assert others[0][0] == "Plan"
    assert len(first) > 20
    assert all(len(lines) > 3 for lines in others)  # no sheet with a line that found no room
    assert not any("Board pack" in line or "Make the" in line for lines in [first, *others] for line in lines)
