"""How far a result depends on the weights: one sentence, and behind it what other weights and spacings would give."""

from assessment.instrument import Scope
from assessment.scoring import Result, robustness
from assessment.ui.shell import paragraph, part, table
from assessment.words import STABILITY_TITLE, robustness_rows, robustness_text

TOLD = (
    "What a question weighs is a judgement. So here is what would come of weights that differ from ours by about a "
    "quarter, or by about half; of leaving any one question out; and of counting the lower levels for less or for more."
)
LEVELS = ("Confirmed level, in how many cases", "The same, weights differing by half")
SCORES = ("Score, mostly", "Lowest and highest score without one", "Score, other steps")


def stability_part(result: Result) -> str:
    """Nothing where there is neither a level nor a score."""
    found = robustness(result)
    sentence = robustness_text(found)
    if not sentence:
        return ""
    full = result.scope is Scope.FULL
    rows = [
        (row.title, *((row.levels, row.stressed) if full else ()), row.score, row.without, row.spacing)
        for row in robustness_rows(result, found)
    ]
    header = ("Area", *(LEVELS if full else ()), *SCORES)
    return part("stability", STABILITY_TITLE, paragraph(TOLD) + table("Under other weights", header, rows), sentence)
