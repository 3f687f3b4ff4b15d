"""What moved since a milestone, in sentences and as a table of plain values."""

from collections.abc import Iterator
from typing import NamedTuple

from assessment.instrument import AnswerSheet, Council
from assessment.scoring import (
    AreaComparison,
    Assessed,
    Basis,
    Comparison,
    LevelRange,
    OverallPoint,
    Result,
    Trend,
    TrendPoint,
)
from assessment.words.display import gain, score_and_range, score_text
from assessment.words.naming import day_text
from assessment.words.robustness import share_text
from assessment.words.story import answer_text
from assessment.words.versions import QUESTIONS_CHANGED, alike_text, points_text

NO_QUICK = "a quick check never is with a full assessment"
QUESTIONS = {Basis.COMMON, Basis.CHANGED}
ALL_AREAS = "All areas"


class TrendRow(NamedTuple):
    """One assessment of one area, or of all: the cells of a table. `since`: what moved from the row before, or why that
    isn't said, where no line leads here; "" in the first.
    """

    what: str
    name: str
    day: str
    score: str
    level: str
    since: str
    breaks: bool


def progress_text(milestone: Assessed, found: Comparison) -> str:
    """ "Since “Baseline” (14 May 2025) the score has risen by 12.0 points, from 40 to 52; the level is still 1."."""
    name = f"“{milestone.name}”" + (f" ({day_text(milestone.day)})" if milestone.day else "")
    if found.is_whole:
        return f"Since {name} {'; '.join(filter(None, [moved_text(found), level_moved_text(found)]))}."
    bases = [one.basis for one in found.areas]
    if Basis.SCOPE in bases:
        return f"{name} is not compared: {NO_QUICK}."
    changed = "the questions changed" if QUESTIONS & set(bases) else "other areas are assessed"
    compared = [
        f"{one.after.rubric.title}{on_common_text(one)}: {points_text(one)}." for one in found.areas if one.common
    ]
    if not compared:
        return f"Since {name} {changed}: both results stand side by side, and no difference is computed."
    return " ".join([f"Since {name} {changed}, so the overall scores are not compared.", *compared])


def moved_text(found: Comparison) -> str:
    """Of the overall score; "a change" only by the rule (R16b)."""
    difference, (before, after) = found.difference, (found.before.overall.scores, found.after.overall.scores)
    if difference is None:
        return "the scores can't be compared, because one of the two has no score"
    if difference == 0:
        return f"the score is the same, {score_text(after)}"
    if not found.is_change:
        return f"the score is {points_text(found)}"
    way = "risen" if difference > 0 else "fallen"
    return f"the score has {way} by {gain(abs(difference))} points, from {score_text(before)} to {score_text(after)}"


def level_moved_text(found: Comparison) -> str:
    before, after = found.before.overall.level, found.after.overall.level
    if before is None or after is None:
        return ""
    if before.confirmed == after.confirmed:
        return f"the level is still {after.confirmed}"
    return f"the level was {before.confirmed} and is {after.confirmed}"


def ahead_text(found: Comparison) -> str:
    """Whether the rise or fall rests on how the areas are weighed: "It is a rise in 93 % of plausible weightings of the
    areas."; "" where there is none.
    """
    if found.ahead is None or not found.difference or len(found.areas) < 2:
        return ""
    rise = found.difference > 0
    what, share = ("rise", found.ahead) if rise else ("fall", 1 - found.ahead)
    if share == 1:
        return f"It is a {what} however the areas are weighed."
    return f"It is a {what} in {share_text(share)} of plausible weightings of the areas."


def on_common_text(one: AreaComparison) -> str:
    return f", {alike_text(one)}" if one.basis is Basis.COMMON else ""


def moved_lines(one: AreaComparison) -> list[str]:
    """ "Is there a list? Before: Level 1, Begun. Now: Not answered." for each compared question that moved."""
    rubric, earlier = one.after.rubric, one.before.rubric
    lines = []
    for moved in one.moved:
        before = answer_text(moved.before.state, moved.before.level, earlier.by_id[moved.before.id].top)
        after = answer_text(moved.after.state, moved.after.level, rubric.by_id[moved.after.id].top)
        lines.append(f"{rubric.by_id[moved.after.id].text} Before: {before}. Now: {after}.")
    return lines


def trend_rows(found: Trend, result: Result) -> list[TrendRow]:
    """Each area of the latest result over time, then all together where there are several."""
    titles = {area.rubric.id: area.rubric.title for area in result.areas}
    rows = [trend_row(titles[name], one, since_text(one)) for name, points in found.areas.items() for one in points]
    if len(titles) > 1:
        rows += [trend_row(ALL_AREAS, one, overall_since_text(one)) for one in found.overall]
    return rows


def trend_row(what: str, one: TrendPoint | OverallPoint, since: str) -> TrendRow:
    day = day_text(one.day) if one.day else ""
    return TrendRow(what, one.name, day, score_and_range(one.scores), level_of(one.level), since, one.breaks)


def level_of(level: LevelRange | None) -> str:
    return "" if level is None else str(level.confirmed)


def since_text(one: TrendPoint) -> str:
    if one.since is None:
        return ""
    if one.since.basis is Basis.SCOPE:
        return f"Not compared: {NO_QUICK}"
    if one.since.basis is Basis.CHANGED:
        return f"{QUESTIONS_CHANGED} (version {one.version}); no difference is computed"
    if one.since.basis is Basis.COMMON:
        return f"{QUESTIONS_CHANGED} (version {one.version}); {alike_text(one.since)}: {points_text(one.since)}"
    return points_text(one.since)


def overall_since_text(one: OverallPoint) -> str:
    if one.since is None:
        return ""
    if one.since.is_whole:
        return points_text(one.since)
    bases = [each.basis for each in one.since.areas]
    if Basis.SCOPE in bases:
        return f"Not compared: {NO_QUICK}"
    return f"{QUESTIONS_CHANGED if QUESTIONS & set(bases) else 'Other areas'}; no difference is computed"


def beside_warnings(before: AnswerSheet, after: AnswerSheet) -> list[str]:
    """What makes one doubt that these are an earlier and a later sheet of one council."""
    return [*other_council(before.council, after.council), *later_than(before, after)]


def other_council(before: Council, after: Council) -> Iterator[str]:
    for what, one, other in (
        ("name", before.name, after.name),
        ("country", before.country, after.country),
        ("region", before.region, after.region),
    ):
        if one and other and plain(one) != plain(other):
            yield (
                f"The earlier answers may be another council's: its {what} there is “{one}”, here “{other}”. "
                f"If they are, choose the right file."
            )
            return


def plain(name: str) -> str:
    """A name without what two people write differently."""
    return " ".join(name.casefold().split())


def later_than(before: AnswerSheet, after: AnswerSheet) -> Iterator[str]:
    if before.date and after.date and before.date > after.date:
        yield (
            f"The answers given as the earlier ones are the later ones: of {day_text(before.date)}, and the others of "
            f"{day_text(after.date)}. Exchange the two."
        )
