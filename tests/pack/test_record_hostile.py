"""Hostile text wherever somebody in a workshop may write, in every format of its record: it is text."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assessment.pack import make_record, write_record
from assessment.pack.parts import legible
from tests.pack.test_hostile import LIVE, MARKUP, OFFICE, TEXTS
from tests.pack.test_paper import is_accessible
from tests.pack.test_signs import SIGNS
from tests.pack_readers import pdf_text, text_of
from tests.packs import HOSTILE, LONG, letters, outward, parts_of
from tests.records import hostile_meeting


@pytest.mark.parametrize("ending", OFFICE)
@pytest.mark.parametrize("text", TEXTS)
def test_it_is_read_back_as_text_and_nothing_runs_leads_out_or_turns(text: str, ending: str) -> None:
    data = write_record(make_record(hostile_meeting(text)), ending)
    said = text_of(data, ending)

    assert outward(data) == []
    assert [found for _, xml in parts_of(data) for look in (MARKUP, LIVE) for found in look.findall(xml)] == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", said)
    if ending == ".xlsx":
        cells = [cell for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row]
        assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    whole = text[:200] if text is not LONG else "A line with"
    assert letters(legible(whole)) in letters(said)
    assert letters(legible(f"A: {text[:300]}")) in letters(said) or ending != ".docx"


@pytest.mark.parametrize("text", TEXTS)
def test_the_pdf_has_it_as_text_and_nothing_to_follow_and_stays_accessible(text: str, tmp_path: Path) -> None:
    data = write_record(make_record(hostile_meeting(text)), ".pdf")

    if text in HOSTILE and text.isascii():
        assert letters(legible(f"Dissent: {text}")) in letters(pdf_text(data, "-raw"))
    assert re.findall(rb"/(?:URI|JavaScript|Launch|EmbeddedFile|GoToR)\b", data) == []
    assert is_accessible(data, tmp_path)


@pytest.mark.parametrize("signs", SIGNS.values(), ids=SIGNS)
def test_a_pdf_is_made_of_any_sign(signs: str) -> None:
    assert write_record(make_record(hostile_meeting(f"A {signs} list")), ".pdf").startswith(b"%PDF")


@pytest.mark.parametrize("text", [*TEXTS, "harmless\n=1+1", "a;=1+1", "a\t=1+1"])
def test_no_cell_of_the_csv_is_a_formula_whatever_stands_between_cells(text: str) -> None:
    said = write_record(make_record(hostile_meeting(text)), ".csv").decode("utf-8-sig")

    for separator in ",;\t":
        cells = [cell for row in csv.reader(StringIO(said), delimiter=separator) for cell in row]
        assert [cell for cell in cells if cell.lstrip(" \"'\r\n\t")[:1] in tuple("=+@-") and cell[:1] != "'"] == []
