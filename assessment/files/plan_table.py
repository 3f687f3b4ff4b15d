"""A plan as a table for spreadsheets: one row a move, in the plan's order, with what the council has planned of it."""

from collections.abc import Iterator

from assessment.files.tables import Cell, Table, table_csv, table_xlsx
from assessment.instrument import AnswerSheet, PlannedMove, Question, Rubric
from assessment.planning import Line, Plan
from assessment.scoring import double

HEADER = [
    "council",
    "date",
    "order",
    "area",
    "area_title",
    "question",
    "question_text",
    "find_out",
    "from",
    "to",
    "action",
    "who",
    "effort",
    "gain",
    "level_of_area_then",
    "overall_level_then",
    "proof",
    "planned_state",
    "planned_from",
    "planned_to",
    "planned_owner",
    "planned_due",
    "planned_effort",
    "planned_note",
    "planned_proof",
]


def table_of_plan(plan: Plan, sheet: AnswerSheet, notice: str = "") -> Table:
    """All that is left to do, then what is planned of anything else."""
    about = [sheet.council.name, sheet.date.isoformat() if sheet.date else None]
    told = [notice] if notice else []
    rows = [[*about, *row, *told] for row in plan_rows(plan, sheet)]
    return Table("Plan", [*HEADER, "notice"] if notice else HEADER, rows)


def plan_csv(plan: Plan, sheet: AnswerSheet, notice: str = "") -> bytes:
    """UTF-8 with a mark, so that spreadsheets read the accents."""
    return table_csv(table_of_plan(plan, sheet, notice))


def plan_xlsx(plan: Plan, sheet: AnswerSheet, notice: str = "") -> bytes:
    """A workbook, in which every text is exactly what was written."""
    return table_xlsx([table_of_plan(plan, sheet, notice)])


def plan_rows(plan: Plan, sheet: AnswerSheet) -> Iterator[list[Cell]]:
    left = set()
    for number, line in enumerate(plan.lines, 1):
        rubric, question = line.move.rubric, line.move.question
        left.add(line.move.place)
        planned = sheet.plan.get(rubric.id, {}).get(question.id)
        yield [number, *asked_cells(rubric, question), *line_cells(line), *planned_cells(planned)]
    for area in plan.result.areas:
        for name, move in sheet.plan.get(area.rubric.id, {}).items():
            if (area.rubric.id, name) not in left and name in area.rubric.by_id:
                asked = asked_cells(area.rubric, area.rubric.by_id[name])
                yield [None, *asked, *[None] * 10, *planned_cells(move)]


def asked_cells(rubric: Rubric, question: Question) -> list[Cell]:
    return [rubric.id, rubric.title, question.id, question.text]


def line_cells(line: Line) -> list[Cell]:
    move = line.move
    return [
        "yes" if move.finds_out else "no",
        move.before,
        move.to,
        " Then: ".join(step.action for step in move.steps) or None,
        ", then ".join(dict.fromkeys(step.who for step in move.steps)) or None,
        ", then ".join(step.effort.value for step in move.steps) or None,
        double(move.gain),
        line.unlocks_area,
        line.unlocks_overall,
        move.proof or None,
    ]


def planned_cells(move: PlannedMove | None) -> list[Cell]:
    if move is None:
        return [None] * 8
    return [
        move.state.value,
        move.before,
        move.to,
        move.owner,
        move.due.isoformat() if move.due else None,
        move.effort.value if move.effort else None,
        move.note,
        move.proof,
    ]
