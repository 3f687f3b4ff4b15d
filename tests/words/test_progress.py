"""What moved since a milestone, as a board reads it."""

import pytest

from assessment.instrument import Council, Scope
from assessment.scoring import Assessed, assess, compare_assessed, trend
from assessment.words import (
    ahead_text,
    beside_warnings,
    break_word,
    moment_text,
    moved_lines,
    progress_text,
    since_rows,
    trend_cell,
    trend_rows,
)
from tests.builders import DONT_KNOW, NA, Said, a_rubric, a_sheet, rubrics_of
from tests.progress import FIRST, NOW, SECOND, WALKS, moment


def of_five(*said: Said, scope: Scope = Scope.FULL) -> Assessed:
    ids = [f"q{n}" for n in range(1, 6)]
    return assess(a_sheet(*said, scope=scope, date=None), rubrics_of(a_rubric(weights=(1,) * 5, quick=ids)), "May")


def told(before: Assessed, after: Assessed) -> str:
    return progress_text(before, compare_assessed(before, after, WALKS))


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (
            FIRST,
            SECOND,
            "Since “Baseline” (14 May 2024) the score has risen by 10.0 points, from 50 to 60; the level is still 1.",
        ),
        (
            SECOND,
            FIRST,
            "Since “A year on” (14 May 2025) the score has fallen by 10.0 points, from 60 to 50; the level is still 1.",
        ),
        (
            SECOND,
            NOW,
            "Since “A year on” (14 May 2025) the questions changed, so the overall scores are not compared. "
            "An area, on the 3 that both versions ask alike: 25.0 points more.",
        ),
        (
            of_five(2, 2, 2, 2, 1),
            of_five(2, 2, 2, NA, 1),
            "Since “May” the score is 1.3 points less, too little to call a change; the level was 2 and is 1.",
        ),
        (
            of_five(1, 1, 1, 1, 1),
            of_five(2, 2, 2, 2, 2),
            "Since “May” the score has risen by 25.0 points, from 25 to 50; the level was 1 and is 2.",
        ),
        (
            of_five(2, 2, 2, 2, 1),
            of_five(2, 2, 2, 2, 1),
            "Since “May” the score is the same, 45; the level is still 2.",
        ),
        (
            of_five(2, 2, 2, 2, 1),
            of_five(2),
            "Since “May” the scores can't be compared, because one of the two has no score; the level was 2 and is 0.",
        ),
        (
            of_five(1, 1, 1, 1, 1, scope=Scope.QUICK),
            of_five(2, 2, 2, 2, 1),
            "“May” is not compared: a quick check never is with a full assessment.",
        ),
        (
            moment("May", "2025-05-14", "1.0.0", plan=1),
            moment("", "2026-05-14", "2.0.0", audit=2),
            "Since “May” (14 May 2025) the questions changed, so the overall scores are not compared. "
            "An area, on the 3 that both versions ask alike: no difference, because one of them has no score.",
        ),
    ],
)
def test_one_sentence(before: Assessed, after: Assessed, text: str) -> None:
    assert told(before, after) == text


def test_without_a_crosswalk_no_difference_is_named() -> None:
    assert progress_text(SECOND, compare_assessed(SECOND, NOW, {})) == (
        "Since “A year on” (14 May 2025) the questions changed: both results stand side by side, and no difference is "
        "computed."
    )


@pytest.mark.parametrize(
    ("name", "day", "said", "cell"),
    [
        ("", "2025-05-14", "Since 14 May 2025 the score", "14 May 2025"),
        ("May", None, "Since “May” the score", "May"),
        ("", None, "Since the earlier answers the score", "No date"),
    ],
)
def test_an_earlier_result_goes_by_what_is_known_of_it(name: str, day: str | None, said: str, cell: str) -> None:
    before = assess(a_sheet(1, date=day), rubrics_of(a_rubric()), name)

    assert told(before, assess(a_sheet(2), rubrics_of(a_rubric()))).startswith(said)
    assert moment_text(before) == cell


def of_areas(**levels: int) -> Assessed:
    rubrics = rubrics_of(*[a_rubric(id=name, title=name.title()) for name in levels])
    return assess(a_sheet(areas={name: (level,) for name, level in levels.items()}), rubrics, "May")


def test_of_other_areas_those_in_both_are_compared() -> None:
    assert told(of_areas(one=1, two=2), of_areas(one=2, three=3)) == (
        "Since “May” (14 May 2026) other areas are assessed, so the overall scores are not compared. "
        "One: 25.0 points more."
    )


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (of_areas(one=1, two=1), of_areas(one=2, two=1), "It is a rise however the areas are weighed."),
        (of_areas(one=2, two=1), of_areas(one=1, two=1), "It is a fall however the areas are weighed."),
        (of_areas(one=1, two=1), of_areas(one=4, two=0), "It is a rise in 98 % of plausible weightings of the areas."),
        (of_areas(one=4, two=0), of_areas(one=1, two=1), "It is a fall in 98 % of plausible weightings of the areas."),
        (of_areas(one=1, two=1), of_areas(one=2, two=0), ""),
        (of_areas(one=1), of_areas(one=2), ""),
        (SECOND, NOW, ""),
    ],
)
def test_whether_it_rests_on_how_the_areas_are_weighed(before: Assessed, after: Assessed, text: str) -> None:
    assert ahead_text(compare_assessed(before, after, WALKS)) == text


