"""The plan in sentences."""

import pytest

from assessment.instrument import Level, NextStep, Question
from assessment.planning import Plan, make_plan
from assessment.scoring import score
from assessment.words import plan_text
from tests.builders import DONT_KNOW, NA, Said, a_question, a_rubric, a_sheet, rubrics_of


def asked(id: str, *efforts: str, **more: object) -> Question:
    steps = [
        NextStep(action=f"Do {id}{number}.", who=f"Head of {effort}", effort=effort)
        for number, effort in enumerate(efforts)
    ]
    levels = [Level(description="x", evidence="A record.", next_step=step) for step in [*steps, None]]
    return a_question(id, levels=levels, text=f"Is {id} done?", **more)


TWO = (asked("q1", *"SMLS", critical=True), asked("q2", *"SSSS", weight=4))


def said(*answers: Said, questions: tuple[Question, ...] = TWO, level: int | None = None, **more: object) -> list[str]:
    sheet = a_sheet(*answers, **more)
    plan: Plan = make_plan(score(sheet, rubrics_of(a_rubric(*questions))), level)
    return plan_text(plan, sheet).splitlines()[2:-2]


def test_a_move_says_what_to_do_who_does_it_what_it_takes_and_what_it_unlocks() -> None:
    assert said(0, 1) == [
        "The least work that brings An area to level 1, Begun: 1 move.",
        "  1. Do q10.",
        "     An area: Is q1 done?",
        "     Critical: the area can't rise without it. Head of S; effort small (days); gain 5.0; reaches level 1, "
        "Begun. With it An area is at level 1, Begun; overall level 1.",
        "",
        "Other moves: from unknown answers and levels 0 and 1 first, then the others, each by its gain for the effort.",
        "  2. Do q21.",
        "     An area: Is q2 done?",
        "     Head of S; effort small (days); gain 20.0; reaches level 2, Partly in place.",
    ]


def test_several_steps_of_one_move_follow_each_other() -> None:
    lines = said(0, 2, level=2)

    assert lines[1:3] == ["  1. Do q10. Then: Do q11.", "     An area: Is q1 done?"]
    assert "Head of S, then Head of M; effort small (days), then medium (weeks); gain 10.0;" in lines[3]


def test_what_is_unknown_is_found_out_first_and_the_work_may_be_none() -> None:
    lines = said(DONT_KNOW, 1)

    assert lines[1:3] == [
        "  1. Find out: Is q1 done? If that is not in place: Do q10.",
        "     Critical: the area can't rise without it. Who could usually say: Head of S; needed: level 1, Begun. The "
        "work, if any: Head of S; effort small (days). With it An area is at level 1, Begun; overall level 1.",
    ]
    assert lines[-1] == "Unknown answers count as level 0 here: what is found out may save the work that follows it."


def test_finding_out_alone_says_what_is_at_stake() -> None:
    lines = said(1, 1, DONT_KNOW, questions=(*TWO, asked("q3", *"SSSS")), level=1)

    assert lines[:2] == ["Level 1 is confirmed in every area already.", ""]
    assert "  2. Find out: Is q3 done?" in lines
    assert "     Who could usually say: Head of S; gain 0 to 16.7." in lines


@pytest.mark.parametrize(
    ("answers", "more", "text"),
    [
        ((4, 4), {}, "No move is left: every question that applies is at its highest level."),
        ((4, NA), {}, "No move is left: every question that applies is at its highest level."),
        ((4, 3), {}, "The least work that brings An area to level 4, Measured and improving: 1 move."),
        ((1, 1), {"level": 1}, "Level 1 is confirmed in every area already."),
    ],
)
def test_the_goal_is_said_or_that_there_is_none(answers: tuple[Said, ...], more: dict, text: str) -> None:
    assert said(*answers, **more)[0] == text


def test_at_the_top_with_something_left_the_rest_is_told() -> None:
    questions = (asked("q1", *"SSSS", weight=9), asked("q2", *"SSSS"))

    lines = said(4, 3, questions=questions)

    assert lines[0] == "Every area holds its highest level already."
    assert lines[2].startswith("Moves: from unknown answers")


def test_a_quick_check_says_that_it_states_no_level() -> None:
    lines = said(1, questions=(asked("q1", *"SSSS", quick=True),), scope="quick")

    assert lines[0] == "A quick check states no level, and is never compared with a full assessment."


def test_a_move_that_unlocks_nothing_alone_says_what_it_is_one_of() -> None:
    first, second = (line for line in said(0, 0) if "gain" in line and "level 1, Begun" in line)

    assert first.endswith("reaches level 1, Begun. One of 2 that An area needs for level 1.")
    assert second.endswith("reaches level 1, Begun. With it An area is at level 1, Begun; overall level 1.")


def test_areas_with_the_same_goal_are_named_together() -> None:
    rubrics = [a_rubric(id=name, title=name.upper()) for name in ("a", "b", "c")]
    sheet = a_sheet(areas={"a": (0,), "b": (1,), "c": (0,)})

    text = plan_text(make_plan(score(sheet, rubrics_of(*rubrics))), sheet)

    assert "brings A and C to level 1, Begun; B to level 2, Partly in place: 3 moves." in text


def test_a_long_rest_is_cut_and_says_so() -> None:
    rubric = a_rubric(*(asked(f"q{n}", *"SSSS") for n in range(1, 21)))
    sheet = a_sheet(*[1] * 20)

    text = plan_text(make_plan(score(sheet, rubrics_of(rubric)), 1), sheet)

    assert "10 more follow; --json has them all." in text
    assert text.count("Is q") == 10
