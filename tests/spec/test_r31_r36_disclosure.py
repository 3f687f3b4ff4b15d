"""R31 to R36: which groups may be shown, and in which editions; and an attack on all of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.files import demo_pool
from assessment.peers import (
    Edition,
    PeerPool,
    disclosure,
    dump_edition,
    first_edition,
    groups,
    load_edition,
    next_edition,
)
from assessment.peers.disclosure import candidates, release
from assessment.peers.editions import Statistics, cells_in, current, in_group, statistics, versions_of
from assessment.peers.groups import ANY, EVERYBODY, Group, cells_of, totals_of
from assessment.peers.standing import evidence_share_of
from tests.builders import a_rubric
from tests.pools import NOVEMBER, a_pool, a_pool_of, changed, later

A, B = 1, 2


def sizes(*cells: int) -> np.ndarray:
    """Counts of councils by country, of one type and one band."""
    counts = np.zeros((len(cells) + 1, 2, 2), dtype=np.int64)
    counts[1:, 1, 1] = cells
    return counts


def by_district(a_outside: int, a_district: int, b: int) -> np.ndarray:
    """Country A with some councils of one type and the rest of another, and country B."""
    counts = np.zeros((3, 3, 1), dtype=np.int64)
    counts[A, 1, 0], counts[A, 2, 0], counts[B, 1, 0] = a_outside, a_district, b
    return counts


# GV-13


def test_gv_13_a_filter_that_leaves_two_out_is_withheld():
    mainland = Group(country=1)

    shown = release(sizes(21, 2)).shown

    assert EVERYBODY in shown
    assert mainland not in shown


def test_gv_13_two_countries_of_30_and_10_are_both_shown():
    assert release(sizes(30, 10)).shown >= {EVERYBODY, Group(country=A), Group(country=B)}


def test_gv_13_a_part_of_a_country_that_leaves_three_out_is_withheld():
    shown = release(by_district(3, 27, 10)).shown

    assert Group(country=A) in shown
    assert Group(country=A, type=2) not in shown


# R31, R33 at their boundaries


@pytest.mark.parametrize(("n", "is_shown"), [(9, False), (10, True), (11, True)])
def test_a_group_needs_ten(n, is_shown):
    assert (Group(country=1) in release(sizes(n, 30)).shown) is is_shown


@pytest.mark.parametrize(("apart", "is_shown"), [(0, True), (1, False), (5, False), (6, True)])
def test_two_groups_differ_by_none_or_by_five_besides_the_readers_own(apart, is_shown):
    assert (Group(country=1) in release(sizes(20, apart)).shown) is is_shown


def test_one_council_is_not_had_by_taking_two_countries_from_everybody():
    assert Group(country=2) in release(sizes(20, 20)).shown
    assert Group(country=2) not in release(sizes(20, 20, 1)).shown
    assert Group(country=2) in release(sizes(20, 20, 6)).shown


# R33b


@pytest.mark.parametrize(("last", "is_shown"), [(1, False), (4, False), (5, False), (6, True)])
def test_a_few_councils_are_not_had_by_taking_three_countries_from_everybody(last, is_shown):
    """No two of these groups differ by so few, nor does one without another; five are four and the reader's own."""
    shown = release(sizes(20, 20, 20, last)).shown

    assert {Group(country=1), Group(country=2)} <= shown
    assert (Group(country=3) in shown) is is_shown


def test_two_remnants_that_follow_only_together_are_one_set():
    assert Group(country=4) not in release(sizes(20, 20, 20, 20, 2, 2)).shown
    assert Group(country=4) in release(sizes(20, 20, 20, 20, 3, 3)).shown


def test_a_pool_of_nine_shows_nothing():
    assert release(sizes(5, 4)).shown == frozenset()


def test_councils_that_did_not_say_their_country_are_no_group():
    counts = np.zeros((2, 2, 2), dtype=np.int64)
    counts[0, 0, 0], counts[1, 1, 1] = 40, 40

    assert all(0 not in group for group in release(counts).shown)


def test_fewer_filters_come_first_then_larger_groups():
    totals = totals_of(by_district(20, 30, 40))

    ordered = candidates(totals)

    assert ordered[0] == EVERYBODY
    assert [group.filters for group in ordered] == sorted(group.filters for group in ordered)


