"""The statements of a question by keyboard: arrows only move; Space, Enter, a letter or leaving the group chooses."""

import re

import pytest
from playwright.sync_api import Page, expect

from assessment.instrument import Question
from assessment.store import Key
from tests.e2e.steps import a_sheet, answer_and_wait, expect_saved, kept, levels, questions, rubrics, store_of, visit
from tests.serving import Server

RUBRIC = rubrics()[0]
FIRST, SECOND = RUBRIC.questions[:2]


def token_of(server: Server, page: Page, level: int | None = None) -> str:
    token = kept(server, a_sheet(lambda *_: None))
    visit(page, server, "answer", token)
    if level is not None:
        answer_and_wait(questions(page).first, level)
    return token


def saved(server: Server, token: str) -> list[int | None]:
    """Every level that was ever saved for the first question, newest first."""
    with store_of(server) as store:
        desk = store.open(token)
        assert desk is not None
        return [change.after.level for change in desk.history() if change.key == Key(RUBRIC.id, FIRST.id)]


def into(page: Page, level: int = 0) -> None:
    levels(questions(page).first).nth(level).locator("input").focus()


def state_of(page: Page) -> str:
    return questions(page).first.locator(".state").inner_text()


@pytest.mark.parametrize("key", ["Space", "Enter", "Tab", "Shift+Tab"])
def test_arrows_save_nothing_that_they_pass(page: Page, server: Server, key: str) -> None:
    token = token_of(server, page)
    into(page)

    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(questions(page).first.locator(".state")).to_contain_text("C is not chosen yet.")
    assert saved(server, token) == []
    page.keyboard.press(key)

    expect_saved(questions(page).first, "Saved. C, level 2 of 4")
    assert saved(server, token) == [2]


def test_a_click_elsewhere_leaves_the_group_too(page: Page, server: Server) -> None:
    token = token_of(server, page)
    into(page)
    page.keyboard.press("ArrowDown")

    levels(questions(page).nth(1)).nth(3).click()

    expect_saved(questions(page).first, "Saved. B, level 1 of 4")
    expect_saved(questions(page).nth(1), "Saved. D, level 3 of 4")
    assert saved(server, token) == [1]


def test_passing_through_without_an_arrow_chooses_nothing(page: Page, server: Server) -> None:
    token = token_of(server, page)
    into(page)

    for key in ("Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)

    assert saved(server, token) == []


def test_escape_goes_back_to_what_is_saved(page: Page, server: Server) -> None:
    token = token_of(server, page, level=3)
    before = state_of(page)
    into(page, 3)

    page.keyboard.press("ArrowUp")
    expect(questions(page).first.locator(".state")).to_contain_text("C is not chosen yet.")
    page.keyboard.press("Escape")
    expect(levels(questions(page).first).nth(3).locator("input")).to_be_focused()
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)

    assert state_of(page) == before
    assert saved(server, token) == [3]


def test_arrows_go_round_and_the_one_that_is_saved_is_no_news(page: Page, server: Server) -> None:
    token = token_of(server, page, level=0)
    into(page)

    page.keyboard.press("ArrowUp")
    expect(questions(page).first.locator(".state")).to_contain_text("? is not chosen yet.")
    page.keyboard.press("ArrowDown")
    expect(questions(page).first.locator(".state")).to_contain_text("Saved. A, level 0 of 4")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)

    assert saved(server, token) == [0]


@pytest.mark.parametrize(("key", "told"), [("d", "D, level 3 of 4"), ("A", "A, level 0 of 4"), ("?", "counts neither")])
def test_a_letter_chooses_while_the_group_has_the_focus(page: Page, server: Server, key: str, told: str) -> None:
    token_of(server, page)
    into(page)

    page.keyboard.press(key)

    expect_saved(questions(page).first, told)


def test_a_letter_anywhere_else_chooses_nothing(page: Page, server: Server) -> None:
    token = token_of(server, page)
    questions(page).first.get_by_text("Note and evidence").click()
    questions(page).first.get_by_label("Note (saved when you click elsewhere)").fill("")

    page.keyboard.type("cabbage")
    into(page)
    page.keyboard.press("Control+c")
    page.keyboard.press("x")
    page.wait_for_timeout(500)

    assert saved(server, token) in ([], [None])


def left_out() -> Question:
    return next(question for question in RUBRIC.questions if question.may_not_apply)


def test_n_says_that_a_question_does_not_apply_and_its_reasons_are_walked_the_same_way(
    page: Page, server: Server
) -> None:
    token_of(server, page)
    number = RUBRIC.questions.index(left_out())
    question = questions(page).nth(number)
    levels(question).first.locator("input").focus()

    page.keyboard.press("n")
    expect(question.locator(".state")).to_contain_text("please choose why")
    reasons = question.get_by_role("radiogroup", name="Why doesn't it apply?")
    reasons.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    expect(question.locator(".state")).to_contain_text("This is not chosen yet.")
    page.keyboard.press("Enter")

    expect_saved(question, re.compile("^Saved. The question is left out"))


def test_every_statement_shows_its_letter(page: Page, server: Server) -> None:
    token_of(server, page)

    shown = [levels(questions(page).nth(number)).locator("strong").all_inner_texts() for number in (0, 1)]

    expected = [[*"ABCDE", *("N" if question.may_not_apply else ""), "?"] for question in (FIRST, SECOND)]
    assert shown == expected
