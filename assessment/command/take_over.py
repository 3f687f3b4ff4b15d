"""`maturity take-over`: answers to an earlier version of the questions, as far as they still say something."""

from pathlib import Path
from typing import Annotated

import typer

from assessment.command.options import Rubrics, answers_in, crosswalks_in, fail, rubrics_in
from assessment.files import save_answers
from assessment.instrument import BadInput, Problem, printable
from assessment.instrument import take_over as carry_over
from assessment.words import taken_over_text


def take_over(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A file of answers to an earlier version; it stays.")],
    out: Annotated[Path, typer.Option("--out", metavar="NEW", help="The new file to write.")],
    rubrics: Rubrics = None,
) -> None:
    """Take answers over to the newest version of the questions; say what must be confirmed or answered again."""
    try:
        known = rubrics_in(rubrics)
        taken = carry_over(answers_in(old, known, rubrics), crosswalks_in(rubrics, known), known)
        if not taken.steps:
            raise BadInput([Problem("answers no earlier version that a crosswalk leads on from", old.name)])
        save_answers(taken.sheet, out)
    except BadInput as refused:
        fail(refused)
    typer.echo(taken_over_text(taken, known))
    typer.echo(f"\n{printable(out.name)} holds what was taken over; {printable(old.name)} stays as it was.")