def test_the_sizes_of_all_groups_are_those_that_counting_gives():
    random = Random(3)
    codes = [[random.randrange(size) for _ in range(200)] for size in (4, 3, 3)]
    totals = totals_of(cells_of([np.array(axis) for axis in codes], (4, 3, 3)))

    for codes_of_group in product(range(ANY, 4), range(ANY, 3), range(ANY, 3)):
        group = Group(*codes_of_group)
        held = sum(group.holds(Group(*record)) for record in zip(*codes, strict=True))
        assert totals[groups.place(group)] == held


def test_the_next_wider_group_is_the_one_with_most_filters_left():
    counts = np.zeros((3, 3, 3), dtype=np.int64)
    counts[1, 1, 1], counts[1, 1, 2], counts[1, 2, 1], counts[2, 2, 2] = 6, 20, 21, 30
    shown = release(counts)

    assert shown.wider(Group(1, 1, 1)) == Group(1, 1, ANY)


# R31: a share of answers needs councils, not answers


def evidence_said(strong: list[int], evidenced: int = 0) -> int | None:
    """Of councils with so many answers at level 3 or above, of which so many in all cite evidence."""
    pool = a_pool(len(strong))
    answers = np.array([[4] * few + [1] * (4 - few) for few in strong], dtype=np.uint8)
    cited = np.array([evidenced] + [0] * (len(strong) - 1), dtype=np.int32)
    return evidence_share_of(statistics(replace(pool, answers=answers, evidenced=cited)))


def test_the_share_that_cites_evidence_needs_ten_councils_with_such_answers():
    assert evidence_said([4] * 9 + [0] * 20) is None
    assert evidence_said([4] * 10 + [0] * 20, 20) == 50
    assert evidence_said([1] * 10) is not None


def test_no_council_has_more_than_half_of_the_answers_that_may_cite_evidence():
    assert evidence_share_of(with_strong([1] * 10 + [10])) is not None
    assert evidence_share_of(with_strong([1] * 10 + [11])) is None


def with_strong(strong: list[int]) -> Statistics:
    return replace(statistics(a_pool(len(strong))), strong=np.array(strong))


def test_the_readers_own_answers_count_for_no_share_of_evidence():
    pool = a_pool(12)
    answers = np.array([[4] * 4] * 10 + [[1] * 4] * 2, dtype=np.uint8)
    pool = replace(pool, answers=answers)

    assert evidence_share_of(statistics(pool).without(pool.take(np.arange(12) == 11))) is not None
    assert evidence_share_of(statistics(pool).without(pool.take(np.arange(12) == 0))) is None


def test_an_edition_that_kept_only_the_sum_of_strong_answers_shows_no_share_of_evidence():
    edition = first_edition(a_pool(30), NOVEMBER)
    kept = json.loads(dump_edition(edition))
    for group in kept["groups"]:
        group["evidence"] = [sum(group["evidence"][0]), group["evidence"][1]]

    older = load_edition(json.dumps(kept)).groups[EVERYBODY]

    assert evidence_share_of(older) is None
    assert evidence_share_of(older.without(a_pool(1))) is None


# Properties

CELLS = st.lists(st.integers(0, 14), min_size=27, max_size=27).map(lambda n: np.array(n).reshape(3, 3, 3))


def shared(cells: np.ndarray, one: Group, other: Group) -> int:
    """Counted cell by cell: what `groups` looks up, another way."""
    held = [cell for cell in np.ndindex(cells.shape) if one.holds(Group(*cell)) and other.holds(Group(*cell))]
    return sum(int(cells[cell]) for cell in held)


@settings(deadline=None)  # the reference counts cell by cell
@given(CELLS)
def test_p21_no_two_shown_groups_differ_by_one_to_four(cells):
    shown = release(cells).shown

    for one, other in product(shown, repeat=2):
        assert shared(cells, one, one) - shared(cells, one, other) not in range(1, 5)


@settings(deadline=None)  # the reference counts cell by cell
@given(CELLS)
def test_p22_the_same_pool_always_gives_the_same_groups(cells):
    assert release(cells).shown == release(cells.copy()).shown


