"""`maturity score`: one answer file in numbers, the same as in the app."""

import json
from typing import Annotated

import typer

from assessment.command.options import Answers, Rubrics, answers_in, fail, rubrics_in
from assessment.instrument import AnswerSheet, BadInput, printable
from assessment.scoring import result_document
from assessment.scoring import score as score_sheet
from assessment.words import summary


def score(
    answers: Answers,
    rubrics: Rubrics = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole result, unrounded.")] = False,
) -> None:
    """Score one answer file; the same numbers as in the app."""
    try:
        known = rubrics_in(rubrics)
        sheet = answers_in(answers, known, rubrics)
        result = score_sheet(sheet, known)
    except BadInput as refused:
        fail(refused)
    typer.echo(json.dumps(result_document(result), indent=2) if as_json else summary(result, for_terminal(sheet)))


def for_terminal(sheet: AnswerSheet) -> AnswerSheet:
    """The same with a name that can't move the cursor or begin a line of its own."""
    name = sheet.council.name and printable(sheet.council.name)
    return sheet.model_copy(update={"council": sheet.council.model_copy(update={"name": name})})
