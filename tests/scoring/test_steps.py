"""What to do next: failed floors of critical questions first, then score gained per effort."""

from fractions import Fraction

from assessment.instrument import Level, NextStep, State
from assessment.scoring import Result, next_steps, score, unknowns
from tests.builders import BLANK, DONT_KNOW, NA, a_question, a_rubric, a_sheet, rubrics_of


def levels(effort: str) -> list[Level]:
    step = NextStep(action=f"A step of size {effort}.", who="Head of ICT", effort=effort)
    return [Level(description=f"Level {n}.", evidence="A record.", next_step=step) for n in range(5)]


def result_of(*questions_and_answers: tuple[object, object], scope: str = "full") -> Result:
    questions = [question for question, _ in questions_and_answers]
    rubric = a_rubric(*questions)
    return score(a_sheet(*(said for _, said in questions_and_answers), scope=scope), rubrics_of(rubric))


def ids(result: Result) -> list[str]:
    return [step.question.id for step in next_steps(result)]


def test_the_gain_of_one_step_is_its_share_of_the_overall_score() -> None:
    rubrics = [a_rubric(id="one", weights=(1, 3)), a_rubric(id="two", weights=(1,))]
    result = score(a_sheet(areas={"one": (1, 1), "two": (4,)}), rubrics_of(*rubrics))

    gains = {step.question.id: step.gain for step in next_steps(result)}

    assert gains == {"q1": Fraction(100, 4 * 4 * 2), "q2": Fraction(300, 4 * 4 * 2)}


def test_taking_a_step_raises_the_lowest_score_by_its_gain() -> None:
    rubric = a_rubric(weights=(1, 2, 3))
    before = score(a_sheet(1, 2, DONT_KNOW), rubrics_of(rubric))
    step = next(step for step in next_steps(before) if step.question.id == "q2")

    after = score(a_sheet(1, 3, DONT_KNOW), rubrics_of(rubric))

    lowest = [result.overall.scores.lowest for result in (before, after)]
    assert lowest[1].value - lowest[0].value == step.gain


def test_more_gain_for_less_effort_comes_first() -> None:
    small, large = a_question("q1", levels=levels("L")), a_question("q2", levels=levels("S"))

    assert ids(result_of((small, 1), (large, 1))) == ["q2", "q1"]


def test_a_critical_question_below_its_floor_comes_before_everything() -> None:
    easy = a_question("q1", levels=levels("S"))
    critical = a_question("q2", levels=levels("L"), critical=True)

    steps = next_steps(result_of((easy, 1), (critical, 1)))

    assert [(step.question.id, step.lifts_floor) for step in steps] == [("q2", True), ("q1", False)]


def test_a_critical_question_that_holds_nothing_back_takes_its_usual_place() -> None:
    easy = a_question("q1", levels=levels("S"))
    critical = a_question("q2", levels=levels("L"), critical=True)

    assert ids(result_of((easy, 1), (critical, 3))) == ["q1", "q2"]


def test_the_top_and_what_does_not_apply_have_no_next_step() -> None:
    assert ids(result_of((a_question("q1"), 4), (a_question("q2"), NA), (a_question("q3"), DONT_KNOW))) == []


def test_unknown_answers_are_listed_critical_first_with_what_is_at_stake() -> None:
    plain, critical = a_question("q2", weight=2), a_question("q3", critical=True)

    found = unknowns(result_of((a_question("q1"), 2), (plain, BLANK), (critical, DONT_KNOW)))

    assert [(one.question.id, one.state, one.gain) for one in found] == [
        ("q3", State.UNKNOWN, 25),
        ("q2", State.BLANK, 50),
    ]


def test_a_quick_check_has_steps_for_its_own_questions_only() -> None:
    quick, other = a_question("q1", quick=True), a_question("q2")

    assert ids(result_of((quick, 1), (other, 1), scope="quick")) == ["q1"]
