"""Whether the database keeps what is written: found out by writing, seldom, and never while somebody waits."""

from datetime import datetime
from enum import Enum
from threading import Lock, Thread
from time import monotonic

from sqlalchemy import Engine, insert, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assessment.store.records import Clock
from assessment.store.schema import probe

EVERY = 10  # seconds between two looks
HANGS = 5  # seconds after which a look that has not come back counts as none
LOCK_SECONDS = 2
BUSY = ("locked", "lock timeout")  # in what a database says that others are writing to


class Health(Enum):
    OK = "ok"
    BUSY = "busy"  # somebody holds a lock: writers wait for it, and nothing is broken
    BROKEN = "the database does not answer, or keeps nothing"


class Probe:
    """Writes and commits one row of a table of its own, by a connection of its own: a write that is taken back would
    not notice a full disk, and one that waits for a free connection would only notice many visitors.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine, self.clock = engine.execution_options(writes=True), clock
        self.found, self.found_at = Health.OK, float("-inf")
        self.begun: float | None = None
        self.lock = Lock()

    def look(self) -> Health:
        """What was found last, at once; looks again where that was ten seconds ago or more."""
        with self.lock:
            now = monotonic()
            if self.begun is None and now - self.found_at >= EVERY:
                self.begun = now
                Thread(target=self._look, daemon=True).start()
            hangs = self.begun is not None and now - self.begun > HANGS
            return Health.BROKEN if hangs else self.found

    def _look(self) -> None:
        found = self.write(self.clock())
        with self.lock:
            self.found, self.found_at, self.begun = found, monotonic(), None

    def write(self, now: datetime) -> Health:
        try:
            with self.engine.begin() as connection:
                if connection.execute(update(probe).values(at=now)).rowcount == 0:
                    connection.execute(insert(probe).values(id=1, at=now))
        except IntegrityError:
            return Health.OK  # another server wrote the same row just now
        except SQLAlchemyError as error:
            return Health.BUSY if any(word in str(error) for word in BUSY) else Health.BROKEN
        return Health.OK
