"""A record of the pool comes under another key, and keeps its version; nothing in the tables tells that it moved."""

from datetime import datetime
from random import SystemRandom

from sqlalchemy import Connection, delete, insert, select, update

from assessment.store.peers import in_turn, key_of, put_in, said_in
from assessment.store.remains import mark_erased
from assessment.store.schema import peer_member as members
from assessment.store.schema import peer_record as records


def is_known(connection: Connection, key: bytes) -> bool:
    """Whether a record lies there, or lay there when the newest edition was made."""
    return any(
        connection.execute(select(table.c.key_hash).where(table.c.key_hash == key)).one_or_none() is not None
        for table in (records, members)
    )


def move(connection: Connection, key: bytes, secret: str, now: datetime) -> tuple[str, str] | None:
    """Put what lies under an older key under the secret's. Where that has a record already, the older one goes: an
    assessment has one. Returns what the moved record says, by its fingerprint, and its version.
    """
    in_turn(connection)
    mine = key_of(secret)
    if is_known(connection, mine):
        connection.execute(delete(records).where(records.c.key_hash == key))
        connection.execute(update(members).where(members.c.key_hash == key).values(body=None))
        mark_erased(connection, now)
        return None
    found = connection.execute(delete(records).where(records.c.key_hash == key).returning(*records.c)).one_or_none()
    move_member(connection, key, mine)
    if found is not None:
        put_in(connection, {"key_hash": mine, "version": found.version, "body": found.body})
    mark_erased(connection, now)
    return None if found is None else (said_in(found.body), found.version)


def move_member(connection: Connection, key: bytes, mine: bytes) -> None:
    """All are written anew, in random order, as in `put_in`."""
    rows = [dict(row) for row in connection.execute(delete(members).returning(*members.c)).mappings()]
    moved = [{**row, "key_hash": mine} if bytes(row["key_hash"]) == key else row for row in rows]
    SystemRandom().shuffle(moved)
    if moved:
        connection.execute(insert(members), moved)
