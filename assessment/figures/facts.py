"""A council's facts beside the figures of surveys that asked the same: own country first, then own language, then the
rest, never merged. A low level never says no; only a list of levels says yes, and it is told where one did.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from assessment.figures.companion import (
    Better,
    CompanionArea,
    CompanionFigure,
    CompanionItem,
    CompanionSet,
    Implied,
)
from assessment.figures.comparison import age_notes, sampled
from assessment.figures.figure import FigureSource
from assessment.figures.languages import share_a_language
from assessment.instrument import Council, Fact
from assessment.scoring import Result

AT_A_TIME = 5  # how many of the first questions stand on a page together


class Near(IntEnum):
    """Whose figure it is, nearest first."""

    COUNTRY = 0
    LANGUAGE = 1
    ELSEWHERE = 2


@dataclass(frozen=True)
class FactLine:
    """One figure beside a fact. `interval`: in whole percent, outwards, where the figure is a sample."""

    figure: CompanionFigure
    source: FigureSource
    near: Near
    interval: tuple[int, int] | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ComparedFact:
    """One question of fact with what the council said, None where it said nothing, and its lines: comparisons before
    background. `implied` is the level that said yes for the council.
    """

    area: CompanionArea
    item: CompanionItem
    fact: Fact | None
    implied: Implied | None
    lines: tuple[FactLine, ...]

    @property
    def comparisons(self) -> tuple[FactLine, ...]:
        return tuple(line for line in self.lines if not line.figure.is_background)

    @property
    def is_better(self) -> bool | None:
        """Whether the answer is the better one; None where neither is, or none was given."""
        if self.fact in (None, Fact.DONT_KNOW) or self.item.better is Better.NEITHER:
            return None
        return self.fact is self.item.better.fact


@dataclass(frozen=True)
class FactsSummary:
    """Of `counted` practices with a published figure the council has `held`, `filled` of them by its levels, which
    never say no. `lacking` is the one that most councils of its own country have and it lacks, with that country's
    figure.
    """

    counted: int
    held: int
    filled: int
    lacking: tuple[ComparedFact, FactLine] | None


@dataclass(frozen=True)
class Offers:
    """In which order the questions are asked: first the core, so many at a time, then the rest by area."""

    first: tuple[tuple[CompanionItem, ...], ...]
    rest: tuple[CompanionArea, ...]


def compare_facts(
    companions: CompanionSet, facts: Mapping[str, Fact], council: Council, result: Result
) -> tuple[ComparedFact, ...]:
    """Every question that can be answered yes or no, in the order of the files."""
    implied = implied_yes(companions, result)
    year = result.date.year if result.date else newest_year(companions)
    return tuple(
        compared_fact(companions, area, item, facts.get(item.id), implied.get(item.id), council, year)
        for area in companions.areas
        for item in area.items
        if item.is_asked
    )


def compared_fact(
    companions: CompanionSet,
    area: CompanionArea,
    item: CompanionItem,
    fact: Fact | None,
    implied: Implied | None,
    council: Council,
    year: int,
) -> ComparedFact:
    lines = [
        FactLine(figure, companions.source(figure), near(figure, council), interval(figure), notes_of(figure, year))
        for figure in item.figures
    ]
    by_nearness = tuple(sorted(lines, key=lambda line: order(line, council)))
    if fact is not None or implied is None:
        return ComparedFact(area, item, fact, None, by_nearness)
    return ComparedFact(area, item, Fact.YES, implied, by_nearness)


def near(figure: CompanionFigure, council: Council) -> Near:
    if figure.country == council.country:
        return Near.COUNTRY
    return Near.LANGUAGE if share_a_language(council.country, figure.country) else Near.ELSEWHERE


def order(line: FactLine, council: Council) -> tuple[object, ...]:
    """Comparisons first; then the nearest, of these the own region; then new ones, whole countries before regions."""
    figure = line.figure
    own = figure.region is not None and figure.region == council.region
    return (
        figure.is_background,
        line.near,
        not own,
        -(figure.year or 0),
        figure.region is not None,
        figure.country,
        figure.id,
    )


def interval(figure: CompanionFigure) -> tuple[int, int] | None:
    """What chance in who was asked allows (R37, R38); None where all were counted or the base is not certain."""
    if figure.is_background or figure.everyone or figure.base_uncertain:
        return None
    return sampled(figure.share, figure.n)


def notes_of(figure: CompanionFigure, year: int) -> tuple[str, ...]:
    return (*base_notes(figure), *age_notes(figure.year, year))


def base_notes(figure: CompanionFigure) -> Iterator[str]:
    if figure.rough:
        yield "Printed in words, so there is no interval."
    elif figure.share is None:
        yield "A number alone: of how many is not known, so it is no share."
    elif figure.everyone:
        yield "It counted all of which it speaks, so there is no interval."
    elif not figure.is_base_known:
        yield "The number behind the percentage is not published or not certain, so there is no interval."


def newest_year(companions: CompanionSet) -> int:
    years = (figure.year for item in companions.items.values() for figure in item.figures)
    return max((year for year in years if year), default=0)


def implied_yes(companions: CompanionSet, result: Result) -> Mapping[str, Implied]:
    """The items that a level of the result answers with yes, by id, under exactly the version that was judged."""
    levels = {
        (f"{area.rubric.id}/{question.id}", area.rubric.version): question.level
        for area in result.areas
        for question in area.questions
        if question.level is not None
    }
    return {
        item.id: item.implied_by
        for item in companions.asked
        if item.implied_by is not None
        and levels.get((item.implied_by.question, item.implied_by.version), -1) >= item.implied_by.level
    }


def summarised(compared: tuple[ComparedFact, ...]) -> FactsSummary:
    """Over the practices: the questions that are better answered yes. With a figure that is a comparison."""
    practices = [one for one in compared if one.item.better is Better.YES]
    counted = [one for one in practices if one.is_better is not None and one.comparisons]
    missed = [(one, line) for one in counted if one.is_better is False and (line := of_own_country(one)) is not None]
    most = max(missed, key=lambda found: (found[1].figure.share, found[1].figure.year or 0), default=None)
    return FactsSummary(
        counted=len(counted),
        held=sum(one.is_better is True for one in counted),
        filled=sum(one.implied is not None for one in counted),
        lacking=most,
    )


def of_own_country(one: ComparedFact) -> FactLine | None:
    """The nearest of its figures that counts those who do: the own region's, the newest, the whole country's; never the
    highest, which is that of a few.
    """
    found = (line for line in one.comparisons if line.near is Near.COUNTRY and not line.figure.lacking)
    return next((line for line in found if line.figure.share is not None), None)


def offered(companions: CompanionSet, council: Council) -> Offers:
    """Core questions with a figure of one's own country, then of one's own language, then all others by area, the core
    first in each.
    """
    nearest = {
        item.id: min((near(figure, council) for figure in item.figures if not figure.is_background), default=None)
        for item in companions.asked
        if item.core
    }
    first = [item for at in (Near.COUNTRY, Near.LANGUAGE) for item in companions.asked if nearest.get(item.id) is at]
    begun = {item.id for item in first}
    rest = [
        CompanionArea(area.id, area.title, tuple(sorted(left, key=lambda item: not item.core)))
        for area in companions.areas
        if (left := [item for item in area.items if item.is_asked and item.id not in begun])
    ]
    batches = [tuple(first[at : at + AT_A_TIME]) for at in range(0, len(first), AT_A_TIME)]
    return Offers(tuple(batches), tuple(rest))


def share_of(figure: CompanionFigure) -> Fraction | None:
    """For a bar: the share as counted, of those that would answer no where the figure is `lacking`; None where it is
    background.
    """
    return None if figure.is_background else figure.share
