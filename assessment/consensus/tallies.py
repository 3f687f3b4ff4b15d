"""Votes on one question, counted: for each level, of those who couldn't say, and who say that it doesn't apply."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN, NOT_APPLICABLE = "unknown", "not_applicable"


@dataclass(frozen=True)
class Tally:
    """`counts`: votes for each of the question's levels, the lowest first."""

    counts: tuple[int, ...]
    unknown: int = 0
    not_applicable: int = 0

    @property
    def rated(self) -> int:
        return sum(self.counts)

    @property
    def voters(self) -> int:
        return self.rated + self.unknown + self.not_applicable

    @property
    def top(self) -> int:
        return len(self.counts) - 1

    @property
    def levels(self) -> tuple[int, ...]:
        """One for each rated vote, the lowest first."""
        return tuple(level for level, votes in enumerate(self.counts) for _ in range(votes))

    def __add__(self, other: "Tally") -> "Tally":
        counts = tuple(one + two for one, two in zip(self.counts, other.counts, strict=True))
        return Tally(counts, self.unknown + other.unknown, self.not_applicable + other.not_applicable)


def choices_of(levels: int) -> tuple[str, ...]:
    """What can be voted on a question with so many levels."""
    return (*map(str, range(levels)), UNKNOWN, NOT_APPLICABLE)


def tally(choices: Iterable[str], levels: int) -> Tally:
    """Raises ValueError for a choice that such a question doesn't have."""
    found = Counter(choices)
    known = choices_of(levels)
    if foreign := found.keys() - set(known):
        raise ValueError(f"a question with {levels} levels has no {sorted(foreign)}")
    return Tally(tuple(found[name] for name in known[:levels]), found[UNKNOWN], found[NOT_APPLICABLE])
