"""The tables of a pack's workbook: the numbers unrounded, each in a cell of its own, so that they can be filtered."""

from collections.abc import Iterator

from assessment.files import Cell, table_of_comparison, table_of_result
from assessment.files import Table as Sheet
from assessment.pack.model import Pack
from assessment.pack.page_one import peers_of
from assessment.scoring import Comparison, Scores, double, next_steps, unknowns
from assessment.words import who_text

SCORES = ("Area", "Theme", "Status", "Score", "Lowest", "Highest", "Coverage", "Level confirmed", "Level possible")
PEERS = ("Peers' median", "Peers' lower quartile", "Peers' upper quartile", "Peers")
STEPS = ("No.", "Kind", "Area", "Question", "What to do", "Who", "Effort", "Gain", "From", "To", "Critical")
PROGRESS = ("Area", "Version before", "Version now", "Basis", "Common questions")


def sheets(pack: Pack) -> list[Sheet]:
    """Those with at least one row, by the names of their tabs."""
    found = [
        Sheet("Scores", [*SCORES, *PEERS], list(score_rows(pack))),
        Sheet("Steps", STEPS, list(step_rows(pack))),
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


def step_rows(pack: Pack) -> Iterator[list[Cell]]:
    number = 0
    for number, step in enumerate(next_steps(pack.result), 1):
        what = [step.rubric.title, step.question.text, step.step.action, step.step.who, step.step.effort.value]
        critical = "yes" if step.lifts_floor else "no"
        yield [number, "step", *what, double(step.gain), step.level, step.level + 1, critical]
    for after, one in enumerate(unknowns(pack.result), number + 1):
        what = [one.rubric.title, one.question.text, "Find out", who_text(one.question)]
        yield [after, "find out", *what, None, double(one.gain), None, None, "yes" if one.question.critical else "no"]


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
    found = table_of_comparison(pack.benchmark.document(), pack.result, pack.sheet.council.name, pack.notice)
    return Sheet("Comparisons", found.header, found.rows)


def answers_sheet(pack: Pack) -> Sheet:
    found = table_of_result(pack.result, pack.sheet, pack.notice)
    return Sheet("Answers", found.header, found.rows)
