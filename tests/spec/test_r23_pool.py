"""R23: what may stand in the pool, and that the pool's arithmetic is the engine's."""

from datetime import date
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.figures import CouncilCount, CouncilCounts
from assessment.files import demo_pool
from assessment.instrument import Council, CouncilType, Scope
from assessment.peers import (
    BANDS,
    Choice,
    PeerGroup,
    PoolRecord,
    Refusal,
    country_code,
    country_of,
    first_edition,
    month_number,
    month_of,
    pool_of,
    read_record,
    reasons_against,
    reasons_against_any,
    record_at,
    record_of,
)
from assessment.peers.editions import current
from assessment.peers.groups import EVERYBODY
from assessment.peers.pool import own_of
from assessment.peers.positions import rank_of
from assessment.peers.records import band_of
from assessment.peers.standing import stand_among
from assessment.scoring import score
from tests.builders import BLANK, DONT_KNOW, NA, a_document, a_question, a_rubric, a_sheet, an_answer, rubrics_of
from tests.pools import NOVEMBER, a_pool_of, later

ONE = a_rubric(weights=(3, 2, 1, 1, 2), id="one", title="First area")
TWO = a_rubric(weights=(1, 4, 1, 1), id="two", title="Second area")
RUBRICS = rubrics_of(ONE, TWO)
DAY = date(2026, 5, 14)


def a_result(one=(2, 1, 3, 4, 0), two=(1, 2, 3, 4), **more):
    return score(a_sheet(areas={"one": one, "two": two}, **more), RUBRICS)


def a_record(one=(2, 1, 3, 4, 0), two=(1, 2, 3, 4), day=DAY, **more) -> PoolRecord:
    sheet = a_sheet(areas={"one": one, "two": two}, **more)
    return record_of(sheet, score(sheet, RUBRICS), day)


# What is given


def test_a_record_holds_levels_and_marks_and_what_sorts_councils_and_nothing_else():
    council = Council(name="Example Borough", country="GB", region="GB-ENG", type="district", population=118_000)
    noted = an_answer(3, note="Secret.", evidence=[a_document(title="Scheme", link="https://example.org/x")])

    record = a_record((noted, DONT_KNOW, BLANK, NA, 4), council=council)

    assert record.model_dump(mode="json") == {
        "format": "pool-record/1",
        "month": "2026-05",
        "country": "GB",
        "type": "district",
        "band": "100,000 to 199,999",
        "rubrics": {"one": f"1.0.0:{ONE.content_hash[:12]}", "two": f"1.0.0:{TWO.content_hash[:12]}"},
        "evidenced": 1,
        "answers": {
            "one": {"q1": 3, "q2": "dk", "q3": "dk", "q4": "na", "q5": 4},
            "two": {"q1": 1, "q2": 2, "q3": 3, "q4": 4},
        },
    }
    for secret in ("Example", "Secret", "Scheme", "https", "118", "GB-ENG", "05-14"):
        assert secret not in record.text()


def test_a_kept_record_reads_back_as_the_same():
    record = a_record()

    assert read_record(record.text()) == record
    assert read_record("{}") is None
    assert read_record("not JSON") is None


@pytest.mark.parametrize(
    ("population", "band"),
    [(0, 0), (9_999, 0), (10_000, 1), (99_999, 3), (100_000, 4), (199_999, 4), (499_999, 5), (500_000, 6)],
)
def test_the_bands_of_population_at_their_boundaries(population, band):
    assert band_of(population) == BANDS[band]


def test_countries_and_months_have_codes_that_turn_back():
    assert [country_of(country_code(code)) for code in ("AA", "GB", "ZZ", None)] == ["AA", "GB", "ZZ", None]
    assert (country_code(None), country_code("AA"), country_code("ZZ")) == (0, 1, 676)
    assert month_of(month_number("2026-05")) == "2026-05"


# What can't be given


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        ((2, DONT_KNOW, DONT_KNOW, 4, 0), (1, 2, 3, 4), "First area"),  # 6 of 9 known there: 67 %; overall 83 %
        ((NA, NA, 3, 4, 0), (1, 2, 3, 4), "Over a third of First area"),
        ((2, 1, 3, 4, 0), (1, DONT_KNOW, 3, 4), "Too few answers on Second area"),
        ((2, 1, DONT_KNOW, 4, DONT_KNOW), (1, 2, DONT_KNOW, 4), "Fewer than 80 %"),
    ],
)
def test_a_record_needs_enough_answers_everywhere(one, two, reason):
    reasons = list(reasons_against(a_result(one, two), [ONE, TWO]))

    if reason == "First area":
        assert reasons == []
    else:
        assert any(text.startswith(reason) for text in reasons), reasons


