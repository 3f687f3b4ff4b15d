"""Where this page's peers come from: a file that the visitor opened, the server's file, or its store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assessment.instrument import Council, Rubric
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
    rubrics: tuple[Rubric, ...] = ()  # under which its records were answered

    @property
    def is_earlier(self) -> bool:
        """The peers answered an earlier version of the questions, as this assessment did."""
        return list(self.rubrics) != resources.newest()

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
        reasons = tuple(reasons_against_any(result, self.rubrics))
        return Refusal(reasons) if reasons else None

    def default_choice(self, country: str | None) -> Choice:
        """The council's own country where it is shown, else everybody."""
        own = Choice(country)
        shown = self.edition is not None and own.group in self.edition.groups
        return own if shown else Choice()


def page_peers(versions: Mapping[str, str]) -> PagePeers:
    """`versions`: of the questions that the open assessment answers."""
    opened, newest = session.own_pool(), tuple(resources.newest())
    if opened is not None:
        return PagePeers(source(opened.edition, newest, from_file=True), is_opened=True, rubrics=newest)
    if found := store_peers(versions):
        return found
    # the demo's invented councils are shown as if they had chosen to take part
    edition, from_file = resources.server_edition(), not resources.is_demo()
    return PagePeers(source(edition, newest, from_file=from_file), rubrics=newest)


def source(
    edition: Edition | None, rubrics: Sequence[Rubric], own: PoolRecord | None = None, *, from_file: bool = False
) -> PeerSource | None:
    if edition is None:
        return None
    counts, notice = resources.council_counts(), session.data_notice()
    return PeerSource(edition, rubrics, own, counts, notice, from_file)


def asked_under(versions: Mapping[str, str]) -> tuple[Rubric, ...]:
    """The newest questions of all areas; or, for an assessment of none of them, the earlier ones that it answers."""
    newest, known = resources.newest(), resources.rubrics()
    if not versions or any(versions.get(rubric.id) == rubric.version for rubric in newest):
        return tuple(newest)
    one = next(iter(versions.values()))  # an area that is left out was asked under the version of the others
    return tuple(known.get((rubric.id, versions.get(rubric.id, one)), rubric) for rubric in newest)


def store_peers(versions: Mapping[str, str]) -> PagePeers | None:
    """The peers that gave their answers to this server, as they were read last where the database is away; None where
    it was started with a file of peers instead.
    """
    if resources.server_pool() is not None:
        return None
    try:
        session.remember_peers(found := read_peers(asked_under(versions)))
    except StoreTrouble:
        known = session.known_peers()
        if not isinstance(known, PagePeers):
            raise
        return known
    return found


def read_peers(rubrics: tuple[Rubric, ...]) -> PagePeers:
    resources.publish_if_due()  # first: an edition may be made just now, with this council's record in it
    mine = membership()
    edition = resources.last_edition(rubrics, mine.day)  # none that was made after `mine` was read
    mine = mine.seen_in(edition.day if edition else None)
    return PagePeers(source(edition, rubrics, mine.counted), is_store=True, mine=mine, rubrics=rubrics)


def membership() -> Membership:
    desk = session.desk()
    if isinstance(desk, ServerDesk):
        return desk.membership()
    return replace(NOTHING, day=resources.store().peers.newest_day())


def next_edition_day(edition: Edition | None) -> date:
    return due_day(edition.day if edition else None, resources.today())
