"""The web server around the pages: its own route, what is loaded before the first visitor, and how it starts."""

import os
import sys
import tomllib
import webbrowser
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from logging import getLogger
from pathlib import Path
from threading import Thread
from typing import Any, TypedDict

import streamlit as st
from click import UsageError
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Match, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, net_util
from streamlit.web.cli import main_run
from streamlit.web.server import server_util

from assessment.files import countries
from assessment.instrument import BadInput, Problem
from assessment.store import StoreTrouble
from assessment.ui import resources
from assessment.ui.shell.middleware import FirstPage, SecurityHeaders
from assessment.ui.shell.packed import PackedScripts, pack_the_first
from assessment.ui.shell.paths import path_in

# Asked to connect from another site, Streamlit would ask a host on the internet for this server's address, while all
# visitors wait, to allow pages of that address too.
net_util.get_external_ip = net_util.get_internal_ip = lambda: None

HERE = Path(__file__).parent
ENTRY = HERE / "main.py"
EVERYWHERE = (None, "", "127.0.0.1", "0.0.0.0", "::", "::1")  # noqa: S104 (compared, not bound): this machine too


async def ready(_: Request) -> JSONResponse:
    """200 when the rubrics are read and the database answers, 503 when it doesn't; nobody waits for that."""
    try:
        await run_in_threadpool(resources.store().ping)
    except StoreTrouble:
        return JSONResponse({"status": "the database does not answer"}, 503)
    return JSONResponse({"status": "ok"})


ROUTES = [Route("/api/ready", ready)]


class OwnRoutes:
    """Our own addresses, below a base path as well as at the root: who looks after the server may not know of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.own = app, Router(ROUTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        inner = {**scope, "path": path_in(scope)} if scope["type"] == "http" else scope
        is_ours = scope["type"] == "http" and any(route.matches(inner)[0] is not Match.NONE for route in ROUTES)
        await (self.own(inner, receive, send) if is_ours else self.app(scope, receive, send))


MIDDLEWARE = [Middleware(kind) for kind in (SecurityHeaders, OwnRoutes, PackedScripts, FirstPage)]


def warm_up() -> None:
    """Load what takes seconds the first time, so that no visitor waits for it."""
    from assessment.charts import Spoke, build_radar_chart

    pack_the_first()
    build_radar_chart([Spoke(name, 50.0, 50.0, 50.0) for name in "abc"]).to_dict()
    countries()
    resources.server_edition()


class Parts(TypedDict):
    middleware: Sequence[Middleware]
    lifespan: Callable[[st.App], AbstractAsyncContextManager[None]]


def parts(*, opens_browser: bool = False) -> Parts:
    """The app but for its script, for both ways of starting it: `maturity run`, and `streamlit run app.py`."""

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        """Read everything and bring the database up to date before the first visitor; close it at the end."""
        resources.rubrics()
        resources.figures()
        resources.store()
        Thread(target=warm_up, daemon=True).start()
        sys.stdout.write(f"The self-assessment is at {address()}\n")
        sys.stdout.flush()
        if opens_browser:
            Thread(target=webbrowser.open, args=(address(),), daemon=True).start()
        yield
        resources.store().close()

    return {"middleware": MIDDLEWARE, "lifespan": lifespan}


def run(port: int | None = None) -> None:
    """Start the app on this machine and open the browser. A variable that is set wins over the shipped settings, and
    a port that is given over both. Raises BadInput for a variable whose value makes no sense.
    """
    found = variables()
    chosen = {**shipped_settings(), **found, **({} if port is None else {"server.port": port})}
    opens_browser = not found.get("server.headless", False)
    getLogger("streamlit.config").addFilter(lambda _: False)  # it would warn of the very settings that we give it
    # Streamlit itself never opens the browser: with it, it would also show its cards for developers
    st.App(ENTRY, **parts(opens_browser=opens_browser)).run(config={**chosen, "server.headless": True})


def variables() -> dict[str, Any]:
    """What variables such as STREAMLIT_SERVER_ADDRESS set, by option, read as `streamlit run` reads them."""
    try:
        given = main_run.make_context("run", [str(ENTRY)]).params
    except UsageError as refused:
        name = getattr(getattr(refused, "param", None), "envvar", None) or "STREAMLIT_…"
        raise BadInput([Problem("has a value that it can't have; correct or unset it", id=str(name))]) from None
    named = {name.replace("_", "."): value for name, value in given.items() if value not in (None, ())}
    options = config.get_config_options()
    return {name: value for name, value in named.items() if name in options and not options[name].sensitive}


def address() -> str:
    """Where a browser on this machine finds the app."""
    bound = config.get_option("server.address")
    elsewhere = bound not in EVERYWHERE and "STREAMLIT_BROWSER_SERVER_ADDRESS" not in os.environ
    return f"{server_util.get_url(bound if elsewhere else config.get_option('browser.serverAddress'))}/"


def shipped_settings() -> dict[str, Any]:
    """By option: {"server.address": "127.0.0.1", ...}."""
    inside = HERE / "shipped" / "config.toml"
    file = inside if inside.is_file() else HERE.parents[2] / ".streamlit" / "config.toml"
    return flat(tomllib.loads(file.read_text(encoding="utf-8")))


def flat(settings: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """{"server": {"port": 1}} as {"server.port": 1}; lists stay whole."""
    found: dict[str, Any] = {}
    for key, value in settings.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found
