"""What a council aims at, in a pack's sentence: how much of it is there, and the score once it is met."""

from assessment.instrument import AnswerSheet
from assessment.planning import TargetResult
from assessment.words import percent, point

USUAL = "Target: the next level in each area."
OWN = "Target: what the council has set, and the next level where it has set nothing."


def targets_text(sheet: AnswerSheet, reach: TargetResult) -> str:
    """ "Target: the next level in each area. 83 % of it is there; once it is met, the score is 62 at least."."""
    share, met = reach.overall.share, reach.overall.score_once_met
    if share is None or met is None:
        return ""
    there = f"{percent(share)} of it is there; once it is met, the score is {point(met)} at least."
    return f"{OWN if sheet.targets else USUAL} {there}"
