"""What several commands share: their arguments, the rubrics, and how a refusal ends."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assessment.figures import CompanionSet
from assessment.files import (
    load_answers,
    load_companions,
    load_crosswalks,
    load_rubrics,
    not_read,
    refuse_what_is_to_come,
    shipped_rubrics,
)
from assessment.instrument import AnswerSheet, BadInput, CouncilType, Crosswalks, RubricSet, printable
from assessment.peers import BANDS
from assessment.scoring import Comparison, compare
from assessment.words import beside_warnings

Answers = Annotated[Path, typer.Argument(metavar="ANSWERS", help="A file of answers.")]
Rubrics = Annotated[
    Path | None, typer.Option("--rubrics", help="A folder of rubric files instead of the shipped ones.")
]
Pool = Annotated[Path | None, typer.Option("--pool", help="A peer pool, a CSV or XLSX file.")]
Country = Annotated[str | None, typer.Option(help="Only peers of this country, such as GB.")]
Type = Annotated[CouncilType | None, typer.Option(help="Only peers of this type.")]
Band = Annotated[str | None, typer.Option(help=f"Only peers of this size: {'; '.join(BANDS)}.")]
OwnRecord = Annotated[str | None, typer.Option(help="The council's own record in the pool, to leave it out.")]
AcceptRest = Annotated[bool, typer.Option("--accept-rest", help="Leave rows with problems out instead of stopping.")]


def answers_in(path: Path, known: RubricSet, folder: Path | None = None) -> AnswerSheet:
    """A file of answers to the rubrics of a folder, None for the shipped ones. Raises BadInput with everything that
    keeps it from being scored today.
    """
    sheet = load_answers(path, known, lambda: companions_in(folder, known))
    return refuse_what_is_to_come(sheet, path.name, datetime.now(UTC).date())


def for_terminal(sheet: AnswerSheet) -> AnswerSheet:
    """The same with names that can't move the cursor or begin a line of their own: the council's, and of who plans."""
    name = sheet.council.name and printable(sheet.council.name)
    plan = {
        area: {
            id: move.model_copy(update={"owner": move.owner and printable(move.owner)}) for id, move in moves.items()
        }
        for area, moves in sheet.plan.items()
    }
    return sheet.model_copy(update={"council": sheet.council.model_copy(update={"name": name}), "plan": plan})


def companions_in(folder: Path | None, known: RubricSet) -> CompanionSet:
    return load_companions(folder or shipped_rubrics(), known)


def crosswalks_in(folder: Path | None, known: RubricSet) -> Crosswalks:
    return load_crosswalks(folder or shipped_rubrics(), known)


def compared_with(old: Path | None, sheet: AnswerSheet, known: RubricSet, folder: Path | None) -> Comparison | None:
    """The sheet beside an earlier file of answers, None without one."""
    earlier = earlier_in(old, sheet, known, folder)
    return compare(earlier, sheet, known, crosswalks_in(folder, known)) if earlier else None


def earlier_in(old: Path | None, sheet: AnswerSheet, known: RubricSet, folder: Path | None) -> AnswerSheet | None:
    """An earlier file of answers, None without one. Says on standard error what makes one doubt that it is an earlier
    one of the same council.
    """
    if old is None:
        return None
    earlier = answers_in(old, known, folder)
    for warning in beside_warnings(earlier, sheet):
        typer.echo(f"warning: {printable(old.name)}: {printable(warning)}", err=True)
    return earlier


def rubrics_in(folder: Path | None) -> RubricSet:
    """The rubrics of a folder; says on standard error what else lies there and is not read."""
    wanted = folder or shipped_rubrics()
    for problem in not_read(wanted):
        typer.echo(f"warning: {problem}", err=True)
    return load_rubrics(wanted)


def fail(refused: BadInput) -> NoReturn:
    for problem in refused.problems:
        typer.echo(str(problem), err=True)
    sys.exit(1)
