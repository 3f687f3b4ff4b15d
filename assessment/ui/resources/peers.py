"""The peers of this server: of the file that it was started with, or those who gave their answers to its store."""

import logging
import os
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from assessment.files import NOTICE, demo_pool, demo_sheet, edition_of, load_pool, notice_of
from assessment.instrument import BadInput, Rubric
from assessment.peers import Edition, PeerPool, pool_of, stamp
from assessment.store import StoreTrouble
from assessment.ui.resources.database import store, today
from assessment.ui.resources.rubric_set import newest

_TRIED: dict[str, date] = {}  # the day on which an edition was last tried; one for all visitors


def is_demo() -> bool:
    return os.environ.get("MATURITY_DEMO") == "1"


@cache
def server_notice() -> str:
    """What every page says about invented peers; empty where they are real."""
    return NOTICE if is_demo() else notice_of(server_pool())


@cache
def server_pool() -> PeerPool | None:
    """The pool of the file that the server was started with; an empty one where the file can't be read. A row with a
    problem was accepted at the start.
    """
    if is_demo():
        return demo_pool(newest())
    path = os.environ.get("MATURITY_POOL")
    if not path:
        return None
    try:
        return load_pool(Path(path), newest(), today()).pool
    except BadInput as refused:  # a server of its own peers is not what was asked for
        logging.getLogger(__name__).error("MATURITY_POOL: %s", refused)
        return pool_of([], newest())


@cache
def demo_token() -> str:
    """The invented assessment's link, made once a start."""
    return store().adopt(demo_sheet(newest()))


@cache
def server_edition() -> Edition | None:
    pool = server_pool()
    return None if pool is None else edition_of(pool)


@cache
def edition_of_day(day: date) -> Edition | None:
    return store().peers.edition(day)


@cache
def _editions_up_to(day: date) -> list[tuple[date, dict[str, str]]]:
    return [found for found in store().peers.stamps() if found[0] <= day]


def last_edition(asked: Sequence[Rubric], newest: date | None) -> Edition | None:
    """The last edition, not after the day `newest`, of all areas under exactly these versions of the questions."""
    stamps = {rubric.id: stamp(rubric) for rubric in asked}
    days = [] if newest is None else [day for day, found in _editions_up_to(newest) if found == stamps]
    return edition_of_day(days[0]) if days else None


@cache
def given_by(day: date) -> int:
    """How many have given answers to the newest questions: counted once a day, so that it tells of nobody when."""
    return len(store().peers.pool(newest()))


def publish_if_due() -> None:
    """Tried once a day, and whenever a record is given."""
    if _TRIED.get("day") != today():
        _TRIED["day"] = today()
        try:
            store().peers.publish(newest(), today())
        except StoreTrouble:
            _TRIED.pop("day", None)  # a full disk, say: the last edition stays, and the next visit tries again


def publish_again() -> None:
    """A record was given, so that an edition may be due now."""
    _TRIED.clear()
