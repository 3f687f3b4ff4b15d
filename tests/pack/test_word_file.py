"""The pack as a Word document, read back."""

import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from assessment.files import NOTICE
from assessment.pack import write_pack
from assessment.pack.parts import Grid, legible
from tests.pack_readers import areas_of, word_tables, word_text
from tests.packs import HOSTILE, LONG, SOME, UNWRITABLE, generated, hostile, outward, parts_of, shown_numbers


def read(data: bytes) -> Any:
    return Document(BytesIO(data))


@pytest.mark.parametrize("number", SOME)
def test_the_digits_are_those_of_the_result(number: int) -> None:
    pack = generated(number)
    data = write_pack(pack, ".docx")
    said = word_text(data)

    assert areas_of(data, ".docx", len(pack.page.areas.rows)) == [pack.page.areas.header, *pack.page.areas.rows]
    assert pack.page.headline in said
    assert pack.page.level in said
    assert [one for one in shown_numbers(pack) if not re.search(rf"\b{one}\b", said)] == []
    grids = [part for section in pack.sections for part in section.parts if isinstance(part, Grid)]
    assert len(word_tables(data)) == 1 + len(grids)


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
    assert "Note: " + legible(UNWRITABLE) in word_text(write_pack(hostile(UNWRITABLE), ".docx"))


def test_headings_go_down_one_level_at_a_time_and_tables_have_theirs() -> None:
    data = write_pack(generated(3), ".docx")
    document = read(data)
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]

    assert document.paragraphs[0].style.name == "Title"
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in word_tables(data))
    body = dict(parts_of(data))
    assert 'descr="Radar chart of scores by area' in body["word/document.xml"]
    assert 'w:val="en-GB"' in body["word/styles.xml"]


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert write_pack(generated(2), ".docx") == write_pack(generated(2), ".docx")


def test_a_pack_of_the_demo_says_so_at_the_head_of_every_page() -> None:
    document = read(write_pack(hostile("An invented council", NOTICE), ".docx"))

    assert [section.header.paragraphs[0].text for section in document.sections] == [NOTICE]
