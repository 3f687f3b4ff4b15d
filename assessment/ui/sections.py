"""The parts of the result that are lists: each area, what to do next, what to find out."""

from html import escape

from assessment.answers import State
from assessment.display import counted, gain, level_name, lower, point, range_text, score_text
from assessment.results import AreaResult, QuestionResult, Result
from assessment.steps import Step, next_steps, unknowns
from assessment.story import STATUS_TEXT, binding_text, extremes, level_text
from assessment.ui.markup import bullets, details, heading, paragraph, table
from assessment.ui.why import answers_table, explain_area

FIRST_STEPS = 8
MOST_EXTREMES = 3
EFFORT_TEXT = {"S": "small (days)", "M": "medium (weeks)", "L": "large (months, or new money)"}


def area_section(area: AreaResult) -> str:
    scores = area.scores
    lines = [f"{score_text(scores).capitalize()} out of 100, range {range_text(scores)}: {STATUS_TEXT[scores.status]}."]
    if scores.score is None:
        lines = [f"No score, range {range_text(scores)}: {STATUS_TEXT[scores.status]}."]
    if scores.lowest is None:
        lines = ["Every question was said not to apply, so this area has no score and counts nowhere."]
    if area.level is not None:
        lines.append(f"{level_text(area)}.")
    body = "".join(paragraph(line) for line in lines)
    return heading(area.rubric.title, 3) + body + binding(area) + claims(area) + strengths(area) + explain(area)


def explain(area: AreaResult) -> str:
    return explain_area(area) + answers_table(area)


def binding(area: AreaResult) -> str:
    if not area.binding:
        return ""
    texts = [area.rubric.by_id[name].text for name in area.binding]
    if len(texts) <= MOST_EXTREMES:
        return paragraph(binding_text(area) + ":") + bullets(texts)
    return details(binding_text(area), bullets(texts))


def claims(area: AreaResult) -> str:
    """Claimed beside evidenced, and a scope that is so limited that it must be said."""
    lines = ""
    if area.scores.score is not None and area.evidenced_score is not None:
        gap = area.scores.score.value - area.evidenced_score.value
        if gap:
            text = (
                f"Claimed {point(area.scores.score.value)}; where levels above 2 count only with recent evidence, "
                f"{point(area.evidenced_score.value)}. {gain(gap)} points rest on assertion."
            )
        else:
            text = "Every answer above level 2 has recent evidence, or there is none above level 2."
        lines += paragraph(text)
    if area.limited_scope:
        text = "Limited scope: over a third of this area was said not to apply. Read its numbers with care."
        lines += paragraph(text, "hint")
    if area.lowest_without_na and any(not question.applies for question in area.questions):
        left_out = sum(not question.applies for question in area.questions)
        strict = lower(area.lowest_without_na.value)
        lines += paragraph(
            f"{counted(left_out, 'question')} left out as not applicable; counted as 0, the lowest would be {strict}."
        )
    return lines


def strengths(area: AreaResult) -> str:
    best, worst = extremes(area)
    return named("Strongest", area, best) + named("Weakest", area, worst) if best else ""


def named(title: str, area: AreaResult, questions: list[QuestionResult]) -> str:
    texts = [area.rubric.by_id[question.id].text for question in questions[:MOST_EXTREMES]]
    more = len(questions) - len(texts)
    texts += [f"and {more} more at the same level"] if more else []
    return paragraph(f"{title}, at level {questions[0].level}:", "label") + bullets(texts)


def steps_section(result: Result) -> str:
    steps = next_steps(result)
    body = heading("What to do next", 2)
    if not steps:
        return body + paragraph("No answer yet leads to a next step. Answer more questions, or find out the unknown.")
    lead = (
        "Critical questions that hold their area back come first, then what gains most for its effort. "
        "The gain is in points of the overall score."
    )
    first, later = steps[:FIRST_STEPS], steps[FIRST_STEPS:]
    body += paragraph(lead) + f"<ol class='steps'>{''.join(step_item(step) for step in first)}</ol>"
    if later:
        items = "".join(step_item(step) for step in later)
        rest = f"<ol class='steps' start='{FIRST_STEPS + 1}'>{items}</ol>"
        body += details(f"{counted(len(later), 'further step')}", rest)
    return body


def step_item(step: Step) -> str:
    why = "Critical: it holds the whole area back. " if step.lifts_floor else ""
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
    body = table("Unknown answers", header, rows)
    text = (
        f"{counted(len(found), 'answer')} unknown. Finding out narrows the range; it can only raise the lowest score."
    )
    return (
        heading("What to find out", 2)
        + paragraph(text)
        + (details("The unknown answers", body) if len(rows) > 6 else body)
    )
