"""What all visitors share: the rubrics, read once, and the store."""

import os
from functools import cache
from pathlib import Path

from assessment.database import default_url
from assessment.loading import load_rubrics, shipped_rubrics
from assessment.rubric import Rubric
from assessment.store import Store


@cache
def rubrics() -> dict[tuple[str, str], Rubric]:
    """The shipped rubrics, or those of the folder that MATURITY_RUBRICS names."""
    folder = os.environ.get("MATURITY_RUBRICS")
    return load_rubrics(Path(folder) if folder else shipped_rubrics())


def newest() -> list[Rubric]:
    """The newest version of each rubric, in the order that the pages show them."""
    by_id: dict[str, Rubric] = {}
    for rubric in rubrics().values():
        known = by_id.get(rubric.id)
        if known is None or version_key(rubric) > version_key(known):
            by_id[rubric.id] = rubric
    return [by_id[name] for name in sorted(by_id)]


def version_key(rubric: Rubric) -> tuple[int, ...]:
    return tuple(int(part) for part in rubric.version.split("."))


@cache
def store() -> Store:
    return Store(os.environ.get("MATURITY_DATABASE_URL") or default_url())
