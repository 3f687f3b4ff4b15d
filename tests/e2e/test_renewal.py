"""A 1.0.0 assessment, on a server and in a file, taken over: nothing is lost, and what must be is asked again."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from assessment.files import dump_answers, load_rubrics, open_answers, shipped_rubrics
from assessment.instrument import AnswerSheet
from assessment.store import Key
from tests.e2e.steps import (
    KEPT_HERE,
    answer_and_wait,
    carried_sheet,
    choose,
    earlier_sheet,
    expect_saved,
    go,
    kept,
    offer_file,
    own_link,
    rubrics,
    settled,
    store_of,
    token_in,
    visit,
    whole,
)
from tests.serving import Server

OFFER = "Go on with the new questions"
OLD, NEW = earlier_sheet(), carried_sheet()
WAITING = [
    Key(area, question)
    for area, answers in NEW.answers.items()
    for question, answer in answers.items()
    if answer.earlier
]
CONFIRM = [key for key in WAITING if NEW.answer(*key).level is not None]
ASK = [key for key in WAITING if NEW.answer(*key).level is None]


def text_of(key: Key) -> str:
    return next(rubric for rubric in rubrics() if rubric.id == key.rubric).by_id[key.question].text


def block(page: Page, key: Key) -> Locator:
    return page.locator(f".st-key-q-{key.rubric}-{key.question}")


def to(page: Page, kind: str, key: Key) -> Locator:
    """From Overview to one question, by the filter that lists it."""
    go(page, "Overview")
    settled(page)
    choose(page, "Show", kind)
    page.get_by_role("link", name=text_of(key)).click()
    expect(page.get_by_role("heading", name=text_of(key))).to_be_focused(timeout=20_000)
    settled(page)
    return block(page, key)


def sheet_in(server: Server, token: str) -> AnswerSheet:
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        return desk.contents().sheet()


def test_on_a_server_nothing_is_lost_and_what_must_be_is_asked_again(page: Page, server: Server) -> None:
    token = kept(server, OLD)
    visit(page, server, "overview", token)
    expect(page.get_by_text(f"{len(CONFIRM)} to confirm, {len(ASK)} to answer again.")).to_be_visible()

    page.get_by_role("button", name=OFFER).click()

    expect(page.get_by_role("heading", name="Keep this link")).to_be_visible(timeout=20_000)
    new = token_in(own_link(page))
    assert sheet_in(server, token) == OLD
    assert sheet_in(server, new) == NEW
    page.get_by_role("button", name="I have kept it").click()
    expect(page.get_by_role("heading", name="Keep this link")).to_have_count(0)
    expect(page.get_by_text(f"{len(CONFIRM)} answers wait to be confirmed")).to_be_visible()

    first = to(page, f"To confirm ({len(CONFIRM)})", CONFIRM[0])
    first.get_by_role("button", name="Confirm").click()
    expect(first.get_by_text("please confirm")).to_have_count(0)
    expect_saved(first)

    again = to(page, "Open", ASK[0])
    expect(again.get_by_text("Asked again:")).to_be_visible()
    expect(again.get_by_text("Under version 1.0.0 you said:")).to_be_visible()
    expect(again.get_by_role("radio", checked=True)).to_have_count(0)
    answer_and_wait(again, 2)
    expect(again.get_by_text("Asked again:")).to_have_count(0)

    other = to(page, f"To confirm ({len(CONFIRM) - 1})", CONFIRM[1])
    level = (NEW.answer(*CONFIRM[1]).level or 0) + 1
    answer_and_wait(other, level)
    expect(other.get_by_text("please confirm")).to_have_count(0)

    now = sheet_in(server, new)
    assert now.answer(*CONFIRM[0]) == NEW.answer(*CONFIRM[0]).model_copy(update={"earlier": None})
    assert (now.answer(*ASK[0]).level, now.answer(*ASK[0]).earlier) == (2, None)
    assert (now.answer(*CONFIRM[1]).level, now.answer(*CONFIRM[1]).earlier) == (level, None)
    assert now.answer(*CONFIRM[1]).note == OLD.answer(*CONFIRM[1]).note
    assert sheet_in(server, token) == OLD


def test_in_ones_own_file_a_new_one_stands_beside_the_old(page: Page, server: Server, tmp_path: Path) -> None:
    page.on("dialog", lambda dialog: dialog.accept())
    visit(page, server)
    offer_file(page, dump_answers(OLD))
    expect(page.locator("h2.question").first).to_be_visible(timeout=20_000)
    expect(page).to_have_url(re.compile("kept="))
    old_address = page.url
    page.get_by_role("link", name="Go on with them from Overview").click()

    page.get_by_role("button", name=OFFER).click()

    expect(page.get_by_text(f"{len(CONFIRM)} answers wait to be confirmed")).to_be_visible(timeout=20_000)
    settled(page)
    assert page.url.partition("kept=")[2] not in old_address
    first = to(page, f"To confirm ({len(CONFIRM)})", CONFIRM[0])
    first.get_by_role("button", name="Confirm").click()
    expect(first.get_by_text("please confirm")).to_have_count(0)
    expect_saved(first, KEPT_HERE)

    page.reload()
    whole(page)
    expect(block(page, CONFIRM[0]).get_by_text("please confirm")).to_have_count(0)
    with page.expect_download() as got:
        page.get_by_role("button", name="Download my answers").click()
    got.value.save_as(tmp_path / "new.json")
    known = load_rubrics(shipped_rubrics())
    read = open_answers((tmp_path / "new.json").read_bytes(), known, "new.json")
    expected = NEW.answer(*CONFIRM[0]).model_copy(update={"earlier": None})
    assert read.answer(*CONFIRM[0]) == expected
    assert [read.answer(*key) for key in WAITING[1:]] == [NEW.answer(*key) for key in WAITING[1:]]

    page.goto(old_address)
    expect(page.get_by_text("Your answers come from the copy in this browser.")).to_be_visible(timeout=20_000)
    go(page, "Overview")
    expect(page.get_by_role("button", name=OFFER)).to_be_visible(timeout=20_000)


def test_what_waits_is_said_on_results_and_on_paper(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, NEW))
    told = re.compile(rf"{len(CONFIRM)} answers wait to be confirmed and {len(ASK)} questions? (is|are) asked again")
    expect(page.locator("p.waits")).to_have_text(told)

    page.emulate_media(media="print")

    expect(page.locator("p.waits")).to_be_visible()
    expect(page.locator("#answers p.earlier").first).to_be_visible()
