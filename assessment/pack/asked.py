"""What a pack asks of its board: the decision, else what to do first."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.instrument import AnswerSheet, Decision, PlannedMove
from assessment.planning import Line, Move, Plan, Tier, open_lines, what_if
from assessment.words import (
    FIRST_STEPS,
    WHO_COULD_SAY,
    day_text,
    falls_text,
    gain,
    goal_text,
    if_text,
    level_name,
    move_action,
    move_facts,
    who_text,
)

MOST_TOLD = 6
NO_DECISION = "No decision is asked for."


@dataclass(frozen=True)
class Asked:
    """`why` stands before the numbered texts, `then` after them."""

    title: str
    why: tuple[str, ...]
    texts: tuple[str, ...]
    then: tuple[str, ...] = ()


def asked_of(sheet: AnswerSheet, plan: Plan) -> Asked:
    if sheet.decision is not None:
        return decision_of(sheet.decision, sheet, plan)
    first = open_lines(sheet, plan)[:FIRST_STEPS]
    texts = tuple(line_text(line, planned(sheet, line.move)) for line in first)
    return Asked("What to do first", (NO_DECISION,), texts, effect(sheet, plan, first))


def decision_of(decision: Decision, sheet: AnswerSheet, plan: Plan) -> Asked:
    lines = {line.move.place: line for line in plan.lines}
    named = [line for place in decision.moves if (line := lines.get((place.rubric, place.question))) is not None]
    texts = [line_text(line, planned(sheet, line.move)) for line in named]
    cost = f"Cost: {decision.cost}" if decision.cost else ""
    day = f"Decision by {day_text(decision.date)}." if decision.date else ""
    terms = " ".join(filter(None, [day, cost]))
    return Asked("Decision", (decision.text,), tuple(texts), (*filter(None, [terms]), *effect(sheet, plan, named)))


def effect(sheet: AnswerSheet, plan: Plan, lines: Sequence[Line]) -> tuple[str, ...]:
    """What these moves would change, and what part of the way they are; what is only found out changes nothing yet."""
    ends = {line.move.place: end for line in lines if (end := end_of(line.move, planned(sheet, line.move))) is not None}
    if not ends:
        return ()
    rubrics = {(area.rubric.id, area.rubric.version): area.rubric for area in plan.result.areas}
    needed = sum(line.tier is not Tier.REST and ends.get(line.move.place, -1) >= (line.move.to or 0) for line in lines)
    few = len(plan.result.areas) <= MOST_TOLD  # of many areas page one has no room for it
    these = f"{needed} of them is above." if needed == 1 else f"{needed} of them are above."
    part = f"{goal_text(plan)} {these}" if few and plan.goals and needed else ""
    then = what_if(sheet, rubrics, ends)
    return tuple(filter(None, [if_text(plan.result, then, len(ends)), falls_text(plan.result, then), part]))


def end_of(move: Move, own: PlannedMove | None) -> int | None:
    """The level at which a move ends, as it is planned, else as it is proposed."""
    end = own.to if own is not None else None if move.finds_out else move.to
    return None if end is None else min(end, move.question.top)


def planned(sheet: AnswerSheet, move: Move) -> PlannedMove | None:
    return sheet.plan.get(move.rubric.id, {}).get(move.question.id)


def line_text(line: Line, own: PlannedMove | None) -> str:
    """ "Name who keeps the list. Cloud control: Head of ICT; effort small (days); gain 1.2; reaches level 2, …"."""
    move = line.move
    if own is not None:
        return f"{own_action(move, own)} {move.rubric.title}: {own_facts(move, own)}."
    if not move.finds_out:
        return f"{move_action(move)} {move.rubric.title}: {move_facts(move)}"
    critical = "critical; " if move.lifts_floor else ""
    return f"{find_out(move)} {move.rubric.title}: {critical}{could_say(move)}; gain 0 to {gain(move.stake)}."


def own_action(move: Move, own: PlannedMove) -> str:
    """The work of the move as it is planned, which may end elsewhere than the one proposed."""
    if own.find_out or own.before is None or own.to is None:
        return find_out(move)
    steps = (level.next_step for level in move.question.levels[own.before : own.to])
    return " Then: ".join(step.action for step in steps if step is not None)


def own_facts(move: Move, own: PlannedMove) -> str:
    """ "A. Officer, by 1 March 2027; reaches level 2, Partly in place"."""
    who = own.owner or (could_say(move) if own.find_out else proposed_by(move, own))
    day = f", by {day_text(own.due)}" if own.due else ""
    end = f"; reaches {level_name(own.to, move.question.top)}" if own.to is not None else ""
    return f"{who}{day}{end}"


def proposed_by(move: Move, own: PlannedMove) -> str:
    steps = [level.next_step for level in move.question.levels[own.before or 0 : own.to or 0]]
    return ", then ".join(dict.fromkeys(step.who for step in steps if step is not None))


def find_out(move: Move) -> str:
    return f"Find out: {move.question.text}"


def could_say(move: Move) -> str:
    return f"{WHO_COULD_SAY[0].lower()}{WHO_COULD_SAY[1:]}: {who_text(move.question)}"
