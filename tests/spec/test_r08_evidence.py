"""R8: without evidence a level counts for no more than level 2. Evidence older than 24 months, counted from the
sheet's own date, counts as none; so does evidence without a date."""

from fractions import Fraction

import pytest

from assessment.scoring import EVIDENCE_AGE_MONTHS, UNEVIDENCED_CAP
from tests.builders import DONT_KNOW, NA, a_document, a_question, a_rubric, an_answer, an_area


def shown(level: int, *dates: str | None, **more):
    return an_answer(level, evidence=[a_document(date, **more) for date in dates])


def test_the_cap_is_level_2_and_the_age_is_24_months():
    assert (UNEVIDENCED_CAP, EVIDENCE_AGE_MONTHS) == (2, 24)


@pytest.mark.parametrize(
    ("level", "asserted", "evidenced"),
    [(0, 0, 0), (1, 25, 25), (2, 50, 50), (3, 50, 75), (4, 50, 100)],
)
def test_without_evidence_a_level_counts_for_at_most_level_2(level, asserted, evidenced):
    rubric = a_rubric()

    assert an_area(rubric, level).evidenced_score.value == asserted
    assert an_area(rubric, shown(level, "2026-05-01")).evidenced_score.value == evidenced


def test_the_cap_leaves_the_score_and_the_level_alone():
    rubric = a_rubric()

    area = an_area(rubric, 4)

    assert area.scores.score.value == 100
    assert (area.level.confirmed, area.evidenced_level) == (4, 2)


@pytest.mark.parametrize(
    ("levels", "asserted"),
    [(2, "100"), (3, "100"), (4, "200/3"), (5, "50"), (6, "40"), (7, "100/3")],
)
def test_the_cap_is_level_2_on_any_scale(levels, asserted):
    rubric = a_rubric(levels=levels)

    assert an_area(rubric, levels - 1).evidenced_score.value == Fraction(asserted)


def test_the_cap_of_a_mapped_question_is_its_own_value_of_level_2():
    values = [Fraction(v) for v in ("0", "0.1", "0.2", "0.6", "1")]
    rubric = a_rubric(a_question(values=values))

    assert [an_area(rubric, level).evidenced_score.value for level in range(5)] == [0, 10, 20, 20, 20]


@pytest.mark.parametrize(
    ("answer", "score", "level"),
    [(0, 0, 0), (1, 50, 2), (shown(1, "2026-05-01"), 100, 4)],
    ids=["not done", "done, no evidence", "done, with evidence"],
)
def test_a_two_level_question_without_evidence_counts_as_half_way(answer, score, level):
    rubric = a_rubric(a_question("q1", levels=2), a_question("q2"))

    area = an_area(rubric, answer, NA)

    assert area.evidenced_score.value == score
    assert area.evidenced_level == level


def test_a_mapped_two_level_question_has_the_cap_of_the_scale():
    rubric = a_rubric(a_question("q1", levels=2, values=[0, 1]), a_question("q2"))

    assert an_area(rubric, 1, NA).evidenced_score.value == 50


@pytest.mark.parametrize(
    ("day", "evidence", "counts"),
    [
        ("2026-05-14", "2024-05-13", False),
        ("2026-05-14", "2024-05-14", True),
        ("2026-05-14", "2024-05-15", True),
        ("2026-03-31", "2024-03-30", False),
        ("2026-03-31", "2024-03-31", True),
        ("2026-03-31", "2024-04-01", True),
        ("2026-04-30", "2024-04-29", False),
        ("2026-04-30", "2024-04-30", True),
        ("2026-01-01", "2023-12-31", False),
        ("2026-01-01", "2024-01-01", True),
        ("2026-12-31", "2024-12-30", False),
        ("2026-12-31", "2024-12-31", True),
        ("2026-02-28", "2024-02-29", True),
        ("2026-03-01", "2024-02-29", False),
        ("2028-02-29", "2026-02-28", False),
        ("2028-02-29", "2026-03-01", True),
        ("2026-05-14", "2026-05-14", True),
        ("2026-05-14", "2026-05-15", True),
        ("2026-05-14", "1999-06-01", False),
    ],
)
def test_evidence_counts_for_24_months_to_the_day(day, evidence, counts):
    rubric = a_rubric()

    area = an_area(rubric, shown(4, evidence), date=day)

    assert area.questions[0].has_evidence is counts
    assert area.evidenced_score.value == (100 if counts else 50)


