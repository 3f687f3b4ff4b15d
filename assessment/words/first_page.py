"""What the first page of a result says beside its headline: the same on the screen and in a board pack."""

from assessment.instrument import Question, Rubric, State
from assessment.scoring import AreaResult, Result, Scores, Status
from assessment.words.display import counted
from assessment.words.story import STATUS_TEXT, held_down

FIRST_STEPS = 3
MOST_NAMED = 3  # questions that hold the level down, or the critical ones; where there are more, the areas name them
FEWEST_FOR_A_SPOKE = 2  # questions: a spoke of a single one would say no more than its answer
QUICK_TEXT = "A quick check states no level, and is never compared with a full assessment."
GAIN_IS = "Gain: points added to the lowest overall score, the one that holds whatever the unknown answers are."
EFFORT_TEXT = {"S": "small (days)", "M": "medium (weeks)", "L": "large (months, or new money)"}


def mean_text(result: Result) -> str:
    """What score and level are, for who sees both for the first time; "" where one of them is missing."""
    if result.overall.level is None or result.overall.scores.score is None:
        return ""
    top = max(area.rubric.top for area in result.areas)
    return f"The score is a mean: strengths make up for gaps. The level, from 0 to {top}, is what holds in every area."


def known_text(result: Result) -> str:
    """ "43 of 50 applicable questions have a known answer; 2 were left out."."""
    questions = [question for area in result.areas for question in area.questions]
    asked = [question for question in questions if question.applies]
    known = sum(question.state is State.LEVEL for question in asked)
    if known == len(asked) == len(questions):
        return f"All {known} questions have a known answer."
    left_out = len(questions) - len(asked)
    more = f"; {counted(left_out, 'question')} did not apply" if left_out else ""
    return f"{known} of {counted(len(asked), 'question')} have a known answer{more}."


def named_holding(result: Result) -> list[tuple[Rubric, Question]]:
    """The questions to name under the level: those that hold it where they are few, else the critical ones if few."""
    held = [(area.rubric, area.rubric.by_id[question]) for area, question in held_down(result)]
    if len(held) > MOST_NAMED:
        held = [(rubric, question) for rubric, question in held if question.critical]
    return held if len(held) <= MOST_NAMED else []


def is_drawn(result: Result) -> bool:
    """Whether the areas are worth a chart: each that applies has questions enough for a spoke of its own."""
    scored = [area for area in result.areas if area.scores.lowest is not None]
    enough = all(sum(one.applies for one in area.questions) >= FEWEST_FOR_A_SPOKE for area in scored)
    return bool(scored) and enough


def is_ranged(scores: Scores) -> bool:
    return scores.lowest != scores.highest


def level_cell(area: AreaResult) -> str:
    """ "1 (perhaps 2)"."""
    if area.level is None:
        return "not stated"
    more = f" (perhaps {area.level.possible})" if area.level.possible > area.level.confirmed else ""
    return f"{area.level.confirmed}{more}"


def peer_cell(median: float, middle_half: tuple[float, float] | None) -> str:
    """ "48 (40 to 61)"."""
    return f"{median:.0f}" + (f" ({middle_half[0]:.0f} to {middle_half[1]:.0f})" if middle_half else "")


def answered_text(area: AreaResult) -> str:
    """How much of an area is answered: "Provisional: some answers are unknown (7 of 9 known)."."""
    scores = area.scores
    if scores.lowest is None:
        asked = bool(area.questions)
        why = "Every question was said not to apply" if asked else "The quick check asks nothing of this area"
        return f"{why}, so it has no score and counts nowhere."
    known = sum(question.level is not None for question in area.questions)
    applicable = sum(question.applies for question in area.questions)
    status = STATUS_TEXT[scores.status]
    more = "" if scores.status is Status.SCORED else f" ({known} of {applicable} known)"
    return f"{status[0].upper()}{status[1:]}{more}."
