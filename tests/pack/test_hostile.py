"""Hostile text in every field of every format, read back: it is text, and nothing in a document leads out of it."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assessment.pack import write_pack
from assessment.pack.parts import legible
from tests.pack_readers import pdf_text, text_of
from tests.packs import HOSTILE, LONG, TURNED, UNWRITABLE, hostile, letters, outward, parts_of

OFFICE = (".pptx", ".docx", ".xlsx")
TEXTS = [*HOSTILE, LONG, UNWRITABLE, TURNED]
MARKUP = re.compile(r"<(?:script|b|iframe)(?:\s[^>]*)?>")
LIVE = re.compile(
    r"<\w+:(?:hlinkClick|hlinkHover|hyperlink|altChunk|object|oleObject|instrText)\b|<(?:f|externalLink)\b"
)


def workbooks_in(data: bytes, ending: str) -> Iterator[bytes]:
    if ending == ".xlsx":
        yield data
    with zipfile.ZipFile(BytesIO(data)) as packed:
        yield from (packed.read(name) for name in packed.namelist() if name.endswith(".xlsx"))


@pytest.mark.parametrize("ending", OFFICE)
@pytest.mark.parametrize("text", TEXTS)
def test_it_is_read_back_as_text_and_nothing_runs_leads_out_or_turns(text: str, ending: str) -> None:
    data = write_pack(hostile(text), ending)
    said = text_of(data, ending)

    assert outward(data) == []
    assert [found for _, xml in parts_of(data) for look in (MARKUP, LIVE) for found in look.findall(xml)] == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", said)
    for book in workbooks_in(data, ending):
        cells = [cell for sheet in load_workbook(BytesIO(book)) for row in sheet.iter_rows() for cell in row]
        assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    whole = text[:400] if text is not LONG else "A line with"  # a slide has no room for all of it
    assert letters(legible(whole)) in letters(said)
    assert letters(f"{legible(text[:200])}, by 1 March 2027") in letters(said) or text is LONG


@pytest.mark.parametrize("text", HOSTILE[:3])
def test_the_pdf_has_it_as_text_and_nothing_to_follow(text: str) -> None:
    data = write_pack(hostile(text), ".pdf")

    assert letters(legible(text[:400])) in letters(pdf_text(data, "-raw"))
    assert re.findall(rb"/(?:URI|JavaScript|Launch|EmbeddedFile|GoToR)\b", data) == []
