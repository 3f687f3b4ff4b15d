"""What a slide is made of: a title, lines that fit their place, a table, and notes."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from assessment.pack.packing import same_bytes
from assessment.pack.parts import legible, shortened

WIDTH_IN, HEIGHT_IN, EDGE_IN = 13.333, 7.5, 0.6
TOP_IN, ROOM_IN = 1.5, 5.6  # what is under the title
FULL_IN = WIDTH_IN - 2 * EDGE_IN
CHART_IN = 7.2  # wide
TITLE_ONLY = 5  # the layout's number: a real title, for those who find their way by it
BLUE, BROWN, GREEN, INK, RED = "0B5394", "8A5A00", "1B5E20", "1F2933", "8A1C1C"
GREY, WHITE, SHADE = "CBD2D9", "FFFFFF", "EEF3F8"
FONT = "Arial"
SIZES = (24, 22, 20, 18, 16, 14, 12, 11)  # points: the largest at which all has room
LETTER_EM, LINE_EM, AFTER_PT = 0.53, 1.22, 6  # of Arial on average, and between its lines
LOST = 3  # letters of a line: a word that finds no room at its end begins the next one
SHARES, HALF, LONG_NAME = (
    {2: 0.65, 3: 0.5, 4: 0.38, 5: 0.3, 6: 0.25},
    0.55,
    30,
)  # of a table's width for its first column
HEAD_IN = 0.6
Place = tuple[float, float, float, float]
"""Left, top, width, height, in inches."""


class Slides:
    """A presentation while it is written. `notice` stands on every slide, `source` in the notes of every slide."""

    def __init__(self, presentation: Any, notice: str, source: str) -> None:
        from pptx.util import Inches

        self.made, self.notice, self.source = presentation, notice, source
        presentation.slide_width, presentation.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)

    def new(self, title: str) -> Any:
        from pptx.util import Inches, Pt

        slide = self.made.slides.add_slide(self.made.slide_layouts[TITLE_ONLY])
        head = slide.shapes.title
        head.left, head.top = Inches(EDGE_IN), Inches(0.4)
        head.width, head.height = Inches(FULL_IN), Inches(0.9)
        head.text_frame.text = legible(title)
        paint(head.text_frame.paragraphs[0], Pt(30), BLUE, bold=True)
        if self.notice:
            self.box(slide, [self.notice], (EDGE_IN, 0.1, FULL_IN, 0.4), 12, colour=RED, bold=True)
        return slide

    def lines(self, slide: Any, texts: Sequence[str], place: Place, *, largest: int = 24, lead: bool = False) -> None:
        """As large as there is room for, and only where the smallest letters have none, shortened. `lead`: the first
        is bold.
        """
        size, fitting = fitted([" ".join(legible(text).split()) for text in texts if text], place, largest)
        self.box(slide, fitting, place, size, lead=lead)

    def box(
        self,
        slide: Any,
        texts: Sequence[str],
        place: Place,
        size: int,
        *,
        colour: str = INK,
        bold: bool = False,
        lead: bool = False,
    ) -> None:
        from pptx.util import Inches, Pt

        frame = slide.shapes.add_textbox(*map(Inches, place)).text_frame
        frame.word_wrap = True
        for number, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.text = legible(text)
            paragraph.space_after = Pt(AFTER_PT)
            paint(paragraph, Pt(size), colour, bold=bold or (lead and number == 0))

    def table(self, slide: Any, title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """All of it on the slide, each row on one line: many rows or long names in small letters."""
        from pptx.util import Inches

        longest = max((len(row[0]) for row in rows), default=0)
        first = FULL_IN * (HALF if longest > LONG_NAME else SHARES[len(header)])
        others = (FULL_IN - first) / (len(header) - 1)
        height = min(0.5, (ROOM_IN - HEAD_IN) / max(len(rows), 1))
        size = max(min(18, int(72 * height / 1.45), int(in_letters(first, 1) / max(longest, 1))), SIZES[-1] - 1)
        shape = slide.shapes.add_table(
            len(rows) + 1, len(header), *map(Inches, (EDGE_IN, TOP_IN, FULL_IN, HEAD_IN + height * len(rows)))
        )
        describe(shape, title, title)
        table = shape.table
        for number, column in enumerate(table.columns):
            column.width = Inches(others if number else first)
        for number, cells in enumerate((header, *rows)):
            table.rows[number].height = Inches(height if number else HEAD_IN)
            for place, text in enumerate(cells):
                said = legible(text) if place else shortened(text, int(in_letters(first, size)))
                fill(table.cell(number, place), said, min(size, 14) if number == 0 else size, number)

    def picture(self, slide: Any, png: bytes, size: tuple[float, float], told: str) -> None:
        """At the top right, where the title gives way to it."""
        from pptx.util import Inches

        place = (WIDTH_IN - EDGE_IN - size[0], 0.35, *size)
        slide.shapes.title.width = Inches(place[0] - EDGE_IN - 0.2)
        shape = slide.shapes.add_picture(io.BytesIO(png), *map(Inches, place))
        shape.name = "Logo"
        shape.element.nvPicPr.cNvPr.set("descr", legible(told))

    def notes(self, slide: Any, texts: Sequence[str]) -> None:
        said = [legible(text) for text in (self.notice, *texts, self.source) if text]
        slide.notes_slide.notes_text_frame.text = "\n".join(said)


def deck(title: str, notice: str, source: str, write: Callable[[Slides], None]) -> bytes:
    """A presentation that `write` fills. The same slides give the same bytes."""
    from pptx import Presentation  # whoever makes no slides doesn't wait for it to load

    made = Presentation()
    told = made.core_properties
    told.title, told.author, told.language = shortened(title, 200), "", "en-GB"
    told.last_modified_by = ""
    write(Slides(made, notice, source))
    out = io.BytesIO()
    made.save(out)
    return same_bytes(out.getvalue())


def fill(cell: Any, text: str, size: int, row: int) -> None:
    """The first row is that of headings, and of the others each second one is shaded."""
    from pptx.util import Inches, Pt

    cell.text = text
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour_of(BLUE if row == 0 else WHITE if row % 2 else SHADE)
    paint(cell.text_frame.paragraphs[0], Pt(size), WHITE if row == 0 else INK, bold=row == 0)


def in_letters(width: float, size: int) -> float:
    """How many letters of such a size stand side by side, on average."""
    return 72 * (width - 0.2) / (LETTER_EM * size)


def fitted(texts: Sequence[str], place: Place, largest: int) -> tuple[int, list[str]]:
    for size in SIZES:
        if size <= largest and height_of(texts, place[2], size) <= place[3]:
            return size, list(texts)
    size, letters = SIZES[-1], max(map(len, texts), default=0)
    while letters > 40 and height_of([shortened(text, letters) for text in texts], place[2], size) > place[3]:
        letters = int(0.9 * letters)
    return size, [shortened(text, letters) for text in texts]


def height_of(texts: Sequence[str], width: float, size: int) -> float:
    """In inches, reckoned from how wide letters are on average."""
    letters = max(int(in_letters(width, size)), 1)
    lines = sum(-(-len(text) // max(letters - LOST, 1)) for text in texts)
    return (lines * LINE_EM * size + len(texts) * AFTER_PT) / 72 + 0.1


def describe(shape: Any, text: str, name: str) -> None:
    """For those who don't see it."""
    shape.name = name
    shape.element.nvGraphicFramePr.cNvPr.set("descr", legible(text))


def paint(paragraph: Any, size: Any, colour: str, *, bold: bool = False) -> None:
    from pptx.enum.text import PP_ALIGN

    paragraph.alignment = PP_ALIGN.LEFT
    font = paragraph.font
    font.size, font.bold, font.color.rgb, font.name = size, bold, colour_of(colour), FONT


def colour_of(text: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(text)
