"""`maturity pool`: make, check and export a peer pool. Bad input ends with exit code 1 and one line per problem."""

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assessment.command.options import answers_in, fail, rubrics_in
from assessment.files import edition_of, load_pool, newest_of, save_pool
from assessment.instrument import AnswerSheet, BadInput, Problem, RubricSet, printable
from assessment.peers import PeerPool, PoolRecord, pool_of, reasons_against, record_of
from assessment.scoring import score as score_sheet
from assessment.words import unconfirmed_text

Out = Annotated[Path, typer.Option("--out", help="The file to write.")]

pool_app = typer.Typer(help="Make, check and export a peer pool.", no_args_is_help=True)


@pool_app.command("check")
def check_pool(file: Annotated[Path, typer.Argument(metavar="FILE", help="A peer pool, a CSV or XLSX file.")]) -> None:
    """Check a pool's file; print every problem with its line."""
    try:
        read = load_pool(file, newest_of(rubrics_in(None)), date.today())
        if read.problems:
            raise BadInput(read.problems)
    except BadInput as refused:
        fail(refused)
    counted = int(edition_of(read.pool).cells.sum())
    told = f"{len(read.pool)} records are in order, {counted} are complete and recent enough to count"
    typer.echo(f"{printable(file.name)}: {told}")


@pool_app.command("build")
def build_pool(
    answers: Annotated[list[Path], typer.Argument(metavar="ANSWERS...", help="answers/1 files, one for each council.")],
    out: Out,
) -> None:
    """Make a pool of answer files; each is refused that can't stand beside others."""
    try:
        known = rubrics_in(None)
        pool = pool_of_files(answers, known)
        if out.exists() and any(out.samefile(path) for path in answers):
            raise BadInput([Problem("is one of the answer files; name another file to write", out.name)])
        save_pool(pool, out)
    except BadInput as refused:
        fail(refused)
    typer.echo(f"{printable(out.name)}: {len(answers)} records")


@pool_app.command("export")
def export_pool(out: Out) -> None:
    """Write the records that councils gave to this server's pool, without what would say whose they are."""
    from assessment.store import StoreTrouble, database_url, open_store  # the other commands don't wait for it to load

    try:
        with closing(open_store(database_url())) as store:
            pool = store.peers.pool(newest_of(rubrics_in(None)))
        save_pool(pool, out)
    except StoreTrouble:
        fail(BadInput([Problem("can't be read just now; try again", id="the database")]))
    except BadInput as refused:
        fail(refused)
    typer.echo(f"{printable(out.name)}: {len(pool)} records")


def pool_of_files(paths: list[Path], known: RubricSet) -> PeerPool:
    """One record for each file, numbered in their order. Raises BadInput with what keeps each from being one."""
    records: list[tuple[str, PoolRecord]] = []
    problems: list[Problem] = []
    sheets: list[AnswerSheet] = []
    for number, path in enumerate(paths, 1):
        try:
            sheet = answers_in(path, known)
        except BadInput as refused:
            problems += refused.problems
            continue
        result = score_sheet(sheet, known)
        against = [*reasons_against(result, newest_of(known)), *filter(None, [unconfirmed_text(sheet)])]
        reasons = [Problem(reason, path.name) for reason in against]
        problems += reasons
        if sheet.answers_alone() in sheets:
            problems.append(Problem("holds the same answers as another file; give each council once", path.name))
        sheets.append(sheet.answers_alone())
        if sheet.date is None:
            problems.append(Problem("has no date; a record needs the month of its answers", path.name))
        elif not reasons:
            records.append((f"r{number:04}", record_of(sheet, result, sheet.date)))
    if problems:
        raise BadInput(problems)
    return pool_of(records, newest_of(known))


def pool_in(
    path: Path | None, known: RubricSet, *, accept_rest: bool, versions: Mapping[str, str] | None = None
) -> PeerPool | None:
    """Raises BadInput unless all rows are in order or the rest is accepted; says what was left out. `versions`: of the
    questions that its records answered, by rubric; the newest where it names none.
    """
    if path is None:
        return None
    asked = [known.get((one.id, (versions or {}).get(one.id, one.version)), one) for one in newest_of(known)]
    read = load_pool(path, asked, date.today())
    if read.problems and not accept_rest:
        raise BadInput(read.problems)
    for problem in read.problems:
        typer.echo(f"left out: {problem}", err=True)
    return read.pool
