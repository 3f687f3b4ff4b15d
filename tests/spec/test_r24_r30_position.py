"""R24 to R30: the place among peers, and how much of it may be shown."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.figures import quantile, smallest_group, wilson
from assessment.figures.intervals import exact_interval, share_at_or_above
from assessment.peers import Band, Tier, share_text
from assessment.peers.positions import position_of, rank_of, tier_of
from assessment.peers.shares import coarse, rounded_to_five, shares_of

PEERS = np.array([31, 42, 42, 50, 55, 58, 60, 60, 60, 71, 75, 80, 83], dtype=float)  # GV-11


def some(n: int, score: float = 50.0) -> np.ndarray:
    return np.full(n, score)


def spread(n: int) -> np.ndarray:
    """n different scores, evenly from 0 up to below 100."""
    return np.arange(n) * (100 / n)


# Gold vectors


def test_gv_10_a_large_part_of_a_small_population_leaves_chance_less_to_do():
    assert wilson(15, 30, of=60) == pytest.approx((0.3764, 0.6236), abs=5e-5)
    assert wilson(15, 30) == pytest.approx((0.3315, 0.6685), abs=5e-5)


def test_gv_10_when_all_took_part_there_is_no_interval():
    assert wilson(15, 30, of=30) is None


def test_gv_11_thirteen_peers_with_ties():
    rank = rank_of(PEERS, 60)

    assert (rank.below, rank.equal, rank.n) == (6, 3, 13)
    assert rank.percent == Fraction(750, 13)
    assert rank.interval() == pytest.approx((0.323, 0.796), abs=5e-4)


def test_gv_12_quartiles_of_type_8():
    assert [quantile(PEERS, share) for share in (0.25, 0.5, 0.75)] == pytest.approx([47 + 1 / 3, 60, 72 + 1 / 3])


def test_gv_14_what_a_mean_alone_says():
    assert share_at_or_above(60, 45) == (0, 0.75)
    assert share_at_or_above(30, 45) == (pytest.approx(0.2143, abs=5e-5), 1)
    assert share_at_or_above(60, 45, 12) == (0, pytest.approx(0.3902, abs=5e-5))
    assert share_at_or_above(0, 45) == (0.45, 1)


# R25, R26: the table of what group size buys


@pytest.mark.parametrize(
    ("n", "interval"),
    [(10, (23.7, 76.3)), (20, (29.9, 70.1)), (30, (33.2, 66.8)), (50, (36.6, 63.4)), (100, (40.4, 59.6))],
)
def test_the_interval_at_the_median(n, interval):
    assert [100 * end for end in wilson(n / 2, n)] == pytest.approx(interval, abs=0.05)


@pytest.mark.parametrize(("n", "bound"), [(10, 69.2), (13, 75.3), (20, 83.2), (36, 90.3), (100, 96.4)])
def test_a_council_above_all_is_surely_above_this_quantile(n, bound):
    assert 100 * exact_interval(n, n)[0] == pytest.approx(bound, abs=0.05)


@pytest.mark.parametrize(("share", "n"), [(0.5, 6), (0.75, 13), (0.9, 36)])
def test_the_smallest_group_for_a_claim(share, n):
    assert smallest_group(share) == n == math.ceil(math.log(0.025) / math.log(share))


@pytest.mark.parametrize(("successes", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_what_is_no_share_is_refused(successes, n):
    with pytest.raises(ValueError, match="no share"):
        wilson(successes, n)


# R27: tiers


@pytest.mark.parametrize(
    ("others", "tier"),
    [
        (0, Tier.NOTHING),
        (9, Tier.NOTHING),
        (10, Tier.MEDIAN),
        (12, Tier.MEDIAN),
        (13, Tier.QUARTILES),
        (35, Tier.QUARTILES),
        (36, Tier.DECILES),
        (1000, Tier.DECILES),
    ],
)
def test_the_tiers_by_number_of_others(others, tier):
    assert tier_of(others) is tier


def test_nine_others_show_nothing_at_all():
    assert position_of(spread(9), 50, 50, 50) is None


@pytest.mark.parametrize("n", [10, 12])
def test_ten_to_twelve_others_show_the_median_and_the_side_of_it_alone(n):
    position = position_of(spread(n), 90, 80, 95)

    assert (position.n, position.against_median) == (n, 1)
    shown = {name for name, value in vars(position).items() if value not in (None, (0, 100))}
    assert shown == {"n", "tier", "median", "against_median"}


def test_thirteen_others_show_quartiles_and_a_rank_but_no_deciles():
    position = position_of(PEERS, 60, 60, 60)

    assert position.quartiles == (47, 72)
    assert position.rank == 60
    assert position.interval == (30, 85)  # of all ranks that are shown as 60
    assert position.deciles is None


def test_who_is_exactly_at_a_median_between_two_others_is_at_it():
    others = np.array([30.0] * 9 + [45, 145 / 3] + [70.0] * 9)  # as doubles the two have another mean

    assert position_of(others, 140 / 3, 140 / 3, 140 / 3).against_median == 0


def test_a_half_is_rounded_up_also_where_doubles_put_it_lower():
    others = np.array([0.0] * 6 + [25 / 7, 150 / 7] + [50.0] * 6)  # the median is 12.5

    assert position_of(others, 60, 60, 60).median == 13


def test_a_quantile_that_would_be_the_lowest_or_highest_score_is_left_out():
    lowest, highest = np.array([0.0] * 5 + spread(35).tolist()), np.sort(np.array([100.0] * 12 + spread(28).tolist()))

    assert position_of(lowest, 50, 50, 50).deciles is None
    assert position_of(lowest, 50, 50, 50).quartiles is not None
    assert position_of(highest, 50, 50, 50).quartiles is None


@pytest.mark.parametrize("n", [10, 12, 13, 40])
@pytest.mark.parametrize("extreme", [0.0, 100.0])
def test_a_median_that_would_be_the_lowest_or_highest_score_is_left_out_with_the_side_of_it(n, extreme):
    others = np.sort(np.array([extreme] * (n // 2 + 1) + [50.0] * (n - n // 2 - 1)))

    for score in (extreme, 50):
        position = position_of(others, score, score, score)
        assert (position.median, position.against_median, position.quartiles) == (None, None, None)


@pytest.mark.parametrize(("median", "shown"), [(0.4, None), (0.5, 1), (99.4, 99), (99.5, None)])
def test_the_median_is_left_out_where_it_would_be_shown_as_an_end(median, shown):
    assert position_of(some(13, median), 50, 50, 50).median == shown


@pytest.mark.parametrize("score", [49.5, 49.9, 50, 50.1, 50.4])
def test_nobody_is_below_or_above_a_median_that_is_shown_as_their_own_score(score):
    assert position_of(some(41, 50.0), score, score, score).against_median == 0


def test_thirty_six_others_show_deciles():
    assert position_of(spread(36), 50, 50, 50).deciles is not None


def test_a_rank_is_shown_to_the_nearest_five_below_a_hundred_others_and_to_one_from_there():
    assert position_of(spread(99), 43.7, 43.7, 43.7).rank % 5 == 0
    assert position_of(spread(100), 43.5, 43.5, 43.5).rank == 44


def test_the_interval_is_rounded_outwards():
    position, exact = position_of(PEERS, 71, 71, 71), rank_of(PEERS, 71).interval()

    assert position.interval[0] <= 100 * exact[0]
    assert position.interval[1] >= 100 * exact[1]


def test_the_own_range_is_carried_through():
    position = position_of(spread(50), 50, 20, 80)

    assert position.possible == (20, 80)


# R29: bands


@pytest.mark.parametrize(
    ("score", "band"),
    [(10, Band.LOWER), (30, Band.LOWER_MIDDLE), (60, Band.UPPER_MIDDLE), (90, Band.UPPER)],
)
def test_the_band_comes_from_the_rank(score, band):
    assert position_of(spread(100), score, score, score).band is band


def test_the_boundaries_of_the_bands_belong_to_the_upper_one():
    even = np.arange(100) + 0.5

    assert [position_of(even, at, at, at).band for at in (25, 50, 75)] == [
        Band.LOWER_MIDDLE,
        Band.UPPER_MIDDLE,
        Band.UPPER,
    ]


def test_bands_that_chance_allows_are_named():
    assert position_of(PEERS, 60, 60, 60).bands == (Band.LOWER_MIDDLE, Band.UPPER)


def test_the_quarters_heed_the_unknown_answers():
    position = position_of(spread(400), 60, 10, 60)

    assert position.band is Band.UPPER_MIDDLE
    assert position.bands == (Band.LOWER, Band.UPPER_MIDDLE)


def test_where_all_took_part_the_unknown_answers_alone_widen_the_quarters():
    assert position_of(spread(40), 60, 60, 90, of=40).bands == (Band.UPPER_MIDDLE, Band.UPPER)
    assert position_of(spread(40), 60, 60, 60, of=40).bands == (Band.UPPER_MIDDLE, Band.UPPER_MIDDLE)


# R40b


@pytest.mark.parametrize("n", [13, 20, 40, 99, 100, 200])
@pytest.mark.parametrize("more", [1, 2, 5, 20])
@pytest.mark.parametrize("score", [0, 3, 25, 49, 76, 99, 100])
def test_chance_is_never_wider_than_the_worst_case(n, more, score):
    position = position_of(spread(n), score, score, score, of=n + more)

    assert position.unasked[0] <= position.interval[0] <= position.interval[1] <= position.unasked[1]


def test_those_who_did_not_take_part_could_have_answered_anything():
    assert position_of(spread(30), 49, 49, 49, of=60).unasked == (20, 80)  # 25 to 75, for all shown as 50


def test_there_is_no_such_bound_where_the_number_of_councils_is_unknown():
    assert position_of(spread(30), 50, 50, 50).unasked is None


# R32: no extremes


@pytest.mark.parametrize("n", [*range(13, 60), 99, 100, 101, 150, 200, 500])
def test_trying_every_score_out_never_shows_where_the_lowest_or_the_highest_is(n):
    """A viewer may change their own answers and look again. What is shown just above the lowest of a group is what is
    shown below it, and the same at the top.
    """
    others = spread(n)
    first, second = others[0], others[1]
    last, before = others[-1], others[-2]

    below, on, above = (position_of(others, s, s, s) for s in (first - 1, first, (first + second) / 2))
    over, at, under = (position_of(others, s, s, s) for s in (last + 1, last, (before + last) / 2))

    assert below == on == above
    assert over == at == under


# R30, PC-21


def test_pc_21_standard_rounding():
    rounded = {0: 0, 1: 0, 2: 0, Fraction(5, 2): 5, 3: 5, 7: 5, 12: 10, 13: 15}

    assert {value: rounded_to_five(Fraction(value)) for value in rounded} == rounded


def test_pc_21_shares_of_few_are_suppressed():
    assert shares_of([10, 9, 0]) is None
    assert shares_of([10, 10, 0]) is not None


@pytest.mark.parametrize(
    ("count", "text"), [(0, "about 5 % or less"), (1, "about 5 % or less"), (2, "10 %"), (20, "about 95 % or more")]
)
def test_nobody_learns_that_all_or_none_did(count, text):
    assert share_text(coarse(count, 20)) == text


@given(st.lists(st.integers(0, 40), min_size=3, max_size=7).filter(lambda counts: sum(counts) > 20), st.data())
def test_p23_one_record_moves_no_share_by_more_than_one_step(counts, data):
    gone = data.draw(st.sampled_from([place for place, count in enumerate(counts) if count]))
    fewer = [count - (place == gone) for place, count in enumerate(counts)]

    before, after = shares_of(counts), shares_of(fewer)

    told = [(*shares.levels, shares.unknown, shares.not_applicable) for shares in (before, after)]
    assert all(abs(one - other) <= 5 for one, other in zip(*told, strict=True))
