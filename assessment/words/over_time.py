"""Several results of one council, one after the other: a table of plain values, and the word at each break."""

from typing import NamedTuple

from assessment.scoring import Basis, LevelRange, OverallPoint, Result, Trend, TrendPoint
from assessment.words.display import score_and_range
from assessment.words.naming import day_text
from assessment.words.progress import ALL_AREAS, NO_QUICK, QUESTIONS
from assessment.words.versions import QUESTIONS_CHANGED, alike_text, points_text


class TrendRow(NamedTuple):
    """One assessment of one area, or of all: the cells of a table. `since`: what moved from the row before, or why that
    isn't said, where no line leads here, and `short` the same in a few words; "" in the first. `at`: its number among
    all assessments.
    """

    what: str
    name: str
    day: str
    score: str
    level: str
    since: str
    breaks: bool
    at: int
    short: str


def trend_rows(found: Trend, result: Result) -> list[TrendRow]:
    """Each area of the latest result over time, then all together where there are several."""
    titles = {area.rubric.id: area.rubric.title for area in result.areas}
    rows = [trend_row(titles[name], one, since_text(one)) for name, points in found.areas.items() for one in points]
    if len(titles) > 1:
        rows += [trend_row(ALL_AREAS, one, overall_since_text(one)) for one in found.overall]
    return rows


def trend_cell(row: TrendRow) -> str:
    """ "60, level 1; 10.0 points more", where areas are rows and assessments are columns."""
    level = f"level {row.level}" if row.level else ""
    return "; ".join(filter(None, [", ".join(filter(None, [row.score, level])), row.short]))


def short_text(one: TrendPoint | OverallPoint, since: str) -> str:
    is_compared = isinstance(one, TrendPoint) and one.since is not None and bool(one.since.common)
    return break_word(one) if one.breaks and not is_compared else since[:1].lower() + since[1:]


def trend_row(what: str, one: TrendPoint | OverallPoint, since: str) -> TrendRow:
    day = day_text(one.day) if one.day else ""
    return TrendRow(
        what,
        one.name,
        day,
        score_and_range(one.scores),
        level_of(one.level),
        since,
        one.breaks,
        one.at,
        short_text(one, since),
    )


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


def break_word(one: TrendPoint | OverallPoint) -> str:
    """Why no line leads here, in two words for a picture; "" where one does."""
    if not one.breaks or one.since is None:
        return ""
    bases = [one.since.basis] if isinstance(one, TrendPoint) else [each.basis for each in one.since.areas]
    if Basis.SCOPE in bases:
        return "quick check"
    return QUESTIONS_CHANGED.removeprefix("The ") if QUESTIONS & set(bases) else "other areas"
