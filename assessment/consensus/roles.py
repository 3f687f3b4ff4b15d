"""Whose vote may be told by role: in an anonymous workshop a role that few hold would name its people."""

from collections import Counter
from collections.abc import Sequence

FEWEST_OF_A_ROLE = 3
OTHER = "other"


def shown_roles(roles: Sequence[str], *, anonymous: bool) -> tuple[str | None, ...]:
    """The role that each vote of one question is drawn with, in the same order. In an anonymous workshop one with fewer
    than three votes is "other", and where "other" would have one or two, none is told (None).
    """
    if not anonymous:
        return tuple(roles)
    votes = Counter(roles)
    shown = tuple(role if votes[role] >= FEWEST_OF_A_ROLE else OTHER for role in roles)
    return (None,) * len(shown) if 0 < shown.count(OTHER) < FEWEST_OF_A_ROLE else shown
