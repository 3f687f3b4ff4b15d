"""The pack as a PDF, read back as text, and held against PDF/UA-1."""

import re
from pathlib import Path

import pytest

from assessment.files import NOTICE
from assessment.pack import write_pack
from assessment.pack.paper import named, spelled
from assessment.pack.parts import legible
from tests.pack_readers import pdf_text
from tests.packs import HOSTILE, LONG, SOME, UNWRITABLE, generated, hostile, letters, shown_numbers


def is_accessible(data: bytes, folder: Path) -> bool:
    page = pytest.importorskip("page", reason="page-validation knows the rules of PDF/UA-1")
    (folder / "pack.pdf").write_bytes(data)
    return bool(page.validate_pdf(str(folder / "pack.pdf"), profile="ua1").is_compliant)


@pytest.mark.parametrize("number", SOME)
def test_the_digits_are_those_of_the_result_and_the_rules_of_pdf_ua_1_are_kept(number: int, tmp_path: Path) -> None:
    pack = generated(number)
    data = write_pack(pack, ".pdf")
    said = letters(pdf_text(data))

    for row in pack.page.areas.rows:
        assert [cell for cell in row if letters(str(cell)) not in said] == []
    assert letters(pack.page.headline) in said
    assert letters(pack.page.level) in said
    assert [one for one in shown_numbers(pack) if one not in said] == []
    assert is_accessible(data, tmp_path)


@pytest.mark.parametrize("text", [*(text for text in HOSTILE if text.isascii()), LONG])
def test_hostile_text_is_text(text: str, tmp_path: Path) -> None:
    data = write_pack(hostile(text), ".pdf")
    said = letters(pdf_text(data, "-raw"))

    for page in range(1, 40):  # what stands on every page may come between the lines of a long note
        said = re.sub(rf"Digitalmaturity:.{{0,80}}Page{page}of\d+", "", said)
    assert letters(f"Note: {legible(text)}") in said
    assert re.findall(rb"/(?:URI|JavaScript|Launch|EmbeddedFile)\b", data) == []
    assert is_accessible(data, tmp_path)


@pytest.mark.parametrize("text", [*(text for text in HOSTILE if not text.isascii()), UNWRITABLE, "日本 แ हि \ue000"])
def test_letters_of_any_kind_spoil_no_document(text: str, tmp_path: Path) -> None:
    assert is_accessible(write_pack(hostile(text), ".pdf"), tmp_path)


def test_signs_without_a_letter_are_named_and_that_is_said() -> None:
    said = " ".join(pdf_text(write_pack(hostile("👩\u200d💻 at 日"), ".pdf")).split())

    assert "[woman][personal computer] at [U+65E5]" in said
    assert "Signs that the fonts of this document lack are written in square brackets" in said
    assert named("\N{CLASSICAL BUILDING}") == "[classical building]"
    assert spelled({"page": []}, set()) == {"page": []}


def test_greek_cyrillic_hebrew_and_arabic_are_written() -> None:
    said = pdf_text(write_pack(hostile("Αθήνα София"), ".pdf"))

    assert "Αθήνα София" in said
    assert "square brackets" not in pdf_text(write_pack(hostile("שלום العربية"), ".pdf"))


def test_page_one_stands_alone_with_thirteen_areas_and_contents_follow() -> None:
    pack = generated(3)
    pages = pdf_text(write_pack(pack, ".pdf")).split("\f")

    assert "Digital maturity: Council 3" in pages[0]
    assert letters(pack.page.asked.texts[-1]) in letters(pages[0])
    assert "Contents" in pages[1]
    assert f"Page 1 of {len(pages) - 1}" in pages[0]
    assert all(len(page.split()) > 20 for page in pages[:-1])  # none is empty


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert write_pack(generated(3), ".pdf") == write_pack(generated(3), ".pdf")


def test_a_pack_of_the_demo_says_so_on_every_page() -> None:
    pages = pdf_text(write_pack(hostile("An invented council", NOTICE), ".pdf")).split("\f")[:-1]

    assert len(pages) > 4
    assert all(page.startswith(NOTICE) for page in pages)
