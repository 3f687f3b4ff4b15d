"""Assessments that are kept: on SQLite or PostgreSQL behind links, or in the owner's own file; one protocol, `Desk`.

A save returns after its commit has reached the disk. The peer pool's records and editions are kept here too.
"""

from assessment.store.assessments import FIRST_LABEL, Store
from assessment.store.database import StoreTrouble, default_url
from assessment.store.desk import Conflict, Desk, Gone
from assessment.store.file_desk import FileDesk, Moments
from assessment.store.peers import Membership, due_day
from assessment.store.records import Change, Contents, Entry, Key
from assessment.store.server_desk import ServerDesk

__all__ = [
    "FIRST_LABEL",
    "Change",
    "Conflict",
    "Contents",
    "Desk",
    "Entry",
    "FileDesk",
    "Gone",
    "Key",
    "Membership",
    "Moments",
    "ServerDesk",
    "Store",
    "StoreTrouble",
    "default_url",
    "due_day",
]
