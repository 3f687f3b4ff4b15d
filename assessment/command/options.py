"""What several commands share: their arguments, the rubrics, and how a refusal ends."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assessment.files import load_answers, load_rubrics, not_read, refuse_what_is_to_come, shipped_rubrics
from assessment.instrument import AnswerSheet, BadInput, RubricSet

Answers = Annotated[Path, typer.Argument(metavar="ANSWERS", help="An answers/1 file.")]
Rubrics = Annotated[
    Path | None, typer.Option("--rubrics", help="A folder of rubric files instead of the shipped ones.")
]
AcceptRest = Annotated[bool, typer.Option("--accept-rest", help="Leave rows with problems out instead of stopping.")]


def answers_in(path: Path, known: RubricSet) -> AnswerSheet:
    """Raises BadInput with everything that keeps a file from being scored today."""
    return refuse_what_is_to_come(load_answers(path, known), path.name, datetime.now(UTC).date())


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
