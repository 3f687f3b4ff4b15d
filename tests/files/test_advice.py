"""Advice to rubric authors: it names the question and the words, and never refuses a rubric."""

import pytest

from assessment.files import advice_on
from assessment.files.loading import parse_located_rubric
from assessment.files.located import Located
from assessment.instrument import Level, NextStep, Problem
from tests.builders import a_level, a_question, a_rubric, a_rubric_file

TWO_THINGS = "warning: the question may ask two things ('{}'); ask one behaviour a question"
NEGATION = "warning: the question has a negation ('{}'); ask in the positive"
VAGUE = "warning: level {} says '{}'; say what can be seen or counted instead"


def warnings_about(*questions) -> list[Problem]:
    return list(advice_on(a_rubric(*questions), Located("area.yaml")))


def a_level_that_says(description: str) -> Level:
    step = NextStep(action="Do the next thing.", who="Head of ICT", effort="S")
    return Level(description=description, evidence="What would show it.", next_step=step)


@pytest.mark.parametrize(
    "text",
    [
        "Does the council keep one list of every use of AI?",
        "Does the board see it?",
        "Is a notebook kept of anything known?",
        "Before a purchase, is the standard named?",
    ],
    ids=["plain", "another", "and, or, not inside other words", "one comma"],
)
def test_a_question_that_asks_one_thing_in_the_positive_has_no_warning(text):
    assert warnings_about(a_question(text=text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Is there a policy and a plan?", "and"),
        ("Is there a policy or a plan?", "or"),
        ("Is there a policy AND a plan?", "AND"),
        ("Is there a policy/plan?", "/"),
        ("Is there a policy; is it used?", ";"),
        ("Are risks, costs, benefits tracked?", ", costs,"),
    ],
    ids=["and", "or", "AND", "slash", "semicolon", "list"],
)
def test_a_question_that_may_ask_two_things_is_pointed_out(text, words):
    assert warnings_about(a_question(text=text)) == [Problem(TWO_THINGS.format(words), "area.yaml", id="q1")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Is the system not patched?", "not"),
        ("Is there no owner?", "no"),
        ("Is it never tested?", "never"),
        ("Does it run without review?", "without"),
        ("Is there a lack of skills?", "lack"),
        ("Are staff lacking skills?", "lacking"),
        ("Isn't it tested?", "Isn't"),
    ],
)
def test_a_question_in_the_negative_is_pointed_out(text, word):
    assert warnings_about(a_question(text=text)) == [Problem(NEGATION.format(word), "area.yaml", id="q1")]


@pytest.mark.parametrize(
    "word",
    ["effective", "effectively", "appropriate", "appropriately", "robust", "sufficient", "sufficiently", "aware"],
)
def test_a_level_that_cannot_be_seen_is_pointed_out(word):
    levels = [a_level(), a_level(), a_level_that_says(f"There is {word} control."), a_level(), a_level()]

    assert warnings_about(a_question(levels=levels)) == [Problem(VAGUE.format(2, word), "area.yaml", id="q1")]


def test_a_longer_word_is_not_a_vague_one():
    levels = [a_level_that_says("Staff awareness is counted; ineffective controls are listed."), *[a_level()] * 4]

    assert warnings_about(a_question(levels=levels)) == []


def test_every_warning_of_every_question_is_given_in_order():
    vague = [a_level_that_says("Robust."), a_level_that_says("Aware."), *[a_level()] * 3]

    found = warnings_about(
        a_question("first", text="Is there no policy and no plan?", levels=vague),
        a_question("second"),
        a_question("third", text="Is it seen or heard?"),
    )

    assert found == [
        Problem(TWO_THINGS.format("and"), "area.yaml", id="first"),
        Problem(NEGATION.format("no"), "area.yaml", id="first"),
        Problem(VAGUE.format(0, "Robust"), "area.yaml", id="first"),
        Problem(VAGUE.format(1, "Aware"), "area.yaml", id="first"),
        Problem(TWO_THINGS.format("or"), "area.yaml", id="third"),
    ]


def test_a_warning_has_the_line_where_its_question_begins_in_the_file():
    text = a_rubric_file(
        line_12="    text: Is it planned and done?",
        line_25="      - {description: Robust., next_step: {action: Start., who: Somebody, effort: S}}",
    )

    rubric, located = parse_located_rubric(text.encode(), "area.yaml")

    assert list(advice_on(rubric, located)) == [
        Problem(TWO_THINGS.format("and"), "area.yaml", 10, "first"),
        Problem(VAGUE.format(0, "Robust"), "area.yaml", 19, "second"),
    ]


DONE = (
    "None, or nobody could say.",
    "At least one was done.",
    "A rule requires it, or most were done.",
    "A rule requires it, and records of the last 12 months show it for most.",
    "A review in the last 12 months measured it.",
)
LACKS = "warning: level {} lacks the words of the pattern '{}'; see the guide's table"


def a_done_question(*statements: str, pattern: str = "done"):
    levels = [a_level_that_says(statement) for statement in statements]
    return a_question(levels=levels, pattern=pattern, count="What is done.", ask=["ict"])


def messages_about(question) -> list[str]:
    rubric = a_rubric(question, format="rubric/2")
    return [problem.message for problem in advice_on(rubric, Located("area.yaml"))]


def test_a_question_that_says_the_words_of_its_pattern_has_no_warning():
    assert messages_about(a_done_question(*DONE)) == []


@pytest.mark.parametrize("number", range(5))
def test_a_statement_in_other_words_than_its_pattern_is_pointed_out(number):
    changed = [*DONE[:number], "Some people do this sometimes.", *DONE[number + 1 :]]

    assert messages_about(a_done_question(*changed)) == [LACKS.format(number, "done")]


@pytest.mark.parametrize("pattern", ["kept", "answered_for", "exercised"])
def test_the_words_of_one_pattern_are_not_those_of_another(pattern):
    assert messages_about(a_done_question(*DONE, pattern=pattern)) == [LACKS.format(n, pattern) for n in range(1, 5)]


def test_a_pattern_has_five_levels():
    wanted = "warning: the pattern 'done' has 5 levels; use them, or the pattern 'own'"

    assert messages_about(a_done_question(*DONE[:3])) == [wanted]


def test_a_ladder_of_its_own_says_what_it_likes():
    assert messages_about(a_done_question("Red.", "Amber.", "Green.", pattern="own")) == []
