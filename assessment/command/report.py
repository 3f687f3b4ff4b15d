"""`maturity report`: a board pack of one answer file, in the format that the file's ending names."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from assessment.command.benchmark import choice_of, set_beside
from assessment.command.options import (
    AcceptRest,
    Answers,
    Band,
    Country,
    OwnRecord,
    Pool,
    Rubrics,
    Type,
    answers_in,
    compared_with,
    fail,
    rubrics_in,
)
from assessment.command.pool import pool_in
from assessment.files import write_whole
from assessment.instrument import AnswerSheet, BadInput, Problem, RubricSet, printable
from assessment.planning import Targets, check_targets
from assessment.scoring import score as score_sheet


def report(
    answers: Answers,
    out: Annotated[Path, typer.Option("--out", help="The file to write; its ending names the format.")],
    old: Annotated[
        Path | None, typer.Option("--compare-with", metavar="OLD", help="An earlier file of answers, for the progress.")
    ] = None,
    targets: Annotated[
        Path | None,
        typer.Option("--targets", metavar="FILE", help="A file of answers, of which only the targets count."),
    ] = None,
    pool: Pool = None,
    logo: Annotated[Path | None, typer.Option(help="The council's logo, a PNG or SVG file, for page one.")] = None,
    country: Country = None,
    type: Type = None,
    band: Band = None,
    record: OwnRecord = None,
    accept_rest: AcceptRest = False,
    without_answers: Annotated[bool, typer.Option("--without-answers", help="Leave the list of answers out.")] = False,
    rubrics: Rubrics = None,
) -> None:
    """Write a board pack of one answer file; the same numbers as in the app."""
    from assessment.pack import ENDINGS, load_logo, make_pack, write_pack  # no other command waits for it to load

    choice = choice_of(country, type, band)
    try:
        ending = out.suffix.lower()
        if ending not in ENDINGS:
            raise BadInput([Problem(f"has no known ending; a pack is one of {', '.join(ENDINGS)}", out.name)])
        refuse_own_input(out, (answers, old, targets, pool, logo))
        known = rubrics_in(rubrics)
        sheet = with_targets(answers_in(answers, known, rubrics), targets, known, rubrics)
        beside = compared_with(old, sheet, known, rubrics)
        peer_pool = pool_in(pool, known, accept_rest=accept_rest)
        benchmark = set_beside(sheet, score_sheet(sheet, known), known, rubrics, peer_pool, record, choice)
        picture = None if logo is None else load_logo(logo)
        pack = make_pack(sheet, benchmark, beside, with_answers=not without_answers, logo=picture)
        write_whole(out, [write_pack(pack, ending)])
    except BadInput as refused:
        fail(refused)
    typer.echo(f"{printable(out.name)}: written")


def refuse_own_input(out: Path, read: Iterable[Path | None]) -> None:
    """Raises BadInput where the file to write is one of those that are read."""
    if any(out.resolve() == path.resolve() for path in read if path):
        raise BadInput([Problem("is one of the files to read; name another file to write", out.name)])


def with_targets(sheet: AnswerSheet, path: Path | None, known: RubricSet, folder: Path | None) -> AnswerSheet:
    """The sheet with the targets of another file; those of its own areas, for the other may have more."""
    if path is None:
        return sheet
    aims = answers_in(path, known, folder).targets
    mine = {name: area for name, area in aims.items() if name in sheet.rubrics}
    if not mine:
        raise BadInput([Problem("has no target for an area of these answers; set one on Plan", path.name)])
    try:
        check_targets(Targets.of(mine), [known[name, sheet.rubrics[name]] for name in mine])
    except BadInput as refused:
        raise BadInput(replace(problem, file=path.name) for problem in refused.problems) from None
    return sheet.model_copy(update={"targets": mine, "format": "answers/2"})
