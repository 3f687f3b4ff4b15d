"""`maturity check`: every problem of a file, with file, line and id."""

from pathlib import Path
from typing import Annotated

import typer

from assessment.command.options import answers_in, fail, rubrics_in
from assessment.files import RUBRIC_LIMIT, advice_on, advice_on_answers, load_located_rubric, parse_figures, read_file
from assessment.instrument import BadInput, Problem, printable


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Rubrics (.yaml) or answers (.json).")],
) -> None:
    """Validate rubric or answer files; print every problem with file, line and id."""
    problems: list[Problem] = []
    for path in files:
        try:
            check_file(path)
        except BadInput as refused:
            problems += refused.problems
    if problems:
        fail(BadInput(problems))


def check_file(path: Path) -> None:
    if path.suffix == ".json":
        sheet = answers_in(path, rubrics_in(None))
        for warning in advice_on_answers(sheet, path.name):
            typer.echo(str(warning))
        typer.echo(f"{printable(path.name)}: answers are in order")
        return
    if path.parent.name == "figures":
        found = parse_figures(read_file(path, RUBRIC_LIMIT), rubrics_in(None), path.name)
        typer.echo(f"{printable(path.name)}: {len(found.figures)} figures are in order")
        return
    rubric, located = load_located_rubric(path)
    for warning in advice_on(rubric, located):
        typer.echo(str(warning))
    typer.echo(
        f"{printable(path.name)}: rubric '{rubric.id}' {rubric.version} is in order, {len(rubric.questions)} questions"
    )
