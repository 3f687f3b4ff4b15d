"""Each question beside the published figures that speak to it, and the lines that say so."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.figures import GRADE_TEXTS, MATCH_TEXTS, Comparison, FigureSet, FigureSource, Grade, Points, compare
from assessment.instrument import Council, Question
from assessment.scoring import AreaResult, QuestionResult, Result
from assessment.words.positions import points_text


@dataclass(frozen=True)
class Compared:
    """One question with the figures that speak to it."""

    area: AreaResult
    question: Question
    result: QuestionResult
    comparisons: tuple[Comparison, ...]
    points: tuple[tuple[Points, FigureSource], ...]

    @property
    def has_figures(self) -> bool:
        return bool(self.comparisons or self.points)


def compared(result: Result, council: Council, figures: FigureSet) -> tuple[Compared, ...]:
    """Every question that was asked, in order."""
    return tuple(
        Compared(
            area,
            area.rubric.by_id[question.id],
            question,
            compare(figures, area.rubric, question, council, result.date),
            own_country_first(figures.points_of(area.rubric.id, question.id), council),
        )
        for area in result.areas
        for question in area.questions
    )


def own_country_first(
    points: tuple[tuple[Points, FigureSource], ...], council: Council
) -> tuple[tuple[Points, FigureSource], ...]:
    return tuple(sorted(points, key=lambda shown: (shown[0].country != council.country, shown[0].country)))


def question_lines(compared: Compared, mail_settings: int | None) -> Iterator[str]:
    said = "no level" if compared.result.level is None else f"level {compared.result.level}"
    yield f"\n{compared.area.rubric.title}: {compared.question.text} ({said})"
    for shown in compared.comparisons:
        head = "Context, not a comparison: " if shown.is_context else ""
        yield f"  - {head}{shown.text}"
        yield f"    {figure_notes(shown)}"
    if mail_settings is not None:
        for points, source in compared.points:
            yield f"  - {points_text(points, mail_settings)}"
            yield f"    {grade_text(points.grade)}. {points.limits} Source: {cited(source)}"


def figure_notes(shown: Comparison) -> str:
    """Grade, fit, interval, limits and source in one line."""
    chance = (
        ""
        if shown.interval is None
        else f" Read as a sample, chance allows {shown.interval[0]} % to {shown.interval[1]} %."
    )
    notes = "".join(f" {note}" for note in shown.notes)
    return (
        f"{grade_text(shown.figure.grade)}; {MATCH_TEXTS[shown.match]}.{chance}"
        f"{notes} {shown.figure.limits} Source: {cited(shown.source)}"
    )


def grade_text(grade: Grade) -> str:
    return f"Grade {grade.value} ({GRADE_TEXTS[grade]})"


def cited(source: FigureSource) -> str:
    return ", ".join(part for part in (source.publisher, source.title, source.link) if part)
