"""Published figures about councils: what somebody else has counted, where it can be read, and which of our answers it
speaks to.

"10 % of 128 councils in New South Wales kept one central inventory of their AI tools" speaks to level 2 of the question
whether there is one list: a council at level 2 or above does what was counted. How well it fits is the `match`: exact,
close (the difference is in `limits`) or loose. A loose match, and any figure of grade D, is context: it is shown as
text and never set against an answer (R40). A match is judged on the words of a level, so it holds for one version of a
rubric.
"""

import re
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Protocol, Self

from pydantic import AfterValidator, Field, model_validator

from assessment.instrument import Frozen, KnownCountry, KnownRegion, Name, Slug, Text, Version, refuse, refuse_whole

FIRST_YEAR = 1990
MOST_COUNTED = 1_000_000


class Match(StrEnum):
    """How well a figure fits our level (R40)."""

    EXACT = "exact"
    CLOSE = "close"
    LOOSE = "loose"


class Grade(StrEnum):
    """How the figure was read: A on the publisher's own page, B in an article about it or a copy, C computed
    from open data, D a vendor's, self-selected, undated or disputed study.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Basis(StrEnum):
    """Who said so (R38)."""

    SURVEY = "survey"
    INFORMATION_REQUEST = "information_request"
    AUDIT = "audit"
    REGISTER = "register"
    DESK_SEARCH = "desk_search"
    SCAN = "scan"


def digits(text: str) -> str:
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", text, re.ASCII):
        raise refuse('must be a number in quotes, with the decimals that were printed, such as "40" or "59.6"')
    return text


def web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']+", text):
        raise refuse("must be a web address that begins with http:// or https://")
    return text


Number = Annotated[str, AfterValidator(digits)]
Count = Annotated[int, Field(ge=0, le=MOST_COUNTED)]
QuestionPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$", max_length=129)]  # rubric/question
Link = Annotated[Text, AfterValidator(web_address)]


class FigureSource(Frozen):
    """`link` leads to the publisher's own page where one is known, else to where the figure was read; None rather than
    to a copy on somebody else's host. `read_in` is where it was read: an address where `link` is another page, else in
    words ("an article on example.org"); None where it was read on the publisher's own page.
    """

    id: Slug
    title: Name
    publisher: Name
    link: Link | None = None
    read_in: Text | None = None


class SpeaksTo(Frozen):
    """The question and level that a figure speaks to, in the `version` of the rubric that it was judged on: None in a
    file of figures/1, which is read only where there is one version. `you` says what a council at this level or above
    does, so that it follows both "You" and "You do not yet"; a loose match needs none.
    """

    question: QuestionPath
    level: Annotated[int, Field(ge=1)]
    version: Version | None = None
    match: Annotated[Match, Field(strict=False)]
    you: Name | None = None

    @model_validator(mode="after")
    def is_said(self) -> Self:
        if (self.you is None) != (self.match is Match.LOOSE):
            raise refuse_whole('"you" must say what the level is where the match is exact or close, and nowhere else')
        return self

    def is_of(self, version: str) -> bool:
        return self.version in (None, version)


class Figure(Frozen):
    """One published number. `says` goes on from "40 % of 128 councils": "had a formal AI policy". `lacking` figures
    count what is missing ("had no cloud policy").

    `n` is how many were asked or looked at; without it there is no interval. `everyone` says that n was all of them,
    `of` how many there are in all. `rough` figures were printed in words ("4 in 10").
    """

    id: Slug
    says: Text
    questions: Annotated[tuple[SpeaksTo, ...], Field(strict=False, min_length=1)]
    lacking: bool = False
    value: Number
    unit: Annotated[Literal["%", "councils", "bodies"], Field()] = "%"
    rough: Name | None = None
    count: Count | None = None
    n: Annotated[int, Field(ge=1, le=MOST_COUNTED)] | None = None
    everyone: bool = False
    of: Annotated[int, Field(ge=1, le=MOST_COUNTED)] | None = None
    population: Name
    country: KnownCountry
    region: KnownRegion | None = None
    year: Annotated[int, Field(ge=FIRST_YEAR, le=2100)] | None = None
    about: bool = False
    basis: Annotated[Basis, Field(strict=False)]
    wording: Text | None = None
    answered: Name | None = None
    weighted: bool | None = None
    source: Slug
    grade: Annotated[Grade, Field(strict=False)]
    limits: Text

    @cached_property
    def share(self) -> Fraction | None:
        """0 to 1, exact where the count is known; None for a number that is no share."""
        if self.count is not None and self.n is not None:
            return Fraction(self.count, self.n)
        if self.unit == "%":
            return Fraction(self.value) / 100
        return None if self.n is None else Fraction(self.value) / self.n

    def is_context(self, match: Match) -> bool:
        return match is Match.LOOSE or self.grade is Grade.D

    @model_validator(mode="after")
    def is_possible(self) -> Self:
        for complaint in impossible(self):
            raise refuse_whole(complaint)
        return self


def impossible(figure: Figure) -> list[str]:
    """What can't be true of a figure (R39): n whole councils can't give every percentage."""
    found = []
    if figure.unit == "%" and Fraction(figure.value) > 100:
        found.append(f"{figure.value} % is more than all of them")
    if figure.count is not None and (figure.n is None or figure.count > figure.n):
        found.append("a count needs an n that is at least as large")
    if figure.unit != "%" and figure.n is not None and Fraction(figure.value) > figure.n:
        found.append(f"{figure.value} of {figure.n} is more than all of them")
    if figure.everyone and figure.n is None:
        found.append('"everyone" needs the n that all of them are')
    if figure.of is not None and (figure.n is None or figure.of < figure.n):
        found.append('"of" needs an n that is no larger')
    if figure.region is not None and not figure.region.startswith(figure.country + "-"):
        found.append(f"region {figure.region} is not in country {figure.country}")
    if not found and figure.unit == "%" and figure.n is not None and figure.rough is None and not attainable(figure):
        counted = "" if figure.count is None else f"{figure.count} of "
        found.append(
            f"{figure.value} % can't be printed of {counted}{figure.n} councils; leave n out, or correct one of the two"
        )
    return found


class Printed(Protocol):
    """What there is to check of a percentage: as printed, how many did, of how many."""

    @property
    def value(self) -> str: ...
    @property
    def count(self) -> int | None: ...
    @property
    def n(self) -> int | None: ...


def attainable(figure: Printed) -> bool:
    """Whether some whole number of the n, or the given count, rounds to the printed percentage, up or to even."""
    places = len(figure.value.partition(".")[2])
    value, half = Fraction(figure.value), Fraction(1, 2 * 10**places)
    n = figure.n or 1
    lowest, highest = (value - half) * n / 100, (value + half) * n / 100
    if figure.count is not None:
        return lowest <= figure.count <= highest
    return -(-lowest.numerator // lowest.denominator) <= highest


class Points(Frozen):
    """A count of all municipalities of a country by how many of the four mail settings they have, 0 to 4: the one
    place where data on each municipality is public, and so the one place where a position may be stated.
    """

    id: Slug
    question: QuestionPath
    country: KnownCountry
    population: Name
    counts: Annotated[tuple[Count, ...], Field(strict=False, min_length=2)]
    year: Annotated[int, Field(ge=FIRST_YEAR, le=2100)]
    source: Slug
    grade: Annotated[Grade, Field(strict=False)]
    limits: Text

    def position(self, points: int) -> tuple[Fraction, Fraction, Fraction]:
        """Percentile rank of a council with so many points: share below, mid-rank, share at or below (R24, R37)."""
        total, below = sum(self.counts), sum(self.counts[:points])
        at = self.counts[points]
        middle = Fraction(100 * (2 * below + at), 2 * total)
        return Fraction(100 * below, total), middle, Fraction(100 * (below + at), total)


class FigureFile(Frozen):
    format: Literal["figures/1", "figures/2"]
    sources: Annotated[tuple[FigureSource, ...], Field(strict=False, min_length=1)]
    figures: Annotated[tuple[Figure, ...], Field(strict=False)] = ()
    points: Annotated[tuple[Points, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def sources_agree(self) -> Self:
        known = [source.id for source in self.sources]
        named = [*(figure.source for figure in self.figures), *(points.source for points in self.points)]
        ids = [*known, *(figure.id for figure in self.figures), *(points.id for points in self.points)]
        for missing in sorted(set(named) - set(known)):
            raise refuse_whole(f"there is no source '{missing}'; add it or correct its id")
        for unused in sorted(set(known) - set(named)):
            raise refuse_whole(f"no figure has the source '{unused}'; take it out")
        for twice in sorted({name for name in ids if ids.count(name) > 1}):
            raise refuse_whole(f"the id '{twice}' stands twice; give one of them another")
        return self
