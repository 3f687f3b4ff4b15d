"""What a council aims at, in a pack's sentences."""

from assessment.instrument import AnswerSheet
from assessment.planning import TargetResult
from assessment.words import percent

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
