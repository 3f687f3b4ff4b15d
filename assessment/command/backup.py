"""`maturity backup` and `maturity restore`: everything that is saved, in one file and back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assessment.command.options import fail
from assessment.instrument import BadInput

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file with the backup.")]

UNDONE = (
    "Links that were withdrawn or replaced, what was deleted, and records that were taken back from the peer pool "
    "since that backup was made are there again: do so once more."
)


def backup(file: File) -> None:
    """Copy the database into a new file, also while the server runs."""
    from assessment.store import backup as keep  # the other commands don't wait for the store to load
    from assessment.store import database_url

    try:
        keep(database_url(), file)
    except BadInput as refused:
        fail(refused)
    typer.echo(f"{file} holds everything that was saved until now.")


def restore(file: File) -> None:
    """Put a backup in the database's place; the server must be stopped. The database before it is kept."""
    from assessment.store import database_url
    from assessment.store import restore as put_back

    try:
        kept = put_back(database_url(), file, datetime.now(UTC))
    except BadInput as refused:
        fail(refused)
    before = f" What was there before is kept as {kept}; delete it when you no longer need it." if kept else ""
    typer.echo(f"The database is now what {file} holds.{before} {UNDONE}")
