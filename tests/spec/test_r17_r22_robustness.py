"""R17 to R22: how a result would stand under other weights and spacings; GV-3 to GV-9, P16 to P20."""

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.instrument import Scope
from assessment.scoring import AreaResult, Number, break_even, robustness, score
from assessment.scoring.results import Term
from assessment.scoring.stability import leave_one_out, spacing
from assessment.scoring.weightings import STRESS, beta_below, concentration, share_ahead, share_at_least, spread
from tests.builders import DONT_KNOW, NA, a_question, a_rubric, a_sheet, an_area, areas_at, rubrics_of
from tests.spec.test_properties import area_of, cases, many

FOUR_FIFTHS = Fraction(4, 5)
GV_4 = [(Fraction(80, 100), 4), (Fraction(55, 100), 3), (Fraction(30, 100), 2), (Fraction(0), 1)]
GV_9 = [Fraction(d) for d in (12, -5, 3, -20)]


def gv_1() -> AreaResult:
    return an_area(a_rubric(weights=(3, 3, 2, 3, 2, 1)), 2, 1, 3, DONT_KNOW, NA, 4)


def number_of(*values: Fraction) -> Number:
    return Number(tuple(Term(f"q{n}", value, 1) for n, value in enumerate(values, 1)))


# R17 and R18: the weights, and how far the score strays


@pytest.mark.parametrize(("n", "variation", "kappa"), [(4, 0.25, 47), (6, 0.25, 79), (8, 0.25, 111), (4, 0.5, 11)])
def test_r17_the_concentration_comes_from_how_far_a_weight_strays(n: int, variation: float, kappa: float) -> None:
    assert concentration(n, variation) == kappa


def test_gv_4_the_spread_of_a_score() -> None:
    assert spread(GV_4, concentration(4)) == pytest.approx(3.7562, abs=5e-5)


def test_gv_3_the_spread_of_the_overall_score_by_the_areas_weights() -> None:
    overall = robustness(areas_at(a=72, b=55, c=38, d=61)).overall

    assert overall.spread == pytest.approx(1.7751, abs=5e-5)


def test_the_band_of_the_whole_counts_the_questions_weights_with_the_areas() -> None:
    """Against 20,000 drawn weightings (fixed seed) of three areas, whose questions and whose own weights all vary."""
    said = {"one": (4, 0, 2), "two": (1, 3, 3, 0), "three": (4, 4, 1)}
    rubrics = [a_rubric(weights=(3, 2, 1, 1)[: len(given)], id=name) for name, given in said.items()]
    result = score(a_sheet(areas=said), rubrics_of(*rubrics))
    chance = np.random.default_rng(1)
    drawn = sum(
        weights[:, None] * (chance.dirichlet(nominal, 20_000) @ values)[:, None]
        for weights, nominal, values in (
            (weights, *alphas_and_values(area.scores.score))
            for weights, area in zip(chance.dirichlet([concentration(3) / 3] * 3, 20_000).T, result.areas, strict=True)
        )
    )

    overall = robustness(result).overall

    assert overall.deviation == pytest.approx(float(np.std(drawn)), rel=0.02)
    assert overall.band == pytest.approx(
        (float(overall.score) - 2 * overall.deviation, float(overall.score) + 2 * overall.deviation)
    )


def alphas_and_values(number: Number) -> tuple[list[float], list[float]]:
    kappa = concentration(len(number.terms))
    return (
        [kappa * term.weight / number.denominator for term in number.terms],
        [100 * float(term.value) for term in number.terms],
    )


def test_a_band_stays_on_the_scale() -> None:
    area = robustness(score(a_sheet(0, 0, 0, 4), rubrics_of(a_rubric(weights=(5, 5, 5, 1))))).areas["area"]

    assert area.band is not None
    assert area.band[0] == 0


def test_the_only_area_s_band_is_that_of_the_whole() -> None:
    found = robustness(score(a_sheet(0, 1, 2, 4), rubrics_of(a_rubric(weights=(1,) * 4))))

    assert found.overall.spread == 0
    assert found.overall.band == found.areas["area"].band


# R19: how stable the level is


@pytest.mark.parametrize(
    ("share", "kappa", "held"),
    [
        ("0.85", concentration(6), 0.8886),
        ("0.85", concentration(6, STRESS), 0.7597),
        ("0.85", 40, 0.8200),
        ("0.75", 40, 0.2414),
    ],
    ids=["GV-5", "GV-5 stressed", "GV-6", "GV-6 below"],
)
def test_gv_5_and_gv_6_the_share_of_weightings_that_open_a_gate(share: str, kappa: float, held: float) -> None:
    assert share_at_least(Fraction(share), FOUR_FIFTHS, kappa) == pytest.approx(held, abs=5e-5)


@pytest.mark.parametrize(("share", "held"), [(0, 0.0), (1, 1.0)])
def test_none_and_all_of_the_weight_are_so_under_any_weights(share: int, held: float) -> None:
    assert share_at_least(Fraction(share), FOUR_FIFTHS, 79) == held


