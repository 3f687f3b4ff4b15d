"""`maturity score`: one answer file in numbers, the same as in the app."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assessment.command.options import Answers, Rubrics, answers_in, compared_with, fail, for_terminal, rubrics_in
from assessment.instrument import BadInput, printable
from assessment.scoring import comparison_document, result_document
from assessment.scoring import score as score_sheet
from assessment.words import comparison_text, summary


def score(
    answers: Answers,
    old: Annotated[
        Path | None, typer.Option("--compare-with", metavar="OLD", help="An earlier file of answers, set beside it.")
    ] = None,
    rubrics: Rubrics = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole result, unrounded.")] = False,
) -> None:
    """Score one answer file; the same numbers as in the app."""
    try:
        known = rubrics_in(rubrics)
        sheet = answers_in(answers, known, rubrics)
        result = score_sheet(sheet, known)
        beside = compared_with(old, sheet, known, rubrics)
    except BadInput as refused:
        fail(refused)
    if as_json:
        more = {"compared": comparison_document(beside)} if beside else {}
        typer.echo(json.dumps(result_document(result) | more, indent=2))
        return
    typer.echo(summary(result, for_terminal(sheet)))
    if beside:
        typer.echo(f"\nBeside {printable(old.name if old else '')}:\n{comparison_text(beside)}")
