"""What follows page one in a pack: areas, progress, comparisons, answers, the method and the sources."""

from collections.abc import Iterator

from assessment.figures import Comparison as Published
from assessment.instrument import AnswerSheet, Question, Rubric, Scope
from assessment.pack.parts import Grid, Heading, Items, Paragraph, Part, Section
from assessment.scoring import AreaComparison, AreaResult, Basis, Comparison, Result, robustness
from assessment.words import (
    DISSENT,
    INCLUDES_TEXT,
    SELF_ASSESSED,
    STABILITY_TITLE,
    Benchmark,
    Compared,
    agreed_text,
    answer_text,
    answered_text,
    binding_text,
    cited,
    claims_text,
    compared_line,
    comparison_text,
    counted,
    days_text,
    evidence_text,
    figure_notes,
    gain,
    level_text,
    robustness_text,
    rules,
    said_text,
    score_and_range,
)

MOST_FIGURES = 3  # of one question


def areas_section(result: Result) -> Section:
    """Each area, and how far all of that depends on the weights."""
    told = robustness_text(robustness(result))
    stability = (Heading(STABILITY_TITLE), Paragraph(told)) if told else ()
    return Section("Areas", (*(part for area in result.areas for part in area_parts(area, result)), *stability))


def area_parts(area: AreaResult, result: Result) -> Iterator[Part]:
    yield Heading(area.rubric.title)
    yield Paragraph(f"Score (range): {score_and_range(area.scores)}. {answered_text(area)}")
    if area.level is not None:
        yield Paragraph(f"{level_text(area)}.")
        if area.binding:
            yield Paragraph(f"{binding_text(area)}:")
            yield Items([area.rubric.by_id[name].text for name in area.binding])
    if result.scope is Scope.FULL:
        yield from map(Paragraph, claims_text(area, result.date))
        titles = {theme.id: theme.title for theme in area.rubric.themes}
        shown = [theme for theme in area.themes if theme.scores.lowest is not None]
        if len(shown) > 1:
            rows = [(titles[theme.id], score_and_range(theme.scores)) for theme in shown]
            yield Grid(f"Themes of {area.rubric.title}", ("Theme", "Score (range)"), rows)


def progress_section(comparison: Comparison, way: str = "") -> Section:
    """What may be compared with an earlier sheet, in the sentences of the command (R16).

    `way`: how much of that to the targets is done.
    """
    whole = comparison_text(comparison).splitlines()[len(comparison.areas) :]
    header = ("Area", "Before", "Now", "Compared on", "Points")
    rows = [
        (
            one.after.rubric.title,
            score_and_range(one.before.scores),
            score_and_range(one.after.scores),
            basis_text(one),
            "not computed" if one.difference is None else gain(one.difference),
        )
        for one in comparison.areas
    ]
    table = [Grid("Before and now", header, rows)] if rows else []
    lines = [compared_line(one) for one in comparison.areas]
    days = [Paragraph(told)] if (told := days_text(comparison)) else []
    return Section("Progress", (*days, *table, *map(Paragraph, [*lines, *whole, *filter(None, [way])])))


def basis_text(one: AreaComparison) -> str:
    if one.basis is Basis.WHOLE:
        return "all questions"
    return counted(len(one.common), "common question") if one.common else "nothing"


def comparisons_section(benchmark: Benchmark) -> Section | None:
    """Each question's published figures that may stand beside its answer, with what they don't say. Of the others,
    which are context only and many, how many there are.
    """
    parts: list[Part] = []
    for area in benchmark.result.areas:
        mine = [question for question in benchmark.questions if question.area is area and comparable(question)]
        parts += [Heading(area.rubric.title)] if mine else []
        for one in mine:
            said = answer_text(one.result.state, one.result.level, one.question.top)
            texts = [f"{figure.text} {figure_notes(figure)}" for figure in comparable(one)]
            parts += [Heading(one.question.text, 3), Paragraph(f"Your answer: {said}."), Items(texts)]
    shown = sum(len(comparable(question)) for question in benchmark.questions)
    rest = sum(len(question.comparisons) for question in benchmark.questions) - shown
    if rest:
        more = f"{counted(rest, 'published figure')}{' more' if shown else ''}: context, or further away."
        parts.append(Paragraph(f"{more} Compare in the app lists them, and so does the pack as XLSX."))
    return Section("Comparisons with published figures", tuple(parts)) if parts else None


def comparable(question: Compared) -> list[Published]:
    """The nearest of its figures that are more than context."""
    return [figure for figure in question.comparisons if not figure.is_context][:MOST_FIGURES]


def answers_section(sheet: AnswerSheet, result: Result) -> Section:
    parts: list[Part] = [Paragraph(INCLUDES_TEXT)]
    for area in result.areas:
        parts.append(Heading(area.rubric.title))
        asked = [area.rubric.by_id[question.id] for question in area.questions]
        for number, question in enumerate(asked, 1):
            parts += answer_parts(sheet, area.rubric, question, number)
    return Section("Answers", tuple(parts))


def answer_parts(sheet: AnswerSheet, rubric: Rubric, question: Question, number: int) -> Iterator[Part]:
    answer = sheet.answer(rubric.id, question.id)
    yield Heading(f"{number}. {question.text}", 3)
    yield Paragraph(said_text(rubric, question, answer))
    if answer.agreed:
        yield Paragraph(agreed_text(answer))
        if answer.agreed.dissent:
            yield Paragraph(answer.agreed.dissent, lead=DISSENT)
    if answer.note:
        yield Paragraph(answer.note, lead="Note: ")
    if answer.evidence:
        yield Paragraph("", lead="Evidence:")
        yield Items([evidence_text(piece) for piece in answer.evidence])


def method_section() -> Section:
    return Section("How it is reckoned", tuple(Paragraph(rule.text, lead=f"{rule.title}. ") for rule in rules()))


def sources_section(benchmark: Benchmark) -> Section:
    rubrics = [
        f"{area.rubric.title}, version {area.rubric.version}: after {area.rubric.source.document}, "
        f"{area.rubric.source.section}, pages {area.rubric.source.pages}"
        for area in benchmark.result.areas
    ]
    figures = dict.fromkeys(cited(one.source) for question in benchmark.questions for one in comparable(question))
    parts: list[Part] = [Paragraph(SELF_ASSESSED), Heading("Questions"), Items(rubrics)]
    if figures:
        parts += [Heading("Published figures"), Items(list(figures))]
    return Section("Sources", tuple(parts))
