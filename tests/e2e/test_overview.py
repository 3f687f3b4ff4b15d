"""The task list: how far each theme has come, the way on, and every question's own link."""

import re
from itertools import groupby

from playwright.sync_api import Page, expect

from assessment.instrument import Answer, Question, Role, Scope, State
from assessment.words import minutes_for
from tests.e2e.steps import (
    a_sheet,
    answer_and_wait,
    begin,
    choose,
    go,
    kept,
    mixed,
    pick,
    questions,
    rubrics,
    settled,
    visit,
    whole,
)
from tests.serving import Server

SAID = [
    (rubric, question, mixed(number, question))
    for rubric in rubrics()
    for number, question in enumerate(rubric.questions)
]
OPEN = [question for _, question, said in SAID if said is None]
UNKNOWN = [question for _, question, said in SAID if said is not None and said.state is State.UNKNOWN]


def tasks(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("ul.tasks li").all_inner_texts()]


def expected_line(title: str, found: list[tuple[Question, Answer | None]]) -> str:
    left = [question for question, said in found if said is None]
    unknown = sum(said is not None and said.state is State.UNKNOWN for _, said in found)
    done = len(found) - len(left)
    state = "Not begun" if not done else "Done" if not left else f"{done} of {len(found)}"
    state += f", {unknown} unknown" if unknown else ""
    minutes = minutes_for(left)
    unit = "minute" if minutes == 1 else "minutes"
    return f"{title} {state}" + (f". {len(left)} left, about {minutes} {unit}" if left else "")


def test_each_theme_says_how_far_it_has_come_and_what_is_left(page: Page, server: Server) -> None:
    visit(page, server, "overview", kept(server, a_sheet()))

    expected = []
    for (rubric, theme), found in groupby(SAID, key=lambda one: (one[0], one[1].theme)):
        title = next(one.title for one in rubric.themes if one.id == theme)
        expected.append(expected_line(title, [(question, said) for _, question, said in found]))
    assert tasks(page) == expected
    expect(page.locator(".progress")).to_have_text(
        re.compile(rf"{52 - len(OPEN)} of 52 answered, about \d+ minutes left")
    )


def test_go_on_leads_to_the_first_open_question(page: Page, server: Server) -> None:
    visit(page, server, "overview", kept(server, a_sheet()))

    page.get_by_role("link", name=re.compile("^Go on: ")).click()

    heading = page.get_by_role("heading", name=OPEN[0].text)
    expect(heading).to_be_focused(timeout=20_000)
    expect(heading).to_be_in_viewport()


def test_what_is_open_or_unknown_is_listed_question_by_question(page: Page, server: Server) -> None:
    visit(page, server, "overview", kept(server, a_sheet()))

    for kind, wanted in (("Open", OPEN), ("Unknown", UNKNOWN)):
        choose(page, "Show", kind)
        expect(page.get_by_text(re.compile(rf"^{len(wanted)} questions?\.$"))).to_be_visible()
        assert page.locator("ul.tasks a").all_inner_texts() == [question.text for question in wanted]

    page.locator("ul.tasks a").last.click()
    expect(page.get_by_role("heading", name=UNKNOWN[-1].text)).to_be_focused(timeout=20_000)


def test_the_list_can_be_cut_to_what_one_person_would_know(page: Page, server: Server) -> None:
    visit(page, server, "overview", kept(server, a_sheet()))

    pick(page, "Who could usually say", "Emergency planning")

    theirs = [question.text for _, question, _ in SAID if Role.EMERGENCY_PLANNING in (question.ask or ())]
    expect(page.locator("ul.tasks a")).to_have_count(len(theirs))
    assert page.locator("ul.tasks a").all_inner_texts() == theirs
    assert all("mergency planning" in task for task in tasks(page))


def test_with_nothing_left_the_way_leads_to_the_results(page: Page, server: Server) -> None:
    visit(page, server, "overview", kept(server, a_sheet(lambda *_: Answer(level=1))))

    expect(page.get_by_text("Every question is answered.")).to_be_visible()
    page.get_by_role("link", name="See your results").click()
    expect(page.locator(".headline")).to_be_visible(timeout=20_000)


def test_the_full_assessment_goes_on_at_its_first_open_question(page: Page, server: Server) -> None:
    quick = {question.id for _, question, _ in SAID if question.quick}
    sheet = a_sheet(lambda _, question: Answer(level=2) if question.id in quick else None, scope=Scope.QUICK)
    visit(page, server, "results", kept(server, sheet))
    left = [question for _, question, _ in SAID if question.id not in quick]

    page.get_by_role(
        "button", name=f"Go on to the full assessment: {len(left)} left, about {minutes_for(left)} minutes"
    ).click()

    expect(page.get_by_role("heading", name=left[0].text)).to_be_focused(timeout=20_000)
    expect(page.locator(".progress")).to_contain_text("12 of 52 answered")


def test_a_question_in_the_history_leads_to_itself(page: Page, server: Server) -> None:
    begin(page, server.url)
    second = questions(page).nth(1).locator("h2").inner_text().removeprefix("2. ")
    answer_and_wait(questions(page).nth(1), 1)
    go(page, "Your data")
    page.get_by_text("Show what was changed").click()

    page.get_by_role("link", name=second).click()

    expect(page.get_by_role("heading", name=second)).to_be_focused(timeout=20_000)


def test_a_link_to_a_question_works_in_a_new_tab_and_a_wrong_one_does_no_harm(page: Page, server: Server) -> None:
    token = kept(server, a_sheet())
    visit(page, server, "overview", token)
    choose(page, "Show", "Unknown")
    settled(page)
    href = str(page.locator("ul.tasks a").last.evaluate("link => link.href"))

    page.goto("about:blank")
    page.goto(href)
    expect(page.get_by_role("heading", name=UNKNOWN[-1].text)).to_be_focused(timeout=20_000)

    for wrong in ("#q-nothing", "#%22]", "#q-"):
        page.goto("about:blank")
        page.goto(href.partition("#")[0] + wrong)
        whole(page)
