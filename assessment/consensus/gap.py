"""The perception gap: what the result would be if one role alone had answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.consensus.order import Tallies, provisional
from assessment.consensus.roles import FEWEST_OF_A_ROLE
from assessment.instrument import AnswerSheet, RubricSet
from assessment.scoring import Result, score


@dataclass(frozen=True)
class RoleResult:
    """`people`: the most who voted in this role on any question."""

    role: str
    people: int
    result: Result


def role_results(sheet: AnswerSheet, rubrics: RubricSet, votes: Mapping[str, Tallies]) -> tuple[RoleResult, ...]:
    """By role, from the lower median of its votes on each question where at least three of it gave a level; a role
    without such a question is left out. No answer of the council counts, so that roles differ by their votes alone.
    """
    bare = sheet.answers_alone().model_copy(update={"answers": {}})
    found = []
    for role, tallies in votes.items():
        enough = {spot: votes for spot, votes in tallies.items() if votes.rated >= FEWEST_OF_A_ROLE}
        if enough:
            people = max(votes.voters for votes in enough.values())
            found.append(RoleResult(role, people, score(provisional(bare, enough), rubrics)))
    return tuple(found)
