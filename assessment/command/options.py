"""What several commands share: their arguments, the rubrics, and how a refusal ends."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assessment.files import load_rubrics, shipped_rubrics
from assessment.instrument import BadInput, RubricSet

Answers = Annotated[Path, typer.Argument(metavar="ANSWERS", help="An answers/1 file.")]
Rubrics = Annotated[
    Path | None, typer.Option("--rubrics", help="A folder of rubric files instead of the shipped ones.")
]
AcceptRest = Annotated[bool, typer.Option("--accept-rest", help="Leave rows with problems out instead of stopping.")]


def rubrics_in(folder: Path | None) -> RubricSet:
    return load_rubrics(folder or shipped_rubrics())


def fail(refused: BadInput) -> NoReturn:
    for problem in refused.problems:
        typer.echo(str(problem), err=True)
    sys.exit(1)
