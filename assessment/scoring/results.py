"""What scoring gives: numbers that carry their own arithmetic.

A `Number` is the list of terms that made it, so that "why this number?" is answered by the number itself.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from assessment.instrument import Rubric, Scope, State
from assessment.scoring.levels import Gate, LevelRange


class Status(StrEnum):
    """How much of an area is answered (R6), worst first."""

    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"
    INSUFFICIENT = "insufficient"
    PROVISIONAL = "provisional"
    SCORED = "scored"

    @property
    def has_score(self) -> bool:
        return self in (Status.PROVISIONAL, Status.SCORED)


@dataclass(frozen=True)
class Term:
    """One part of a number: a question's (or an area's) value from 0 to 1, and its weight."""

    id: str
    value: Fraction
    weight: int


@dataclass(frozen=True)
class Number:
    """A weighted mean on the scale 0 to 100, kept as its terms. At least one term."""

    terms: tuple[Term, ...]

    @cached_property
    def numerator(self) -> Fraction:
        return sum((term.weight * term.value for term in self.terms), Fraction(0))

    @cached_property
    def denominator(self) -> int:
        return sum(term.weight for term in self.terms)

    @cached_property
    def value(self) -> Fraction:
        return 100 * self.numerator / self.denominator


@dataclass(frozen=True)
class QuestionResult:
    id: str
    theme: str
    state: State
    level: int | None
    value: Fraction | None
    evidenced_value: Fraction | None
    has_evidence: bool
    weight: int
    counts_in: tuple[str, ...] = ()  # the numbers of its area that it is a term of
    waits: bool = False  # the level is the least that an earlier answer makes sure, and not confirmed

    @property
    def applies(self) -> bool:
        return self.state is not State.NOT_APPLICABLE


@dataclass(frozen=True)
class Scores:
    """The numbers of a set of questions (R4 to R6). `lowest` and `highest` are None only when nothing applies."""

    status: Status
    score: Number | None
    lowest: Number | None
    highest: Number | None
    coverage: Fraction | None


@dataclass(frozen=True)
class ThemeResult:
    id: str
    scores: Scores


@dataclass(frozen=True)
class AreaResult:
    rubric: Rubric
    scores: Scores
    evidenced_score: Number | None
    evidenced_lowest: Number | None  # R8's L^ev: unknown answers as the lowest level
    evidenced_level: int | None
    lowest_without_na: Number | None  # None where nothing is asked
    limited_scope: bool
    level: LevelRange | None  # None in a quick check and where nothing applies
    gates: tuple[Gate, ...]  # of the confirmed level: empty where there is none
    binding: tuple[str, ...]
    themes: tuple[ThemeResult, ...]
    questions: tuple[QuestionResult, ...]

    @property
    def unknown(self) -> tuple[QuestionResult, ...]:
        return tuple(q for q in self.questions if q.state in (State.UNKNOWN, State.BLANK))


@dataclass(frozen=True)
class OverallResult:
    """All areas together (R10): equal weights; `geometric` and `imbalance` are a diagnosis, doubles on 0 to 100."""

    scores: Scores
    geometric: float | None
    imbalance: float | None
    level: LevelRange | None
    binding: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    scope: Scope
    date: date | None
    areas: tuple[AreaResult, ...]
    overall: OverallResult