@settings(deadline=None)  # a busy machine is no fault
@given(st.permutations(["country", "type", "band"]), st.tuples(*[st.integers(0, 5)] * 3))
def test_p22_filters_in_another_order_or_set_twice_give_the_same_group(order, codes):
    values = dict(zip(("country", "type", "band"), codes, strict=True))
    group = Group()
    for name in (*order, *order):
        group = group._replace(**{name: values[name]})

    assert group == Group(*codes)


# R34: editions


def test_an_edition_shows_the_numbers_of_its_groups_alone():
    pool = a_pool_of({(1, 1, 1): 12, (2, 1, 1): 3})

    edition = first_edition(pool, NOVEMBER)

    assert set(edition.groups) == {EVERYBODY, *groups_without(pool, edition)}
    assert edition.groups[EVERYBODY].n == 15
    assert Group(country=2) not in edition.groups


def groups_without(pool: PeerPool, edition: Edition) -> Iterator[Group]:
    """The shown groups that hold everybody as well: of type 1, of band 1."""
    return (group for group in edition.groups if in_group(pool, group).sum() == len(pool))


@pytest.mark.parametrize(("more", "is_made"), [(1, False), (5, False), (6, True)])
def test_a_next_edition_waits_for_enough_new_records(more, is_made):
    before = a_pool_of({(1, 1, 1): 20})
    after = a_pool_of({(1, 1, 1): 20 + more})
    first = first_edition(before, NOVEMBER)

    assert (next_edition(after, later(1), [first]) is not None) is is_made


@pytest.mark.parametrize(("gone", "is_made"), [(1, False), (5, False), (6, True)])
def test_a_next_edition_waits_for_enough_records_taken_back(gone, is_made):
    before = a_pool_of({(1, 1, 1): 30})
    first = first_edition(before, NOVEMBER)
    after = before.take(np.arange(30) >= gone)

    assert (next_edition(after, later(1), [first]) is not None) is is_made


@pytest.mark.parametrize(("altered", "is_made"), [(1, False), (5, False), (6, True)])
def test_a_changed_record_is_another_record(altered, is_made):
    before = a_pool_of({(1, 1, 1): 30})
    first = first_edition(before, NOVEMBER)

    assert (next_edition(changed(before, altered), later(1), [first]) is not None) is is_made


def test_nothing_new_makes_no_edition():
    pool = a_pool_of({(1, 1, 1): 30})

    assert next_edition(pool, later(1), [first_edition(pool, NOVEMBER)]) is None


def test_an_edition_waits_for_a_group_with_few_changes_and_after_three_months_leaves_it_out():
    before = a_pool_of({(1, 1, 1): 20, (2, 1, 1): 20, (3, 1, 1): 20})
    after = a_pool_of({(1, 1, 1): 26, (2, 1, 1): 22, (3, 1, 1): 26})
    first = first_edition(before, NOVEMBER)

    second = next_edition(after, later(3), [first])

    assert next_edition(after, later(1), [first]) is None
    assert next_edition(after, later(2), [first]) is None
    assert Group(country=1) in second.groups
    assert Group(country=2) not in second.groups


@pytest.mark.parametrize(("gone", "is_made"), [(1, False), (5, False), (6, True)])
def test_few_that_left_could_be_told_even_among_many_that_came(gone, is_made):
    before = a_pool_of({(1, 1, 1): 40})
    after = a_pool_of({(1, 1, 1): 90})
    after = after.take(np.arange(90) >= gone)

    assert (next_edition(after, later(1), [first_edition(before, NOVEMBER)]) is not None) is is_made


def test_what_is_left_out_can_not_be_had_by_subtracting_its_complement():
    """One council comes to country 2. Everybody without country 1 would tell it, so that country 1 is withheld too."""
    before = a_pool_of({(1, 1, 1): 20, (2, 1, 1): 20})
    after = a_pool_of({(1, 1, 1): 30, (2, 1, 1): 21})

    second = next_edition(after, later(3), [first_edition(before, NOVEMBER)])

    assert EVERYBODY in second.groups
    assert Group(country=1) not in second.groups
    assert Group(country=2) not in second.groups


