"""Rounding for the eye (R14): the only place where a number loses digits. Nothing is ever computed from these."""

import math
from fractions import Fraction

from assessment.scoring import Scores

LEVEL_NAMES = ("Not in place", "Begun", "Partly in place", "Established", "Measured and improving")  # R13
MOST_LISTED = 6  # areas named in a sentence


def point(value: Fraction) -> int:
    """A score, half up: 52.5 is 53."""
    return math.floor(value + Fraction(1, 2))


def lower(value: Fraction) -> int:
    return math.floor(value)


def upper(value: Fraction) -> int:
    return math.ceil(value)


def percent(share: Fraction) -> str:
    """A share as a whole percentage, downwards: 100 % means all of it."""
    return f"{math.floor(share * 100)} %"


def gain(value: Fraction) -> str:
    """A difference of scores, to one decimal, halves away from 0."""
    tenths = math.floor(abs(value) * 10 + Fraction(1, 2))
    return f"{'-' if value < 0 and tenths else ''}{tenths // 10}.{tenths % 10}"


def decimals(value: Fraction, places: int = 2) -> str:
    """A number inside an explanation: 0.75, 4.5, 13; rounded half up where it has more places."""
    scaled = math.floor(value * 10**places + Fraction(1, 2))
    return f"{scaled / 10**places:.{places}f}".rstrip("0").rstrip(".")


def level_name(level: int, top: int) -> str:
    """ "level 2, Partly in place" on five levels; "level 2 of 3" on any other number."""
    if top == len(LEVEL_NAMES) - 1:
        return f"level {level}, {LEVEL_NAMES[level]}"
    return f"level {level} of {top}"


def score_text(scores: Scores) -> str:
    return "no score" if scores.score is None else str(point(scores.score.value))


def range_text(scores: Scores) -> str:
    if scores.lowest is None or scores.highest is None:
        return "does not apply"
    low, high = lower(scores.lowest.value), upper(scores.highest.value)
    return f"{low} to {high}"


def score_and_range(scores: Scores) -> str:
    """ "53 (39 to 65)"; without the range where nothing is left open."""
    if scores.lowest is None or scores.highest is None:
        return "does not apply"
    if scores.lowest.value == scores.highest.value:
        return score_text(scores)
    return f"{score_text(scores)} ({range_text(scores)})"


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: list[str]) -> str:
    """ "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def areas_listed(titles: list[str]) -> str:
    """By name as long as a sentence can hold them, else "9 areas"."""
    return listed(titles) if len(titles) <= MOST_LISTED else f"{len(titles)} areas"
