"""What a board pack says, read back from its bytes with other libraries than those that wrote it where there are any.

`areas_of` is the table of page one as rows of texts, its header first; `text_of` all that can be read, on one line;
`overall_of` the council's own score there, None where none is shown. For tests of packs, wherever they come from.
"""

import re
import shutil
import subprocess
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from tests.serving import require

HEADLINE = re.compile(r"scores (\d+) out of 100")


def pdf_text(data: bytes, *options: str) -> str:
    reader = shutil.which("pdftotext")
    if reader is None:
        require("needs pdftotext (Debian: apt-get install poppler-utils)")
    done = subprocess.run([reader, *options, "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode().replace("\u200b", "")


def text_of(data: bytes, ending: str) -> str:
    said = {".pdf": pdf_text, ".pptx": slides_text, ".docx": word_text, ".xlsx": workbook_text}[ending](data)
    return " ".join(said.split())


def overall_of(data: bytes, ending: str) -> int | None:
    found = HEADLINE.search(text_of(data, ending))
    return int(found[1]) if found else None


def slides_text(data: bytes) -> str:
    slides = Presentation(BytesIO(data)).slides
    return "\n".join(text for slide in slides for text in (*texts_of(slide), slide.notes_slide.notes_text_frame.text))


def texts_of(slide: Any) -> list[str]:
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return [*frames, *(cell.text for table in tables for row in table.rows for cell in row.cells)]


def word_tables(data: bytes) -> list[Any]:
    """Those with lines, in their order, also where they stand in a cell of one that only lays out."""
    found: list[Any] = []

    def look(tables: list[Any]) -> None:
        for table in tables:
            if table._tbl.tblPr.style is not None:
                found.append(table)
            else:
                look([inner for row in table.rows for cell in row.cells for inner in cell.tables])

    look(Document(BytesIO(data)).tables)
    return found


def word_paragraphs(data: bytes) -> list[str]:
    body = Document(BytesIO(data)).element.body
    return [
        "".join(node.text or "" for node in one.iter() if node.tag.endswith("}t"))
        for one in body.iter()
        if one.tag.endswith("}p")
    ]


def word_text(data: bytes) -> str:
    return "\n".join(word_paragraphs(data))


def workbook_text(data: bytes) -> str:
    rows = (row for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def areas_of(data: bytes, ending: str, areas: int) -> list[list[str]]:
    if ending == ".pptx":
        (table,) = [shape.table for shape in Presentation(BytesIO(data)).slides[2].shapes if shape.has_table]
        return [[cell.text for cell in row.cells] for row in table.rows]
    if ending == ".docx":
        return [[cell.text for cell in row.cells] for row in word_tables(data)[0].rows]
    rows = [
        [cell for cell in row if cell is not None]
        for row in load_workbook(BytesIO(data))["Page one"].iter_rows(values_only=True)
    ]
    first = next(number for number, row in enumerate(rows) if row[:1] == ["Area"])
    return [[str(cell) for cell in row] for row in rows[first : first + 1 + areas]]
