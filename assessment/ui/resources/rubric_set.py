"""The rubrics and figures that this server shows, read once."""

import logging
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assessment.figures import CompanionSet, CouncilCounts, FigureSet, ReportFacts
from assessment.files import (
    load_companions,
    load_council_counts,
    load_crosswalks,
    load_figures,
    load_report_facts,
    load_rubrics,
    newest_of,
    not_read,
    shipped_rubrics,
)
from assessment.instrument import Crosswalks, Rubric


@cache
def rubrics() -> dict[tuple[str, str], Rubric]:
    """The shipped rubrics, or those of the folder that MATURITY_RUBRICS names."""
    for problem in not_read(folder()):
        logging.getLogger(__name__).warning("%s", problem)
    return load_rubrics(folder())


def newest() -> list[Rubric]:
    """The newest version of each rubric, in the order that the pages show them."""
    return newest_of(rubrics())


def hashes(versions: Mapping[str, str]) -> dict[str, str]:
    """Of the content of these rubrics."""
    known = rubrics()
    return {name: known[name, version].content_hash for name, version in versions.items() if (name, version) in known}


@cache
def crosswalks() -> Crosswalks:
    """What leads from an earlier version of the questions to the next, as far as the folder of rubrics has it."""
    return load_crosswalks(folder(), rubrics())


@cache
def folder() -> Path:
    named = os.environ.get("MATURITY_RUBRICS")
    return Path(named) if named else shipped_rubrics()


@cache
def figures() -> FigureSet:
    """Published figures, as far as the folder of rubrics has any."""
    return load_figures(folder(), rubrics())


@cache
def companions() -> CompanionSet:
    """Companion questions, as far as the folder of rubrics has any."""
    return load_companions(folder(), rubrics())


@cache
def report_facts() -> ReportFacts | None:
    return load_report_facts(folder())


@cache
def council_counts() -> CouncilCounts | None:
    return load_council_counts(folder())
