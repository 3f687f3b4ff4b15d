"""The rules of scoring: an answer sheet and its rubrics in, a `Result` out, whose numbers carry their own arithmetic.

Exact and pure: no clock, no disk, no library beyond the standard one.
"""

from assessment.scoring.comparable import (
    AreaComparison,
    Assessed,
    Basis,
    Comparison,
    Moved,
    assess,
    compare,
    compare_assessed,
)
from assessment.scoring.document import comparison_document, double, result_document
from assessment.scoring.levels import LevelRange, Standing, gated_level
from assessment.scoring.results import AreaResult, Number, OverallResult, QuestionResult, Result, Scores, Status
from assessment.scoring.scores import (
    COVERAGE_FOR_SCORE,
    EVIDENCE_AGE_MONTHS,
    EVIDENCE_DAYS_AHEAD,
    LIMITED_SCOPE,
    UNEVIDENCED_CAP,
    has_evidence,
    in_scope,
    score,
    standings_of,
    too_new,
)
from assessment.scoring.stability import Robustness, Spacing, Stability, Without, break_even, robustness
from assessment.scoring.steps import LOW_LEVEL, Step, next_steps, shares, unknowns
from assessment.scoring.trends import OverallPoint, Trend, TrendPoint, trend
from assessment.scoring.weightings import PLAUSIBLE, STRESS

__all__ = [
    "COVERAGE_FOR_SCORE",
    "EVIDENCE_AGE_MONTHS",
    "EVIDENCE_DAYS_AHEAD",
    "LIMITED_SCOPE",
    "LOW_LEVEL",
    "PLAUSIBLE",
    "STRESS",
    "UNEVIDENCED_CAP",
    "AreaComparison",
    "AreaResult",
    "Assessed",
    "Basis",
    "Comparison",
    "LevelRange",
    "Moved",
    "Number",
    "OverallPoint",
    "OverallResult",
    "QuestionResult",
    "Result",
    "Robustness",
    "Scores",
    "Spacing",
    "Stability",
    "Standing",
    "Status",
    "Step",
    "Trend",
    "TrendPoint",
    "Without",
    "assess",
    "break_even",
    "compare",
    "compare_assessed",
    "comparison_document",
    "double",
    "gated_level",
    "has_evidence",
    "in_scope",
    "next_steps",
    "result_document",
    "robustness",
    "score",
    "shares",
    "standings_of",
    "too_new",
    "trend",
    "unknowns",
]
