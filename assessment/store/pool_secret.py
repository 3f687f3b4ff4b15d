"""An assessment's own secret in the peer pool, which only its owner's link can read.

A record's key and version come from it, so that the owner's link can be replaced, and the record still be taken back.
It was the link's token once: a record that was given then is moved when its link is opened. That of a link which was
not the owner's is handed over first, so that only the owner's, when it is opened next, can read where it is.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from assessment.store.peers import key_of
from assessment.store.pool_moves import is_known, move
from assessment.store.records import Kind
from assessment.store.schema import link as links
from assessment.store.sealed import hand_over, public_key, seal, take_over, unseal

SECRET_BYTES = 24


@dataclass(frozen=True)
class PoolSecret:
    """`said` and `version`: what a record that was moved says, and its name in editions, which it keeps (R34)."""

    secret: str
    said: str = ""
    version: str = ""

    def version_of(self, said: str) -> str | None:
        return self.version if said == self.said else None

    def sealed(self, token: str, about: str) -> bytes:
        return seal(token, json.dumps([self.secret, self.said, self.version]).encode(), about)


def new_secret() -> PoolSecret:
    return PoolSecret(secrets.token_urlsafe(SECRET_BYTES))


def columns_for(held: PoolSecret, token: str, about: str) -> dict[str, bytes]:
    """What the owner's link holds of it."""
    return {"pool_secret": held.sealed(token, about), "pool_key": public_key(held.secret)}


def read_secret(connection: Connection, link_id: int, token: str, about: str) -> PoolSecret | None:
    """None where the link holds none, or not by this token."""
    sealed = connection.execute(select(links.c.pool_secret).where(links.c.id == link_id)).scalar_one_or_none()
    content = None if sealed is None else unseal(token, bytes(sealed), about)
    return None if content is None else PoolSecret(*json.loads(content))


def keep_secret(connection: Connection, link_id: int, token: str, about: str, held: PoolSecret) -> None:
    connection.execute(update(links).where(links.c.id == link_id).values(columns_for(held, token, about)))


def welcome(connection: Connection, link: Any, token: str, now: datetime) -> None:
    """A link is opened: see that the owner's holds a secret, and that records given earlier come to lie under it."""
    if Kind(link.kind) is Kind.OWNER:
        welcome_owner(connection, link, token, now)
    elif link.may_have_given:
        hand_in(connection, link, token)


def welcome_owner(connection: Connection, link: Any, token: str, now: datetime) -> None:
    take_in(connection, (link.assessment_id, link.id), token, link.public_id, now)


def take_in(
    connection: Connection, where: tuple[int, int], token: str, about: str, now: datetime
) -> tuple[PoolSecret, bool]:
    """The secret of an owner's link, made now where there is none, after all that was given earlier was moved under it;
    whether something was. `where`: the ids of the assessment and of the link.
    """
    row_id, link_id = where
    connection.execute(select(links.c.id).where(links.c.id == link_id).with_for_update())  # one at a time
    held = read_secret(connection, link_id, token, about)
    is_new, older = held is None, [] if held else [key_of(token)]
    held = held or new_secret()
    mine = links.c.assessment_id == row_id, links.c.handed_over.is_not(None)
    handed = connection.execute(select(links.c.id, links.c.handed_over).where(*mine)).all()
    for row in handed:
        key = take_over(held.secret, bytes(row.handed_over), about)
        older += [key] if key else []
    for key in older:
        moved = move(connection, key, held.secret, now)
        held = PoolSecret(held.secret, *moved) if moved else held
    if is_new or handed:
        connection.execute(update(links).where(*mine).values(handed_over=None))
        keep_secret(connection, link_id, token, about, held)
    return held, bool(older)


def hand_in(connection: Connection, link: Any, token: str) -> None:
    """Tell the owner's link, in a way that only it can read, where the record lies that this one gave."""
    values: dict[str, object] = {"may_have_given": False}
    if is_known(connection, key_of(token)):
        owners = links.c.assessment_id == link.assessment_id, links.c.kind == Kind.OWNER.value
        found = select(links.c.pool_key).where(*owners, links.c.withdrawn_at.is_(None))
        to = connection.execute(found).scalar_one_or_none()
        if to is None:
            return  # the owner's was not opened since: at the next opening
        values["handed_over"] = hand_over(bytes(to), key_of(token), link.public_id)
    connection.execute(update(links).where(links.c.id == link.id).values(values))
