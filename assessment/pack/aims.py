"""What a council aims at, in a pack's sentences."""

from assessment.instrument import AnswerSheet
from assessment.planning import TargetResult, progress_to_date
from assessment.scoring import Comparison
from assessment.words import percent, point

USUAL = "Target: the next level in each area."
OWN = "Target: what the council has set, and the next level where it has set nothing."


def aim_text(sheet: AnswerSheet, reach: TargetResult) -> str:
    """Which target there is, for page one; "" where there is none."""
    return "" if reach.overall.share is None else OWN if sheet.targets else USUAL


def targets_text(sheet: AnswerSheet, reach: TargetResult) -> str:
    """ "Target: the next level in each area. Counted from level 0, 83 % of the way is done."."""
    share = reach.overall.share
    if share is None:
        return ""
    return f"{aim_text(sheet, reach)} Counted from level 0, {percent(share)} of the way is done."


def way_text(sheet: AnswerSheet, found: Comparison, reach: TargetResult) -> str:
    """ "Of the way from the earlier score, 40, to that of the targets, 60, 55 % is done." (R15); below 0 or above
    100 where it is so. "" where the council has set no target, or the two scores are not compared.
    """
    before, now = (side.overall.scores.score for side in (found.before, found.after))
    target = reach.overall.target_score
    if not sheet.targets or not found.is_whole or before is None or now is None or target is None:
        return ""
    share = progress_to_date(before.value, now.value, target)
    way = f"from the earlier score, {point(before.value)}, to that of the targets, {point(target)}"
    return "" if share is None else f"Of the way {way}, {percent(share)} is done."
