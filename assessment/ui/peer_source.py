"""Where this page's peers come from: a file that the visitor opened, the server's file, or its store."""

import logging
import os
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from assessment.answers import Council
from assessment.demo import NOTICE, demo_pool, demo_sheet
from assessment.desk import StoreTrouble
from assessment.editions import Edition
from assessment.errors import BadInput
from assessment.peer_files import edition_of, load_pool, notice_of
from assessment.peer_records import reasons_against
from assessment.peer_store import Membership, due_day
from assessment.peers import Choice, PeerGroup, Refusal, day_text, stand_among
from assessment.pool import PeerPool, pool_of
from assessment.results import Result
from assessment.ui import resources, session

NOTHING = Membership(None, None, withdrawn=False)
_TRIED: dict[str, date] = {}  # the day on which an edition was last tried; one for all visitors


@dataclass(frozen=True)
class PeerSource:
    """`edition` is None while too few councils have given their answers; `mine` is what this link has in it."""

    edition: Edition | None
    notice: str = ""
    is_store: bool = False
    is_opened: bool = False
    mine: Membership = NOTHING

    @property
    def is_file(self) -> bool:
        """Whether somebody chose the councils; the demo's invented ones are shown as if they had chosen."""
        return not self.is_store and (self.is_opened or not is_demo())


def is_demo() -> bool:
    return os.environ.get("MATURITY_DEMO") == "1"


def notice() -> str:
    """What every page says about the data that it shows; empty where they are real."""
    if is_demo():
        return NOTICE
    opened = session.own_pool()
    return opened.notice if opened else server_notice()


@cache
def server_notice() -> str:
    return notice_of(server_pool())


@cache
def server_pool() -> PeerPool | None:
    """The pool of the file that the server was started with; an empty one where the file can't be read. A row with a
    problem was accepted at the start.
    """
    if is_demo():
        return demo_pool(resources.newest())
    path = os.environ.get("MATURITY_POOL")
    if not path:
        return None
    try:
        return load_pool(Path(path), resources.newest(), resources.today()).pool
    except BadInput as refused:  # a server of its own peers is not what was asked for
        logging.getLogger(__name__).error("MATURITY_POOL: %s", refused)
        return pool_of([], resources.newest())


@cache
def demo_token() -> str:
    """The invented assessment's link, made once a start."""
    return resources.store().adopt(demo_sheet(resources.newest()))


@cache
def server_edition() -> Edition | None:
    pool = server_pool()
    return None if pool is None else edition_of(pool)


@cache
def edition_of_day(day: date) -> Edition | None:
    return resources.store().peers.edition(day)


def source() -> PeerSource:
    opened = session.own_pool()
    if opened is not None:
        return PeerSource(opened.edition, notice(), is_opened=True)
    return store_source() or PeerSource(server_edition(), notice())


def store_source() -> PeerSource | None:
    """The peers that gave their answers to this server; None where it was started with a file of peers instead."""
    if server_pool() is not None:
        return None
    publish_if_due()  # first: an edition may be made just now, with this council's record in it
    mine = membership()
    edition = None if mine.day is None else edition_of_day(mine.day)  # the very one of which `mine` speaks
    return PeerSource(edition, server_notice(), is_store=True, mine=mine)


def publish_if_due() -> None:
    """Tried once a day, and whenever a record is given."""
    peers, today = resources.store().peers, resources.today()
    if _TRIED.get("day") != today:
        _TRIED["day"] = today
        try:
            peers.publish(resources.newest(), today)
        except StoreTrouble:
            _TRIED.pop("day", None)  # a full disk, say: the last edition stays, and the next visit tries again


def try_again() -> None:
    _TRIED.clear()


def membership() -> Membership:
    token = session.token()
    peers = resources.store().peers
    return peers.membership(token) if token else replace(NOTHING, day=peers.newest_day())


def next_edition_day(edition: Edition | None) -> date:
    return due_day(edition.day if edition else None, resources.today())


def standing(found: PeerSource, wanted: Choice, result: Result, council: Council) -> PeerGroup | Refusal | None:
    """None where there is no edition yet."""
    if found.edition is None:
        return None
    whatever = never(found, result)
    if whatever is not None:
        return whatever
    rubrics = resources.newest()
    return stand_among(found.edition, wanted, result, rubrics, found.mine.counted, resources.council_counts(), council)


def never(found: PeerSource, result: Result) -> Refusal | None:
    """Why this result stands beside no group of the edition, whichever is chosen."""
    if found.edition is not None and found.mine.withdrawn:
        return Refusal(
            (
                f"You took your record back, and the edition of {day_text(found.edition.day)} still counts it among "
                "the others. A position is shown again with the next edition.",
            )
        )
    reasons = tuple(reasons_against(result, resources.newest()))
    return Refusal(reasons) if reasons else None


def default_choice(found: PeerSource, country: str | None) -> Choice:
    """The council's own country where it is shown, else everybody."""
    own = Choice(country)
    shown = found.edition is not None and own.group in found.edition.groups
    return own if shown else Choice()
