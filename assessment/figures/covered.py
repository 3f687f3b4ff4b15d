"""Which questions have a published figure, and how well it fits: the gaps are public too.

A figure that asked what a companion question asks is exact: a council's yes or no stands beside it. One that is matched
to a level fits that level exactly or closely. All others, background among them, are related: they are told, and set
against no answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.figures.companion import CompanionFigure, CompanionSet
from assessment.figures.comparison import FigureSet
from assessment.figures.figure import Figure, Match
from assessment.instrument import Rubric

NONE = "none"
RELATED = "related"


@dataclass(frozen=True)
class Coverage:
    """How many figures a question has, by how well they fit, and the countries of all of them."""

    rubric: str
    question: str
    exact: int
    close: int
    related: int
    countries: tuple[str, ...]

    @property
    def best(self) -> str:
        """exact, close, related or none."""
        named = {Match.EXACT.value: self.exact, Match.CLOSE.value: self.close, RELATED: self.related}
        return next((name for name, number in named.items() if number), NONE)


def coverage(figures: FigureSet, companions: CompanionSet, rubric: Rubric, question: str) -> Coverage:
    """One question of this version of the rubric. A number that stands both beside a level and beside a fact counts
    for each.
    """
    found: list[tuple[Match, Figure | CompanionFigure]] = [
        *beside_level(figures, rubric, question),
        *beside_facts(companions, rubric, question),
    ]
    fits = [fit for fit, _ in found]
    return Coverage(
        rubric.id,
        question,
        exact=fits.count(Match.EXACT),
        close=fits.count(Match.CLOSE),
        related=fits.count(Match.LOOSE),
        countries=tuple(sorted({figure.country for _, figure in found})),
    )


def beside_level(figures: FigureSet, rubric: Rubric, question: str) -> Iterator[tuple[Match, Figure]]:
    for figure, to in figures.of(rubric, question):
        is_compared = to.is_of(rubric.version) and not figure.is_context(to.match)
        yield (to.match if is_compared else Match.LOOSE), figure


def beside_facts(companions: CompanionSet, rubric: Rubric, question: str) -> Iterator[tuple[Match, CompanionFigure]]:
    for item in companions.of(rubric.id, question):
        for figure in item.figures:
            yield (Match.LOOSE if figure.is_background else Match.EXACT), figure


def counted_by_best(found: tuple[Coverage, ...]) -> Mapping[str, int]:
    """How many questions are covered at best so: exact, close, related, none."""
    names = (Match.EXACT.value, Match.CLOSE.value, RELATED, NONE)
    return {name: sum(one.best == name for one in found) for name in names}
