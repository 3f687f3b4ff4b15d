"""R15 and R51: percent to target, progress to date, and which target a question has. PC-1, PC-2, P13."""

import random
from fractions import Fraction

import pytest

from assessment.instrument import BadInput, Rubric
from assessment.planning import Targets, progress_to_date, to_targets
from assessment.scoring import Result, score
from tests.builders import DONT_KNOW, NA, Said, a_question, a_rubric, a_sheet, rubrics_of

SAMM_VALUES = [Fraction(value) for value in ("0", "0.25", "0.5", "1")]
SAMM_LEVELS = {0: 0, 0.25: 1, 0.5: 2, 1: 3, NA: NA}
PRACTICE = a_rubric(*[a_question(f"q{n}", levels=4, values=SAMM_VALUES) for n in range(1, 7)])


def result_of(rubric: Rubric, *said: Said, **more: object) -> Result:
    return score(a_sheet(*said, **more), rubrics_of(rubric))


def practice(*answers: float | str) -> Result:
    return result_of(PRACTICE, *(SAMM_LEVELS[one] for one in answers))


def aims(*answers: float) -> Targets:
    return Targets(questions={("area", f"q{n}"): SAMM_LEVELS[one] for n, one in enumerate(answers, 1)})


def scored(result: Result) -> Fraction:
    return 3 * result.overall.scores.score.value / 100


class TestPC1SecureBuild:
    """OWASP SAMM, "Percent to Target and Progress to Date Metrics", 2025. Answers A1 A2 A3 B1 B2 B3."""

    before, target = practice(0.25, 0, 0, 1, 0, 0), aims(1, 1, 0, 1, 0.5, 0)

    def test_percent_to_target(self) -> None:
        reach = to_targets(self.before, self.target).overall

        assert reach.share == 1 - Fraction("2.25") / Fraction("3.5")
        assert round(float(reach.share), 3) == 0.357
        assert 3 * reach.target_score / 100 == Fraction("1.75")

    def test_progress_to_date(self) -> None:
        """The source cuts 0.5556 off to 0.55."""
        now = practice(1, 0.5, 0, 1, 0, 0)
        target = to_targets(now, self.target).overall.target_score

        assert (scored(self.before), scored(now)) == (Fraction("0.625"), Fraction("1.25"))
        done = progress_to_date(self.before.overall.scores.score.value, now.overall.scores.score.value, target)
        assert done == Fraction(5, 9)


def test_pc_2_half_of_the_planned_improvement_is_half_of_the_way() -> None:
    """OWASP SAMM, "The Not Applicable Question", 2023: from 0.50 to 1.25 of 2.00. Answers 1A 1B 2A 2B 3A 3B."""
    before, target = practice(0.5, 0.25, 0, 0.25, 0, 0), aims(1, 1, 0.5, 1, 0.5, 0)
    aim = to_targets(before, target).overall.target_score

    assert (scored(before), 3 * aim / 100) == (Fraction("0.5"), 2)
    assert progress_to_date(scored(before), Fraction("1.25"), 3 * aim / 100) == Fraction(1, 2)


@pytest.mark.parametrize(("now", "done"), [(40, -1), (50, 0), (70, 2), (60, 1)])
def test_progress_is_cut_off_neither_below_0_nor_above_1(now: int, done: int) -> None:
    assert progress_to_date(Fraction(50), Fraction(now), Fraction(60)) == done


def test_without_a_way_to_go_there_is_no_progress() -> None:
    assert progress_to_date(Fraction(50), Fraction(60), Fraction(50)) is None


# P13


def drawn(seed: int) -> tuple[Rubric, list[Said], Targets]:
    chance = random.Random(seed)
    rubric = a_rubric(*[a_question(f"q{n}", weight=chance.randint(1, 5)) for n in range(1, chance.randint(2, 7))])
    said = [chance.choice([0, 1, 2, 3, 4, DONT_KNOW]) for _ in rubric.questions]
    chosen = {("area", one.id): chance.randint(0, 4) for one in rubric.questions}
    return rubric, said, Targets(questions=chosen)


@pytest.mark.parametrize("seed", range(100))
def test_p13_percent_to_target_is_1_exactly_where_every_answer_is_there(seed: int) -> None:
    rubric, said, targets = drawn(seed)
    reach = to_targets(result_of(rubric, *said), targets).overall

    if not any(targets.questions.values()):
        assert reach.share is None
        return
    assert 0 <= reach.share <= reach.highest_share <= 1
    there = all((0 if one == DONT_KNOW else one) >= t for one, t in zip(said, targets.questions.values(), strict=True))
    assert (reach.share == 1) is there


@pytest.mark.parametrize("seed", range(100))
def test_p13_raising_what_is_at_its_target_or_above_changes_nothing(seed: int) -> None:
    rubric, said, targets = drawn(seed)
    share = to_targets(result_of(rubric, *said), targets).overall.share

    for place, aim in enumerate(targets.questions.values()):
        if said[place] != DONT_KNOW and said[place] >= aim:
            raised = [*said[:place], 4, *said[place + 1 :]]

            assert to_targets(result_of(rubric, *raised), targets).overall.share == share


