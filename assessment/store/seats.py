"""A seat: one person's place in a workshop, by a secret of its own. It votes, and opens nothing else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from assessment.store.database import Database
from assessment.store.links import TOKEN, hash_of, new_token
from assessment.store.recent import Recent
from assessment.store.records import Key
from assessment.store.schema import assessment as assessments
from assessment.store.workshop import LONGEST_NAME, LONGEST_REASON, MOST_SEATS, Door, Moment, Stage, Vote
from assessment.store.workshop_checks import check_choice, code_in, line_of, refuse
from assessment.store.workshop_rows import code_hash, remove_seat, row_of, workshop_of
from assessment.store.workshop_schema import round_ as rounds
from assessment.store.workshop_schema import seat as seats
from assessment.store.workshop_schema import vote as votes
from assessment.store.workshop_schema import workshop as workshops

SHUT = "the host lets nobody else in; please ask the host"
FULL = f"all {MOST_SEATS} seats are taken; please ask the host"
OLD_CODE = "this code opens nothing any more; please ask the host for the new one"
NO_ROLE = "please choose one of the roles"
OVER = "the workshop is closed; your votes up to then stand"
REVEALED = (
    "the votes on this question are revealed, so that no vote is taken any more; you can vote from the next one on"
)
NOT_OPEN = "this question is not open now, so that no vote is taken"
GONE = "your seat was taken off this workshop; join again with its code"
HERE = workshops.c.assessment_id == assessments.c.id, assessments.c.gone_at.is_(None)

# Made once: phones ask for them all day
SEEN = (
    select(workshops, seats.c.role.label("seat_role"), seats.c.name.label("seat_name"))
    .join(seats, seats.c.workshop_id == workshops.c.id)
    .where(seats.c.id == bindparam("seat"), workshops.c.public_id == bindparam("workshop"), *HERE)
)
THE_SEAT = select(seats).where(seats.c.id == bindparam("seat"))
THE_WORKSHOP = (
    select(workshops).where(workshops.c.public_id == bindparam("workshop"), *HERE).with_for_update(of=workshops)
)
BY_SECRET = (
    select(seats.c.id)
    .join(workshops, workshops.c.id == seats.c.workshop_id)
    .where(seats.c.secret_hash == bindparam("secret"), workshops.c.public_id == bindparam("workshop"))
)
OWN_VOTES = (
    select(rounds.c.rubric, rounds.c.question, rounds.c.number, votes.c.choice, votes.c.reason)
    .join(votes, rounds.c.id == votes.c.round_id)
    .where(votes.c.seat_id == bindparam("seat"))
)


class Glance(NamedTuple):
    """What a seat sees at once. `mine`: what it has voted, by question and round."""

    moment: Moment
    role: str
    name: str | None
    mine: Mapping[tuple[Key, int], Vote]


class LostSeat(Exception):
    """The seat, or its workshop, is no longer there."""


def open_door(connection: Connection, code: str) -> Row[Any] | None:
    """The workshop that a code opens: neither closed, nor of an assessment that was deleted."""
    found = code_in(code)
    mine = workshops.c.code_hash == code_hash(found), *HERE
    return connection.execute(select(workshops).where(*mine)).one_or_none() if found else None


def door_of(row: Row[Any]) -> Door:
    workshop = workshop_of(row)
    return Door(workshop.public_id, workshop.name, workshop.roles, workshop.anonymous, workshop.door)


def sit_down(database: Database, code: str, role: str, name: str, secret: str) -> str:
    """A new seat; returns its secret, which is seen only now. One that is made beforehand, as `new_token` does, makes
    one seat however often it is sent. Raises BadInput.
    """
    name = line_of(name, LONGEST_NAME, "name")
    with database.writing.begin() as connection:
        found = open_door(connection, code)
        row = row_of(connection, found.public_id, lock=True) if found else None
        if row is None or row.code_hash != code_hash(code_in(code)):
            raise refuse(OLD_CODE)
        if (sits := workshop_with(connection, secret)) == row.id:
            return secret
        if not row.door:
            raise refuse(SHUT)
        if role not in workshop_of(row).roles:
            raise refuse(NO_ROLE, "role")
        mine = seats.c.workshop_id == row.id
        if connection.execute(select(func.count()).where(mine)).scalar_one() >= MOST_SEATS:
            raise refuse(FULL)
        secret = secret if sits is None and TOKEN.fullmatch(secret) else new_token()
        values = {"secret_hash": hash_of(secret), "role": role, "at": database.clock()}
        named = None if row.anonymous or not name else name
        connection.execute(insert(seats).values(workshop_id=row.id, name=named, **values))
        stir(connection, row)
        return secret


def workshop_with(connection: Connection, secret: str) -> int | None:
    """The row of that in which the seat with this secret is."""
    mine = select(seats.c.workshop_id).where(seats.c.secret_hash == hash_of(secret))
    return connection.execute(mine).scalar_one_or_none()


def stir(connection: Connection, row: Row[Any]) -> None:
    connection.execute(update(workshops).where(workshops.c.id == row.id).values(stir=workshops.c.stir + 1))


class SeatDesk:
    """One seat. Every method raises LostSeat once it is gone, BadInput where it refuses."""

    def __init__(self, database: Database, seat_id: int, public_id: str, recent: Recent) -> None:
        self.database, self.seat_id, self.public_id, self.recent = database, seat_id, public_id, recent

    def look(self) -> Glance:
        with self.database.reading.connect() as connection:
            own = {"seat": self.seat_id, "workshop": self.public_id}
            row = connection.execute(SEEN, own).one_or_none()
            if row is None:
                raise LostSeat
            cast = connection.execute(OWN_VOTES, own)
            mine = {(Key(one.rubric, one.question), one.number): Vote(one.choice, one.reason) for one in cast}
            return Glance(self.recent.moment(connection, row), row.seat_role, row.seat_name, mine)

    def vote(self, key: Key, number: int, choice: str, reason: str = "") -> Vote:
        """Kept once this returns; a later one takes its place, until the reveal. One that says the same writes
        nothing.
        """
        reason = line_of(reason, LONGEST_REASON, "reason")
        with self._writing() as (connection, row, seat):
            workshop = workshop_of(row)
            new = Vote(check_choice(workshop, key, choice), reason)
            round_id = self._round(connection, row, key, number)
            mine = votes.c.round_id == round_id, votes.c.seat_id == self.seat_id
            old = connection.execute(select(votes).where(*mine)).one_or_none()
            values = {"role": seat.role, "choice": new.choice, "reason": new.reason}
            if old is None:
                connection.execute(insert(votes).values(round_id=round_id, seat_id=self.seat_id, **values))
                stir(connection, row)
            elif (old.choice, old.reason) != new:
                connection.execute(update(votes).where(*mine).values(values))
        return new

    def _round(self, connection: Connection, row: Row[Any], key: Key, number: int) -> int:
        """The row of the round that takes votes now. Before the meeting every question's first does."""
        place = {"rubric": key.rubric, "question": key.question, "number": number}
        here = rounds.c.workshop_id == row.id, *(rounds.c[name] == value for name, value in place.items())
        found = connection.execute(select(rounds).where(*here)).one_or_none()
        if found is not None and found.revealed_at is not None:
            raise refuse(REVEALED)
        if row.stage == Stage.HOMEWORK.value and number == 1:
            if found is not None:
                return int(found.id)
            new = insert(rounds).values(workshop_id=row.id, **place).returning(rounds.c.id)
            return int(connection.execute(new).scalar_one())
        if found is None or found.id != row.current_id:
            raise refuse(NOT_OPEN)
        return int(found.id)

    def change_role(self, role: str) -> None:
        """Of votes that are not revealed too."""
        with self._writing() as (connection, row, seat):
            if role not in workshop_of(row).roles:
                raise refuse(NO_ROLE, "role")
            if role == seat.role:
                return
            hidden = select(rounds.c.id).where(rounds.c.workshop_id == row.id, rounds.c.revealed_at.is_(None))
            mine = votes.c.seat_id == self.seat_id, votes.c.round_id.in_(hidden)
            connection.execute(update(votes).where(*mine).values(role=role))
            connection.execute(update(seats).where(seats.c.id == self.seat_id).values(role=role))
            stir(connection, row)

    def leave(self) -> None:
        """With its votes that are not revealed."""
        with self._writing() as (connection, row, _):
            remove_seat(connection, row, self.seat_id)
            stir(connection, row)

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, Row[Any], Row[Any]]]:
        with self.database.writing.begin() as connection:
            own = {"seat": self.seat_id, "workshop": self.public_id}
            row, seat = (connection.execute(one, own).one_or_none() for one in (THE_WORKSHOP, THE_SEAT))
            if seat is None or row is None:
                raise LostSeat
            if row.stage == Stage.CLOSED.value:
                raise refuse(OVER)
            yield connection, row, seat


def find_seat(database: Database, public_id: str, secret: str, recent: Recent) -> SeatDesk | None:
    with database.reading.connect() as connection:
        own = {"secret": hash_of(secret), "workshop": public_id}
        found = connection.execute(BY_SECRET, own).one_or_none()
    return None if found is None else SeatDesk(database, found.id, public_id, recent)
