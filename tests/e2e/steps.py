"""What a user does on the pages, in the user's words."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from assessment.files import (
    demo_pool,
    dump_answers,
    dump_pool,
    load_companions,
    load_crosswalks,
    load_rubrics,
    newest_of,
    shipped_rubrics,
)
from assessment.instrument import (
    Answer,
    AnswerSheet,
    AreaTargets,
    Council,
    Decision,
    Evidence,
    Fact,
    MoveState,
    PlannedMove,
    Question,
    Reason,
    Rubric,
    Scope,
    take_over,
)
from assessment.store import Conflict, Key, Kind, Store
from tests.serving import Server

expect.set_options(timeout=15_000)  # milliseconds: two browsers and two apps share a machine in .ci/run
DONT_KNOW = "I don't know, or would have to ask"
KEPT_HERE, ONLY_HERE = "Kept in this browser.", "Only in this page until you download it."
PARSED = """() => new Promise(done => {
    const look = () => document.readyState === "loading" ? setTimeout(look, 20) : done();
    look();
})"""  # the words are whole and their script runs; the page's own program comes after that
LEFT_OUT = "This doesn't apply to us"


def begin(page: Page, url: str, *, quick: bool = False, own_file: bool = False, copied: bool = True) -> str:
    """Begin an assessment; returns the link to it that is shown, or its address where its owner keeps it."""
    page.goto(url)
    if quick:
        choose(page, "Which one?", "The quick check")
    if own_file:
        choose(page, "Where should your answers be kept?", "In my own file")
    if not copied:
        page.get_by_text("Keep a copy in this browser").first.click()
    page.get_by_role("button", name="Begin").click()
    first_question(page)
    return page.url if own_file else own_link(page)


def own_link(page: Page) -> str:
    """The link that is shown just now."""
    return page.locator(".own-link code").last.inner_text().strip()


def token_in(link: str) -> str:
    return link.partition("#")[2]


def choose(page: Page, group: str, text: str) -> None:
    page.get_by_role("radiogroup", name=group).get_by_text(text).click()


def first_question(page: Page) -> None:
    live(page)
    expect(page.locator("h2.question").first).to_be_visible(timeout=20_000)


def questions(page: Page) -> Locator:
    """One block a question, with its heading, its levels and its state."""
    return page.locator('[class*="st-key-q-"]')


def levels(question: Locator) -> Locator:
    return question.locator('[data-testid="stRadioOption"]')


def answer(question: Locator, level: int) -> None:
    levels(question).nth(level).click()


def expect_saved(question: Locator, text: str | re.Pattern[str] = re.compile("^Saved")) -> None:
    expect(question.locator(".state")).to_contain_text(text, timeout=10_000)


def answer_and_wait(question: Locator, level: int) -> None:
    answer(question, level)
    expect_saved(question, f"level {level} of")


def go(page: Page, name: str) -> None:
    """Follow a link of the navigation at the top."""
    page.locator("header.site").get_by_role("link", name=name, exact=True).click()


def following(page: Page) -> None:
    """Go on to the next theme and wait until it is there."""
    before = page.locator("h1").inner_text()
    page.locator("a.next").click()
    expect(page.locator("h1")).not_to_have_text(before)
    settled(page)


def live(page: Page) -> None:
    """The page itself is there, in the place of its first words."""
    expect(page.locator("#first-words")).to_have_count(0, timeout=20_000)


def settled(page: Page) -> None:
    """The page is drawn to its end: nothing of the page before it is left."""
    live(page)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=20_000)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


def no_sideways_scroll(page: Page) -> bool:
    """Neither the document nor what scrolls in its place: Streamlit scrolls its main part."""
    fits = "found => found.every(one => one.scrollWidth <= one.clientWidth)"
    return bool(page.locator("html, body, [data-testid=stApp], [data-testid=stMain]").evaluate_all(fits))


# Whole assessments, made without clicking


@cache
def rubrics() -> list[Rubric]:
    return newest_of(load_rubrics(shipped_rubrics()))


def mixed(number: int, question: Question) -> Answer | None:
    """Every kind of answer in turn, some with a note, some with evidence, some left blank."""
    kind, more = number % 8, {"note": "As agreed in spring."} if number % 3 == 0 else {}
    if kind == 5 or (kind == 6 and not question.may_not_apply):
        return Answer(unknown=True, **more)
    if kind == 6:
        return Answer(not_applicable=Reason.NO_SUCH_ACTIVITY, **more)
    if kind == 7:
        return None
    document = Evidence(title="Scheme of delegation", owner="Head of ICT", date=date(2026, 5, 1))
    return Answer(level=min(kind, question.top), evidence=(document,) if kind > 2 else (), **more)


def a_sheet(
    said: Callable[[int, Question], Answer | None] = mixed, name: str = "Example Borough", scope: Scope = Scope.FULL
) -> AnswerSheet:
    """All rubrics, each question answered as `said` has it."""
    answers: dict[str, dict[str, Answer]] = {}
    for rubric in rubrics():
        told = {question.id: said(number, question) for number, question in enumerate(rubric.questions)}
        answers[rubric.id] = {question: answer for question, answer in told.items() if answer is not None}
    versions = {rubric.id: rubric.version for rubric in rubrics()}
    return AnswerSheet(
        scope=scope, date=date(2026, 5, 14), council=Council(name=name), rubrics=versions, answers=answers
    )


def earlier_sheet() -> AnswerSheet:
    """The same under the earlier version of the questions: every kind of answer."""
    known = load_rubrics(shipped_rubrics())
    earlier = [known[rubric.id, "1.0.0"] for rubric in rubrics()]
    answers = {
        rubric.id: {one.id: said for at, one in enumerate(rubric.questions) if (said := mixed(at, one)) is not None}
        for rubric in earlier
    }
    versions = {rubric.id: rubric.version for rubric in earlier}
    return AnswerSheet(
        date=date(2026, 5, 14), council=Council(name="Example Borough"), rubrics=versions, answers=answers
    )


def carried_sheet(sheet: AnswerSheet | None = None) -> AnswerSheet:
    """What is taken over of it."""
    known = load_rubrics(shipped_rubrics())
    return take_over(sheet or earlier_sheet(), load_crosswalks(shipped_rubrics(), known), known).sheet


@contextmanager
def store_of(server: Server) -> Iterator[Store]:
    store = Store(f"sqlite:///{server.database}")
    yield store
    store.close()


def kept(server: Server, sheet: AnswerSheet | None = None) -> str:
    """The token of an assessment with these answers; without any, of an empty one."""
    with store_of(server) as store:
        return store.adopt(sheet or a_sheet(lambda number, question: None))


def opened(context: BrowserContext, server: Server, token: str, page: str = "answer") -> str:
    """The address of an assessment that this browser opens."""
    with store_of(server) as store:
        desk = store.open(token)
        assert desk
        context.add_cookies([{"name": f"a_{desk.public_id}", "value": token, "url": server.url}])
        return f"{server.url}/{page}?a={desk.public_id}"


@contextmanager
def first_words(page: Page, address: str) -> Iterator[None]:
    """A page whose first words are whole and whose own program waits until the block ends."""
    waiting: list[Route] | None = []

    def hold(route: Route) -> None:
        if waiting is None:
            route.continue_()
        else:
            waiting.append(route)

    page.route("**/static/js/index.*", hold)
    page.goto(address, wait_until="commit")
    page.evaluate(PARSED)
    try:
        yield
    finally:
        held, waiting = waiting, None
        for route in held:
            route.continue_()


def visit(page: Page, server: Server, where: str = "", token: str = "") -> None:
    page.goto(f"{server.url}/{where}" + (f"?t={token}" if token else ""))
    whole(page)


def whole(page: Page) -> None:
    live(page)
    expect(page.locator("h1").first).to_be_visible(timeout=20_000)
    settled(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def open_all(page: Page, root: str = "details.part, details.why-number") -> None:
    page.locator(root).evaluate_all("found => found.forEach(one => { one.open = true; })")


# Every page and every state that it can be in: name -> how to get there


@contextmanager
def one_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """One page for a whole tour: the browser keeps our scripts and fonts, so that a state costs half a second."""
    with closing(browser.new_context(**options)) as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())  # unsaved answers in an own file warn before they are left
        yield page


Reach = Callable[[Page, Server], None]
STATES: dict[str, Reach] = {}


def state(reach: Reach) -> Reach:
    STATES[reach.__name__.replace("_", " ")] = reach
    return reach


@state
def start_to_begin(page: Page, server: Server) -> None:
    visit(page, server)
    page.get_by_text("About your council").click()
    expect(page.get_by_label("Name", exact=True)).to_be_visible()


@state
def start_with_an_assessment_open(page: Page, server: Server) -> None:
    visit(page, server, "", kept(server))
    expect(page.get_by_role("link", name="Go on with the assessment that is open")).to_be_visible()


@state
def start_without_an_area(page: Page, server: Server) -> None:
    visit(page, server)
    for rubric in rubrics():
        page.locator(f".st-key-area-{rubric.id} label").click()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Please choose at least one area.")).to_be_visible()


@state
def start_with_a_wrong_link(page: Page, server: Server) -> None:
    visit(page, server)
    page.get_by_role("tab", name="I have a link").click()
    page.get_by_label("Paste your link").fill("nothing")
    page.get_by_label("Paste your link").press("Enter")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text("This link opens nothing.")).to_be_visible()


@state
def start_with_a_file(page: Page, server: Server) -> None:
    visit(page, server)
    page.get_by_role("tab", name="I have a file").click()
    expect(page.get_by_role("button", name="Open the file")).to_be_visible()


@state
def start_with_a_bad_file(page: Page, server: Server) -> None:
    visit(page, server)
    offer_file(page, b'{"format": "answers/1", "rubrics": {"ai-governance": "0.9.0"}, "answers": {}}')
    expect(page.get_by_text("The file was not opened; nothing was changed.")).to_be_visible()


@state
def start_with_a_file_that_is_not_taken(page: Page, server: Server) -> None:
    visit(page, server)
    choose_file(page, b" " * (5 * 1024 * 1024 + 1))
    expect(page.locator("p.not-taken")).to_be_visible()
    page.get_by_test_id("stFileChip").hover()
    expect(page.get_by_test_id("stTooltipErrorContent")).to_be_attached()


def offer_file(page: Page, content: bytes, name: str = "maturity-answers.json") -> None:
    choose_file(page, content, name)
    page.get_by_role("button", name="Open the file").click()


def choose_file(page: Page, content: bytes, name: str = "maturity-answers.json") -> None:
    page.get_by_role("tab", name="I have a file").click()
    file = {"name": name, "mimeType": "application/json", "buffer": content}
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_test_id("stFileChip")).to_be_visible()


@state
def questions_just_begun(page: Page, server: Server) -> None:
    begin(page, server.url)
    whole(page)


@state
def questions_unanswered(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server))


@state
def questions_answered(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server, a_sheet()))
    answer_and_wait(questions(page).first, 3)


@state
def question_that_does_not_apply(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server))
    second = questions(page).nth(1)
    second.get_by_text(LEFT_OUT).click()
    second.get_by_text("Another question covers it").click()
    expect_saved(second, "please choose the question that covers it.")
    third = questions(page).nth(2)
    third.get_by_text(LEFT_OUT).click()
    third.get_by_text("Another reason, given in the note").click()
    expect(third.get_by_label("The reason")).to_be_visible()


@state
def question_with_note_and_evidence(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server, a_sheet(lambda *_: mixed(3, rubrics()[0].questions[0]))))
    questions(page).first.get_by_text("Note and evidence").click()
    expect(questions(page).first.get_by_role("button", name="Add evidence")).to_be_visible()
    expect(questions(page).first.get_by_text("Scheme of delegation; owner Head of ICT")).to_be_visible()


@state
def question_with_evidence_in_error(page: Page, server: Server) -> None:
    question_with_note_and_evidence(page, server)
    first = questions(page).first
    first.get_by_label("Date, such as").fill("31/02/2026")
    first.get_by_role("button", name="Add evidence").click()
    expect(first.get_by_text("is not a day of the calendar")).to_be_visible()
    expect(first.get_by_text("Please give the evidence a title.")).to_be_visible()


@state
def questions_with_the_rules_opened(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server, a_sheet()))
    page.get_by_text("How to choose").click()
    expect(page.get_by_text("Where paper and practice differ, judge the person who does it.")).to_be_visible()


@state
def question_with_its_words_explained(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server))
    for fold in ("Why we ask", "What these words mean"):
        questions(page).first.get_by_text(fold).click()
    expect(questions(page).first.locator("ul.terms")).to_be_visible()
    expect(questions(page).first.get_by_text("An AI system cannot be held to account.")).to_be_visible()


@state
def overview_of_everything(page: Page, server: Server) -> None:
    visit(page, server, "overview", kept(server, a_sheet()))
    expect(page.locator("ul.tasks li")).to_have_count(sum(len(rubric.themes) for rubric in rubrics()))


@state
def overview_of_what_is_unknown(page: Page, server: Server) -> None:
    overview_of_everything(page, server)
    choose(page, "Show", "Unknown")
    expect(page.locator("ul.tasks li").first).to_contain_text("Unknown. ")


@state
def overview_of_the_earlier_questions(page: Page, server: Server) -> None:
    visit(page, server, "overview", kept(server, earlier_sheet()))
    expect(page.get_by_role("button", name="Go on with the new questions")).to_be_visible()


@state
def overview_of_what_is_to_confirm(page: Page, server: Server) -> None:
    visit(page, server, "overview", kept(server, carried_sheet()))
    choose(page, "Show", "To confirm")
    expect(page.locator("ul.tasks li").first).to_contain_text("To confirm. ")


@state
def questions_taken_over(page: Page, server: Server) -> None:
    visit(page, server, "answer", kept(server, carried_sheet()))
    expect(page.get_by_role("button", name="Confirm").first).to_be_visible()


@state
def results_of_what_was_taken_over(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, carried_sheet()))
    expect(page.locator("p.waits")).to_be_visible()
    open_all(page)


@state
def questions_gone_on_to_from_a_quick_check(page: Page, server: Server) -> None:
    results_of_the_quick_check(page, server)
    page.get_by_role("button", name="Go on to the full assessment").click()
    expect(page.locator("h2.question:focus")).to_be_visible(timeout=20_000)


@state
def questions_in_own_file(page: Page, server: Server) -> None:
    begin(page, server.url, own_file=True)
    answer(questions(page).first, 2)
    expect_saved(questions(page).first, KEPT_HERE)
    expect(page.get_by_role("button", name="Download my answers")).to_be_visible()


@state
def question_with_two_answers_at_once(page: Page, server: Server) -> None:
    token = kept(server)
    clash(server, token)
    visit(page, server, "answer", token)
    expect(page.get_by_text("Two answers were given at the same time.")).to_be_visible()


def clash(server: Server, token: str) -> None:
    """Two people answer the first question differently, neither having seen the other's answer."""
    key = Key(rubrics()[0].id, rubrics()[0].questions[0].id)
    with store_of(server) as store:
        mine = store.open(token)
        theirs = store.open(mine.add_link("Head of ICT")) if mine else None
        assert mine
        assert theirs
        mine.save(key, Answer(level=1), 0)
        assert isinstance(theirs.save(key, Answer(level=3, note="As in the constitution"), 0), Conflict)


