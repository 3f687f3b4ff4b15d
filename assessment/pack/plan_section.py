"""The plan in a pack: every move in its order, who does it, what it takes and what it unlocks."""

from assessment.pack.parts import Grid, Paragraph, Part, Section
from assessment.planning import Line, Move, Plan
from assessment.words import EFFORT_TEXT, UNKNOWN_COUNTS, gain, goal_text, move_action, unlocked_text, who_text

MOST_OF_THE_REST = 10  # rows, after what the goals need
HEADER = ("No.", "Move", "Who", "Effort", "Gain", "Level", "What it unlocks")
WIDTHS = (5, 40, 17, 13, 8, 9, 22)


def plan_section(plan: Plan) -> Section | None:
    """None where no move is left."""
    if not plan.lines:
        return None
    shown = [*plan.needed, *plan.rest[:MOST_OF_THE_REST]]
    rows = [(str(number), *row(line)) for number, line in enumerate(shown, 1)]
    parts: list[Part] = [Paragraph(goal_text(plan)), Grid("Moves in their order", HEADER, rows, WIDTHS)]
    if len(plan.lines) > len(shown):
        parts.append(Paragraph(f"{len(plan.lines) - len(shown)} more follow once these are made."))
    if any(line.move.finds_out for line in plan.lines):
        parts.append(Paragraph(UNKNOWN_COUNTS))
    return Section("Plan", tuple(parts))


def row(line: Line) -> tuple[str, ...]:
    move = line.move
    critical = " (critical)" if move.lifts_floor else ""
    asked = "" if move.finds_out else f" {move.rubric.title}: {move.question.text}"
    return (
        f"{move_action(move)}{asked}{critical}",
        who(move),
        EFFORT_TEXT[move.size.value],
        gain(move.gain) if move.to is not None else f"0 to {gain(move.stake)}",
        level_of(move),
        unlocked_text(line),
    )


def who(move: Move) -> str:
    if move.finds_out:
        return who_text(move.question)
    return ", then ".join(dict.fromkeys(step.who for step in move.steps))


def level_of(move: Move) -> str:
    before = "unknown" if move.before is None else str(move.before)
    return before if move.to is None else f"{before} to {move.to}"
