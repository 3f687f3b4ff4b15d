"""Links to an assessment: a random token, of which the database has only the hash."""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, insert

from assessment.store.database import Database
from assessment.store.records import Key, Kind, Link
from assessment.store.rows import utc
from assessment.store.schema import link as links

TOKEN_BYTES = 24  # 192 bits: nobody guesses it
PUBLIC_BYTES = 8
PUBLIC_ID = re.compile(r"[0-9a-f]{16}")
TOKEN = re.compile(r"[A-Za-z0-9_-]{31}[A-Za-z0-9]")


def new_token() -> str:
    """It ends in a letter or a digit: mail programs take other signs at the end of a link for the sentence's own."""
    while not (token := secrets.token_urlsafe(TOKEN_BYTES))[-1].isalnum():
        pass
    return token


def new_public_id() -> str:
    """An assessment's name in addresses: no secret, but nobody guesses whose it is."""
    return secrets.token_hex(PUBLIC_BYTES)


def hash_of(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def new_link(
    connection: Connection, database: Database, row_id: int, label: str, kind: Kind, token: str = "", **more: Any
) -> tuple[str, int]:
    """Returns the token, which is seen only this time, and the row's id. `more`: what other columns say."""
    token = token or new_token()
    values = {"token_hash": hash_of(token), "label": label, "kind": kind.value, "created_at": database.clock()}
    statement = insert(links).values(assessment_id=row_id, **{"place": "", **values, **more})
    return token, connection.execute(statement.returning(links.c.id)).scalar_one()


def link_of(row: Row[Any]) -> Link:
    dates = utc(row.created_at), Kind(row.kind), row.used_on, row.ends_on
    return Link(row.id, row.label, *dates, row.shows_notes, row.may_have_given, keys_in(row.questions))


def dump_keys(keys: Iterable[Key]) -> str:
    return json.dumps(sorted(keys))


def keys_in(text: str | None) -> frozenset[Key] | None:
    """The questions that a role's link names; None for every other kind."""
    return None if text is None else frozenset(Key(*pair) for pair in json.loads(text))
