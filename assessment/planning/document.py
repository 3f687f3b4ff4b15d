"""The plan/1 document: what `maturity plan --json` prints. Unrounded doubles; levels are a question's own."""

from typing import Any

from assessment.instrument import AnswerSheet
from assessment.planning.moves import Move
from assessment.planning.plan import Goal, Line, Plan
from assessment.scoring import double

PLAN_FORMAT = "plan/1"


def plan_document(plan: Plan, sheet: AnswerSheet | None = None) -> dict[str, Any]:
    """`level` is what was asked for, null for each area's next one. `planned`: as the given sheet has it."""
    result = plan.result
    return {
        "format": PLAN_FORMAT,
        "scope": result.scope.value,
        "date": result.date.isoformat() if result.date else None,
        "level": plan.asked,
        "lowest": double(result.overall.scores.lowest),
        "goals": [goal_document(goal) for goal in plan.goals],
        "moves": [line_document(line) | planned_document(line, sheet) for line in plan.lines],
    }


def goal_document(goal: Goal) -> dict[str, Any]:
    return {
        "rubric": goal.area.rubric.id,
        "version": goal.area.rubric.version,
        "confirmed": goal.area.level.confirmed if goal.area.level else None,
        "level": goal.level,
        "effort": goal.effort,
        "moves": [move.question.id for move in goal.moves],
    }


def line_document(line: Line) -> dict[str, Any]:
    return {
        "tier": int(line.tier),
        **move_document(line.move),
        "then": {
            "lowest": double(line.lowest),
            "area_level": line.unlocks_area,
            "overall_level": line.unlocks_overall,
        },
    }


def planned_document(line: Line, sheet: AnswerSheet | None) -> dict[str, Any]:
    rubric, question = line.move.place
    planned = sheet.plan.get(rubric, {}).get(question) if sheet else None
    return {} if planned is None else {"planned": planned.model_dump(mode="json", by_alias=True, exclude_none=True)}


def move_document(move: Move) -> dict[str, Any]:
    return {
        "rubric": move.rubric.id,
        "question": move.question.id,
        "find_out": move.finds_out,
        "from": move.before,
        "to": move.to,
        "ask": [role.value for role in move.question.ask or ()] if move.finds_out else [],
        "critical": move.question.critical is not None,
        "effort": move.effort,
        "gain": double(move.gain),
        "stake": double(move.stake),
        "steps": [{"action": step.action, "who": step.who, "effort": step.effort.value} for step in move.steps],
        "proof": move.proof,
    }
