"""`maturity benchmark`: one answer file beside published figures and peers, the same as in the app."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

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
    companions_in,
    earlier_in,
    fail,
    rubrics_in,
)
from assessment.command.pool import pool_in
from assessment.files import (
    country_name,
    edition_of,
    load_council_counts,
    load_figures,
    shipped_rubrics,
    source_of,
)
from assessment.instrument import AnswerSheet, BadInput, CouncilType, RubricSet, country_problem
from assessment.peers import BANDS, Choice, PeerPool, Side, stand_since
from assessment.scoring import Result
from assessment.scoring import score as score_sheet
from assessment.words import Benchmark

MAIL_SETTINGS = (
    "How many of four settings the council's mail domain has: an SPF record that ends in -all; a DMARC record; one "
    "that says reject; DANE."
)
POOL_BEFORE = "An earlier file of the pool, for the place then and now among the councils in both; with --compare-with."


def benchmark(
    answers: Answers,
    pool: Pool = None,
    country: Country = None,
    type: Type = None,
    band: Band = None,
    pool_before: Annotated[Path | None, typer.Option("--pool-before", help=POOL_BEFORE)] = None,
    old: Annotated[
        Path | None,
        typer.Option("--compare-with", metavar="OLD", help="The earlier file of answers for --pool-before."),
    ] = None,
    record: OwnRecord = None,
    accept_rest: AcceptRest = False,
    mail_settings: Annotated[int | None, typer.Option(min=0, max=4, help=MAIL_SETTINGS)] = None,
    rubrics: Rubrics = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole document.")] = False,
) -> None:
    """Set one answer file beside published figures and a peer pool; the same numbers and refusals as in the app."""
    choice = choice_of(country, type, band)
    if (pool_before is None) != (old is None) or (pool_before and pool is None):
        raise typer.BadParameter("goes with --pool and --compare-with", param_hint="--pool-before")
    try:
        known = rubrics_in(rubrics)
        sheet = answers_in(answers, known, rubrics)
        result = score_sheet(sheet, known)
        peer_pool = pool_in(pool, known, accept_rest=accept_rest)
        made = set_beside(sheet, result, known, rubrics, peer_pool, record, choice)
        earlier = earlier_in(old, sheet, known, rubrics)
        versions = earlier.rubrics if earlier else {}
        before = pool_in(pool_before, known, accept_rest=accept_rest, versions=versions)
        then = (side_of(before), score_sheet(earlier, known)) if before is not None and earlier else None
        since = stand_since(then, (side_of(peer_pool), result), record) if then and peer_pool is not None else None
    except BadInput as refused:
        fail(refused)
    made = replace(made, mail_settings=mail_settings, since=since)
    typer.echo(json.dumps(made.document(), indent=2) if as_json else made.text())


def set_beside(
    sheet: AnswerSheet,
    result: Result,
    known: RubricSet,
    folder: Path | None,
    pool: PeerPool | None,
    record: str | None,
    choice: Choice,
) -> Benchmark:
    """A result beside published figures and the peers of a file, as `benchmark` and `report` tell of it. Raises
    BadInput.
    """
    folder = folder or shipped_rubrics()
    source = None if pool is None else source_of(pool, record, load_council_counts(folder))
    return Benchmark(
        result,
        sheet.council,
        load_figures(folder, known),
        source.standing(choice, result, sheet.council) if source else None,
        country_name,
        notice=source.notice if source else "",
        from_file=True,
        may_hold_own=record is None,
        companions=companions_in(folder, known),
        facts=sheet.facts,
    )


def side_of(pool: PeerPool) -> Side:
    return Side(pool, edition_of(pool))


def choice_of(country: str | None, type: CouncilType | None, band: str | None) -> Choice:
    if country is not None and (wrong := country_problem(country)):
        raise typer.BadParameter(wrong, param_hint="--country")
    if band is not None and band not in BANDS:
        raise typer.BadParameter(f"write one of {'; '.join(BANDS)}", param_hint="--band")
    return Choice(country, type, band)
