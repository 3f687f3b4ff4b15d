"""Published figures and other facts about councils, each with its source, and a council's answers beside them."""

from assessment.figures.comparison import (
    GRADE_TEXTS,
    MATCH_TEXTS,
    NO_FIGURE,
    OLD_YEARS,
    Comparison,
    FigureSet,
    compare,
    coverage,
    mail_position,
    matches,
)
from assessment.figures.context import CouncilCount, CouncilCounts, ReportFacts
from assessment.figures.figure import Figure, FigureFile, FigureSource, Grade, Match, Points
from assessment.figures.intervals import quantile, smallest_group, wilson

__all__ = [
    "GRADE_TEXTS",
    "MATCH_TEXTS",
    "NO_FIGURE",
    "OLD_YEARS",
    "Comparison",
    "CouncilCount",
    "CouncilCounts",
    "Figure",
    "FigureFile",
    "FigureSet",
    "FigureSource",
    "Grade",
    "Match",
    "Points",
    "ReportFacts",
    "compare",
    "coverage",
    "mail_position",
    "matches",
    "quantile",
    "smallest_group",
    "wilson",
]
