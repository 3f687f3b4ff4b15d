"""The peer pool in the store: records that councils gave, and the editions made of them.

A record is found by a key that only its assessment's secret gives, which its owner's link alone can read. Neither the
record nor its key says which assessment it came from, and no time finer than the record's month is kept.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import SystemRandom

from sqlalchemy import Connection, delete, func, insert, select, text

from assessment.instrument import Rubric
from assessment.peers import (
    Edition,
    PeerPool,
    PoolRecord,
    dump_edition,
    first_edition,
    load_edition,
    next_edition,
    pool_of,
    read_record,
    stamp,
)
from assessment.store.database import Database, truncate_log
from assessment.store.remains import mark_erased
from assessment.store.schema import peer_edition as editions
from assessment.store.schema import peer_member as members
from assessment.store.schema import peer_record as records

VERSION_DIGITS = 32  # hexadecimal; too many for two versions to be alike
POOL_LOCK = 7_250_125_000_002  # any number, the same in every server


@dataclass(frozen=True)
class Membership:
    """What an assessment has in the pool. `given`: its record's text now; `counted`: that in an edition."""

    given: str | None
    counted: PoolRecord | None
    withdrawn: bool  # an edition still counts a record that was taken back
    day: date | None = None  # of the newest edition, at that moment
    counted_on: date | None = None  # of the edition that counts it: an older one is the last of an earlier version

    def seen_in(self, day: date | None) -> "Membership":
        """As far as this edition goes."""
        return self if self.counted_on == day else replace(self, counted=None, withdrawn=False)


def key_of(secret: str) -> bytes:
    """Where a record lies. The secret was the link's token once; from the hash that finds the link it can't be told."""
    return hashlib.sha256(b"peer pool\0" + secret.encode("utf-8", "replace")).digest()


def version_of(secret: str, body: str) -> str:
    """A record's name in editions: the same whenever an assessment gives the same answers, also after they were taken
    back, so that giving them again is no change (R34); without the secret it says nothing. A later month is none.
    """
    record = read_record(body)
    said = body if record is None else record.model_copy(update={"month": ""}).text()
    return hashlib.sha256(f"peer version\0{secret}\0{said}".encode("utf-8", "replace")).hexdigest()[:VERSION_DIGITS]


def said_in(body: str) -> str:
    """The fingerprint of all that a record says but its month."""
    record = read_record(body)
    said = body if record is None else record.model_copy(update={"month": ""}).text()
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def in_turn(connection: Connection) -> None:
    """What is given, taken back or counted waits for its turn. On SQLite every writer does."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": POOL_LOCK})


def forget(connection: Connection, mine: bytes, now: datetime) -> bool:
    """Delete a record, and its copy in the newest edition; whether there was one."""
    in_turn(connection)
    done = bool(connection.execute(delete(records).where(records.c.key_hash == mine)).rowcount)
    connection.execute(members.update().where(members.c.key_hash == mine).values(body=None))
    if done:
        mark_erased(connection, now)
    return done


def put_in(connection: Connection, record: Mapping[str, object]) -> None:
    """Add a record, or put it in its earlier one's place. All are written anew, in random order and in this
    transaction: where and when the database wrote a row would else tell which record came when.
    """
    taken_out = connection.execute(delete(records).returning(*records.c)).mappings()
    found = [dict(row) for row in taken_out if bytes(row["key_hash"]) != record["key_hash"]]
    shuffled = [*found, dict(record)]
    SystemRandom().shuffle(shuffled)
    connection.execute(insert(records), shuffled)


def give(connection: Connection, secret: str, body: str, now: datetime, version: str | None = None) -> None:
    """Keep a record, exactly these bytes of text, in place of an earlier one. `version`: where it has one already."""
    in_turn(connection)
    version = version or version_of(secret, body)
    put_in(connection, {"key_hash": key_of(secret), "version": version, "body": body})
    mark_erased(connection, now)


class PeerStore:
    """The pool of one database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def give(self, secret: str, body: str) -> None:
        with self.database.writing.begin() as connection:
            give(connection, secret, body, self.database.clock())

    def take_back(self, secret: str) -> None:
        with self.database.writing.begin() as connection:
            forget(connection, key_of(secret), self.database.clock())
        truncate_log(self.database.reading)

    def membership(self, secret: str) -> Membership:
        mine = key_of(secret)
        with self.database.reading.connect() as connection:
            given = connection.execute(select(records.c.body).where(records.c.key_hash == mine)).scalar_one_or_none()
            row = connection.execute(select(members).where(members.c.key_hash == mine)).one_or_none()
            day = newest_day(connection)
        counted = None if row is None or row.body is None else read_record(row.body)
        of = None if row is None or row.day is None else date.fromisoformat(row.day)
        return Membership(given, counted, row is not None and row.body is None, day, of)

    def pool(self, rubrics: Sequence[Rubric]) -> PeerPool:
        """All records that were answered under these rubrics."""
        with self.database.reading.connect() as connection:
            return pool_of([(version, record) for _, version, _, record in rows_of(connection, rubrics)], rubrics)

    def edition(self, day: date) -> Edition | None:
        with self.database.reading.connect() as connection:
            body = connection.execute(select(editions.c.body).where(editions.c.day == day.isoformat())).scalar()
        return None if body is None else read_edition(body)

    def stamps(self) -> list[tuple[date, dict[str, str]]]:
        """Of every edition, newest first: its day and the rubrics that it was made under."""
        with self.database.reading.connect() as connection:
            bodies = connection.execute(select(editions.c.body).order_by(editions.c.day.desc())).scalars()
            return [(found.day, dict(found.stamps)) for found in map(read_edition, bodies) if found]

    def newest(self) -> Edition | None:
        day = self.newest_day()
        return None if day is None else self.edition(day)

    def newest_day(self) -> date | None:
        with self.database.reading.connect() as connection:
            return newest_day(connection)

    def publish(self, rubrics: Sequence[Rubric], today: date) -> bool:
        """Make the next edition if it is due and safe. Of several servers that try, one does."""
        with self.database.writing.begin() as connection:
            in_turn(connection)
            if due_day(newest_day(connection), today) > today:
                return False
            found = rows_of(connection, rubrics)
            pool = pool_of([(version, record) for _, version, _, record in found], rubrics)
            past = heeded(connection, rubrics, pool)
            if past is None:
                return False  # an edition that can't be read can't be heeded
            edition = next_edition(pool, today, past) if past else first_edition(pool, today)
            if edition is None or (not past and not edition.groups):
                return False  # the first edition waits until it can show something
            connection.execute(insert(editions).values(day=today.isoformat(), body=dump_edition(edition)))
            counted = [(key, body) for key, version, body, _ in found if version in edition.names]
            make_way(connection, [key for key, _ in counted], past)
            day = today.isoformat()
            connection.execute(insert(members), [{"key_hash": key, "body": body, "day": day} for key, body in counted])
            return True


