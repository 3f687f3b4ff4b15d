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
from assessment.store.opening import open_store
from assessment.store.page_desk import PageDesk
from assessment.store.peers import Membership, due_day
from assessment.store.records import Change, Contents, Entry, Key, Kind, Link, Said, Wording
from assessment.store.server_desk import ServerDesk

__all__ = [
    "FIRST_LABEL",
    "MOST_BYTES",
    "NEARLY",
    "OF_A_DAY",
    "THE_DECISION",
    "Change",
    "Closed",
    "Conflict",
    "Contents",
    "Deleted",
    "Desk",
    "Ended",
    "Entry",
    "Event",
    "FileDesk",
    "Gone",
    "Health",
    "Intends",
    "Intent",
    "Kept",
    "Key",
    "Kind",
    "Link",
    "Membership",
    "Milestone",
    "Moments",
    "NotAllowed",
    "Noted",
    "PageDesk",
    "Said",
    "ServerDesk",
    "Spot",
    "Store",
    "StoreTrouble",
    "Value",
    "Withdrawn",
    "Wording",
    "backup",
    "close_unused",
    "database_url",
    "due_day",
    "milestone_of",
    "months_before",
    "months_in",
    "open_store",
    "restore",
    "term",
    "unused_since",
]
