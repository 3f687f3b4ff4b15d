"""Results in sentences that a board member would repeat: the same ones on the page and from the command."""

from datetime import date

from assessment.instrument import AnswerSheet, Scope, State
from assessment.scoring import (
    UNEVIDENCED_CAP,
    AreaResult,
    LevelRange,
    QuestionResult,
    Result,
    Scores,
    Status,
    robustness,
)
from assessment.words.display import (
    LEVEL_NAMES,
    areas_listed,
    counted,
    gain,
    level_name,
    listed,
    lower,
    point,
    range_text,
    score_text,
)
from assessment.words.robustness import robustness_text
from assessment.words.versions import waiting_text

STATUS_TEXT = {
    Status.SCORED: "every applicable question answered",
    Status.PROVISIONAL: "provisional: some answers are unknown",
    Status.INSUFFICIENT: "too few answers for a score",
    Status.NOT_ASSESSED: "no answer is known yet",
    Status.NOT_APPLICABLE: "does not apply",
}

LIMITED_SCOPE_TEXT = "Limited scope: over a third of this area was said not to apply. Read its numbers with care."
SELF_ASSESSED = "This is self-assessment: nobody has checked the answers unless you name who did."


def council_name(sheet: AnswerSheet) -> str:
    return sheet.council.name or "This council"


def headline(result: Result, sheet: AnswerSheet) -> str:
    """The score and the level, for those who read nothing else."""
    return " ".join(filter(None, [score_headline(result, sheet), level_sentence(result)]))


def score_headline(result: Result, sheet: AnswerSheet) -> str:
    """ "Ashby scores 55 out of 100 on what is known, and between 48 and 62 whatever the unknown answers are."."""
    name, overall = council_name(sheet), result.overall
    if overall.scores.status is Status.NOT_APPLICABLE:
        return f"Nothing in this assessment applies to {name}, so there is nothing to score."
    sentence = score_sentence(name, overall.scores, unscored(result))
    return f"An indication from the quick check: {sentence}." if result.scope is Scope.QUICK else f"{sentence}."


def unscored(result: Result) -> str:
    """ " in Cloud and Cyber": the areas that keep the whole from having a score, where others have one."""
    without = [area.rubric.title for area in result.areas if area.scores.lowest and not area.scores.score]
    return f" in {areas_listed(without)}" if len(without) < len(result.areas) else ""


def score_sentence(name: str, scores: Scores, where: str) -> str:
    if scores.score is None:
        possible = f"it could be anything from {range_text(scores)} out of 100"
        return f"{name} has too few answers{where} for a score: {possible}"
    known = f"{name} scores {point(scores.score.value)} out of 100"
    if scores.status is Status.SCORED:
        return known
    span = range_text(scores).replace(" to ", " and ")
    return f"{known} on what is known, and between {span} whatever the unknown answers are"


def level_sentence(result: Result) -> str:
    """What the council can rely on everywhere, and which areas set that limit."""
    level = result.overall.level
    if level is None:
        return ""
    top = max(area.rubric.top for area in result.areas)
    applicable = [area for area in result.areas if area.level is not None]
    titles = [area.rubric.title for area in applicable if area.rubric.id in result.overall.binding]
    everywhere = len(titles) == len(applicable)
    if level.confirmed == 0:
        where = "any area" if everywhere and len(titles) > 1 else listed(titles)
        return f"Level 1{in_brackets(1, top)} is not yet secure in {where}{possibly(level, top)}."
    who = "Every area holds" if len(applicable) > 1 else "It holds"
    limit = "" if everywhere or level.confirmed == top else f"; the limit is set by {listed(titles)}"
    return f"{who} at least level {level.confirmed}{in_brackets(level.confirmed, top)}{limit}{possibly(level, top)}."


def held_down(result: Result) -> list[tuple[AreaResult, str]]:
    """The questions that keep the overall level from rising, each by its area and id."""
    level = result.overall.level
    if level is None:
        return []
    return [(area, name) for area in result.areas if area.rubric.id in result.overall.binding for name in area.binding]


def level_line(result: Result) -> str:
    """ "Level 1, Begun: 3 questions in An area are below what the next level asks.", ready for a list of them."""
    level, held = result.overall.level, held_down(result)
    if level is None:
        return ""
    top = max(area.rubric.top for area in result.areas)
    name = level_name(level.confirmed, top)
    name = name[0].upper() + name[1:]
    if not held:
        return f"{name}: in every area, and there is no higher one."
    titles = list(dict.fromkeys(area.rubric.title for area, _ in held))
    everywhere = 1 < len(titles) == sum(area.level is not None for area in result.areas)
    where = "across all areas" if everywhere else f"in {areas_listed(titles)}"
    critical = sum(area.rubric.by_id[question].critical is not None for area, question in held)
    if len(held) == 1:
        what = f"one {'critical ' if critical else ''}question {where} holds it there"
    else:
        some = f", {critical} of them critical" if 0 < critical < len(held) else ""
        kind = "critical " if critical == len(held) else ""
        what = f"{len(held)} {kind}questions {where} are below what the next level asks{some}"
    return f"{name}: {what}{possibly(level, top, 'it')}."


