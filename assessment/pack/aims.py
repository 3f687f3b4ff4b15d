"""What a council aims at, in a pack: each area's target, how much of it is there, and where it lies on the chart."""

from assessment.instrument import AnswerSheet, AreaTargets
from assessment.planning import AreaReach, TargetResult, Targets, to_targets
from assessment.scoring import Result
from assessment.words import percent, point

USUAL = "Target: the next level in each area."
OWN = "Target: what the council has set, and the next level where it has set nothing."


def reach_of(sheet: AnswerSheet, result: Result) -> TargetResult:
    return to_targets(result, Targets.of(sheet.targets))


def targets_text(sheet: AnswerSheet, reach: TargetResult) -> str:
    """ "Target: the next level in each area. 83 % of it is there; once it is met, the score is 62 at least."."""
    share, met = reach.overall.share, reach.overall.score_once_met
    if share is None or met is None:
        return ""
    there = f"{percent(share)} of it is there; once it is met, the score is {point(met)} at least."
    return f"{OWN if sheet.targets else USUAL} {there}"


def target_cells(sheet: AnswerSheet, reach: TargetResult) -> dict[str, str]:
    """By area: "2 (83 %)", "several (83 %)" where some questions aim elsewhere; {} where no area has a target."""
    cells = {one.area.rubric.id: target_cell(sheet, one) for one in reach.areas}
    return cells if any(cells.values()) else {}


def target_cell(sheet: AnswerSheet, one: AreaReach) -> str:
    if one.whole.share is None:
        return ""
    rubric, level = one.area.rubric, one.area.level
    aims = sheet.targets.get(rubric.id, AreaTargets())
    usual = None if level is None else min(level.confirmed + 1, rubric.top)
    whole = usual if aims.level is None else aims.level
    return f"{'several' if aims.themes or aims.questions else whole} ({percent(one.whole.share)})"


def target_points(reach: TargetResult) -> dict[str, float]:
    """By area, from 0 to 100: what its lowest score is once its targets are met. What the targets alone would give may
    lie below a score that has more than they ask elsewhere.
    """
    found = {one.area.rubric.id: one.whole.score_once_met for one in reach.areas if one.whole.share is not None}
    return {name: float(score) for name, score in found.items() if score is not None}
