"""From one version of a rubric to the next: what an earlier answer says under the new statements.

A council chose level 1 of "ai-register" in 1.0.0: some AI uses are on a list. In 2.0.0 that is at least level 1, and
level 2 if the list has a keeper, which 1.0.0 did not ask; so it counts as 1 and waits to be confirmed (`at_least: 1`).
Level 0, no list, is level 0 again (`becomes: 0`). Where not even one level above 0 is sure, the question is asked
again (`ask`).
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, PlainValidator

from assessment.instrument.answers import RubricSet
from assessment.instrument.checks import MOST_LEVELS
from assessment.instrument.errors import quoted
from assessment.instrument.fields import Frozen, Slug, Version, refuse
from assessment.instrument.fitting import offer
from assessment.instrument.rubric import Question, Rubric, order_of


class Alteration(StrEnum):
    """What became of a question. Only of the first two may results be compared: each level becomes itself (R16)."""

    SAME = "same"
    REWORDED = "reworded"
    LEVELS_MOVED = "levels_moved"
    DROPPED = "dropped"
    NEW = "new"

    @property
    def is_in_both(self) -> bool:
        return self not in (Alteration.DROPPED, Alteration.NEW)


class Crossing(NamedTuple):
    """Where a level leads: to exactly this one, to this one at least, or, with None, to the question asked again."""

    level: int | None
    is_exact: bool = False


def crossing(value: Any) -> Crossing:
    if value == "ask":
        return Crossing(None)
    if isinstance(value, Mapping) and len(value) == 1:
        ((word, level),) = value.items()
        fits = isinstance(level, int) and not isinstance(level, bool) and 0 <= level < MOST_LEVELS
        if word in ("becomes", "at_least") and fits:
            return Crossing(level, word == "becomes")
    raise refuse("must be “becomes: 2”, “at_least: 2” or “ask”, with the number of a level")


class QuestionCrossing(Frozen):
    """`levels`: one entry for each level of the earlier version, lowest first; none where it is dropped or new."""

    id: Slug
    change: Annotated[Alteration, Field(strict=False)]
    levels: Annotated[tuple[Annotated[Crossing, PlainValidator(crossing)], ...], Field(strict=False)] = ()


class Crosswalk(Frozen):
    """The file crosswalk/1: every question of both versions, and every level of the earlier one."""

    format: Literal["crosswalk/1"]
    rubric: Slug
    before: Version = Field(alias="from")
    after: Version = Field(alias="to")
    questions: Annotated[tuple[QuestionCrossing, ...], Field(strict=False, min_length=1)]

    def of(self, question: str) -> QuestionCrossing:
        return next(one for one in self.questions if one.id == question)

    @property
    def common(self) -> tuple[str, ...]:
        """The questions whose levels all become themselves (R16)."""
        return tuple(one.id for one in self.questions if one.change.is_in_both and is_itself(one.levels))


Crosswalks = Mapping[tuple[str, str], Crosswalk]  # by rubric and the version that is left


class CrosswalkEntry(NamedTuple):
    """What can be read of one question in a file; None where it can't be told."""

    id: str | None
    change: Alteration | None
    levels: Sequence[Crossing | None]


Found = Iterator[tuple[tuple[str | int, ...], str | None, str]]  # place in the file, id where another, message


def is_itself(levels: Sequence[Crossing | None]) -> bool:
    return all(one == Crossing(number, True) for number, one in enumerate(levels))


def crosswalk_problems(
    name: str, versions: tuple[str | None, str | None], entries: Sequence[CrosswalkEntry], rubrics: RubricSet
) -> Found:
    """What is wrong with a crosswalk beside the two versions that it leads between."""
    known = any(id == name for id, _ in rubrics)
    if not known:
        yield ("rubric",), name, f"there is no rubric '{name}' here; {offer(name, rubrics)}"
    both = [rubrics.get((name, version or "")) for version in versions]
    for key, version, rubric in zip(("from", "to"), versions, both, strict=True):
        if known and version is not None and rubric is None:
            yield (key,), name, f"there is no rubric '{name}' {version} here; {offer(name, rubrics)}"
    if None not in versions and order_of(str(versions[0])) >= order_of(str(versions[1])):
        yield ("to",), name, f"{versions[1]} must be a later version than {versions[0]}; correct one of the two"
        return
    seen: set[str] = set()
    for at, entry in enumerate(entries):
        if entry.id in seen:
            yield ("questions", at), None, f"'{entry.id}' stands more than once; keep one"
        seen |= {entry.id} if entry.id else set()
        for place, message in change_problems(entry):
            yield ("questions", at, *place), None, message
    before, after = both
    if before is not None and after is not None:
        yield from between(before, after, entries)


