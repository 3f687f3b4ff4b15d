"""The `maturity` command. Bad input ends with exit code 1 and one line per problem on standard error."""

import json
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from assessment.answers import AnswerSheet, CouncilType, RubricSet
from assessment.benchmark import Benchmark
from assessment.countries import countries, country_name
from assessment.errors import BadInput, Problem, printable
from assessment.export import result_document
from assessment.lint import lint
from assessment.loading import (
    RUBRIC_LIMIT,
    load_answers,
    load_council_counts,
    load_figures,
    load_located_rubric,
    newest_of,
    parse_figures,
    read_file,
    shipped_rubrics,
)
from assessment.peer_files import load_pool, notice_of, own_record, stand_in_pool
from assessment.peer_records import BANDS
from assessment.peers import Choice
from assessment.pool import PeerPool
from assessment.pool_commands import fail, pool_app, rubrics_in
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


MAIL_SETTINGS = (
    "How many of four settings the council's mail domain has: an SPF record that ends in -all; a DMARC record; one "
    "that says reject; DANE."
)
Answers = Annotated[Path, typer.Argument(metavar="ANSWERS", help="An answers/1 file.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]
AcceptRest = Annotated[bool, typer.Option("--accept-rest", help="Leave rows with problems out instead of stopping.")]

app.add_typer(pool_app, name="pool")


@app.command()
def run(
    port: Port = 8501,
    pool: Annotated[Path | None, typer.Option("--pool", help="Peers from this CSV file, not from the store.")] = None,
    accept_rest: AcceptRest = False,
) -> None:
    """Start the app on this machine and open the browser."""
    if pool is not None:
        try:
            pool_in(pool, rubrics_in(None), accept_rest=accept_rest)
        except BadInput as refused:
            fail(refused)
        os.environ["MATURITY_POOL"] = str(pool.resolve())
    start(port)


@app.command()
def demo(port: Port = 8501) -> None:
    """Start the app with an invented assessment among invented peers, for trying things out. Nothing of it is kept."""
    with TemporaryDirectory() as folder:
        os.environ |= {"MATURITY_DEMO": "1", "MATURITY_DATABASE_URL": f"sqlite:///{folder}/demo.db"}
        start(port)


def start(port: int) -> None:
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
def benchmark(
    answers: Answers,
    pool: Annotated[Path | None, typer.Option("--pool", help="A peer pool, a CSV file.")] = None,
    country: Annotated[str | None, typer.Option(help="Only peers of this country, such as GB.")] = None,
    type: Annotated[CouncilType | None, typer.Option(help="Only peers of this type.")] = None,
    band: Annotated[str | None, typer.Option(help=f"Only peers of this size: {'; '.join(BANDS)}.")] = None,
    record: Annotated[str | None, typer.Option(help="The council's own record in the pool, to leave it out.")] = None,
    accept_rest: AcceptRest = False,
    mail_settings: Annotated[int | None, typer.Option(min=0, max=4, help=MAIL_SETTINGS)] = None,
    rubrics: Rubrics = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole document.")] = False,
) -> None:
    """Set one answer file beside published figures and a peer pool; the same numbers and refusals as in the app."""
    choice = choice_of(country, type, band)
    try:
        known = rubrics_in(rubrics)
        sheet = load_answers(answers, known)
        result = score_sheet(sheet, known)
        figures = load_figures(rubrics or shipped_rubrics(), known)
        peer_pool = pool_in(pool, known, accept_rest=accept_rest)
        peers = None
        if peer_pool is not None:
            counts = load_council_counts(rubrics or shipped_rubrics())
            peers = stand_in_pool(peer_pool, choice, result, own_record(peer_pool, record), counts, sheet.council)
    except BadInput as refused:
        fail(refused)
    made = Benchmark(
        result, sheet.council, figures, peers, country_name, mail_settings, notice_of(peer_pool), from_file=True
    )
    typer.echo(json.dumps(made.document(), indent=2) if as_json else made.text())


def choice_of(country: str | None, type: CouncilType | None, band: str | None) -> Choice:
    if country is not None and country not in countries():
        raise typer.BadParameter(
            f"{country} is no country code; write one such as GB (ISO 3166-1)", param_hint="--country"
        )
    if band is not None and band not in BANDS:
        raise typer.BadParameter(f"write one of {'; '.join(BANDS)}", param_hint="--band")
    return Choice(country, type, band)


def pool_in(path: Path | None, known: RubricSet, *, accept_rest: bool) -> PeerPool | None:
    """Raises BadInput unless all rows are in order or the rest is accepted; says what was left out."""
    if path is None:
        return None
    read = load_pool(path, newest_of(known), date.today())
    if read.problems and not accept_rest:
        raise BadInput(read.problems)
    for problem in read.problems:
        typer.echo(f"left out: {problem}", err=True)
    return read.pool


@app.command()
def score(
    answers: Answers,
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
    if path.parent.name == "figures":
        found = parse_figures(read_file(path, RUBRIC_LIMIT), rubrics_in(None), path.name)
        typer.echo(f"{printable(path.name)}: {len(found.figures)} figures are in order")
        return
    rubric, located = load_located_rubric(path)
    for warning in lint(rubric, located):
        typer.echo(str(warning))
    typer.echo(
        f"{printable(path.name)}: rubric '{rubric.id}' {rubric.version} is in order, {len(rubric.questions)} questions"
    )


def main() -> None:
    app()
