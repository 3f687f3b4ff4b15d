"""What all visitors share: the rubrics, read once, and the store."""

import os
from functools import cache
from pathlib import Path

from assessment.database import default_url
from assessment.loading import load_rubrics, newest_of, shipped_rubrics
from assessment.rubric import Rubric
from assessment.store import Store


@cache
def rubrics() -> dict[tuple[str, str], Rubric]:
    """The shipped rubrics, or those of the folder that MATURITY_RUBRICS names."""
    folder = os.environ.get("MATURITY_RUBRICS")
    return load_rubrics(Path(folder) if folder else shipped_rubrics())


def newest() -> list[Rubric]:
    """The newest version of each rubric, in the order that the pages show them."""
    return newest_of(rubrics())


@cache
def store() -> Store:
    return Store(os.environ.get("MATURITY_DATABASE_URL") or default_url())