def test_exactly_80_percent_is_enough():
    five = a_rubric(weights=(1,) * 5)
    enough, less = (
        score(a_sheet(*said), rubrics_of(five)) for said in ((1, 1, 1, 1, DONT_KNOW), (1, 1, 1, DONT_KNOW, NA))
    )

    assert list(reasons_against(enough, [five])) == []
    assert list(reasons_against(less, [five])) == ["Fewer than 80 % of the answers are known."]


@pytest.mark.parametrize(
    ("two", "reason"),
    [
        ((1, DONT_KNOW, 3, 4), "Too few answers on Second area"),
        ((1, NA, NA, 4), "Over a third of Second area"),
        (None, "The area Second area is left out."),
    ],
)
def test_one_weak_area_leaves_the_others_their_positions(two, reason):
    given_areas = {"one": (2, 1, 3, 4, 0), **({"two": two} if two else {})}
    result = score(a_sheet(areas=given_areas), RUBRICS)
    edition = first_edition(a_pool_of({(1, 1, 1): 40}, (ONE, TWO)), NOVEMBER)

    group = stand_among(edition, Choice(), result, [ONE, TWO])

    assert isinstance(group, PeerGroup)
    assert group.overall is None
    assert list(group.areas) == ["one"]
    assert [text for text in group.weak if text.startswith(reason)]


def test_with_every_area_weak_there_is_no_position_at_all():
    refused = stand_among(
        first_edition(a_pool_of({(1, 1, 1): 40}, (ONE, TWO)), NOVEMBER),
        Choice(),
        a_result((DONT_KNOW,) * 5, (1, DONT_KNOW, 3, 4)),
        [ONE, TWO],
    )

    assert isinstance(refused, Refusal)
    assert len(refused.reasons) == 2


def test_where_too_little_is_known_of_the_areas_compared_there_is_no_position():
    result = score(a_sheet(areas={"one": (2, DONT_KNOW, 3, 4, 0)}), RUBRICS)  # 6 of 9 known, and no second area

    assert list(reasons_against_any(result, [ONE, TWO])) == [
        "The area Second area is left out.",
        "Fewer than 80 % of the answers are known.",
    ]


def test_a_quick_check_has_no_position():
    quick = a_rubric(weights=(1, 1), quick=("q1", "q2"))
    result = score(a_sheet(4, 4, scope=Scope.QUICK), rubrics_of(quick))

    (reason,) = reasons_against(result, [quick])
    assert reason.startswith("It is a quick check")


def test_an_area_left_out_or_of_another_version_is_named():
    result = score(a_sheet(areas={"one": (1, 1, 1, 1, 1)}), RUBRICS)
    newer = a_rubric(weights=(3, 2, 1, 1, 1), id="one", title="First area")

    assert list(reasons_against(result, [ONE, TWO])) == ["The area Second area is left out."]
    assert list(reasons_against(result, [newer])) == [
        "The area First area was answered under another version of its questions."
    ]


@pytest.mark.parametrize(
    ("month", "is_counted"), [("2024-10", False), ("2024-11", True), ("2026-11", True), ("2026-12", False)]
)
def test_an_edition_counts_records_of_the_last_24_months(month, is_counted):
    pool = a_pool_of({(1, 1, 1): 12}, month=month)

    assert bool(len(current(pool, NOVEMBER))) is is_counted


# The pool's arithmetic is the engine's

SAID = st.sampled_from([0, 1, 2, 3, 4, DONT_KNOW, NA, BLANK])


@given(st.lists(SAID, min_size=5, max_size=5), st.lists(SAID, min_size=4, max_size=4))
def test_the_pool_scores_as_the_engine_does_to_the_last_digit(one, two):
    result = a_result(tuple(one), tuple(two))
    pool = pool_of([("r1", a_record(tuple(one), tuple(two)))], [ONE, TWO])
    known = [area.scores.coverage for area in result.areas]

    if all(known):
        exact = [Fraction(area.scores.lowest.numerator, 1) * 100 for area in result.areas]
        weights = [sum(q.weight for q in area.questions if q.value is not None) for area in result.areas]
        assert pool.scored.areas[0].tolist() == [float(e / w) for e, w in zip(exact, weights, strict=True)]
    may_stand = not list(reasons_against(result, [ONE, TWO]))
    assert bool(pool.scored.eligible[0]) is may_stand
    if may_stand:
        assert pool.scored.overall[0] == float(result.overall.scores.score.value)
        found = [own_of(each).score for each in (result.overall.scores, *(area.scores for area in result.areas))]
        assert found == [pool.scored.overall[0], *pool.scored.areas[0]]


