"""What all workshops of a database share: the way in, what moved in which, and the end of old ones."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from sqlalchemy import delete, select

from assessment.store.database import Database, truncate_log
from assessment.store.recent import Recent
from assessment.store.remains import mark_erased
from assessment.store.seats import HERE, SeatDesk, door_of, find_seat, open_door, sit_down
from assessment.store.workshop import Door, Moment, Stage
from assessment.store.workshop_rows import close, moment_of
from assessment.store.workshop_schema import seat as seats
from assessment.store.workshop_schema import workshop as workshops

LONGEST = timedelta(days=60)  # a workshop that nobody closes
SEATS_KEPT = timedelta(days=30)  # after its end


class Commons:
    def __init__(self, database: Database) -> None:
        self.database, self.recent = database, Recent()

    def door(self, code: str) -> Door | None:
        """What a join code opens. None for one that opens nothing."""
        with self.database.reading.connect() as connection:
            row = open_door(connection, code)
            return None if row is None else door_of(row)

    def sit_down(self, code: str, role: str, name: str = "", secret: str = "") -> str:
        return sit_down(self.database, code, role, name, secret)

    def seat(self, public_id: str, secret: str) -> SeatDesk | None:
        return find_seat(self.database, public_id, secret, self.recent)

    def moment(self, public_id: str) -> Moment | None:
        with self.database.reading.connect() as connection:
            wanted = select(workshops).where(workshops.c.public_id == public_id, *HERE)
            row = connection.execute(wanted).one_or_none()
            return None if row is None else moment_of(connection, row)

    def moved(self, public_ids: Collection[str]) -> Mapping[str, tuple[int, int]]:
        """How often the host and the room have done something, by workshop: one query, however many there are."""
        columns = workshops.c.public_id, workshops.c.turn, workshops.c.stir
        wanted = select(*columns).where(workshops.c.public_id.in_(public_ids), *HERE)
        with self.database.reading.connect() as connection:
            return {row.public_id: (row.turn, row.stir) for row in connection.execute(wanted)}

    def tidy(self) -> None:
        """Close what nobody closed for 60 days; 30 days after the end seats go, and with them all names."""
        now = self.database.clock()
        old = workshops.c.stage != Stage.CLOSED.value, workshops.c.opened_at <= now - LONGEST
        over = workshops.c.closed_at <= now - SEATS_KEPT
        left = select(seats.c.id).join(workshops, workshops.c.id == seats.c.workshop_id).where(over)
        with self.database.reading.connect() as connection:
            due = select(workshops.c.id).where(*old).limit(1), left.limit(1)
            if not any(connection.execute(one).all() for one in due):
                return
        with self.database.writing.begin() as connection:
            for row in connection.execute(select(workshops.c.id).where(*old)).all():
                close(connection, row.id, now)
            connection.execute(delete(seats).where(seats.c.id.in_(left)))
            mark_erased(connection, now)
        truncate_log(self.database.reading)
