"""The sentences of a result: what a board member would repeat must be true in every case."""

from datetime import date

import pytest

from assessment.instrument import AnswerSheet
from assessment.scoring import AreaResult, Result, score
from assessment.words import (
    binding_text,
    claims_text,
    extremes,
    headline,
    held_down,
    level_line,
    level_text,
    score_and_range,
)
from tests.builders import BLANK, DONT_KNOW, NA, a_rubric, a_sheet, an_area, rubrics_of

TEN = (1,) * 10
DAY = date(2026, 5, 14)


def told(*said: object, scope: str = "full", weights: tuple[int, ...] = TEN, **council: object) -> str:
    rubric = a_rubric(weights=weights, quick=("q1", "q2"))
    sheet = a_sheet(*said, scope=scope, council=council)
    return headline(score(sheet, rubrics_of(rubric)), sheet)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([2] * 10, "Example scores 50 out of 100. It holds at least level 2 (Partly in place)."),
        ([4] * 10, "Example scores 100 out of 100. It holds at least level 4 (Measured and improving)."),
        ([0] * 10, "Example scores 0 out of 100. Level 1 (Begun) is not yet secure in An area."),
        (
            [2] * 7 + [DONT_KNOW, BLANK, BLANK],
            "Example scores 50 out of 100 on what is known, and between 35 and 65 whatever the unknown answers are. "
            "Level 1 (Begun) is not yet secure in An area; the unknown answers may lift that to level 2 "
            "(Partly in place).",
        ),
        (
            [2] * 6,
            "Example has too few answers for a score: it could be anything from 30 to 70 out of 100. "
            "Level 1 (Begun) is not yet secure in An area; the unknown answers may lift that to level 2 "
            "(Partly in place).",
        ),
        ([NA] * 10, "Nothing in this assessment applies to Example, so there is nothing to score."),
    ],
    ids=["all at 2", "the top", "nothing", "three unknown", "too few", "nothing applies"],
)
def test_the_headline_of_a_full_assessment(said: list[object], sentence: str) -> None:
    assert told(*said, name="Example") == sentence


def test_the_headline_of_a_quick_check_is_called_an_indication_and_states_no_level() -> None:
    assert told(3, 3, scope="quick") == "An indication from the quick check: This council scores 75 out of 100."


def several_areas() -> tuple[Result, AnswerSheet]:
    rubrics = [a_rubric(id=name, title=name.title(), weights=TEN) for name in ("ai", "cloud", "cyber")]
    sheet = a_sheet(areas={"ai": [3] * 10, "cloud": [1] * 10, "cyber": [1] * 10})
    return score(sheet, rubrics_of(*rubrics)), sheet


def test_the_headline_of_several_areas_names_those_that_set_the_limit() -> None:
    result, sheet = several_areas()

    assert headline(result, sheet) == (
        "This council scores 42 out of 100. Every area holds at least level 1 (Begun); "
        "the limit is set by Cloud and Cyber."
    )


def test_the_headline_names_the_areas_that_keep_the_whole_from_a_score() -> None:
    rubrics = [a_rubric(id=name, title=name.title(), weights=(1,)) for name in ("ai", "cloud", "cyber")]
    sheet = a_sheet(areas={"ai": [4], "cloud": [DONT_KNOW], "cyber": [BLANK]})

    assert headline(score(sheet, rubrics_of(*rubrics)), sheet).startswith(
        "This council has too few answers in Cloud and Cyber for a score: "
        "it could be anything from 33 to 100 out of 100."
    )


def an_area_of(*said: object) -> AreaResult:
    return an_area(a_rubric(weights=(1,) * len(said)), *said)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ([2, 2, 2], "Level 2, Partly in place"),
        (
            [2, 2, DONT_KNOW],
            "Level 0, Not in place (confirmed); level 2, Partly in place possible once 1 answer is known",
        ),
        (
            [2, DONT_KNOW, DONT_KNOW],
            "Level 0, Not in place (confirmed); level 2, Partly in place possible once 2 answers are known",
        ),
    ],
)
def test_the_level_is_told_with_what_is_still_possible(said: list[object], text: str) -> None:
    assert level_text(an_area_of(*said)) == text


