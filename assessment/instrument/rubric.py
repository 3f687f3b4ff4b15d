"""A rubric: a versioned set of questions, each with its own ladder of levels.

A council at level 2 of the five-level question "Does the council keep one list of every use of AI?" has value 2/4.
A two-level question (no or done) beside five-level ones counts its upper level as the top, 4 (rule R2). The floor of
a question is the level that it must have reached before its area may be called level k (rule R12): a critical
question must itself be at k, an ordinary one may lag by two.
"""

import hashlib
import json
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, TypeAdapter, model_validator

from assessment.instrument.asking import NEW_KEYS, Asked, Pattern, key_problems
from assessment.instrument.checks import (
    FEWEST_LEVELS,
    MOST_LEVELS,
    Outline,
    Rung,
    question_problems,
    question_set_problems,
    raise_all,
)
from assessment.instrument.fields import Exact, Frozen, Name, Slug, Text, Version, refuse

DEFAULT_THRESHOLD = Fraction(4, 5)  # R11: between C2M2 (all) and ISO "largely" (over half)
DEFAULT_LAG = 2  # R12


class Effort(StrEnum):
    S = "S"
    M = "M"
    L = "L"

    @property
    def size(self) -> int:
        """Relative size of the work: R48's defaults."""
        return {"S": 1, "M": 2, "L": 4}[self.value]


class NextStep(Frozen):
    action: Text
    who: Name
    effort: Annotated[Effort, Field(strict=False)]


class Level(Frozen):
    description: Text
    evidence: Text | None = None
    next_step: NextStep | None = None


CODE: TypeAdapter[str] = TypeAdapter(Name)
CODES: TypeAdapter[tuple[str, ...]] = TypeAdapter(Annotated[tuple[Name, ...], Field(min_length=1)])


def code_or_codes(value: object) -> str | tuple[str, ...]:
    """A union's complaints would be those of each of its branches; these are the ones of the branch that was meant."""
    if isinstance(value, list | tuple):
        return CODES.validate_python(value)
    return CODE.validate_python(value)


def as_written(code: str | tuple[str, ...]) -> str | list[str]:
    return code if isinstance(code, str) else list(code)


class Source(Frozen):
    code: Annotated[str | tuple[str, ...], PlainValidator(code_or_codes), PlainSerializer(as_written)]
    pages: Name

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.code,) if isinstance(self.code, str) else self.code


class RubricSource(Frozen):
    document: Text
    section: Text
    pages: Name


class Critical(Frozen):
    reason: Text


def share(value: Fraction) -> Fraction:
    if not 0 < value <= 1:
        raise refuse("must be over 0 and at most 1")
    return value


class Method(Frozen):
    threshold: Annotated[Exact, AfterValidator(share)] = DEFAULT_THRESHOLD
    lag: Annotated[int, Field(ge=0, le=MOST_LEVELS - 1)] = DEFAULT_LAG


class Theme(Frozen):
    id: Slug
    title: Name


Floors = Annotated[tuple[int, ...], Field(strict=False)]
Values = Annotated[tuple[Exact, ...], Field(strict=False)]


class Question(Frozen):
    id: Slug
    theme: Slug
    text: Text
    count: Text | None = None
    ask: Asked | None = None
    pattern: Annotated[Pattern, Field(strict=False)] | None = None
    why: Text
    source: Source
    weight: Annotated[int, Field(ge=1, le=1000)] = 1
    quick: bool = False
    critical: Critical | None = None
    not_applicable: bool | None = None
    floors: Floors | None = None
    values: Values | None = None
    levels: Annotated[tuple[Level, ...], Field(strict=False, min_length=FEWEST_LEVELS, max_length=MOST_LEVELS)]

    @property
    def may_not_apply(self) -> bool:
        return self.critical is None if self.not_applicable is None else self.not_applicable

    @property
    def top(self) -> int:
        return len(self.levels) - 1

    @property
    def new_keys(self) -> frozenset[str]:
        """Those of rubric/2 that it has."""
        return frozenset(key for key in NEW_KEYS if getattr(self, key) is not None)

    @property
    def outline(self) -> Outline:
        rungs = [Rung(level.evidence is not None, level.next_step is not None) for level in self.levels]
        return Outline(self.id, self.theme, self.critical is not None, rungs, self.floors, self.values)

    @model_validator(mode="after")
    def parts_agree(self) -> Self:
        raise_all(question_problems(self.outline))
        return self


class Rubric(Frozen):
    format: Literal["rubric/1", "rubric/2"]
    id: Slug
    version: Version
    title: Name
    summary: Text
    source: RubricSource
    method: Method = Method()
    themes: Annotated[tuple[Theme, ...], Field(strict=False, min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(strict=False, min_length=1)]

    @model_validator(mode="after")
    def questions_agree(self) -> Self:
        outlines = [question.outline for question in self.questions]
        found = question_set_problems([theme.id for theme in self.themes], outlines)
        raise_all([*found, *key_problems(self.format, [question.new_keys for question in self.questions])])
        return self

    @property
    def order(self) -> tuple[int, ...]:
        """Of its version among others: 1.10.0 comes after 1.9.0."""
        return order_of(self.version)

    @cached_property
    def top(self) -> int:
        """K, the highest level: 4 when questions have five levels."""
        return max(question.top for question in self.questions)

    def questions_of(self, theme: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.theme == theme)

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def relative_level(self, question: Question, level: int) -> int:
        """Level on the rubric's 0..K scale: the upper of two levels is the top (R2)."""
        return self.top if question.top == 1 and level == 1 else level

    def value(self, question: Question, level: int) -> Fraction:
        """What a level is worth, 0 to 1 (R2)."""
        return self.default_value(question, level) if question.values is None else question.values[level]

    def default_value(self, question: Question, level: int) -> Fraction:
        return Fraction(self.relative_level(question, level), self.top)

    def floor(self, question: Question, k: int) -> int:
        """The level that the question needs before its area may be called level k (R12)."""
        return self.default_floor(question, k) if question.floors is None else question.floors[k]

    def default_floor(self, question: Question, k: int) -> int:
        return k if question.critical is not None else max(0, k - self.method.lag)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the rubric's content, whatever its layout: results compare only where this is equal (R16)."""
        questions = [self.distinct_content(question) for question in self.questions]
        return digest(self.model_dump(mode="json", exclude_defaults=True) | {"questions": questions})

    def distinct_content(self, question: Question) -> dict[str, object]:
        """A question's content without what only restates what would hold anyway: saying so changes no result."""
        defaults = {
            "not_applicable": question.critical is None,
            "floors": tuple(self.default_floor(question, k) for k in range(self.top + 1)),
            "values": tuple(self.default_value(question, level) for level in range(len(question.levels))),
        }
        restated = {key for key, default in defaults.items() if getattr(question, key) == default}
        return question.model_dump(mode="json", exclude_defaults=True, exclude=restated)

    @cached_property
    def weights_hash(self) -> str:
        return digest({question.id: question.weight for question in self.questions})


def order_of(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
