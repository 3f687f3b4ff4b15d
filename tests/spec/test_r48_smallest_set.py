"""R48: the smallest set of moves that brings an area to a level, against every other set there is; P28 to P31."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

from assessment.instrument import Level, NextStep, Question
from assessment.planning import Candidate, Move, cheapest_cover, effort_between, smallest_set
from assessment.scoring import AreaResult, QuestionResult, Standing, gated_level, standings_of
from tests.builders import DONT_KNOW, NA, Said, a_question, a_rubric, an_area

ONE = Fraction(1)


def climbing(id: str, *efforts: str, **more: object) -> Question:
    """A question whose steps from level 0 upwards take these efforts."""
    steps = [NextStep(action="Do it.", who="Head of ICT", effort=effort) for effort in efforts]
    levels = [Level(description="x", evidence="x", next_step=step) for step in [*steps, None]]
    return a_question(id, levels=levels, **more)


def chosen(area: AreaResult, level: int) -> dict[str, int | None]:
    return {move.question.id: move.to for move in smallest_set(area, level)}


# What somebody would plan by hand


def test_gv_15_the_cheapest_for_its_weight_is_not_the_cheapest_set() -> None:
    """14 of a weight of 25 are at level 2 already, so 6 more are needed."""
    rubric = a_rubric(
        climbing("q1", "S", "S", "S", "S", weight=14),
        climbing("q2", "S", "M", "S", "S", weight=3),
        climbing("q3", "S", "M", "S", "S", weight=3),
        climbing("q4", "S", "L", "S", "S", weight=5),
    )

    moves = smallest_set(an_area(rubric, 2, 0, 0, 1), 2)

    assert [(move.question.id, move.before, move.to) for move in moves] == [("q2", 0, 2), ("q3", 0, 2)]
    assert sum(move.effort for move in moves) == 6
    assert greedy([Candidate(3, 3, 1, 0), Candidate(3, 3, 1, 0), Candidate(5, 4, 1, 0)], 6) == 7


def test_a_critical_question_below_its_floor_is_raised_whatever_it_costs() -> None:
    rubric = a_rubric(*(climbing(f"q{n}", *"SSSS") for n in range(1, 5)), climbing("q5", *"LLLL", critical=True))

    (move,) = smallest_set(an_area(rubric, 1, 1, 1, 1, 0), 1)

    assert (move.question.id, move.to, move.effort, move.lifts_floor) == ("q5", 1, 4, True)


def test_one_that_lags_too_far_is_raised_to_its_floor_and_no_further() -> None:
    rubric = a_rubric(weights=(1,) * 5)

    assert chosen(an_area(rubric, 4, 4, 4, 4, 0), 4) == {"q5": 2}


def test_what_has_to_move_anyway_may_be_raised_to_the_level_itself() -> None:
    rubric = a_rubric(weights=(1, 1))

    assert chosen(an_area(rubric, 3, 0), 3) == {"q2": 3}


def test_an_unknown_answer_is_to_be_found_out_and_counts_as_the_lowest_until_then() -> None:
    rubric = a_rubric(weights=(1,) * 5, critical=("q5",))

    (move,) = smallest_set(an_area(rubric, 1, 1, 1, 1, DONT_KNOW), 1, ONE)

    assert move.finds_out
    assert (move.before, move.to, move.effort, move.lifts_floor) == (None, 1, 1, True)
    assert (move.gain, move.stake) == (Fraction(1, 4), 1)


def test_what_does_not_apply_is_neither_moved_nor_counted() -> None:
    rubric = a_rubric(weights=(5, 4, 1))

    assert chosen(an_area(rubric, NA, 1, 0), 1) == {}
    assert chosen(an_area(rubric, NA, 0, 1), 1) == {"q2": 1}


def test_of_two_levels_the_upper_one_serves_for_every_level() -> None:
    rubric = a_rubric(a_question("q1", levels=2), a_question("q2", levels=5))

    assert chosen(an_area(rubric, 0, 0), 3) == {"q1": 1, "q2": 3}


@pytest.mark.parametrize("level", [0, 1, 2])
def test_an_area_that_is_there_already_needs_nothing(level: int) -> None:
    assert smallest_set(an_area(a_rubric(weights=(1, 1)), 2, 2), level) == ()


def test_without_a_level_there_is_no_set() -> None:
    rubric = a_rubric(weights=(1,), quick=("q1",))

    assert smallest_set(an_area(rubric, 0, scope="quick"), 1) == ()
    assert smallest_set(an_area(rubric, NA), 1) == ()


# Ties


def test_of_sets_with_the_same_effort_the_one_with_fewer_moves_is_taken() -> None:
    assert cheapest_cover([Candidate(1, 1, 1, 9), Candidate(1, 1, 1, 9), Candidate(2, 2, 1, 1)], 2) == (2,)


def test_raising_further_what_moves_anyway_is_no_move_more() -> None:
    """At level 3 one of the first two is wanted, for the same effort; the second must leave level 0 in any case."""
    assert chosen(an_area(a_rubric(weights=(1,) * 5), 1, 0, 3, 3, 3), 3) == {"q2": 3}


def test_of_sets_with_as_many_moves_the_larger_gain_is_taken() -> None:
    assert cheapest_cover([Candidate(1, 1, 1, 1), Candidate(1, 1, 1, 2)], 1) == (1,)


def test_of_sets_with_the_same_gain_the_first_in_rubric_order_is_taken() -> None:
    assert cheapest_cover([Candidate(1, 1, 1, 1)] * 4, 2) == (0, 1)


def test_what_weighs_too_little_covers_nothing() -> None:
    with pytest.raises(ValueError, match="more than"):
        cheapest_cover([Candidate(1, 1, 1, 1)], 2)


def test_a_step_takes_what_the_council_itself_says() -> None:
    rubric = a_rubric(climbing("q1", *"SSSS"), climbing("q2", *"MMMM"), threshold=Fraction(1, 2))
    area = an_area(rubric, 0, 0)

    said = smallest_set(area, 1, efforts={("area", "q1"): a_step("L")})

    assert chosen(area, 1) == {"q1": 1}
    assert [(move.question.id, move.effort) for move in said] == [("q2", 2)]


def a_step(effort: str) -> object:
    return NextStep(action="x", who="x", effort=effort).effort


# Against brute force


def drawn(seed: int) -> tuple[AreaResult, int]:
    """An area whose answers are anything, and a level."""
    chance = random.Random(seed)
    levels = chance.choice([3, 4, 5, 5, 5])
    places = range(1, chance.randint(1, 5 if levels < 5 else 4) + 1)
    questions = [a_drawn_question(chance, place, levels) for place in places]
    rubric = a_rubric(*questions, threshold=chance.choice([Fraction(4, 5)] * 3 + [Fraction(1, 2), Fraction(1)]))
    said = [chance.choice(sayable(question)) for question in rubric.questions]
    return an_area(rubric, *said), chance.randint(1, rubric.top)


def sayable(question: Question) -> list[Said]:
    may_not_apply = question.may_not_apply and question.id != "q1"
    return [*range(question.top + 1), 0, 0, DONT_KNOW, *([NA] if may_not_apply else [])]


def a_drawn_question(chance: random.Random, place: int, levels: int) -> Question:
    more: dict[str, object] = {"weight": chance.randint(1, 5), "critical": place <= 3 and chance.random() < 0.25}
    if chance.random() < 0.2:
        more["floors"] = [0, *sorted(chance.randrange(levels) for _ in range(levels - 1))]
    if place > 1 and chance.random() < 0.15:
        levels = 2
    if chance.random() < 0.2:
        more["values"] = [0, *sorted(Fraction(chance.randint(0, 4), 4) for _ in range(levels - 2)), 1]
    return climbing(f"q{place}", *chance.choices("SML", k=levels - 1), **more)


CASES = range(500)


def every_way(area: AreaResult, level: int) -> Iterator[tuple[int, int, Fraction]]:
    """(effort, moves, -gain) of every set of levels, none lower than now, that satisfies R11 and R12 for the level."""
    rubric = area.rubric
    applicable = [(rubric.by_id[one.id], one.level or 0) for one in area.questions if one.applies]
    for ends in product(*(range(now, question.top + 1) for question, now in applicable)):
        reached = total = effort = moves = 0
        gain, holds = Fraction(0), True
        for (question, now), end in zip(applicable, ends, strict=True):
            stands = rubric.top if question.top == 1 and end else end
            total += question.weight
            reached += question.weight if stands >= level else 0
            holds = holds and stands >= rubric.floor(question, level)
            effort += effort_between(rubric, question, (now, end))
            moves += end > now
            gain += question.weight * (rubric.value(question, end) - rubric.value(question, now))
        if holds and reached >= rubric.method.threshold * total:
            yield effort, moves, -gain


def measure(moves: tuple[Move, ...]) -> tuple[int, int, Fraction]:
    return sum(move.effort for move in moves), len(moves), -sum((move.gain for move in moves), Fraction(0))


@pytest.mark.parametrize("hundred", range(0, len(CASES), 100))
def test_no_set_is_cheaper_nor_of_as_cheap_ones_smaller_or_worth_more(hundred: int) -> None:
    for seed in CASES[hundred : hundred + 100]:
        area, level = drawn(seed)

        assert measure(smallest_set(area, level, ONE)) == min(every_way(area, level)), seed


def after(area: AreaResult, moves: tuple[Move, ...]) -> int:
    ends = {move.question.id: area.rubric.relative_level(move.question, move.to or 0) for move in moves}
    standings = [
        Standing(one.question, one.weight, ends.get(one.question, one.level), one.floors)
        for one in standings_of(area.rubric, area.questions)
    ]
    return gated_level(standings, area.rubric.top, 0, area.rubric.method.threshold)


def test_p28_and_p29_the_set_reaches_the_level_and_without_any_one_of_its_moves_does_not() -> None:
    for seed in CASES:
        area, level = drawn(seed)
        moves = smallest_set(area, level)

        assert after(area, moves) >= level, seed
        for left_out in moves:
            assert after(area, tuple(move for move in moves if move is not left_out)) < level, (seed, left_out.place)


def greedy(candidates: list[Candidate], need: int) -> int:
    """The effort of taking the least effort for its weight, again and again."""
    effort = 0
    for one in sorted(candidates, key=lambda one: Fraction(one.effort, one.weight)):
        if need > 0:
            need, effort = need - one.weight, effort + one.effort
    return effort


def test_p30_the_effort_is_never_more_than_the_greedy_one_and_sometimes_less() -> None:
    chance, less = random.Random(30), 0
    for _ in CASES:
        candidates = [
            Candidate(chance.randint(1, 5), chance.randint(1, 12), 1, 0) for _ in range(chance.randint(1, 12))
        ]
        need = chance.randint(1, sum(one.weight for one in candidates))
        best = sum(candidates[place].effort for place in cheapest_cover(candidates, need))

        assert best <= greedy(candidates, need)
        less += best < greedy(candidates, need)
    assert less > len(CASES) // 50


def test_p31_raising_a_current_answer_or_knowing_one_never_makes_the_set_dearer() -> None:
    for seed in CASES[:150]:
        area, level = drawn(seed)
        effort = measure(smallest_set(area, level))[0]
        for one in area.questions:
            question = area.rubric.by_id[one.id]
            for raised in range(one.level or 0, question.top + 1) if one.applies else ():
                ends = [as_said(other) if other.id != one.id else raised for other in area.questions]

                assert measure(smallest_set(an_area(area.rubric, *ends), level))[0] <= effort, (seed, one.id, raised)


def as_said(one: QuestionResult) -> Said:
    if not one.applies:
        return NA
    return DONT_KNOW if one.level is None else one.level
