"""The command, put together from its groups."""

import sys
from io import TextIOWrapper

import typer

from assessment.command.audit import audit
from assessment.command.backup import backup, restore
from assessment.command.benchmark import benchmark
from assessment.command.check import check
from assessment.command.plan import plan
from assessment.command.pool import pool_app
from assessment.command.purge import purge
from assessment.command.report import report
from assessment.command.score import score
from assessment.command.serve import demo, run
from assessment.command.take_over import take_over

app = typer.Typer(
    help="A digital-maturity self-assessment for local councils.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (run, demo, check, benchmark, score, plan, report, take_over, backup, restore, audit, purge):
    app.command()(command)
app.add_typer(pool_app, name="pool")


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # where a terminal or a file lacks a letter, the rest is still told
    app()
