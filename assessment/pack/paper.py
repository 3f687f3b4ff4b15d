"""A pack as a PDF after PDF/UA-1: tagged, with contents and bookmarks. Data goes in as JSON, never as markup."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assessment.pack.parts import Document, FirstPage, Grid, Heading, Items, Paragraph, Part, legible, shortened
from assessment.pack.radar import radar_svg

TEMPLATE = Path(__file__).parent / "pack.typ"
MADE = datetime(2020, 1, 1, tzinfo=UTC)  # in every file: what was given decides its bytes, not the clock
WITHOUT_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
NAMED_TEXT = "Signs that the fonts of this document lack are written in square brackets, by name."
LONG_WORD, WIDE_WORD, PIECE = re.compile(r"\S{41,}"), re.compile(r"\S{19,}"), re.compile(r".{9}(?=.)")
MOST_TRIES = 4
LOGO_MM = (45, 16)  # the most room of a logo
EXTENDED_LATIN_ENDS = "\u017f"


def paper(pack: Document) -> bytes:
    """The same pack gives the same bytes."""
    data, logo = document_of(pack), pack.logo.png if pack.logo else b""
    radar = radar_svg(pack.page.chart, pack.notice) if pack.page.chart else ""
    lacking: set[str] = set()
    for _ in range(MOST_TRIES):
        made = compiled(spelled(data, lacking), radar, logo)
        if isinstance(made, bytes):
            return made
        lacking |= made
    made = compiled(spelled(data, rare_in(data)), radar, logo)
    if isinstance(made, bytes):
        return made
    raise AssertionError("a document of Latin letters alone has signs that its fonts lack")


def compiled(data: Mapping[str, Any], radar: str, logo: bytes) -> bytes | set[str]:
    """The document; or the signs that no font at hand has, which the standard does not allow."""
    import typst  # whoever makes no PDF doesn't wait for it to load

    from assessment.charts import FONT_FOLDER

    try:
        made: bytes = typst.compile(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            sys_inputs={"data": json.dumps(data), "radar": radar, "logo": json.dumps(list(logo))},
            font_paths=[str(FONT_FOLDER)],
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=int(MADE.timestamp()),
        )
    except typst.TypstError as refused:
        told = f"{refused}\n{getattr(refused, 'diagnostic', '')}"
        texts = [ESCAPED.sub(lambda one: chr(int(one[1], 16)), text) for text in WITHOUT_LETTER.findall(told)]
        lacking = {char for text in texts for char in text if is_rare(char)}
        if texts and not lacking:  # it names only the first sign of those that stand for one
            lacking = rare_in(data)
        if not lacking:
            raise
        return lacking
    return made


def rare_in(data: Mapping[str, Any]) -> set[str]:
    return {char for char in json.dumps(data, ensure_ascii=False) if is_rare(char)}


def is_rare(char: str) -> bool:
    return char > EXTENDED_LATIN_ENDS


def spelled(data: Any, lacking: set[str]) -> Any:
    """The data with these signs by their names, and a sentence that says so at the end of page one."""
    if not lacking:
        return data
    table = str.maketrans({char: named(char) for char in lacking} | {"\u200d": "", "\ufe0f": ""})
    told: dict[str, Any] = replaced(data, table)
    page = told["page"]
    return told | {"page": page | {"ending": [*page["ending"], part_data(Paragraph(NAMED_TEXT))]}}


def replaced(data: Any, table: Mapping[int, str]) -> Any:
    if isinstance(data, str):
        return data.translate(table)
    if isinstance(data, dict):
        return {key: replaced(value, table) for key, value in data.items()}
    return [replaced(one, table) for one in data] if isinstance(data, list) else data


def named(char: str) -> str:
    """ "[classical building]"; a letter by its number, since its name says no more."""
    if unicodedata.category(char) == "So":
        return f"[{unicodedata.name(char, '').lower() or f'U+{ord(char):04X}'}]"
    return f"[U+{ord(char):04X}]"


def document_of(pack: Document) -> dict[str, Any]:
    """What the template draws: plain text, in lists and mappings."""
    return {
        "name": shortened(pack.page.title, 250),
        "title": shown(pack.page.title),
        "short_title": shortened(pack.page.title, 80),
        "headline": shortened(pack.page.headline, 500),
        "notice": shown(pack.notice),
        "logo": logo_data(pack),
        "page": page_data(pack.page),
        "sections": [{"title": shown(one.title), "parts": parts_data(one.parts)} for one in pack.sections],
    }


def logo_data(pack: Document) -> dict[str, Any] | None:
    if pack.logo is None:
        return None
    width, height = pack.logo.within(*LOGO_MM)
    return {"told": shown(pack.logo_told), "width": width, "height": height}


def page_data(page: FirstPage) -> dict[str, Any]:
    return {
        "intro": parts_data(page.intro()),
        "glance": parts_data(page.glance()),
        "charts": [{"told": shown(page.chart.told)}] if page.chart else [],
        "areas": part_data(page.areas),
        "lists": [{"title": title, "texts": [shown(text) for text in texts]} for title, texts in page.lists()],
        "ending": parts_data(page.ending()),
    }


def parts_data(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [part_data(part) for part in parts]


def part_data(part: Part) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"kind": "heading", "text": shown(part.text), "level": part.level}
    if isinstance(part, Paragraph):
        return {"kind": "paragraph", "text": shown(part.text), "lead": shown(part.lead)}
    if isinstance(part, Items):
        return {"kind": "numbered" if part.numbered else "items", "texts": [shown(text) for text in part.texts]}
    if isinstance(part, Grid):
        rows = [["" if cell is None else within_a_column(str(cell)) for cell in row] for row in part.rows]
        return {
            "kind": "grid",
            "title": shown(part.title),
            "header": list(part.header),
            "rows": rows,
            "widths": part.widths,
        }
    raise TypeError(f"a chart stands on page one only: {part.told}")


def within_a_column(text: str) -> str:
    return WIDE_WORD.sub(breakable, legible(text))


def shown(text: str) -> str:
    """Legible text, in which a word longer than a line may be broken."""
    return LONG_WORD.sub(breakable, legible(text))


def breakable(word: re.Match[str]) -> str:
    return PIECE.sub("\\g<0>\u200b", word[0])