def test_what_binds_is_counted() -> None:
    assert binding_text(an_area_of(2, 1, 1)) == "2 questions keep this area from a confirmed level 2, Partly in place"
    critical = an_area(a_rubric(weights=(1,) * 5, critical=("q1",)), 1, 1, 1, 4, 4)
    assert binding_text(critical) == (
        "1 question is below the least that it needs for level 2, Partly in place, "
        "and too few questions are at that level"
    )
    assert binding_text(an_area_of(4, 4, 4)) == ""


def test_the_strongest_and_weakest_are_all_that_share_the_place_and_none_where_all_are_alike() -> None:
    best, worst = extremes(an_area_of(3, 3, 1, DONT_KNOW, 2))

    assert [question.id for question in best] == ["q1", "q2"]
    assert [question.id for question in worst] == ["q3"]
    assert extremes(an_area_of(2, 2, DONT_KNOW)) == ([], [])


# The level, and in one line what holds it there


@pytest.mark.parametrize(
    ("said", "critical", "line"),
    [
        ([4] * 9 + [1], ["q10"], "Level 1, Begun: one critical question in An area holds it there."),
        ([4] * 9 + [0], [], "Level 2, Partly in place: one question in An area holds it there."),
        (
            [4] * 8 + [1, 1],
            ["q9", "q10"],
            "Level 1, Begun: 2 critical questions in An area are below what the next level asks.",
        ),
        ([2] * 7 + [1, 1, 1], ["q10"], "Level 1, Begun: one critical question in An area holds it there."),
        ([2] * 7 + [1, 1, 1], [], "Level 1, Begun: 3 questions in An area are below what the next level asks."),
        (
            [2] * 7 + [DONT_KNOW, 1, 1],
            [],
            "Level 1, Begun: 3 questions in An area are below what the next level asks; the unknown answers may lift "
            "it to level 2 (Partly in place).",
        ),
        ([4] * 10, [], "Level 4, Measured and improving: in every area, and there is no higher one."),
        ([NA] * 10, [], ""),
    ],
)
def test_one_line_says_the_level_and_what_holds_it_there(said: list[object], critical: list[str], line: str) -> None:
    rubric = a_rubric(weights=TEN, critical=critical)

    result = score(a_sheet(*said), rubrics_of(rubric))

    assert level_line(result) == line


def test_only_the_areas_that_set_the_limit_hold_the_level_down() -> None:
    result, _ = several_areas()

    assert level_line(result) == "Level 1, Begun: 20 questions in Cloud and Cyber are below what the next level asks."
    assert {area.rubric.id for area, _ in held_down(result)} == {"cloud", "cyber"}


def test_a_quick_check_has_no_level_to_hold_down() -> None:
    result = score(a_sheet(1, 1, scope="quick"), rubrics_of(a_rubric(weights=TEN, quick=("q1", "q2"))))

    assert (level_line(result), held_down(result)) == ("", [])


def test_a_range_of_a_single_point_is_not_shown() -> None:
    assert score_and_range(an_area_of(1, 1, 2).scores) == "33"
    assert score_and_range(an_area_of(1, 1, DONT_KNOW).scores) == "25 (16 to 50)"


@pytest.mark.parametrize(
    ("said", "day", "lines"),
    [
        ([2, 2], DAY, ["Every answer above level 2 has recent evidence, or there is none above level 2."]),
        (
            [4, 2],
            DAY,
            [
                "Claimed 75; where levels above 2 count only with recent evidence, 50. "
                "At least 25.0 points are without it."
            ],
        ),
        (
            [2, 2],
            None,
            [
                "Every answer above level 2 has dated evidence (its age is not judged, because the answers have no "
                "date), or there is none above level 2."
            ],
        ),
        (
            [2, 2, NA, NA],
            DAY,
            [
                "Every answer above level 2 has recent evidence, or there is none above level 2.",
                "2 questions left out as not applicable; counted as 0, the lowest would be 25.",
                "Limited scope: over a third of this area was said not to apply. Read its numbers with care.",
            ],
        ),
    ],
)
def test_what_is_claimed_stands_beside_what_is_evidenced(
    said: list[object], day: date | None, lines: list[str]
) -> None:
    assert claims_text(an_area_of(*said), day) == lines
