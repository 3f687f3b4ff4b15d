"""What a council may give to the peer pool: its levels, and the few facts that sort councils into groups.

A record has no name, note, evidence, or date finer than the month. What is shown before giving is the record's text
itself, and these bytes are what is kept.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from assessment.instrument import AnswerSheet, CouncilType, CountryCode, Frozen, Rubric, Scope, Slug, State
from assessment.scoring import AreaResult, Result

RECORD_FORMAT = "pool-record/1"
COVERAGE_FOR_POOL = Fraction(4, 5)  # R23
YEARS = range(1900, 2100)  # that a record's month can be of
MOST_MONTHS = 24  # R23: an older record is left out of an edition
EVIDENCE_FROM = 3  # 3.4: the levels whose evidence the sentence on self-selection counts
BAND_FLOORS = (0, 10_000, 25_000, 50_000, 100_000, 200_000, 500_000)  # residents; answers/1 has these bands
HASH_DIGITS = 12
TOO_LITTLE_KNOWN = "Fewer than 80 % of the answers are known."

UNKNOWN_WORD: Literal["dk"] = "dk"
NOT_APPLICABLE_WORD: Literal["na"] = "na"
Said = int | Literal["dk", "na"]
Month = Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]


def band_name(band: int) -> str:
    """ "100,000 to 199,999": residents, as answers/1 has them."""
    floor = BAND_FLOORS[band]
    if band == 0:
        return f"under {BAND_FLOORS[1]:,}"
    if band == len(BAND_FLOORS) - 1:
        return f"{floor:,} and over"
    return f"{floor:,} to {BAND_FLOORS[band + 1] - 1:,}"


BANDS = tuple(band_name(band) for band in range(len(BAND_FLOORS)))


def band_of(population: int | None) -> str | None:
    if population is None:
        return None
    return BANDS[max(band for band, floor in enumerate(BAND_FLOORS) if population >= floor)]


TYPES = tuple(CouncilType)
LETTERS = 26
GRID = (LETTERS * LETTERS + 1, len(TYPES) + 1, len(BANDS) + 1)  # codes of country, type and band; 0 is not given


def country_code(country: str | None) -> int:
    """ "AA" is 1, "ZZ" 676: the same in every edition, whichever countries take part."""
    return 0 if country is None else LETTERS * (ord(country[0]) - ord("A")) + ord(country[1]) - ord("A") + 1


def country_of(code: int) -> str | None:
    return None if code == 0 else chr(ord("A") + (code - 1) // LETTERS) + chr(ord("A") + (code - 1) % LETTERS)


def type_code(kind: CouncilType | None) -> int:
    return 0 if kind is None else TYPES.index(kind) + 1


def band_code(band: str | None) -> int:
    return 0 if band is None else BANDS.index(band) + 1


def month_number(month: str) -> int:
    """Months since year 0: "2026-05" is 12 x 2026 + 4."""
    return 12 * int(month[:4]) + int(month[5:]) - 1


def month_of(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def stamp(rubric: Rubric) -> str:
    """A rubric's version and the beginning of its content's hash: records compare only where both are equal (R23)."""
    return f"{rubric.version}:{rubric.content_hash[:HASH_DIGITS]}"


class PoolRecord(Frozen):
    """One council's answers. `answers` has a level, "dk" (don't know or blank) or "na" for each question."""

    format: Literal["pool-record/1"] = "pool-record/1"
    month: Month
    country: CountryCode | None = None
    type: Annotated[CouncilType, Field(strict=False)] | None = None
    band: Literal[BANDS] | None = None  # type: ignore[valid-type]
    rubrics: dict[Slug, str]
    evidenced: Annotated[int, Field(ge=0, le=10_000)]
    answers: dict[Slug, dict[Slug, Said]]

    def text(self) -> str:
        """The record as it is shown, given and kept: one line of JSON."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=True)


def read_record(text: str) -> PoolRecord | None:
    """A kept record; None for one that this version can't read."""
    try:
        return PoolRecord.model_validate_json(text)
    except ValidationError:
        return None


def record_of(sheet: AnswerSheet, result: Result, day: date) -> PoolRecord:
    """`day`: of the last answer; only its month is kept."""
    questions = [question for area in result.areas for question in area.questions]
    evidenced = sum(q.has_evidence for q in questions if q.level is not None and q.level >= EVIDENCE_FROM)
    return PoolRecord(
        month=f"{day.year:04}-{day.month:02}",
        country=sheet.council.country,
        type=sheet.council.type,
        band=band_of(sheet.council.population),
        rubrics={area.rubric.id: stamp(area.rubric) for area in result.areas},
        evidenced=evidenced,
        answers={area.rubric.id: said_in(area) for area in result.areas},
    )


def said_in(area: AreaResult) -> dict[str, Said]:
    words: Mapping[State, Said] = {State.NOT_APPLICABLE: "na"}
    return {q.id: words.get(q.state, "dk") if q.level is None else q.level for q in area.questions}


def reasons_against(result: Result, rubrics: Sequence[Rubric]) -> Iterator[str]:
    """Why a result can't be a record, nor have an overall position (R23). None if it can."""
    whole = list(reasons_against_all(result))
    yield from whole
    if result.scope is Scope.QUICK:
        return
    yield from weak_areas(result, rubrics).values()
    coverage = result.overall.scores.coverage
    if coverage is not None and coverage < COVERAGE_FOR_POOL:
        yield TOO_LITTLE_KNOWN


def reasons_against_any(result: Result, rubrics: Sequence[Rubric]) -> Iterator[str]:
    """Why not even one area of a result stands beside others: a weak area leaves the others their positions. None if
    one does.
    """
    whole, weak = list(reasons_against_all(result)), weak_areas(result, rubrics)
    known = [
        area.scores.coverage for area in result.areas if area.rubric.id not in weak and area.scores.coverage is not None
    ]
    little = bool(known) and sum(known, Fraction(0)) < COVERAGE_FOR_POOL * len(known)
    yield from whole
    if result.scope is not Scope.QUICK and (little or not known):
        yield from weak.values()
        if little:
            yield TOO_LITTLE_KNOWN


def reasons_against_all(result: Result) -> Iterator[str]:
    if result.scope is Scope.QUICK:
        yield "It is a quick check, which asks too few questions for a position."
    elif result.date and result.date.year not in YEARS:
        yield f"Its answers are dated {result.date}, which can't be right."


def weak_areas(result: Result, rubrics: Sequence[Rubric]) -> dict[str, str]:
    """By rubric, why an area stands beside no others."""
    areas = {area.rubric.id: area for area in result.areas}
    reasons = {rubric.id: reason_against_area(areas.get(rubric.id), rubric) for rubric in rubrics}
    return {id: reason for id, reason in reasons.items() if reason}


def reason_against_area(area: AreaResult | None, rubric: Rubric) -> str:
    if area is None:
        return f"The area {rubric.title} is left out."
    if stamp(area.rubric) != stamp(rubric):
        return f"The area {rubric.title} was answered under another version of its questions."
    if area.limited_scope:
        return f"Over a third of {rubric.title} was said not to apply."
    return "" if area.scores.status.has_score else f"Too few answers on {rubric.title} are known for a score."
