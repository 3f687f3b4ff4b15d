"""CSV as spreadsheets of several countries write it, as rows of cells.

Commas, semicolons or tabs stand between cells; a first line `sep=;` says which. UTF-8 or, where the file begins with
its mark, UTF-16. All of a row may stand in its first cell: a comma's file opened where commas are decimal, and saved.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import Any

from assessment.instrument import BadInput, Problem

LONGEST_LINE = 1_000_000  # characters; ours have some 300
MOST_HEAD_ROWS = 30  # titles and empty rows that may stand above the header
SEPARATORS = ",;\t"
SEPARATOR_LINE = re.compile(r"[\s\"']*sep=([,;\t]?)[\s\"',;]*$", re.IGNORECASE)
RECORD = re.compile(r"\brecord\b", re.IGNORECASE)
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Rows = Iterator[tuple[int, list[str]]]  # each row's line in the file, its cells


def csv_rows(pieces: Iterable[bytes], name: str) -> Rows:
    """Rows of a file's bytes, in whatever pieces they come. Raises BadInput where they are no CSV."""
    lines = decoded(pieces, name)
    first = next(lines, "")
    told = SEPARATOR_LINE.match(first)
    head = list(until_header(lines if told else chain([first], lines)))
    separator = told[1] if told and told[1] and told[1] in "".join(head) else likeliest(head)
    rows = csv.reader(chain(head, lines), delimiter=separator, strict=True)
    return unfolded(numbered(rows, name, 1 if told else 0))


def decoded(pieces: Iterable[bytes], name: str) -> Iterator[str]:
    """Text lines. Raises BadInput where the bytes are no text that we read, or no line ends for too long."""
    decoder: io.IncrementalNewlineDecoder | None = None
    text, number = "", 0
    for piece in chain(pieces, (b"",)):
        if decoder is None:
            encoding = "utf-16" if piece.startswith(WIDE) else "utf-8-sig"
            decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
        try:
            text += decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            raise BadInput([Problem("is not UTF-8 text; save it as CSV in UTF-8", name, number + 1)]) from None
        *whole, text = text.split("\n")
        for line in [*whole, text] if not piece else whole:
            number += 1
            checked(line, name, number)
            yield f"{line}\n"
        checked(text, name, number + 1)


def checked(line: str, name: str, number: int) -> None:
    if len(line) > LONGEST_LINE:
        raise BadInput([Problem("no line ends for too long; this can't be a pool", name, number)])
    if "\0" in line:
        raise BadInput([Problem("holds NUL characters; it may be UTF-16: save it as CSV in UTF-8", name, number)])


def until_header(lines: Iterator[str]) -> Iterator[str]:
    """The lines up to the one that names the columns, or so many that it can't be told."""
    for line in islice(lines, MOST_HEAD_ROWS):
        yield line
        if RECORD.search(line):
            return


def likeliest(head: list[str]) -> str:
    """The sign that stands most often outside quotation marks in the last of these lines."""
    text = "".join("".join(head[-1:]).split('"')[::2])
    return max(SEPARATORS, key=text.count)


def numbered(rows: Any, name: str, skipped: int) -> Rows:
    try:
        for row in rows:
            yield rows.line_num + skipped, row
    except csv.Error as error:
        what = "a quotation mark is not closed" if "end of data" in str(error) else "the row can't be read as CSV"
        message = f"{what}; check the quotation marks in this row and before it"
        raise BadInput([Problem(message, name, rows.line_num + skipped)]) from None


def unfolded(rows: Rows) -> Rows:
    """The same, with rows taken apart that stand whole in their first cell."""
    separator = ""
    for number, row in rows:
        filled = [cell for cell in row if cell.strip()]
        if len(filled) == 1 and row[0].strip():
            separator = separator or next((sign for sign in SEPARATORS if row[0].count(sign) > 2), "")
            if separator:
                with suppress(csv.Error):  # then it stays one cell, and is refused as such
                    row = next(csv.reader([row[0]], delimiter=separator, strict=True), [])
        yield number, row
