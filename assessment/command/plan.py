"""`maturity plan`: what to do next, the least work to the next level first."""

import json
from typing import Annotated

import typer

from assessment.command.options import Answers, Rubrics, answers_in, fail, for_terminal, rubrics_in
from assessment.instrument import BadInput
from assessment.planning import efforts_of, make_plan, plan_document
from assessment.scoring import score
from assessment.words import plan_text


def plan(
    answers: Answers,
    level: Annotated[
        int | None, typer.Option(metavar="N", help="Plan for this level in every area, instead of each one's next.")
    ] = None,
    rubrics: Rubrics = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole plan, unrounded.")] = False,
) -> None:
    """Put what is left to do in order: first the least work that brings each area to its next level."""
    try:
        known = rubrics_in(rubrics)
        sheet = answers_in(answers, known, rubrics)
        made = make_plan(score(sheet, known), level, efforts_of(sheet))
    except BadInput as refused:
        fail(refused)
    if as_json:
        typer.echo(json.dumps(plan_document(made, sheet), indent=2))
        return
    typer.echo(plan_text(made, for_terminal(sheet)))
