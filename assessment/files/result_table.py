"""A result as a table for spreadsheets: one row a question."""

import csv
import io
from collections.abc import Iterator

from assessment.scoring import AreaResult, Result, double

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
