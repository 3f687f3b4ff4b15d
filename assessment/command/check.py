"""`maturity check`: every problem of a file, with file, line and id. What a file is, its content says, not its name."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assessment.command.options import answers_in, fail, rubrics_in
from assessment.figures import CouncilCounts, ReportFacts
from assessment.files import (
    FOUND,
    RUBRIC_LIMIT,
    advice_on,
    advice_on_answers,
    kind_of,
    load_located_rubric,
    load_model,
    load_pool,
    newest_of,
    parse_figures,
    read_file,
    shared_id,
)
from assessment.instrument import BadInput, Problem, printable

BY_ENDING = {".json": "answers", ".csv": "pool", ".xlsx": "workbook"}
CONTEXT: dict[str, type[CouncilCounts] | type[ReportFacts]] = {
    "council-counts": CouncilCounts,
    "report-facts": ReportFacts,
}


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Rubrics, published figures, answers or peer pools.")
    ],
) -> None:
    """Validate rubric or answer files; print every problem with file, line and id."""
    problems: list[Problem] = []
    for path in files:
        try:
            typer.echo(f"{printable(path.name)}: {check_file(path)}")
        except BadInput as refused:
            problems += refused.problems
    if problems:
        fail(BadInput(problems))


def check_file(path: Path) -> str:
    """What is in order. Warnings are printed; raises BadInput with every problem."""
    kind = kind_of(read_file(path, RUBRIC_LIMIT))
    if kind not in FOUND:
        kind = "figures" if path.parent.name == "figures" else BY_ENDING.get(path.suffix.lower(), "rubric")
    if kind in CONTEXT:
        load_model(path, CONTEXT[kind])
        return f"{FOUND[kind]} is in order"
    if kind == "figures":
        found = parse_figures(read_file(path, RUBRIC_LIMIT), rubrics_in(None), path.name)
        return f"{len(found.figures)} figures are in order"
    if kind in ("pool", "workbook"):
        return check_pool(path)
    return check_rubric(path) if kind == "rubric" else check_answers(path)


def check_pool(path: Path) -> str:
    read = load_pool(path, newest_of(rubrics_in(None)), date.today())
    if read.problems:
        raise BadInput(read.problems)
    return f"{len(read.pool)} records are in order"


def check_answers(path: Path) -> str:
    """Also for what is neither: it is refused as what it is."""
    for warning in advice_on_answers(answers_in(path, rubrics_in(None)), path.name):
        typer.echo(str(warning))
    return "answers are in order"


def check_rubric(path: Path) -> str:
    rubric, located = load_located_rubric(path)
    shared = [*shared_id(path, rubric)]
    wrong = [problem for problem in shared if not problem.message.startswith("warning")]
    if wrong:
        raise BadInput(wrong)
    for warning in (*shared, *advice_on(rubric, located)):
        typer.echo(str(warning))
    return f"rubric '{rubric.id}' {rubric.version} is in order, {len(rubric.questions)} questions"
