"""How much a result depends on the weights, in one sentence, and the detail behind it."""

from fractions import Fraction
from typing import NamedTuple

from assessment.scoring import Result, Robustness, Stability
from assessment.words.display import lower, point, upper

STABILITY_TITLE = "How stable the result is"
SELDOM = 0.005


class StabilityRow(NamedTuple):
    """One area, or the whole: the cells of a table, "" where there is nothing to say."""

    title: str
    levels: str  # "0 in 11 %, 1 in 89 %"
    stressed: str  # the same of weights that stray twice as far
    score: str  # "50 to 58": where it mostly lies under other weights
    without: str  # "46 without “Is it done?”, 67 without “Is it checked?”"
    spacing: str  # "34 to 71": with the levels spaced otherwise


def robustness_text(found: Robustness) -> str:
    """ "Under other plausible weights level 1 holds in 89 % of cases, and the score lies mostly between 50 and 58.";
    "" where there is neither a level nor a score.
    """
    whole, other = found.overall, "under other plausible weights"
    level, score = "", ""
    if whole.level is not None:
        level = f"level {whole.level} holds in {share_text(whole.levels[whole.level])} of cases"
    if whole.band:
        score = (
            f"the score lies mostly between {band_text(whole, ' and ')}" if whole.deviation else "the score is the same"
        )
    if 1.0 in whole.levels:
        level = f"level {whole.level} holds whatever the questions weigh"
        score = score and f"{other} {score}"
        other = ""
    sentence = " ".join(filter(None, [other, ", and ".join(filter(None, [level, score]))]))
    return f"{sentence[0].upper()}{sentence[1:]}." if level or score else ""


def robustness_rows(result: Result, found: Robustness) -> list[StabilityRow]:
    """The detail, for a table: each area, and the whole where there are several."""
    rows = []
    for area in result.areas:
        texts = {question.id: question.text for question in area.rubric.questions}
        rows.append(stability_row(area.rubric.title, found.areas[area.rubric.id], texts))
    if len(rows) > 1:
        rows.append(
            stability_row("All areas", found.overall, {area.rubric.id: area.rubric.title for area in result.areas})
        )
    return rows


def stability_row(title: str, one: Stability, names: dict[str, str]) -> StabilityRow:
    levels, stressed = (shares_text(shares) for shares in (one.levels, one.stressed))
    return StabilityRow(title, levels, stressed, band_text(one), without_text(one, names), spacing_text(one))


def shares_text(levels: tuple[float, ...]) -> str:
    """ "0 in 11 %, 1 in 89 %"; what happens in under half a per cent is left out."""
    return ", ".join(f"{level} in {share_text(share)}" for level, share in enumerate(levels) if share >= SELDOM)


def share_text(share: float) -> str:
    """To the nearest per cent; "all" only where nothing can change it."""
    if share == 1:
        return "all"
    if share > 1 - SELDOM:
        return "over 99 %"
    return "under 1 %" if share < SELDOM else f"{int(100 * share + 0.5)} %"


def band_text(one: Stability, to: str = " to ") -> str:
    """Outwards, so that it never looks narrower than it is; "50" where no weights move it."""
    if one.band is None or one.score is None:
        return ""
    if not one.deviation:
        return str(point(one.score))
    low, high = one.band
    return f"{lower(Fraction(low))}{to}{upper(Fraction(high))}"


def without_text(one: Stability, names: dict[str, str]) -> str:
    """The lowest and the highest score without any one of the parts, and the part each comes of leaving out."""
    if not one.without:
        return ""
    ends = [min(one.without, key=lambda each: each.score), max(one.without, key=lambda each: each.score)]
    if ends[0].score == ends[1].score:
        return f"{point(ends[0].score)} without any of them"
    return ", ".join(f"{point(end.score)} without “{names[end.id]}”" for end in ends)


def spacing_text(one: Stability) -> str:
    if one.spacing is None:
        return ""
    return f"{point(Fraction(one.spacing.squared))} to {point(Fraction(one.spacing.root))}"
