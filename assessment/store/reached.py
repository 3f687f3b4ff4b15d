"""An assessment as one of its links reaches it. What that link may do is decided here, at each act, by what the
database says of it then: an open page may be older than its link's end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from assessment.store.database import Database
from assessment.store.desk import Deleted, Ended, Gone, NotAllowed, Withdrawn
from assessment.store.links import keys_in
from assessment.store.records import Key, Kind
from assessment.store.rows import utc
from assessment.store.schema import assessment as assessments
from assessment.store.schema import link as links
from assessment.store.watching import word_of_change

Kinds = frozenset[Kind]
EVERYBODY = frozenset(Kind)
WRITERS = frozenset({Kind.OWNER, Kind.EDIT})
ANSWERERS = WRITERS | {Kind.ROLE}
OWNER = frozenset({Kind.OWNER})
NOT_THE_BOARD = EVERYBODY - {Kind.BOARD}  # which sees one page, made of the contents and the milestones
OF_THE_WHOLE = EVERYBODY - {Kind.ROLE}

# What every act asks of the link, and of its assessment; put together once, because that takes longer than to run it
REACHED = (
    select(
        *(links.c.kind, links.c.ends_on, links.c.withdrawn_at, links.c.shows_notes),
        *(assessments.c.gone_at, assessments.c.revision, assessments.c.size),
    )
    .select_from(links.join(assessments, assessments.c.id == links.c.assessment_id))
    .where(links.c.id == bindparam("of_link"))
)


@cache
def following(dialect: str) -> Any:
    """The statement that counts an assessment's revision."""
    mine = update(assessments).where(assessments.c.id == bindparam("of_row"))
    counted = mine.values(revision=assessments.c.revision + 1)
    return counted.returning(assessments.c.revision, *word_of_change(dialect))


def hides_notes(link: Row[Any]) -> bool:
    return Kind(link.kind).only_reads and not link.shows_notes


class Reached:
    """Every act of a desk goes through `_admitted` or `_writing`, which say who may."""

    on_server = True
    unsaved = False

    def __init__(self, database: Database, token: str, link: Row[Any]) -> None:
        self.database, self.token = database, token
        self.row_id, self.link_id = link.assessment_id, link.id
        self.label, self.kind = link.label, Kind(link.kind)
        self.public_id = link.public_id  # its name in addresses, which opens nothing
        self.only = keys_in(link.questions)  # the questions of a role's link

    @contextmanager
    def _admitted(self, may: Kinds = EVERYBODY) -> Iterator[tuple[Connection, Row[Any]]]:
        """A connection that sees one moment, and what it says of the link."""
        with self.database.reading.connect() as connection:
            yield connection, self._admit(connection, may)

    @contextmanager
    def _reading(self, may: Kinds = EVERYBODY) -> Iterator[Connection]:
        with self._admitted(may) as (connection, _):
            yield connection

    @contextmanager
    def _writing(self, may: Kinds = WRITERS) -> Iterator[tuple[Connection, int]]:
        """A transaction, and the next revision. It locks the assessment's row, so that its writers take turns on
        PostgreSQL too.
        """
        with self.database.writing.begin() as connection:
            counted = following(connection.dialect.name)
            row = connection.execute(counted, {"of_row": self.row_id}).one_or_none()
            self._admit(connection, may)
            yield connection, row.revision if row else 0

    def _check_key(self, key: Key) -> None:
        if self.only is not None and key not in self.only:
            raise NotAllowed

    def _admit(self, connection: Connection, may: Kinds) -> Any:
        """Raises Gone, Withdrawn, Deleted or Ended where the link opens nothing now, NotAllowed where it opens less."""
        row = self._link(connection)
        if row.gone_at is not None:
            raise Deleted(utc(row.gone_at).date())
        if row.ends_on is not None and self.database.clock().date() > row.ends_on:
            raise Ended(row.ends_on)
        if Kind(row.kind) not in may:
            raise NotAllowed
        return row

    def _link(self, connection: Connection) -> Any:
        """What the database says of the link, and of its assessment's end. Raises Gone or Withdrawn."""
        row = connection.execute(REACHED, {"of_link": self.link_id}).one_or_none()
        if row is None:
            raise Gone
        if row.withdrawn_at is not None:
            raise Withdrawn
        return row
