"""The areas of a result, one by one: what holds each down, its themes as strips, claims, and the arithmetic."""

from collections.abc import Mapping
from datetime import date
from html import escape

from assessment.instrument import Scope
from assessment.planning import Reach, TargetResult
from assessment.scoring import AreaResult, QuestionResult, Result, Scores
from assessment.ui.results.first_page import linked
from assessment.ui.results.why import explain_area, explain_overall
from assessment.ui.shell import Markup, bullets, heading, paragraph, part, table
from assessment.words import (
    LIMITED_SCOPE_TEXT,
    answered_text,
    binding_text,
    claims_text,
    extremes,
    level_text,
    score_and_range,
    target_text,
)

MOST_EXTREMES = 3


def areas_part(result: Result, figures: dict[str, str], aims: TargetResult, css: str = "") -> str:
    """`figures`: markup of each area's published figures, by rubric; `css` of the part."""
    reached = {one.area.rubric.id: one.themes for one in aims.areas}
    body = "".join(
        area_section(area, result, reached[area.rubric.id]) + figures.get(area.rubric.id, "") for area in result.areas
    )
    titles = {area.rubric.id: area.rubric.title for area in result.areas}
    told = "what holds each down, its themes, published figures" if result.scope is Scope.FULL else "one by one"
    return part("areas", "Areas", body + explain_overall(result.overall, titles), told, css)


def area_section(area: AreaResult, result: Result, aims: Mapping[str, Reach]) -> str:
    body = heading(area.rubric.title, 3) + paragraph(answered_text(area))
    if area.level is not None:
        body += paragraph(f"{level_text(area)}.") + binding(area)
    if result.scope is Scope.FULL:
        body += claims(area, result.date) + themes(area, aims) + strengths(area)
    return f'<div class="area">{body}</div>' + explain_area(area, result.date)


def binding(area: AreaResult) -> str:
    return paragraph(f"{binding_text(area)}:", "label") + bullets(linked(area, area.binding)) if area.binding else ""


def claims(area: AreaResult, day: date | None) -> str:
    lines = claims_text(area, day)
    return "".join(paragraph(line, "hint" if line == LIMITED_SCOPE_TEXT else "") for line in lines)


def themes(area: AreaResult, aims: Mapping[str, Reach]) -> str:
    """A strip from 0 to 100 for each theme: where there are many, it says more than a radar would."""
    titles = {theme.id: theme.title for theme in area.rubric.themes}
    shown = [(theme, aims[theme.id]) for theme in area.themes if theme.scores.lowest is not None]
    rows = [
        (titles[theme.id], Markup(strip(theme.scores, aim)), score_and_range(theme.scores), target_text(aim))
        for theme, aim in shown
    ]
    header = ("Theme", "0 to 100", "Score (range)", "Target ◇")
    return table(f"Themes of {area.rubric.title}", header, rows) if len(rows) > 1 else ""


def strip(scores: Scores, aim: Reach) -> str:
    """Decoration beside the numbers: the range as a pale bar, the score as a mark, the target as a diamond."""
    if scores.lowest is None or scores.highest is None:
        return ""
    low, high = float(scores.lowest.value), float(scores.highest.value)
    body = f'<i class="span" style="left:{low:.1f}%;width:{high - low:.1f}%"></i>'
    if scores.score is not None:
        body += f'<i class="mark" style="left:{float(scores.score.value):.1f}%"></i>'
    if aim.share is not None and aim.score_once_met is not None:
        body += f'<i class="aim" style="left:{float(aim.score_once_met):.1f}%"></i>'
    return f'<span class="strip" aria-hidden="true">{body}</span>'


def strengths(area: AreaResult) -> str:
    best, worst = extremes(area)
    if not best:
        return ""
    return named("Strongest", area, best) + ("" if area.binding else named("Weakest", area, worst))


def named(title: str, area: AreaResult, questions: list[QuestionResult]) -> str:
    texts: list[str] = list(linked(area, [question.id for question in questions[:MOST_EXTREMES]]))
    more = len(questions) - MOST_EXTREMES
    texts += [escape(f"and {more} more")] if more > 0 else []
    levels = {question.level for question in questions}
    at = f", at level {questions[0].level}" if len(levels) == 1 else ""
    return paragraph(f"{title}{at}:", "label") + bullets(texts)
