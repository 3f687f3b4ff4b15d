"""A result as a table for spreadsheets: one row a question, with what was answered, noted and shown for it."""

from collections.abc import Iterator

from assessment.files.tables import Cell, Table, table_csv, table_xlsx
from assessment.instrument import BLANK, Answer, AnswerSheet, Evidence, Question
from assessment.scoring import AreaResult, Result, double

HEADER = [
    "council",
    "scope",
    "date",
    "area",
    "area_title",
    "version",
    "rubric_hash",
    "weights_hash",
    "theme",
    "question",
    "question_text",
    "state",
    "level",
    "level_text",
    "value",
    "weight",
    "evidenced_value",
    "note",
    "evidence",
    "area_score",
    "area_lowest",
    "area_highest",
    "area_coverage",
    "area_level_confirmed",
    "area_level_possible",
]


def table_of_result(result: Result, sheet: AnswerSheet | None = None, notice: str = "") -> Table:
    """One row a question, with its area's numbers; whose they are, notes and evidence as far as the sheet is given."""
    about = [
        sheet.council.name if sheet else None,
        result.scope.value,
        result.date.isoformat() if result.date else None,
    ]
    told = [notice] if notice else []
    rows = [[*about, *row, *told] for area in result.areas for row in area_rows(area, sheet)]
    return Table("Result", [*HEADER, "notice"] if notice else HEADER, rows)


def result_csv(result: Result, notice: str = "", sheet: AnswerSheet | None = None) -> bytes:
    """The table as CSV: UTF-8 with a mark, so that spreadsheets read the accents."""
    return table_csv(table_of_result(result, sheet, notice))


def result_xlsx(result: Result, notice: str = "", sheet: AnswerSheet | None = None) -> bytes:
    """The table as a workbook, in which every text is exactly what was written."""
    return table_xlsx([table_of_result(result, sheet, notice)])


def area_rows(area: AreaResult, sheet: AnswerSheet | None) -> Iterator[list[Cell]]:
    scores, rubric = area.scores, area.rubric
    numbers = [double(number) for number in (scores.score, scores.lowest, scores.highest, scores.coverage)]
    levels = [area.level.confirmed, area.level.possible] if area.level else [None, None]
    place = [rubric.id, rubric.title, rubric.version, rubric.content_hash, rubric.weights_hash]
    for question in area.questions:
        asked = rubric.by_id[question.id]
        given = sheet.answer(rubric.id, question.id) if sheet else BLANK
        yield [
            *place,
            question.theme,
            question.id,
            asked.text,
            question.state.value,
            question.level,
            level_text(asked, question.level),
            double(question.value),
            question.weight,
            double(question.evidenced_value),
            given.note,
            evidence_text(given),
            *numbers,
            *levels,
        ]


def level_text(question: Question, level: int | None) -> str | None:
    return None if level is None else question.levels[level].description


def evidence_text(answer: Answer) -> str | None:
    """Each piece on a line of its own."""
    return "\n".join(map(piece_text, answer.evidence)) or None


def piece_text(piece: Evidence) -> str:
    """ "The rule; owner: Head of ICT; dated 2026-05-01; https://…; reviewed by: Internal audit"."""
    parts = [
        piece.title,
        f"owner: {piece.owner}" if piece.owner else "",
        f"dated {piece.date.isoformat()}" if piece.date else "",
        piece.link or "",
        f"reviewed by: {piece.reviewed_by}" if piece.reviewed_by else "",
    ]
    return "; ".join(filter(None, parts))
