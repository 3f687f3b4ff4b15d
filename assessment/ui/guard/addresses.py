"""Whose address a request comes from. Behind a proxy only its header knows, and only of a proxy that the operator has
named is the header believed: anybody can write one.
"""

import os
from collections.abc import Iterable
from contextvars import ContextVar
from functools import cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from logging import getLogger

from assessment.ui.guard.settings import PROXIES

HERE = "127.0.0.1"
FORWARDED_FOR = b"x-forwarded-for"  # the one that the web server reads
FORWARDING = frozenset(
    {FORWARDED_FOR, b"forwarded", b"x-real-ip", b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-server"}
)
NOT_NAMED = (
    "A proxy's forwarding header came, but %s names no proxy, or the proxy sends no X-Forwarded-For: visitors are not "
    "told apart, and only the limits on all of them together hold."
)


# Whose request is being answered, as far as known; unset where a page is being drawn
asking: ContextVar[tuple[str | None] | None] = ContextVar("asking", default=None)


def is_forwarded(names: Iterable[bytes]) -> bool:
    """Whether a header with one of these names says that a proxy is in between."""
    return not FORWARDING.isdisjoint(names)


def address_of(names: Iterable[bytes], host: str | None) -> str | None:
    """The address for which a visitor's limits are counted; None where a proxy hides it. `host` is whom the web server
    takes for the visitor; for proxies that are named it has put in what their header says. Whoever is none of them
    writes such a header in vain.
    """
    sent = frozenset(names)
    told = bool(os.environ.get(PROXIES)) and FORWARDED_FOR in sent
    if is_forwarded(sent) and not told and is_proxy(host or HERE):
        tell_once()
        return None
    return counted_as(host or HERE)


def counted_as(host: str) -> str:
    """A network of IPv6 as one address: a single visitor has all 2^64 of its addresses."""
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    if str(found) == "::1":
        return HERE
    return str(found) if found.version == 4 else str(ip_network((int(found), 64), strict=False))


def is_proxy(peer: str) -> bool:
    """Whether what this machine says of others is believed; where no proxy is named, whether it may be one at all."""
    named = networks()
    if named is None:
        return True
    try:
        found = ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    return any(found in network for network in named)


@cache
def networks() -> tuple[IPv4Network | IPv6Network, ...] | None:
    """Those of the proxies that are named, None where none is, or all are."""
    given = [one.strip() for one in os.environ.get(PROXIES, "").split(",") if one.strip()]
    if not given or "*" in given:
        return None
    found = []
    for one in given:
        try:
            found.append(ip_network(one, strict=False))
        except ValueError:
            getLogger(__name__).warning("%s: %r is no address", PROXIES, one[:100])
    return tuple(found)


@cache
def tell_once() -> None:
    getLogger(__name__).warning(NOT_NAMED, PROXIES)
