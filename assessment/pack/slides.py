"""A pack as six slides for a board: native charts that can be edited, and in each slide's notes where its numbers
come from. What a slide has no room for is shortened there, and whole in its notes.
"""

import io
from collections.abc import Sequence
from itertools import islice

from assessment.pack.model import Pack
from assessment.pack.packing import same_bytes
from assessment.pack.parts import legible, shortened
from assessment.pack.slide_parts import Slides

ROOM, LITTLE_ROOM = 240, 150  # letters of one text on a slide
MOST_ROWS = 16  # of a table on a slide
READING = (
    "The score is the mean of the areas' scores, from 0 to 100. The range is what the unknown answers leave open.",
    "The level is what the council can rely on everywhere: strengths don't make up for gaps.",
    "Nobody has checked the answers unless it says who did: this is self-assessment.",
)


def slides(pack: Pack) -> bytes:
    """The same pack gives the same bytes."""
    from pptx import Presentation  # whoever makes no slides doesn't wait for it to load

    made = Presentation()
    told = made.core_properties
    told.title, told.author, told.language = shortened(pack.page.title, 200), "", "en-GB"
    told.last_modified_by = ""
    write(Slides(made, pack.notice, source_of(pack)), pack)
    out = io.BytesIO()
    made.save(out)
    return same_bytes(out.getvalue())


def write(to: Slides, pack: Pack) -> None:
    page = pack.page
    first = to.new("Digital maturity")
    to.lines(first, short([pack.sheet.council.name or "This council", page.about]), size=24)
    to.notes(first, [page.title, page.about])

    stand = to.new("Where we stand")
    standing = [page.headline, page.known, *page.remarks, page.level, page.mean]
    if page.chart is not None:
        to.chart(stand, page.chart)
    to.lines(stand, short(standing, 200), size=13 if page.chart else 16, beside=page.chart is not None)
    to.notes(stand, [*standing, *page.holding])

    areas = to.new("Scores by area")
    rows = [[shortened(str(cell), 60) for cell in row] for row in islice(page.areas.rows, MOST_ROWS)]
    more = len(page.areas.rows) - len(rows)
    to.table(areas, page.areas.title, page.areas.header, rows)
    whole = [": ".join(map(str, row)) for row in page.areas.rows]
    to.notes(areas, [f"{more} more areas stand in these notes." if more > 0 else "", *whole])

    place = to.new("Among other councils" if page.place else "Strengths and gaps")
    both = [*headed("Strengths", page.strengths), *headed("Gaps", page.gaps)]
    to.lines(place, short([*page.place[-2:], *both], LITTLE_ROOM), size=14)
    to.notes(place, [*page.place, *both])

    asked = to.new(page.asked_title)
    listed = [f"{number}. {text}" for number, text in enumerate(page.asked, 1)]
    to.lines(asked, short(listed or ["Nothing is left to do: every question is at its highest level."]), size=18)
    to.notes(asked, [page.asked_why, *listed])

    reading = to.new("How to read this")
    to.lines(reading, READING, size=18)
    to.notes(reading, [])


def headed(title: str, texts: Sequence[str]) -> list[str]:
    return [f"{title}:", *texts] if texts else []


def short(texts: Sequence[str], room: int = ROOM) -> list[str]:
    return [shortened(text, room) for text in texts if text]


def source_of(pack: Pack) -> str:
    """Where each number on a slide comes from."""
    versions = "; ".join(f"{area.rubric.title} {area.rubric.version}" for area in pack.result.areas)
    return legible(f"Source: the council's own answers. {pack.page.about} Questions: {versions}.")
