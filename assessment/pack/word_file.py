"""A pack as a Word document: real headings, styles, lists and tables, so that it can be pasted into a council's own."""

import io
from collections.abc import Sequence
from typing import Any

from assessment.pack.model import Pack
from assessment.pack.packing import same_bytes
from assessment.pack.parts import Chart, Grid, Heading, Items, Paragraph, Part, legible, shortened
from assessment.pack.radar import radar_png

A4_MM, MARGIN_MM, CHART_MM = (210, 297), 20, 110
LONGEST_TITLE = 200
LANGUAGE = "en-GB"
LIST, NUMBERED, TABLE = "List Bullet", "List Number", "Light List Accent 1"
RED = (0x8A, 0x1C, 0x1C)


def word_file(pack: Pack) -> bytes:
    """The same pack gives the same bytes."""
    from docx import Document  # whoever makes no document doesn't wait for it to load

    document = Document()
    set_up(document, pack)
    writer = Writer(document, pack.notice)
    document.add_paragraph(legible(pack.page.title), style="Title")
    writer.write(pack.page.parts())
    for number, section in enumerate(pack.sections):
        document.add_heading(legible(section.title), 1).paragraph_format.page_break_before = number == 0
        writer.write(section.parts)
    mark(document, pack)
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


class Writer:
    """The parts of a pack, one after the other, at the end of a document."""

    def __init__(self, document: Any, notice: str) -> None:
        self.document, self.notice = document, notice
        self.ids = {style.name: style.style_id for style in document.styles}  # looked up once, not for each paragraph

    def write(self, parts: Any) -> None:
        for part in parts:
            self.write_one(part)

    def write_one(self, part: Part) -> None:
        if isinstance(part, Heading):
            self.line(part.text, f"Heading {part.level}")
        elif isinstance(part, Paragraph):
            paragraph = self.document.add_paragraph()
            if part.lead:
                paragraph.add_run(legible(part.lead)).bold = True
            if part.text:
                paragraph.add_run(legible(part.text))
        elif isinstance(part, Items):
            for text in part.texts:
                self.line(text, NUMBERED if part.numbered else LIST)
        elif isinstance(part, Grid):
            self.table(part)
        else:
            self.chart(part)

    def line(self, text: str, style: str) -> Any:
        paragraph = self.document.add_paragraph(legible(text))
        paragraph.paragraph_format.element.style = self.ids[style]
        return paragraph

    def table(self, grid: Grid) -> None:
        from docx.shared import Mm

        self.line(grid.title, "Caption").paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1 + len(grid.rows), cols=len(grid.header), style=TABLE)
        for row, cells in zip(table.rows, (grid.header, *grid.rows), strict=True):
            fill(row.cells, ["" if cell is None else str(cell) for cell in cells])
        if grid.widths:
            table.autofit = False
            for row in table.rows:
                for cell, share in zip(row.cells, grid.widths, strict=True):
                    cell.width = Mm((A4_MM[0] - 2 * MARGIN_MM) * share / sum(grid.widths))
        self.document.add_paragraph()

    def chart(self, chart: Chart) -> None:
        from docx.shared import Mm

        self.document.add_picture(io.BytesIO(radar_png(chart, self.notice)), width=Mm(CHART_MM))


def fill(cells: Sequence[Any], texts: Sequence[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].add_run(legible(text))


def mark(document: Any, pack: Pack) -> None:
    """For those who don't see it: which rows are headings (they are repeated on the next page), and what a picture
    shows.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    body = document.element.body
    for table in body.iter(qn("w:tbl")):
        table.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    charts = (part for part in pack.page.parts() if isinstance(part, Chart))
    for picture, chart in zip(body.iter(qn("wp:docPr")), charts, strict=True):
        picture.set("name", "Scores by area")
        picture.set("descr", legible(chart.told))


def set_up(document: Any, pack: Pack) -> None:
    """Paper, language, what stands at the foot and head of every page, and what the file says of itself."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in A4_MM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    if pack.notice:
        run = section.header.paragraphs[0].add_run(legible(pack.notice))
        run.bold, run.font.color.rgb = True, RGBColor(*RED)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{shortened(pack.page.title, 80)}. Page ")
    add_page_number(foot)
    told = document.core_properties
    told.title, told.author, told.language = shortened(pack.page.title, LONGEST_TITLE), "", LANGUAGE
    told.comments, told.last_modified_by = legible(pack.notice), ""


def add_page_number(paragraph: Any) -> None:
    """A field, which the reader's program fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.paragraph_format.element.append(field)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
