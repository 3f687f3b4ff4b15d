"""The tables of a pack's workbook: the numbers unrounded, each in a cell of its own, so that they can be filtered."""

from collections.abc import Iterator, Mapping

from assessment.files import Cell, table_of_comparison, table_of_result
from assessment.files import Table as Sheet
from assessment.instrument import PlannedMove
from assessment.pack.asked import planned
from assessment.pack.model import Pack
from assessment.pack.page_one import peers_of
from assessment.pack.plan_section import STATES, who
from assessment.scoring import Comparison, Scores, double
from assessment.words import move_action, unlocked_text

SCORES = ("Area", "Theme", "Status", "Score", "Lowest", "Highest", "Coverage", "Level confirmed", "Level possible")
PEERS = ("Peers' median", "Peers' lower quartile", "Peers' upper quartile", "Peers")
PLAN = (
    "No.",
    "Set",
    "Area",
    "Question",
    "Move",
    "Who",
    "Effort",
    "Gain",
    "At stake",
    "From",
    "To",
    "Critical",
    "Unlocks",
)
PROGRESS = ("Area", "Version before", "Version now", "Basis", "Common questions")

COMPARED = {
    "area": "Area",
    "question_text": "Question",
    "your_answer": "Your answer",
    "use": "Use",
    "text": "Figure",
    "n": "n",
    "country": "Country",
    "year": "Year",
    "grade": "Grade",
    "notes": "Notes",
    "publisher": "Publisher",
    "title": "Source",
    "link": "Link",
}
ANSWERED = {
    "area_title": "Area",
    "theme": "Theme",
    "question_text": "Question",
    "state": "State",
    "level": "Level",
    "level_text": "What the level says",
    "value": "Value",
    "weight": "Weight",
    "evidenced_value": "Value with evidence",
    "note": "Note",
    "evidence": "Evidence",
}


def sheets(pack: Pack) -> list[Sheet]:
    """Those with at least one row, by the names of their tabs."""
    found = [
        Sheet("Scores", [*SCORES, *PEERS], list(score_rows(pack))),
        Sheet("Plan", PLAN, list(plan_rows(pack))),
        *([progress_sheet(pack.comparison)] if pack.comparison else []),
        compared_sheet(pack),
        *([answers_sheet(pack)] if pack.with_answers else []),
    ]
    return [sheet for sheet in found if sheet.rows]


def numbers(scores: Scores) -> list[Cell]:
    return [double(scores.score), double(scores.lowest), double(scores.highest), double(scores.coverage)]


def score_rows(pack: Pack) -> Iterator[list[Cell]]:
    overall = pack.result.overall
    levels: list[Cell] = [overall.level.confirmed, overall.level.possible] if overall.level else [None, None]
    yield ["Overall", None, overall.scores.status.value, *numbers(overall.scores), *levels, None, None, None, None]
    for area in pack.result.areas:
        position = peers_of(area, pack.benchmark.peers)
        quartiles: tuple[Cell, Cell] = position.quartiles or (None, None) if position else (None, None)
        peers: list[Cell] = [position.median, *quartiles, position.n] if position else [None] * 4
        levels = [area.level.confirmed, area.level.possible] if area.level else [None, None]
        yield [area.rubric.title, None, area.scores.status.value, *numbers(area.scores), *levels, *peers]
        titles = {theme.id: theme.title for theme in area.rubric.themes}
        for theme in area.themes:
            place = [area.rubric.title, titles[theme.id], theme.scores.status.value]
            yield [*place, *numbers(theme.scores), *[None] * 6]


def plan_rows(pack: Pack) -> Iterator[list[Cell]]:
    for number, line in enumerate(pack.plan.lines, 1):
        move = line.move
        yield [
            number,
            "needed" if line.goal else "after",
            move.rubric.title,
            move.question.text,
            move_action(move),
            who(move),
            move.size.value,
            double(move.gain),
            double(move.stake),
            move.before,
            move.to,
            "yes" if move.question.critical else "no",
            unlocked_text(line),
            *planned_cells(planned(pack.sheet, move)),
        ]


def planned_cells(own: PlannedMove | None) -> list[Cell]:
    if own is None:
        return [None] * 6
    due = own.due.isoformat() if own.due else None
    return ["found out" if own.find_out else own.to, own.owner, due, STATES[own.state], own.note, own.proof]


def progress_sheet(comparison: Comparison) -> Sheet:
    sides = ("Score", "Lowest", "Highest", "Coverage")
    header = [*PROGRESS, *(f"{side} before" for side in sides), *(f"{side} now" for side in sides), "Points"]
    rows: list[list[Cell]] = [
        [
            one.after.rubric.title,
            one.before.rubric.version,
            one.after.rubric.version,
            one.basis.value,
            len(one.common),
            *numbers(one.scores_before or one.before.scores),
            *numbers(one.scores_after or one.after.scores),
            double(one.difference),
        ]
        for one in comparison.areas
    ]
    return Sheet("Progress", header, rows)


def compared_sheet(pack: Pack) -> Sheet:
    found = table_of_comparison(pack.benchmark.document(), pack.result, None)
    return chosen("Comparisons", found, COMPARED)


def answers_sheet(pack: Pack) -> Sheet:
    return chosen("Answers", table_of_result(pack.result, pack.sheet), ANSWERED)


def chosen(name: str, table: Sheet, columns: Mapping[str, str]) -> Sheet:
    """These of a table's columns, under titles for readers: what is the same in every row stands on page one."""
    places = [list(table.header).index(column) for column in columns]
    return Sheet(name, list(columns.values()), [[row[place] for place in places] for row in table.rows])
