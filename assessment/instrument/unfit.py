"""Answers that a file holds and that no rubric here asks for: kept as they were written, neither shown nor counted."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Unfit:
    """`text` is the JSON of one rubric's answers, letter for letter; None where the file only names the rubric.
    `day` is the file's own date. With `is_facts` it is the facts, of another version of the companion questions; the
    rubric is "" then.
    """

    rubric: str
    version: str
    text: str | None
    day: date | None
    is_facts: bool = False
