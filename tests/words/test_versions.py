"""Two versions in words: what may be compared, and what was taken over."""

import pytest

from assessment.instrument import AnswerSheet, Scope, take_over
from assessment.scoring import compare, score
from assessment.words import comparison_text, summary, taken_over_text, waiting_text
from tests.builders import a_rubric, a_sheet, an_answer, rubrics_of
from tests.crosswalks import FILE, RUBRICS, a_walk, walks


def of_version(version: str, **levels: int) -> AnswerSheet:
    answers = {id: an_answer(level) for id, level in levels.items()}
    return AnswerSheet(date="2026-05-14", rubrics={"area": version}, answers={"area": answers})


OLD, NEW = of_version("1.0.0", q1=0, q2=3, gone=4), of_version("2.0.0", q1=4, q2=2, added=4)
NONE_ALIKE = FILE.replace("change: same", "change: levels_moved").replace("becomes: 4]", "at_least: 3]")


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (
            of_version("2.0.0", q1=1, q2=1, added=1),
            NEW,
            "An area: 25 before, 83 now: 58.3 points more.\nOverall: 25 before, 83 now: 58.3 points more.",
        ),
        (NEW, NEW, "An area: 83 before, 83 now: no difference.\nOverall: 83 before, 83 now: no difference."),
        (
            OLD,
            NEW,
            "An area: 58 under 1.0.0, 83 under 2.0.0. The questions changed. On the one that both versions ask alike: "
            "75 before, 50 now: 25.0 points less.",
        ),
        (
            of_version("1.0.0", q1=0),
            NEW,
            "An area: no score (0 to 67) under 1.0.0, 83 under 2.0.0. The questions changed. On the one that both "
            "versions ask alike: no score (0 to 100) before, 50 now: no difference, because one of them has no score.",
        ),
        (
            NEW.model_copy(update={"scope": Scope.QUICK}),
            NEW,
            "An area: does not apply before, 83 now. A quick check is not compared with a full assessment.",
        ),
    ],
)
def test_two_results_in_a_sentence(before: AnswerSheet, after: AnswerSheet, text: str) -> None:
    assert comparison_text(compare(before, after, RUBRICS, walks())) == text


def test_where_the_questions_changed_no_difference_is_named() -> None:
    text = comparison_text(compare(OLD, NEW, RUBRICS, walks(a_walk(NONE_ALIKE))))

    assert text == ("An area: 58 under 1.0.0, 83 under 2.0.0. The questions changed, so no difference is computed.")


def test_areas_of_one_side_only_are_named() -> None:
    rubrics = rubrics_of(*(a_rubric(id=name, title=name.title()) for name in ("one", "two", "three")))
    before, after = a_sheet(areas={"one": (1,), "two": (2,)}), a_sheet(areas={"one": (1,), "three": (2,)})

    assert comparison_text(compare(before, after, rubrics, {})).splitlines() == [
        "One: 25 before, 25 now: no difference.",
        "Assessed only before: two.",
        "Assessed only now: three.",
    ]


def test_what_was_taken_over_is_told_question_by_question() -> None:
    sheet = of_version("1.0.0", q1=1, gone=2)
    told = sheet.answers["area"]["gone"].model_copy(update={"note": "Two\nlines \x1b[2J"})
    sheet = sheet.model_copy(update={"answers": {"area": {**sheet.answers["area"], "gone": told}}})

    text = taken_over_text(take_over(sheet, walks(), RUBRICS), RUBRICS)

    assert text.splitlines() == [
        "An area, 1.0.0 to 2.0.0: of 2 answers 0 say the same, 1 waits to be confirmed, 0 are asked again, "
        "1 is asked no more.",
        "",
        "Please confirm:",
        "  q1: Is it done?",
        "    Said under 1.0.0: level 1, “What can be seen at 1.”; counts as level 1 until then",
        "",
        "Not asked before:",
        "  added: Is it done?",
        "",
        "Asked no more; kept in the old file only:",
        "  gone: Is it done?",
        "    Said under 1.0.0: level 2, “What can be seen at 2.”",
        "    Note: Two\N{REPLACEMENT CHARACTER}lines \N{REPLACEMENT CHARACTER}[2J",
    ]


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ({"q1": 1}, "1 answer waits to be confirmed."),
        ({"q1": 2}, "1 question is asked again."),
        ({"q1": 3, "q2": 1}, "1 answer waits to be confirmed."),
    ],
)
def test_a_result_says_how_much_of_it_waits(levels: dict[str, int], told: str) -> None:
    sheet = take_over(of_version("1.0.0", **levels), walks(), RUBRICS).sheet

    text = f"Of what was taken over from an earlier version, {told}"
    assert waiting_text(sheet) == text
    assert text in summary(score(sheet, RUBRICS), sheet).splitlines()


def test_of_both_kinds_both_are_told_and_where_nothing_waits_nothing() -> None:
    waiting = {"version": "1.0.0", "level": 2}
    sheet = a_sheet(an_answer(1, earlier=waiting), an_answer(1, earlier=waiting), an_answer(None, earlier=waiting))

    assert waiting_text(sheet).endswith("2 answers wait to be confirmed and 1 question is asked again.")
    assert waiting_text(a_sheet(1)) == ""
