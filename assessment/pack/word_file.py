"""A pack as a Word document: real headings, styles, lists and tables, so that it can be pasted into a council's own."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from assessment.pack.packing import same_bytes
from assessment.pack.parts import Chart, Document, FirstPage, Grid, Heading, Items, Paragraph, Part, has_room, legible
from assessment.pack.radar import radar_png
from assessment.pack.word_looks import WIDTH_MM, fill, lay_out, mark, resize, set_up, widths_of

CHART_MM, LOGO_MM = 66, (40, 14)
AT_RIGHT = 2  # of a paragraph's alignments
MANY_ROWS, MANY_LETTERS, SMALL_PT = 10, 2_200, 8  # of page one, that it stays one page
TABLE, LIST, NUMBERED = "Table Grid", "List Bullet", "List Number"


def word_file(pack: Document) -> bytes:
    """The same pack gives the same bytes."""
    import docx  # whoever makes no document doesn't wait for it to load

    document = docx.Document()
    set_up(document, pack.page.title, pack.notice)
    writer = Writer(document, pack.notice)
    if pack.logo is not None:
        writer.picture(document, pack.logo.png, pack.logo.within(*LOGO_MM)[0]).alignment = AT_RIGHT
    writer.page_one(pack.page)
    for number, section in enumerate(pack.sections):
        document.add_heading(legible(section.title), 1).paragraph_format.page_break_before = number == 0
        writer.write(document, section.parts)
    mark(document)
    pictures = [("Logo", pack.logo_told)] * (pack.logo is not None)
    pictures += [("Scores by area", pack.page.chart.told)] if pack.page.chart else []
    describe(document, pictures)
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


class Writer:
    """The parts of a pack, one after the other, at the end of a document or of a cell of it."""

    def __init__(self, document: Any, notice: str) -> None:
        self.document, self.notice = document, notice
        self.ids = {style.name: style.style_id for style in document.styles}  # looked up once, not for each paragraph

    def page_one(self, page: FirstPage) -> None:
        """As in the PDF: the chart stands beside its table, or beside the words above it where names need the width."""
        from docx.oxml.ns import qn

        title = self.line(self.document, page.title, "Title")
        chart = page.chart
        is_wide = chart is not None and not all(has_room(axis.title) for axis in chart.axes)
        if chart is None:
            self.write(self.document, [*page.intro(), *page.ending(), *page.glance(), page.areas])
        elif is_wide:
            left, right = self.side_by_side((WIDTH_MM - CHART_MM, CHART_MM))
            self.write(left, page.intro())
            self.chart(right, chart)
            self.write(self.document, [*page.ending(), *page.glance(), replace(page.areas, widths=())])
        else:
            self.write(self.document, [*page.intro(), *page.ending(), *page.glance()])
            left, right = self.side_by_side((CHART_MM, WIDTH_MM - CHART_MM))
            self.chart(left, chart)
            self.table(right, page.areas, WIDTH_MM - CHART_MM - 4)
        lists = page.lists()
        for cell, (name, texts) in zip(
            self.side_by_side((WIDTH_MM / max(len(lists), 1),) * len(lists)), lists, strict=True
        ):
            self.write(cell, [Heading(name), Items(texts)])
        if is_wide or len(page.areas.rows) > MANY_ROWS:
            resize(self.document.element.body, SMALL_PT)
        elif sum(len(node.text or "") for node in self.document.element.body.iter(qn("w:t"))) > MANY_LETTERS:
            resize(self.document.element.body, SMALL_PT + 0.5)
        resize(title.paragraph_format.element, 18 if len(page.title) < 90 else 12)

    def side_by_side(self, widths: Sequence[float]) -> list[Any]:
        """Cells without lines. Their first paragraph is a place to begin at."""
        if not widths:
            return []
        table = self.document.add_table(rows=1, cols=len(widths))
        lay_out(table, widths)
        return list(table.rows[0].cells)

    def write(self, to: Any, parts: Iterable[Part]) -> None:
        for part in parts:
            self.write_one(to, part)

    def write_one(self, to: Any, part: Part) -> None:
        if isinstance(part, Heading):
            self.line(to, part.text, f"Heading {part.level}")
        elif isinstance(part, Paragraph):
            paragraph = self.line(to, "", "Normal")
            if part.lead:
                paragraph.add_run(legible(part.lead)).bold = True
            if part.text:
                paragraph.add_run(legible(part.text))
        elif isinstance(part, Items):
            for text in part.texts:
                self.line(to, text, NUMBERED if part.numbered else LIST)
        elif isinstance(part, Grid):
            self.table(to, part, WIDTH_MM)
        else:
            self.chart(to, part)

    def line(self, to: Any, text: str, style: str) -> Any:
        paragraph = first_free(to) or to.add_paragraph()
        if text:
            paragraph.add_run(legible(text))
        paragraph.paragraph_format.element.style = self.ids[style]
        return paragraph

    def table(self, to: Any, grid: Grid, width: float) -> None:
        self.line(to, grid.title, "Caption").paragraph_format.keep_with_next = True
        table = to.add_table(1 + len(grid.rows), len(grid.header))
        table.style = self.document.styles[TABLE]
        shares = grid.widths
        widths = [width * share / sum(shares) for share in shares] if shares else widths_of(grid, width)
        lay_out(table, widths)
        style = self.ids["No Spacing"]
        for number, (row, cells) in enumerate(zip(table.rows, (grid.header, *grid.rows), strict=True)):
            fill(row, widths, ["" if cell is None else legible(str(cell)) for cell in cells], style, bold=number == 0)

    def chart(self, to: Any, chart: Chart) -> None:
        self.picture(to, radar_png(chart, self.notice), CHART_MM - 6)

    def picture(self, to: Any, png: bytes, width: float) -> Any:
        """In its own shape; the paragraph that it stands in."""
        from docx.shared import Mm

        paragraph = self.line(to, "", "Normal")
        paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width))
        return paragraph


def first_free(to: Any) -> Any:
    """The paragraph that a new cell begins with."""
    paragraphs = to.paragraphs if hasattr(to, "width") else []
    is_new = len(paragraphs) == 1 and not to.tables and not paragraphs[0].runs
    return paragraphs[0] if is_new and paragraphs[0].style.name == "Normal" else None


def describe(document: Any, pictures: Sequence[tuple[str, str]]) -> None:
    """The names of the pictures, in their order, and what they show, for those who don't see it."""
    from docx.oxml.ns import qn

    for picture, (name, told) in zip(document.element.body.iter(qn("wp:docPr")), pictures, strict=True):
        picture.set("name", name)
        picture.set("descr", legible(told))
