"""What moved since an earlier result, in sentences and as a table of plain values."""

from collections.abc import Iterator
from typing import NamedTuple

from assessment.instrument import AnswerSheet, Council, Question, State
from assessment.scoring import (
    AreaComparison,
    Assessed,
    Basis,
    Comparison,
    LevelRange,
    OverallPoint,
    TrendPoint,
)
from assessment.words.display import gain, score_and_range, score_text
from assessment.words.naming import day_text
from assessment.words.robustness import share_text
from assessment.words.roles import capitalised
from assessment.words.story import answer_text
from assessment.words.versions import QUESTIONS_CHANGED, alike_text, points_text

NO_QUICK = "a quick check never is with a full assessment"
QUESTIONS = {Basis.COMMON, Basis.CHANGED}
ALL_AREAS = "All areas"


class SinceRow(NamedTuple):
    """One area, or all, then and now: the cells of a table. `moved`: the difference, or why none is computed."""

    what: str
    before: str
    now: str
    level: str
    moved: str


class MovedAnswer(NamedTuple):
    question: Question
    before: str
    now: str


def progress_text(milestone: Assessed, found: Comparison) -> str:
    """ "Since “Baseline” (14 May 2025) the score has risen by 12.0 points, from 40 to 52; the level is still 1."."""
    name = named(milestone)
    if found.is_whole:
        return f"Since {name} {'; '.join(filter(None, [moved_text(found), level_moved_text(found)]))}."
    bases = [one.basis for one in found.areas]
    if Basis.SCOPE in bases:
        return f"{capitalised(name)} is not compared: {NO_QUICK}."
    changed = "the questions changed" if QUESTIONS & set(bases) else "other areas are assessed"
    compared = [
        f"{one.after.rubric.title}{on_common_text(one)}: {points_text(one)}." for one in found.areas if one.common
    ]
    if not compared:
        return f"Since {name} {changed}: both results stand side by side, and no difference is computed."
    return " ".join([f"Since {name} {changed}, so the overall scores are not compared.", *compared])


def named(one: Assessed) -> str:
    """ "“Baseline” (14 May 2025)"; without a name the day, or what else there is to say."""
    day = day_text(one.day) if one.day else ""
    return (
        f"“{one.name}” ({day})" if one.name and day else f"“{one.name}”" if one.name else day or "the earlier answers"
    )


def moment_text(one: Assessed | TrendPoint | OverallPoint) -> str:
    """ "Baseline, 14 May 2025", as a table has it."""
    return ", ".join(filter(None, [one.name, day_text(one.day) if one.day else ""])) or "No date"


def days_text(found: Comparison) -> str:
    """ "Before: the answers of 14 May 2025. Now: those of 14 May 2026."; "" where a day is not known."""
    before, now = found.before.date, found.after.date
    return f"Before: the answers of {day_text(before)}. Now: those of {day_text(now)}." if before and now else ""


def moved_text(found: Comparison) -> str:
    """Of the overall score; "a change" only by the rule (R16b)."""
    difference, (before, after) = found.difference, (found.before.overall.scores, found.after.overall.scores)
    if difference is None:
        return "the scores can't be compared, because one of the two has no score"
    if difference == 0:
        return f"the score is the same, {score_text(after)}"
    if not found.is_change:
        return f"the score is {points_text(found)}"
    if others := otherwise_known(found):
        return f"the score is {points_text(found)}, from {score_text(before)} to {score_text(after)}; {others}"
    way = "risen" if difference > 0 else "fallen"
    return f"the score has {way} by {gain(abs(difference))} points, from {score_text(before)} to {score_text(after)}"


def otherwise_known(found: Comparison) -> str:
    """What moves a score although no level rises or falls: answers that are no longer known, or found out, or that no
    longer apply. "" where there is none.
    """
    moved = [one for area in found.areas for one in area.moved]
    number = sum((one.before.state is State.LEVEL) != (one.after.state is State.LEVEL) for one in moved)
    what = "answer that was" if number == 1 else "answers that were"
    return f"part or all of it comes of {number} {what} known on one side only, or did not apply" if number else ""


def level_moved_text(found: Comparison) -> str:
    before, after = found.before.overall.level, found.after.overall.level
    if before is None or after is None:
        return ""
    if before.confirmed == after.confirmed:
        return f"the level is still {after.confirmed}"
    return f"the level was {before.confirmed} and is {after.confirmed}"


def ahead_text(found: Comparison) -> str:
    """Whether the rise or fall rests on how the areas are weighed: "It is a rise in 93 % of plausible weightings of the
    areas."; "" where there is none, or too little to be called one.
    """
    if found.ahead is None or not found.is_change or not found.difference or len(found.areas) < 2:
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
    return [f"{moved.question.text} Before: {moved.before}. Now: {moved.now}." for moved in moved_answers(one)]


def moved_answers(one: AreaComparison) -> list[MovedAnswer]:
    """Of each compared question that moved what was said before, and what now."""
    rubric, earlier = one.after.rubric, one.before.rubric
    return [
        MovedAnswer(
            rubric.by_id[moved.after.id],
            answer_text(moved.before.state, moved.before.level, earlier.by_id[moved.before.id].top),
            answer_text(moved.after.state, moved.after.level, rubric.by_id[moved.after.id].top),
        )
        for moved in one.moved
    ]


def since_rows(found: Comparison) -> list[SinceRow]:
    """Each area of both sheets, once more over the questions asked alike where the others changed, then all together
    where there are several.
    """
    rows = []
    for one in found.areas:
        level = level_cell_text(one.before.level, one.after.level)
        sides = score_and_range(one.before.scores), score_and_range(one.after.scores)
        rows.append(SinceRow(one.after.rubric.title, *sides, level, whole_text(one)))
        if one.basis is Basis.COMMON and one.scores_before and one.scores_after:
            sides = score_and_range(one.scores_before), score_and_range(one.scores_after)
            rows.append(SinceRow(f"{one.after.rubric.title}, {alike_text(one)}", *sides, "", points_text(one)))
    if len(found.after.areas) > 1:
        before, after = found.before.overall, found.after.overall
        moved = points_text(found) if found.is_whole else "not compared"
        sides = score_and_range(before.scores), score_and_range(after.scores)
        rows.append(SinceRow(ALL_AREAS, *sides, level_cell_text(before.level, after.level), moved))
    return rows


def whole_text(one: AreaComparison) -> str:
    """What moved over all questions of an area, or why that isn't said."""
    if one.basis is Basis.SCOPE:
        return f"not compared: {NO_QUICK}"
    if one.basis is Basis.WHOLE:
        return points_text(one)
    return f"not compared: {QUESTIONS_CHANGED.lower()} ({one.before.rubric.version} to {one.after.rubric.version})"


def level_cell_text(before: LevelRange | None, after: LevelRange | None) -> str:
    """ "still 1", "1, now 2"; "" where one of the two has no levels."""
    if before is None or after is None:
        return ""
    same = before.confirmed == after.confirmed
    return f"still {after.confirmed}" if same else f"{before.confirmed}, now {after.confirmed}"


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
