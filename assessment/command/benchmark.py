"""`maturity benchmark`: one answer file beside published figures and peers, the same as in the app."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assessment.command.options import AcceptRest, Answers, Rubrics, answers_in, companions_in, fail, rubrics_in
from assessment.command.pool import pool_in
from assessment.files import (
    country_name,
    load_council_counts,
    load_figures,
    shipped_rubrics,
    source_of,
)
from assessment.instrument import BadInput, CouncilType, country_problem
from assessment.peers import BANDS, Choice
from assessment.scoring import score as score_sheet
from assessment.words import Benchmark

MAIL_SETTINGS = (
    "How many of four settings the council's mail domain has: an SPF record that ends in -all; a DMARC record; one "
    "that says reject; DANE."
)


def benchmark(
    answers: Answers,
    pool: Annotated[Path | None, typer.Option("--pool", help="A peer pool, a CSV or XLSX file.")] = None,
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
        sheet = answers_in(answers, known, rubrics)
        result = score_sheet(sheet, known)
        figures = load_figures(rubrics or shipped_rubrics(), known)
        companions = companions_in(rubrics, known)
        peer_pool = pool_in(pool, known, accept_rest=accept_rest)
        counts = load_council_counts(rubrics or shipped_rubrics())
        source = None if peer_pool is None else source_of(peer_pool, record, counts)
    except BadInput as refused:
        fail(refused)
    made = Benchmark(
        result,
        sheet.council,
        figures,
        source.standing(choice, result, sheet.council) if source else None,
        country_name,
        mail_settings,
        notice=source.notice if source else "",
        from_file=True,
        may_hold_own=record is None,
        companions=companions,
        facts=sheet.facts,
    )
    typer.echo(json.dumps(made.document(), indent=2) if as_json else made.text())


def choice_of(country: str | None, type: CouncilType | None, band: str | None) -> Choice:
    if country is not None and (wrong := country_problem(country)):
        raise typer.BadParameter(wrong, param_hint="--country")
    if band is not None and band not in BANDS:
        raise typer.BadParameter(f"write one of {'; '.join(BANDS)}", param_hint="--band")
    return Choice(country, type, band)
