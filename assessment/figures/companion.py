"""Companion questions: they ask what a survey asked, so that a council's yes or no may stand beside its figure.

"Does your council have a formal policy on AI?" is what an audit counted of 128 councils in New South Wales: 40 % did.
A level of ours measures something else. The answer, a fact, never enters the score, and never the pool.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, model_validator

from assessment.figures.figure import (
    FIRST_YEAR,
    MOST_COUNTED,
    Basis,
    Count,
    FigureSource,
    Grade,
    Number,
    QuestionPath,
    attainable,
)
from assessment.instrument import (
    Fact,
    Frozen,
    KnownCountry,
    KnownRegion,
    Name,
    Slug,
    Text,
    Version,
    refuse,
    refuse_whole,
)

NOT_PUBLISHED = "not_published"
# What an item's question may begin with, and how "you" and "they" answer: "You do; 40 % of ... did"
VERBS = {
    "Does your council ": ("do", "did"),
    "Did your council ": ("did", "did"),
    "Has your council ": ("have", "had"),
    "Is your council ": ("are", "were"),
    "Can your council ": ("can", "could"),
}


class Form(StrEnum):
    """How it is answered. Only yes or no can stand beside a share of councils; a band of shares is not asked yet."""

    YES_NO = "yes_no"
    SHARE_BAND = "share_band"


class Better(StrEnum):
    """Which answer is the better one; neither where that depends on the council."""

    YES = "yes"
    NO = "no"
    NEITHER = "neither"

    @property
    def fact(self) -> Fact | None:
        return None if self is Better.NEITHER else Fact(self.value)


def base(value: Any) -> int | None:
    if value == NOT_PUBLISHED:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_COUNTED:
        raise refuse(f"must be how many were asked or looked at, or {NOT_PUBLISHED}")
    return value


class CompanionFigure(Frozen):
    """One published number about councils that were asked what the item asks. `n` must be given, as "not_published" at
    the least; with `everyone` it was all of the population as named. `lacking` figures count those who would answer no.
    `says` is what was counted, in the past, where "did" or "did not" would claim too much.
    """

    id: Slug
    value: Number
    unit: Literal["%", "count"] = "%"
    rough: Name | None = None
    lacking: bool = False
    count: Count | None = None
    n: Annotated[int | None, PlainValidator(base)]
    base_uncertain: bool = False
    everyone: bool = False
    population: Name
    country: KnownCountry
    region: KnownRegion | None = None
    year: Annotated[int, Field(ge=FIRST_YEAR, le=2100)] | None = None
    about: bool = False
    basis: Annotated[Basis, Field(strict=False)]
    grade: Annotated[Grade, Field(strict=False)]
    source: Slug
    says: Name | None = None
    limits: Text | None = None

    @cached_property
    def share(self) -> Fraction | None:
        """0 to 1, exact where the count is known; None for a number of councils out of nobody knows how many."""
        if self.count is not None and self.n is not None:
            return Fraction(self.count, self.n)
        if self.unit == "%":
            return Fraction(self.value) / 100
        return None if self.n is None else Fraction(self.value) / self.n

    @property
    def is_background(self) -> bool:
        """Told, but set beside no answer: grade D, printed in words, or a number without what it is a share of."""
        return self.grade is Grade.D or self.rough is not None or self.share is None

    @property
    def is_base_known(self) -> bool:
        return not self.base_uncertain and (self.n is not None or self.everyone)

    @model_validator(mode="after")
    def is_possible(self) -> Self:
        for complaint in impossible(self):
            raise refuse_whole(complaint)
        return self


def impossible(figure: CompanionFigure) -> Iterator[str]:
    """What can't be true of a figure (R39), the first of it that is found."""
    value, n = Fraction(figure.value), figure.n
    if figure.unit == "%" and value > 100:
        yield f"{figure.value} % is more than all of them"
    elif figure.unit == "count" and figure.count is not None and value != figure.count:
        yield f"the value {figure.value} and the count {figure.count} differ"
    elif n is not None and max(figure.count or 0, value if figure.unit == "count" else 0) > n:
        yield f"more of them than the {n} that were counted"
    elif n is None and figure.base_uncertain:
        yield f'"base_uncertain" is said of a number; n is {NOT_PUBLISHED}'
    elif figure.region is not None and not figure.region.startswith(figure.country + "-"):
        yield f"region {figure.region} is not in country {figure.country}"
    elif figure.unit == "%" and n is not None and figure.rough is None and not attainable(figure):
        counted = "" if figure.count is None else f"{figure.count} of "
        yield f"{figure.value} % can't be printed of {counted}{n}; correct one of the two"


class Implied(Frozen):
    """The level from which an answer of this version of the rubric already says yes."""

    question: QuestionPath
    level: Annotated[int, Field(ge=1)]
    version: Version


class CompanionItem(Frozen):
    """One question of fact, and the figures that asked the same. `questions`: those of a rubric that it belongs to."""

    id: Slug
    ask: Name
    form: Annotated[Form, Field(strict=False)] = Form.YES_NO
    questions: Annotated[tuple[QuestionPath, ...], Field(strict=False)] = ()
    better: Annotated[Better, Field(strict=False)]
    core: bool = False
    implied_by: Implied | None = None
    figures: Annotated[tuple[CompanionFigure, ...], Field(strict=False, min_length=1)]

    @property
    def is_asked(self) -> bool:
        return self.form is Form.YES_NO

    @property
    def verbs(self) -> tuple[str, str]:
        """How "you" and "they" say yes: ("do", "did")."""
        return next((verbs for start, verbs in VERBS.items() if self.ask.startswith(start)), ("do", "did"))

    @model_validator(mode="after")
    def can_be_answered(self) -> Self:
        if self.is_asked and not self.ask.startswith(tuple(VERBS)):
            starts = ", ".join(f"“{start.strip()}”" for start in VERBS)
            raise refuse_whole(f"ask must begin with one of {starts}, so that “You do” or the like answers it")
        if not self.is_asked and (self.core or self.implied_by or self.better is not Better.NEITHER):
            raise refuse_whole(
                f"an item of the form {self.form} is not asked yet: no core, implied_by or better answer"
            )
        return self


class CompanionFile(Frozen):
    """`area` is the id of a rubric, or of something that none of them asks about. `version` names the questions: it
    changes when one of them asks something else, or goes.
    """

    format: Literal["companions/1"]
    area: Slug
    title: Name
    version: Version
    sources: Annotated[tuple[FigureSource, ...], Field(strict=False, min_length=1)]
    items: Annotated[tuple[CompanionItem, ...], Field(strict=False, min_length=1)]


@dataclass(frozen=True)
class CompanionArea:
    id: str
    title: str
    items: tuple[CompanionItem, ...]


@dataclass(frozen=True)
class CompanionSet:
    """All companion questions of a folder, by area in its order. `version` is "" where there are none."""

    version: str = ""
    areas: tuple[CompanionArea, ...] = ()
    sources: Mapping[str, FigureSource] | None = None

    @cached_property
    def items(self) -> Mapping[str, CompanionItem]:
        return {item.id: item for area in self.areas for item in area.items}

    @cached_property
    def asked(self) -> tuple[CompanionItem, ...]:
        """Those that can be answered with yes or no."""
        return tuple(item for item in self.items.values() if item.is_asked)

    def of(self, rubric: str, question: str) -> tuple[CompanionItem, ...]:
        return tuple(item for item in self.asked if f"{rubric}/{question}" in item.questions)

    def source(self, figure: CompanionFigure) -> FigureSource:
        return (self.sources or {})[figure.source]