def results_of_everything(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet()))
    drawn(page, 1)


@state
def results_explained(page: Page, server: Server) -> None:
    results_of_everything(page, server)
    open_all(page)


@state
def results_beside_earlier_files(page: Page, server: Server) -> None:
    results_of_everything(page, server)
    page.locator("#progress > summary").click()
    open_beside(page, a_sheet(complete).model_copy(update={"date": date(2025, 5, 2)}))
    expect(page.locator("p.moved")).to_contain_text("Since 2 May 2025 the score")
    open_beside(page, earlier_sheet().model_copy(update={"date": date(2024, 2, 1)}), "A long name of a file " * 5)
    drawn(page, 2)
    settled(page)


def open_beside(page: Page, sheet: AnswerSheet, name: str = "maturity-answers") -> None:
    """On Results, with its part Progress open."""
    file = {"name": f"{name}.json", "mimeType": "application/json", "buffer": dump_answers(sheet)}
    page.locator('.st-key-earlier input[type="file"]').set_input_files(file)
    expect(page.get_by_test_id("stFileChip")).to_be_visible()
    compare = page.get_by_role("button", name="Compare with this file")
    expect(compare).to_be_enabled()
    compare.press("Enter")


@state
def results_with_all_known_and_nothing_left_to_do(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet(lambda _, question: Answer(level=question.top))))
    drawn(page, 1)


