"""Assessments that are kept: on SQLite or PostgreSQL behind links, or in the owner's own file; one protocol, `Desk`.

A save returns after its commit has reached the disk. The peer pool's records and editions are kept here too.
"""

from assessment.store.assessments import FIRST_LABEL, Store
from assessment.store.copies import backup, restore
from assessment.store.database import StoreTrouble, database_url
from assessment.store.desk import Conflict, Deleted, Desk, Gone
from assessment.store.file_desk import FileDesk, Moments
from assessment.store.health import Health
from assessment.store.opening import open_store
from assessment.store.peers import Membership, due_day
from assessment.store.records import Change, Contents, Entry, Key, Said
from assessment.store.server_desk import ServerDesk

__all__ = [
    "FIRST_LABEL",
    "Change",
    "Conflict",
    "Contents",
    "Deleted",
    "Desk",
    "Entry",
    "FileDesk",
    "Gone",
    "Health",
    "Key",
    "Membership",
    "Moments",
    "Said",
    "ServerDesk",
    "Store",
    "StoreTrouble",
    "backup",
    "database_url",
    "due_day",
    "open_store",
    "restore",
]
