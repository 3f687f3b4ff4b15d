"""Tables going out, as CSV and as XLSX: rows of text and numbers, in which text stays text.

A `Table` is a sheet: its name, a header, rows. A workbook holds as many as it is given.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"  # its media type

Cell = str | int | float | None

MADE = datetime(2020, 1, 1, tzinfo=UTC)  # of every workbook: what was given decides its bytes, not the clock
LONGEST_TEXT = 32_767  # UTF-16 units of a cell, by Excel's limits
CUT = " … (cut here: a cell holds no more)"
WIDEST, NARROWEST = 60, 8  # characters of a column
FORMULA = "=+-@＝＋－＠"
# A spreadsheet that is set to another separator cuts a cell in two, and its quotation marks don't hold it together
INNER_FORMULA = re.compile(rf"((?:[;\r\n]|(?<=.)\t)[\s\"']*)(?=[{re.escape(FORMULA)}])", re.DOTALL)
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Table:
    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def table_csv(table: Table) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read the accents."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in (table.header, *table.rows))
    return text.getvalue().encode("utf-8-sig")


def safe_cell(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    held = INNER_FORMULA.sub(r"\1'", cell)
    return "'" + held if cell[:1] in ("\t", "\r", "\n") or cell.lstrip().startswith(tuple(FORMULA)) else held


def table_xlsx(tables: Iterable[Table]) -> bytes:
    """A workbook of one sheet a table. The same tables give the same bytes."""
    import xlsxwriter  # pages and commands that write no workbook don't wait for it to load

    data = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, plain) as book:
        book.set_properties({"created": MADE})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(FORBIDDEN_IN_NAMES.sub(" ", table.name)[:31])
            for column, name in enumerate(table.header):
                sheet.write_string(0, column, name, head)
                sheet.set_column(column, column, width_of(name, [row[column] for row in table.rows]))
            for number, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, within_a_cell(cell), body)
                    elif cell is not None:
                        sheet.write_number(number, column, cell, body)
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
    return data.getvalue()


def width_of(name: str, cells: Iterable[Cell]) -> int:
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(WIDEST, max(NARROWEST, len(name) + 2, longest + 2))


def within_a_cell(text: str) -> str:
    """The text, or as much of it as a cell holds, and that it was cut."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text
    room = LONGEST_TEXT - len(CUT)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + CUT
