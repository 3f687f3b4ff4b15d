"""R33 and R33b for the councils that are in two pool files: one more group, and an attack on it with both files' groups
together.
"""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.instrument import BadInput, Council
from assessment.peers import PeerPool, Refusal, Side, Since, first_edition, in_both, stand_since
from assessment.peers import since as since_module
from assessment.peers.editions import in_group
from assessment.peers.in_both import may_be_shown
from assessment.scoring import Result, score
from tests.builders import a_rubric, a_sheet, rubrics_of
from tests.pools import NOVEMBER, a_pool_of
from tests.spec.test_r31_r36_disclosure import follow_together

Cell = tuple[int, int, int]
RUBRIC = a_rubric(weights=(1, 1, 1, 1))


def side(pool: PeerPool) -> Side:
    return Side(pool, first_edition(pool, NOVEMBER))


def again(pool: PeerPool, rows: list[int]) -> PeerPool:
    """The same where these gave other answers."""
    answers = pool.answers.copy()
    answers[rows] = answers[rows] % 5 + 1
    return replace(pool, answers=answers)


def result(*said: int) -> Result:
    return score(a_sheet(*said, council=Council(name="Ashby")), rubrics_of(RUBRIC))


MINE = result(2, 2, 2, 2)


def both(before: PeerPool, after: PeerPool, own: str | None = None) -> Since | Refusal:
    return stand_since((side(before), MINE), (side(after), MINE), own)


def is_shown(before: Mapping[Cell, int], after: Mapping[Cell, int], changed: int = 10**6) -> bool:
    old, new = a_pool_of(before), a_pool_of(after)
    return isinstance(both(old, again(new, list(range(min(changed, len(new)))))), Since)


# At the boundaries


@pytest.mark.parametrize(("stayed", "shown"), [(9, False), (10, True)])
def test_it_needs_ten_others(stayed: int, shown: bool) -> None:
    assert is_shown({(1, 1, 1): stayed}, {(1, 1, 1): stayed}) is shown


def test_the_council_s_own_record_is_no_other() -> None:
    pool = a_pool_of({(1, 1, 1): 10})

    found = both(pool, again(pool, list(range(10))), "1-1-1-0")

    assert isinstance(found, Refusal)
    assert "Fewer than 10 other councils" in found.reasons[0]


@pytest.mark.parametrize(("new", "shown"), [(0, True), (1, False), (5, False), (6, True)])
def test_of_those_that_came_or_left_none_or_six_are_apart(new: int, shown: bool) -> None:
    assert is_shown({(1, 1, 1): 20}, {(1, 1, 1): 20 + new}) is shown
    assert is_shown({(1, 1, 1): 20 + new}, {(1, 1, 1): 20}) is shown


@pytest.mark.parametrize(("changed", "shown"), [(0, True), (1, False), (5, False), (6, True), (20, True)])
def test_then_and_now_differ_by_none_or_six(changed: int, shown: bool) -> None:
    """Whoever has both numbers of twenty councils, of whom one changed, has what that one changed."""
    assert is_shown({(1, 1, 1): 20}, {(1, 1, 1): 20}, changed) is shown


def test_a_group_of_one_file_that_holds_almost_the_same_forbids_it() -> None:
    """Country 1 stayed but for two, country 2 came: those in both are country 1 of the newer file without two."""
    assert is_shown({(1, 1, 1): 18}, {(1, 1, 1): 18, (2, 1, 1): 20})
    assert not is_shown({(1, 1, 1): 18}, {(1, 1, 1): 20, (2, 1, 1): 20})


def test_a_group_that_overlaps_all_but_three_of_its_own_forbids_it() -> None:
    """Of country 1 all but three stayed, and of those who said no country all but six: no sum tells the three."""
    assert not is_shown({(1, 1, 1): 17, (0, 1, 1): 20}, {(1, 1, 1): 20, (0, 1, 1): 26})
    assert is_shown({(1, 1, 1): 17, (0, 1, 1): 20}, {(1, 1, 1): 23, (0, 1, 1): 26})


def test_together_with_several_groups_it_tells_of_none() -> None:
    """Three countries of 20 stayed, and one council of a fourth: all that stayed, less the three, is that one."""
    before = {(1, 1, 1): 20, (2, 1, 1): 20, (3, 1, 1): 20, (4, 1, 1): 1}
    after = {**before, (5, 1, 1): 12}

    assert not is_shown(before, after)


def test_groups_of_the_other_file_count_too_where_scores_did_not_change() -> None:
    """One council grew from the one band into the other: the band's group of the newer file less that of the older."""
    before = a_pool_of({(1, 1, 1): 20, (1, 1, 2): 20})
    band = before.band.copy()
    band[0] = 2

    assert isinstance(both(before, replace(before, band=band)), Refusal)
    assert isinstance(both(before, again(replace(before, band=band), list(range(40)))), Since)


