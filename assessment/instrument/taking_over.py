"""Taking an assessment over to the next version of its questions, by the crosswalk between the two.

The old sheet stays as it is. In the new one each answer keeps its note and its evidence, and the sheet its date; a
level that is not certain keeps beside it what was said (`Answer.earlier`), until a person has answered anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from assessment.instrument.agreed import Agreed
from assessment.instrument.answers import BLANK, Answer, AnswerSheet, Earlier, RubricSet, State
from assessment.instrument.crosswalk import Crossing, Crosswalk, Crosswalks, QuestionCrossing
from assessment.instrument.intentions import AreaTargets, PlannedMove
from assessment.instrument.rubric import Question, Rubric

Part = TypeVar("Part")


class Mark(StrEnum):
    BECOMES = "becomes"  # says the same under the new version
    CONFIRM = "confirm"  # counts as its new level, and may be a higher one
    ASK = "ask"  # is asked again
    DROPPED = "dropped"  # is asked no more
    NEW = "new"  # was not asked before


@dataclass(frozen=True)
class Carried:
    """One question on its way. `before` as it was answered; `after` is blank where nothing is left to say. `statement`
    is what was chosen then, in the words of its version; "" where no level was.
    """

    rubric: str
    question: str
    mark: Mark
    before: Answer
    after: Answer
    version: str
    statement: str = ""


@dataclass(frozen=True)
class TakenOver:
    """`steps`: the crosswalks that were gone, none where no newer version is led to. `answers`: of each step every
    question that was answered, or is new. What a dropped question was told stands there alone.
    """

    sheet: AnswerSheet
    steps: tuple[Crosswalk, ...] = ()
    answers: tuple[Carried, ...] = ()

    def marked(self, mark: Mark) -> tuple[Carried, ...]:
        return tuple(one for one in self.answers if one.mark is mark)


def take_over(sheet: AnswerSheet, crosswalks: Crosswalks, rubrics: RubricSet) -> TakenOver:
    """The sheet under the newest versions that crosswalks lead to from its own, step by step. It must fit its rubrics,
    as `check_against` tells; areas without a crosswalk stay as they are.
    """
    taken = TakenOver(sheet)
    for name in sheet.rubrics:
        while (walk := crosswalks.get((name, taken.sheet.rubrics[name]))) is not None:
            carried = tuple(carried_answers(taken.sheet, walk, rubrics))
            taken = TakenOver(
                sheet_after(taken.sheet, walk, carried, rubrics[name, walk.after]),
                (*taken.steps, walk),
                (*taken.answers, *carried),
            )
    return taken


def carried_answers(sheet: AnswerSheet, walk: Crosswalk, rubrics: RubricSet) -> Iterator[Carried]:
    before, after = rubrics[walk.rubric, walk.before], rubrics[walk.rubric, walk.after]
    for one in walk.questions:
        old, new = before.by_id.get(one.id), after.by_id.get(one.id)
        answer = sheet.answer(walk.rubric, one.id)
        if old is None:
            yield Carried(walk.rubric, one.id, Mark.NEW, BLANK, BLANK, walk.before)
        elif answer != BLANK:
            yield carried_answer(answer, walk, old, new, after)


def carried_answer(answer: Answer, walk: Crosswalk, old: Question, new: Question | None, after: Rubric) -> Carried:
    statement = "" if answer.level is None else old.levels[answer.level].description
    if new is None:
        return Carried(walk.rubric, old.id, Mark.DROPPED, answer, BLANK, walk.before, statement)
    crossing = Crossing(answer.level, True)
    if answer.level is not None:
        crossing = walk.of(old.id).levels[answer.level]
    carried = moved(answer, crossing, walk.before) if still_fits(answer, new, after) else asked(answer, walk.before)
    mark = Mark.BECOMES
    if carried.earlier is not None:
        mark = Mark.ASK if carried.level is None else Mark.CONFIRM
    return Carried(walk.rubric, old.id, mark, answer, carried, walk.before, statement)


def still_fits(answer: Answer, new: Question, after: Rubric) -> bool:
    """Whether "doesn't apply" may still be said of the question, and for that reason."""
    if answer.state is not State.NOT_APPLICABLE:
        return True
    return new.may_not_apply and (answer.superseded_by is None or answer.superseded_by in after.by_id)


def moved(answer: Answer, crossing: Crossing, version: str) -> Answer:
    """What waits to be confirmed already goes on waiting, with what was said first."""
    earlier = answer.earlier
    if earlier is None and answer.level is not None and not crossing.is_exact:
        earlier = Earlier(version=version, level=answer.level)
    said = {"level": crossing.level, "earlier": earlier, "agreed": still_agreed(answer, crossing, earlier)}
    return Answer(**parts_of(answer) | said)


def still_agreed(answer: Answer, crossing: Crossing, earlier: Earlier | None) -> Agreed | None:
    """A room agreed on what is the same still; votes for levels that are others now would tell something else."""
    if answer.agreed is None or earlier is not None:
        return None
    same = answer.level == crossing.level
    return answer.agreed if same else answer.agreed.model_copy(update={"votes": {}})


def asked(answer: Answer, version: str) -> Answer:
    earlier = Earlier(version=version, not_applicable=answer.not_applicable)
    return Answer(note=answer.note, evidence=answer.evidence, earlier=earlier)


def parts_of(answer: Answer) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in answer.model_fields_set}


def sheet_after(sheet: AnswerSheet, walk: Crosswalk, carried: tuple[Carried, ...], after: Rubric) -> AnswerSheet:
    answers = {one.question: one.after for one in carried if one.after != BLANK}
    parts = {name: getattr(sheet, name) for name in sheet.model_fields_set if name != "format"}
    parts["rubrics"] = {**sheet.rubrics, walk.rubric: walk.after}
    parts["answers"] = {**sheet.answers, walk.rubric: answers}
    parts["plan"] = changed(sheet.plan, walk.rubric, moves_after(sheet, walk, after))
    parts["targets"] = changed(sheet.targets, walk.rubric, targets_after(sheet, walk, after))
    return AnswerSheet(**parts).with_unfit(sheet.unfit)


def changed(areas: Mapping[str, Part], name: str, new: Part | None) -> dict[str, Part]:
    """With another one for an area, where it has any."""
    rest = {area: one for area, one in areas.items() if area != name}
    return {**rest, name: new} if new else rest


def moves_after(sheet: AnswerSheet, walk: Crosswalk, after: Rubric) -> dict[str, PlannedMove] | None:
    """The moves of questions that are still asked; those of the others stand in the old sheet alone."""
    planned = sheet.plan.get(walk.rubric, {})
    return {id: move_after(move, walk.of(id), after.by_id[id]) for id, move in planned.items() if id in after.by_id}


def move_after(move: PlannedMove, crossed: QuestionCrossing, new: Question) -> PlannedMove:
    """Between the levels that its own have become; where one of them is asked again, what is left is to find out."""
    if move.before is None or move.to is None:
        return move
    before, to = crossed.levels[move.before].level, crossed.levels[move.to].level
    if before is None or to is None:
        return move.model_copy(update={"before": None, "to": None, "find_out": True})
    before = min(before, new.top - 1)
    return move.model_copy(update={"before": before, "to": max(to, before + 1)})


def targets_after(sheet: AnswerSheet, walk: Crosswalk, after: Rubric) -> AreaTargets | None:
    """What still has a place. A question's target goes where its level does, or with it."""
    aims = sheet.targets.get(walk.rubric)
    if aims is None:
        return None
    asked = {id: level for id, level in aims.questions.items() if id in after.by_id}
    crossed = {id: walk.of(id).levels[level].level for id, level in asked.items()}
    themes = {one.id for one in after.themes}
    kept = AreaTargets(
        level=aims.level if aims.level is None else min(aims.level, after.top),
        themes={id: min(level, after.top) for id, level in aims.themes.items() if id in themes},
        questions={id: level for id, level in crossed.items() if level is not None},
    )
    return None if kept == AreaTargets() else kept
