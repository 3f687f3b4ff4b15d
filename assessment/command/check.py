"""`maturity check`: every problem of a file, with file, line and id. What a file is, its content says, not its name."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assessment.command.lengths import word_lines
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
    parse_companions,
    parse_crosswalk,
    parse_figures,
    read_file,
    shared_id,
)
from assessment.instrument import BadInput, Problem, Rubric, printable
from assessment.words import length_warnings, set_warnings

BY_FOLDER = {"figures": "figures", "companions": "companions", "crosswalks": "crosswalk"}
BY_ENDING = {".json": "answers", ".csv": "pool", ".xlsx": "workbook"}
CONTEXT: dict[str, type[CouncilCounts] | type[ReportFacts]] = {
    "council-counts": CouncilCounts,
    "report-facts": ReportFacts,
}


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Rubrics, published figures, answers or peer pools.")
    ],
    words: Annotated[bool, typer.Option("--words", help="Count the words of rubrics, by question and in all.")] = False,
) -> None:
    """Validate rubric or answer files; print every problem with file, line and id."""
    problems: list[Problem] = []
    rubrics: list[Rubric] = []
    for path in files:
        try:
            typer.echo(f"{printable(path.name)}: {check_file(path, rubrics)}")
        except BadInput as refused:
            problems += refused.problems
    for line in (*set_warnings(rubrics), *(word_lines(rubrics) if words else ())):
        typer.echo(line)
    if problems:
        fail(BadInput(problems))


def check_file(path: Path, rubrics: list[Rubric]) -> str:
    """What is in order; a rubric is added to the others. Warnings are printed; raises BadInput with every problem."""
    kind = kind_of(read_file(path, RUBRIC_LIMIT))
    if kind not in FOUND:
        kind = BY_FOLDER.get(path.parent.name) or BY_ENDING.get(path.suffix.lower(), "rubric")
    if kind in CONTEXT:
        load_model(path, CONTEXT[kind])
        return f"{FOUND[kind]} is in order"
    if kind == "figures":
        found = parse_figures(read_file(path, RUBRIC_LIMIT), rubrics_in(None), path.name)
        return f"{len(found.figures)} figures are in order"
    if kind == "companions":
        items = parse_companions(read_file(path, RUBRIC_LIMIT), rubrics_in(None), path.name).items
        return f"{len(items)} companion questions with {sum(len(item.figures) for item in items)} figures are in order"
    if kind == "crosswalk":
        walk = parse_crosswalk(read_file(path, RUBRIC_LIMIT), rubrics_in(None), path.name)
        return (
            f"crosswalk of '{walk.rubric}' {walk.before} to {walk.after} is in order, {len(walk.questions)} questions"
        )
    if kind in ("pool", "workbook"):
        return check_pool(path)
    if kind != "rubric":
        return check_answers(path)
    rubrics.append(rubric := check_rubric(path))
    return f"rubric '{rubric.id}' {rubric.version} is in order, {len(rubric.questions)} questions"


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


def check_rubric(path: Path) -> Rubric:
    rubric, located = load_located_rubric(path)
    shared = [*shared_id(path, rubric)]
    wrong = [problem for problem in shared if not problem.message.startswith("warning")]
    if wrong:
        raise BadInput(wrong)
    lengths = [
        Problem(message, located.name, located.line(("questions", index)), question.id)
        for index, question in enumerate(rubric.questions)
        for message in length_warnings(question)
    ]
    for warning in (*shared, *advice_on(rubric, located), *lengths):
        typer.echo(str(warning))
    return rubric
