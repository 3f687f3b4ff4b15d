"""The `maturity` command. Bad input ends with exit code 1 and one line per problem on standard error."""

import json
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assessment.answers import AnswerSheet, RubricSet
from assessment.errors import BadInput, Problem, printable
from assessment.export import result_document
from assessment.lint import lint
from assessment.loading import load_answers, load_located_rubric, load_rubrics, shipped_rubrics
from assessment.scoring import score as score_sheet
from assessment.story import summary

app = typer.Typer(
    help="A digital-maturity self-assessment for local councils.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Rubrics = Annotated[
    Path | None, typer.Option("--rubrics", help="A folder of rubric files instead of the shipped ones.")
]


@app.command()
def run(port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8501) -> None:
    """Start the app on this machine and open the browser."""
    from assessment.ui.server import run as run_app  # the other commands don't wait for the web server to load

    run_app(port)


@app.command()
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


@app.command()
def score(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS", help="An answers/1 file.")],
    rubrics: Rubrics = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole result, unrounded.")] = False,
) -> None:
    """Score one answer file; the same numbers as in the app."""
    try:
        known = rubrics_in(rubrics)
        sheet = load_answers(answers, known)
        result = score_sheet(sheet, known)
    except BadInput as refused:
        fail(refused)
    typer.echo(json.dumps(result_document(result), indent=2) if as_json else summary(result, for_terminal(sheet)))


def for_terminal(sheet: AnswerSheet) -> AnswerSheet:
    """The same with a name that can't move the cursor or begin a line of its own."""
    name = sheet.council.name and printable(sheet.council.name)
    return sheet.model_copy(update={"council": sheet.council.model_copy(update={"name": name})})


def check_file(path: Path) -> None:
    if path.suffix == ".json":
        load_answers(path, rubrics_in(None))
        typer.echo(f"{printable(path.name)}: answers are in order")
        return
    rubric, located = load_located_rubric(path)
    for warning in lint(rubric, located):
        typer.echo(str(warning))
    typer.echo(
        f"{printable(path.name)}: rubric '{rubric.id}' {rubric.version} is in order, {len(rubric.questions)} questions"
    )


def rubrics_in(folder: Path | None) -> RubricSet:
    return load_rubrics(folder or shipped_rubrics())


def fail(refused: BadInput) -> NoReturn:
    for problem in refused.problems:
        typer.echo(str(problem), err=True)
    sys.exit(1)


def main() -> None:
    app()
