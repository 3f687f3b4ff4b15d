"""Two sheets of one council, side by side (R16): what may be compared, and the difference where something may be.

Results of the same questions compare whole. Where a rubric's version changed, only its common questions do, those whose
levels all become themselves in the crosswalk; both sides are then counted over these alone. Without any, both results
stand side by side, "The questions changed", and no difference is computed. The raw difference is given, whatever its
size; it is called a change only where it is at least what one answer moves the score by one level (R16b): 1.04 points
of 24 questions of equal weight and five levels, 100 / 24 / 4. How far two readings of one council differ is not known
yet; once it is, that will be a second threshold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from assessment.instrument import AnswerSheet, Crosswalks, Rubric, RubricSet
from assessment.scoring.results import AreaResult, Number, QuestionResult, Result, Scores
from assessment.scoring.scores import question_result, score, weigh
from assessment.scoring.weightings import concentration, share_ahead


class Basis(StrEnum):
    """What a difference rests on."""

    WHOLE = "whole"  # the same questions
    COMMON = "common"  # those that both versions ask alike
    CHANGED = "changed"  # none: the questions changed
    SCOPE = "scope"  # none: one of the two is a quick check


@dataclass(frozen=True)
class Assessed:
    """A council's answers at one moment and what they come to: a milestone, an earlier file, or today. `name`: what its
    owner calls it, free text.
    """

    name: str
    day: date | None
    sheet: AnswerSheet
    result: Result


def assess(sheet: AnswerSheet, rubrics: RubricSet, name: str = "", day: date | None = None) -> Assessed:
    """`day`: the answers' own where none is given. Raises BadInput if they don't fit the versions that they name."""
    return Assessed(name, day or sheet.date, sheet, score(sheet, rubrics))


@dataclass(frozen=True)
class Moved:
    """A question that says something else now."""

    before: QuestionResult
    after: QuestionResult


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

    @property
    def step(self) -> Fraction | None:
        """The least that one answer moves the score by one level, in points, on the side where that is more (R16b)."""
        top = max(self.before.rubric, self.after.rubric, key=lambda rubric: rubric.order).top
        sides = [scores.score for scores in (self.scores_before, self.scores_after) if scores and scores.score]
        return max((least_step(number) / top for number in sides), default=None)

    @property
    def is_change(self) -> bool:
        return reaches(self.difference, self.step)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """Of the compared questions those with another level, or that apply on one side only; unknown is unknown."""
        earlier = {question.id: question for question in self.before.questions}
        pairs = [(earlier[one.id], one) for one in self.after.questions if one.id in self.common]
        return tuple(Moved(*pair) for pair in pairs if said_of(pair[0]) != said_of(pair[1]))


@dataclass(frozen=True)
class Comparison:
    """`areas`: those in both sheets, in the later one's order. `only_before`, `only_after`: ids of the others."""

    before: Result
    after: Result
    areas: tuple[AreaComparison, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Each side has the same areas and all of their questions."""
        return not self.only_before and not self.only_after and all(one.basis is Basis.WHOLE for one in self.areas)

    @property
    def difference(self) -> Fraction | None:
        """Of the overall scores, in points: only where the whole may be compared."""
        return difference(self.before.overall.scores, self.after.overall.scores) if self.is_whole else None

    @property
    def step(self) -> Fraction | None:
        """The least that one answer moves the overall score by one level, in points, on the side where that is more."""
        if self.difference is None:
            return None
        tops = {one.after.rubric.id: one.after.rubric.top for one in self.areas}
        return max(least_overall_step(result, tops) for result in (self.before, self.after))

    @property
    def is_change(self) -> bool:
        return reaches(self.difference, self.step)

    @property
    def ahead(self) -> float | None:
        """In what share of plausible weightings of the areas the later score is the higher one; exactly 1.0 and 0.0
        where no weights can change that (R22b). None where there is no overall difference.
        """
        found = [one.difference for one in self.areas if one.difference is not None]
        if not self.difference or len(found) < len(self.areas):
            return None
        kappa = concentration(len(found)) if len(found) > 1 else 1.0
        return share_ahead(found, [kappa / len(found)] * len(found))

    @property
    def questions_changed(self) -> bool:
        """In at least one area nothing can be compared because its version did."""
        return any(one.basis is Basis.CHANGED for one in self.areas)


def difference(before: Scores | None, after: Scores | None) -> Fraction | None:
    if before is None or after is None or before.score is None or after.score is None:
        return None
    return after.score.value - before.score.value


def reaches(difference: Fraction | None, step: Fraction | None) -> bool:
    return difference is not None and step is not None and abs(difference) >= step


def least_step(number: Number) -> Fraction:
    """What the lightest term is of a number, in points: 100·ω_min."""
    return Fraction(100 * min(term.weight for term in number.terms), number.denominator)


def least_overall_step(result: Result, tops: Mapping[str, int]) -> Fraction:
    """`tops`: the highest level of each area. Only of a result with an overall score."""
    numbers = {area.rubric.id: area.scores.score for area in result.areas if area.scores.score}
    return min(least_step(number) / tops[name] for name, number in numbers.items()) / len(numbers)


def said_of(question: QuestionResult) -> tuple[int | None, bool]:
    return question.level, question.applies


def compare(before: AnswerSheet, after: AnswerSheet, rubrics: RubricSet, crosswalks: Crosswalks) -> Comparison:
    """Two sheets, each scored under the versions that it names. Raises BadInput if either doesn't fit its own."""
    return compare_assessed(assess(before, rubrics), assess(after, rubrics), crosswalks)


def compare_assessed(before: Assessed, after: Assessed, crosswalks: Crosswalks) -> Comparison:
    """What is there already is not scored anew; only common questions of two versions are, by themselves."""
    earlier = {area.rubric.id: area for area in before.result.areas}
    areas = tuple(
        compared((earlier[area.rubric.id], area), (before.sheet, after.sheet), crosswalks)
        for area in after.result.areas
        if area.rubric.id in earlier
    )
    old, new = before.sheet.rubrics, after.sheet.rubrics
    return Comparison(
        before.result,
        after.result,
        areas,
        tuple(name for name in old if name not in new),
        tuple(name for name in new if name not in old),
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
