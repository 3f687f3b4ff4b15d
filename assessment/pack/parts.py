"""What a document of any format is made of: plain text in headings, paragraphs, lists, tables and one chart.

Nothing here knows a format. Text that people wrote stays text: each writer passes it through `legible`, and none of
them reads markup, formulas or paths in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Protocol

from assessment.files import Cell
from assessment.pack.logo import Logo

# What XML can't hold, and what only turns the direction of the letters that follow (letters keep their own direction)
MOST_NAMED_AXES = 6  # of the drawn radar
LONGEST_NAME, LONGEST_WORD = 30, 14  # letters beside an axis: three lines, and one
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Signs that join or mark the letter before them: no word has so many, and to set thousands on one letter takes minutes
JOINING, MOST_JOINED = frozenset({"Mn", "Mc", "Me", "Cf"}), 16


def legible(text: str) -> str:
    """The text as any document can hold it: unwritable characters shown as such, and none that turns its line."""
    lines = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return few_joined(UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", TURNING.sub("", lines)))


def few_joined(text: str) -> str:
    if text.isascii():
        return text
    runs = groupby(text, lambda char: unicodedata.category(char) in JOINING)
    return "".join("".join(islice(run, MOST_JOINED) if joins else run) for joins, run in runs)


def has_room(name: str) -> bool:
    """Beside an axis."""
    return len(name) <= LONGEST_NAME and all(len(word) <= LONGEST_WORD for word in name.split())


def is_drawable(name: str) -> bool:
    """Beside an axis of a drawn chart, whose shipped font has Latin letters only."""
    return has_room(name) and all(char <= "\u017f" or "\u2010" <= char <= "\u2026" for char in name)


def shortened(text: str, letters: int) -> str:
    """On one line, and where it is longer than so many letters, its beginning."""
    line = " ".join(legible(text).split())
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"


@dataclass(frozen=True)
class Heading:
    """Within a section: level 2, or 3 under it."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """`lead` stands before the text, in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Items:
    texts: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with its title. Texts as they are shown; `widths`: shares of the page, where the columns need them."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Axis:
    """One area in a chart, in points from 0 to 100. `score` is None where there is none, and is never drawn as 0;
    `peers`: the others' median, its middle half, and how many they are; `target`: the score once its target is met.
    """

    title: str
    score: float | None
    lowest: float
    highest: float
    peers: float | None = None
    middle_half: tuple[float, float] | None = None
    others: int = 0
    target: float | None = None


@dataclass(frozen=True)
class Series:
    """One line of a chart: its name, and a value for each axis."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """`told`: the same in a sentence, for those who don't see it."""

    axes: tuple[Axis, ...]
    told: str

    @property
    def is_radar(self) -> bool:
        """Two make no shape."""
        return len(self.axes) > 2

    @property
    def is_numbered(self) -> bool:
        """Whether its drawn axes show numbers, which its table then has: many names, or long ones, find no room."""
        return len(self.axes) > MOST_NAMED_AXES or not all(is_drawable(axis.title) for axis in self.axes)

    @property
    def names(self) -> list[str]:
        """Of the axes of a native chart, which has room for more: its table's numbers only where a name is too long."""
        if all(has_room(axis.title) for axis in self.axes):
            return [axis.title for axis in self.axes]
        return [str(number) for number in range(1, len(self.axes) + 1)]

    @property
    def series(self) -> tuple[Series, ...]:
        own = Series("This council", tuple(axis.score for axis in self.axes))
        peers = Series("Peers' median", tuple(axis.peers for axis in self.axes))
        targets = Series("Target", tuple(axis.target for axis in self.axes))
        more = (one for one in (peers, targets) if any(value is not None for value in one.values))
        return (own, *more)


Part = Heading | Paragraph | Items | Grid | Chart


@dataclass(frozen=True)
class Section:
    """A chapter, whose title is a heading of level 1."""

    title: str
    parts: tuple[Part, ...]


class FirstPage(Protocol):
    """What stands alone on the first page of a document, in the order of `parts`."""

    @property
    def title(self) -> str: ...
    @property
    def headline(self) -> str: ...
    @property
    def areas(self) -> Grid: ...
    @property
    def chart(self) -> Chart | None: ...
    def intro(self) -> Iterable[Part]: ...
    def ending(self) -> Iterable[Part]: ...
    def glance(self) -> Iterable[Part]: ...
    def lists(self) -> list[tuple[str, tuple[str, ...]]]: ...
    def parts(self) -> Iterable[Part]: ...


class Document(Protocol):
    """What each writer of running text needs of what it writes; `notice` stands on every page."""

    @property
    def page(self) -> FirstPage: ...
    @property
    def sections(self) -> tuple[Section, ...]: ...
    @property
    def notice(self) -> str: ...
    @property
    def logo(self) -> Logo | None: ...
    @property
    def logo_told(self) -> str: ...
