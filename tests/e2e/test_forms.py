"""Forms: nothing is added or saved while a field is in error, what was typed stays, and the page says what it read."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from assessment.instrument import Answer, Council, Evidence
from assessment.store import Key
from tests.e2e.steps import (
    LEFT_OUT,
    a_sheet,
    answer_and_wait,
    choose,
    expect_saved,
    first_question,
    go,
    kept,
    questions,
    rubrics,
    settled,
    store_of,
    visit,
)
from tests.serving import Server

KEY = Key(rubrics()[0].id, rubrics()[0].questions[0].id)


def evidence_form(page: Page, server: Server, token: str) -> Locator:
    visit(page, server, "answer", token)
    first = questions(page).first
    first.get_by_text("Note and evidence").click()
    expect(first.get_by_role("button", name="Add evidence")).to_be_visible()
    return first


def fill(form: Locator, **texts: str) -> None:
    names = {"title": "Evidence: title", "owner": "Owner", "date": "Date, such as", "link": "Where it is"}
    for name, text in texts.items():
        form.get_by_label(names[name]).fill(text)


def add(form: Locator) -> None:
    form.get_by_role("button", name="Add evidence").click()


def kept_evidence(server: Server, token: str) -> tuple[Evidence, ...]:
    with store_of(server) as store:
        return store.open(token).entry(KEY).answer.evidence


def kept_council(server: Server, token: str) -> Council:
    with store_of(server) as store:
        return store.open(token).contents().council


def a_council(**facts: object) -> str:
    return a_sheet(lambda *_: None).model_copy(update={"council": Council.model_validate(facts)})


def test_evidence_is_added_as_it_was_typed_and_the_form_is_empty_after_it(page: Page, server: Server) -> None:
    token = kept(server)
    form = evidence_form(page, server, token)
    fill(form, title="Scheme of delegation", owner="Head of ICT", date="05/10/2023", link="Shared drive")
    add(form)

    expect(form.get_by_role("status")).to_have_text(
        "Scheme of delegation; owner Head of ICT; dated 5 October 2023; at Shared drive"
    )
    for name in ("Evidence: title", "Owner", "Date, such as", "Where it is", "Checked by"):
        expect(form.get_by_label(name)).to_have_value("")

    fill(form, title="Minutes of the board")
    add(form)
    expect(form.get_by_text("Minutes of the board; no date, so it does not count", exact=True)).to_be_visible()
    assert [(piece.title, str(piece.date), piece.owner) for piece in kept_evidence(server, token)] == [
        ("Scheme of delegation", "2023-10-05", "Head of ICT"),
        ("Minutes of the board", "None", None),
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31/02/2026", "“31/02/2026” is not a day of the calendar"),
        ("next week", "“next week” can't be read as a date; please write day, month and year"),
        ("5 October 2062", "is 5 October 2062, which is still to come"),
        ("2/2026", "can't be read as a date"),
    ],
)
def test_nothing_is_added_while_its_date_is_in_error_and_what_was_typed_stays(
    page: Page, server: Server, typed: str, message: str
) -> None:
    token = kept(server)
    form = evidence_form(page, server, token)
    fill(form, title="First", date="5 Oct 2023")
    add(form)
    expect(form.get_by_role("status")).to_have_text("First; dated 5 October 2023")
    fill(form, title="Second", owner="Somebody", date=typed)
    add(form)

    date = form.get_by_label("Date, such as")
    expect(date).to_have_accessible_description(re.compile(f"Error: .*{re.escape(message)}"))
    expect(date).to_have_attribute("aria-invalid", "true")
    expect(date).to_be_focused()
    expect(form.get_by_role("alert")).to_have_count(1)
    expect(form.get_by_text("Nothing is added yet")).to_be_visible()
    expect(date).to_have_value(typed)
    expect(form.get_by_label("Evidence: title")).to_have_value("Second")
    assert [piece.title for piece in kept_evidence(server, token)] == ["First"]

    answer_and_wait(form, 2)  # another change of the question leaves the form as it is
    expect(date).to_have_value(typed)
    expect(form.get_by_role("alert")).to_have_count(1)

    date.fill("6 Oct 2023")
    date.press("Enter")
    expect(form.get_by_text("Second; owner Somebody; dated 6 October 2023", exact=True)).to_be_visible()
    expect(form.get_by_role("alert")).to_have_count(0)
    expect(date).not_to_have_attribute("aria-invalid", "true")
    expect(date).to_have_value("")
    assert [str(piece.date) for piece in kept_evidence(server, token)] == ["2023-10-05", "2023-10-06"]


def test_a_choice_that_waits_for_its_reason_is_still_there_after_evidence_was_added(page: Page, server: Server) -> None:
    token = kept(server)
    visit(page, server, "answer", token)
    third = questions(page).nth(2)
    third.get_by_text("Note and evidence").click()
    expect(third.get_by_role("button", name="Add evidence")).to_be_visible()
    third.get_by_text(LEFT_OUT).click()
    expect_saved(third, "Not saved yet: please choose why it doesn't apply.")
    settled(page)  # the reasons stand there, and move nothing any more
    fill(third, title="Legal advice", date="2026-05-01")
    add(third)

    expect(third.get_by_text("Legal advice; dated 1 May 2026", exact=True)).to_be_visible()
    third.get_by_text("We don't do this at all").click()
    expect_saved(third, "The question is left out of your score")


def test_each_field_says_what_is_wrong_with_it(page: Page, server: Server) -> None:
    token = kept(server)
    form = evidence_form(page, server, token)
    fill(form, owner="o" * 201, date="tomorrow", link="l" * 2001)
    add(form)

    expect(form.get_by_label("Evidence: title")).to_have_accessible_description(
        "Error: Please give the evidence a title."
    )
    expect(form.get_by_label("Evidence: title")).to_be_focused()
    told = "Error: This has 201 characters; please shorten it to 200."
    expect(form.get_by_label("Owner")).to_have_accessible_description(told)
    expect(form.get_by_label("Date, such as")).to_have_accessible_description(re.compile("can't be read as a date"))
    expect(form.get_by_label("Where it is")).to_have_accessible_description(re.compile("2,001 characters"))
    expect(form.get_by_label("Owner")).to_have_value("o" * 201)
    assert kept_evidence(server, token) == ()


def test_the_councils_country_decides_the_order_of_a_date(page: Page, server: Server) -> None:
    token = kept(server, a_council(country="US"))
    form = evidence_form(page, server, token)
    fill(form, title="Charter", date="10/05/2023")
    add(form)

    expect(form.get_by_text("Charter; dated 5 October 2023", exact=True)).to_be_visible()
    visit(page, server, "your-data", token)
    page.get_by_text("Show what was changed").click()
    expect(page.get_by_text("evidence: (none) became Charter")).to_be_visible()
    assert not re.search(r"\b0\d [A-Z][a-z]+ \d{4}|\d{4}-\d\d-\d\d", page.get_by_test_id("stMain").inner_text())


@pytest.mark.parametrize(
    "typed", ["118.000", "118,000", "118 000", "118\u00a0000", "118\u2009000", "118’000", "118000"]
)
def test_residents_are_read_as_people_write_them_and_said_back(page: Page, server: Server, typed: str) -> None:
    token = kept(server, a_council(name="Example Borough", population=90_000))
    visit(page, server, "your-data", token)
    page.get_by_text("Change the council's facts or the areas").click()
    residents = page.get_by_label("Residents, about")
    expect(residents).to_have_value("90,000")
    residents.fill(typed)
    page.get_by_role("button", name="Save changes").click()

    expect(page.get_by_text("Your changes are saved. Residents: 118,000.")).to_be_visible()
    expect(page.get_by_label("Residents, about")).to_have_value("118,000")
    assert kept_council(server, token).population == 118_000


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("5000000000", "“5000000000” is more than 1,000,000,000; please correct it."),
        ("about 118 thousand", "can't be read as a whole number; please write it in digits, such as 118,000."),
        ("-5", "“-5” is below 0; please correct it."),
        ("118.5", "can't be read as a whole number"),
    ],
)
def test_nothing_is_saved_while_the_residents_are_in_error(
    page: Page, server: Server, typed: str, message: str
) -> None:
    token = kept(server, a_council(name="Example Borough", population=90_000))
    visit(page, server, "your-data", token)
    page.get_by_text("Change the council's facts or the areas").click()
    page.get_by_label("Name", exact=True).fill("Another Borough")
    residents = page.get_by_label("Residents, about")
    residents.fill(typed)
    page.get_by_role("button", name="Save changes").click()

    expect(residents).to_have_accessible_description(re.compile(re.escape(message)))
    expect(residents).to_be_focused()
    expect(residents).to_have_value(typed)
    expect(page.get_by_text("Your changes are saved")).to_have_count(0)
    assert kept_council(server, token) == Council(name="Example Borough", population=90_000)

    residents.fill("")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Your changes are saved.", exact=True)).to_be_visible()
    assert kept_council(server, token) == Council(name="Another Borough")


@pytest.mark.parametrize("own_file", [False, True])
def test_nothing_begins_while_a_fact_is_in_error(page: Page, server: Server, tmp_path: Path, own_file: bool) -> None:
    visit(page, server)
    page.get_by_text("About your council").click()
    residents = page.get_by_label("Residents, about")
    residents.fill("many")
    if own_file:
        choose(page, "Where should your answers be kept?", "In my own file")
    page.get_by_role("button", name="Begin").click()

    expect(residents).to_have_accessible_description(re.compile("“many” can't be read as a whole number"))
    expect(residents).to_be_focused()
    expect(page.get_by_text("Nothing is begun yet")).to_be_visible()

    residents.fill("118.000")
    page.get_by_role("button", name="Begin").click()
    first_question(page)
    expect(page.get_by_text("Residents: 118,000.")).to_be_visible()
    if own_file:
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my answers").click()
        assert json.loads(download.value.path().read_text())["council"] == {"population": 118_000}


def test_a_colleagues_link_needs_a_label_and_keeps_what_was_typed(page: Page, server: Server) -> None:
    visit(page, server, "your-data", kept(server))
    page.get_by_text("A link for a colleague").click()
    label = page.get_by_label("Whose link is it?")
    label.fill("H" * 201)
    page.get_by_role("button", name="Make the link").click()
    expect(label).to_have_accessible_description(re.compile("please shorten it to 200"))
    expect(label).to_have_value("H" * 201)

    label.fill("Head of ICT")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("A link for Head of ICT.")).to_be_visible()
    expect(page.get_by_label("Whose link is it?")).to_have_value("")


def test_days_are_shown_in_words_on_every_page(page: Page, server: Server) -> None:
    sheet = a_sheet(lambda number, question: Answer(level=3, evidence=(Evidence(title="Plan", date="2026-05-01"),)))
    token = kept(server, sheet)
    for name in ("", "answer", "results", "compare", "your-data", "method"):
        visit(page, server, name, token)
        if name == "answer":
            questions(page).first.get_by_text("Note and evidence").click()
            expect(page.get_by_text("Plan; dated 1 May 2026", exact=True)).to_be_visible()
        page.locator("details").evaluate_all("found => found.forEach(one => { one.open = true; })")
        settled(page)
        shown = page.get_by_test_id("stMain").inner_text()
        assert re.findall(r".{20}\b\d{4}-\d\d-\d\d\b.{20}|\b0\d (?:May|June|July) \d{4}", shown) == []
    go(page, "Start")


def test_evidence_that_was_typed_and_not_added_is_not_left_behind_without_a_yes(page: Page, server: Server) -> None:
    asked: list[str] = []
    answers = [False, False, True]

    def reply(dialog: Dialog) -> None:
        asked.append(dialog.message)
        (dialog.accept if answers.pop(0) else dialog.dismiss)()

    page.on("dialog", reply)
    visit(page, server, "answer", kept(server))
    fold = questions(page).first.get_by_text("Note and evidence")
    fold.click()
    title = questions(page).first.get_by_label("Evidence: title")
    title.fill("Scheme of delegation")

    fold.click()
    page.locator("a.next").click()
    page.wait_for_timeout(500)
    expect(title).to_have_value("Scheme of delegation")
    page.locator("a.next").click()

    expect(page.get_by_role("heading", name="AI governance: Risk and ethics")).to_be_visible(timeout=20_000)
    assert asked == ["The evidence that you typed is not added yet. Go on without it?"] * 3


def test_a_fold_opens_at_once_so_that_no_button_moves_away_under_the_pointer(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server))
    page.evaluate(
        """() => { window.moving = 0; addEventListener("click", () => setTimeout(() => { window.moving +=
            document.getAnimations().filter(one => one.effect.target.tagName === "DETAILS" &&
                one.effect.getKeyframes().some(frame => "height" in frame)).length; }, 50)); }"""
    )

    questions(page).first.get_by_text("Note and evidence").click()
    expect(questions(page).first.get_by_role("button", name="Add evidence")).to_be_visible()
    page.wait_for_timeout(100)

    assert page.evaluate("() => window.moving") == 0
