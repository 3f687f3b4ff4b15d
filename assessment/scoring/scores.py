"""Scores: how far a council has travelled, from 0 to 100, with the range that its unknown answers leave open.

Worked example (GV-1 of the method): weights 3, 3, 2, 3, 2, 1 and answers 2, 1, 3, don't know, doesn't apply, 4 on
five levels. The fifth question drops out. The rated ones give 100 x (3x2/4 + 3x1/4 + 2x3/4 + 1x4/4) / 9 = 52.78. With
the unknown one at its lowest the same sum stands over 12: 39.58. With it at its highest, 64.58. Coverage is 9/12.

Everything is exact until it is shown.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from assessment.instrument import Answer, AnswerSheet, Question, Rubric, RubricSet, Scope, check_against
from assessment.scoring.levels import LevelRange, Standing, binding_questions, gates, level_range
from assessment.scoring.results import (
    AreaResult,
    Number,
    OverallResult,
    QuestionResult,
    Result,
    Scores,
    Status,
    Term,
    ThemeResult,
)

COVERAGE_FOR_SCORE = Fraction(2, 3)  # R6: less than this and no point score is shown
LIMITED_SCOPE = Fraction(1, 3)  # R7d: more than this not applicable is a limited scope
UNEVIDENCED_CAP = 2  # R8: without evidence a level counts for no more than this
EVIDENCE_AGE_MONTHS = 24  # R8: older evidence counts as none
EVIDENCE_DAYS_AHEAD = 1  # R8: evidence later than so many days after the answers counts as none


def score(sheet: AnswerSheet, rubrics: RubricSet) -> Result:
    """Score a sheet under exactly the rubric versions that it names. Raises BadInput if they don't fit each other."""
    check_against(sheet, rubrics)
    areas = tuple(score_area(rubrics[named], sheet) for named in sheet.rubrics.items())
    return Result(sheet.scope, sheet.date, areas, score_overall(areas, sheet.scope))


def in_scope(rubric: Rubric, scope: Scope) -> tuple[Question, ...]:
    return tuple(q for q in rubric.questions if scope is Scope.FULL or q.quick)


def score_area(rubric: Rubric, sheet: AnswerSheet) -> AreaResult:
    asked = in_scope(rubric, sheet.scope)
    answers = [(question, sheet.answer(rubric.id, question.id)) for question in asked]
    bare = [question_result(rubric, q, answer, sheet.date) for q, answer in answers]
    scores = weigh(bare)
    results = tuple(replace(q, counts_in=numbers_with(q, scores)) for q in bare)
    standings = standings_of(rubric, results)
    evidenced = standings_of(rubric, results, evidenced=True)
    level = levels_of(rubric, standings, sheet.scope)
    evidenced_level = levels_of(rubric, evidenced, sheet.scope)
    not_applicable = sum(q.weight for q in results if not q.applies)
    total = sum(q.weight for q in results)
    return AreaResult(
        rubric=rubric,
        scores=scores,
        evidenced_score=mean((q.id, q.evidenced_value, q.weight) for q in results) if scores.score else None,
        evidenced_lowest=mean((q.id, evidenced_or_none(q), q.weight) for q in results if q.applies),
        evidenced_level=evidenced_level.confirmed if evidenced_level else None,
        lowest_without_na=mean((q.id, value_or(q, 0), q.weight) for q in results),
        limited_scope=not_applicable > LIMITED_SCOPE * total,
        level=level,
        gates=gates(standings, rubric.top, 0, rubric.method.threshold) if level else (),
        binding=binding_questions(standings, rubric.top, level.confirmed) if level else (),
        themes=tuple(
            ThemeResult(theme.id, weigh(of_theme))
            for theme in rubric.themes
            if (of_theme := [q for q in results if q.theme == theme.id])
        ),
        questions=results,
    )


def question_result(rubric: Rubric, question: Question, answer: Answer, day: date | None) -> QuestionResult:
    evidenced = has_evidence(answer, day)
    value = evidenced_value = None
    if answer.level is not None:
        value = evidenced_value = rubric.value(question, answer.level)
        if not evidenced:
            evidenced_value = min(value, capped_value(rubric, question))
    return QuestionResult(
        id=question.id,
        theme=question.theme,
        state=answer.state,
        level=answer.level,
        value=value,
        evidenced_value=evidenced_value,
        has_evidence=evidenced,
        weight=question.weight,
        waits=answer.level is not None and answer.earlier is not None,
    )


def numbers_with(question: QuestionResult, scores: Scores) -> tuple[str, ...]:
    """The names of the area's numbers in which a question is a term."""
    if not question.applies:
        return ("lowest_without_na",)
    always = ("lowest", "evidenced_lowest", "highest", "coverage", "lowest_without_na")
    scored = question.value is not None and scores.score is not None
    return ("score", "evidenced_score", *always) if scored else always


def capped_value(rubric: Rubric, question: Question) -> Fraction:
    """What a level counts for at most without evidence. A two-level question has no level 2, so the scale's is used."""
    if question.values is not None and question.top > UNEVIDENCED_CAP:
        return question.values[UNEVIDENCED_CAP]
    return min(Fraction(UNEVIDENCED_CAP, rubric.top), Fraction(1))


def has_evidence(answer: Answer, day: date | None) -> bool:
    """Some evidence has a date that, counted from the sheet's own, is neither too old nor still to come (R8)."""
    return any(piece.date is not None and counts_on(piece.date, day) for piece in answer.evidence)


