"""Targets, and how far a council is on its way to them (R15, R51).

A question at level 1 of 4 whose target is 3 has a gap of 2/4, whatever is above its target elsewhere. In SAMM's Secure
Build six answers have a target sum of 3.5 and gaps of 2.25: 1 - 2.25/3.5 = 36 % to target (PC-1).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from assessment.instrument import (
    AnswerSheet,
    AreaTargets,
    BadInput,
    Problem,
    Question,
    Rubric,
    fitting_intentions,
    quoted,
    target_faults,
)
from assessment.planning.moves import own_level
from assessment.scoring import AreaResult, QuestionResult, Result

Place = tuple[str, str]


@dataclass(frozen=True)
class Targets:
    """Levels that a council aims at: the question's own, by (rubric, question); on the rubric's scale by (rubric,
    theme) and by rubric. The more exact wins; an area without any aims at its confirmed level + 1.
    """

    areas: Mapping[str, int] = field(default_factory=dict)
    themes: Mapping[Place, int] = field(default_factory=dict)
    questions: Mapping[Place, int] = field(default_factory=dict)

    @classmethod
    def of(cls, areas: Mapping[str, AreaTargets]) -> "Targets":
        """As a sheet has them."""
        return cls(
            {name: area.level for name, area in areas.items() if area.level is not None},
            {(name, theme): level for name, area in areas.items() for theme, level in area.themes.items()},
            {(name, question): level for name, area in areas.items() for question, level in area.questions.items()},
        )

    def by_area(self) -> dict[str, AreaTargets]:
        """As a sheet has them; checked by nobody."""
        names = {*self.areas, *(name for name, _ in (*self.themes, *self.questions))}
        return {
            name: AreaTargets.model_construct(
                level=self.areas.get(name),
                themes={theme: level for (area, theme), level in self.themes.items() if area == name},
                questions={question: level for (area, question), level in self.questions.items() if area == name},
            )
            for name in sorted(names)
        }


@dataclass(frozen=True)
class Gap:
    """One applicable question. `level`: its target, of its own levels, None without one. The values are from 0 to 1:
    `target`, and what the answer is worth at its lowest and highest, which differ where it is unknown.
    """

    question: str
    theme: str
    weight: Fraction
    level: int | None
    target: Fraction
    lowest: Fraction
    highest: Fraction


@dataclass(frozen=True)
class Reach:
    """How far some questions are on their way."""

    gaps: tuple[Gap, ...]

    @property
    def share(self) -> Fraction | None:
        """Percent to target, from 0 to 1, with unknown answers as the lowest level; None: no target is set."""
        return self.share_of([one.lowest for one in self.gaps])

    @property
    def highest_share(self) -> Fraction | None:
        """The same with unknown answers as the highest level."""
        return self.share_of([one.highest for one in self.gaps])

    def share_of(self, values: Sequence[Fraction]) -> Fraction | None:
        wanted = sum((one.weight * one.target for one in self.gaps), Fraction(0))
        gaps = [one.weight * max(Fraction(0), one.target - x) for one, x in zip(self.gaps, values, strict=True)]
        return 1 - sum(gaps, Fraction(0)) / wanted if wanted else None

    @property
    def target_score(self) -> Fraction | None:
        """Of the targets themselves, 0 to 100 (R15's S_T); None where a question has none."""
        if any(one.level is None for one in self.gaps):
            return None
        return self.mean([one.target for one in self.gaps])

    @property
    def score_once_met(self) -> Fraction | None:
        """The lowest score once every target is met: what is above its own stays there."""
        return self.mean([max(one.target, one.lowest) for one in self.gaps])

    def mean(self, values: Sequence[Fraction]) -> Fraction | None:
        weight = sum((one.weight for one in self.gaps), Fraction(0))
        parts = [one.weight * value for one, value in zip(self.gaps, values, strict=True)]
        return 100 * sum(parts, Fraction(0)) / weight if weight else None


@dataclass(frozen=True)
class AreaReach:
    """`themes`: by id, those with a question that applies."""

    area: AreaResult
    whole: Reach
    themes: Mapping[str, Reach]


@dataclass(frozen=True)
class TargetResult:
    """`overall`: each area counts alike, as in the score (R10)."""

    areas: tuple[AreaReach, ...]
    overall: Reach


def to_targets(result: Result, targets: Targets | None = None) -> TargetResult:
    """Raises BadInput where a target fits no question, theme or area of the result, or no level of it."""
    targets = targets or Targets()
    check_targets(targets, [area.rubric for area in result.areas])
    areas = tuple(area_reach(area, targets) for area in result.areas)
    return TargetResult(areas, Reach(tuple(gap for area in areas for gap in evenly(area.whole.gaps))))


def own_targets(sheet: AnswerSheet, result: Result) -> TargetResult:
    """The same by a sheet's own targets; what of them fits nothing here is left out."""
    rubrics = {(area.rubric.id, area.rubric.version): area.rubric for area in result.areas}
    return to_targets(result, Targets.of(fitting_intentions(sheet, rubrics).targets))


def area_reach(area: AreaResult, targets: Targets) -> AreaReach:
    gaps = tuple(gap_of(area, answered, targets) for answered in area.questions if answered.applies)
    themes = dict.fromkeys(gap.theme for gap in gaps)
    return AreaReach(area, Reach(gaps), {name: Reach(tuple(g for g in gaps if g.theme == name)) for name in themes})


def evenly(gaps: Sequence[Gap]) -> Iterator[Gap]:
    """With weights whose sum is 1."""
    weight = sum((gap.weight for gap in gaps), Fraction(0))
    return (replace(gap, weight=gap.weight / weight) for gap in gaps)


def gap_of(area: AreaResult, answered: QuestionResult, targets: Targets) -> Gap:
    rubric, question = area.rubric, area.rubric.by_id[answered.id]
    level = target_level(area, question, targets)
    return Gap(
        question=question.id,
        theme=question.theme,
        weight=Fraction(question.weight),
        level=level,
        target=Fraction(0) if level is None else rubric.value(question, level),
        lowest=Fraction(0) if answered.value is None else answered.value,
        highest=Fraction(1) if answered.value is None else answered.value,
    )


def target_level(area: AreaResult, question: Question, targets: Targets) -> int | None:
    """Of the question's own levels; None in a quick check, which has no level to go on from."""
    rubric = area.rubric
    exact = targets.questions.get((rubric.id, question.id))
    if exact is not None:
        return exact
    usual = None if area.level is None else min(area.level.confirmed + 1, rubric.top)
    wanted = targets.themes.get((rubric.id, question.theme), targets.areas.get(rubric.id, usual))
    return None if wanted is None else own_level(rubric, question, wanted)


def progress_to_date(before: Fraction, now: Fraction, target: Fraction) -> Fraction | None:
    """Of the way from an earlier score to the target's, how much is done (R15): below 0 and above 1 where it is so;
    None where there was no way to go.
    """
    return (now - before) / (target - before) if target != before else None


def check_targets(targets: Targets, rubrics: Iterable[Rubric]) -> None:
    problems = list(target_problems(targets, {rubric.id: rubric for rubric in rubrics}))
    if problems:
        raise BadInput(problems)


def target_problems(targets: Targets, known: Mapping[str, Rubric]) -> Iterator[Problem]:
    """Each with the id of what it is about."""
    for name, area in targets.by_area().items():
        for _, where, message in target_faults(area, known.get(name), name):
            yield Problem(message, id=quoted(where))