# Which target a question has

THEMES = a_rubric(
    a_question("q1", theme="people"),
    a_question("q2", theme="people"),
    a_question("q3", theme="tools"),
    a_question("q4", theme="tools", levels=2),
)


def levels(targets: Targets | None, *said: Said) -> list[int | None]:
    return [gap.level for gap in to_targets(result_of(THEMES, *said), targets).areas[0].whole.gaps]


def test_the_more_exact_target_wins() -> None:
    targets = Targets({"area": 3}, {("area", "people"): 4}, {("area", "q2"): 1})

    assert levels(targets, 0, 0, 0, 0) == [4, 1, 3, 1]
    assert levels(Targets(themes={("area", "people"): 0}), 1, 1, 1, 1) == [0, 0, 2, 1]


def test_without_one_the_target_is_the_next_level_of_the_area() -> None:
    """A higher level is not always better, so nobody is sent to the top unasked. Two levels have one to rise to."""
    assert levels(None, 0, 0, 0, 0) == [1, 1, 1, 1]
    assert levels(None, 2, 3, 2, 1) == [3, 3, 3, 1]
    assert levels(None, 4, 4, 4, 1) == [4, 4, 4, 1]
    assert levels(None, NA, NA, 1, 1) == [2, 1]


def test_a_quick_check_has_the_targets_that_are_set_and_no_others() -> None:
    rubric = a_rubric(weights=(1, 1), quick=("q1", "q2"))
    quick = result_of(rubric, 1, 1, scope="quick")

    without, one = to_targets(quick).overall, to_targets(quick, Targets(questions={("area", "q1"): 2})).overall

    assert (without.share, without.target_score) == (None, None)
    assert (one.share, one.target_score) == (Fraction(1, 2), None)


def test_what_is_above_its_target_makes_up_for_no_gap_and_stays() -> None:
    rubric = a_rubric(weights=(1, 1))

    reach = to_targets(result_of(rubric, 4, 0), Targets({"area": 2})).overall

    assert (reach.share, reach.target_score, reach.score_once_met) == (Fraction(1, 2), 50, 75)


def test_an_unknown_answer_leaves_the_share_open() -> None:
    rubric = a_rubric(weights=(1, 1))

    reach = to_targets(result_of(rubric, 2, DONT_KNOW), Targets({"area": 2})).overall

    assert (reach.share, reach.highest_share) == (Fraction(1, 2), 1)


def test_themes_are_told_apart_and_areas_count_alike() -> None:
    small, large = a_rubric(id="small", weights=(1,)), a_rubric(id="large", weights=(5, 5))
    sheet = a_sheet(areas={"small": (4,), "large": (0, 0)})

    found = to_targets(score(sheet, rubrics_of(small, large)), Targets({"small": 4, "large": 4}))
    themes = to_targets(result_of(THEMES, 1, 1, 0, 0), Targets({"area": 1})).areas[0].themes

    assert ([area.whole.share for area in found.areas], found.overall.share) == ([1, 0], Fraction(1, 2))
    assert (found.overall.target_score, found.overall.score_once_met) == (100, 100)
    assert {name: reach.share for name, reach in themes.items()} == {"people": 1, "tools": 0}


def test_where_nothing_applies_there_is_nothing_to_reach() -> None:
    reach = to_targets(result_of(a_rubric(), NA)).overall

    assert (reach.share, reach.target_score, reach.score_once_met) == (None, None, None)


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        (Targets({"area": 5}), "area: this area has no such level to aim at; write a whole number from 0 to 4"),
        (Targets({"sky": 1}), "sky: there is no such area here to set a target for; check the id, or take it out"),
        (
            Targets(themes={("area", "people"): -1}),
            "people: this theme has no such level to aim at; write a whole number",
        ),
        (Targets(themes={("area", "x"): 1}), "x: there is no such theme here to set a target for"),
        (Targets(questions={("area", "q4"): 2}), "q4: this question has no such level to aim at"),
        (Targets(questions={("area", "q1"): True}), "q1: this question has no such level to aim at"),
        (Targets(questions={("sky", "q1"): 1}), "q1: there is no such question here to set a target for"),
    ],
)
def test_a_target_that_fits_nothing_is_refused_with_its_place(targets: Targets, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        to_targets(result_of(THEMES, 1, 1, 1, 1), targets)

    (problem,) = refused.value.problems
    assert str(problem).startswith(message)


def test_a_gap_names_its_question_its_target_and_what_is_there() -> None:
    (gap,) = to_targets(result_of(a_rubric(weights=(3,)), 1), Targets({"area": 3})).areas[0].whole.gaps

    assert (gap.question, gap.theme, gap.weight, gap.level) == ("q1", "theme", 3, 3)
    assert (gap.target, gap.lowest, gap.highest) == (Fraction(3, 4), Fraction(1, 4), Fraction(1, 4))
