"""Records of the pool that are too old to be counted: no edition takes them any more, so that they go."""

from datetime import date

from sqlalchemy import delete, select

from assessment.peers import MOST_MONTHS, read_record
from assessment.store.database import Database
from assessment.store.remains import mark_erased
from assessment.store.schema import peer_record as records


class OldRecords:
    """Looked for once a day; an edition that was made with one stays as it is."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.looked_on: date | None = None

    def forget(self) -> int:
        """Returns how many went."""
        today = self.database.clock().date()
        if self.looked_on == today:
            return 0
        with self.database.reading.connect() as connection:
            found = connection.execute(select(records)).all()
        old = [(row.key_hash, row.version, row.body) for row in found if is_old(row.body, today)]
        if old:
            with self.database.writing.begin() as connection:
                for key, version, body in old:  # unless it was given anew meanwhile
                    same = records.c.key_hash == key, records.c.version == version, records.c.body == body
                    connection.execute(delete(records).where(*same))
                mark_erased(connection, self.database.clock())
        self.looked_on = today
        return len(old)


def is_old(body: str, today: date) -> bool:
    record = read_record(body)
    if record is None:
        return False
    year, month = map(int, record.month.split("-"))
    return 12 * (today.year - year) + today.month - month > MOST_MONTHS