@state
def results_of_the_quick_check(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet(scope=Scope.QUICK)))
    drawn(page, 1)


def a_planned_sheet() -> AnswerSheet:
    """One move to find something out that is late, one that is done, a target of a theme and a decision."""
    cloud = rubrics()[1]
    late = PlannedMove(find_out=True, owner="Head of ICT", due=date(2026, 1, 31), note="Ask at the heads' meeting.")
    done = PlannedMove(before=0, to=1, state=MoveState.DONE, owner="Clerk", due=date(2026, 3, 31))
    plan = {"ai-governance": {"ai-register": late}, cloud.id: {cloud.questions[0].id: done}}
    targets = {"ai-governance": AreaTargets(level=2), cloud.id: AreaTargets(themes={cloud.themes[0].id: 3})}
    decision = Decision(
        text="We ask the board to agree: one list of every AI use.", cost="Two days", date=date(2027, 1, 31)
    )
    return a_sheet().model_copy(update={"plan": plan, "targets": targets, "decision": decision})


@state
def plan_of_moves(page: Page, server: Server) -> None:
    visit(page, server, "plan", kept(server, a_planned_sheet()))
    page.get_by_role("button", name="Plan this").first.click()
    due = page.get_by_label("Due, such as").filter(visible=True)
    due.fill("31/02/2027")
    due.press("Enter")
    expect(page.get_by_text("is not a day of the calendar")).to_be_visible()
    tick(page, 1)
    expect(page.locator("p.if")).to_contain_text("If this move were done")
    open_all(page)


