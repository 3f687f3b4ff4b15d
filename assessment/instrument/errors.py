"""What can be wrong with an input, said once, in its author's words.

Two kinds of error exist. `BadInput` is one that the user can mend: it carries every problem found, each with its
place. Anything else is a bug of ours.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

LONGEST_QUOTE = 64  # characters: the longest id is quoted whole
LONGEST_LIST = 12  # names in one message


@dataclass(frozen=True)
class Problem:
    """One thing wrong: what, where and how to mend it. `line` counts from 1; `id` is the nearest id in the file."""

    message: str
    file: str = ""
    line: int | None = None
    id: str = ""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        return printable(": ".join(part for part in (place, self.id, self.message) if part))


class BadInput(Exception):
    """An input refused, with all its problems, never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def quoted(text: str) -> str:
    """Words of a file as a message may repeat them: shortened, on one line, and nothing that a terminal can't show."""
    return printable(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 4] + "…")


def printable(text: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def shortlist(names: Collection[str]) -> str:
    """Names in a message: "one, two", with an end however many there are."""
    shown = ", ".join(quoted(name) for name in list(names)[:LONGEST_LIST])
    return shown if len(names) <= LONGEST_LIST else f"{shown} and {len(names) - LONGEST_LIST} more"
