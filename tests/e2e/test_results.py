"""The result on one screen: short before anything is opened, each question a link to itself, its parts by keyboard."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from assessment.instrument import Answer, Council, Scope
from tests.e2e.steps import (
    a_sheet,
    among_peers,
    complete,
    drawn,
    go,
    kept,
    make_pack,
    one_page,
    questions,
    rubrics,
    settled,
    visit,
)
from tests.serving import Server

MOST_WORDS, MOST_SCREENS = 700, 4
PHONE = {"width": 390, "height": 844}
WORDS = "main => main.innerText.split(/\\s+/).filter(Boolean).length"
PARTS_AT = "part => part.getBoundingClientRect().top + document.querySelector('[data-testid=stMain]').scrollTop"


@pytest.mark.parametrize("scope", [Scope.FULL, Scope.QUICK])
def test_a_result_is_short_before_anything_is_opened(browser: Browser, server: Server, scope: Scope) -> None:
    with one_page(browser, viewport=PHONE) as page:
        visit(page, server, "results", kept(server, a_sheet(complete, scope=scope)))
        drawn(page, 1)

        assert_short(page)


def test_a_result_among_peers_is_short_too_and_has_the_overall_place_on_page_one(
    browser: Browser, server: Server
) -> None:
    with one_page(browser) as page:
        among_peers(page, server)
        page.set_viewport_size(PHONE)
        go(page, "Results")
        drawn(page, 1)

        expect(page.locator("p.among")).to_contain_text("Compared with 298 other councils")
        assert_short(page)


def assert_short(page: Page) -> None:
    settled(page)
    assert page.get_by_test_id("stMain").evaluate(WORDS) <= MOST_WORDS
    assert page.locator("details.part").first.evaluate(PARTS_AT) <= MOST_SCREENS * PHONE["height"]


def test_page_one_says_what_holds_the_level_down_and_three_steps_with_their_questions(
    page: Page, server: Server
) -> None:
    visit(page, server, "results", kept(server, a_sheet(lambda number, _: Answer(level=1 if number == 0 else 2))))

    expect(page.locator("p.level")).to_contain_text(re.compile(r"^Level \d, .+: .+ the next level asks"))
    steps = page.locator("ol.steps").first.locator("> li")
    expect(steps).to_have_count(3)
    expect(steps.locator("a")).to_have_count(3)


def test_a_link_of_a_question_leads_to_it_and_the_keyboard_is_there(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet(complete)))
    page.locator("details.part#unknown > summary").press("Enter")
    link = page.locator("#unknown tbody a").last
    asked = link.inner_text()

    link.press("Enter")

    heading = page.locator("h2.question", has_text=asked)
    expect(heading).to_be_focused(timeout=20_000)
    expect(heading).to_be_in_viewport()


def test_every_question_in_the_parts_is_a_link_to_itself(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet(complete)))

    links = page.locator("details.part a[href*='#q-']").evaluate_all("found => found.map(one => one.href)")

    asked = {f"#q-{rubric.id}-{question.id}" for rubric in rubrics() for question in rubric.questions}
    assert {f"#{link.partition('#')[2]}" for link in links} == asked
    assert all("/answer?a=" in link and "&theme=" in link for link in links)


def test_the_parts_open_and_close_by_the_keyboard(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet(complete)))

    for part in page.locator("details.part").all():
        part.locator("> summary").press("Enter")
        expect(part.locator(".part-body")).to_be_visible()
        part.locator("> summary").press("Enter")
        expect(part.locator(".part-body")).to_be_hidden()


def test_page_one_has_the_first_three_of_the_plan_and_leads_to_all_of_it(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet(lambda *_: Answer(level=0))))
    expect(page.locator("ol.steps > li")).to_have_count(3)
    first = page.locator("ol.steps > li strong").first.inner_text()

    page.get_by_role("link", name="The whole plan: 52 moves").click()

    expect(page.locator("h1")).to_have_text("Plan for Example Borough")
    expect(page.locator("h3.question").first).to_have_text(first)


def test_a_quick_check_has_no_ranges_of_a_point_no_levels_and_no_radar_of_single_questions(
    page: Page, server: Server
) -> None:
    visit(page, server, "results", kept(server, a_sheet(lambda number, _: Answer(level=number % 4), scope=Scope.QUICK)))
    drawn(page, 1)
    page.locator("#areas > summary").click()

    told = page.get_by_test_id("stMain").inner_text()

    for absent in ("the next level asks", "Why this level", "level in every area", "Themes of", "Score (range)"):
        assert absent not in told
    assert not re.search(r"\b(\d+) \(\1 to \1\)", told)


def test_a_few_answers_get_a_short_page_that_leads_on_to_the_first_open_question(page: Page, server: Server) -> None:
    first, second = rubrics()[0].questions[:2]
    sheet = a_sheet(lambda _, question: Answer(level=1) if question.id == first.id else None)
    visit(page, server, "results", kept(server, sheet))

    drawn(page, 0)
    expect(page.locator("p.level")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Go on answering: 51 left, about")).click()

    expect(page.locator("h2.question", has_text=second.text)).to_be_focused(timeout=20_000)


def test_a_chart_shows_no_coordinates_under_the_pointer(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet(complete)))
    drawn(page, 1)

    for mark in page.locator("svg.marks .mark-symbol path").all():
        mark.hover(force=True)
        page.wait_for_timeout(200)
        shown = page.locator("#vg-tooltip-element.visible, .vg-tooltip.visible").all_inner_texts()
        assert shown == []


# Check your answers


def test_check_shows_every_answer_with_note_and_evidence_as_results_do(page: Page, server: Server) -> None:
    token = kept(server, a_sheet())
    visit(page, server, "check", token)
    here = page.locator(".answer").all_inner_texts()
    go(page, "Results")
    page.locator("#answers > summary").click()
    expect(page.locator("#answers .answer").first).to_be_visible()

    assert len(here) == 52
    assert page.locator("#answers .answer").all_inner_texts() == here
    assert "Note: As agreed in spring." in here[0]
    assert any("Scheme of delegation; owner Head of ICT" in one for one in here)


def test_change_leads_to_the_question(page: Page, server: Server) -> None:
    visit(page, server, "check", kept(server, a_sheet()))
    question = rubrics()[1].questions[4]

    page.get_by_role("link", name=f"Change the answer to: {question.text}").click()

    expect(page.locator("h2.question", has_text=question.text)).to_be_focused(timeout=20_000)
    expect(questions(page).first).to_be_visible()


def test_what_a_council_writes_is_text(page: Page, server: Server) -> None:
    mark = "<img src=x onerror=alert(1)> **bold** [link](http://x)"
    sheet = a_sheet(lambda *_: Answer(level=1, note=mark), name="Borough")
    visit(page, server, "check", kept(server, sheet.model_copy(update={"council": Council(name=mark)})))

    expect(page.locator(".answer .note").first).to_have_text(f"Note: {mark}")
    expect(page.locator(".answers img")).to_have_count(0)


def test_a_logo_goes_into_the_pack_and_a_bad_one_is_refused(page: Page, server: Server) -> None:
    picture = BytesIO()
    Image.new("RGB", (120, 40), "navy").save(picture, "PNG")
    visit(page, server, "results", kept(server, a_sheet()))
    page.get_by_text("Logo for the pack").first.click()

    use_logo(page, "logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    expect(page.get_by_text("The logo is not in use.")).to_be_visible()
    use_logo(page, "logo.png", picture.getvalue())
    expect(page.get_by_role("button", name="Take the logo out")).to_be_visible()

    make_pack(page, "Word")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the Word file").click()
    with ZipFile(taken.value.path()) as packed:
        found = [Image.open(BytesIO(packed.read(name))).size for name in packed.namelist() if name.endswith(".png")]
    assert (120, 40) in found


def use_logo(page: Page, name: str, data: bytes) -> None:
    chosen = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator('.st-key-pack-logo input[type="file"]').set_input_files([chosen])
    expect(page.locator(".st-key-pack-logo").get_by_text(name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Use this logo").click()


def test_the_charts_are_there_as_svg(page: Page, server: Server) -> None:
    among_peers(page, server)
    go(page, "Results")
    drawn(page, 1)

    for name, told in (("Radar", "hygiene"), ("Strips", "Overall")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=f"{name} (SVG)").click()
        svg = Path(taken.value.path()).read_text()
        assert svg.startswith("<svg")
        assert told in svg
        assert taken.value.suggested_filename.endswith(".svg")
