"""What can still be read of a file that the schema refused, so that one fault doesn't hide the others.

An author who has misspelt a key in one question should hear in the same breath that another question's theme doesn't
exist. What can't be read is left out here and not judged: it has its own complaint.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assessment.files.located import Fault
from assessment.instrument import (
    NEW_KEYS,
    Answer,
    AnswerSheet,
    AreaTargets,
    Floors,
    IsoDate,
    LevelNumber,
    Outline,
    PlannedMove,
    Reason,
    Rung,
    Slug,
    Values,
    Version,
    key_problems,
    question_problems,
    question_set_problems,
)

Value = TypeVar("Value")

STRICT = ConfigDict(strict=True)  # as the models are
SLUG: TypeAdapter[str] = TypeAdapter(Slug, config=STRICT)
VERSION: TypeAdapter[str] = TypeAdapter(Version, config=STRICT)
FLOORS: TypeAdapter[tuple[int, ...]] = TypeAdapter(Floors, config=STRICT)
VALUES: TypeAdapter[tuple[Fraction, ...]] = TypeAdapter(Values, config=STRICT)
LEVEL: TypeAdapter[int] = TypeAdapter(LevelNumber, config=STRICT)
DAY: TypeAdapter[date] = TypeAdapter(IsoDate)
REASON: TypeAdapter[Reason] = TypeAdapter(Reason)
MOVE: TypeAdapter[PlannedMove] = TypeAdapter(PlannedMove)
AIM: TypeAdapter[AreaTargets] = TypeAdapter(AreaTargets)


def readable(adapter: TypeAdapter[Value], content: Any, key: str) -> Value | None:
    found = content.get(key) if isinstance(content, Mapping) else None
    try:
        return None if found is None else adapter.validate_python(found)
    except ValidationError:
        return None


def group(content: Any, key: str) -> Mapping[str, Any]:
    found = content.get(key) if isinstance(content, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def entries(content: Any, key: str) -> list[Any]:
    found = content.get(key) if isinstance(content, Mapping) else None
    return found if isinstance(found, list) else []


def rubric_faults(content: Any) -> Iterator[Fault]:
    """What the schema can't see because another part of the file is wrong."""
    questions = [outline(question) for question in entries(content, "questions")]
    for index, question in enumerate(questions):
        for place, message in question_problems(question):
            yield Fault(("questions", index, *place), message)
    theme_ids = [readable(SLUG, theme, "id") or "" for theme in entries(content, "themes")]
    for place, message in question_set_problems(theme_ids or [""], questions or [Outline()]):
        yield Fault(place, message)
    given = [new_keys(question) for question in entries(content, "questions")]
    for place, message in key_problems(content.get("format") if isinstance(content, Mapping) else None, given):
        yield Fault(place, message)


def new_keys(question: Any) -> frozenset[str]:
    """Those of rubric/2 that it has, whatever is wrong with them."""
    found = question if isinstance(question, Mapping) else {}
    return frozenset(key for key in NEW_KEYS if found.get(key) is not None)


def outline(question: Any) -> Outline:
    return Outline(
        id=readable(SLUG, question, "id") or "",
        theme=readable(SLUG, question, "theme") or "",
        critical=isinstance(question, Mapping) and isinstance(question.get("critical"), Mapping),
        rungs=[rung(level) for level in entries(question, "levels")],
        floors=readable(FLOORS, question, "floors"),
        values=readable(VALUES, question, "values"),
    )


def rung(level: Any) -> Rung:
    if not isinstance(level, Mapping):
        return Rung(True, True)
    return Rung(level.get("evidence") is not None, level.get("next_step") is not None)


def readable_sheet(content: Any) -> AnswerSheet:
    """The answers that can be set beside a rubric; where a rubric's version can't be read, its answers are left out."""
    named = group(content, "rubrics")
    versions = {name: version for name in named if is_slug(name) and (version := readable(VERSION, named, name))}
    answers = {
        name: readable_answers(group(content, "answers"), name)
        for name in group(content, "answers")
        if is_slug(name) and named and (name in versions or name not in named)
    }
    moves = group(content, "plan")
    plan = {name: readable_members(MOVE, moves[name]) for name in moves if isinstance(moves[name], Mapping)}
    targets = readable_members(AIM, group(content, "targets"))
    here = {name for name in {*plan, *targets} if is_slug(name) and named and (name in versions or name not in named)}
    return AnswerSheet.model_construct(
        rubrics=versions,
        answers=answers,
        plan={name: plan[name] for name in plan if name in here},
        targets={name: targets[name] for name in targets if name in here},
    )


def readable_members(adapter: TypeAdapter[Value], members: Mapping[str, Any]) -> dict[str, Value]:
    return {id: one for id in members if is_slug(id) and (one := readable(adapter, members, id)) is not None}


def readable_answers(areas: Mapping[str, Any], name: str) -> dict[str, Answer]:
    return {question: readable_answer(answer) for question, answer in group(areas, name).items() if is_slug(question)}


def readable_answer(answer: Any) -> Answer:
    return Answer.model_construct(
        level=readable(LEVEL, answer, "level"),
        not_applicable=readable(REASON, answer, "not_applicable"),
        superseded_by=readable(SLUG, answer, "superseded_by"),
    )


def is_slug(name: str) -> bool:
    return readable(SLUG, {"": name}, "") is not None
