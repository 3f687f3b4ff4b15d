"""How far the readers of the evidence packs agree: `python -m tests.instrument.agreement` prints it.

They are automated readers, so this says nothing about people. Krippendorff's alpha for ordinal data, exact, after
K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), https://repository.upenn.edu/asc_papers/43.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from assessment.files import load_rubrics, shipped_rubrics

READINGS = Path(__file__).parent / "readings"
PACKS, READERS = ("small", "middle", "large"), ("r1", "r2", "r3")
READ = "2.0.0"  # the questions that were rated
SURE = ("sure", "hesitated", "guessed")


class Rating(NamedTuple):
    """`level`: None for what is no level, "dk" or "na". `chosen`: one of SURE."""

    pack: str
    rubric: str
    question: str
    level: int | None
    chosen: str


class Agreement(NamedTuple):
    """`alpha`: 1 where all agree, 0 where chance would do as well. `shares`: of all levels given; `chosen`: of all
    ratings.
    """

    alpha: Fraction
    shares: dict[int, Fraction]
    chosen: dict[str, Fraction]

    @property
    def not_sure(self) -> Fraction:
        return 1 - self.chosen["sure"]


def ratings() -> list[Rating]:
    """All that was rated, pack by pack and reader by reader."""
    rubric_of = {
        question: id
        for (id, version), rubric in load_rubrics(shipped_rubrics()).items()
        if version == READ
        for question in rubric.by_id
    }
    found = []
    for pack in PACKS:
        for reader in READERS:
            with (READINGS / f"{pack}-{reader}.csv").open(newline="", encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    level = int(row["level"]) if row["level"].isdigit() else None
                    found.append(Rating(pack, rubric_of[row["question"]], row["question"], level, row["confidence"]))
    return found


def units(given: Iterable[Rating]) -> dict[tuple[str, str], list[int]]:
    """What was said of each pack and question."""
    found: dict[tuple[str, str], list[int]] = {}
    for one in given:
        levels = found.setdefault((one.pack, one.question), [])
        if one.level is not None:
            levels.append(one.level)
    return found


def alpha(rated: Iterable[Sequence[int]]) -> Fraction:
    """1 - observed / expected disagreement; a unit that fewer than two have rated says nothing about agreement."""
    pairable = [unit for unit in rated if len(unit) > 1]
    often = Counter(value for unit in pairable for value in unit)
    total = sum(often.values())

    def apart(one: int, other: int) -> Fraction:
        low, high = sorted((one, other))
        between = sum(count for value, count in often.items() if low <= value <= high)
        return (between - Fraction(often[low] + often[high], 2)) ** 2

    observed = sum(sum(apart(*pair) for pair in combinations(unit, 2)) / (len(unit) - 1) for unit in pairable)
    expected = sum(often[one] * often[other] * apart(one, other) for one, other in combinations(often, 2))
    return 1 - observed * (total - 1) / expected


def agreement(given: Sequence[Rating]) -> Agreement:
    levels = [one.level for one in given if one.level is not None]
    shares = {level: Fraction(count, len(levels)) for level, count in sorted(Counter(levels).items())}
    chosen = Counter(one.chosen for one in given)
    return Agreement(alpha(units(given).values()), shares, {how: Fraction(chosen[how], len(given)) for how in SURE})


def main() -> None:
    given = ratings()
    groups = {
        rubric: [one for one in given if one.rubric == rubric] for rubric in sorted({one.rubric for one in given})
    }
    groups |= {f"pack {pack}": [one for one in given if one.pack == pack] for pack in PACKS} | {"all": given}
    print(f"{len(given)} ratings by {len(READERS)} automated readers, of version {READ}")
    print(f"{'':20}{'alpha':>7}  {'levels 0 to 4, %':20}{', '.join(SURE)}, %")
    for name, ones in groups.items():
        found = agreement(ones)
        levels = " ".join(f"{float(found.shares.get(level, 0)):4.0%}" for level in range(5)).replace("%", "")
        chosen = " ".join(f"{float(share):4.0%}" for share in found.chosen.values()).replace("%", "")
        print(f"{name:20}{float(found.alpha):7.3f}  {levels:20}{chosen}")
    split = {unit: levels for unit, levels in units(given).items() if len(set(levels)) > 1}
    print(f"{len(split)} of {len(units(given))} are split:")
    for (pack, question), levels in split.items():
        print(f"  {pack:8}{question:28}{' '.join(map(str, levels))}")


if __name__ == "__main__":
    main()