def make_way(connection: Connection, keys: Sequence[bytes], past: Sequence[Edition]) -> None:
    """Those of the edition before go. The last one of an earlier version keeps its own: it stays readable, and each
    council's record is left out of what it sees.
    """
    days = [edition.day.isoformat() for edition in past]
    connection.execute(delete(members).where(members.c.day.in_(days)))
    for key in keys:
        connection.execute(delete(members).where(members.c.key_hash == key))


def newest_day(connection: Connection) -> date | None:
    day = connection.execute(select(func.max(editions.c.day))).scalar()
    return None if day is None else date.fromisoformat(day)


def rows_of(connection: Connection, rubrics: Sequence[Rubric]) -> list[tuple[bytes, str, str, PoolRecord]]:
    """(key, version, text, record) of every record answered under exactly these rubrics."""
    stamps = {rubric.id: stamp(rubric) for rubric in rubrics}
    tops = {rubric.id: {q.id: q.top for q in rubric.questions} for rubric in rubrics}
    found = []
    for row in connection.execute(select(records).order_by(records.c.version)):
        record = read_record(row.body)
        if record is None or record.rubrics != stamps:
            continue
        if fits(record, tops):
            found.append((bytes(row.key_hash), row.version, row.body, record))
    return found


def fits(record: PoolRecord, tops: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether a record answers exactly these questions, with levels that they have."""
    if {area: set(said) for area, said in record.answers.items()} != {area: set(found) for area, found in tops.items()}:
        return False
    levels = ((said, tops[area][q]) for area, answers in record.answers.items() for q, said in answers.items())
    return all(0 <= said <= top for said, top in levels if isinstance(said, int))


def read_edition(body: str) -> Edition | None:
    """A kept edition; None for one that can't be read, whatever happened to it."""
    try:
        return load_edition(body)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def heeded(connection: Connection, rubrics: Sequence[Rubric], pool: PeerPool) -> list[Edition] | None:
    """Under the same rubrics the newest edition and all, however old, that counted what is counted again today. None if
    one can't be read.
    """
    stamps, today = {rubric.id: stamp(rubric) for rubric in rubrics}, frozenset(pool.ids)
    bodies = connection.execute(select(editions.c.body).order_by(editions.c.day.desc()))
    found: list[Edition] = []
    for body in bodies.scalars():
        edition = read_edition(body)
        if edition is None:
            return None
        if dict(edition.stamps) == stamps and (not found or edition.names & today):
            found.append(edition)
    return found


def due_day(last: date | None, today: date) -> date:
    """When the next edition may appear: from the first day of the month after the last one on."""
    if last is None:
        return today
    return date(last.year + last.month // 12, last.month % 12 + 1, 1)