@state
def plan_to_a_reader(page: Page, server: Server) -> None:
    with store_of(server) as store:
        owner = store.open(kept(server, a_planned_sheet()))
        assert owner
        link = owner.add_link("Auditor", Kind.READ)
    visit(page, server, "plan", link)
    expect(page.get_by_role("heading", name="Planned")).to_be_visible()


@state
def plan_of_a_quick_check(page: Page, server: Server) -> None:
    visit(page, server, "plan", kept(server, a_sheet(scope=Scope.QUICK)))


@state
def plan_of_nothing(page: Page, server: Server) -> None:
    visit(page, server, "plan", kept(server))


def tick(page: Page, number: int) -> None:
    page.get_by_text("What if this were done?").nth(number).click()
    settled(page)


@state
def results_of_one_answer(page: Page, server: Server) -> None:
    """Too little for any score."""
    sheet = a_sheet(lambda number, question: Answer(level=1) if question.id == "ai-accountability" else None)
    visit(page, server, "results", kept(server, sheet))
    expect(page.get_by_role("heading", name="What to do first")).to_be_visible()
    drawn(page, 0)


@state
def results_of_nothing(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server))
    expect(page.get_by_text("Nothing is answered yet")).to_be_visible()


def drawn(page: Page, charts: int) -> None:
    expect(page.get_by_test_id("stVegaLiteChart").locator("svg.marks")).to_have_count(charts, timeout=20_000)