def test_an_edition_heeds_all_before_it_not_only_the_last():
    """Country 2 is shown first, withheld second; third, it may still not differ from the first by two."""
    one = a_pool_of({(1, 1, 1): 20, (2, 1, 1): 20, (3, 1, 1): 20})
    two = a_pool_of({(1, 1, 1): 26, (2, 1, 1): 22, (3, 1, 1): 26})
    three = a_pool_of({(1, 1, 1): 32, (2, 1, 1): 22, (3, 1, 1): 32})
    first = first_edition(one, NOVEMBER)
    second = next_edition(two, later(3), [first])

    third = next_edition(three, later(6), [first, second])

    assert Group(country=2) not in third.groups
    assert Group(country=2) in next_edition(three, later(6), [second]).groups


def test_a_stored_edition_is_the_same_when_it_is_read():
    edition = first_edition(demo_pool([a_rubric(weights=(1, 2, 1))], 80), date(2026, 11, 1))

    again = load_edition(dump_edition(edition))

    assert dump_edition(again) == dump_edition(edition)
    assert (again.cells == edition.cells).all()
    assert again.release.shown == edition.release.shown


def test_p14_peers_change_nothing_of_ones_own_score():
    pool = a_pool(40)

    assert (pool.scored.overall[:20] == pool.take(np.arange(40) < 20).scored.overall).all()


# The attack: somebody who knows every council's country, type and size, and who took part when


def two_editions() -> tuple[list[Edition], list[PeerPool]]:
    """A 300-council edition, and a second one after some gave, changed and took back their answers."""
    rubrics = [a_rubric(weights=(1, 1, 2, 1), id="one"), a_rubric(weights=(1, 1, 1), id="two")]
    everyone = demo_pool(rubrics, 330)
    before = everyone.take(np.arange(330) < 300)
    stayed = np.ones(330, dtype=bool)
    stayed[[4, 17, 80, 123, 207, 291]] = False
    after = changed(everyone.take(stayed), 9)
    first = first_edition(before, date(2026, 10, 1))
    second = next_edition(after, date(2027, 1, 1), [first])
    assert second is not None
    return [first, second], [current(before, first.day), current(after, second.day)]


def told(members: list[frozenset[str]]) -> set[frozenset[str]]:
    """What an edition tells: of its groups, and of the difference of any two of which one is inside the other."""
    return {*members, *(one - other for one, other in product(members, repeat=2) if other < one)}


def singled_out(editions: list[Edition], pools: list[PeerPool]) -> list[tuple[str, ...]]:
    """Sets of one to four records that subtracting one shown group from another leaves.

    Of two groups of one edition: all that is in one and not in the other. Of all else: where no more than four are on
    either side, so that what is subtracted is about these few alone; groups left out are sought as what is left without
    the others.
    """
    shown = [
        [frozenset(np.array(pool.ids)[in_group(pool, group)].tolist()) for group in edition.groups]
        for edition, pool in zip(editions, pools, strict=True)
    ]
    found = []
    for members in shown:
        for one, other in combinations(members, 2):
            found += [few for few in (one - other, other - one) if 0 < len(few) < 5]
    within = (pair for members in shown for pair in combinations(told(members), 2))
    between = product(*(told(members) for members in shown)) if len(shown) == 2 else ()
    for old, new in (*within, *between):
        if old != new and len(old - new) < 5 and len(new - old) < 5:
            found.append(old ^ new)
    found += [few for members in shown for few in follow_together(members)]
    return [tuple(sorted(few)) for few in found]


def follow_together(members: list[frozenset[str]]) -> list[frozenset[str]]:
    """Sets of one to four records whose numbers are a sum of multiples of the groups' (R33b): by fractions, and all
    sets tried.
    """
    holders: dict[tuple[bool, ...], set[str]] = {}
    for name in frozenset().union(*members):
        holders.setdefault(tuple(name in group for group in members), set()).add(name)
    atoms = [frozenset(names) for names in holders.values()]
    unseen = differences_unseen(np.array(list(holders), dtype=int).T.tolist())
    small = [number for number, atom in enumerate(atoms) if len(atom) < 5]
    sets = (some for size in range(1, 5) for some in combinations(small, size))
    return [
        frozenset().union(*(atoms[at] for at in some))
        for some in sets
        if sum(len(atoms[at]) for at in some) < 5 and not any(sum(way[at] for at in some) for way in unseen)
    ]


