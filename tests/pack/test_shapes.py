"""What a pack looks like with many areas, long names, words that no line can break, few answers or none: page one is
one page, nothing covers anything else, and nothing is cut off.
"""

import re
from io import BytesIO
from itertools import takewhile
from typing import NamedTuple

import pytest
from pptx import Presentation

from assessment.pack import write_pack
from assessment.pack.radar import radar_svg
from tests.pack_readers import pdf_text, text_of, texts_of
from tests.packs import SHAPES, shaped, short

BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


class Word(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str

    def covers(self, other: "Word") -> bool:
        """Where the letters are: a box is higher than these, by what a font may have above and below them."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 1 and high > 0.5 * min(self.bottom - self.top, other.bottom - other.top)


def words_on(page: str) -> list[Word]:
    return [Word(*map(float, found[:4]), found[4]) for found in BOX.findall(page)]


def pages_of(pdf: bytes) -> list[list[Word]]:
    return [words_on(page) for page in pdf_text(pdf, "-bbox").split("<page ")[1:]]


def covered(words: list[Word]) -> list[tuple[str, str]]:
    """Only words whose tops are near each other can."""
    found, ordered = [], sorted(words, key=lambda word: word.top)
    for number, one in enumerate(ordered):
        below = takewhile(lambda other, one=one: other.top < one.bottom, ordered[number + 1 :])
        found += [(one.text, other.text) for other in below if one.covers(other)]
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_page_one_of_the_pdf_is_one_page_and_nothing_covers_anything(shape: str) -> None:
    pages = pages_of(write_pack(SHAPES[shape](), ".pdf"))

    assert "Contents" in [word.text for word in pages[1]][:8]
    assert [covered(page) for page in pages if covered(page)] == []
    assert [word for page in pages for word in page if word.left < 50 or word.right > 545 or word.bottom > 820] == []
    assert all(len(page) > 30 for page in pages)


@pytest.mark.parametrize("shape", SHAPES)
def test_slides_hold_all_that_stands_on_them(shape: str) -> None:
    pack = SHAPES[shape]()
    made = Presentation(BytesIO(write_pack(pack, ".pptx")))

    assert len(made.slides) == 6
    for slide in made.slides:
        assert [s.name for s in slide.shapes if s.top + s.height > made.slide_height or s.left < 0] == []
        assert len([text for text in texts_of(slide) if text]) > 1  # none is empty
    (table,) = [shape.table for shape in made.slides[2].shapes if shape.has_table]
    assert sum(row.height for row in table.rows) <= made.slide_height
    assert [cell.text for row in table.rows for cell in row.cells if cell.text.endswith("…")] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_no_name_at_an_axis_is_cut(shape: str) -> None:
    chart = SHAPES[shape]().page.chart

    assert chart is None or "…" not in radar_svg(chart)


@pytest.mark.parametrize("ending", [".pdf", ".pptx", ".docx", ".xlsx"])
def test_where_nothing_is_answered_there_is_something_to_do(ending: str) -> None:
    said = text_of(write_pack(shaped(4, short, missing=1), ending), ending)

    assert "Find out:" in said
    assert "Nothing is left to do" not in said
    assert "No move is left" not in said
