"""Published figures as markup: what a figure says, who, when, how sure, and where the council stands."""

from collections.abc import Iterable, Sequence
from html import escape

from assessment.figures import GRADE_TEXTS, MATCH_TEXTS, Comparison, Figure, FigureSource, Grade, Points
from assessment.ui.shell import details, paragraph, question_link
from assessment.words import Compared, answer_text, counted, points_text

SHOWN_AT_ONCE = 3


def question_figures(compared: Compared, level: int, mail_settings: int | None = None) -> str:
    """One question: its answer, and the figures that it is set against."""
    body = linked_heading(compared, level) + paragraph(answer_of(compared), "why")
    body += figure_list([shown for shown in compared.comparisons if not shown.is_context])
    if mail_settings is not None:
        body += "".join(place(points, source, mail_settings) for points, source in compared.points)
    return body


def linked_heading(compared: Compared, level: int) -> str:
    return f'<h{level} class="compared">{question_link(compared.area.rubric.id, compared.question)}</h{level}>'


def linked_label(compared: Compared) -> str:
    return f'<p class="label">{question_link(compared.area.rubric.id, compared.question)}</p>'


def place(points: Points, source: FigureSource, settings: int) -> str:
    """A position by mail settings, with what a figure has: grade, limits, source."""
    more = f"<p>{escape(points.limits)} Source: {source_link(source)}.</p>"
    said = f"{points_text(points, settings)} {source.publisher}, {read_text(points.grade)}."
    return paragraph(said) + details("Limits and source", more, f" for {points.population}")


def answer_of(compared: Compared) -> str:
    said = answer_text(compared.result.state, compared.result.level, compared.question.top)
    return f"Your answer: {said}."


def context_figures(questions: Sequence[Compared]) -> str:
    """What is only related, for all questions of an area, folded."""
    found = [(one, [shown for shown in one.comparisons if shown.is_context]) for one in questions]
    parts = [linked_label(one) + paragraph(answer_of(one), "why") + listing(shown) for one, shown in found if shown]
    number = sum(len(shown) for _, shown in found)
    summary = f"{counted(number, 'related figure')} on {counted(len(parts), 'question')}: context, not a comparison"
    return details(summary, "".join(parts)) if parts else ""


def figure_list(shown: Sequence[Comparison]) -> str:
    if not shown:
        return ""
    first, rest = shown[:SHOWN_AT_ONCE], shown[SHOWN_AT_ONCE:]
    more = details(f"{counted(len(rest), 'more figure')}", listing(rest)) if rest else ""
    return listing(first) + more


def listing(shown: Iterable[Comparison]) -> str:
    return f'<ul class="published">{"".join(item(comparison) for comparison in shown)}</ul>'


def item(shown: Comparison) -> str:
    figure = shown.figure
    facts = [f"{shown.source.publisher}, {read_text(figure.grade)}", MATCH_TEXTS[shown.match]]
    if shown.interval is not None:
        facts.append(f"read as a sample, chance allows {shown.interval[0]} % to {shown.interval[1]} %")
    notes = " ".join([*shown.notes, figure.limits])
    old = "".join(f" {note}" for note in shown.notes if note.startswith("Old"))
    more = f"<p>{escape(notes)} Source: {source_link(shown.source)}.</p>"
    return (
        f"<li>{unbroken(shown.text)}{bar(figure, shown)}<small>{unbroken('; '.join(facts))}.{escape(old)}</small>"
        f"{details('Limits and source', more, f': {figure.population} {figure.says}')}</li>"
    )


def unbroken(text: str) -> str:
    """Escaped, and a line never begins with a percent sign."""
    return escape(text).replace(" %", "&nbsp;%")


def read_text(grade: Grade) -> str:
    return f"{GRADE_TEXTS[grade]} (grade {grade.value})"


def source_link(source: FigureSource) -> str:
    said = f"{source.publisher}, {source.title}"
    if source.link is None:
        return escape(said)
    return f'<a href="{escape(source.link)}" rel="noreferrer noopener">{escape(said)}</a>'


def bar(figure: Figure, shown: Comparison) -> str:
    """The share as a bar, striped where it counts what is missing: decoration beside the number in the text."""
    if shown.is_context or figure.share is None:
        return ""
    width = float(figure.share) * 100
    css = "share lacking" if figure.lacking else "share"
    return f'<span class="{css}" aria-hidden="true"><span style="width:{width:.1f}%"></span></span>'


def area_figures(title: str, compared: Iterable[Compared]) -> str:
    """For Results: the comparisons of one area, folded."""
    found = [one for one in compared if any(not shown.is_context for shown in one.comparisons)]
    if not found:
        return ""
    parts = [
        linked_label(one) + figure_list([shown for shown in one.comparisons if not shown.is_context]) for one in found
    ]
    return details(f"Published figures beside your answers on {title}", "".join(parts))
