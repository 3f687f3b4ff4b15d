"""The plan in sentences: what to do, who does it, what it takes, and what it unlocks."""

from collections.abc import Iterator, Sequence

from assessment.instrument import AnswerSheet, MoveState, PlannedMove, Scope
from assessment.planning import Line, Move, Plan
from assessment.words.display import areas_listed, counted, gain, level_name
from assessment.words.first_page import EFFORT_TEXT, GAIN_IS, QUICK_TEXT
from assessment.words.naming import day_text
from assessment.words.roles import WHO_COULD_SAY, who_text
from assessment.words.story import SELF_ASSESSED, headline

MOST_OF_THE_REST = 10  # lines on a terminal
STATE_TEXTS = {
    MoveState.TO_DO: "To do",
    MoveState.DOING: "Doing",
    MoveState.DONE: "Done",
    MoveState.DROPPED: "Dropped",
}
UNKNOWN_COUNTS = "Unknown answers count as level 0 here: what is found out may save the work that follows it."


def plan_text(plan: Plan, sheet: AnswerSheet) -> str:
    """The whole plan as plain text, for the command line."""
    lines = [headline(plan.result, sheet), "", goal_text(plan)]
    lines += numbered(plan.needed, 1, sheet)
    rest = plan.rest[:MOST_OF_THE_REST]
    if rest:
        lines += ["", rest_title(plan), *numbered(rest, len(plan.needed) + 1, sheet)]
    if len(plan.rest) > len(rest):
        lines.append(f"{len(plan.rest) - len(rest)} more follow; --json has them all.")
    if any(line.move.finds_out for line in plan.lines):
        lines += ["", UNKNOWN_COUNTS]
    return "\n".join([*lines, "", SELF_ASSESSED])


def goal_text(plan: Plan) -> str:
    """ "The least work that brings AI governance and Cloud control to level 1, Begun: 4 moves." """
    if plan.goals:
        there: dict[str, list[str]] = {}
        for goal in plan.goals:
            there.setdefault(level_name(goal.level, goal.area.rubric.top), []).append(goal.area.rubric.title)
        goals = "; ".join(f"{areas_listed(titles)} to {level}" for level, titles in there.items())
        return f"The least work that brings {goals}: {counted(len(plan.needed), 'move')}."
    if not plan.lines:
        return "No move is left: every question that applies is at its highest level."
    if plan.result.scope is Scope.QUICK:
        return QUICK_TEXT
    if plan.asked is not None:
        return f"Level {plan.asked} is confirmed in every area already."
    return "Every area holds its highest level already."


def order_text(plan: Plan) -> str:
    """Above the first moves: what they are for, and in which order they stand."""
    if plan.goals:
        return f"{goal_text(plan)} {GAIN_IS}"
    return f"From unknown answers and levels 0 and 1 first, each by its gain for the effort. {GAIN_IS}"


def rest_title(plan: Plan) -> str:
    after = "Other moves" if plan.needed else "Moves"
    return f"{after}: from unknown answers and levels 0 and 1 first, then the others, each by its gain for the effort."


def numbered(lines: Sequence[Line], first: int, sheet: AnswerSheet) -> Iterator[str]:
    for number, line in enumerate(lines, first):
        move = line.move
        yield f"{number:>3}. {move_action(move)}"
        if not move.finds_out:
            yield f"     {move.rubric.title}: {move.question.text}"
        yield f"     {' '.join(filter(None, [move_facts(move), unlocked_text(line)]))}"
        planned = sheet.plan.get(move.rubric.id, {}).get(move.question.id)
        if planned is not None:
            yield f"     Planned: {planned_text(planned)}"


def move_action(move: Move) -> str:
    """What to do; of several steps each after the other, and of an unknown answer what may follow from it."""
    work = " Then: ".join(step.action for step in move.steps)
    if not move.finds_out:
        return work
    asked = f"Find out: {move.question.text}"
    return f"{asked} If that is not in place: {work}" if work else asked


def move_facts(move: Move) -> str:
    """ "Critical: the area can't rise without it. Head of ICT; effort small (days); gain 1.2; reaches level 2, …"."""
    critical = "Critical: the area can't rise without it. " if move.lifts_floor else ""
    asked = f"{WHO_COULD_SAY}: {who_text(move.question)}; " if move.finds_out else ""
    if move.to is None:
        return f"{critical}{asked}gain 0 to {gain(move.stake)}."
    who = ", then ".join(dict.fromkeys(step.who for step in move.steps))
    effort = ", then ".join(EFFORT_TEXT[step.effort.value] for step in move.steps)
    level = level_name(move.to, move.question.top)
    if move.finds_out:
        return f"{critical}{asked}needed: {level}. The work, if any: {who}; effort {effort}."
    return f"{critical}{who}; effort {effort}; gain {gain(move.gain)}; reaches {level}."


def unlocked_text(line: Line) -> str:
    """What holds with it and all before it, else what it is one part of."""
    rubric, goal = line.move.rubric, line.goal
    if line.unlocks_area is not None:
        everywhere = "" if line.unlocks_overall is None else f"; overall level {line.unlocks_overall}"
        return f"With it {rubric.title} is at {level_name(line.unlocks_area, rubric.top)}{everywhere}."
    if goal is not None:
        return f"One of {len(goal.moves)} that {rubric.title} needs for level {goal.level}."
    return ""


def planned_text(move: PlannedMove) -> str:
    """ "Doing; Ann Example; by 31 March 2027; effort medium (weeks)."."""
    told = [
        STATE_TEXTS[move.state],
        move.owner or "nobody named",
        f"by {day_text(move.due)}" if move.due else "no day set",
        *([f"effort {EFFORT_TEXT[move.effort.value]}"] if move.effort else []),
    ]
    return "; ".join(told) + "."
