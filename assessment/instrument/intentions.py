"""What a council intends (answers/2): levels that it aims at, moves that it plans, what its board is asked to decide.

Levels are a question's own; those of an area or a theme are on the rubric's scale. No score looks at any of it.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from assessment.instrument.errors import quoted
from assessment.instrument.fields import Frozen, IsoDate, Name, Slug, Text, refuse, refuse_whole
from assessment.instrument.rubric import Effort, Question, Rubric

LONGEST_DECISION = 400  # characters: a board has ten minutes
MOST_DECIDED = 5  # moves that one decision names

Level = Annotated[int, Field(ge=0)]
Faults = Iterator[tuple[tuple[str, ...], str, str]]  # place, id, message


class MoveState(StrEnum):
    TO_DO = "to_do"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class PlannedMove(Frozen):
    """One question raised from a level to another, or its answer found out: who does it, and until when."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    before: Annotated[Level | None, Field(alias="from")] = None
    to: Level | None = None
    find_out: Literal[True] | None = None
    owner: Name | None = None
    due: IsoDate | None = None
    effort: Annotated[Effort, Field(strict=False)] | None = None
    state: Annotated[MoveState, Field(strict=False)] = MoveState.TO_DO
    note: Text | None = None
    proof: Text | None = None

    @model_validator(mode="after")
    def leads_somewhere(self) -> Self:
        levels = [level for level in (self.before, self.to) if level is not None]
        if len(levels) != (0 if self.find_out else 2):
            raise refuse_whole('a move has "from" and "to", or "find_out": true alone')
        if len(levels) == 2 and levels[0] >= levels[1]:
            raise refuse_whole(f"a move goes up; it can't lead from level {levels[0]} to {levels[1]}")
        return self

    @property
    def is_open(self) -> bool:
        return self.state in (MoveState.TO_DO, MoveState.DOING)


class Place(Frozen):
    rubric: Slug
    question: Slug


def short(text: str) -> str:
    if len(text) > LONGEST_DECISION:
        raise refuse(f"has {len(text):,} characters; a decision has {LONGEST_DECISION} at most")
    return text


class Decision(Frozen):
    """What the board is asked to agree. `cost` is a few words: "two officers for a month"."""

    text: Annotated[Text, BeforeValidator(lambda value: short(value) if isinstance(value, str) else value)]
    moves: Annotated[tuple[Place, ...], Field(strict=False, max_length=MOST_DECIDED)] = ()
    cost: Name | None = None
    date: IsoDate | None = None


class AreaTargets(Frozen):
    """The levels that an area aims at; the more exact counts: a question's own, else its theme's, else the area's."""

    level: Level | None = None
    themes: dict[Slug, Level] = Field(default_factory=dict)
    questions: dict[Slug, Level] = Field(default_factory=dict)


def nothing_yet(value: Any) -> Any:
    """Files of earlier versions may have null or [] where nothing stood yet."""
    return {} if value in (None, []) else value


def no_decision(value: Any) -> Any:
    return None if value in ({}, []) else value


SomeTargets = Annotated[dict[Slug, AreaTargets], BeforeValidator(nothing_yet)]
SomePlan = Annotated[dict[Slug, dict[Slug, PlannedMove]], BeforeValidator(nothing_yet)]
MaybeDecision = Annotated[Decision | None, BeforeValidator(no_decision)]


def move_faults(rubric: Rubric, moves: Mapping[str, PlannedMove]) -> Faults:
    for name, move in moves.items():
        question = rubric.by_id.get(name)
        if question is None:
            yield (name,), name, no_question(rubric, name)
        elif move.to is not None and move.to > question.top:
            yield (name, "to"), name, f"a move can't end there; the question's levels are 0 to {question.top}"


def target_faults(targets: AreaTargets, rubric: Rubric | None, name: str) -> Faults:
    """`name`: the area's id; `rubric`: None where there is no such area here."""
    if targets.level is not None:
        yield from level_faults(("level",), "area", name, targets.level, rubric.top if rubric else None)
    for theme, level in targets.themes.items():
        known = rubric is not None and any(one.id == theme for one in rubric.themes)
        yield from level_faults(("themes", theme), "theme", theme, level, rubric.top if rubric and known else None)
    for id, level in targets.questions.items():
        question: Question | None = rubric.by_id.get(id) if rubric else None
        yield from level_faults(("questions", id), "question", id, level, question.top if question else None)


def level_faults(place: tuple[str, ...], kind: str, id: str, level: Any, top: int | None) -> Faults:
    """`top`: None where there is no such thing."""
    if top is None:
        yield place, id, f"there is no such {kind} here to set a target for; check the id, or take it out"
    elif isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= top:
        yield place, id, f"this {kind} has no such level to aim at; write a whole number from 0 to {top}"


def no_question(rubric: Rubric, question: str) -> str:
    return f"there is no question '{quoted(question)}' in rubric '{rubric.id}' {rubric.version}; check the id"
