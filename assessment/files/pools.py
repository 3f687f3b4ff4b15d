"""A peer pool in a file: read from disk, written to it, and taken as an edition of its own."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from assessment.figures import CouncilCounts
from assessment.files.demo import NOTICE, RECORD_START
from assessment.files.loading import opened
from assessment.files.pool_csv import LONGEST_LINE, PoolReading, dump_pool, read_pool
from assessment.instrument import BadInput, Problem, Rubric
from assessment.peers import Edition, PeerPool, PeerSource, first_edition, record_at


def load_pool(path: Path, rubrics: Sequence[Rubric], today: date) -> PoolReading:
    """Read a pool's file, row by row. Raises BadInput if it is none."""
    with opened(path) as file:
        lines = iter(lambda: file.readline(LONGEST_LINE + 1), b"")
        return read_pool(lines, rubrics, path.name, f"{today:%Y-%m}")


def save_pool(pool: PeerPool, path: Path) -> None:
    """Whole or not at all. Raises BadInput if the file can't be written, or would be lost for no records."""
    if not len(pool) and path.exists():
        raise BadInput([Problem("stays as it is, because there are no records to write", path.name)])
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(dump_pool(pool))
        part.replace(path)
    except OSError:
        raise BadInput([Problem("can't be written; check the folder and its permissions", path.name)]) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


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
