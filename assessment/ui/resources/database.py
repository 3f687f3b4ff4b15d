"""The one store of this server, and its clock."""

import os
from datetime import date
from functools import cache

from assessment.store import Store, default_url


def today() -> date:
    return store().database.clock().date()


@cache
def store() -> Store:
    return Store(os.environ.get("MATURITY_DATABASE_URL") or default_url())
