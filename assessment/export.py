"""The result/1 document: what `score --json` prints and the app lets download. Unrounded doubles, ids, no prose."""

import csv
import io
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from assessment.levels import LevelRange
from assessment.results import AreaResult, Number, OverallResult, QuestionResult, Result, Scores

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


HEADER = [
    "scope",
    "date",
    "area",
    "version",
    "rubric_hash",
    "weights_hash",
    "theme",
    "question",
    "question_text",
    "state",
    "level",
    "value",
    "weight",
    "evidenced_value",
    "area_score",
    "area_lowest",
    "area_highest",
    "area_coverage",
    "area_level_confirmed",
    "area_level_possible",
]


def result_csv(result: Result, notice: str = "") -> bytes:
    """One row a question, with its area's numbers. UTF-8 with a mark, so that spreadsheets read the accents."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*HEADER, "notice"] if notice else HEADER)
    about = [result.scope.value, result.date.isoformat() if result.date else None]
    rows = ([*about, *row] for area in result.areas for row in area_rows(area))
    told = [notice] if notice else []
    writer.writerows([safe_cell(cell) for cell in (*row, *told)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def area_rows(area: AreaResult) -> Iterator[list[object]]:
    scores = area.scores
    numbers = [double(number) for number in (scores.score, scores.lowest, scores.highest, scores.coverage)]
    levels = [area.level.confirmed, area.level.possible] if area.level else [None, None]
    for question in area.questions:
        text = area.rubric.by_id[question.id].text
        rubric = [area.rubric.id, area.rubric.version, area.rubric.content_hash, area.rubric.weights_hash]
        place = [*rubric, question.theme, question.id, text]
        answer = [question.state.value, question.level, double(question.value), question.weight]
        yield [*place, *answer, double(question.evidenced_value), *numbers, *levels]


def safe_cell(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        return "'" + cell
    return cell
