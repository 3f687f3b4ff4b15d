"""Assessments that are kept: on SQLite or PostgreSQL behind links, or in the owner's own file; one protocol, `Desk`.

A save returns after its commit has reached the disk. The peer pool's records and editions are kept here too.
"""

from assessment.store.assessments import FIRST_LABEL, Store
from assessment.store.audit import OF_A_DAY, Event, Noted
from assessment.store.copies import backup, restore
from assessment.store.database import StoreTrouble, database_url
from assessment.store.desk import Closed, Conflict, Deleted, Desk, Ended, Gone, NotAllowed, Withdrawn
from assessment.store.disuse import close_unused, months_before, months_in, term, unused_since
from assessment.store.file_desk import FileDesk, Moments
from assessment.store.health import Health
from assessment.store.intended import THE_DECISION, Intends, Intent, Kept, Milestone, Spot, Value, milestone_of
from assessment.store.limits import MOST_BYTES, NEARLY
from assessment.store.links import new_public_id, new_token
from assessment.store.opening import open_store
from assessment.store.page_desk import PageDesk
from assessment.store.peers import Membership, due_day
from assessment.store.records import Change, Contents, Entry, Key, Kind, Link, Said, Wording
from assessment.store.seats import Glance, LostSeat, SeatDesk
from assessment.store.server_desk import ServerDesk
from assessment.store.workshop import (
    FEWEST_TO_REVEAL,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_ROLE,
    MOST_MINUTES,
    MOST_ROLES,
    Asked,
    Ballot,
    Door,
    Hall,
    Moment,
    Outcome,
    Plan,
    Round,
    Seat,
    Stage,
    Talk,
    Vote,
    Workshop,
)

__all__ = [
    "FEWEST_TO_REVEAL",
    "FIRST_LABEL",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "LONGEST_ROLE",
    "MOST_BYTES",
    "MOST_MINUTES",
    "MOST_ROLES",
    "NEARLY",
    "OF_A_DAY",
    "THE_DECISION",
    "Asked",
    "Ballot",
    "Change",
    "Closed",
    "Conflict",
    "Contents",
    "Deleted",
    "Desk",
    "Door",
    "Ended",
    "Entry",
    "Event",
    "FileDesk",
    "Glance",
    "Gone",
    "Hall",
    "Health",
    "Intends",
    "Intent",
    "Kept",
    "Key",
    "Kind",
    "Link",
    "LostSeat",
    "Membership",
    "Milestone",
    "Moment",
    "Moments",
    "NotAllowed",
    "Noted",
    "Outcome",
    "PageDesk",
    "Plan",
    "Round",
    "Said",
    "Seat",
    "SeatDesk",
    "ServerDesk",
    "Spot",
    "Stage",
    "Store",
    "StoreTrouble",
    "Talk",
    "Value",
    "Vote",
    "Withdrawn",
    "Wording",
    "Workshop",
    "backup",
    "close_unused",
    "database_url",
    "due_day",
    "milestone_of",
    "months_before",
    "months_in",
    "new_public_id",
    "new_token",
    "open_store",
    "restore",
    "term",
    "unused_since",
]
