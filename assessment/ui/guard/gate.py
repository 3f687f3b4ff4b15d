"""What every request passes first: does it ask for a name that is ours, and has its address room for one more?

Without the first, a foreign page whose name its owner makes point here could read what this server answers.
"""

from functools import cache
from ipaddress import ip_address
from logging import getLogger
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import get_option

from assessment.ui.guard.addresses import address_of, asking, is_forwarded
from assessment.ui.guard.connections import connections
from assessment.ui.guard.settings import HOSTS, hosts
from assessment.ui.guard.sockets import TOO_MANY
from assessment.ui.guard.told import refuse

MOST_TOLD = 100  # refused names that the log tells of
NOT_OURS = (
    "This server doesn't answer under the name in this address. Use the address that you were given; whoever runs the "
    "server finds in its log what to set."
)


class Gate:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.told: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        if not is_ours(host):
            self.tell(host)
            await refuse(421, NOT_OURS, scope, receive, send)
            return
        names = [name for name, _ in scope["headers"]]
        client = scope.get("client")
        address = address_of(names, client[0] if client else None)
        asking.set((address,))
        if scope["type"] == "http" and not is_forwarded(names):  # counted as the connection that it is
            await self.app(scope, receive, send)
            return
        if not connections().enter(address):
            await refuse(429, TOO_MANY, scope, receive, send)
            return
        try:
            await self.app(scope, receive, send)
        finally:
            connections().leave(address)

    def tell(self, host: str) -> None:
        if host not in self.told and len(self.told) < MOST_TOLD:
            self.told.add(host)
            getLogger(__name__).warning(
                "Somebody asked for %r and was refused; where that is a name of this server, put it into %s.",
                host[:100],
                HOSTS,
            )


def is_ours(host: str) -> bool:
    """Whether the header Host names this machine, or a name that the operator has given; with any port."""
    try:
        parts = urlsplit(f"//{host}")
        name, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if not name or parts.netloc != host or "@" in host:
        return False
    above = {f"*.{name.split('.', at)[-1]}" for at in range(1, name.count(".") + 1)}
    return is_local(name) or not names().isdisjoint({name, *above})


def is_local(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


@cache
def names() -> frozenset[str]:
    """Those that the operator has given, in our variable or where the server was told to listen or to be found."""
    bound = [str(get_option(name) or "") for name in ("server.address", "browser.serverAddress")]
    return hosts() | {name.lower() for name in bound if name and name not in ("0.0.0.0", "::")}  # noqa: S104