def test_a_record_that_is_another_council_is_named() -> None:
    before, after = a_pool_of({(1, 1, 1): 12}), a_pool_of({(1, 1, 1): 12})
    after.country[3] = 2

    with pytest.raises(BadInput) as refused:
        both(before, after)

    assert [one.id for one in refused.value.problems] == ["1-1-1-3"]


def test_the_place_then_and_now_is_among_the_same_others() -> None:
    old = a_pool_of({(1, 1, 1): 30, (2, 1, 1): 12})
    new = again(a_pool_of({(1, 1, 1): 30, (3, 1, 1): 12}), list(range(42)))

    found = stand_since((side(old), result(0, 1, 0, 1)), (side(new), result(4, 4, 4, 3)), "1-1-1-7")

    assert isinstance(found, Since)
    assert (found.n, found.before.n, found.after.n) == (29, 29, 29)
    assert found.before.overall is not None
    assert found.after.overall is not None
    assert found.before.overall.rank < found.after.overall.rank
    assert (found.before.shares, found.before.evidence_share) == ({}, None)


def test_a_result_under_other_questions_than_its_file_has_no_place() -> None:
    pool = a_pool_of({(1, 1, 1): 12})
    other = score(a_sheet(1, areas=None), rubrics_of(a_rubric()))

    found = stand_since((side(pool), other), (side(pool), MINE))

    assert isinstance(found, Refusal)
    assert "another version of its questions" in found.reasons[0]


# The attack: every sum and difference of all groups of both files, then and now


def gives_away(before: PeerPool, after: PeerPool) -> list[frozenset[str]]:
    """Sets of one to four councils whose scores follow from all that is told, found by fractions and by trying all."""
    old, new = side(before), side(after)
    members = in_both(old, new)
    then = dict(zip(old.counted.ids, old.scales[""].tolist(), strict=True))
    now = dict(zip(new.counted.ids, new.scales[""].tolist(), strict=True))

    def told(name: str, when: str) -> str:
        return name if name in members and then[name] == now[name] else f"{name} {when}"

    groups = [
        frozenset(told(name, when) for name in np.array(one.counted.ids)[in_group(one.counted, group)].tolist())
        for one, when in ((old, "then"), (new, "now"))
        for group in one.edition.groups
    ]
    mine = [frozenset(told(name, when) for name in members) for when in ("then", "now")]
    inside = [one - other for one in (*groups, *mine) for other in (*groups, *mine) if other < one]
    return [*follow_together([*groups, *mine]), *(few for few in inside if len(few) < 5)]


sizes = st.lists(st.sampled_from([0, 0, 1, 3, 6, 7, 10, 12, 20]), min_size=6, max_size=6)


@settings(max_examples=60, deadline=None)
@given(sizes, sizes, st.integers(0, 1000), st.sampled_from([0.0, 0.1, 0.5, 1.0]))
def test_no_few_follow_from_all_released_groups_together(
    stay: list[int], come: list[int], seed: int, share: float
) -> None:
    cells = [(country, kind, 1) for country in (1, 2, 3) for kind in (1, 2)]
    before = a_pool_of({cell: n for cell, n in zip(cells, stay, strict=True) if n} or {(1, 1, 1): 1})
    after = a_pool_of(
        {cell: n + more for cell, n, more in zip(cells, stay, come, strict=True) if n + more} or {(1, 1, 1): 1}
    )
    random = Random(seed)
    after = again(after, [row for row in range(len(after)) if random.random() < share])
    members = in_both(side(before), side(after))

    if len(members) >= 10 and may_be_shown(side(before), side(after), members):
        assert gives_away(before, after) == []


def test_the_attack_succeeds_without_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = a_pool_of({(1, 1, 1): 20}), a_pool_of({(1, 1, 1): 21})

    assert gives_away(before, after)
    monkeypatch.setattr(since_module, "may_be_shown", lambda *_: True)
    assert isinstance(both(before, after), Since)


@settings(max_examples=20, deadline=None)
@given(st.randoms(), sizes)
def test_the_order_of_the_records_changes_nothing(random: Random, stay: list[int]) -> None:
    cells = {(1 + at // 2, 1 + at % 2, 1): n for at, n in enumerate(stay) if n} or {(1, 1, 1): 10}
    before = a_pool_of(cells)
    after = again(before, list(range(0, len(before), 2)))
    rows = list(range(len(before)))
    random.shuffle(rows)
    mixed = np.array(rows, dtype=np.intp)

    assert both(before.take(mixed), after) == both(before, after.take(mixed)) == both(before, after)
