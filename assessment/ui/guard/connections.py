"""How many connections are open, by address and in all. Used by the web server's own thread alone."""

import sys
from collections import Counter
from functools import cache
from logging import getLogger

from assessment.ui.guard.settings import IN_ALL, limits

MOST_PROXIES = 1000  # that are remembered
ACCEPTED_AT_ONCE = 2048  # the web server's backlog: so many may come before the first of them is counted
FEWEST_AT_ONCE, TURNS = 16, 4
OTHER_FILES = 256  # databases, logs, static files


class Connections:
    """`most` is for one address, `in_all` for all of them."""

    def __init__(self, most: int, in_all: int) -> None:
        self.most, self.in_all = most, in_all
        self.open: Counter[str] = Counter()
        self.total = 0
        self.proxies: dict[str, None] = {}

    def is_full(self) -> bool:
        return self.total >= self.in_all

    def enter(self, address: str | None) -> bool:
        """Count one more, which must `leave` later; False: it is one too many, and was not counted."""
        if self.is_full() or (address is not None and self.open[address] >= self.most):
            return False
        self.total += 1
        if address is not None:
            self.open[address] += 1
        return True

    def leave(self, address: str | None) -> None:
        self.total -= 1
        if address is not None:
            self.forget(address)

    def forget(self, address: str) -> None:
        """It counts no longer for this address, only in all."""
        self.open[address] -= 1
        if self.open[address] <= 0:
            del self.open[address]

    def learn_proxy(self, peer: str) -> None:
        """Connections from there are many visitors'; those are counted by what they ask for."""
        self.proxies[peer] = None
        if len(self.proxies) > MOST_PROXIES:
            del self.proxies[next(iter(self.proxies))]


def room_for(wanted: int, files: int) -> int:
    """So many connections of those wanted as this many open files allow, and half of the files at least."""
    return min(wanted, max(files // 2, files - ACCEPTED_AT_ONCE - OTHER_FILES))


def accepted_at_once(files: int, room: int) -> int:
    """How many may be taken in one turn of the server's loop, so that files are left for all else: one too many is
    closed only turns later, and each turn takes as many again.
    """
    return max(FEWEST_AT_ONCE, min(ACCEPTED_AT_ONCE, (files - room - OTHER_FILES) // TURNS))


@cache
def connections() -> Connections:
    """Those of this process."""
    most = limits().connections
    in_all = room_for(IN_ALL * most, open_files())
    return Connections(min(most, in_all // 2), in_all)  # no address takes all the room there is


def open_files(*, raised: bool = False) -> int:
    """How many files this process may have open; raised to what it may ask for."""
    if sys.platform == "win32":
        return 8192
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if raised and soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            soft = hard
        except (OSError, ValueError):  # some systems allow less than they say
            getLogger(__name__).warning("At most %s files can be open.", soft)
    return sys.maxsize if soft == resource.RLIM_INFINITY else soft
