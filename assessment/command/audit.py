"""`maturity audit`: what happened to the assessments of this server, one JSON document a line."""

import json
from contextlib import closing

import typer

from assessment.command.options import fail
from assessment.instrument import BadInput, Problem


def audit() -> None:
    """Print what happened to assessments, oldest first: no links, names or answers are in it."""
    from assessment.store import StoreTrouble, database_url, open_store  # the other commands don't wait for it to load

    try:
        with closing(open_store(database_url())) as store:
            for noted in store.audit.events():
                typer.echo(json.dumps(noted.document()))
    except StoreTrouble:
        fail(BadInput([Problem("can't be read just now; try again", id="the database")]))
    except BadInput as refused:
        fail(refused)
