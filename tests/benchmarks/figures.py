"""Times into figures, and how busy the machine was with other things meanwhile."""

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

Times = dict[str, list[float]]  # milliseconds, by who took them
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def p95(times: Sequence[float]) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def interval(ours: Sequence[float], floor: Sequence[float], of: Callable[[Sequence[float]], float]) -> str:
    """Where the ratio would lie in 95 of 100 repetitions, as far as these times can tell (bootstrap)."""
    chance = random.Random(1)
    ratios = sorted(
        of(chance.choices(ours, k=len(ours))) / of(chance.choices(floor, k=len(floor))) for _ in range(1000)
    )
    return f"{ratios[25]:.2f}-{ratios[975]:.2f}"


def paired(times: Mapping[str, Sequence[float]], of: Callable[[Sequence[float]], float]) -> str:
    """This checkout against the other one of the same run."""
    ours, changed = times["ours"], times["changed"]
    return f"{of(ours) / of(changed):.2f} x ({interval(ours, changed, of)})"


@dataclass
class Load:
    """What part of the machine other programs used, in per cent of one core."""

    others: float | None = None


@contextmanager
def load_of_others() -> Iterator[Load]:
    load, before, began = Load(), machine_and_own_seconds(), time.monotonic()
    yield load
    after = machine_and_own_seconds()
    if before and after:
        foreign = (after[0] - before[0]) - (after[1] - before[1])
        load.others = max(0.0, 100 * foreign / (time.monotonic() - began))


def machine_and_own_seconds() -> tuple[float, float] | None:
    """CPU seconds of the whole machine and of this process with all its descendants; None where there is no /proc."""
    if not Path("/proc/stat").exists():
        return None
    user, nice, system, _idle, _iowait, *interrupts = (
        int(part) for part in Path("/proc/stat").read_text().splitlines()[0].split()[1:8]
    )
    return (user + nice + system + sum(interrupts)) / TICKS, family_seconds(os.getpid())


def family_seconds(pid: int) -> float:
    """CPU seconds of a process with all its descendants."""
    family, seconds = {pid}, dict[int, tuple[int, float]]()
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (facts := process_facts(int(folder.name))):
            seconds[int(folder.name)] = facts
    grown = True
    while grown:
        more = {pid for pid, (parent, _) in seconds.items() if parent in family} - family
        family |= more
        grown = bool(more)
    return sum(seconds[one][1] for one in family if one in seconds)


def process_facts(pid: int) -> tuple[int, float] | None:
    """(parent, CPU seconds with those of its ended children)."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return int(parts[1]), sum(int(part) for part in parts[11:15]) / TICKS


def cpu_seconds(pid: int) -> float:
    facts = process_facts(pid)
    return facts[1] if facts else float("nan")


def memory_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return float("nan")
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), float("nan"))


@dataclass
class Table:
    """Prints each line as soon as it is known."""

    titles: Sequence[str] = ("what", "who", "n", "median", "p95", "x floor median", "x floor p95", "target", "others")
    widths: Sequence[int] = (27, 8, 5, 9, 9, 18, 18, 14, 7)
    notes: list[str] = field(default_factory=list)

    def head(self) -> None:
        self.line(*self.titles)
        self.line(*("-" * (width - 1) for width in self.widths))

    def line(self, *cells: str) -> None:
        print("".join(cell.ljust(width) for cell, width in zip(cells, self.widths, strict=True)).rstrip(), flush=True)

    def add(self, what: str, times: Mapping[str, Sequence[float]], targets: str, load: Load, digits: int = 0) -> None:
        for who, taken in times.items():
            ratios = ["", ""]
            if who != "floor" and "floor" in times:
                ratios = [
                    f"{of(taken) / of(times['floor']):.2f} ({interval(taken, times['floor'], of)})"
                    for of in (median, p95)
                ]
            shown = [f"{of(taken):.{digits}f} ms" for of in (median, p95)]
            target = "" if who == "floor" else targets
            others = "?" if load.others is None else f"{load.others:.0f} %"
            self.line(what, who, str(len(taken)), *shown, *ratios, target, others)
        if {"ours", "changed"} <= times.keys():
            self.notes.append(
                f"{what}: ours takes {paired(times, median)} the changed one's median, {paired(times, p95)} its p95"
            )
