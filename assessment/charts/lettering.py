"""Lines of text whose width is known before they are drawn: measured with the shipped fonts."""

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import ImageFont

FONT = "Atkinson Hyperlegible Next, sans-serif"
FONT_FOLDER = Path(__file__).parent / "fonts"
FONT_FILES = {400: "400Regular", 600: "600SemiBold"}
INK = "#1f2933"


def plain(text: str) -> str:
    """On one line, without control characters: some turn round what follows. Joiners hold emoji together."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if c == "\u200d" or unicodedata.category(c)[0] != "C")


def font_file(weight: int) -> Path:
    return FONT_FOLDER / f"AtkinsonHyperlegibleNext_{FONT_FILES[weight]}.ttf"


@lru_cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(weight), size=100)


@lru_cache(maxsize=4096)
def measure(text: str, px: int, weight: int) -> float:
    """The width in pixels; a character that our font lacks is taken to be as wide as other fonts make it."""
    ours = "".join(c for c in text if c <= "ſ" or "‐" <= c <= "…")
    ems = sum(1.4 if unicodedata.east_asian_width(c) in "WF" else 0.9 for c in text if c not in ours)
    return px * (_font(weight).getlength(ours) / 100 + ems)


@dataclass(frozen=True)
class Line:
    """One line of text; x and y are the middle of the edge that `align` names."""

    text: str
    px: int = 15
    weight: int = 600
    colour: str = INK
    x: float = 0
    y: float = 0
    align: str = "left"

    @property
    def width(self) -> float:
        return measure(self.text, self.px, self.weight)

    @property
    def left(self) -> float:
        return self.x - self.width * {"left": 0, "center": 0.5, "right": 1}[self.align]


def wrap(text: str, letters: int, room: float, most_lines: int = 3) -> list[Line]:
    """Lines of at most so many letters, or of fewer where these are too wide for the room."""
    for count in range(letters, 0, -1):
        lines = textwrap.wrap(plain(text), count) or [""]
        if len(lines) > most_lines:
            lines[most_lines - 1 :] = [lines[most_lines - 1][: count - 1].rstrip() + "…"]
        if all(Line(line).width <= room for line in lines):
            break
    return [Line(line) for line in lines]


def stack(lines: Sequence[Line], top: float, step: float, **place: Any) -> list[Line]:
    """The lines one under the other; `step` is negative where y grows upwards."""
    return [replace(line, y=top + step * (n + 0.5), **place) for n, line in enumerate(lines)]
