"""What each workshop looked like last, so that a room of phones that ask at once costs one look."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any
from weakref import ref

from sqlalchemy import Connection, Row

from assessment.store.workshop import Moment
from assessment.store.workshop_rows import moment_of

MOST, SECONDS = 500, 5  # what is older is read anew: a database may be put back while its server runs


class Held:
    def __init__(self) -> None:
        self.lock = Lock()
        self.stands: tuple[int, int] | None = None
        self.until = 0.0
        self.moment: Callable[[], Moment | None] = lambda: None


class Recent:
    """By workshop, as long as nobody has done anything in it. Of what shows votes and names nothing is held: it is
    shared by those who ask at the same time, and goes with the last of them.
    """

    def __init__(self) -> None:
        self.held: dict[int, Held] = {}

    def moment(self, connection: Connection, row: Row[Any]) -> Moment:
        """`row`: of the workshop, as it is now."""
        mine, stands = self.held.setdefault(row.id, Held()), (row.turn, row.stir)
        with mine.lock:
            before = mine.moment() if mine.stands == stands and monotonic() < mine.until else None
            if before is not None:
                return before
            found = moment_of(connection, row)
            shows = found.current is not None and found.current.revealed_at is not None
            mine.stands, mine.moment = stands, ref(found) if shows else lambda: found
            mine.until = monotonic() + SECONDS
        while len(self.held) > MOST:
            self.held.pop(next(iter(self.held)), None)
        return found
