"""Two sheets of one council, side by side (R16): what may be compared, and the difference where something may be.

Results of the same questions compare whole. Where a rubric's version changed, only its common questions do, those whose
levels all become themselves in the crosswalk; both sides are then counted over these alone. Without any, both results
stand side by side, "The questions changed", and no difference is computed. The raw change is given, whatever its size.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assessment.instrument import AnswerSheet, Crosswalks, Rubric, RubricSet
from assessment.scoring.results import AreaResult, Result, Scores
from assessment.scoring.scores import question_result, score, weigh


class Basis(StrEnum):
    """What a difference rests on."""

    WHOLE = "whole"  # the same questions
    COMMON = "common"  # those that both versions ask alike
    CHANGED = "changed"  # none: the questions changed
    SCOPE = "scope"  # none: one of the two is a quick check


@dataclass(frozen=True)
class AreaComparison:
    """`before` and `after` are the results as they are, each by its own version. `common`: the ids of the questions
    that are compared; `scores_before` and `scores_after` are over these. `difference`, in points, is None where either
    side has no score.
    """

    before: AreaResult
    after: AreaResult
    basis: Basis
    common: tuple[str, ...] = ()
    scores_before: Scores | None = None
    scores_after: Scores | None = None

    @property
    def difference(self) -> Fraction | None:
        return difference(self.scores_before, self.scores_after)


@dataclass(frozen=True)
class Comparison:
    """`areas`: those in both sheets, in the later one's order. `only_before`, `only_after`: ids of the others."""

    before: Result
    after: Result
    areas: tuple[AreaComparison, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @property
    def difference(self) -> Fraction | None:
        """Of the overall scores, in points: only where each side has the same areas and all of their questions."""
        whole = not self.only_before and not self.only_after and all(one.basis is Basis.WHOLE for one in self.areas)
        return difference(self.before.overall.scores, self.after.overall.scores) if whole else None

    @property
    def questions_changed(self) -> bool:
        """In at least one area nothing can be compared because its version did."""
        return any(one.basis is Basis.CHANGED for one in self.areas)


def difference(before: Scores | None, after: Scores | None) -> Fraction | None:
    if before is None or after is None or before.score is None or after.score is None:
        return None
    return after.score.value - before.score.value


def compare(before: AnswerSheet, after: AnswerSheet, rubrics: RubricSet, crosswalks: Crosswalks) -> Comparison:
    """Two sheets, each scored under the versions that it names. Raises BadInput if either doesn't fit its own."""
    old, new = score(before, rubrics), score(after, rubrics)
    earlier = {area.rubric.id: area for area in old.areas}
    areas = tuple(
        compared((earlier[area.rubric.id], area), (before, after), crosswalks)
        for area in new.areas
        if area.rubric.id in earlier
    )
    return Comparison(
        old,
        new,
        areas,
        tuple(name for name in before.rubrics if name not in after.rubrics),
        tuple(name for name in after.rubrics if name not in before.rubrics),
    )


def compared(
    areas: tuple[AreaResult, AreaResult], sheets: tuple[AnswerSheet, AnswerSheet], crosswalks: Crosswalks
) -> AreaComparison:
    """One area of both sheets, the earlier one first."""
    before, after = areas
    if sheets[0].scope is not sheets[1].scope:
        return AreaComparison(before, after, Basis.SCOPE)
    if before.rubric.content_hash == after.rubric.content_hash:
        ids = tuple(question.id for question in before.questions)
        return AreaComparison(before, after, Basis.WHOLE, ids, before.scores, after.scores)
    older, newer = sorted((before.rubric, after.rubric), key=lambda rubric: rubric.order)
    asked = [{question.id for question in area.questions} for area in areas]
    common = tuple(id for id in common_questions(older, newer, crosswalks) if all(id in ids for ids in asked))
    if not common:
        return AreaComparison(before, after, Basis.CHANGED)
    sides = [scores_over(common, newer, sheet) for sheet in sheets]
    return AreaComparison(before, after, Basis.COMMON, common, *sides)


def common_questions(older: Rubric, newer: Rubric, crosswalks: Crosswalks) -> tuple[str, ...]:
    """Those whose levels become themselves in each step from one version to the other, in the newer one's order."""
    common, version = set(older.by_id), older.version
    while version != newer.version:
        walk = crosswalks.get((older.id, version))
        if walk is None:
            return ()
        common, version = common.intersection(walk.common), walk.after
    return tuple(id for id in newer.by_id if id in common)


def scores_over(common: tuple[str, ...], rubric: Rubric, sheet: AnswerSheet) -> Scores:
    """What a sheet's answers to these questions are worth under one version: each of their levels is itself there."""
    asked = [rubric.by_id[id] for id in common]
    return weigh([question_result(rubric, one, sheet.answer(rubric.id, one.id), sheet.date) for one in asked])