def counts_on(evidence: date, day: date | None) -> bool:
    """Whether evidence of one day counts for answers of another; for answers without a date all does."""
    return day is None or not (too_old(evidence, day) or too_new(evidence, day))


def too_new(evidence: date, day: date) -> bool:
    """More than one day later than the answers themselves, which may have been given elsewhere in the world."""
    return (evidence - day).days > EVIDENCE_DAYS_AHEAD


def too_old(evidence: date, day: date) -> bool:
    last_year, last_month = divmod(evidence.year * 12 + evidence.month - 1 + EVIDENCE_AGE_MONTHS, 12)
    return (last_year, last_month + 1, evidence.day) < (day.year, day.month, day.day)


def weigh(questions: Sequence[QuestionResult]) -> Scores:
    """The score, its range and its coverage (R3 to R7)."""
    applicable = [q for q in questions if q.applies]
    if not applicable:
        return Scores(Status.NOT_APPLICABLE, None, None, None, None)
    rated = sum(q.weight for q in applicable if q.value is not None)
    coverage = Fraction(rated, sum(q.weight for q in applicable))
    status = status_of(coverage)
    return Scores(
        status=status,
        score=mean((q.id, q.value, q.weight) for q in applicable) if status.has_score else None,
        lowest=mean((q.id, value_or(q, 0), q.weight) for q in applicable),
        highest=mean((q.id, value_or(q, 1), q.weight) for q in applicable),
        coverage=coverage,
    )


def evidenced_or_none(question: QuestionResult) -> Fraction:
    return Fraction(0) if question.evidenced_value is None else question.evidenced_value


def value_or(question: QuestionResult, unknown_as: int) -> Fraction:
    return Fraction(unknown_as) if question.value is None else question.value


def status_of(coverage: Fraction) -> Status:
    if coverage == 0:
        return Status.NOT_ASSESSED
    if coverage < COVERAGE_FOR_SCORE:
        return Status.INSUFFICIENT
    return Status.SCORED if coverage == 1 else Status.PROVISIONAL


def mean(parts: Iterable[tuple[str, Fraction | None, int]]) -> Number | None:
    """The weighted mean of the parts that have a value."""
    terms = tuple(Term(name, value, weight) for name, value, weight in parts if value is not None)
    return Number(terms) if terms else None


def standings_of(rubric: Rubric, results: Iterable[QuestionResult], *, evidenced: bool = False) -> list[Standing]:
    return [standing_of(rubric, result, evidenced) for result in results if result.applies]


def standing_of(rubric: Rubric, result: QuestionResult, evidenced: bool) -> Standing:
    question = rubric.by_id[result.id]
    level = None if result.level is None else rubric.relative_level(question, result.level)
    if evidenced and level is not None and not result.has_evidence:
        level = min(level, UNEVIDENCED_CAP)
    floors = [rubric.floor(question, k) for k in range(rubric.top + 1)]
    return Standing(question.id, question.weight, level, floors)


def levels_of(rubric: Rubric, standings: Sequence[Standing], scope: Scope) -> LevelRange | None:
    """A quick check states no level: it leaves out most of what a level stands for."""
    if scope is Scope.QUICK or not standings:
        return None
    return level_range(standings, rubric.top, rubric.method.threshold)


def score_overall(areas: Sequence[AreaResult], scope: Scope) -> OverallResult:
    applicable = [area for area in areas if area.scores.status is not Status.NOT_APPLICABLE]
    scores = combine(applicable)
    geometric = imbalance = None
    if scores.score is not None:
        geometric = geometric_mean([(float(t.value) * 100, t.weight) for t in scores.score.terms])
        geometric = min(geometric, float(scores.score.value))  # equal where all areas are, which doubles may miss
        imbalance = float(scores.score.value) - geometric
    levels = [(area.rubric.id, area.level) for area in applicable if area.level is not None]
    level = None
    if levels and scope is Scope.FULL:
        level = LevelRange(min(r.confirmed for _, r in levels), min(r.possible for _, r in levels))
    binding = tuple(name for name, r in levels if level is not None and r.confirmed == level.confirmed)
    return OverallResult(scores, geometric, imbalance, level, binding)


def combine(areas: Sequence[AreaResult]) -> Scores:
    """The mean of the areas, each of weight 1; a point score only if every area has one (R10)."""
    if not areas:
        return Scores(Status.NOT_APPLICABLE, None, None, None, None)
    order = list(Status)
    status = min((area.scores.status for area in areas), key=order.index)
    coverages = [area.scores.coverage for area in areas if area.scores.coverage is not None]
    return Scores(
        status=status,
        score=mean_of_areas(areas, "score") if status.has_score else None,
        lowest=mean_of_areas(areas, "lowest"),
        highest=mean_of_areas(areas, "highest"),
        coverage=sum(coverages, Fraction(0)) / len(coverages),
    )


def mean_of_areas(areas: Sequence[AreaResult], which: str) -> Number | None:
    numbers: list[tuple[str, Number]] = [(area.rubric.id, getattr(area.scores, which)) for area in areas]
    return mean((name, number.value / 100, 1) for name, number in numbers)


def geometric_mean(scores: Sequence[tuple[float, int]]) -> float:
    """Geometric mean of (score, weight) on 0 to 100. Scores are mapped to 1..100 first, so that a 0 does not erase
    the rest, and back afterwards, as COINr does (R10).
    """
    weight = sum(w for _, w in scores)
    log = sum(w * math.log(1 + 0.99 * value) for value, w in scores) / weight
    return (math.exp(log) - 1) / 0.99
