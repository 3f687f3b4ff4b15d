"""What a chart shows of each area or theme, and the same in words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.charts.lettering import plain

MOST_NAMED_SPOKES = 6  # with more, whole names would be too small to read on a phone


@dataclass(frozen=True)
class Peers:
    """Scores from 0 to 100 of `n` other councils; a group too small for quartiles has no lower and upper one."""

    median: float
    lower: float | None
    upper: float | None
    n: int

    @property
    def middle_half(self) -> tuple[float, float] | None:
        return None if self.lower is None or self.upper is None else (self.lower, self.upper)


@dataclass(frozen=True)
class Spoke:
    """One area or theme. `label` is shown as text only; a `score` of None is never drawn as a point. `target`: the
    score once its target is met, where that is drawn.
    """

    label: str
    score: float | None
    lowest: float
    highest: float
    peers: Peers | None = None
    target: float | None = None

    @property
    def is_ranged(self) -> bool:
        return self.lowest < self.highest

    @property
    def middle_half(self) -> tuple[float, float] | None:
        return self.peers.middle_half if self.peers else None


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
    """Such as "AI governance 53 (range 39 to 65; peers' median 48, middle half 40 to 61)"."""
    ranged = [f"range {' to '.join(range_texts(spoke))}"] if spoke.is_ranged else []
    aim = [f"target {_whole(spoke.target)}"] if spoke.target is not None else []
    more = "; ".join(ranged + aim + ([_describe_peers(spoke.peers)] if spoke.peers else []))
    text = f"{plain(spoke.label)} {score_text(spoke)}"
    return f"{text} ({more})" if more else text


def _describe_peers(peers: Peers) -> str:
    median = f"peers' median {_whole(peers.median)}"
    return f"{median}, middle half {' to '.join(map(_whole, peers.middle_half))}" if peers.middle_half else median


def score_text(spoke: Spoke) -> str:
    return "no score" if spoke.score is None else _whole(spoke.score)


def range_texts(spoke: Spoke) -> tuple[str, str]:
    return str(math.floor(spoke.lowest)), str(math.ceil(spoke.highest))


def count_text(groups: Sequence[Peers]) -> str:
    """Such as "12 peer councils", or "9 to 12 peer councils" where groups differ."""
    fewest, most = min(peers.n for peers in groups), max(peers.n for peers in groups)
    return f"{fewest} peer councils" if fewest == most else f"{fewest} to {most} peer councils"


def _whole(score: float) -> str:
    """Rounded half up."""
    return str(math.floor(score + 0.5))