def test_large_weights_and_odd_values_are_still_exact():
    odd = a_question("q1", values=[0, Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), 1], weight=997)
    areas = [
        a_rubric(odd, a_question("q2", weight=991 - n), a_question("q3", weight=983), id=f"area-{n}") for n in range(7)
    ]
    said = {area.id: (1 + n % 4, 3, 2) for n, area in enumerate(areas)}
    sheet = a_sheet(areas=said)
    result = score(sheet, rubrics_of(*areas))

    pool = pool_of([("r1", record_of(sheet, result, DAY))], areas)

    assert pool.scored.overall[0] == float(result.overall.scores.score.value)


def test_equal_scores_made_of_different_answers_are_equal():
    rubric = a_rubric(weights=(1, 1, 1))
    sheets = [a_sheet(2, 2, 2), a_sheet(1, 2, 3), a_sheet(2, 2, NA), a_sheet(2, 3, 1)]
    records = [(f"r{n}", record_of(sheet, score(sheet, rubrics_of(rubric)), DAY)) for n, sheet in enumerate(sheets)]

    scores = pool_of(records, [rubric]).scored.overall

    assert (rank_of(scores, 50.0).below, rank_of(scores, 50.0).equal) == (0, 4)


def test_a_two_level_question_beside_five_level_ones():
    rubric = a_rubric(a_question("q1"), a_question("q2", levels=2))
    sheet = a_sheet(2, 1)
    result = score(sheet, rubrics_of(rubric))

    assert pool_of([("r", record_of(sheet, result, DAY))], [rubric]).scored.overall[0] == 75.0


def test_blocks_do_not_show_in_the_scores(monkeypatch):
    pool = demo_pool([ONE, TWO], 50)
    whole = pool.kernel.score(pool.answers)
    monkeypatch.setattr("assessment.peers.scores.BLOCK", 7)

    again = pool.kernel.score(pool.answers)

    assert (whole.overall == again.overall).all()
    assert (whole.eligible == again.eligible).all()


def test_a_row_turns_back_into_its_record():
    record = a_record((2, DONT_KNOW, 3, NA, 0), council=Council(country="NL", type=CouncilType.CITY, population=5))

    assert record_at(pool_of([("r1", record)], [ONE, TWO]), 0) == record


# Self is left out


def a_standing(own: PoolRecord | None, n: int) -> PeerGroup | Refusal:
    random = Random(n)
    others = [
        (f"r{number}", a_record(tuple(random.randrange(5) for _ in range(5)), (1, 2, 3, 4))) for number in range(n)
    ]
    mine = [("mine", own)] if own else []
    edition = first_edition(pool_of([*others, *mine], [ONE, TWO]), later(0))
    return stand_among(edition, Choice(), a_result(), [ONE, TWO], own)


def test_the_council_itself_is_not_among_the_others():
    alone, member = a_standing(None, 20), a_standing(a_record(), 20)

    assert isinstance(alone, PeerGroup)
    assert isinstance(member, PeerGroup)
    assert (alone.n, member.n) == (20, 20)
    assert alone.overall == member.overall
    assert alone.areas == member.areas
    assert alone.shares == member.shares


@pytest.mark.parametrize(("others", "is_shown"), [(9, False), (10, True)])
def test_ten_must_be_left_without_the_council_itself(others, is_shown):
    found = a_standing(a_record(), others)

    assert isinstance(found, PeerGroup) is is_shown


def test_a_refusal_never_says_how_many_there_are():
    found = a_standing(a_record(), 7)

    assert isinstance(found, Refusal)
    assert found.reasons == ("Fewer than 10 other councils are in this group, so it is not shown.",)


@pytest.mark.parametrize(("councils", "twice"), [(19, True), (20, False), (21, False)])
def test_with_more_records_than_councils_nobody_knows_how_many_took_part(councils, twice):
    records = [(f"r{number}", a_record(council=Council(country="GB"))) for number in range(20)]
    counted = CouncilCount(country="GB", councils=councils, year=2025, source="list")
    counts = CouncilCounts.model_construct(counts=(counted,))

    found = stand_among(
        first_edition(pool_of(records, [ONE, TWO]), later(0)), Choice("GB"), a_result(), [ONE, TWO], counts=counts
    )

    assert found.some_twice is twice
    assert (found.overall.interval is None) is (councils == 20)  # all of them are there: chance has nothing to do


def test_an_edition_of_other_questions_gives_no_position():
    pool = a_pool_of({(1, 1, 1): 20})
    found = stand_among(first_edition(pool, NOVEMBER), Choice(), a_result(), [ONE, TWO])

    assert isinstance(found, Refusal)
    assert EVERYBODY in first_edition(pool, NOVEMBER).groups


def test_the_scores_of_a_pool_do_not_depend_on_its_other_records():
    pool = demo_pool([ONE, TWO], 60)

    assert np.array_equal(pool.scored.overall[:9], pool.take(np.arange(9)).scored.overall)
