"""A file's content, and where each part of it stands.

A question's misspelt key is first seen by the schema, which knows only its place, ("questions", 3, "wieght"). `Located`
turns that place into what an author can use: line 61, in question "ai-register".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from assessment.instrument import BadInput, Problem, quoted

DEEPEST = 20  # levels of nesting; our formats need 7
MOST_VALUES = 50_000  # in one file: a rubric holds some 2,000; answers to ten areas, all with twenty documents, 20,000
MOST_DIGITS = 30  # of a whole number: more than any field takes, few enough to compute with
MOST_PROBLEMS = 100  # listed for one file

UNKNOWN_KEY = "is not known here"

Place = tuple[str | int, ...]


class Fault(NamedTuple):
    """One thing wrong at a place. `line` and `id` are given where they are not those of the place."""

    place: Place
    message: str
    line: int | None = None
    id: str | None = None


@dataclass
class Located:
    """Content as dicts, lists and scalars. What a reader could not take literally is in `faults`.

    A place in `doubtful` holds a stand-in: whatever else is said of it is not about what the author wrote. A key in
    `after_comma` stands in {…} behind the unquoted text of another: what both are of may be one text with a comma.
    """

    name: str
    content: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubtful: set[Place] = field(default_factory=set)
    texts: dict[Place, str] = field(
        default_factory=dict
    )  # of JSON: each member of a member, and the facts, letter for letter
    after_comma: dict[Place, str] = field(default_factory=dict)

    def doubt(self, place: Place, message: str) -> None:
        self.faults.append(Fault(place, message))
        self.doubtful.add(place)

    def line(self, place: Place) -> int | None:
        """The line of a place, or of the nearest place around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)

    def nearest_id(self, place: Place) -> str:
        """The id of the innermost item around a place: its `id` in a list, its key in what is sorted by rubric."""
        if place[:1] == ("facts",):
            return quoted(str(place[1])) if len(place) > 1 else ""
        if place and place[0] in ("answers", "plan", "targets"):
            return quoted(str(place[1:3][-1])) if len(place) > 1 else ""
        found, inside = "", self.content
        for part in place:
            inside = step(inside, part)
            if isinstance(inside, dict) and isinstance(inside.get("id"), str):
                found = inside["id"]
        return quoted(found)

    def refusal(self, faults: Iterable[Fault] = ()) -> BadInput:
        """The reader's faults and these, each once, by line."""
        certain = (fault for fault in faults if not self.is_doubtful(fault.place))
        found = sorted(dict.fromkeys([*self.faults, *certain]), key=lambda fault: self.line_of(fault) or 0)
        problems = [self.problem(fault) for fault in found[:MOST_PROBLEMS]]
        if len(found) > MOST_PROBLEMS:
            more = f"has {len(found) - MOST_PROBLEMS} more problems; mend these first, then check again"
            problems.append(Problem(more, self.name))
        return BadInput(problems)

    def is_doubtful(self, place: Place) -> bool:
        return bool(self.doubtful) and any(place[:length] in self.doubtful for length in range(len(place) + 1))

    def line_of(self, fault: Fault) -> int | None:
        return self.line(fault.place) if fault.line is None else fault.line

    def problem(self, fault: Fault) -> Problem:
        id = self.nearest_id(fault.place) if fault.id is None else fault.id
        return Problem(fault.message + self.comma_hint(fault), self.name, self.line_of(fault), id)

    def comma_hint(self, fault: Fault) -> str:
        before = self.after_comma.get(fault.place)
        if before is None or UNKNOWN_KEY not in fault.message:
            return ""
        return f"; if a comma belongs to the text of '{quoted(before)}', put that text in quotes"


def step(inside: Any, part: str | int) -> Any:
    """What a part of a place leads to; None where the content has no such part."""
    if isinstance(inside, dict):
        return inside.get(part)
    if isinstance(inside, list) and isinstance(part, int) and part < len(inside):
        return inside[part]
    return None


def at(content: Any, place: Place) -> Any:
    for part in place:
        content = step(content, part)
    return content


def twice(key: str) -> str:
    return f"the key '{quoted(key)}' stands twice; keep one"


def too_deep(name: str, line: int | None) -> BadInput:
    return BadInput([Problem(f"is nested more than {DEEPEST} deep; check the brackets", name, line)])


def too_many(name: str, line: int) -> BadInput:
    message = f"holds more than {MOST_VALUES:,} values; this can't be the right file"
    return BadInput([Problem(message, name, line)])