@state
def results_in_own_file(page: Page, server: Server) -> None:
    questions_in_own_file(page, server)
    go(page, "Results")
    expect(page.locator(".headline")).to_be_visible(timeout=20_000)


@state
def check_your_answers(page: Page, server: Server) -> None:
    visit(page, server, "check", kept(server, a_sheet()))
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()


@state
def check_your_answers_of_nothing(page: Page, server: Server) -> None:
    visit(page, server, "check", kept(server))


def complete(number: int, question: Question) -> Answer:
    """Enough for a place among peers: every level in turn, each sixth answer unknown."""
    return Answer(unknown=True) if number % 6 == 5 else Answer(level=min(number % 5, question.top))


def among_peers(page: Page, server: Server, country: str | None = None) -> None:
    """Compare, with an invented pool opened from a file: on a server that has no peers of its own."""
    council = Council(name="Example Borough", country=country)
    sheet = a_sheet(complete).model_copy(update={"council": council})
    visit(page, server, "compare", kept(server, sheet))
    offer_pool(page, pool_file())
    expect(page.get_by_text("Position among")).to_be_visible(timeout=20_000)
    drawn(page, 3)
    settled(page)


def pool_file() -> bytes:
    return "".join(dump_pool(demo_pool(rubrics()))).encode()