def change_problems(entry: CrosswalkEntry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What a question says against itself."""
    change, levels = entry.change, entry.levels
    if change is None:
        return
    if not change.is_in_both:
        if levels:
            yield ("levels",), f"a question that is {change} has no levels here; take them out"
        return
    if change is not Alteration.LEVELS_MOVED:
        for number, one in enumerate(levels):
            if one is not None and one != Crossing(number, True):
                message = f"the question is '{change}', but level {number} does not become {number}; write levels_moved"
                yield ("levels", number), message
    elif levels and is_itself(levels):
        yield ("change",), "the question is 'levels_moved', but each level becomes itself; write same or reworded"
    yield from falling(levels)


def falling(levels: Sequence[Crossing | None]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """A level includes those below it, so what is sure of one is sure of it too."""
    surest = 0
    for number, one in enumerate(levels):
        if one is not None and one.level is not None:
            if one.level < surest:
                message = f"level {number} counts for less than a lower one, though it includes it; correct one"
                yield ("levels", number), message
            surest = max(surest, one.level)


def between(before: Rubric, after: Rubric, entries: Sequence[CrosswalkEntry]) -> Found:
    """What is wrong with a crosswalk between two versions that are both here."""
    listed = {entry.id for entry in entries}
    if None not in listed:
        for id in dict.fromkeys([*before.by_id, *after.by_id]):
            if id not in listed:
                where = " and ".join(rubric.version for rubric in (before, after) if id in rubric.by_id)
                yield ("questions",), id, f"the question '{id}' of {where} is left out; add it"
    for at, entry in enumerate(entries):
        if entry.id is not None:
            old, new = before.by_id.get(entry.id), after.by_id.get(entry.id)
            if old is None and new is None:
                message = f"there is no question '{quoted(entry.id)}' in {before.version} or {after.version}"
                yield ("questions", at), None, f"{message}; check the id"
            elif entry.change is not None:
                for place, message in placed(entry, old, new, (before.version, after.version)):
                    yield ("questions", at, *place), None, message


def placed(
    entry: CrosswalkEntry, old: Question | None, new: Question | None, versions: tuple[str, str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with one question's entry beside the question itself."""
    fits = entry.change is not None and entry.change.is_in_both == bool(old and new)
    if (
        not fits
        or (old is None and entry.change is Alteration.DROPPED)
        or (new is None and entry.change is Alteration.NEW)
    ):
        where = " and ".join(version for version, one in zip(versions, (old, new), strict=True) if one)
        instead = "same, reworded or levels_moved" if old and new else "dropped" if old else "new"
        yield ("change",), f"the question is in {where}, so it can't be '{entry.change}'; write {instead}"
        return
    if old is None or new is None:
        return
    if len(entry.levels) != len(old.levels):
        message = f"has {len(entry.levels)} levels, but the question has {len(old.levels)} in {versions[0]}"
        yield ("levels",) if entry.levels else (), f"{message}; give one for each, lowest first"
    for number, one in enumerate(entry.levels):
        if one is not None and one.level is not None and one.level > new.top:
            message = f"level {one.level} does not exist; the levels in {versions[1]} are 0 to {new.top}"
            yield ("levels", number), message
    if entry.change is Alteration.SAME and said_by(old) != said_by(new):
        yield (
            ("change",),
            "the question is 'same', but its words differ between the versions; write reworded or levels_moved",
        )


def said_by(question: Question) -> tuple[str | None, ...]:
    """What whoever answers it goes by."""
    return (question.text, question.count, *(level.description for level in question.levels))
