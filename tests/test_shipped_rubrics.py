"""The four shipped rubrics: every bullet of the report is covered, and every question is whole."""

from collections import Counter

import pytest

from assessment.files import load_rubrics, shipped_rubrics
from assessment.instrument import Question, Rubric, Scope
from assessment.scoring import in_scope

RUBRICS = list(load_rubrics(shipped_rubrics()).values())
QUESTIONS = [question for rubric in RUBRICS for question in rubric.questions]
BULLETS = {
    "ai-governance": {f"AI{number}" for number in range(1, 7)},
    "cloud-control": {f"CL{number}" for number in range(1, 10)},
    "cyber-hygiene": {"CY-F1", "CY-F2", "CY-F3", *(f"CY-T{number}" for number in range(1, 6))},
    "open-source-choice": {f"OS{number}" for number in range(1, 9)},
}
PAGES = {"ai-governance": "20-22", "cloud-control": "23-24", "cyber-hygiene": "25-27", "open-source-choice": "28-29"}


def by_id(rubric: Rubric) -> str:
    return rubric.id


def test_there_are_the_four_rubrics_with_fifty_two_questions() -> None:
    assert {rubric.id: len(rubric.questions) for rubric in RUBRICS} == {
        "ai-governance": 13,
        "cloud-control": 12,
        "cyber-hygiene": 14,
        "open-source-choice": 13,
    }


@pytest.mark.parametrize("rubric", RUBRICS, ids=by_id)
def test_every_bullet_of_the_report_is_covered_and_no_other_is_named(rubric: Rubric) -> None:
    named = {code for question in rubric.questions for code in question.source.codes}

    assert named == BULLETS[rubric.id] | {"text"}
    assert {question.source.pages for question in rubric.questions} == {PAGES[rubric.id]}


@pytest.mark.parametrize("rubric", RUBRICS, ids=by_id)
def test_each_rubric_has_three_or_four_themes_three_quick_questions_and_few_critical_ones(rubric: Rubric) -> None:
    assert 3 <= len(rubric.themes) <= 4
    assert len(in_scope(rubric, Scope.QUICK)) == 3
    assert 1 <= sum(question.critical is not None for question in rubric.questions) <= 3
    assert {question.weight for question in rubric.questions} == {1}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_each_question_has_five_whole_levels(question: Question) -> None:
    levels = question.levels

    assert len(levels) == 5
    assert all(level.evidence for level in levels[1:])
    assert all(level.next_step for level in levels[:4])
    assert len({level.description for level in levels}) == 5
    assert question.text.endswith("?")


def test_no_id_is_used_twice_anywhere() -> None:
    counts = Counter(question.id for question in QUESTIONS)

    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_level_3_rests_on_records_and_level_4_changed_something(question: Question) -> None:
    """The mail question's levels are settings that anyone can look up, so nothing is counted there."""
    if question.id != "cyber-mail":
        assert "12 months" in question.levels[3].description
    assert "change" in question.levels[4].description