def offer_pool(page: Page, content: bytes) -> None:
    drawn(page, 2)  # until then the page moves under the pointer
    page.get_by_text("For consultants: use your own file of councils").click()
    file = {"name": "peers.csv", "mimeType": "text/csv", "buffer": content}
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_test_id("stFileChip")).to_be_visible()
    page.wait_for_timeout(500)  # the fold has opened to its end: a button that moves under the pointer is not clicked
    page.get_by_role("button", name="Use this file").press("Enter")


def pick(page: Page, name: str, option: str) -> None:
    """Choose an option of one of the lists. A list closes when the page scrolls or is laid out anew, so try again."""
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(10):
        page.get_by_role("combobox", name=name).press("ArrowDown")
        page.wait_for_timeout(300)
        if wanted.count():
            break
    wanted.click()
    settled(page)


@state
def compare_with_nothing_open(page: Page, server: Server) -> None:
    visit(page, server, "compare")
    drawn(page, 2)
    open_all(page)


@state
def compare_with_nothing_answered(page: Page, server: Server) -> None:
    visit(page, server, "compare", kept(server))
    drawn(page, 2)


@state
def compare_without_peers(page: Page, server: Server) -> None:
    visit(page, server, "compare", kept(server, a_sheet(complete)))
    drawn(page, 2)
    open_all(page)


POLICY = "Does your council have a formal policy on AI?"
NSW = Council(name="Example Borough", country="AU", region="AU-NSW")  # whose audit office asked much
FACTS = {"ai-policy": Fact.YES, "ai-strategy": Fact.NO, "ai-inventory": Fact.DONT_KNOW}


@cache
def companions_version() -> str:
    return load_companions(shipped_rubrics(), load_rubrics(shipped_rubrics())).version


def a_sheet_with_facts(facts: dict[str, Fact] = FACTS) -> AnswerSheet:
    return a_sheet(complete).model_copy(update={"council": NSW, "companions": companions_version(), "facts": facts})


def fact(page: Page, ask: str = POLICY) -> Locator:
    """One block a companion question, with its heading, its choices, its state and its figures."""
    return page.locator('[class*="st-key-q-fact-"]').filter(has=page.get_by_role("heading", name=ask, exact=True))


def say(page: Page, said: str, ask: str = POLICY) -> None:
    fact(page, ask).get_by_text(said, exact=True).click()


@state
def compare_with_facts(page: Page, server: Server) -> None:
    visit(page, server, "compare", kept(server, a_sheet_with_facts()))
    drawn(page, 2)
    page.get_by_text("Facts 6 to 10 of").click()
    page.get_by_text("More on Cyber hygiene").click()
    expect(page.get_by_role("button", name="Show 10 more of")).to_be_visible()
    open_all(page)


@state
def compare_with_facts_to_a_reader(page: Page, server: Server) -> None:
    token = kept(server, a_sheet_with_facts())
    with store_of(server) as store:
        owner = store.open(token)
        assert owner
        link = owner.add_link("Auditor", Kind.READ)
    visit(page, server, "compare", link)
    expect(page.get_by_role("heading", name="Facts beside surveys that asked the same")).to_be_visible()
    open_all(page)


@state
def results_with_facts(page: Page, server: Server) -> None:
    visit(page, server, "results", kept(server, a_sheet_with_facts()))
    drawn(page, 1)
    open_all(page)


@state
def compare_in_own_file(page: Page, server: Server) -> None:
    questions_in_own_file(page, server)
    go(page, "Compare")
    drawn(page, 2)


@state
def compare_among_peers(page: Page, server: Server) -> None:
    among_peers(page, server)
    drawn(page, 3)
    open_all(page)


