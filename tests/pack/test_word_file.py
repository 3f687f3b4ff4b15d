"""The pack as a Word document, read back."""

import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from assessment.files import NOTICE
from assessment.pack import write_pack
from assessment.pack.parts import Grid, legible
from tests.packs import HOSTILE, LONG, UNWRITABLE, generated, hostile, outward, parts_of, shown_numbers


def read(data: bytes) -> Any:
    return Document(BytesIO(data))


def text_of(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("number", range(10))
def test_the_digits_are_those_of_the_result(number: int) -> None:
    pack = generated(number)
    document = read(write_pack(pack, ".docx"))
    said = text_of(document)
    tables = {table.rows[0].cells[1].text: table for table in reversed(document.tables)}
    shown = tables["Score (range)" if number % 3 else "Score"]

    assert [[cell.text for cell in row.cells] for row in shown.rows] == [pack.page.areas.header, *pack.page.areas.rows]
    assert pack.page.headline in said
    assert pack.page.level in said
    assert [one for one in shown_numbers(pack) if not re.search(rf"\b{one}\b", said)] == []
    grids = [part for section in pack.sections for part in section.parts if isinstance(part, Grid)]
    assert len(document.tables) == 1 + len(grids)


@pytest.mark.parametrize("text", [*HOSTILE, LONG])
def test_hostile_text_is_text(text: str) -> None:
    data = write_pack(hostile(text), ".docx")
    document = read(data)

    assert f"Note: {legible(text)}" in [paragraph.text for paragraph in document.paragraphs]
    assert legible(text[:200]) in document.paragraphs[0].text
    assert outward(data) == []
    body = dict(parts_of(data))["word/document.xml"]
    assert re.findall("<w:(?:hyperlink|fldSimple|instrText|altChunk|object)", body) == []
    assert re.findall("<(?:script|b)>", body) == []


def test_what_xml_cannot_hold_spoils_no_document() -> None:
    assert "Note: " + legible(UNWRITABLE) in text_of(read(write_pack(hostile(UNWRITABLE), ".docx")))


def test_headings_go_down_one_level_at_a_time_and_tables_have_theirs() -> None:
    data = write_pack(generated(3), ".docx")
    document = read(data)
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]

    assert document.paragraphs[0].style.name == "Title"
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    body = dict(parts_of(data))
    assert 'descr="Radar chart of scores by area' in body["word/document.xml"]
    assert 'w:val="en-GB"' in body["word/styles.xml"]


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert write_pack(generated(2), ".docx") == write_pack(generated(2), ".docx")


def test_a_pack_of_the_demo_says_so_at_the_head_of_every_page() -> None:
    document = read(write_pack(hostile("An invented council", NOTICE), ".docx"))

    assert [section.header.paragraphs[0].text for section in document.sections] == [NOTICE]
