"""What the owner's link does with workshops but for leading them: `leading.py` does that."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from assessment.store.audit import Event, note
from assessment.store.database import truncate_log
from assessment.store.links import PUBLIC_ID, new_public_id
from assessment.store.planned import Planned
from assessment.store.reached import OWNER
from assessment.store.remains import mark_erased
from assessment.store.schema import assessment as assessments
from assessment.store.workshop import MOST_MINUTES, MOST_WORKSHOPS, Hall, Plan, Stage, Workshop
from assessment.store.workshop_checks import check_plan, refuse
from assessment.store.workshop_rows import (
    close,
    code_hash,
    join_code,
    moment_of,
    read_rounds,
    read_seats,
    remove_seat,
    row_of,
    seat_name,
    workshop_of,
)
from assessment.store.workshop_schema import seat as seats
from assessment.store.workshop_schema import workshop as workshops

NO_WORKSHOP = "there is no such workshop; it may have been deleted"
IS_CLOSED = "this workshop is closed; nothing in it changes any more"
# What two presses of one form say alike
SAME = ("assessment_id", "name", "themes", "questions", "roles", "anonymous", "minutes")
OTHER_QUESTIONS = (
    "the questions of this assessment are of another version now than this workshop's; close it, and open another"
)


def is_same(row: Row[Any], values: Mapping[str, Any]) -> bool:
    """Whether it was opened by the form that says these."""
    began_at_once = row.live_at == row.opened_at
    alike = all(getattr(row, column) == values[column] for column in SAME)
    return alike and began_at_once == (values["live_at"] is not None)


class Hosting(Planned):
    """What stands around a meeting: that there is one, who gets in, its clock and its end."""

    def workshops(self) -> tuple[Workshop, ...]:
        """Newest first."""
        mine = select(workshops).where(workshops.c.assessment_id == self.row_id).order_by(workshops.c.id.desc())
        with self._reading(OWNER) as connection:
            return tuple(map(workshop_of, connection.execute(mine).all()))

    def hall(self, public_id: str) -> Hall:
        """All that a host may know. Raises BadInput where there is no such workshop, or no more."""
        with self._reading(OWNER) as connection:
            row = self._row(connection, public_id)
            return Hall(moment_of(connection, row), read_rounds(connection, row), read_seats(connection, row))

    def workshop_code(self, public_id: str) -> str:
        """The join code; empty once it is closed."""
        with self._reading(OWNER) as connection:
            row = self._row(connection, public_id)
            return join_code(self.token, public_id, row.code_number) if row.code_hash else ""

    def open_workshop(self, plan: Plan, public_id: str = "") -> Workshop:
        """One for which a name is made beforehand, as `new_public_id` does, is one however often the same is sent."""
        plan = check_plan(plan)
        with self._quietly() as connection:
            there = row_of(connection, public_id)
            values = self._values(connection, plan, "" if there else public_id)
            if there and is_same(there, values):
                return workshop_of(there)
            mine = workshops.c.assessment_id == self.row_id
            if connection.execute(select(func.count()).where(mine)).scalar_one() >= MOST_WORKSHOPS:
                raise refuse(f"this assessment has {MOST_WORKSHOPS} workshops; delete one first")
            self._check_versions(connection, plan.questions)
            row = connection.execute(insert(workshops).values(**values).returning(workshops)).one()
            note(connection, Event.WORKSHOP_OPENED, self.row_id, self.database.clock())
            return workshop_of(row)

    def _values(self, connection: Connection, plan: Plan, public_id: str) -> dict[str, Any]:
        public_id, now = public_id if PUBLIC_ID.fullmatch(public_id) else new_public_id(), self.database.clock()
        number = self._free_number(connection, public_id, 1)
        return {
            "assessment_id": self.row_id,
            "public_id": public_id,
            "code_hash": code_hash(join_code(self.token, public_id, number)),
            "code_number": number,
            "name": plan.name,
            "stage": (Stage.HOMEWORK if plan.homework else Stage.LIVE).value,
            "themes": json.dumps(plan.themes),
            "questions": json.dumps({name: [one.version, dict(one.levels)] for name, one in plan.questions.items()}),
            "roles": json.dumps(plan.roles),
            "anonymous": plan.anonymous,
            "door": True,
            "minutes": plan.minutes,
            "talk": "[]",
            "turn": 1,
            "stir": 1,
            "opened_at": now,
            "live_at": None if plan.homework else now,
        }

    def set_clock(self, public_id: str, minutes: int, ends_at: datetime | None) -> None:
        if not 0 <= minutes <= MOST_MINUTES:
            raise refuse(f"please give 0 to {MOST_MINUTES} minutes for a question", "minutes")
        with self._leading(public_id) as (connection, row):
            self._turn(connection, row, minutes=minutes, ends_at=ends_at)

    def set_door(self, public_id: str, *, is_open: bool) -> None:
        """Whether people who are not there yet may sit down."""
        with self._leading(public_id) as (connection, row):
            self._turn(connection, row, door=is_open)

    def new_code(self, public_id: str) -> str:
        """The old one opens nothing any more; who sits there stays."""
        with self._leading(public_id) as (connection, row):
            number = self._free_number(connection, public_id, row.code_number + 1)
            code = join_code(self.token, public_id, number)
            self._turn(connection, row, code_number=number, code_hash=code_hash(code))
            return code

    def remove_seat(self, public_id: str, seat: str) -> None:
        """With its votes that are not revealed; those that are stay with the room. One that isn't there is gone."""
        with self._leading(public_id) as (connection, row):
            for one in connection.execute(select(seats).where(seats.c.workshop_id == row.id)).all():
                if seat_name(one) == seat:
                    remove_seat(connection, row, one.id)
            self._turn(connection, row)

    def close_workshop(self, public_id: str) -> None:
        """For good. What was agreed on stays, and the record."""
        with self._leading(public_id) as (connection, row):
            close(connection, row.id, self.database.clock())
            note(connection, Event.WORKSHOP_CLOSED, self.row_id, self.database.clock())

    def delete_workshop(self, public_id: str) -> None:
        """With its votes. What was agreed on stays in the assessment's answers."""
        with self._quietly() as connection:
            row = self._row(connection, public_id)
            connection.execute(delete(workshops).where(workshops.c.id == row.id))
            mark_erased(connection, self.database.clock())
        truncate_log(self.database.reading)

    @contextmanager
    def _quietly(self) -> Iterator[Connection]:
        """A transaction of which whoever has the assessment open is not told. It is locked all the same, before what
        belongs to it: else an owner's link that is replaced meanwhile could still make a code.
        """
        with self.database.writing.begin() as connection:
            mine = select(assessments.c.id).where(assessments.c.id == self.row_id)
            connection.execute(mine.with_for_update())
            self._admit(connection, OWNER)
            yield connection

    @contextmanager
    def _leading(self, public_id: str) -> Iterator[tuple[Connection, Row[Any]]]:
        with self._quietly() as connection:
            row = self._row(connection, public_id, lock=True)
            if row.stage == Stage.CLOSED.value:
                raise refuse(IS_CLOSED)
            yield connection, row

    def _row(self, connection: Connection, public_id: str, *, lock: bool = False) -> Row[Any]:
        row = row_of(connection, public_id, workshops.c.assessment_id == self.row_id, lock=lock)
        if row is None:
            raise refuse(NO_WORKSHOP)
        return row

    def _turn(self, connection: Connection, row: Row[Any], **values: Any) -> None:
        counted = {"turn": workshops.c.turn + 1, **values}
        connection.execute(update(workshops).where(workshops.c.id == row.id).values(counted))

    def _check_versions(self, connection: Connection, questions: Mapping[str, Any]) -> None:
        mine = select(assessments.c.rubrics).where(assessments.c.id == self.row_id)
        now = json.loads(connection.execute(mine).scalar_one())
        if any(now.get(name) != one.version for name, one in questions.items()):
            raise refuse(OTHER_QUESTIONS)

    def _free_number(self, connection: Connection, public_id: str, number: int) -> int:
        """The next one whose code opens no other workshop."""
        while True:
            taken = workshops.c.code_hash == code_hash(join_code(self.token, public_id, number))
            if connection.execute(select(workshops.c.id).where(taken)).first() is None:
                return number
            number += 1
