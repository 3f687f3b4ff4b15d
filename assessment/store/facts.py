"""Facts in the tables: the answers to companion questions, of each the one that was given last."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from assessment.instrument import Fact
from assessment.store.records import Said
from assessment.store.rows import bytes_in, grow, utc
from assessment.store.schema import fact as facts


def read_facts(connection: Connection, row_id: int) -> tuple[str, Mapping[str, Said]]:
    """The version of the questions that were answered last, and what was said to them."""
    mine = select(facts).where(facts.c.assessment_id == row_id).order_by(facts.c.revision)
    rows = connection.execute(mine).all()
    version = rows[-1].version if rows else ""
    return version, {
        row.item: Said(Fact(row.said) if row.said else None, utc(row.at), row.revision, row.label)
        for row in rows
        if row.version == version
    }


def write_fact(
    connection: Connection,
    row_id: int,
    place: tuple[str, str],
    new: Said,
) -> None:
    """Put a fact in place of another; `place` is version and item."""
    version, item = place
    said = new.fact.value if new.fact else ""
    here = facts.c.assessment_id == row_id, facts.c.version == version, facts.c.item == item
    gone = [bytes_in(row.said) for row in connection.execute(select(facts.c.said).where(*here))]
    connection.execute(delete(facts).where(*here))
    values = {"said": said, "revision": new.revision, "label": new.by, "at": new.at}
    connection.execute(insert(facts).values(assessment_id=row_id, version=version, item=item, **values))
    grow(connection, row_id, bytes_in(said) - sum(gone))