@pytest.mark.parametrize("day", ["2001-01-01", "2999-12-31"])
def test_age_is_counted_from_the_date_of_the_sheet_and_never_from_today(day):
    rubric = a_rubric()

    assert an_area(rubric, shown(4, day), date=day).evidenced_score.value == 100


def test_a_sheet_without_a_date_judges_no_age():
    rubric = a_rubric()

    assert an_area(rubric, shown(4, "1999-01-01"), date=None).evidenced_score.value == 100


@pytest.mark.parametrize("day", ["2026-05-14", None], ids=["dated sheet", "undated sheet"])
def test_evidence_without_a_date_counts_as_none(day):
    rubric = a_rubric()

    assert an_area(rubric, shown(4, None), date=day).evidenced_score.value == 50


@pytest.mark.parametrize(
    ("dates", "counts"),
    [(("2020-01-01", "2026-01-01"), True), ((None, "2026-01-01"), True), ((None, "2020-01-01"), False)],
    ids=["old and new", "undated and new", "undated and old"],
)
def test_one_good_piece_of_evidence_is_enough(dates, counts):
    rubric = a_rubric()

    assert an_area(rubric, shown(4, *dates)).questions[0].has_evidence is counts


@pytest.mark.parametrize(
    ("date", "evidenced"), [("2026-01-01", 100), ("2020-01-01", 50), (None, 50)], ids=["new", "old", "undated"]
)
def test_reviewed_evidence_lifts_the_cap_like_referenced_evidence(date, evidenced):
    rubric = a_rubric()

    assert an_area(rubric, shown(4, date, reviewed_by="Internal audit")).evidenced_score.value == evidenced


def test_the_evidenced_score_is_the_mean_of_the_rated_questions():
    rubric = a_rubric(weights=(3, 2, 1, 1))

    area = an_area(rubric, shown(4, "2026-01-01"), 4, DONT_KNOW, NA)

    assert area.scores.score.value == 100
    assert area.evidenced_score.value == 100 * Fraction(3 * 4 + 2 * 2, 5 * 4)


@pytest.mark.parametrize(
    ("said", "confirmed", "evidenced"),
    [
        ((4, 4), 4, 2),
        ((shown(4, "2026-01-01"), 4), 4, 2),
        ((shown(4, "2026-01-01"), shown(3, "2026-01-01")), 3, 3),
        ((shown(4, "2026-01-01"), DONT_KNOW), 0, 0),
        ((1, 1), 1, 1),
    ],
    ids=["all asserted", "half asserted", "all shown", "one unknown", "below the cap"],
)
def test_the_evidenced_level_is_the_confirmed_level_under_the_cap(said, confirmed, evidenced):
    rubric = a_rubric(weights=(1, 1))

    area = an_area(rubric, *said)

    assert (area.level.confirmed, area.evidenced_level) == (confirmed, evidenced)


def test_evidence_does_not_make_an_unknown_answer_known():
    rubric = a_rubric()

    area = an_area(rubric, an_answer(DONT_KNOW, evidence=[a_document()]))

    assert area.scores.coverage == 0
    assert area.evidenced_level == 0


@pytest.mark.parametrize(
    ("evidence", "counts"),
    [("2026-05-14", True), ("2026-05-15", True), ("2026-05-16", False), ("2062-05-01", False), ("9999-12-31", False)],
)
def test_evidence_dated_more_than_one_day_after_the_answers_counts_as_none(evidence, counts):
    area = an_area(a_rubric(), shown(4, evidence), date="2026-05-14")

    assert area.questions[0].has_evidence is counts
    assert area.evidenced_score.value == (100 if counts else 50)


def test_without_a_date_of_the_answers_nobody_knows_what_is_still_to_come():
    assert an_area(a_rubric(), shown(4, "2062-05-01"), date=None).questions[0].has_evidence