def test_the_trend_is_a_table_whose_break_says_why() -> None:
    assert [tuple(row) for row in trend_rows(trend([FIRST, SECOND, NOW], WALKS), NOW.result)] == [
        ("An area", "Baseline", "14 May 2024", "50", "1", "", False, 0, ""),
        ("An area", "A year on", "14 May 2025", "60", "1", "10.0 points more", False, 1, "10.0 points more"),
        (
            "An area",
            "Now",
            "14 May 2026",
            "40",
            "1",
            "The questions changed (version 2.0.0); on the 3 that both versions ask alike: 25.0 points more",
            True,
            2,
            "the questions changed (version 2.0.0); on the 3 that both versions ask alike: 25.0 points more",
        ),
    ]


def test_of_several_areas_the_trend_ends_with_all_of_them() -> None:
    moments = [of_areas(one=1, two=2), of_areas(one=2), of_areas(one=2, two=3)]

    rows = trend_rows(trend(moments, {}), moments[-1].result)

    assert [(row.what, row.score, row.since) for row in rows[-3:]] == [
        ("All areas", "38", ""),
        ("All areas", "50", "Other areas; no difference is computed"),
        ("All areas", "63", "Other areas; no difference is computed"),
    ]


def test_a_quick_check_breaks_the_trend() -> None:
    moments = [of_five(2, 2, 2, 2, 1), of_five(2, 2, 2, 2, 1, scope=Scope.QUICK)]

    (_, row) = trend_rows(trend(moments, {}), moments[-1].result)

    assert (row.breaks, row.since) == (True, "Not compared: a quick check never is with a full assessment")


def test_what_moved_is_told_question_by_question() -> None:
    assert moved_lines(compare_assessed(SECOND, NOW, WALKS).areas[0]) == [
        "Old list? Before: Level 1, Begun. Now: Level 3, Established.",
        "Is it done? Before: Level 1, Begun. Now: Level 2, Partly in place.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "warnings"),
    [
        ({}, {}, []),
        ({"name": "Ashby"}, {"name": " ASHBY "}, []),
        ({"name": "Ashby"}, {"name": None}, []),
        (
            {"name": "Ashby"},
            {"name": "Ashwell"},
            [
                "The earlier answers may be another council's: its name there is “Ashby”, here “Ashwell”. If they are, "
                "choose the right file."
            ],
        ),
        (
            {"country": "GB"},
            {"country": "NL"},
            [
                "The earlier answers may be another council's: its country there is “GB”, here “NL”. If they are, "
                "choose the right file."
            ],
        ),
    ],
)
def test_an_earlier_sheet_that_may_be_another_council_s_is_named(
    before: dict[str, str], after: dict[str, str], warnings: list[str]
) -> None:
    sheets = [a_sheet(1, council=Council(**council)) for council in (before, after)]

    assert beside_warnings(*sheets) == warnings


def test_an_earlier_sheet_that_is_the_later_one_is_named() -> None:
    assert beside_warnings(NOW.sheet, SECOND.sheet) == [
        "The answers given as the earlier ones are the later ones: of 14 May 2026, and the others of 14 May 2025. "
        "Exchange the two."
    ]
    assert beside_warnings(NOW.sheet, NOW.sheet.model_copy(update={"date": None})) == []


# Then and now


def test_over_a_break_the_area_stands_twice_as_a_whole_and_as_far_as_it_is_asked_alike() -> None:
    assert [tuple(row) for row in since_rows(compare_assessed(SECOND, NOW, WALKS))] == [
        ("An area", "60", "40", "still 1", "not compared: the questions changed (1.0.0 to 2.0.0)"),
        ("An area, on the 3 that both versions ask alike", "33", "58", "", "25.0 points more"),
    ]


def test_of_several_areas_all_of_them_stand_last() -> None:
    rows = since_rows(compare_assessed(of_areas(one=1, two=2), of_areas(one=2, two=2), {}))

    assert [(row.what, row.level, row.moved) for row in rows] == [
        ("One", "1, now 2", "25.0 points more"),
        ("Two", "still 2", "no difference"),
        ("All areas", "1, now 2", "12.5 points more"),
    ]


def test_a_quick_check_has_no_level_and_no_difference() -> None:
    (row,) = since_rows(compare_assessed(of_five(1, 1, scope=Scope.QUICK), of_five(2, 2, 2, 2, 1), {}))

    assert (row.level, row.moved) == ("", "not compared: a quick check never is with a full assessment")


def test_in_a_cell_the_break_says_why_in_two_words() -> None:
    without_a_walk, quick = trend([SECOND, NOW], {}), trend([of_five(1, scope=Scope.QUICK), of_five(1)], {})

    assert [trend_cell(row) for row in trend_rows(without_a_walk, NOW.result)] == [
        "60, level 1",
        "40, level 1; questions changed",
    ]
    assert break_word(quick.areas["area"][1]) == "quick check"
    assert break_word(trend([of_areas(one=1, two=1), of_areas(one=1)], {}).overall[1]) == "other areas"


def test_what_was_no_longer_known_or_did_not_apply_is_no_rise() -> None:
    text = told(of_five(4, 4, 4, 0, 0), of_five(4, 4, 4, DONT_KNOW, NA))

    assert "risen" not in text
    assert "part or all of it comes of 2 answers that were known on one side only, or did not apply" in text