def test_the_beta_distribution_is_the_binomial_one_for_whole_numbers() -> None:
    """Against exact rationals: I_x(a, b) is the chance of at least a successes in a + b - 1."""
    for a, b in [(1, 1), (2, 5), (7, 1), (20, 33), (300, 100), (900, 700)]:
        for x in (Fraction(1, 100), Fraction(1, 2), FOUR_FIFTHS, Fraction(99, 100)):
            n = a + b - 1
            exact = sum(math.comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(a, n + 1))
            assert beta_below(float(x), a, b) == pytest.approx(float(exact), abs=1e-12)


def test_the_level_of_an_area_under_other_weights() -> None:
    """17 of 20 at level 2 or better, and 20 questions: GV-5's share by their own number."""
    area = robustness(score(a_sheet(*[2] * 17, *[1] * 3), rubrics_of(a_rubric(weights=(1,) * 20)))).areas["area"]

    held = share_at_least(Fraction(17, 20), FOUR_FIFTHS, concentration(20))
    assert area.level == 2
    assert area.levels == pytest.approx((0, 1 - held, held, 0, 0))
    assert area.stressed[2] < area.levels[2]


def test_a_floor_holds_under_any_weights() -> None:
    """GV-2: a critical question at 0 keeps the level at 0, whatever the nine others weigh."""
    rubric = a_rubric(weights=(1,) * 10, critical=("q10",))

    area = robustness(score(a_sheet(*[4] * 9, 0), rubrics_of(rubric))).areas["area"]

    assert area.levels == area.stressed == (1.0, 0.0, 0.0, 0.0, 0.0)


def test_unknown_answers_count_as_the_lowest_as_they_do_in_the_confirmed_level() -> None:
    area = robustness(score(a_sheet(*[2] * 8, DONT_KNOW, DONT_KNOW), rubrics_of(a_rubric(weights=(1,) * 10)))).areas[
        "area"
    ]

    assert area.level == 2
    assert area.levels[2] == share_at_least(FOUR_FIFTHS, FOUR_FIFTHS, concentration(10))


def test_the_overall_level_holds_where_that_of_each_area_does() -> None:
    rubrics = [a_rubric(weights=(1,) * 10, id=name) for name in ("one", "two")]
    sheet = a_sheet(areas={"one": [1] * 9 + [0], "two": [2] * 9 + [0]})

    found = robustness(score(sheet, rubrics_of(*rubrics)))

    one, two = (1 - area.levels[0] for area in found.areas.values())
    assert found.overall.level == 1
    assert found.overall.levels[1] == pytest.approx(one * two)


def test_a_quick_check_has_a_band_and_no_level() -> None:
    rubric = a_rubric(weights=(1, 1), quick=("q1", "q2"))

    found = robustness(score(a_sheet(1, 2, scope=Scope.QUICK), rubrics_of(rubric)))

    assert (found.overall.level, found.overall.levels) == (None, ())
    assert found.areas["area"].band is not None


def test_where_nothing_applies_or_is_known_there_is_nothing_to_vary() -> None:
    rubrics = [a_rubric(weights=(1, 1), id=name) for name in ("none", "unknown")]

    found = robustness(score(a_sheet(areas={"none": (NA, NA), "unknown": ()}), rubrics_of(*rubrics)))

    assert (found.areas["none"].levels, found.areas["none"].band) == ((), None)
    assert (found.areas["unknown"].levels, found.areas["unknown"].without) == ((1.0, 0.0, 0.0, 0.0, 0.0), ())
    assert (found.overall.levels[0], found.overall.band, found.overall.spacing) == (1.0, None, None)


# R20 to R22


def test_gv_7_without_one_question() -> None:
    without = robustness(score(a_sheet(2, 1, 3, DONT_KNOW, NA, 4), rubrics_of(gv_1().rubric))).areas["area"].without

    assert [(one.id, round(float(one.score), 2)) for one in without] == [
        ("q1", 54.17),
        ("q2", 66.67),
        ("q3", 46.43),
        ("q6", 46.88),  # 46.875: the method's 46.87 is cut off
    ]


def test_without_the_only_question_nothing_is_left() -> None:
    assert leave_one_out(number_of(Fraction(1, 2))) == ()


def test_gv_8_the_weight_that_brings_the_score_to_a_threshold() -> None:
    scored = gv_1().scores.score

    growth = break_even(scored, "q3", Fraction(55))

    assert growth == Fraction(1, 2)
    heavier = [(term.value, term.weight * (1 + growth if term.id == "q3" else 1)) for term in scored.terms]
    assert 100 * sum(value * weight for value, weight in heavier) / sum(weight for _, weight in heavier) == 55


@pytest.mark.parametrize(
    ("id", "threshold"), [("q3", 75), ("q2", 90), ("q2", 70)], ids=["its own value", "beyond it", "less than nothing"]
)
def test_r21_where_no_weight_brings_the_score_there(id: str, threshold: int) -> None:
    assert break_even(gv_1().scores.score, id, Fraction(threshold)) is None


def test_r22_gv_1_with_the_levels_spaced_otherwise() -> None:
    spaced = spacing(gv_1().scores.score)

    assert (round(spaced.squared, 2), round(spaced.root, 2)) == (34.03, 70.59)


