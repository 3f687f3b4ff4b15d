"""What a chart shows of each area or theme, and the same in words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.lettering import plain

MOST_NAMED_SPOKES = 6  # with more, whole names would be too small to read on a phone


@dataclass(frozen=True)
class Spoke:
    """One area or theme. `label` is shown as text only; a `score` of None is never drawn as a point."""

    label: str
    score: float | None
    lowest: float
    highest: float

    @property
    def is_ranged(self) -> bool:
        return self.lowest < self.highest


def radar_numbers(spokes: Sequence[Spoke]) -> bool:
    """Whether the chart names its spokes by number only; the page then owes the reader a numbered table."""
    return len(spokes) > MOST_NAMED_SPOKES


def describe_radar(spokes: Sequence[Spoke]) -> str:
    """The chart in one sentence, such as "AI governance 53 (range 39 to 65); Cloud control 60."."""
    entries = [describe(spoke) for spoke in spokes]
    if radar_numbers(spokes):
        entries = [f"{number} {entry}" for number, entry in enumerate(entries, start=1)]
    return "; ".join(entries) + "."


def describe(spoke: Spoke) -> str:
    text = f"{plain(spoke.label)} {score_text(spoke)}"
    return f"{text} (range {' to '.join(range_texts(spoke))})" if spoke.is_ranged else text


def score_text(spoke: Spoke) -> str:
    return "no score" if spoke.score is None else str(math.floor(spoke.score + 0.5))


def range_texts(spoke: Spoke) -> tuple[str, str]:
    return str(math.floor(spoke.lowest)), str(math.ceil(spoke.highest))
