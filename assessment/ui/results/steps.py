"""What to do next and what to find out: each line with its question, so that "the policy" has a meaning."""

from collections.abc import Sequence
from html import escape

from assessment.instrument import AnswerSheet, PlannedMove, State
from assessment.planning import Line
from assessment.scoring import Result, unknowns
from assessment.ui.shell import Markup, paragraph, part, question_link, table
from assessment.words import (
    WHO_COULD_SAY,
    counted,
    gain,
    move_action,
    move_facts,
    planned_text,
    unlocked_text,
    who_text,
)


def move_list(lines: Sequence[Line], sheet: AnswerSheet) -> str:
    """Without what would show a move."""
    items = (move_item(line, sheet.plan.get(line.move.rubric.id, {}).get(line.move.question.id)) for line in lines)
    return f'<ol class="steps">{"".join(items)}</ol>'


def move_item(line: Line, planned: PlannedMove | None) -> str:
    """What to do, at which question, who does it, what it takes and unlocks; of a planned one what is planned."""
    move = line.move
    facts = f"Planned: {planned_text(planned)}" if planned else move_facts(move)
    told = " ".join(filter(None, [facts, "" if planned else unlocked_text(line)]))
    return (
        f"<li><strong>{escape(move_action(move))}</strong><br>{escape(move.rubric.title)}: "
        f"{question_link(move.rubric.id, move.question)}<br><small>{escape(told)}</small></li>"
    )


def unknown_part(result: Result) -> str:
    found = unknowns(result)
    if not found:
        return ""
    rows = [
        (
            Markup(question_link(one.rubric.id, one.question) + (" (critical)" if one.question.critical else "")),
            one.rubric.title,
            "don't know" if one.state is State.UNKNOWN else "not answered",
            who_text(one.question),
            f"0 to {gain(one.gain)}",
        )
        for one in found
    ]
    header = ("Question", "Area", "Answer", WHO_COULD_SAY, "Points at stake")
    text = "Finding out narrows the range; it can only raise the lowest score."
    return part(
        "unknown", "Unknown", paragraph(text) + table("Unknown answers", header, rows), counted(len(found), "answer")
    )