@state
def compare_with_a_group_too_small(page: Page, server: Server) -> None:
    among_peers(page, server)
    pick(page, "Country", "Australia")
    pick(page, "Residents", "under 10,000")
    expect(page.locator("p.refusal")).to_contain_text("Fewer than 10 other councils are in this group")


@state
def compare_with_a_bad_pool(page: Page, server: Server) -> None:
    visit(page, server, "compare", kept(server, a_sheet(complete)))
    offer_pool(page, pool_file().replace(b",2026-0", b",2026/0"))
    expect(page.get_by_text("The file is not in use; nothing was changed.")).to_be_visible()


@state
def results_among_peers(page: Page, server: Server) -> None:
    among_peers(page, server)
    go(page, "Results")
    drawn(page, 1)
    open_all(page)


@state
def your_data(page: Page, server: Server) -> None:
    few = a_sheet(lambda number, question: mixed(number, question) if number < 2 else None)
    visit(page, server, "your-data", kept(server, few))
    for folded, shown in (
        ("A link for a colleague", "Whose link is it?"),
        ("Change the council's facts or the areas", "Which questions?"),
        ("Show what was changed", "Undo: put back what stood before"),
        ("Show when it was made", "it was made."),
    ):
        page.get_by_text(folded).click()
        expect(page.get_by_text(shown).first).to_be_visible()
    page.get_by_label("Whose link is it?").fill("Head of ICT")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("It is shown only now")).to_be_visible()
    page.get_by_text("Yes, delete this assessment").click()
    expect(page.get_by_role("button", name="Delete for good, at once")).to_be_enabled()


def link_for(server: Server, kind: Kind) -> str:
    """The token of a further link to a new assessment with every question answered."""
    with store_of(server) as store:
        owner = store.open(kept(server, a_sheet()))
        assert owner
        return owner.add_link("Auditor", kind)


@state
def your_data_with_a_link_to_withdraw(page: Page, server: Server) -> None:
    token = kept(server)
    with store_of(server) as store:
        owner = store.open(token)
        assert owner
        owner.add_link("Auditor", Kind.READ)
    visit(page, server, "your-data", token)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("button", name="Yes, withdraw it")).to_be_visible()


@state
def results_to_a_reader(page: Page, server: Server) -> None:
    visit(page, server, "results", link_for(server, Kind.READ))
    drawn(page, 1)
    open_all(page)


@state
def the_page_of_a_board(page: Page, server: Server) -> None:
    visit(page, server, "results", link_for(server, Kind.BOARD))
    drawn(page, 1)
    make_pack(page, "Excel")


def make_pack(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^Make the .*{name}")).click()
    expect(page.get_by_role("button", name=re.compile("^Download the"))).to_be_visible(timeout=60_000)


@state
def questions_to_a_reader(page: Page, server: Server) -> None:
    visit(page, server, "answer", link_for(server, Kind.READ))
    expect(page.get_by_role("heading", name="This link is for reading")).to_be_visible()


@state
def a_link_that_was_withdrawn(page: Page, server: Server) -> None:
    token = kept(server)
    with store_of(server) as store:
        owner = store.open(token)
        assert owner
        link = owner.add_link("Auditor")
        opened = store.open(link)
        assert opened
        owner.withdraw_link(opened.link_id)
    visit(page, server, "answer", link)
    expect(page.get_by_role("heading", name="This link was withdrawn")).to_be_visible()


@state
def your_data_in_own_file(page: Page, server: Server) -> None:
    questions_in_own_file(page, server)
    go(page, "Your data")
    expect(page.get_by_role("button", name="Keep my answers on this server")).to_be_visible()


@state
def your_data_with_nothing_open(page: Page, server: Server) -> None:
    visit(page, server, "your-data")


@state
def method_opened(page: Page, server: Server) -> None:
    visit(page, server, "method")
    open_all(page)


@state
def a_link_that_opens_nothing(page: Page, server: Server) -> None:
    visit(page, server, "answer", "nobodyhasthistokenatall")


@state
def an_own_file_loaded_anew(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/answer?kept=0123456789abcdef")
    whole(page)
    expect(page.get_by_role("heading", name="This tab does not have your answers")).to_be_visible(timeout=20_000)
