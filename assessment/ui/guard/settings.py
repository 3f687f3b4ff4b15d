"""What an operator can set about who comes in: how often, how many at once, and under which names."""

import os
import re
from dataclasses import dataclass
from functools import cache

from assessment.instrument import BadInput, Problem

NEW, WRONG, CONNECTIONS, HOSTS = (
    "MATURITY_NEW_AN_HOUR",
    "MATURITY_WRONG_AN_HOUR",
    "MATURITY_OPEN_CONNECTIONS",
    "MATURITY_HOSTS",
)
PROXIES = "FORWARDED_ALLOW_IPS"  # the web server's own variable, which it reads by itself
IN_ALL = 10  # times what one address may
NAME = re.compile(r"(\*\.)?[\w-]+(\.[\w-]+)*|[0-9a-f:.]+")


@dataclass(frozen=True)
class Limits:
    """What one address may: begin so many assessments and try so many wrong links or codes an hour, and hold so many
    connections at once. All addresses together may ten times as much.
    """

    new: int
    wrong: int
    connections: int


@cache
def limits() -> Limits:
    """Raises BadInput where a variable's value makes no sense."""
    return Limits(number(NEW, 60), number(WRONG, 120), number(CONNECTIONS, 300))


@cache
def hosts() -> frozenset[str]:
    """The names under which the app is public, in small letters, "*.council.example" among them. Raises BadInput."""
    given = [one.strip().lower().strip("[]").rstrip(".") for one in os.environ.get(HOSTS, "").split(",")]
    named = frozenset(filter(None, given))
    if not all(NAME.fullmatch(one) for one in named):
        message = "must be names without https:// or a port, with commas between, such as maturity.council.example"
        raise BadInput([Problem(message, id=HOSTS)])
    return named


def number(name: str, usual: int) -> int:
    given = os.environ.get(name, "").strip() or str(usual)
    if not re.fullmatch("[1-9][0-9]{0,6}", given):
        raise BadInput([Problem("must be a whole number from 1 to 9999999", id=name)])
    return int(given)