def in_brackets(level: int, top: int) -> str:
    return f" ({LEVEL_NAMES[level]})" if top == len(LEVEL_NAMES) - 1 else f" of {top}"


def possibly(level: LevelRange, top: int, what: str = "that") -> str:
    if level.possible == level.confirmed:
        return ""
    if level.possible == 1 and what == "that":
        return "; the unknown answers decide whether it is"
    return f"; the unknown answers may lift {what} to level {level.possible}{in_brackets(level.possible, top)}"


def level_text(area: AreaResult) -> str:
    """ "Level 0 confirmed; level 1 possible once 3 answers are known"."""
    if area.level is None:
        return "no level"
    top = area.rubric.top
    confirmed = level_name(area.level.confirmed, top)
    if area.level.possible == area.level.confirmed:
        return f"{confirmed[0].upper()}{confirmed[1:]}"
    unknown = len(area.unknown)
    verb = "is" if unknown == 1 else "are"
    return (
        f"{confirmed[0].upper()}{confirmed[1:]} (confirmed); {level_name(area.level.possible, top)} possible "
        f"once {counted(unknown, 'answer')} {verb} known"
    )


def binding_text(area: AreaResult) -> str:
    """What keeps the area from its next level, in one sentence."""
    if area.level is None or not area.binding:
        return ""
    gate = area.gates[area.level.confirmed]
    following = level_name(gate.level, area.rubric.top)
    one = len(area.binding) == 1
    questions = counted(len(area.binding), "question")
    if gate.below_floor and not gate.enough:
        what = "is below the least that it needs" if one else "are below the least that they need"
        return f"{questions} {what} for {following}, and too few questions are at that level"
    return f"{questions} {'keeps' if one else 'keep'} this area from a confirmed {following}"


def claims_text(area: AreaResult, day: date | None) -> list[str]:
    """Claimed beside evidenced, and what was left out. `day`: the sheet's date, without which age is not judged."""
    lines = []
    evidence = "recent evidence" if day else "dated evidence (its age is not judged, because the answers have no date)"
    if area.scores.score is not None and area.evidenced_score is not None:
        gap = area.scores.score.value - area.evidenced_score.value
        cap = UNEVIDENCED_CAP
        asserted = any(q.level is not None and q.level > cap and not q.has_evidence for q in area.questions)
        if gap:
            lines.append(
                f"Claimed {point(area.scores.score.value)}; where levels above {cap} count only with {evidence}, "
                f"{point(area.evidenced_score.value)}. At least {gain(gap)} points are without it."
            )
        elif not asserted:
            lines.append(f"Every answer above level {cap} has {evidence}, or there is none above level {cap}.")
    left_out = sum(not question.applies for question in area.questions)
    if left_out and area.lowest_without_na:
        strict = lower(area.lowest_without_na.value)
        lines.append(
            f"{counted(left_out, 'question')} left out as not applicable; counted as 0, the lowest would be {strict}."
        )
    if area.limited_scope:
        lines.append(LIMITED_SCOPE_TEXT)
    return lines


def extremes(area: AreaResult) -> tuple[list[QuestionResult], list[QuestionResult]]:
    """The questions with the highest and with the lowest value: both empty when all are alike."""
    values = [question.value for question in area.questions if question.value is not None]
    if not values or max(values) == min(values):
        return [], []
    best = [question for question in area.questions if question.value == max(values)]
    worst = [question for question in area.questions if question.value == min(values)]
    return best, worst


def answer_text(state: State, level: int | None, top: int) -> str:
    if level is not None:
        return f"Level {level}" + (f", {LEVEL_NAMES[level]}" if top == len(LEVEL_NAMES) - 1 else "")
    return {State.UNKNOWN: "Don't know", State.NOT_APPLICABLE: "Doesn't apply"}.get(state, "Not answered")


def summary(result: Result, sheet: AnswerSheet) -> str:
    """The result as plain text, for the command line."""
    lines = [headline(result, sheet), ""]
    for area in result.areas:
        scores = area.scores
        lines.append(
            f"{area.rubric.title}: {score_text(scores)} (range {range_text(scores)}), {STATUS_TEXT[scores.status]}"
        )
        if area.level is not None:
            lines.append(f"  {level_text(area)}")
        if area.binding:
            texts = [area.rubric.by_id[name].text for name in area.binding]
            lines.append(f"  {binding_text(area)}: {' '.join(texts)}")
        lines += [f"  {line}" for line in claims_text(area, result.date)]
    lines += ["", *filter(None, [robustness_text(robustness(result)), waiting_text(sheet)]), SELF_ASSESSED]
    return "\n".join(lines)
