"""What moved over several assessments of one council, as plain values: milestones and today, oldest first.

Each point has its own result, by its own version of the questions. Between two points of the same questions a line may
be drawn; where the version changed it breaks, and only the comparison from the one point to the next, which is over the
questions that both ask alike, says what moved (R16).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assessment.instrument import AnswerSheet, Crosswalks
from assessment.scoring.comparable import AreaComparison, Assessed, Basis, Comparison, compare_assessed, compared
from assessment.scoring.levels import LevelRange
from assessment.scoring.results import AreaResult, Scores


@dataclass(frozen=True)
class TrendPoint:
    """One assessment of one area. `at`: its number among all assessments; `since`: beside the point before it; None at
    the first.
    """

    at: int
    name: str
    day: date | None
    version: str
    scores: Scores
    level: LevelRange | None
    since: AreaComparison | None = None

    @property
    def breaks(self) -> bool:
        """No line leads here from the point before: the questions changed, or one of the two is a quick check."""
        return self.since is not None and self.since.basis is not Basis.WHOLE


@dataclass(frozen=True)
class OverallPoint:
    """One assessment as a whole. `at` and `since` as above."""

    at: int
    name: str
    day: date | None
    scores: Scores
    level: LevelRange | None
    since: Comparison | None = None

    @property
    def breaks(self) -> bool:
        """No line leads here: other areas, other versions, or a quick check."""
        return self.since is not None and not self.since.is_whole


@dataclass(frozen=True)
class Trend:
    """`areas`: those of the latest assessment by their rubrics, in its order; an assessment without one has no point
    there.
    """

    overall: tuple[OverallPoint, ...]
    areas: dict[str, tuple[TrendPoint, ...]]


def trend(moments: Sequence[Assessed], crosswalks: Crosswalks) -> Trend:
    """`moments`: at least one, oldest first. Only common questions of two versions are scored anew, by themselves."""
    beside = [None, *(compare_assessed(before, after, crosswalks) for before, after in pairwise(moments))]
    steps = list(zip(moments, beside, strict=True))
    names = [area.rubric.id for area in moments[-1].result.areas]
    areas = {name: tuple(area_points(name, steps, crosswalks)) for name in names}
    return Trend(tuple(overall_point(at, *step) for at, step in enumerate(steps)), areas)


def overall_point(at: int, moment: Assessed, since: Comparison | None) -> OverallPoint:
    whole = moment.result.overall
    return OverallPoint(at, moment.name, moment.day, whole.scores, whole.level, since)


def area_points(
    name: str, steps: Sequence[tuple[Assessed, Comparison | None]], crosswalks: Crosswalks
) -> Iterator[TrendPoint]:
    """Each beside the latest before it that has the area too, which need not be the one just before it."""
    before: tuple[AreaResult, AnswerSheet] | None = None
    for at, (moment, beside) in enumerate(steps):
        for area in moment.result.areas:
            if area.rubric.id == name:
                since = next((one for one in beside.areas if one.after is area), None) if beside else None
                if since is None and before is not None:
                    since = compared((before[0], area), (before[1], moment.sheet), crosswalks)
                yield TrendPoint(at, moment.name, moment.day, area.rubric.version, area.scores, area.level, since)
                before = area, moment.sheet
