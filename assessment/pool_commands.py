"""`maturity pool`: make, check and export a peer pool. Bad input ends with exit code 1 and one line per problem."""

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assessment.answers import RubricSet
from assessment.errors import BadInput, Problem, printable
from assessment.loading import load_answers, load_rubrics, newest_of, shipped_rubrics
from assessment.peer_files import load_pool, save_pool
from assessment.peer_records import PoolRecord, reasons_against, record_of
from assessment.pool import PeerPool, pool_of
from assessment.scoring import score as score_sheet

Out = Annotated[Path, typer.Option("--out", help="The file to write.")]

pool_app = typer.Typer(help="Make, check and export a peer pool.", no_args_is_help=True)


@pool_app.command("check")
def check_pool(file: Annotated[Path, typer.Argument(metavar="FILE", help="A peer pool, a CSV file.")]) -> None:
    """Check a pool's file; print every problem with its line."""
    try:
        read = load_pool(file, newest_of(rubrics_in(None)))
        if read.problems:
            raise BadInput(read.problems)
    except BadInput as refused:
        fail(refused)
    counted = int(read.pool.scored.eligible.sum())
    typer.echo(f"{printable(file.name)}: {len(read.pool)} records are in order, {counted} are complete enough to count")


@pool_app.command("build")
def build_pool(
    answers: Annotated[list[Path], typer.Argument(metavar="ANSWERS...", help="answers/1 files, one for each council.")],
    out: Out,
) -> None:
    """Make a pool of answer files; each is refused that can't stand beside others."""
    try:
        known = rubrics_in(None)
        save_pool(pool_of_files(answers, known), out)
    except BadInput as refused:
        fail(refused)
    typer.echo(f"{printable(out.name)}: {len(answers)} records")


@pool_app.command("export")
def export_pool(out: Out) -> None:
    """Write the records that councils gave to this server's pool, without what would say whose they are."""
    from assessment.database import default_url
    from assessment.store import Store

    store = Store(os.environ.get("MATURITY_DATABASE_URL") or default_url())
    pool = store.peers.pool(newest_of(rubrics_in(None)))
    try:
        save_pool(pool, out)
    except BadInput as refused:
        fail(refused)
    finally:
        store.close()
    typer.echo(f"{printable(out.name)}: {len(pool)} records")


def pool_of_files(paths: list[Path], known: RubricSet) -> PeerPool:
    """One record for each file, numbered in their order. Raises BadInput with what keeps each from being one."""
    records: list[tuple[str, PoolRecord]] = []
    problems: list[Problem] = []
    for number, path in enumerate(paths, 1):
        try:
            sheet = load_answers(path, known)
        except BadInput as refused:
            problems += refused.problems
            continue
        result = score_sheet(sheet, known)
        problems += [Problem(reason, path.name) for reason in reasons_against(result, newest_of(known))]
        if sheet.date is None:
            problems.append(Problem("has no date; a record needs the month of its answers", path.name))
        else:
            records.append((f"r{number:04}", record_of(sheet, result, sheet.date)))
    if problems:
        raise BadInput(problems)
    return pool_of(records, newest_of(known))


def rubrics_in(folder: Path | None) -> RubricSet:
    return load_rubrics(folder or shipped_rubrics())


def fail(refused: BadInput) -> NoReturn:
    for problem in refused.problems:
        typer.echo(str(problem), err=True)
    sys.exit(1)
