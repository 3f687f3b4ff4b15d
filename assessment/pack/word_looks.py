"""How a Word document looks: its page, styles and tables, in what a council's own paper has too."""

from collections.abc import Sequence
from typing import Any

from assessment.pack.parts import Grid, legible, shortened

A4_MM, MARGIN_MM, ABOVE_MM = (210, 297), 20, 16
WIDTH_MM = A4_MM[0] - 2 * MARGIN_MM
LONGEST_TITLE = 200
LANGUAGE, FONT = "en-GB", "Arial"
BRAND, INK, QUIET, RED, RULE, SHADE = "0B5394", "1F2933", "52606D", "8A1C1C", "CBD2D9", "E8EEF4"
LOOKS = {  # points, colour, space before and after
    "Normal": (9.5, INK, 0, 3),
    "Title": (18, BRAND, 0, 4),
    "Heading 1": (16, BRAND, 16, 4),
    "Heading 2": (11.5, INK, 8, 2),
    "Heading 3": (9.5, INK, 8, 2),
    "Caption": (8.5, QUIET, 2, 2),
    "List Bullet": (9.5, INK, 0, 1),
    "List Number": (9.5, INK, 0, 1),
    "No Spacing": (8, INK, 0, 0),
}
LETTER_MM, PADDING_MM = 1.65, 3  # of a table's cell


def set_up(document: Any, title: str, notice: str) -> None:
    """Paper, language, styles, what stands at the foot and head of every page, and what the file says of itself."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in A4_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(ABOVE_MM)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    set_styles(document.styles)
    if notice:
        run = section.header.paragraphs[0].add_run(legible(notice))
        run.bold, run.font.color.rgb = True, RGBColor.from_string(RED)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{shortened(title, 80)}. Page ")
    add_page_number(foot)
    told = document.core_properties
    told.title, told.author, told.language = shortened(title, LONGEST_TITLE), "", LANGUAGE
    told.comments, told.last_modified_by = legible(notice), ""


def set_styles(styles: Any) -> None:
    """One family of letters for all; the template's theme would name others for headings."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for fonts in styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    for name, (size, colour, before, after) in LOOKS.items():
        style = styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.05
    title = styles["Title"].element
    title.find(qn("w:pPr")).remove(title.find(f"{qn('w:pPr')}/{qn('w:pBdr')}"))
    for margin in styles["Table Grid"].element.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}"):
        margin.set(qn("w:w"), "60" if margin.tag in (qn("w:left"), qn("w:right")) else "0")
    for line in styles["Table Grid"].element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}"):
        line.set(qn("w:color"), RULE)


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


def widths_of(grid: Grid, width: float) -> list[float]:
    """In millimetres: each column as wide as what it holds, as long as there is room; else the widest give way."""
    columns = zip(*([str(cell or "") for cell in row] for row in grid.rows), strict=True)
    words = [max(map(len, name.split())) for name in grid.header]
    wanted = [
        LETTER_MM * max(word + 1, *map(len, cells)) + PADDING_MM for word, cells in zip(words, columns, strict=True)
    ]
    while sum(wanted) > width:
        widest = max(wanted)
        wanted = [max(one - 1, 1) if one == widest else one for one in wanted]
    return [wanted[0] + width - sum(wanted), *wanted[1:]]


def lay_out(table: Any, widths: Sequence[float]) -> None:
    """In millimetres; in the table's own grid too, since some programs read only that."""
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def fill(row: Any, widths: Sequence[float], texts: Sequence[str], style: str, *, bold: bool) -> None:
    from docx.shared import Mm

    for cell, width, text in zip(row.cells, widths, texts, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.element.style = style
        paragraph.add_run(text).bold = bold or None


def mark(document: Any) -> None:
    """Which rows of the tables with lines are headings, to be repeated on the next page; no row is cut by its end."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for table in document.element.body.iter(qn("w:tbl")):
        if table.tblPr.style is None:
            continue  # it only lays out
        for number, row in enumerate(table.tr_lst):
            options = row.get_or_add_trPr()
            options.append(OxmlElement("w:cantSplit"))
            if number == 0:
                options.append(OxmlElement("w:tblHeader"))
                for cell in row.tc_lst:
                    shade = OxmlElement("w:shd")
                    shade.set(qn("w:val"), "clear")
                    shade.set(qn("w:fill"), SHADE)
                    cell.get_or_add_tcPr().append(shade)


def resize(element: Any, size: float) -> None:
    """All text in it."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for run in element.iter(qn("w:r")):
        run.get_or_add_rPr().sz_val = Pt(size)
