"""What is planned, aimed at and asked of a board, in sentences; and what would hold if moves were done."""

from collections.abc import Sequence
from datetime import date

from assessment.instrument import (
    LONGEST_DECISION,
    Answer,
    AnswerSheet,
    AreaTargets,
    PlannedMove,
    Question,
    State,
)
from assessment.planning import AreaReach, Line, Move, Reach, TargetResult
from assessment.scoring import Result, Scores
from assessment.words.display import gain, level_name, percent, range_text, score_and_range, upper
from assessment.words.naming import day_text
from assessment.words.planning import move_action, unlocked_text

ASKED = "We ask the board to agree: "


def leads_text(move: PlannedMove, question: Question) -> str:
    """ "From level 1 to level 2, Partly in place."."""
    if move.before is None or move.to is None:
        return "To find out."
    return f"From level {move.before} to {level_name(move.to, question.top)}."


def other_now_text(move: PlannedMove, answer: Answer) -> str:
    """What is answered now, where that is no longer what the move begins with."""
    if answer.state is State.NOT_APPLICABLE:
        return "The answer is now that this doesn't apply."
    if move.find_out:
        return "" if answer.level is None else f"This is found out: the answer is now level {answer.level}."
    if answer.level == move.before:
        return ""
    now = "not known" if answer.level is None else f"level {answer.level}"
    return f"The answer is now {now}; this move was from {move.before} to {move.to}."


def past_text(move: PlannedMove, today: date) -> str:
    return "This date is past." if move.is_open and move.due and move.due < today else ""


def if_text(now: Result, then: Result, moves: int) -> str:
    """The score and the level that some moves would give, beside the present ones."""
    these = "this move were" if moves == 1 else f"these {moves} moves were"
    told = f"If {these} done, the score would be {score_or_range(then.overall.scores)}"
    told += f"; it is {score_or_range(now.overall.scores)}."
    if now.overall.level is None or then.overall.level is None:
        return told
    was, would = now.overall.level.confirmed, then.overall.level.confirmed
    told += (
        f" The overall level would stay {was}."
        if was == would
        else f" The overall level would be {would}; it is {was}."
    )
    return " ".join([told, *risen_areas(now, then)])


def falls_text(now: Result, then: Result) -> str:
    """Why a score falls although moves were made; "" where it doesn't."""
    was, would = now.overall.scores.score, then.overall.scores.score
    if was is None or would is None or would.value >= was.value:
        return ""
    return "It can fall where an answer that is unknown now would turn out low; the lowest of its range never falls."


def score_or_range(scores: Scores) -> str:
    """Without a score, what it may be."""
    return f"anything from {range_text(scores)}" if scores.score is None else score_and_range(scores)


def risen_areas(now: Result, then: Result) -> list[str]:
    """ "Cloud control would be at level 2."; of one area alone the overall level says it."""
    pairs = zip(now.areas, then.areas, strict=True) if len(now.areas) > 1 else ()
    return [
        f"{other.rubric.title} would be at level {other.level.confirmed}."
        for area, other in pairs
        if area.level and other.level and other.level.confirmed > area.level.confirmed
    ]


def if_line(line: Line) -> str:
    """ "Is there a register? Gain 1.2. With it Cloud control is at level 1, Begun."."""
    unlocked = unlocked_text(line) if line.unlocks_area is not None else ""
    return " ".join(filter(None, [f"{line.move.question.text} Gain {gain(line.move.gain)}.", unlocked]))


def target_text(reach: Reach) -> str:
    """ "41 % to target", "41 to 60 % to target" where unknown answers leave it open."""
    if reach.share is None or reach.highest_share is None:
        return "no target"
    low, high = percent(reach.share), f"{upper(100 * reach.highest_share)} %"
    if reach.share == reach.highest_share:
        return f"{low} to target"
    return f"{low.split()[0]} to {high} to target"


def aimed_level(one: AreaReach, aims: AreaTargets, theme: str = "") -> str:
    """The level that an area, or one of its themes, aims at: "2", or "several" where a part of it aims elsewhere."""
    rubric, level = one.area.rubric, one.area.level
    usual = "" if level is None else str(min(level.confirmed + 1, rubric.top))
    whole = usual if aims.level is None else str(aims.level)
    asked = rubric.questions_of(theme) if theme else rubric.questions
    mixed = any(question.id in aims.questions for question in asked) or bool(not theme and aims.themes)
    return "several" if mixed else str(aims.themes.get(theme, whole))


def target_cells(sheet: AnswerSheet, reach: TargetResult) -> dict[str, str]:
    """The level that each area aims at, beside its score; {} where no area has a target."""
    cells = {
        one.area.rubric.id: ""
        if one.whole.share is None
        else aimed_level(one, sheet.targets.get(one.area.rubric.id, AreaTargets()))
        for one in reach.areas
    }
    return cells if any(cells.values()) else {}


def target_points(reach: TargetResult) -> dict[str, float]:
    """By area, from 0 to 100: what its lowest score is once its targets are met. What the targets alone would give may
    lie below a score that has more than they ask elsewhere.
    """
    found = {one.area.rubric.id: one.whole.score_once_met for one in reach.areas if one.whole.share is not None}
    return {name: float(score) for name, score in found.items() if score is not None}


def decision_draft(moves: Sequence[tuple[str, date | None]]) -> tuple[str, int]:
    """The sentence for a board, and how many of the moves it has room for. `moves`: each what to do, and until when."""
    for number in range(len(moves), 0, -1):
        latest = max((due for _, due in moves[:number] if due), default=None)
        actions = "; ".join(lowered(action) for action, _ in moves[:number])
        text = f"{ASKED}{actions}{f' by {day_text(latest)}' if latest else ''}."
        if len(text) <= LONGEST_DECISION:
            return text, number
    return "", 0


def lowered(action: str) -> str:
    """Inside a sentence: "Name who answers for AI." is "name who answers for AI"; "AI: agree" keeps its letters."""
    action = action.rstrip(". ")
    return action if action[1:2].isupper() else action[:1].lower() + action[1:]


def short_action(move: Move) -> str:
    """Only its first step: what follows comes after."""
    return (
        f"Find out: {move.question.text}"
        if move.finds_out
        else move.steps[0].action
        if move.steps
        else move_action(move)
    )
