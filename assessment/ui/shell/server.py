"""The web server around the pages: its own route, what is loaded before the first visitor, and how it starts."""

import errno
import os
import socket
import sys
import tomllib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from logging import getLogger
from pathlib import Path
from threading import Thread
from typing import Any, TypedDict

import streamlit as st
from click import UsageError
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Match, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, net_util
from streamlit.cli_util import open_browser
from streamlit.web.cli import main_run
from streamlit.web.server import server_util

from assessment.files import countries
from assessment.instrument import BadInput, Problem
from assessment.store import Health
from assessment.ui import guard, resources
from assessment.ui.guard import path_in
from assessment.ui.shell import entrance, watching
from assessment.ui.shell.faults import tell_fault
from assessment.ui.shell.middleware import FirstPage, SecurityHeaders, Words
from assessment.ui.shell.packed import PackedScripts, pack_the_first

# Asked to connect from another site, Streamlit would ask a host on the internet for this server's address, while all
# visitors wait, to allow pages of that address too.
net_util.get_external_ip = net_util.get_internal_ip = lambda: None

HERE = Path(__file__).parent
ENTRY = HERE / "main.py"
SETTINGS_CHANGED = "An update to the [server] config option section"  # said of the very settings that we give
PORT = 8501  # where nothing says otherwise
EVERYWHERE = (None, "", "127.0.0.1", "0.0.0.0", "::", "::1")  # noqa: S104 (compared, not bound): this machine too


async def ready(_: Request) -> JSONResponse:
    """200 when the database kept what was last written to it, 503 when not; at once, and nobody waits for that."""
    found = resources.store().probe.look()
    return JSONResponse({"status": found.value}, 503 if found is Health.BROKEN else 200)


ROUTES = [Route("/api/ready", ready), *entrance.ROUTES, *watching.ROUTES]


class OwnRoutes:
    """Our own addresses, below a base path as well as at the root: who looks after the server may not know of it."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app, self.routes, self.own = app, routes, Router(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        inner = {
            name: value for name, value in scope.items() if name != "app"
        }  # a wrong method then gets its plain 405
        inner["path"] = path_in(scope) if scope["type"] in ("http", "websocket") else ""
        is_ours = any(route.matches(inner)[0] is not Match.NONE for route in self.routes)
        await (self.own(inner, receive, send) if is_ours else self.app(scope, receive, send))


OUTSIDE = [Middleware(kind) for kind in (SecurityHeaders, guard.Gate, guard.Files)]
INSIDE = [Middleware(kind) for kind in (entrance.OldLinks, PackedScripts)]


def open_everything() -> None:
    """Ends the program with one sentence a problem where something can't be read or opened: it has begun nothing yet,
    and an exception would go through several libraries that each tell it at length.
    """
    try:
        guard.limits()
        guard.hosts()
        resources.rubrics()
        resources.figures()
        resources.companions()
        resources.store().probe.look()
        resources.store().look_after()
    except BadInput as refused:
        sys.stderr.write("".join(f"{problem}\n" for problem in refused.problems))
        sys.stderr.flush()
        os._exit(1)


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
    on_script_error: Callable[[Exception], bool | None]


def parts(words: Words, routes: Sequence[BaseRoute] = (), *, opens_browser: bool = False) -> Parts:
    """The app but for its script, for both ways of starting it: `maturity run`, and `streamlit run app.py`. `words`
    gives the markup that stands on a page until the page itself is there; `routes` are the plain pages.
    """

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        """Read everything and bring the database up to date before the first visitor; close it at the end."""
        open_everything()
        Thread(target=warm_up, daemon=True).start()
        sys.stdout.write(f"The self-assessment is at {address()}\n")
        sys.stdout.flush()
        if opens_browser and has_display():
            open_browser(address())
        async with guard.looked_after():
            yield
        resources.store().close()

    guard.bound_sockets()
    guard.hold_files()
    own = Middleware(OwnRoutes, [*ROUTES, *routes])
    middleware = [*OUTSIDE, own, *INSIDE, Middleware(FirstPage, words)]
    return {"middleware": middleware, "lifespan": lifespan, "on_script_error": tell_fault}


def run(words: Words, port: int | None = None, routes: Sequence[BaseRoute] = ()) -> None:
    """Start the app on this machine and open the browser. A variable that is set wins over the shipped settings, and
    a port that is given over both. Raises BadInput where a variable's value makes no sense, or nobody can listen there.
    """
    found = variables()
    opens_browser = not found.get("server.headless", False)
    # Streamlit itself never opens the browser: with it, it would also show its cards for developers
    chosen = {"server.port": PORT, **shipped_settings(), **found, "server.headless": True}
    if port is not None:
        chosen["server.port"] = port
    try_out(chosen.get("server.address"), chosen["server.port"])
    getLogger("streamlit.config").addFilter(lambda record: SETTINGS_CHANGED not in record.getMessage())
    st.App(ENTRY, **parts(words, routes, opens_browser=opens_browser)).run(config=chosen)


def try_out(address: str | None, port: int) -> None:
    """Raises BadInput where nobody can listen there."""
    try:
        (family, *_, place), *_ = socket.getaddrinfo(
            address or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        with socket.socket(family) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the last server may just have ended
            probe.bind((place[0], port, *place[2:]))
    except (OSError, OverflowError) as error:
        busy = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        message = "is in use; stop what uses it, or choose another with --port" if busy else "can't be listened on"
        raise BadInput([Problem(message, id=f"port {port} of {address or 'this machine'}")]) from None


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
    """Where a browser on this machine finds the app: as `browser.serverAddress` says, where somebody has set it."""
    bound, named = config.get_option("server.address"), config.get_option("browser.serverAddress")
    host = bound if named == "localhost" and bound not in EVERYWHERE else named
    return f"{server_util.get_url(f'[{host}]' if ':' in host else host)}/"


def has_display() -> bool:
    """Whether a browser would have a window; without one Python may start one in the terminal."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


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
