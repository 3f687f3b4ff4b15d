"""Where this page's peers come from: a file that the visitor opened, the server's file, or its store."""

from dataclasses import dataclass, replace
from datetime import date

from assessment.instrument import Council
from assessment.peers import Choice, Edition, PeerGroup, PeerSource, PoolRecord, Refusal, reasons_against_any
from assessment.scoring import Result
from assessment.store import Membership, ServerDesk, StoreTrouble, due_day
from assessment.ui import resources, session
from assessment.words import day_text

NOTHING = Membership(None, None, withdrawn=False)


@dataclass(frozen=True)
class PagePeers:
    """`source` is None while too few councils have given their answers; `mine` is what the assessment has in it, as far
    as its link may know.
    """

    source: PeerSource | None
    is_store: bool = False
    is_opened: bool = False
    mine: Membership = NOTHING

    @property
    def edition(self) -> Edition | None:
        return self.source.edition if self.source else None

    @property
    def notice(self) -> str:
        return self.source.notice if self.source else ""

    @property
    def is_file(self) -> bool:
        return self.source is not None and self.source.from_file

    @property
    def may_hold_own(self) -> bool:
        """Whether the council's own record may be among the others; invented councils hold nobody's."""
        invented = resources.is_demo() and not self.is_opened
        return self.source is not None and self.mine.counted is None and not invented

    def standing(self, wanted: Choice, result: Result, council: Council) -> PeerGroup | Refusal | None:
        """None where there is no edition yet."""
        if self.source is None:
            return None
        return self.never(result) or self.source.standing(wanted, result, council)

    def never(self, result: Result) -> Refusal | None:
        """Why this result stands beside no group of the edition, whichever is chosen."""
        if self.edition is not None and self.mine.withdrawn:
            return Refusal(
                (
                    f"You took your record back, and the edition of {day_text(self.edition.day)} still counts it among "
                    "the others. A position is shown again with the next edition.",
                )
            )
        reasons = tuple(reasons_against_any(result, resources.newest()))
        return Refusal(reasons) if reasons else None

    def default_choice(self, country: str | None) -> Choice:
        """The council's own country where it is shown, else everybody."""
        own = Choice(country)
        shown = self.edition is not None and own.group in self.edition.groups
        return own if shown else Choice()


def page_peers() -> PagePeers:
    opened = session.own_pool()
    if opened is not None:
        return PagePeers(source(opened.edition, from_file=True), is_opened=True)
    # the demo's invented councils are shown as if they had chosen to take part
    return store_peers() or PagePeers(source(resources.server_edition(), from_file=not resources.is_demo()))


def source(edition: Edition | None, own: PoolRecord | None = None, *, from_file: bool = False) -> PeerSource | None:
    if edition is None:
        return None
    counts, notice = resources.council_counts(), session.data_notice()
    return PeerSource(edition, resources.newest(), own, counts, notice, from_file)


def store_peers() -> PagePeers | None:
    """The peers that gave their answers to this server, as they were read last where the database is away; None where
    it was started with a file of peers instead.
    """
    if resources.server_pool() is not None:
        return None
    try:
        session.remember_peers(found := read_peers())
    except StoreTrouble:
        known = session.known_peers()
        if not isinstance(known, PagePeers):
            raise
        return known
    return found


def read_peers() -> PagePeers:
    resources.publish_if_due()  # first: an edition may be made just now, with this council's record in it
    mine = membership()
    edition = None if mine.day is None else resources.edition_of_day(mine.day)  # the very one of which `mine` speaks
    return PagePeers(source(edition, mine.counted), is_store=True, mine=mine)


def membership() -> Membership:
    desk = session.desk()
    if isinstance(desk, ServerDesk):
        return desk.membership()
    return replace(NOTHING, day=resources.store().peers.newest_day())


def next_edition_day(edition: Edition | None) -> date:
    return due_day(edition.day if edition else None, resources.today())
