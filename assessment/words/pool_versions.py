"""The peer pool from one version of the questions to the next, in words."""

from collections.abc import Iterable

from assessment.instrument import Rubric
from assessment.words.display import listed

FEWEST_TOLD = 10  # councils: from here on it is said how many have given


def versions_text(rubrics: Iterable[Rubric]) -> str:
    """ "version 2.0.0"; "versions 1.0.0 and 2.0.0" where areas differ."""
    versions = sorted({rubric.version for rubric in rubrics})
    return f"version{'' if len(versions) == 1 else 's'} {listed(versions)}"


def given_text(number: int, newest: Iterable[Rubric]) -> str:
    """How many have given their answers; "" while they are few."""
    if number < FEWEST_TOLD:
        return ""
    return f"{number} councils have given their answers to {versions_text(newest)} of the questions so far."


def last_text(shown: Iterable[Rubric], newest: Iterable[Rubric]) -> str:
    """Beside the last edition of an earlier version."""
    return f"It is the last of {versions_text(shown)} of the questions; new ones count {versions_text(newest)} only."


def not_given_text(answered: Iterable[Rubric], newest: Iterable[Rubric]) -> str:
    """Why nobody gives answers to an earlier version."""
    return (
        f"New editions count {versions_text(newest)} of the questions only, so answers to {versions_text(answered)} "
        "are given no more. Overview says how to go on with the new questions."
    )
