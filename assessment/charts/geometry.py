"""Where the corners and lines of a radar lie: in points of its scale, from its centre."""

import math
from collections.abc import Sequence
from itertools import groupby, pairwise

from assessment.charts.drawing import Corner, Track

LONE_TICK = 12  # a median without neighbours is a tick across its spoke, so far to each side


def away(place: Corner, line: Track) -> float:
    return min(distance(place, one, other) for one, other in pairwise(line))


def distance(place: Corner, one: Corner, other: Corner) -> float:
    """Of a place from the stretch between two corners."""
    across, up = other[0] - one[0], other[1] - one[1]
    length = across**2 + up**2
    along = ((place[0] - one[0]) * across + (place[1] - one[1]) * up) / length if length else 0
    share = min(max(along, 0), 1)
    return math.hypot(place[0] - one[0] - share * across, place[1] - one[1] - share * up)


def corner_at(way: Corner, score: float) -> Corner:
    return way[0] * score, way[1] * score


def all_round(ways: Sequence[Corner], scores: Sequence[float]) -> list[Corner]:
    corners = [corner_at(way, score) for way, score in zip(ways, scores, strict=True)]
    return [*corners, corners[0]]


def unbroken(places: Sequence[Corner | None]) -> list[Track]:
    """The stretches of a line that closes but never crosses a missing score."""
    stretches = groupby([*places, places[0]], key=lambda place: place is not None)
    corners = [[place for place in stretch if place] for _, stretch in stretches]
    return [track for track in corners if len(track) > 1]


def part_way(one: Corner, other: Corner, share: float) -> Corner:
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def tick_across(place: Corner, way: Corner) -> Track:
    (x, y), (across, up) = place, (LONE_TICK * way[0], LONE_TICK * way[1])
    return [(x - up, y + across), (x + up, y - across)]
