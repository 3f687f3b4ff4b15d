""" "Why that number?" answered by the arithmetic itself: the terms that made it, as a table."""

from collections.abc import Callable
from datetime import date

from assessment.instrument import State
from assessment.scoring import AreaResult, Number, OverallResult, QuestionResult
from assessment.ui.shell import details, paragraph, table
from assessment.words import decimals, level_name, lower, percent, point, upper

Names = dict[str, str]


def explain_overall(overall: OverallResult, titles: Names) -> str:
    scores = overall.scores
    parts = [
        number_details("Why this overall score?", scores.score, titles, "Area", "the mean of the areas' scores", point),
        number_details("Why this lowest?", scores.lowest, titles, "Area", "the mean of the areas' lowest", lower),
        number_details("Why this highest?", scores.highest, titles, "Area", "the mean of the areas' highest", upper),
    ]
    if overall.geometric is not None and overall.imbalance is not None:
        text = (
            f"If strengths made up for gaps only in part (a geometric mean), the score would be "
            f"{overall.geometric:.1f}; uneven areas cost {overall.imbalance:.1f} points of balance. A diagnosis only: "
            "it counts nowhere."
        )
        parts.append(details("How even are the areas?", paragraph(text)))
    return details("Why these overall numbers?", "".join(parts))


def explain_area(area: AreaResult, day: date | None) -> str:
    texts = {question.id: question.text for question in area.rubric.questions}
    scores = area.scores
    known = "the questions with a known answer"
    parts = [
        number_details("Why this score?", scores.score, texts, "Question", known, point),
        number_details(
            "Why this lowest?", scores.lowest, texts, "Question", "all applicable questions, unknown ones as 0", lower
        ),
        number_details(
            "Why this highest?", scores.highest, texts, "Question", "all applicable questions, unknown ones as 1", upper
        ),
        number_details(
            "Why this with evidence?",
            area.evidenced_score,
            texts,
            "Question",
            f"as the score, but without {evidence(day)} no answer counts for more than level 2",
            point,
        ),
        coverage_details(area),
        level_details(area),
        without_na_details(area, texts),
    ]
    return details(f"Why these numbers for {area.rubric.title}?", "".join(parts))


def evidence(day: date | None) -> str:
    return "recent evidence" if day else "dated evidence"


def number_details(
    summary: str, number: Number | None, names: Names, header: str, of: str, rounding: Callable[..., int]
) -> str:
    if number is None:
        return ""
    rows = [
        (names[term.id], decimals(term.value, 4), term.weight, decimals(term.weight * term.value, 4))
        for term in number.terms
    ]
    total = ("Sum", "", number.denominator, decimals(number.numerator, 4))
    sums = (
        f"100 × {decimals(number.numerator, 4)} ÷ {number.denominator} = {decimals(number.value, 4)}, "
        f"shown as {rounding(number.value)}. It is taken over {of}."
    )
    header_row = (header, "Value (0 to 1)", "Weight", "Weight × value")
    return details(summary, paragraph(sums) + table(summary, header_row, [*rows, total]))


def coverage_details(area: AreaResult) -> str:
    coverage = area.scores.coverage
    if coverage is None:
        return ""
    applicable = [question for question in area.questions if question.applies]
    known = [question for question in applicable if question.state is State.LEVEL]
    text = (
        f"{len(known)} of {len(applicable)} applicable questions have a known answer; by weight that is "
        f"{weight(known)} of {weight(applicable)}, {percent(coverage)}."
    )
    return details("Why this coverage?", paragraph(text))


def weight(questions: list[QuestionResult]) -> int:
    return sum(question.weight for question in questions)


def level_details(area: AreaResult) -> str:
    if area.level is None:
        return ""
    needed = f"{decimals(area.rubric.method.threshold * 100)} %"
    own_floors = any(question.floors is not None for question in area.rubric.questions)
    rows = []
    for gate in area.gates:
        below = [area.rubric.by_id[name].text for name in gate.below_floor]
        rows.append(
            (
                level_name(gate.level, area.rubric.top).capitalize(),
                f"{gate.reached} of {gate.total}",
                "yes" if gate.enough else "no",
                "; ".join(below) or "none",
                "yes" if gate.open else "no",
            )
        )
    exception = ", unless a question has floors of its own" if own_floors else ""
    text = (
        f"A level is reached when {needed} of the weight of the applicable questions is at that level or above, and no "
        f"question is below its floor for it. Critical questions must be at the level itself; others may lag by "
        f"{area.rubric.method.lag}{exception}. Every lower level must be reached too. Unknown answers count as level 0 "
        "here."
    )
    header = ("Level", "Weight at it or above", f"At least {needed}?", "Below their floor", "Passed?")
    return details("Why this level?", paragraph(text) + table("Why this level?", header, rows))


def without_na_details(area: AreaResult, texts: Names) -> str:
    left_out = [question for question in area.questions if not question.applies]
    if not left_out or area.lowest_without_na is None:
        return ""
    names = "; ".join(texts[question.id] for question in left_out)
    value = area.lowest_without_na.value
    text = f"Left out: {names} Had they counted as level 0, the lowest would be {lower(value)}."
    return details("What does “doesn't apply” change?", paragraph(text))