def differences_unseen(rows: list[list[int]]) -> list[list[Fraction]]:
    """A basis of what could be added to the atoms without any group's sum being another."""
    reduced: dict[int, list[Fraction]] = {}
    for given_row in rows:
        row = [Fraction(value) for value in given_row]
        for pivot, other in reduced.items():
            row = [mine - row[pivot] * theirs for mine, theirs in zip(row, other, strict=True)]
        at = next((at for at, value in enumerate(row) if value), None)
        if at is None:
            continue
        row = [value / row[at] for value in row]
        for pivot, other in reduced.items():
            reduced[pivot] = [mine - other[at] * theirs for mine, theirs in zip(other, row, strict=True)]
        reduced[at] = row
    columns = range(len(rows[0]) if rows else 0)
    return [
        [-reduced[at][free] if at in reduced else Fraction(at == free) for at in columns]
        for free in columns
        if free not in reduced
    ]


def test_nobody_is_singled_out_by_any_pair_of_filters_or_editions():
    editions, pools = two_editions()

    assert len(editions[0].groups) > 20
    assert len(editions[1].groups) > 5
    assert singled_out(editions, pools) == []


def test_the_same_attack_succeeds_without_the_rule(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(disclosure, "APART", 1)

    editions, pools = two_editions()

    assert len(singled_out(editions, pools)) > 30


def test_the_same_attack_succeeds_where_only_pairs_of_groups_are_heeded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(disclosure.Told, "_repeats_almost", lambda *_: False)
    monkeypatch.setattr(disclosure.GridSpan, "take_group", lambda *_: True)
    pool = a_pool_of({(1, 1, 1): 20, (2, 1, 1): 20, (3, 1, 1): 1})

    assert ("3-1-1-0",) in singled_out([first_edition(pool, NOVEMBER)], [pool])


def test_the_same_attack_succeeds_where_no_more_than_two_groups_are_heeded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(disclosure.GridSpan, "take_group", lambda *_: True)
    pool = a_pool_of({(1, 1, 1): 20, (2, 1, 1): 20, (3, 1, 1): 20, (4, 1, 1): 1})

    assert ("4-1-1-0",) in singled_out([first_edition(pool, NOVEMBER)], [pool])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=12, max_size=12))
def test_nobody_is_singled_out_in_a_table_of_any_sizes(cells):
    held = {(country + 1, kind + 1, 1): cells[3 * country + kind] for country in range(4) for kind in range(3)}
    pool = a_pool_of({cell: n for cell, n in held.items() if n})

    assert singled_out([first_edition(pool, NOVEMBER)], [pool]) == []


def test_the_same_attack_succeeds_on_two_editions_that_do_not_heed_each_other():
    _, pools = two_editions()
    days = (date(2026, 10, 1), date(2027, 1, 1))
    unheeding = [first_edition(pool, day) for pool, day in zip(pools, days, strict=True)]

    assert singled_out(unheeding[:1], pools[:1]) == []
    assert singled_out(unheeding, pools)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 40), st.integers(0, 40))
def test_no_history_of_editions_singles_anybody_out(seed, new, gone):
    random = np.random.default_rng(seed)
    rubrics = [a_rubric(weights=(1, 1))]
    everyone = demo_pool(rubrics, 160 + new, seed)
    first_pool = everyone.take(np.arange(len(everyone)) < 160)
    first = first_edition(first_pool, date(2026, 10, 1))
    stays = random.permutation(len(everyone)) >= gone
    second_pool = everyone.take(stays)
    second = next_edition(second_pool, date(2026, 11, 1), [first])
    editions = [first] if second is None else [first, second]

    found = singled_out(
        editions, [current(pool, e.day) for pool, e in zip((first_pool, second_pool), editions, strict=False)]
    )

    assert found == []


def test_what_is_kept_of_an_edition_names_its_records_by_nothing_else():
    pool = a_pool_of({(1, 1, 1): 12})

    assert set().union(*versions_of(pool).values()) == set(pool.ids)
    assert cells_in(pool).sum() == 12
