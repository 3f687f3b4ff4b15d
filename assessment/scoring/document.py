"""The result/1 document: what `score --json` prints and the app lets download. Unrounded doubles, ids, no prose."""

from fractions import Fraction
from typing import Any

from assessment.scoring.comparable import AreaComparison, Comparison
from assessment.scoring.levels import LevelRange
from assessment.scoring.results import AreaResult, Number, OverallResult, QuestionResult, Result, Scores

RESULT_FORMAT = "result/1"


def result_document(result: Result, notice: str = "") -> dict[str, Any]:
    """`notice`: what must stand wherever invented data are shown."""
    return {
        "format": RESULT_FORMAT,
        **({"notice": notice} if notice else {}),
        "scope": result.scope.value,
        "date": result.date.isoformat() if result.date else None,
        "areas": [area_document(area) for area in result.areas],
        "overall": overall_document(result.overall),
    }


def double(value: Fraction | Number | None) -> float | None:
    if value is None:
        return None
    return float(value.value if isinstance(value, Number) else value)


def level_document(level: LevelRange | None) -> dict[str, int] | None:
    return None if level is None else {"confirmed": level.confirmed, "possible": level.possible}


def scores_document(scores: Scores) -> dict[str, Any]:
    return {
        "status": scores.status.value,
        "score": double(scores.score),
        "lowest": double(scores.lowest),
        "highest": double(scores.highest),
        "coverage": double(scores.coverage),
    }


def area_document(area: AreaResult) -> dict[str, Any]:
    return {
        "rubric": area.rubric.id,
        "version": area.rubric.version,
        "rubric_hash": area.rubric.content_hash,
        "weights_hash": area.rubric.weights_hash,
        **scores_document(area.scores),
        "evidenced_score": double(area.evidenced_score),
        "evidenced_lowest": double(area.evidenced_lowest),
        "evidenced_level": area.evidenced_level,
        "lowest_without_na": double(area.lowest_without_na),
        "limited_scope": area.limited_scope,
        "level": level_document(area.level),
        "binding": list(area.binding),
        "themes": [{"id": theme.id, **scores_document(theme.scores)} for theme in area.themes],
        "questions": [question_document(question) for question in area.questions],
    }


def question_document(question: QuestionResult) -> dict[str, Any]:
    return {
        "id": question.id,
        "state": question.state.value,
        "level": question.level,
        **({"waits": True} if question.waits else {}),
        "value": double(question.value),
        "evidenced_value": double(question.evidenced_value),
        "weight": question.weight,
        "counts_in": list(question.counts_in),
    }


def overall_document(overall: OverallResult) -> dict[str, Any]:
    return {
        **scores_document(overall.scores),
        "geometric": overall.geometric,
        "imbalance": overall.imbalance,
        "level": level_document(overall.level),
        "binding": list(overall.binding),
    }


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """What goes with a result that is set beside an earlier one: that one, and what of it may be compared (R16)."""
    return {
        "before": result_document(comparison.before),
        "areas": [compared_document(one) for one in comparison.areas],
        "difference": double(comparison.difference),
        "step": double(comparison.step),
        "is_change": comparison.is_change,
        "ahead": comparison.ahead,
        "questions_changed": comparison.questions_changed,
        "only_before": list(comparison.only_before),
        "only_after": list(comparison.only_after),
    }


def compared_document(one: AreaComparison) -> dict[str, Any]:
    over = [None if scores is None else scores_document(scores) for scores in (one.scores_before, one.scores_after)]
    return {
        "rubric": one.after.rubric.id,
        "versions": [one.before.rubric.version, one.after.rubric.version],
        "basis": one.basis.value,
        "common": list(one.common),
        "before": over[0],
        "after": over[1],
        "difference": double(one.difference),
        "step": double(one.step),
        "is_change": one.is_change,
        "moved": [
            {
                "id": moved.after.id,
                "before": {"state": moved.before.state.value, "level": moved.before.level},
                "after": {"state": moved.after.state.value, "level": moved.after.level},
            }
            for moved in one.moved
        ],
    }
