"""Answers that a file holds and that no rubric here asks for: kept as they were written, neither shown nor counted."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Unfit:
    """`text` is the JSON of one rubric's answers, letter for letter; None where the file only names the rubric.
    `day` is the file's own date. `intended`: the same of its planned moves and its targets, each under its key. With
    `is_facts` it is the facts, of another version of the companion questions; the rubric is "" then.
    """

    rubric: str
    version: str
    text: str | None
    day: date | None
    is_facts: bool = False
    intended: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """What goes back into the file, under which key."""
        own = () if self.text is None else (("facts" if self.is_facts else "answers", self.text),)
        return dict((*own, *self.intended))
