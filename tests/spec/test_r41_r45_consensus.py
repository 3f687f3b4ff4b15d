"""R41 to R45: how far votes agree; PC-9, PC-10, PC-11, PC-13; P24, P26, P27."""

from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.consensus import (
    Flag,
    Label,
    Tally,
    flags,
    label_of,
    leik,
    mean_difference,
    split_threshold,
    spread,
    tally,
    tastle_wierman,
    van_der_eijk,
)

V = (30, 40, 210, 130, 530, 50, 10)
TABLE = [  # votes on five levels: C, MD, Cns, A, 1 - Leik, as R41 prints them
    ((0, 0, 5, 0, 0), 1, 0, 1, 1, 1),
    ((0, 1, 4, 1, 0), 0.7222, 0.5556, 0.8617, 0.75, 0.8333),
    ((0, 2, 3, 1, 0), 0.6389, 0.7222, 0.7740, 0.6667, 0.75),
    ((2, 2, 0, 0, 0), 0.75, 0.5, 0.8074, 0.75, 0.75),
    ((2, 0, 2, 0, 0), 0.5, 1, 0.5850, 0.1667, 0.5),
    ((2, 0, 0, 2, 0), 0.25, 1.5, 0.3219, -0.4167, 0.25),
    ((2, 0, 0, 0, 2), 0, 2, 0, -1, 0),
    ((1, 1, 1, 1, 1), 0.2, 1.6, 0.4340, 0, 0.4),
    ((2, 1, 1, 1, 2), 0.1020, 1.7959, 0.3100, -0.2857, 0.2857),
]
FIVE = st.lists(st.integers(0, 6), min_size=5, max_size=5).map(tuple).filter(lambda counts: sum(counts) >= 3)


@pytest.mark.parametrize(("counts", "c", "md", "cns", "a", "one_minus_leik"), TABLE)
def test_r41_table(counts, c, md, cns, a, one_minus_leik) -> None:
    found = spread(Tally(counts))
    assert found is not None
    numbers = [found.consensus, found.mean_difference, found.tastle_wierman, found.van_der_eijk, found.leik]
    assert [round(float(number), 4) for number in numbers] == [c, md, cns, a, one_minus_leik]


def test_pc_9_tastle_and_wierman_over_the_whole_scale() -> None:
    assert tastle_wierman(V) == pytest.approx(0.7256876, abs=5e-8)
    assert 1 - tastle_wierman((2, 1, 1, 0)) == pytest.approx(0.433303, abs=5e-7)
    assert 1 - tastle_wierman((2, 1, 1)) == pytest.approx(0.740957, abs=5e-7)  # the trap: the levels that were seen


def test_pc_10_van_der_eijk() -> None:
    assert float(van_der_eijk(V)) == pytest.approx(0.6113333, abs=5e-8)
    assert float((1 - van_der_eijk(V)) / 2) == pytest.approx(0.1943333, abs=5e-8)
    assert float(van_der_eijk((24, 28, 32, 62, 135, 304, 416))) == pytest.approx(0.6097, abs=5e-5)


def test_pc_11_leik_and_l_squared() -> None:
    assert float(leik(V)) == pytest.approx(0.28667, abs=5e-6)
    assert float(mean_difference(V)) == pytest.approx(1.208, abs=5e-4)
    found = spread(Tally(V))
    assert found is not None
    assert float(found.consensus) == pytest.approx(0.597333, abs=5e-7)


@pytest.mark.parametrize(("voters", "enough"), [(8, 3), (9, 3), (10, 3), (11, 4), (12, 4), (13, 4)])
def test_pc_13_the_published_panel_table(voters, enough) -> None:
    assert split_threshold(voters) == enough
    split = Tally((enough, 0, voters - 2 * enough, 0, enough))
    assert Flag.SPLIT_ROOM in flags(split)
    assert Flag.SPLIT_ROOM not in flags(Tally((enough - 1, 0, voters - 2 * enough + 1, 0, enough)))


