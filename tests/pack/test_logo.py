"""A logo is a file of strangers: what is wrong with one is said in one line, and what is drawn is pixels alone."""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from PIL import Image, PngImagePlugin
from pptx import Presentation

from assessment.instrument import BadInput, Council
from assessment.pack import ENDINGS, Logo, write_pack
from assessment.pack.logo import ONE_AT_A_TIME, ROOM_PX, packed, read_logo
from tests.builders import a_rubric, a_sheet
from tests.pack.test_shapes import covered, pages_of
from tests.packs import SHAPES, a_pack, outward

GOOD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80"><title>Do not read</title>
<defs><linearGradient id="a">
<stop offset="0" stop-color="#c00"/><stop offset="1" stop-color="#00c"/></linearGradient></defs>
<g transform="translate(2 2)"><rect width="190" height="70" rx="8" style="fill:url(#a);stroke:#123"/></g></svg>"""


def svg(inside: str, root: str = 'viewBox="0 0 200 80"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'.encode()


def png(size: tuple[int, int] = (300, 100), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, (11, 83, 148, 255)).save(out, "PNG", **more)
    return out.getvalue()


def with_header(width: int, height: int) -> bytes:
    """A small picture whose header says otherwise."""
    small = png((10, 10))
    header = struct.pack(">II", width, height) + small[24:29]
    return small[:8] + packed(b"IHDR", header) + small[33:]


def with_part(kind: bytes, part: bytes) -> bytes:
    small = png((10, 10))
    return small[:33] + packed(kind, part) + small[33:]


def refused(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        read_logo(data, "logo.svg")
    (problem,) = caught.value.problems
    return str(problem)


BOMB = zlib.compress(b"0" * 50_000_000)
DOCTYPE = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

WRONG = {
    "script": (svg("<script>alert(1)</script>"), "has <script>"),
    "event": (svg('<rect width="9" height="9" onload="x()"/>'), "has something to run"),
    "event on the root": (svg("<g/>", 'viewBox="0 0 9 9" onclick="x()"'), "has something to run"),
    "foreign": (svg("<foreignObject/>"), "has <foreignObject>"),
    "image": (svg('<image href="http://evil.example/x.png"/>'), "has <image>"),
    "data": (svg('<g fill="url(data:image/png;base64,AAAA)"/>'), "points to something outside"),
    "outside": (svg('<linearGradient href="http://evil.example/#a"/>'), "points to something outside"),
    "outside by file": (svg("<rect style=\"fill: url( 'file:///etc/passwd#a' )\"/>"), "points to something outside"),
    "link": (svg('<a href="http://evil.example"><rect/></a>'), "has <a>"),
    "style sheet": (svg("<style>@import url(http://evil.example)</style>"), "has <style>"),
    "use": (svg('<use href="#a"/>'), "has <use>"),
    "animation": (svg('<rect><animate attributeName="x"/></rect>'), "has <animate>"),
    "text": (svg("<text>Ashby</text>"), "has <text>, which a logo can't have here; turn it into paths"),
    "inner": (svg('<svg width="9999999"/>'), "has <svg>"),
    "filter": (svg('<rect filter="url(#a)"/>'), "has filter"),
    "dashes": (svg('<path d="M0 0h99" stroke-dasharray="0.000001"/>'), "has stroke-dasharray"),
    "doctype": (DOCTYPE + svg("<title>&b;</title>"), "declares a document type"),
    "doctype hidden by its encoding": ((DOCTYPE + svg("")).decode().encode("utf-16"), "is neither PNG nor SVG"),
    "another encoding": (b'<?xml version="1.0" encoding="utf-7"?>' + svg("<g/>"), "is not written in UTF-8"),
    "deep": (svg("<g>" * 40 + "</g>" * 40), "more than 32 deep"),
    "many": (svg("<g/>" * 2_001), "more than 2,000 elements"),
    "clipped": (svg('<g clip-path="url(#a)"/>' * 21), "is clipped in more than 20 places"),
    "huge": (svg("<g/>", 'viewBox="0 0 1e9 1e9"'), "of 1 to 100,000 units"),
    "endless": (svg("<g/>", 'viewBox="0 0 1e999 5"'), "of 1 to 100,000 units"),
    "far": (svg("<g/>", 'viewBox="1e300 0 5 5"'), "begins more than"),
    "no size": (svg("<g/>", ""), "needs a viewBox"),
    "half": (GOOD.encode()[:-9], "is no well-formed SVG"),
    "page": (b"<html><body/></html>", "is no SVG: it begins with <html>"),
    "large": (svg("<!-- " + "x" * 600_000 + " -->"), "more than 512 KB"),
    "nothing": (svg("<g/>"), "shows nothing"),
    "compressed": (b"\x1f\x8b\x08", "is compressed (SVGZ)"),
    "another kind": (b"GIF89a", "is neither PNG nor SVG"),
    "empty": (b"", "is neither PNG nor SVG"),
    "wide": (with_header(8_000, 20), "is 8,000 by 20 pixels"),
    "bomb": (with_header(60_000, 60_000), "is 60,000 by 60,000 pixels"),
    "no width": (with_header(0, 5), "has no width"),
    "lying header": (with_header(3_000, 2_000), "is cut off or damaged"),
    "truncated": (png()[:-30], "is cut off or damaged"),
    "changed": (png()[:60] + b"x" + png()[61:], "is cut off or damaged"),
    "animated": (with_part(b"acTL", b"\0" * 8), "is animated"),
    "large file": (b"\x89PNG\r\n\x1a\n" + b"0" * 3_000_000, "is larger than 2 MB"),
    "line": (png((900, 3)), "more than 12 times"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_in_one_line_with_what_to_do(what: str) -> None:
    data, words = WRONG[what]
    said = refused(data)

    assert said.startswith("logo.svg: ")
    assert words in said
    assert "\n" not in said
    assert what == "nothing" or re.search(r"save|cut it|needs|take it out|turn it|can.t be", said)


def test_texts_that_unpack_to_megabytes_are_never_unpacked() -> None:
    assert read_logo(with_part(b"zTXt", b"a\0\0" + BOMB), "logo.png").size == (10, 10)
    assert read_logo(with_part(b"iCCP", b"a\0\0" + BOMB), "logo.png").size == (10, 10)


def test_nothing_but_pixels_passes() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "A. Person")
    logo = read_logo(png(pnginfo=told, dpi=(72, 72)), "logo.png")
    kinds = re.findall(rb"IHDR|PLTE|tRNS|IDAT|IEND|tEXt|pHYs|iTXt|zTXt|eXIf", logo.png)

    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}
    assert b"A. Person" not in logo.png


def test_a_drawing_fills_the_room_in_its_own_shape_and_the_same_bytes_give_the_same_logo() -> None:
    logo = read_logo(GOOD.encode(), "logo.svg")

    assert logo == read_logo(GOOD.encode(), "logo.svg")
    assert logo.size == (900, 360)
    assert logo.within(45, 16) == (40, 16)
    assert read_logo(png((4_000, 1_000)), "logo.png").size == (ROOM_PX[0], ROOM_PX[0] / 4)
    picture = Image.open(io.BytesIO(logo.png))
    assert picture.getpixel((450, 180))[3] == 255
    assert picture.getpixel((2, 2))[3] == 0


def with_logo(logo: Logo, name: str | None = "Ashby & <Sons>") -> dict[str, bytes]:
    areas = [a_rubric(weights=(1, 1), id=f"area-{n}", title=f"Area {n}") for n in range(4)]
    sheet = a_sheet(areas={area.id: (1, 2) for area in areas}, council=Council(name=name))
    pack = a_pack(sheet, *areas, logo=logo)
    return {ending: write_pack(pack, ending) for ending in ENDINGS}


def test_it_stands_on_page_one_of_each_format_with_its_words(tmp_path: Path) -> None:
    page = pytest.importorskip("page", reason="page-validation knows the rules of PDF/UA-1")
    logo = read_logo(GOOD.encode(), "logo.svg")
    made = with_logo(logo)

    assert made == with_logo(logo)
    (picture,) = [s for s in Presentation(io.BytesIO(made[".pptx"])).slides[0].shapes if s.name == "Logo"]
    assert picture.element.nvPicPr.cNvPr.get("descr") == "Logo of Ashby & <Sons>"
    assert picture.width / picture.height == pytest.approx(2.5, rel=0.01)
    assert picture.image.blob == logo.png
    first, *_ = Document(io.BytesIO(made[".docx"])).inline_shapes
    assert first.width / first.height == pytest.approx(2.5, rel=0.01)
    assert 'descr="Logo of Ashby &amp; &lt;Sons&gt;"' in member(made[".docx"], "word/document.xml")
    assert 'descr="Logo of Ashby &amp; &lt;Sons&gt;"' in member(made[".xlsx"], "xl/drawings/drawing1.xml")
    (tmp_path / "pack.pdf").write_bytes(made[".pdf"])
    assert page.validate_pdf(str(tmp_path / "pack.pdf"), profile="ua1").is_compliant
    assert all(outward(made[ending]) == [] for ending in (".pptx", ".docx", ".xlsx"))


def test_a_council_without_a_name_has_a_logo_too() -> None:
    made = with_logo(read_logo(png(), "logo.png"), None)

    assert 'descr="Logo of the council"' in member(made[".docx"], "word/document.xml")


@pytest.mark.parametrize("shape", ["4", "13 long", "16 words"])
def test_page_one_stays_one_page_beside_a_logo(shape: str) -> None:
    pack = replace(SHAPES[shape](), logo=read_logo(png((300, 300)), "logo.png"))
    pages = pages_of(write_pack(pack, ".pdf"))

    assert "Contents" in [word.text for word in pages[1]][:8]
    assert covered(pages[0]) == []


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed_file:
        return packed_file.read(name).decode()


def test_a_drawing_that_takes_too_long_is_ended_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = "".join(f'<rect x="{n}" y="{n}" width="50" height="50"/>' for n in range(5))
    groups = f"<g opacity='0.9'>{shapes}</g>" * 200
    monkeypatch.setattr("assessment.pack.logo.DRAWN_SECONDS", 0.01)

    with pytest.raises(BadInput, match="save the logo as PNG"):
        read_logo(svg(groups, 'viewBox="0 0 4000 1600"'), "logo.svg")


def test_where_others_draw_theirs_a_drawing_is_refused_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.pack.logo.DRAWN_SECONDS", 0.01)
    drawing = svg('<rect width="1" height="1"/>', 'viewBox="0 0 10 10"')

    with ONE_AT_A_TIME, pytest.raises(BadInput, match="try again in a minute"):
        read_logo(drawing, "logo.svg")

    monkeypatch.undo()
    assert read_logo(drawing, "logo.svg").png


@pytest.mark.parametrize("box", ["0 0 1e-320 1e-320", "0 0 1e-9 5"])
def test_a_drawing_of_no_size_is_refused(box: str) -> None:
    with pytest.raises(BadInput, match="viewBox"):
        read_logo(svg('<rect width="1" height="1"/>', f'viewBox="{box}"'), "logo.svg")
