"""The parts of the result that are lists: each area, what to do next, what to find out."""

from datetime import date
from fractions import Fraction
from html import escape

from assessment.instrument import State
from assessment.scoring import AreaResult, QuestionResult, Result, Step, next_steps, unknowns
from assessment.ui.results.why import answers_table, explain_area
from assessment.ui.shell import bullets, cards, details, heading, paragraph
from assessment.words import (
    LIMITED_SCOPE_TEXT,
    STATUS_TEXT,
    binding_text,
    claims_text,
    counted,
    decimals,
    extremes,
    gain,
    level_name,
    level_text,
    range_text,
    score_text,
)

FIRST_STEPS = 8
MOST_EXTREMES = 3
EFFORT_TEXT = {"S": "small (days)", "M": "medium (weeks)", "L": "large (months, or new money)"}


def area_section(area: AreaResult, day: date | None) -> str:
    """`day`: the sheet's date."""
    scores = area.scores
    lines = [f"{score_text(scores).capitalize()} out of 100, range {range_text(scores)}: {STATUS_TEXT[scores.status]}."]
    if scores.score is None:
        lines = [f"No score, range {range_text(scores)}: {STATUS_TEXT[scores.status]}."]
    if scores.lowest is None:
        asked = bool(area.questions)
        why = "Every question was said not to apply" if asked else "The quick check asks nothing of this area"
        lines = [f"{why}, so it has no score and counts nowhere."]
    if area.level is not None:
        lines.append(f"{level_text(area)}.")
    body = "".join(paragraph(line) for line in lines)
    return (
        heading(area.rubric.title, 3) + body + binding(area) + claims(area, day) + strengths(area) + explain(area, day)
    )


def explain(area: AreaResult, day: date | None) -> str:
    return explain_area(area, day) + answers_table(area, day)


def binding(area: AreaResult) -> str:
    if not area.binding:
        return ""
    texts = [area.rubric.by_id[name].text for name in area.binding]
    if len(texts) <= MOST_EXTREMES:
        return paragraph(binding_text(area) + ":") + bullets(texts)
    return details(binding_text(area), bullets(texts))


def claims(area: AreaResult, day: date | None) -> str:
    lines = claims_text(area, day)
    return "".join(paragraph(line, "hint" if line == LIMITED_SCOPE_TEXT else "") for line in lines)


def strengths(area: AreaResult) -> str:
    best, worst = extremes(area)
    return named("Strongest", area, best) + named("Weakest", area, worst) if best else ""


def named(title: str, area: AreaResult, questions: list[QuestionResult]) -> str:
    texts = [area.rubric.by_id[question.id].text for question in questions[:MOST_EXTREMES]]
    more = len(questions) - len(texts)
    texts += [f"and {more} more at the same level"] if more else []
    levels, value = {question.level for question in questions}, questions[0].value or Fraction(0)
    at = f"at level {questions[0].level}" if len(levels) == 1 else f"worth {decimals(value)} of 1"
    return paragraph(f"{title}, {at}:", "label") + bullets(texts)


def steps_section(result: Result) -> str:
    steps = next_steps(result)
    body = heading("What to do next", 2)
    if not steps:
        return body + paragraph("No answer yet leads to a next step. Answer more questions, or find out the unknown.")
    lead = (
        "Critical questions that hold their area back come first, then what gains most for its effort. "
        "The gain is in points of the lowest overall score, the one that holds whatever the unknown answers are."
    )
    first, later = steps[:FIRST_STEPS], steps[FIRST_STEPS:]
    body += paragraph(lead) + f"<ol class='steps'>{''.join(step_item(step) for step in first)}</ol>"
    if later:
        items = "".join(step_item(step) for step in later)
        rest = f"<ol class='steps' start='{FIRST_STEPS + 1}'>{items}</ol>"
        body += details(f"{counted(len(later), 'further step')}", rest)
    return body


def step_item(step: Step) -> str:
    why = "Critical: the area can't rise without it. " if step.lifts_floor else ""
    target = level_name(step.level + 1, step.question.top)
    facts = (
        f"{why}{step.rubric.title}. {step.step.who}; effort {EFFORT_TEXT[step.step.effort.value]}; "
        f"gain {gain(step.gain)}; reaches {target}."
    )
    evidence = step.question.levels[step.level + 1].evidence or ""
    shown = f"<br><small>What would show it: {escape(evidence)}</small>" if evidence else ""
    return f"<li><strong>{escape(step.step.action)}</strong><br>{escape(facts)}{shown}</li>"


def unknown_section(result: Result) -> str:
    found = unknowns(result)
    if not found:
        return ""
    rows = [
        (
            unknown.question.text + (" (critical)" if unknown.question.critical else ""),
            unknown.rubric.title,
            "don't know" if unknown.state is State.UNKNOWN else "not answered",
            unknown.who,
            f"0 to {gain(unknown.gain)}",
        )
        for unknown in found
    ]
    header = ("Question", "Area", "Answer", "Who could usually say", "Points at stake")
    body = cards("Unknown answers", header, rows)
    text = (
        f"{counted(len(found), 'answer')} unknown. Finding out narrows the range; it can only raise the lowest score."
    )
    return (
        heading("What to find out", 2)
        + paragraph(text)
        + (details("The unknown answers", body) if len(rows) > 6 else body)
    )
