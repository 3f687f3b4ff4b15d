"""What changes, for whoever watches: the revisions of many assessments at once, and PostgreSQL's own word of each."""

import re
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from datetime import date
from threading import Event, Thread
from typing import Any

from sqlalchemy import Connection, Engine, func, or_, select
from sqlalchemy.exc import SQLAlchemyError

from assessment.store.schema import assessment as assessments
from assessment.store.schema import link as links

CHANNEL = "maturity_revision"
AGAIN_SECONDS = 5  # until a lost connection is made anew
LOOK_SECONDS = 1  # between two looks whether anybody still listens
SAID = re.compile(r"([0-9]{1,18}) ([0-9]{1,9})")

Told = Callable[[int, int], object]  # of an assessment's row, and its revision


def revisions(connection: Connection, link_ids: Collection[int], today: date) -> dict[int, int]:
    """The revision behind each of these links. Those that open nothing any more are missing."""
    joined = links.join(assessments, assessments.c.id == links.c.assessment_id)
    wanted = select(links.c.id, assessments.c.revision).select_from(joined)
    opens = assessments.c.gone_at.is_(None), links.c.withdrawn_at.is_(None)
    lasts = or_(links.c.ends_on.is_(None), links.c.ends_on >= today)
    found = connection.execute(wanted.where(links.c.id.in_(link_ids), *opens, lasts))
    return {row.id: row.revision for row in found}


def word_of_change(dialect: str) -> tuple[Any, ...]:
    """A column for the statement that counts a revision: PostgreSQL tells it to all who listen, once committed."""
    if dialect != "postgresql":
        return ()
    return (func.pg_notify(CHANNEL, func.concat(assessments.c.id, " ", assessments.c.revision)),)


def listen(engine: Engine, told: Told) -> Event:
    """On PostgreSQL, call `told` at each new revision, from a thread of its own, until the event that is returned is
    set. What is said while the connection is lost is not heard: who listens reads now and then as well.
    """
    over = Event()
    if engine.dialect.name == "postgresql":
        Thread(target=hear, args=(engine, told, over), daemon=True).start()
    return over


def hear(engine: Engine, told: Told, over: Event) -> None:
    import psycopg  # only where PostgreSQL is used is its driver there

    while not over.is_set():
        with suppress(SQLAlchemyError, psycopg.Error):
            hear_until_lost(engine, told, over)
        over.wait(AGAIN_SECONDS)


def hear_until_lost(engine: Engine, told: Told, over: Event) -> None:
    with closing(engine.raw_connection()) as raw:
        raw.detach()  # its place in the pool is free for others: this one is kept for as long as somebody watches
        driver: Any = raw.dbapi_connection
        driver.autocommit = True
        driver.execute(f"LISTEN {CHANNEL}")
        while not over.is_set():
            for word in driver.notifies(timeout=LOOK_SECONDS):
                if said := SAID.fullmatch(word.payload):
                    told(int(said[1]), int(said[2]))
