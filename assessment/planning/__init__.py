"""What to do next and what it would change: moves, the smallest set of them to a level, the plan, targets (R15, R47 to
R51). Exact and pure, and it never changes an answer: what might be is scored on a copy.
"""

from assessment.planning.document import PLAN_FORMAT, plan_document
from assessment.planning.moves import FIND_OUT, Efforts, Move, effort_between, efforts_of
from assessment.planning.plan import Goal, Line, Plan, Tier, make_plan, open_lines
from assessment.planning.smallest import Candidate, cheapest_cover, smallest_set
from assessment.planning.supposed import Changes, check_changes, what_if
from assessment.planning.targets import (
    AreaReach,
    Gap,
    Reach,
    TargetResult,
    Targets,
    check_targets,
    own_targets,
    progress_to_date,
    target_level,
    to_targets,
)

__all__ = [
    "FIND_OUT",
    "PLAN_FORMAT",
    "AreaReach",
    "Candidate",
    "Changes",
    "Efforts",
    "Gap",
    "Goal",
    "Line",
    "Move",
    "Plan",
    "Reach",
    "TargetResult",
    "Targets",
    "Tier",
    "cheapest_cover",
    "check_changes",
    "check_targets",
    "effort_between",
    "efforts_of",
    "make_plan",
    "open_lines",
    "own_targets",
    "plan_document",
    "progress_to_date",
    "smallest_set",
    "target_level",
    "to_targets",
    "what_if",
]