def test_a_room_is_not_split_between_neighbours() -> None:
    """On four levels the two lowest and the two highest touch: votes for 1 and 2 are one level apart."""
    assert Flag.SPLIT_ROOM not in flags(Tally((0, 4, 4, 0)))


def test_r41_what_two_people_differ_by() -> None:
    """Five people, all ten pairs by hand: levels 0 1 1 2 4."""
    levels = (0, 1, 1, 2, 4)
    pairs = [abs(a - b) for at, a in enumerate(levels) for b in levels[at + 1 :]]
    found = spread(tally(map(str, levels), 5))
    assert found is not None
    assert found.difference == Fraction(sum(pairs), len(pairs))
    assert (found.median, found.lowest, found.highest) == (1, 0, 4)


def test_r42_labels() -> None:
    borders = [(Fraction(4, 5), Label.AGREED), (Fraction(799, 1000), Label.CLOSE), (Fraction(1, 2), Label.CLOSE)]
    assert [label_of(value) for value, _ in borders] == [label for _, label in borders]
    assert label_of(Fraction(499, 1000)) is Label.APART
    three_quarters = spread(Tally((0, 0, 6, 2, 0)))
    assert three_quarters is not None
    assert (three_quarters.consensus, three_quarters.label) == (Fraction(13, 16), Label.AGREED)


def test_r44_flags() -> None:
    assert flags(Tally((0, 2, 0, 0, 0), 0, 1)) == {Flag.APPLICABILITY_DISPUTED}
    assert flags(Tally((0, 3, 0, 0, 0), 0, 1)) == frozenset()
    assert flags(Tally((0, 0, 0, 0, 0), 0, 3)) == frozenset()  # nobody rates, so nobody disputes
    assert flags(Tally((0, 2, 0, 0, 0), 3, 0)) == {Flag.MOSTLY_UNKNOWN}
    assert flags(Tally((0, 2, 0, 0, 0), 2, 0)) == frozenset()


def test_r45_statistics_need_three_votes_and_the_median_is_the_lower() -> None:
    assert spread(Tally((1, 1, 0, 0, 0), 5, 5)) is None
    found = spread(Tally((1, 1, 1, 1, 0)))
    assert found is not None
    assert found.median == 1


def test_a_choice_that_the_question_does_not_have_is_no_vote() -> None:
    for foreign in ("5", "-1", "", "1 ", "None", "01"):
        with pytest.raises(ValueError, match="no "):
            tally([foreign], 5)


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.sampled_from(["0", "1", "2", "3", "4", "unknown", "not_applicable"])), st.randoms())
def test_p24_the_order_of_people_changes_nothing(choices, random) -> None:
    shuffled = random.sample(choices, len(choices))
    assert tally(shuffled, 5) == tally(choices, 5)


@settings(deadline=None)  # a busy machine is no fault
@given(FIVE, st.integers(2, 4))
def test_p26_reversed_shifted_or_every_voter_twice(counts, times) -> None:
    found, reverse = spread(Tally(counts)), spread(Tally(counts[::-1]))
    more = spread(Tally(tuple(times * votes for votes in counts)))
    assert found is not None
    assert reverse is not None
    assert more is not None
    assert found.consensus == reverse.consensus == more.consensus
    assert 0 <= found.consensus <= 1


@pytest.mark.parametrize("people", range(3, 9))
def test_p27_who_moves_towards_the_median_never_lowers_consensus(people) -> None:
    for levels in combinations_with_replacement(range(5), people):
        here = Tally(tuple(levels.count(level) for level in range(5)))
        before = spread(here)
        assert before is not None
        for level in set(levels) - {before.median}:
            moved = list(here.counts)
            moved[level] -= 1
            moved[level + (1 if level < before.median else -1)] += 1
            after = spread(Tally(tuple(moved)))
            assert after is not None
            assert after.consensus >= before.consensus
