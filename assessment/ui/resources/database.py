"""The one store of this server, and its clock."""

from datetime import date
from functools import cache

from assessment.store import Store, database_url, open_store


def today() -> date:
    return store().database.clock().date()


@cache
def store() -> Store:
    return open_store(database_url())
