"""What a council intends, as it is kept: targets, planned moves and the decision, each with its history; milestones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import ValidationError

from assessment.instrument import AnswerSheet, AreaTargets, Decision, PlannedMove

Value = PlannedMove | Decision | int


class Intends(StrEnum):
    MOVE = "move"  # of a question
    TARGET = "target"  # of an area, a theme or a question
    DECISION = "decision"  # of the board, one


class Spot(NamedTuple):
    """Where something that is intended stands; what doesn't belong to it is ""."""

    what: Intends
    rubric: str = ""
    theme: str = ""
    question: str = ""


THE_DECISION = Spot(Intends.DECISION)


@dataclass(frozen=True)
class Kept:
    """As it stands; None once it was taken back. `revision` 0 means that nobody has written it yet."""

    value: Value | None = None
    revision: int = 0
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Intent:
    """One line of the history of what is intended."""

    id: int
    spot: Spot
    before: Value | None
    after: Value | None
    by: str
    at: datetime | None


@dataclass(frozen=True)
class Milestone:
    """The answers as they stood on a day, under a name. It never changes. `body`: JSON of its sheet."""

    id: int
    name: str
    day: date
    by: str
    body: str

    @cached_property
    def sheet(self) -> AnswerSheet:
        return AnswerSheet.model_validate_json(self.body)


def milestone_of(sheet: AnswerSheet, name: str, day: date, by: str) -> Milestone:
    """One that is not kept yet."""
    return Milestone(0, name, day, by, dump_sheet(sheet))


def dump_sheet(sheet: AnswerSheet) -> str:
    return sheet.model_dump_json(exclude_defaults=True)


def joined(theirs: Value | None, mine: Value | None, seen: Value | None) -> Value | None:
    """What its author changed since they saw it, in what stands now; theirs is left in all else. Where both can't be
    said together mine stands whole, and theirs stays in the history.
    """
    if mine is None or isinstance(mine, int) or type(theirs) is not type(mine) or type(seen) is not type(mine):
        return mine
    changed = {name: value for name, value in mine if value != getattr(seen, name)}
    try:
        return type(mine).model_validate(dict(theirs or ()) | changed)
    except ValidationError:
        return mine


def bare_value(value: Value) -> Value:
    """For a reader who sees no notes: without the names and the notes of a move."""
    return bare_move(value) if isinstance(value, PlannedMove) else value


def bare_move(move: PlannedMove) -> PlannedMove:
    return move.model_copy(update={"owner": None, "note": None, "proof": None})


def intended_in(sheet: AnswerSheet) -> Iterator[tuple[Spot, Value]]:
    for rubric, moves in sheet.plan.items():
        for question, move in moves.items():
            yield Spot(Intends.MOVE, rubric, question=question), move
    for rubric, aims in sheet.targets.items():
        if aims.level is not None:
            yield Spot(Intends.TARGET, rubric), aims.level
        for theme, level in aims.themes.items():
            yield Spot(Intends.TARGET, rubric, theme=theme), level
        for question, level in aims.questions.items():
            yield Spot(Intends.TARGET, rubric, question=question), level
    if sheet.decision:
        yield THE_DECISION, sheet.decision


def parts_of_sheet(intended: Mapping[Spot, Kept], rubrics: Mapping[str, str]) -> dict[str, Any]:
    """The other way round: the fields of a sheet, for its rubrics."""
    plan: dict[str, dict[str, PlannedMove]] = {}
    targets: dict[str, dict[str, Any]] = {}
    decision = None
    for spot, kept in sorted(intended.items()):
        if isinstance(kept.value, Decision):
            decision = kept.value
        elif isinstance(kept.value, PlannedMove) and spot.rubric in rubrics:
            plan.setdefault(spot.rubric, {})[spot.question] = kept.value
        elif isinstance(kept.value, int) and spot.rubric in rubrics:
            aims = targets.setdefault(spot.rubric, {"level": None, "themes": {}, "questions": {}})
            if spot.theme or spot.question:
                aims["themes" if spot.theme else "questions"][spot.theme or spot.question] = kept.value
            else:
                aims["level"] = kept.value
    aimed = {rubric: AreaTargets(**aims) for rubric, aims in targets.items()}
    return {"plan": plan, "targets": aimed, "decision": decision}