def test_r22_the_whole_is_the_mean_of_the_areas_and_its_geometric_mean_is_theirs() -> None:
    result = areas_at(a=72, b=55, c=38, d=61)

    spaced = robustness(result).overall.spacing

    assert (spaced.squared, spaced.root) == pytest.approx((56.5, 56.5))  # of values 0 and 1 only
    assert spaced.geometric == result.overall.geometric


# R22b


@pytest.mark.parametrize(
    ("alphas", "share"),
    [([1] * 4, 0.336637), ([47 / 4] * 4, 0.067829), ([10, 5, 5, 2], 0.928743)],
    ids=["any weights", "plausible ones", "unequal ones"],
)
def test_gv_9_the_share_of_weightings_in_which_one_is_ahead(alphas: list[float], share: float) -> None:
    assert share_ahead(GV_9, alphas) == pytest.approx(share, abs=5e-7)


@many
@given(st.lists(st.integers(-100, 100).filter(bool), min_size=2, max_size=6, unique=True))
def test_r22b_of_all_weightings_alike_the_integral_is_the_closed_form(drawn: list[int]) -> None:
    d = [Fraction(one) for one in drawn]
    closed = sum(math.prod(a / (a - b) for b in d if b != a) for a in d if a > 0)

    assert share_ahead(d, [1.0] * len(d)) == pytest.approx(float(closed), abs=1e-9)


# Properties


@given(cases())
@many
def test_p16_the_spread_is_0_only_where_all_values_are_alike(case):
    area = robustness_of(case)
    assume(area.score is not None)
    result = area_of(*case)

    assert (area.spread == 0) == (len({term.value for term in result.scores.score.terms}) == 1)


def robustness_of(case):
    rubric, said = case
    answers = {q.id: answer for q, answer in zip(rubric.questions, said, strict=True) if answer is not None}
    sheet = a_sheet().model_copy(update={"answers": {rubric.id: answers}})
    return robustness(score(sheet, rubrics_of(rubric))).areas[rubric.id]


@given(st.fractions(0, 1, max_denominator=60))
@many
def test_p17_the_share_tends_to_certainty_as_the_weights_stray_less(share):
    assume(share != FOUR_FIFTHS)

    assert share_at_least(share, FOUR_FIFTHS, 1e6) == pytest.approx(float(share > FOUR_FIFTHS), abs=1e-6)


@given(cases())
@many
def test_p18_the_shares_of_the_levels_are_of_one_whole(case):
    area = robustness_of(case)
    assume(area.levels)

    for shares in (area.levels, area.stressed):
        assert sum(shares) == pytest.approx(1)
        assert min(shares) >= 0
    level = area_of(*case).level.confirmed
    assert area.level == level
    assert area.levels[level] > 0


@given(cases())
@many
def test_a_share_is_1_only_where_no_weights_at_all_give_another_level(case):
    """The rubric with each question in turn weighing a thousand times as much, and a thousandth."""
    rubric, said = case
    area = robustness_of(case)
    assume(1.0 in area.levels)

    for factor in (1000, Fraction(1, 1000)):
        for heavy in rubric.questions:
            questions = [
                q.model_copy(update={"weight": int(1000 * q.weight * (factor if q is heavy else 1))})
                for q in rubric.questions
            ]
            other = rubric.model_copy(update={"questions": tuple(questions)})
            assert area_of(type(rubric).model_construct(**dict(other)), said).level.confirmed == area.level


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=5), st.data())
@many
def test_p19_and_p20_ahead_of_all_is_certain_and_ahead_or_behind_is_all_there_is(drawn, data):
    d = [Fraction(one) for one in drawn]
    alphas = data.draw(st.lists(st.floats(1, 60), min_size=len(d), max_size=len(d)))
    assume(any(d))

    ahead, behind = share_ahead(d, alphas), share_ahead([-one for one in d], alphas)

    assert ahead + behind == pytest.approx(1, abs=1e-9)
    assert (ahead == 1.0) == (min(d) >= 0)
    assert (behind == 1.0) == (max(d) <= 0)


def test_more_weight_at_a_level_never_makes_it_less_stable() -> None:
    shares = [share_at_least(Fraction(n, 40), FOUR_FIFTHS, 79) for n in range(41)]

    assert all(fewer <= more for fewer, more in pairwise(shares))


def test_the_same_result_gives_the_same_digits() -> None:
    result = score(a_sheet(2, 1, 3, DONT_KNOW, NA, 4), rubrics_of(gv_1().rubric))

    assert robustness(result) == robustness(result)


def test_over_all_areas_nothing_is_certain_that_is_uncertain_in_each() -> None:
    """Each area is at 1 in so few weightings that their product is nothing to a double."""
    areas = [a_rubric(*[a_question(f"q{n}") for n in range(1, 9)], id=name) for name in ("ai", "cloud")]
    said = {name: (1, *[0] * 7) for name in ("ai", "cloud")}
    found = robustness(score(a_sheet(areas=said), rubrics_of(*areas)))

    assert 0 < found.overall.levels[1] < found.overall.levels[0] < 1
