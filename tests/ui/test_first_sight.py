"""What stands at a question before anything is unfolded is exactly what the minutes are reckoned from; and what other
pages say of it.
"""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from assessment.instrument import Answer, Council, Question, Scope
from assessment.store import Contents, Key, ServerDesk, Store
from assessment.ui import resources
from assessment.ui.answering import places_of
from assessment.ui.shell import server
from assessment.words import READING_LINE, at_first_sight, unfolded, words_in, words_of

QUESTIONS = [question for rubric in resources.newest() for question in rubric.questions]
SAME_EVERYWHERE = ("This doesn't apply to us", "I don't know, or would have to ask")


def come_in(store: Store, version: str) -> tuple[AppTest, ServerDesk]:
    """With an assessment of this version of all areas open."""
    token = store.create(Council(), Scope.FULL, {rubric.id: version for rubric in resources.newest()})
    app = AppTest.from_file(str(server.ENTRY), default_timeout=60)
    desk = store.open(token)
    assert desk
    app.query_params["a"] = desk.public_id
    app.session_state["tokens"] = {desk.public_id: token}
    app.run()
    return app, desk


def page(app: AppTest, name: str) -> str:
    app.switch_page(f"../views/{name}.py")
    app.run()
    assert not app.exception
    return " ".join(str(element.proto.body) for element in app.get("html"))


def questions_of(store: Store, version: str) -> Iterator[tuple[Question, AppTest, int]]:
    """Every question, the page that asks it, and its place on that page."""
    versions = {rubric.id: version for rubric in resources.newest()}
    app, _ = come_in(store, version)
    for place in places_of(Contents(Scope.FULL, Council(), versions, 0, {})):
        app.query_params["theme"] = place.address
        app.switch_page("../views/answer.py")
        app.run()
        assert not app.exception
        for number, question in enumerate(place.questions):
            yield question, app, number


def plain(markup: str, *, folded: bool = False) -> str:
    shown = markup if folded else re.sub(r"<details.*?</details>", " ", markup, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", shown)).replace("\u00a0", " ")


def bodies(app: AppTest, part: str) -> list[str]:
    found = [str(element.proto.body) for element in app.get("html")]
    return [body for body in found if part in body]


def statements(app: AppTest, place: int) -> list[str]:
    """Without their letters, and without the two choices that every question has."""
    shown = [re.sub(r"^\*\*.\*\* ", "", option).replace("\\", "") for option in app.radio[place].options]
    return [one.replace("\u00a0", " ") for one in shown if one not in SAME_EVERYWHERE]


def words(*texts: str) -> list[str]:
    """Commas and full stops aside: those between the names of roles are the page's own."""
    return [word.rstrip(",.:") for word in " ".join(texts).split()]


def test_first_sight_is_the_question_what_counts_its_statements_and_who_could_say(store: Store) -> None:
    seen = []
    for question, app, place in questions_of(store, "2.0.0"):
        head, below = bodies(app, 'class="question"')[place], bodies(app, 'class="beside"')[place]
        asked, said = re.sub(r"^\s*\d+\. ", "", plain(head)), statements(app, place)
        who = plain(below).replace("Who could usually say:", "")

        assert words(asked, *said, who) == words(*at_first_sight(question))
        seen.append(words_in([asked, *said, who]))

        folds = plain(below, folded=True).replace("Who could usually say:", "")
        for name in ("Why we ask", "What these words mean"):
            folds = folds.replace(f"{name} , question {int(plain(head).split('.')[0])}", "")
        assert words(asked, *said, folds) == words(*unfolded(question))
    assert (len(seen), sum(seen)) == (52, sum(map(words_of, QUESTIONS)))


def test_a_rubric_1_question_stays_as_it_was(store: Store) -> None:
    for question, app, place in questions_of(store, "1.0.0"):
        head = bodies(app, 'class="question"')[place]

        shown = words(re.sub(r"^\s*\d+\. ", "", plain(head)), *statements(app, place))

        assert shown == words(*at_first_sight(question))
        assert bodies(app, 'class="beside"') == []
        assert app.expander[place].label == "Note, evidence, who could answer"


@pytest.mark.parametrize(
    ("version", "line", "rule", "not_there"),
    [
        ("2.0.0", READING_LINE, "Up to the third statement, the word of those who know is enough.", "80 %"),
        ("1.0.0", "Choose the highest statement that is wholly true;", "“most” at least 80 %", READING_LINE),
    ],
)
def test_one_line_is_in_view_and_the_rules_of_its_version_are_folded_below(
    store: Store, version: str, line: str, rule: str, not_there: str
) -> None:
    _, app, _ = next(questions_of(store, version))
    (how,) = bodies(app, 'class="how"')

    assert line in plain(how)
    assert rule not in plain(how)
    assert rule in plain(how, folded=True)
    assert "By keyboard:" in plain(how, folded=True)
    assert not_there not in plain(how, folded=True)


# Other pages


@pytest.mark.parametrize(
    ("version", "some", "not_there"),
    [("2.0.0", ["Data protection", "Heads of service"], "Head of ICT"), ("1.0.0", ["Head of ICT"], "Data protection")],
)
def test_the_overview_is_cut_to_whom_a_question_names(
    store: Store, version: str, some: list[str], not_there: str
) -> None:
    app, _ = come_in(store, version)
    page(app, "overview")
    filter_ = app.selectbox(key="who")

    assert filter_.label == "Who could usually say"
    assert set(some) <= set(filter_.options)
    assert not_there not in filter_.options
    assert len(filter_.options) == 1 + 9 or version == "1.0.0"  # anyone, and each role once

    filter_.set_value(some[0]).run()
    assert f"Open. {some[0]}" in plain(" ".join(bodies(app, "tasks")))


def test_results_say_whom_to_ask_for_what_is_unknown(store: Store) -> None:
    app, desk = come_in(store, "2.0.0")
    for question in ("ai-accountability", "ai-forum", "ai-permitted-uses", "ai-strategy"):
        desk.save(Key("ai-governance", question), Answer(unknown=True), 0)
    for question in resources.newest()[0].questions[4:]:
        desk.save(Key("ai-governance", question.id), Answer(level=1), 0)

    shown = page(app, "results")

    assert "Chief executive, councillors</td>" in shown
    assert "People and communications, ICT</td>" in shown


def test_paper_says_what_counts_and_that_statements_add_up(store: Store) -> None:
    app, desk = come_in(store, "2.0.0")
    desk.save(Key("ai-governance", "ai-forum"), Answer(level=2), 0)

    shown = page(app, "check")

    assert "Each statement includes those before it." in shown
    assert '<p class="only-paper">AI uses started in the last 12 months, trials included.' in shown
    assert "C, level 2 of 4, Partly in place: A rule requires it, or it decided on most." in shown
    old, _ = come_in(store, "1.0.0")
    assert "only-paper" not in page(old, "check")


def test_the_method_page_says_how_to_choose_what_counts_and_who_has_rated_the_questions(store: Store) -> None:
    app, _ = come_in(store, "2.0.0")

    shown = plain(page(app, "method"), folded=True)

    for told in (
        "How to choose a statement",
        "What the words mean",
        "Yes: “Owner: head of ICT” at its head.",
        "What counts: AI uses started in the last 12 months, trials included.",
        "Who could usually say: people and communications, ICT.",
        "0 Not in place, 1 Begun, 2 Partly in place, 3 Established, 4 Measured and improving.",
        "only automated readers, not people, have rated the questions",
    ):
        assert told in " ".join(shown.replace(" :", ":").split()), told
