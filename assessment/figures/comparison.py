"""A council's answers beside published figures, question by question, in words that claim no more than the figure.

"You train at least one person to recognise a cyber attack; in 2021, 26 % of 77 councils in Queensland gave their staff
no cyber security training."
No figure is mixed with another: countries and years stand side by side, the council's own first.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from assessment.figures.figure import Figure, FigureSource, Grade, Match, Points, SpeaksTo
from assessment.figures.intervals import wilson
from assessment.instrument import Council, Rubric, State
from assessment.scoring import QuestionResult

OLD_YEARS = 5  # a figure that was this much older than the answers says so

GRADE_TEXTS = {
    Grade.A: "read on the publisher's own page",
    Grade.B: "read in an article about the source, or in a copy",
    Grade.C: "computed from open data",
    Grade.D: "a vendor's, self-selected, undated or disputed study",
}
MATCH_TEXTS = {
    Match.EXACT: "measures what our level says",
    Match.CLOSE: "close to what our level says",
    Match.LOOSE: "related only",
}
NO_FIGURE = "No published figure found."


@dataclass(frozen=True)
class FigureSet:
    """All figures, and the order of their countries: none. By question path, such as "cyber-hygiene/cyber-mail"."""

    figures: tuple[Figure, ...] = ()
    points: tuple[Points, ...] = ()
    sources: Mapping[str, FigureSource] = field(default_factory=dict)

    def of(self, rubric: Rubric, question: str) -> tuple[tuple[Figure, SpeaksTo], ...]:
        """Each figure once: as it was judged on this version of the rubric, else as it was on another."""
        path = f"{rubric.id}/{question}"
        found = ((figure, [to for to in figure.questions if to.question == path]) for figure in self.figures)
        return tuple(
            (figure, next((to for to in tos if to.is_of(rubric.version)), tos[-1])) for figure, tos in found if tos
        )

    def points_of(self, rubric: str, question: str) -> tuple[tuple[Points, FigureSource], ...]:
        path = f"{rubric}/{question}"
        return tuple((points, self.sources[points.source]) for points in self.points if points.question == path)

    @property
    def newest_year(self) -> int:
        return max((figure.year for figure in self.figures if figure.year), default=0)


@dataclass(frozen=True)
class Comparison:
    """One figure beside one answer. `meets`: whether the council does what the level asks; None when it is not known,
    doesn't apply, or the figure is only context. What was judged on the levels of another version is context here,
    related at most, and speaks to no level of this one.
    """

    figure: Figure
    source: FigureSource
    match: Match
    level: int | None
    judged_on: str | None
    is_context: bool
    meets: bool | None
    text: str
    interval: tuple[int, int] | None
    notes: tuple[str, ...]


def compare(
    figures: FigureSet, rubric: Rubric, question: QuestionResult, council: Council, day: date | None
) -> tuple[Comparison, ...]:
    """The figures of a question: comparisons before context, own region and country before others. Of several figures
    of one source the others wait until each source has had its first.
    """
    year = day.year if day else figures.newest_year
    found = [
        comparison(figure, to, figures.sources[figure.source], question, year, rubric.version)
        for figure, to in figures.of(rubric, question.id)
    ]
    ordered = sorted(found, key=lambda shown: order(shown, council))
    earlier: dict[str, int] = {}
    turns = []
    for shown in ordered:
        turns.append(earlier.get(shown.figure.source, 0))
        earlier[shown.figure.source] = turns[-1] + 1
    by_turn = sorted(zip(ordered, turns, strict=True), key=lambda pair: (*nearness(pair[0], council), pair[1]))
    return tuple(shown for shown, _ in by_turn)


def nearness(shown: Comparison, council: Council) -> tuple[bool, bool, bool]:
    own_region = shown.figure.region is not None and shown.figure.region == council.region
    return shown.is_context, not own_region, shown.figure.country != council.country


def order(shown: Comparison, council: Council) -> tuple[object, ...]:
    """Whole countries before their regions, good matches before others, new before old."""
    figure = shown.figure
    fit = list(Match).index(shown.match)
    return (*nearness(shown, council), fit, -(figure.year or 0), figure.region is not None, figure.country, figure.id)


def comparison(
    figure: Figure, to: SpeaksTo, source: FigureSource, question: QuestionResult, year: int, version: str
) -> Comparison:
    judged = to.is_of(version)
    match, level = (to.match, to.level) if judged else (Match.LOOSE, None)
    context = figure.is_context(match)
    meets = None if context else whether_met(question, to.level)
    found = figure_text(figure)
    text = f"{found[0].upper()}{found[1:]}." if context else f"{stand_text(to, question, meets)}; {found}."
    notes = (*notes_of(figure, source, year), *(() if judged else (other_version(to, version),)))
    return Comparison(figure, source, match, level, to.version, context, meets, text, chance(figure), notes)


def whether_met(question: QuestionResult, level: int) -> bool | None:
    """None where it is not known, or where an earlier answer makes sure of less than this level alone."""
    if question.level is None:
        return None
    return None if question.waits and question.level < level else question.level >= level


def other_version(to: SpeaksTo, version: str) -> str:
    return (
        f"It was matched to version {to.version} of our questions, and your answers are to version {version}: "
        "context only."
    )


def stand_text(to: SpeaksTo, question: QuestionResult, meets: bool | None) -> str:
    """What the council does, in the words of our level: never in those of the figure, which may differ."""
    if meets is None and question.waits:
        return "Your answer comes from the earlier questions and waits to be confirmed"
    if meets is None:
        return {
            State.NOT_APPLICABLE: "You said that this question does not apply to you",
            State.UNKNOWN: "You answered “I don't know”",
        }.get(question.state, "You have not answered this question yet")
    return f"You {to.you}" if meets else f"You do not yet {to.you}"


def figure_text(figure: Figure) -> str:
    """ "in 2025, 40 % of 128 councils in New South Wales had a formal AI policy"."""
    return f"{when_text(figure)}, {value_text(figure)} {who_text(figure)} {figure.says}"


def value_text(figure: Figure) -> str:
    """As it was printed: "40 % of", "4 in 10", "17 of"."""
    if figure.rough:
        return figure.rough
    return f"{figure.value} % of" if figure.unit == "%" else f"{figure.value} of"


def who_text(figure: Figure) -> str:
    return figure.population if figure.n is None else f"{figure.n:,} {figure.population}"


def when_text(figure: Figure) -> str:
    if figure.year is None:
        return "in a source without a date"
    return f"in about {figure.year}" if figure.about else f"in {figure.year}"


def chance(figure: Figure) -> tuple[int, int] | None:
    """What chance in who was asked allows, in whole percent, outwards; None without an n, of all councils, or of a
    rough number (R37, R38).
    """
    return None if figure.everyone or figure.rough else sampled(figure.share, figure.n, figure.of)


def sampled(share: Fraction | None, n: int | None, of: int | None = None) -> tuple[int, int] | None:
    """The interval of a share of a sample, in whole percent, outwards; None where there is nothing left to chance."""
    found = None if n is None or share is None else wilson(float(share) * n, n, of=of)
    return None if found is None else (math.floor(found[0] * 100), math.ceil(found[1] * 100))


def notes_of(figure: Figure, source: FigureSource, year: int) -> tuple[str, ...]:
    notes = [] if source.read_in is None else [f"Read in {source.read_in}, not in the report itself."]
    if figure.n is None and not figure.rough:
        notes.append("The number behind the percentage is not published or not certain, so there is no interval.")
    elif figure.everyone:
        notes.append("It counted all of which it speaks, so there is no interval.")
    elif figure.rough:
        notes.append("Printed in words, so there is no interval.")
    return (*notes, *age_notes(figure.year, year))


def age_notes(published: int | None, year: int) -> tuple[str, ...]:
    if published is None:
        return ("The source has no date; it may be old.",)
    if year - published > OLD_YEARS:
        return (f"Old: {year - published} years before {'your answers' if year else 'now'}.",)
    return ()


def mail_position(points: Points, settings: int) -> tuple[int, int, int]:
    """Whole percentiles: share below, mid-rank (1 to 99: nobody is below or above themselves), share at or below."""
    low, middle, high = points.position(settings)
    return math.floor(low), min(max(math.floor(middle + Fraction(1, 2)), 1), 99), math.ceil(high)
