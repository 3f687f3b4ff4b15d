"""The part of a server's desk that looks ahead and back: what is intended, and milestones."""

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection

from assessment.instrument import AnswerSheet, BadInput, Name, Problem
from assessment.store.hidden import bare_sheet
from assessment.store.intended import Intent, Kept, Milestone, Spot, Value, dump_sheet, joined, milestone_of
from assessment.store.intended_rows import (
    dump_value,
    read_intents,
    read_kept,
    read_milestones,
    write_kept,
    write_milestone,
)
from assessment.store.limits import FULL, LONGEST_NOTE, MOST_BYTES, MOST_MILESTONES, TOO_MANY_MILESTONES
from assessment.store.managed import Managed
from assessment.store.reached import OF_THE_WHOLE, WRITERS, hides_notes
from assessment.store.rows import size_of
from assessment.store.whole import read_whole

NAMES: TypeAdapter[str] = TypeAdapter(Name)
NO_NAME = "a milestone needs a name of at most 200 characters"
NOTHING_ANSWERED = "nothing is answered yet, so there is nothing to keep as a milestone"


class Planned(Managed):
    def intend(self, spot: Spot, value: Value | None, seen: Value | None = None) -> Kept:
        """Write what is intended, or take it back. `seen`: what its author saw; what somebody else changed of it since
        is left as it is. Raises Gone after a deletion, BadInput where the assessment is full.
        """
        with self._writing() as (connection, revision):
            before = read_kept(connection, self.row_id, spot)
            new = joined(before.value, value, seen)
            if new == before.value:
                return before
            both = dump_value(before.value) + dump_value(new)  # as they stay in the history
            self._check_room(connection, len(both.encode()))
            kept = Kept(new, revision, self.label, self.database.clock())
            write_kept(connection, self.row_id, spot, before, kept)
            return kept

    def intents(self, most: int | None = None) -> tuple[Intent, ...]:
        """What was changed of what is intended, newest first."""
        with self._reading(WRITERS) as connection:
            return read_intents(connection, self.row_id, most)

    def milestones(self) -> tuple[Milestone, ...]:
        """Newest first; without notes, evidence and owners for a link that doesn't show them."""
        with self._admitted(OF_THE_WHOLE) as (connection, link):
            found = read_milestones(connection, self.row_id)
        if not hides_notes(link):
            return found
        return tuple(Milestone(m.id, m.name, m.day, m.by, dump_sheet(bare_sheet(m.sheet))) for m in found)

    def freeze(self, name: str) -> Milestone:
        """Keep the answers as they stand under a name. Raises BadInput for a name that is none, where nothing is
        answered, and where there is no room.
        """
        try:
            name = NAMES.validate_python(name.strip())
        except ValidationError:
            raise BadInput([Problem(NO_NAME, id="name")]) from None
        with self._writing() as (connection, revision):
            sheet = read_whole(connection, self.row_id).sheet()
            self._check_milestone(connection, sheet)
            day = sheet.date or self.database.clock().date()
            made = milestone_of(sheet, name, day, self.label)
            return write_milestone(connection, self.row_id, made, revision, self.database.clock())

    def _check_milestone(self, connection: Connection, sheet: AnswerSheet) -> None:
        if not sheet.answers:
            raise BadInput([Problem(NOTHING_ANSWERED, id="milestone")])
        if len(read_milestones(connection, self.row_id)) >= MOST_MILESTONES:
            raise BadInput([Problem(TOO_MANY_MILESTONES, id="milestone")])
        self._check_room(connection, len(dump_sheet(sheet)))

    def _check_room(self, connection: Connection, more: int) -> None:
        if more > LONGEST_NOTE and size_of(connection, self.row_id) >= MOST_BYTES:
            raise BadInput([Problem(FULL, id="plan")])
