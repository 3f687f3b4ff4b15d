"""How far votes agree (rules R41 to R45).

The measure is Blair and Lacy's l²: with F the cumulative shares of n votes on K + 1 levels, two votes drawn at random
lie MD = 2 Σ F(1 - F) levels apart, and C = 1 - MD / (K/2). Four votes at 1 and 1 vote each at 0 and 2, of five levels:
F is 1/6, 5/6, 1, 1, so MD = 2 (5/36 + 5/36) = 0.5556 and C = 1 - 0.5556/2 = 0.7222. No vote that moves towards the
median lowers it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, combinations, pairwise

from assessment.consensus.tallies import Tally

FEWEST_RATED = 3  # R45: below that no statistics
AGREED_FROM, CLOSE_FROM = Fraction(4, 5), Fraction(1, 2)  # R42
LOW, HIGH = (0, 1), (-2, -1)  # R43: the two lowest and the two highest levels
FEWEST_LEVELS_TO_SPLIT = 5  # R43 is of five; with fewer, the two ends would touch
EVERY_THIRD = Fraction(1, 3)


class Label(StrEnum):
    AGREED = "agreed"
    CLOSE = "close"
    APART = "apart"


class Flag(StrEnum):
    SPLIT_ROOM = "split_room"
    APPLICABILITY_DISPUTED = "applicability_disputed"
    MOSTLY_UNKNOWN = "mostly_unknown"


@dataclass(frozen=True)
class Spread:
    """How the rated votes lie. `consensus`: C, from 0 to 1. `difference`: how many levels two people here differ by on
    average. `median`: the lower one. `tastle_wierman`, `van_der_eijk`, `leik` (as consensus): for comparison with what
    others publish.
    """

    consensus: Fraction
    mean_difference: Fraction
    difference: Fraction
    median: int
    lowest: int
    highest: int
    label: Label
    tastle_wierman: float
    van_der_eijk: Fraction
    leik: Fraction


def spread(votes: Tally) -> Spread | None:
    """None below three rated votes (R45)."""
    if votes.rated < FEWEST_RATED:
        return None
    levels, apart = votes.levels, mean_difference(votes.counts)
    agreement = 1 - apart / Fraction(votes.top, 2) if votes.top else Fraction(1)
    return Spread(
        consensus=agreement,
        mean_difference=apart,
        difference=apart * Fraction(votes.rated, votes.rated - 1),
        median=levels[(votes.rated - 1) // 2],
        lowest=levels[0],
        highest=levels[-1],
        label=label_of(agreement),
        tastle_wierman=tastle_wierman(votes.counts),
        van_der_eijk=van_der_eijk(votes.counts),
        leik=1 - leik(votes.counts),
    )


def label_of(agreement: Fraction) -> Label:
    """R42."""
    if agreement >= AGREED_FROM:
        return Label.AGREED
    return Label.CLOSE if agreement >= CLOSE_FROM else Label.APART


def flags(votes: Tally) -> frozenset[Flag]:
    """R43 and R44."""
    found = set()
    if is_split(votes):
        found.add(Flag.SPLIT_ROOM)
    if votes.rated and votes.not_applicable >= EVERY_THIRD * votes.voters:
        found.add(Flag.APPLICABILITY_DISPUTED)
    if 2 * votes.unknown > votes.voters:
        found.add(Flag.MOSTLY_UNKNOWN)
    return frozenset(found)


def is_split(votes: Tally) -> bool:
    """R43: a third of the rated votes, rounded half up, in the two lowest levels, and as many in the two highest."""
    if len(votes.counts) < FEWEST_LEVELS_TO_SPLIT or votes.rated < FEWEST_RATED:
        return False
    enough = split_threshold(votes.rated)
    return all(sum(votes.counts[at] for at in end) >= enough for end in (LOW, HIGH))


def split_threshold(rated: int) -> int:
    return (2 * rated + 3) // 6


def cumulative(counts: Sequence[int]) -> list[Fraction]:
    """The share of votes at each level or below."""
    total = sum(counts)
    return [Fraction(part, total) for part in accumulate(counts)]


def mean_difference(counts: Sequence[int]) -> Fraction:
    """MD, in levels: how far two votes drawn with replacement lie apart on average."""
    return sum((2 * share * (1 - share) for share in cumulative(counts)), Fraction(0))


def leik(counts: Sequence[int]) -> Fraction:
    """Leik's D (1966): 0 for unanimity, 1 for half at each end."""
    if len(counts) == 1:
        return Fraction(0)
    return sum((min(share, 1 - share) for share in cumulative(counts)), Fraction(0)) * 2 / (len(counts) - 1)


def tastle_wierman(counts: Sequence[int]) -> float:
    """Cns (2007), over the whole scale and not over the levels that were voted for."""
    width, total = len(counts) - 1, sum(counts)
    mean = sum(level * votes for level, votes in enumerate(counts)) / total
    if not width:
        return 1.0
    distances = ((votes / total, 1 - abs(level - mean) / width) for level, votes in enumerate(counts) if votes)
    return 1 + sum(share * math.log2(left) for share, left in distances)


def van_der_eijk(counts: Sequence[int]) -> Fraction:
    """Agreement A (2001): the counts cut into layers of equal height, each weighted by its votes."""
    total, heights = sum(counts), sorted({0, *counts})
    agreement = Fraction(0)
    for below, above in pairwise(heights):
        layer = [votes >= above for votes in counts]
        agreement += Fraction((above - below) * sum(layer), total) * layer_agreement(layer)
    return agreement


def layer_agreement(layer: Sequence[bool]) -> Fraction:
    size, filled = len(layer), sum(layer)
    if filled == size:
        return Fraction(0 if size > 1 else 1)
    if filled == 1:
        return Fraction(1)
    triples = list(combinations(layer, 3))
    together = sum(triple in ((True, True, False), (False, True, True)) for triple in triples)
    parted = sum(triple == (True, False, True) for triple in triples)
    unimodal = Fraction((size - 2) * together - (size - 1) * parted, (size - 2) * (together + parted))
    return unimodal * (1 - Fraction(filled - 1, size - 1))
