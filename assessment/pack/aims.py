"""What a council aims at, in a pack's sentences."""

from assessment.instrument import AnswerSheet
from assessment.planning import TargetResult, progress_to_date
from assessment.scoring import Comparison, Scores
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
    least = "" if share == reach.overall.highest_share else "at least "
    return f"{aim_text(sheet, reach)} Counted from level 0, {least}{percent(share)} of the way is done."


def way_text(sheet: AnswerSheet, found: Comparison, reach: TargetResult) -> str:
    """ "The score has moved 55 % of the distance from the earlier one, 40, to that of the targets, 60." (R15); below 0
    or above 100 where it is so. "" where an area has no target of its own, an answer is unknown on either side, or the
    targets ask for no more than was there.
    """
    before, now = (side.overall.scores for side in (found.before, found.after))
    target = reach.overall.target_score
    own = all((aims := sheet.targets.get(one.area.rubric.id)) and aims.level is not None for one in reach.areas)
    if not own or not found.is_whole or not is_known(before) or not is_known(now) or target is None:
        return ""
    if before.score is None or now.score is None or target <= before.score.value:
        return ""
    share = progress_to_date(before.score.value, now.score.value, target)
    way = f"from the earlier one, {point(before.score.value)}, to that of the targets, {point(target)}"
    return "" if share is None else f"The score has moved {percent(share)} of the distance {way}."


def is_known(scores: Scores) -> bool:
    """No unknown answer leaves the score open."""
    return scores.lowest is not None and scores.highest is not None and scores.lowest.value == scores.highest.value
