"""What is too long is pointed out, and never refused."""

from assessment.instrument import Level, NextStep, Question
from assessment.words import length_warnings, set_warnings
from tests.builders import a_question, a_rubric

STEP = NextStep(action="Do the next thing.", who="Head of ICT", effort="S")
ROLES = ("ict", "security", "data-protection", "procurement", "people-and-communications")
MORE_ROLES = ("service-head", "chief-executive", "councillor", "emergency-planning")


def of(words: int) -> str:
    return " ".join(["word"] * words)


def a_long_question(id: str = "q1", *, count: int = 20, statement: int = 10, **more: object) -> Question:
    levels = [
        Level(description=f"{of(statement - 1)} {number}", evidence="A list.", next_step=STEP) for number in range(5)
    ]
    parts: dict[str, object] = {"count": of(count), "ask": ["ict"], "pattern": "own"}
    return a_question(id, levels=levels, **(parts | more))


def two_rubrics(*questions: Question) -> list[str]:
    """What is said of two rubrics with the same questions, each of whose roles is asked often enough."""
    asked = [*questions, *(a_long_question(f"a{n}", ask=[role]) for n, role in enumerate((*ROLES, *MORE_ROLES) * 2))]
    return list(set_warnings(a_rubric(*asked, id=name, format="rubric/2") for name in ("one", "two")))


def test_a_statement_of_25_words_and_a_count_of_30_are_in_order_and_one_more_is_too_long() -> None:
    assert list(length_warnings(a_long_question(count=30, statement=25))) == []
    assert list(length_warnings(a_long_question(count=31, statement=26))) == [
        "warning: count has 31 words; at most 30 are read before choosing",
        *(f"warning: level {number} has 26 words; at most 25, and only what it adds" for number in range(5)),
    ]


def test_rubric_1_is_left_alone() -> None:
    assert (
        list(
            length_warnings(
                a_long_question(count=31, statement=26, ask=None, pattern=None).model_copy(update={"count": None})
            )
        )
        == []
    )
    assert list(set_warnings([a_rubric(weights=(1, 1)), a_rubric(weights=(1,))])) == []


def test_rubrics_that_stand_together_are_judged_by_their_averages() -> None:
    long = [a_long_question(f"q{n}", count=30, statement=25, quick=True) for n in range(40)]

    assert two_rubrics() == []
    assert two_rubrics(*long) == [
        "warning: half of all statements have 25 words or more; at most 14",
        "warning: a count has 26.9 words on average; at most 22",
        "warning: all questions have 15,412 words at first sight; at most 10,261",
        "warning: those of the quick check have 12,720 words at first sight; at most 7,666",
    ]


def test_one_rubric_alone_may_say_more_than_another() -> None:
    long = [a_long_question(f"q{n}", count=30, statement=25) for n in range(4)]

    assert list(set_warnings([a_rubric(*long, format="rubric/2")])) == []


def test_a_role_that_is_hardly_asked_is_pointed_out() -> None:
    few = [a_rubric(a_long_question(ask=["ict", "security"]), id=name, format="rubric/2") for name in ("one", "two")]

    assert list(set_warnings(few))[:2] == [
        "warning: 'ict' stands in ask 2 times in all; at least 3",
        "warning: 'security' stands in ask 2 times in all; at least 3",
    ]
    assert len(list(set_warnings(few))) == 9
