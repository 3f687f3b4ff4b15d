"""R47: what some moves would change. The lowest score rises by the sum of their gains, the level by R11, the answers
not at all."""

import random
from fractions import Fraction

import pytest

from assessment.instrument import AnswerSheet, BadInput, Earlier
from assessment.planning import Tier, make_plan, what_if
from assessment.scoring import score
from tests.builders import (
    BLANK,
    DONT_KNOW,
    NA,
    a_document,
    a_question,
    a_rubric,
    a_sheet,
    an_answer,
    rubrics_of,
)

UNEVEN = Fraction(1, 3)
TWO = [
    a_rubric(id="ai", weights=(3, 1, 2, 2, 4), critical=("q2",)),
    a_rubric(
        a_question("q1", levels=2), a_question("q2", values=[0, 0, Fraction(1, 3), Fraction(1, 2), 1]), id="cloud"
    ),
]
KNOWN = rubrics_of(*TWO)


def a_council(chance: random.Random) -> AnswerSheet:
    def said(top: int) -> object:
        return chance.choice([*range(top + 1), DONT_KNOW, BLANK])

    return a_sheet(areas={"ai": [said(4) for _ in range(5)], "cloud": [said(1), said(4)]})


@pytest.mark.parametrize("seed", range(40))
def test_the_lowest_score_rises_by_the_sum_of_the_gains_whichever_moves_are_made(seed: int) -> None:
    chance = random.Random(seed)
    sheet = a_council(chance)
    before = score(sheet, KNOWN)
    moves = [line.move for line in make_plan(before).lines if line.move.to is not None and chance.random() < 0.6]

    after = what_if(sheet, KNOWN, {move.place: move.to for move in moves})

    rise = after.overall.scores.lowest.value - before.overall.scores.lowest.value
    assert rise == sum((move.gain for move in moves), Fraction(0))


@pytest.mark.parametrize("seed", range(20))
def test_each_line_says_what_holds_once_it_and_those_above_are_done(seed: int) -> None:
    sheet = a_council(random.Random(seed))
    before = score(sheet, KNOWN)
    done, area_levels = {}, {area.rubric.id: area.level.confirmed for area in before.areas}
    overall = before.overall.level.confirmed

    for line in make_plan(before).lines:
        done |= {line.move.place: line.move.to} if line.move.to is not None else {}
        after = what_if(sheet, KNOWN, done)
        name = line.move.rubric.id
        level = next(area.level.confirmed for area in after.areas if area.rubric.id == name)

        assert line.lowest == after.overall.scores.lowest.value
        assert line.unlocks_area == (level if level != area_levels[name] else None)
        assert line.unlocks_overall == (
            after.overall.level.confirmed if after.overall.level.confirmed != overall else None
        )
        area_levels[name], overall = level, after.overall.level.confirmed


def test_the_smallest_sets_together_reach_the_goal_of_every_area() -> None:
    sheet = a_sheet(areas={"ai": (2, 1, 0, DONT_KNOW, 3), "cloud": (0, 2)})
    plan = make_plan(score(sheet, KNOWN), level=3)

    after = what_if(sheet, KNOWN, {line.move.place: line.move.to for line in plan.needed})

    assert after.overall.level.confirmed == 3
    assert {line.tier for line in plan.needed} == {Tier.CRITICAL, Tier.SMALLEST_SET}


def test_asking_changes_no_answer_and_lowers_none() -> None:
    sheet = a_sheet(areas={"ai": (4, DONT_KNOW, NA, an_answer(1, note="Since May.", evidence=[a_document()]), BLANK)})
    known, untouched = rubrics_of(TWO[0]), sheet.model_dump_json()

    after = what_if(sheet, known, {("ai", name): 2 for name in ("q1", "q2", "q3", "q4", "q5")})

    assert sheet.model_dump_json() == untouched
    assert [one.level for one in after.areas[0].questions] == [4, 2, None, 2, 2]
    assert after.areas[0].questions[3].has_evidence


def test_what_waits_to_be_confirmed_waits_no_longer_once_it_is_raised() -> None:
    rubric = a_rubric(version="2.0.0")
    sheet = a_sheet(an_answer(1, earlier=Earlier(version="1.0.0", level=3)), rubrics={"area": "2.0.0"})

    assert score(sheet, rubrics_of(rubric)).areas[0].questions[0].waits
    assert not what_if(sheet, rubrics_of(rubric), {("area", "q1"): 2}).areas[0].questions[0].waits


def test_nothing_changed_is_the_result_itself() -> None:
    sheet = a_council(random.Random(1))

    assert what_if(sheet, KNOWN, {}) == score(sheet, KNOWN)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({("ai", "q1"): 5}, "q1: a move can't end there; its level is a whole number from 0 to 4"),
        ({("cloud", "q1"): 2}, "q1: a move can't end there; its level is a whole number from 0 to 1"),
        ({("ai", "q1"): -1}, "q1: a move can't end there; its level is a whole number from 0 to 4"),
        ({("ai", "q1"): True}, "q1: a move can't end there; its level is a whole number from 0 to 4"),
        ({("ai", "q9"): 1}, "q9: there is no question 'q9' in rubric 'ai' 1.0.0; check the id"),
        ({("sky", "q1"): 1}, "sky: a move is about an area that is not answered here; take it out"),
    ],
)
def test_a_change_that_fits_no_question_is_refused_with_its_place(change: dict, message: str) -> None:
    sheet = a_council(random.Random(2))

    with pytest.raises(BadInput) as refused:
        what_if(sheet, KNOWN, change)

    assert [str(problem) for problem in refused.value.problems] == [message]


def test_every_change_that_does_not_fit_is_told() -> None:
    with pytest.raises(BadInput) as refused:
        what_if(a_council(random.Random(3)), KNOWN, {("ai", "q1"): 9, ("ai", "q\n9"): 1, ("ai", "q2"): 2})

    assert [problem.id for problem in refused.value.problems] == ["q1", "q\N{REPLACEMENT CHARACTER}9"]


def test_a_move_of_no_value_to_another_level_has_that_levels_gain() -> None:
    rubric = a_rubric(a_question("q1", values=[Fraction(0), Fraction(0), Fraction(1, 2), Fraction(1), Fraction(1)]))
    plan = make_plan(score(a_sheet(0), rubrics_of(rubric)))

    assert plan.only({("area", "q1"): 2})[0].move.gain == 50
