"""The plan in a pack: what the council has planned, then every move that is left, in their order."""

from collections.abc import Iterator
from dataclasses import replace

from assessment.instrument import AnswerSheet, MoveState, PlannedMove
from assessment.pack.aims import targets_text
from assessment.pack.asked import could_say, find_out, own_action, planned, proposed_by
from assessment.pack.parts import Grid, Paragraph, Part, Section
from assessment.planning import Line, Move, Plan, own_targets
from assessment.words import (
    EFFORT_TEXT,
    UNKNOWN_COUNTS,
    day_text,
    gain,
    goal_text,
    move_action,
    unlocked_text,
    who_text,
)

MOST_OF_THE_REST = 10  # rows, after what the goals need
PLANNED, PLANNED_WIDTHS = ("Move", "Who", "Due", "State", "Level", "What it unlocks"), (42, 18, 14, 13, 11, 22)
LEFT, LEFT_WIDTHS = ("No.", "Move", "Who", "Effort", "Gain", "Level", "What it unlocks"), (5, 39, 17, 12, 9, 11, 21)
STATES = {MoveState.DOING: "doing", MoveState.TO_DO: "to do", MoveState.DONE: "done", MoveState.DROPPED: "dropped"}
ASKS = "A move that is done changes no answer by itself: does the answer now change?"


def plan_section(sheet: AnswerSheet, plan: Plan) -> Section | None:
    """None where no move is left."""
    if not plan.lines:
        return None
    own = [(line, move) for line in plan.lines if (move := planned(sheet, line.move)) is not None]
    aim = targets_text(sheet, own_targets(sheet, plan.result))
    parts: list[Part] = [Paragraph(text) for text in (goal_text(plan), aim) if text]
    if own:
        rows = [planned_row(line, move) for state in STATES for line, move in own if move.state is state]
        parts.append(Grid("Planned moves", PLANNED, rows, PLANNED_WIDTHS))
    if any(move.state is MoveState.DONE for _, move in own):
        parts.append(Paragraph(ASKS))
    return Section("Plan", (*parts, *left(plan, {line.move.place for line, _ in own})))


def left(plan: Plan, taken: set[tuple[str, str]]) -> Iterator[Part]:
    needed, rest = ([line for line in lines if line.move.place not in taken] for lines in (plan.needed, plan.rest))
    shown = [*needed, *rest[:MOST_OF_THE_REST]]
    if shown:
        told = unlocks_alone if taken else unlocked_text
        rows = [(str(number), *left_row(line), told(line)) for number, line in enumerate(shown, 1)]
        last = len(LEFT) if any(row[-1] for row in rows) else -1  # no column in which nothing stands
        title = "Other moves in their order" if taken else "Moves in their order"
        yield Grid(title, LEFT[:last], [row[:last] for row in rows], LEFT_WIDTHS[:last])
    if len(rest) > MOST_OF_THE_REST:
        yield Paragraph(f"{len(rest) - MOST_OF_THE_REST} more follow once these are made.")
    if any(line.move.finds_out for line in shown):
        yield Paragraph(UNKNOWN_COUNTS)


def planned_row(line: Line, own: PlannedMove) -> tuple[str, ...]:
    """Who it is proposed to where no owner is told: who may not see an owner is told of none."""
    move = line.move
    asked = "" if own.find_out else f" {move.rubric.title}: {move.question.text}"
    return (
        f"{own_action(move, own)}{asked}",
        own.owner or (could_say(move) if own.find_out else proposed_by(move, own)),
        day_text(own.due) if own.due else "",
        STATES[own.state],
        "unknown" if own.before is None else f"{own.before} to {own.to}",
        unlocks_alone(line) if own.is_open and own.to == move.to else "",
    )


def left_row(line: Line) -> tuple[str, ...]:
    move = line.move
    critical = " (critical)" if move.lifts_floor else ""
    asked = "" if move.finds_out else f" {move.rubric.title}: {move.question.text}"
    return (
        f"{action_of(move)}{asked}{critical}",
        who(move),
        EFFORT_TEXT[move.size.value],
        gain(move.gain) if move.to is not None else f"0 to {gain(move.stake)}",
        level_of(move),
    )


def unlocks_alone(line: Line) -> str:
    """Without what holds only once all before it in the plan's own order is done."""
    if line.goal is not None and len(line.goal.moves) == 1:
        return unlocked_text(line)
    return unlocked_text(replace(line, unlocks_area=None, unlocks_overall=None))


def action_of(move: Move) -> str:
    return find_out(move) if move.finds_out and move.to is None else move_action(move)


def who(move: Move) -> str:
    if move.finds_out:
        return who_text(move.question)
    return ", then ".join(dict.fromkeys(step.who for step in move.steps))


def level_of(move: Move) -> str:
    before = "unknown" if move.before is None else str(move.before)
    return before if move.to is None else f"{before} to {move.to}"
