"""A peer pool in a file: CSV or XLSX, read and written, and taken as an edition of its own."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from assessment.figures import CouncilCounts
from assessment.files.csv_rows import LONGEST_LINE, MOST_HEAD_ROWS, Rows, csv_rows, unfolded
from assessment.files.demo import NOTICE, RECORD_START
from assessment.files.kinds import LOOKED_AT, kind_of, refuse_other
from assessment.files.pool_csv import PoolReading, dump_pool, pool_rows, read_pool_rows
from assessment.files.pool_rows import FACTS, plain_name
from assessment.files.reading import opened
from assessment.files.tables import Table, table_xlsx
from assessment.files.workbooks import LARGEST, Sheet, first_rows, is_workbook, read_sheets, sheet_names
from assessment.files.writing import write_whole
from assessment.instrument import BadInput, Problem, Rubric
from assessment.peers import Edition, PeerPool, PeerSource, first_edition, record_at

ANY_MONTH = "2099-12"


def load_pool(path: Path, rubrics: Sequence[Rubric], today: date) -> PoolReading:
    """Read a pool's file, row by row. Raises BadInput if it is none."""
    with opened(path) as file:
        lines = iter(lambda: file.readline(LONGEST_LINE + 1), b"")
        return read_pool(lines, rubrics, path.name, f"{today:%Y-%m}")


def read_pool(lines: Iterable[bytes], rubrics: Sequence[Rubric], name: str, latest: str = ANY_MONTH) -> PoolReading:
    """Read a pool's file from its bytes, line by line: XLSX or CSV, whatever it is called. `latest` is the newest month
    that an answer can be of. Raises BadInput where it is no such file at all.
    """
    pieces = iter(lines)
    head: list[bytes] = []
    for piece in pieces:
        head.append(piece)
        if sum(map(len, head)) > LOOKED_AT or len(head) > MOST_HEAD_ROWS:
            break
    start, whole = b"".join(head), chain(head, pieces)
    if is_workbook(start):
        rows = workbook_rows(bytes_of(whole), name)
        return read_pool_rows(rows, rubrics, name, latest, cut_short=True)
    refuse_other(kind_of(start), "pool", name)
    return read_pool_rows(csv_rows(whole, name), rubrics, name, latest)


def bytes_of(pieces: Iterable[bytes]) -> bytes:
    """All of a file, or one byte more than is read of it."""
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > LARGEST:
            break
    return bytes(data)


def workbook_rows(data: bytes, name: str) -> Rows:
    """The rows of the one sheet that holds a pool; hidden ones are not read. Raises BadInput if there are more."""
    sheets = [sheet for sheet in read_sheets(data, name) if has_anything(sheet)]
    pools = [sheet for sheet in sheets if has_header(sheet)]
    shown = [sheet for sheet in pools if not sheet.hidden]
    if len(shown) > 1:
        message = f"has a pool on each of the sheets {sheet_names(shown)}; keep one of them in the file"
        raise BadInput([Problem(message, name)])
    if pools and not shown:
        raise BadInput([Problem(f"has its pool on the hidden sheet {sheet_names(pools)}; show that sheet", name)])
    chosen = [*shown, *(sheet for sheet in sheets if not sheet.hidden)][:1]
    return unfolded(chosen[0].rows()) if chosen else iter(())


def has_anything(sheet: Sheet) -> bool:
    return any(any(row) for row in first_rows(sheet, MOST_HEAD_ROWS))


def has_header(sheet: Sheet) -> bool:
    rows = unfolded(enumerate(first_rows(sheet, MOST_HEAD_ROWS)))
    return any(FACTS[0] in map(plain_name, row) for _, row in rows)


def pool_xlsx(pool: PeerPool) -> bytes:
    """The same table as `dump_pool` writes, as a workbook."""
    header, *rows = pool_rows(pool)
    answers = len(FACTS)
    numbered = [[*row[:answers], *(as_number(cell) for cell in row[answers:])] for row in rows]
    return table_xlsx([Table("Peer pool", [str(cell) for cell in header], numbered)])


def as_number(cell: str | int | None) -> str | int | None:
    return int(cell) if isinstance(cell, str) and cell.isdigit() else cell


def save_pool(pool: PeerPool, path: Path) -> None:
    """Whole or not at all, as XLSX where its name ends so, else as CSV. Raises BadInput if the file can't be written,
    or would be lost for no records.
    """
    if not len(pool) and path.exists():
        raise BadInput([Problem("stays as it is, because there are no records to write", path.name)])
    write_whole(path, pieces_of(pool, path))


def pieces_of(pool: PeerPool, path: Path) -> Iterator[bytes]:
    if path.suffix.lower() == ".xlsx":
        yield pool_xlsx(pool)
    else:
        yield from (line.encode() for line in dump_pool(pool))


def edition_of(pool: PeerPool) -> Edition:
    """A file as one edition, as of the month of its newest record."""
    newest = int(pool.month.max()) if len(pool) else 12 * 2000
    return first_edition(pool, date(newest // 12, newest % 12 + 1, 1))


def notice_of(pool: PeerPool | None) -> str:
    """What must stand wherever this pool is shown: invented records are called so."""
    invented = pool is not None and any(id.startswith(RECORD_START) for id in pool.ids)
    return NOTICE if invented else ""


def source_of(pool: PeerPool, own_id: str | None, counts: CouncilCounts | None) -> PeerSource:
    """The records of one file as peers, without the council's own where the edition counts it: one that is too old or
    too incomplete is among the others' numbers neither way. Raises BadInput if there is no such record in the file.
    """
    if own_id is not None and own_id not in pool.ids:
        raise BadInput([Problem("there is no such record in the pool; check its id", id=own_id)])
    edition = edition_of(pool)
    own = record_at(pool, list(pool.ids).index(own_id)) if own_id in edition.names else None
    return PeerSource(edition, pool.rubrics, own, counts, notice_of(pool), from_file=True)
