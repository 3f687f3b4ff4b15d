"""The one store of this server, and its clock."""

from datetime import date
from functools import cache

from assessment.store import Store, database_url


def today() -> date:
    return store().database.clock().date()


@cache
def store() -> Store:
    return Store(database_url())
