"""Links to an assessment: a random token, of which the database has only the hash."""

import hashlib
import secrets

from sqlalchemy import Connection, insert

from assessment.store.database import Database
from assessment.store.schema import link as links

TOKEN_BYTES = 24  # 192 bits: nobody guesses it
PUBLIC_BYTES = 8


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


def new_link(connection: Connection, database: Database, row_id: int, label: str) -> str:
    """Returns the token: the only time that it is seen."""
    token = new_token()
    values = {"token_hash": hash_of(token), "label": label, "place": "", "created_at": database.clock()}
    connection.execute(insert(links).values(assessment_id=row_id, **values))
    return token
