"""What format rubric/2 says of a question beside rubric/1: what counts, who could usually say, which ladder it climbs.

A question of pattern "done" has the statements of every other of that pattern, said of its own object: in no case; in
at least one; a rule requires it, or most have it; a rule requires it, and records show most; a review measured it. So
a reader learns five steps once, and not fifty-two times. rubrics/README.md has all four.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from assessment.instrument.fields import refuse

FORMATS = ("rubric/1", "rubric/2")
NEW_KEYS = ("count", "ask", "pattern")  # those of rubric/2, all of them in each of its questions
MOST_ASKED = 3


class Pattern(StrEnum):
    DONE = "done"  # assess, check, train, patch
    KEPT = "kept"  # a register, a policy, a plan
    ANSWERED_FOR = "answered_for"  # by a manager, a councillor, a group
    EXERCISED = "exercised"  # a recovery, an exit, a restore
    OWN = "own"  # none of these; a comment beside it says why


class Role(StrEnum):
    """Who in a council could usually say."""

    ICT = "ict"
    SECURITY = "security"
    DATA_PROTECTION = "data-protection"
    PROCUREMENT = "procurement"
    PEOPLE_AND_COMMUNICATIONS = "people-and-communications"
    SERVICE_HEAD = "service-head"
    CHIEF_EXECUTIVE = "chief-executive"
    COUNCILLOR = "councillor"
    EMERGENCY_PLANNING = "emergency-planning"


def each_once(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    if len(set(roles)) < len(roles):
        raise refuse("names a role more than once; keep one")
    return roles


Asked = Annotated[
    tuple[Annotated[Role, Field(strict=False)], ...],
    Field(strict=False, min_length=1, max_length=MOST_ASKED),
    AfterValidator(each_once),
]


def key_problems(format: object, questions: Iterable[frozenset[str]]) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """`questions`: which of the new keys each has. Of a format that is not known here nothing is said."""
    for index, given in enumerate(questions):
        if format == "rubric/1":
            for key in sorted(given):
                yield ("questions", index, key), f"{key} belongs to rubric/2; write that as the format, or take it out"
        elif format == "rubric/2":
            for key in NEW_KEYS:
                if key not in given:
                    yield ("questions", index), f"{key} is missing; add it"
