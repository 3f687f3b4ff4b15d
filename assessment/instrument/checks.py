"""What the parts of a rubric must agree on, as lists of (place, message): every fault at once, not the first.

The checks look at outlines, not at questions, so that they also serve a file some of whose questions can't be read:
a misspelt key in one question must not hide that another question's floors fall.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from assessment.instrument.errors import quoted, shortlist

CRITICAL_LIMIT = 3  # R12: a rubric where everything is critical says nothing
FEWEST_LEVELS, MOST_LEVELS = 2, 7  # formats.md, rubric/1

Place = tuple[str | int, ...]
Found = Iterator[tuple[Place, str]]


class Rung(NamedTuple):
    evidence: bool
    next_step: bool


class Outline(NamedTuple):
    """What the checks look at in a question; a part that can't be read is left at its default and not judged."""

    id: str = ""
    theme: str = ""
    critical: bool = False
    rungs: Sequence[Rung] = ()
    floors: Sequence[int] | None = None
    values: Sequence[Fraction] | None = None

    @property
    def levels(self) -> int:
        """Their number; 0 when it can't be told or is itself wrong."""
        return len(self.rungs) if FEWEST_LEVELS <= len(self.rungs) <= MOST_LEVELS else 0


def raise_all(problems: Iterable[tuple[Place, str]]) -> None:
    """Raise every problem as one error; the loader takes it apart again and finds the line of each."""
    found = list(problems)
    if found:
        text = "; ".join(message for _, message in found)
        raise PydanticCustomError("problems", "{text}", {"text": text, "problems": found})


def question_problems(question: Outline) -> Found:
    """What is wrong within one question."""
    yield from ladder_problems(question.rungs)
    yield from values_problems(question)
    if question.floors is not None and not are_floors(question.floors):
        yield ("floors",), "floors must begin with 0 and never fall"


def ladder_problems(rungs: Sequence[Rung]) -> Found:
    top = len(rungs) - 1
    for number, rung in enumerate(rungs):
        if number > 0 and not rung.evidence:
            yield ("levels", number), f"level {number} has no evidence; say what would show it"
        if number < top and not rung.next_step:
            yield ("levels", number), f"level {number} has no next_step; say how to reach level {number + 1}"


def values_problems(question: Outline) -> Found:
    values = question.values
    if values is None:
        return
    if question.levels and len(values) != question.levels:
        message = f"values has {len(values)} entries for {question.levels} levels; give one for each level"
        yield ("values",), message
    elif not values or values[0] != 0 or values[-1] != 1 or list(values) != sorted(values):
        yield ("values",), "values must begin with 0, end with 1 and never fall"


def are_floors(floors: Sequence[int]) -> bool:
    return bool(floors) and floors[0] == 0 and list(floors) == sorted(floors)


def question_set_problems(theme_ids: Sequence[str], questions: Sequence[Outline]) -> Found:
    """What is wrong between questions."""
    yield from repeated("themes", theme_ids)
    yield from repeated("questions", [question.id for question in questions])
    yield from theme_problems(theme_ids, [question.theme for question in questions])
    critical = [index for index, question in enumerate(questions) if question.critical]
    for index in critical[CRITICAL_LIMIT:]:
        message = f"more than {CRITICAL_LIMIT} questions are critical; keep the {CRITICAL_LIMIT} that matter most"
        yield ("questions", index, "critical"), message
    usual = usual_levels(questions)
    if usual:
        yield from level_count_problems(usual, questions)


def repeated(key: str, ids: Sequence[str]) -> Found:
    counts: Counter[str] = Counter()
    for index, name in enumerate(ids):
        counts[name] += 1
        if name and counts[name] > 1:
            yield (key, index, "id"), f"the id '{quoted(name)}' is used more than once; ids are unique in a file"


def theme_problems(theme_ids: Sequence[str], used: Sequence[str]) -> Found:
    """Where one side can't be read, the other is not judged by it."""
    if all(theme_ids):
        known, names = set(theme_ids), shortlist(theme_ids)
        for index, theme in enumerate(used):
            if theme and theme not in known:
                message = f"there is no theme '{quoted(theme)}'; the themes are {names}"
                yield ("questions", index, "theme"), message
    if all(used):
        unused = set(theme_ids).difference(used)
        for index, theme in enumerate(theme_ids):
            if theme and theme in unused:
                message = f"theme '{quoted(theme)}' has no question; add one or take the theme out"
                yield ("themes", index), message


def usual_levels(questions: Sequence[Outline]) -> int:
    """How many levels a question of this rubric has, two-level ones aside; 0 when it can't be told."""
    sizes = Counter(question.levels for question in questions if question.levels > FEWEST_LEVELS)
    if sizes:
        return sizes.most_common(1)[0][0]
    return FEWEST_LEVELS if all(question.levels for question in questions) else 0


def level_count_problems(usual: int, questions: Sequence[Outline]) -> Found:
    for index, question in enumerate(questions):
        if question.levels not in (0, usual, FEWEST_LEVELS):
            message = f"has {question.levels} levels where the others have {usual}; use {usual}, or two"
            yield ("questions", index, "levels"), message
        floors = question.floors
        if floors and are_floors(floors) and (len(floors) != usual or floors[-1] >= usual):
            message = f"floors needs one entry for each of the rubric's {usual} levels, none over {usual - 1}"
            yield ("questions", index, "floors"), message
