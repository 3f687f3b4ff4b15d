"""`maturity purge`: assessments that nobody has used for long are listed, and removed after a yes."""

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from assessment.command.options import fail
from assessment.instrument import BadInput, Problem

if TYPE_CHECKING:
    from assessment.store import Store


def purge(
    unused_for: Annotated[str, typer.Option("--unused-for", metavar="MONTHS", help="For how long, such as 24m.")],
    yes: Annotated[bool, typer.Option("--yes", help="Delete them; without it they are only listed.")] = False,
) -> None:
    """List assessments that nobody opened or changed for so long; with --yes, delete them with seven days' grace."""
    from assessment.store import StoreTrouble, database_url, months_in, open_store  # others don't wait for it to load

    try:
        months = months_in(unused_for, "--unused-for")
        with closing(open_store(database_url())) as store:
            purge_in(store, months, yes=yes)
    except StoreTrouble:
        fail(BadInput([Problem("can't be read or written just now; try again", id="the database")]))
    except BadInput as refused:
        fail(refused)


def purge_in(store: "Store", months: int, *, yes: bool) -> None:
    from assessment.store import close_unused, months_before, unused_since

    since = months_before(store.database.clock().date(), months)
    if yes:
        found, gone_on = close_unused(store.database, since)
    else:
        with store.database.reading.connect() as connection:
            found = unused_since(connection, since)
    for one in found:
        typer.echo(f"{one.name}  last used {one.used_on}  {one.size / 1e6:.1f} MB")
    if not found:
        typer.echo(f"No assessment has been unused since {since}.")
    elif yes:
        typer.echo(
            f"{len(found)} deleted. Until {gone_on} its owner's link can bring each back; then a running server erases "
            "it. A record that it gave to the peer pool stays there until that is 24 months old."
        )
    else:
        typer.echo(f"{len(found)} unused since {since}. Nothing is deleted so far: add --yes to delete them.")
