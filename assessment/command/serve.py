"""`maturity run` and `maturity demo`: the app on this machine."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from assessment.command.options import AcceptRest, fail, rubrics_in
from assessment.command.pool import pool_in
from assessment.instrument import BadInput

Port = Annotated[
    int | None, typer.Option(min=1, max=65535, help="The port to listen on; else STREAMLIT_SERVER_PORT, or 8501.")
]


def run(
    port: Port = None,
    pool: Annotated[Path | None, typer.Option("--pool", help="Peers from this file, not from the store.")] = None,
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


def demo(port: Port = None) -> None:
    """Start the app with an invented assessment among invented peers, for trying things out. Nothing of it is kept."""
    with TemporaryDirectory() as folder:
        os.environ |= {"MATURITY_DEMO": "1", "MATURITY_DATABASE_URL": f"sqlite:///{folder}/demo.db"}
        start(port)


def start(port: int | None) -> None:
    from assessment.ui.opening import first_words  # the other commands don't wait for the web server to load
    from assessment.ui.plain import ROUTES
    from assessment.ui.shell import run as run_app

    try:
        run_app(first_words, port, ROUTES)
    except BadInput as refused:
        fail(refused)
