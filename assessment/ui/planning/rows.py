"""What the plan's page lists: the moves that are planned, those that the next level needs, and the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessment.instrument import Answer, AnswerSheet, PlannedMove, Question, Rubric, fitting_intentions
from assessment.planning import Line, Plan, efforts_of, make_plan
from assessment.scoring import Result, score
from assessment.store import Contents, Intends, Key, Spot
from assessment.ui import resources
from assessment.words import short_action


@dataclass(frozen=True)
class Row:
    """One question that has a move. `line`: what the plan proposes, None where nothing is left to do; `move`: what the
    council has planned.
    """

    rubric: Rubric
    question: Question
    answer: Answer
    line: Line | None = None
    move: PlannedMove | None = None

    @property
    def key(self) -> Key:
        return Key(self.rubric.id, self.question.id)

    @property
    def spot(self) -> Spot:
        return Spot(Intends.MOVE, self.rubric.id, question=self.question.id)

    @property
    def anchor(self) -> str:
        return f"q-move-{self.rubric.id}-{self.question.id}"

    @property
    def ends_at(self) -> int | None:
        """The level that it would lead to; None where it leads to none, or the answer is there."""
        planned = self.move.to if self.move else None
        end = planned if planned is not None else self.line.move.to if self.line else None
        return None if end is None or end <= (self.answer.level or 0) else end

    @property
    def action(self) -> str:
        """In short, for a sentence or a table."""
        if self.move and self.move.before is not None and self.move.to is not None:
            step = self.question.levels[self.move.before].next_step
            return step.action if step else self.question.text
        return short_action(self.line.move) if self.line else f"Find out: {self.question.text}"


@dataclass(frozen=True)
class Planning:
    """One moment of an assessment, as far as its plan is drawn from it. `sheet`: what of it fits these questions."""

    contents: Contents
    sheet: AnswerSheet
    result: Result
    plan: Plan

    @classmethod
    def of(cls, contents: Contents) -> "Planning":
        sheet = fitting_intentions(contents.sheet(), resources.rubrics())
        result = score(sheet, resources.rubrics())
        return cls(contents, sheet, result, make_plan(result, efforts=efforts_of(sheet)))

    @cached_property
    def rows(self) -> dict[Key, Row]:
        """Planned moves first: the open ones by their day; then all others in the plan's order."""
        found = {row.key: row for row in self._all()}
        order = {key: place for place, key in enumerate(found)}
        return dict(sorted(found.items(), key=lambda one: (*rank(one[1].move), order[one[0]])))

    def _all(self) -> Iterator[Row]:
        rubrics = {area.rubric.id: area.rubric for area in self.result.areas}
        lines = {Key(*line.move.place): line for line in self.plan.lines}
        planned = [Key(name, question) for name, moves in self.sheet.plan.items() for question in moves]
        for key in dict.fromkeys([*lines, *planned]):
            rubric = rubrics[key.rubric]
            answer, move = self.sheet.answer(*key), self.sheet.plan.get(key.rubric, {}).get(key.question)
            yield Row(rubric, rubric.by_id[key.question], answer, lines.get(key), move)

    @property
    def open(self) -> list[Row]:
        return [row for row in self.rows.values() if row.move and row.move.is_open]

    @property
    def unfit(self) -> list[Spot]:
        """Planned moves and targets that are kept, and that these questions don't ask for."""
        known = {spot for spot, _ in intended_spots(self.sheet)}
        kept = self.contents.intended.items()
        return [
            spot for spot, one in kept if is_of(spot, self.contents) and one.value is not None and spot not in known
        ]


def is_of(spot: Spot, contents: Contents) -> bool:
    return spot.what is not Intends.DECISION and spot.rubric in contents.rubrics


def intended_spots(sheet: AnswerSheet) -> Iterator[tuple[Spot, object]]:
    for name, moves in sheet.plan.items():
        yield from ((Spot(Intends.MOVE, name, question=question), move) for question, move in moves.items())
    for name, aims in sheet.targets.items():
        if aims.level is not None:
            yield Spot(Intends.TARGET, name), aims.level
        yield from ((Spot(Intends.TARGET, name, theme=theme), level) for theme, level in aims.themes.items())
        yield from ((Spot(Intends.TARGET, name, question=one), level) for one, level in aims.questions.items())


def rank(move: PlannedMove | None) -> tuple[int, date]:
    """The smallest comes first."""
    if move is None:
        return 2, date.max
    return (0 if move.is_open else 1), move.due or date.max


def as_planned(row: Row) -> PlannedMove:
    """What is planned where somebody takes the plan's move up."""
    if row.line is None or row.line.move.before is None or row.line.move.to is None:
        return PlannedMove(find_out=True)
    return PlannedMove(before=row.line.move.before, to=row.line.move.to)


def in_the_order(rows: dict[Key, Row], wanted: Iterable[Key]) -> list[Row]:
    """What the page showed first stands where it stood, so that nothing moves that somebody is typing in."""
    first = [key for key in wanted if key in rows]
    return [rows[key] for key in dict.fromkeys([*first, *rows])]
