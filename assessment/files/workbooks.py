"""Spreadsheets coming in: an XLSX file as the rows of its sheets, within bounds.

A workbook is a packed folder of XML: a small one can unpack to more than a machine holds, so that its sizes are looked
at before it is read.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, repeat
from typing import Any, NoReturn

from assessment.instrument import BadInput, Problem, quoted

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LARGEST = 64 * 1024**2  # bytes of the file itself
LARGEST_UNPACKED = 512 * 1024**2
LARGEST_STRINGS = 64 * 1024**2  # the texts of all sheets, which are held at once
MOST_PARTS = 2_000
FORMULA = re.compile(rb"<(\w{1,20}:)?f[\s>/]")
PIECE = 1024**2  # bytes
LOOKED_AT = 64 * 1024  # bytes of each part's beginning
MOST_ROWS = 250_000
MOST_COLUMNS = 2_001  # one more than a pool may have
MOST_CELLS = 30_000_000
SAVE_AS = "save it as XLSX or CSV"

Rows = Iterator[tuple[int, list[str]]]  # the number of each row in its sheet, its cells


@dataclass(frozen=True)
class Sheet:
    """One sheet; `rows` begins it anew at each call."""

    name: str
    hidden: bool
    rows: Callable[[], Rows]


def is_workbook(start: bytes) -> bool:
    """Whether a file that begins so is a spreadsheet's own, or packed or locked like one."""
    return start.startswith((ZIP, OLE))


def read_sheets(data: bytes, name: str) -> list[Sheet]:
    """The sheets of an XLSX file. Raises BadInput where it is none, or too large."""
    if data.startswith(OLE):
        refuse(name, f"is an older Excel file, or one with a password; {SAVE_AS}, without a password")
    if len(data) > LARGEST:
        refuse(name, f"is larger than {LARGEST // 1024**2} MiB; save it as CSV")
    try:
        look_inside(data, name)
        from openpyxl import load_workbook  # whoever reads no workbook doesn't wait for it to load

        shown = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets
        # with formulas in place of their results, where there are any: it takes as long again
        made = load_workbook(io.BytesIO(data), read_only=True).worksheets if has_formulas(data) else [None] * len(shown)
        pairs = zip(shown, made, strict=True)
        return [
            Sheet(sheet.title, sheet.sheet_state != "visible", rows_of(sheet, other, name)) for sheet, other in pairs
        ]
    except BadInput:
        raise
    except Exception:  # a damaged workbook ends in whichever error its library happens to meet
        refuse(name, f"is a damaged spreadsheet; open it and {SAVE_AS}")


def look_inside(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            refuse(name, what_else(packed, names))
        strings = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
        size = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or size > LARGEST_UNPACKED or strings > LARGEST_STRINGS:
            refuse(name, "unpacks to more than any pool needs; save the one sheet with the pool as CSV")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.open(part).read(LOOKED_AT).replace(
                b"\0", b""
            ):
                refuse(name, f"holds definitions of its own, which no spreadsheet writes; {SAVE_AS}")


def what_else(packed: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names and packed.open("mimetype").read(100).startswith(b"application/vnd.oasis.opendocument"):
        return f"is an OpenDocument file; {SAVE_AS}"
    if "xl/workbook.bin" in names:
        return f"is a binary Excel file (.xlsb); {SAVE_AS}"
    if any(part.startswith("Index/") for part in names):
        return "is a Numbers file; export it as XLSX or CSV"
    return "is a packed file (ZIP), and no spreadsheet; unpack it, and choose the file in it"


def has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return any(holds_formula(packed, part) for part in packed.namelist() if part.startswith("xl/worksheets/"))


def holds_formula(packed: zipfile.ZipFile, part: str) -> bool:
    with packed.open(part) as file:
        end = b""
        while piece := file.read(PIECE):
            if FORMULA.search(end + piece.replace(b"\0", b"")):
                return True
            end = piece[-32:]
    return False


def rows_of(seen: Any, made: Any, name: str) -> Callable[[], Rows]:
    """Cells as they are seen, and a formula where its result was never worked out."""

    def rows() -> Rows:
        limits = {"max_row": MOST_ROWS + 1, "max_col": MOST_COLUMNS}
        cells = 0
        for sheet in filter(None, (seen, made)):
            sheet.reset_dimensions()  # what a sheet says of its own size need not be true
        try:
            formulas = made.iter_rows(**limits) if made else repeat(())
            for number, row in enumerate(seen.iter_rows(**limits, values_only=True), 1):
                cells += len(row)
                if number > MOST_ROWS or cells > MOST_CELLS:
                    refuse(name, f"has more than {MOST_ROWS:,} rows, or very wide ones; save it as CSV", number)
                written = next(formulas, ())
                texts = [text_of(value) for value in row]
                for column, cell in enumerate(written[: len(row)]):
                    if row[column] is None and cell.data_type == "f":
                        texts[column] = str(cell.value)
                while texts and not texts[-1]:
                    texts.pop()
                yield number, texts
        except BadInput:
            raise
        except Exception:
            refuse(name, f"is a damaged spreadsheet; open it and {SAVE_AS}")

    return rows


def text_of(value: Any) -> str:
    """A cell's value as a CSV file would have it; dates as 2026-05-01."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def first_rows(sheet: Sheet, number: int) -> list[list[str]]:
    return [cells for _, cells in islice(sheet.rows(), number)]


def sheet_names(sheets: list[Sheet]) -> str:
    return " and ".join(f"'{quoted(sheet.name)}'" for sheet in sheets[:5])


def refuse(name: str, message: str, line: int | None = None) -> NoReturn:
    raise BadInput([Problem(message, name, line)])
