"""What the perception gap says: the result as each role alone would have it."""

from collections.abc import Sequence

from assessment.consensus import FEWEST_OF_A_ROLE, OTHER
from assessment.words.display import counted, listed
from assessment.words.record import role_name

GAP_TITLE = "Results by role: the perception gap"
GAP_TABLE = "Scores by area and role, 0 to 100"
GAP_LEAD = (
    "How the result would read if one role alone had answered: on each question the role's median vote in the last "
    "round that was revealed, the lower one where two stand in the middle."
)
GAP_LIMITS = (
    f"A role counts on a question only where at least {FEWEST_OF_A_ROLE} of it chose a level; without, its range is "
    "wider.",
    "Roles differ by what they see as much as by who is right. No role's view is the assessment's answer.",
)
GAP_NOTHING = (
    f"There is nothing to compare yet: no role has at least {FEWEST_OF_A_ROLE} people who chose a level in a round "
    "that was revealed."
)
GAP_ONE = "Only one role can be shown, so there is no gap to see yet."
GAP_NOT_YOURS = (
    "This page opens for the owner of the assessment only. Open the assessment by its owner's link in this browser, "
    "then come back here."
)
GAP_NOT_FOUND = "There is no such workshop in this assessment. It may have been deleted."
GAP_WIDEST = "Difference"
GAP_NOT_MADE = "This page was not made. That is a fault of this program, not yours; please try again."


def role_heading(role: str, people: int) -> str:
    """ "Councillors, 4 people"."""
    return f"{gap_role(role)}, {counted(people, 'person', 'people')}"


def gap_role(role: str) -> str:
    return "Other roles" if role == OTHER else role_name(role)


def left_out_text(roles: Sequence[str]) -> str:
    """Which roles are not shown, "" for none."""
    names = listed([gap_role(role) for role in roles])
    return f"Not shown, as too few of them voted: {names}." if roles else ""
