"""Workshops: rows in, records out."""

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from assessment.consensus import Tally, tally
from assessment.store.records import Key
from assessment.store.rows import utc
from assessment.store.workshop import (
    CODE_LENGTH,
    CODE_SIGNS,
    Asked,
    Ballots,
    Moment,
    Round,
    Seat,
    Stage,
    Talk,
    Workshop,
)
from assessment.store.workshop_schema import round_ as rounds
from assessment.store.workshop_schema import seat as seats
from assessment.store.workshop_schema import vote as votes
from assessment.store.workshop_schema import workshop as workshops


def join_code(token: str, public_id: str, number: int) -> str:
    """Made of the owner's token, so that it can be shown again and stands nowhere."""
    digest = hmac.new(token.encode(), f"join {public_id} {number}".encode(), hashlib.sha256).digest()
    left, signs = int.from_bytes(digest), ""
    for _ in range(CODE_LENGTH):
        left, at = divmod(left, len(CODE_SIGNS))
        signs += CODE_SIGNS[at]
    return signs


def code_hash(code: str) -> bytes:
    return hashlib.sha256(f"join {code}".encode()).digest()


def workshop_of(row: Row[Any]) -> Workshop:
    return Workshop(
        public_id=row.public_id,
        name=row.name,
        stage=Stage(row.stage),
        themes=tuple(json.loads(row.themes)),
        questions={name: Asked(*one) for name, one in json.loads(row.questions).items()},
        roles=tuple(json.loads(row.roles)),
        anonymous=row.anonymous,
        door=row.door and row.stage != Stage.CLOSED.value,
        minutes=row.minutes,
        ends_at=utc(row.ends_at),
        turn=row.turn,
        opened_at=utc(row.opened_at),
        live_at=utc(row.live_at),
        closed_at=utc(row.closed_at),
        talk=tuple(Talk(Key(rubric, question), reason) for rubric, question, reason in json.loads(row.talk)),
    )


def moment_of(connection: Connection, row: Row[Any]) -> Moment:
    seated = connection.execute(select(func.count()).where(seats.c.workshop_id == row.id)).scalar_one()
    found = read_rounds(connection, row, rounds.c.id == row.current_id) if row.current_id else ()
    return Moment(workshop_of(row), seated, found[0] if found else None)


def read_rounds(connection: Connection, row: Row[Any], *which: Any) -> tuple[Round, ...]:
    """Of one workshop, those that were opened, in that order; votes only of those that are revealed."""
    workshop = workshop_of(row)
    mine = rounds.c.workshop_id == row.id, rounds.c.opened_at.is_not(None), *which
    found = connection.execute(select(rounds).where(*mine).order_by(rounds.c.opened_at, rounds.c.id)).all()
    ids = [one.id for one in found]
    cast: dict[int, int] = dict(
        connection.execute(
            select(votes.c.round_id, func.count()).where(votes.c.round_id.in_(ids)).group_by(votes.c.round_id)
        ).all()
    )
    shown = ballots_of(connection, [one.id for one in found if one.revealed_at is not None])
    return tuple(round_of(one, workshop, cast.get(one.id, 0), shown.get(one.id)) for one in found)


def round_of(row: Row[Any], workshop: Workshop, cast: int, ballots: Ballots | None) -> Round:
    key = Key(row.rubric, row.question)
    told, reasons = ballots.revealed(anonymous=workshop.anonymous) if ballots else ((), ())
    dates = utc(row.opened_at), utc(row.revealed_at)
    return Round(key, row.number, *dates, cast, workshop.levels(key), told, reasons, row.agreed)


def ballots_of(connection: Connection, round_ids: Sequence[int]) -> Mapping[int, Ballots]:
    joined = votes.outerjoin(seats, seats.c.id == votes.c.seat_id)
    columns = votes.c.round_id, votes.c.choice, votes.c.role, votes.c.reason, seats.c.name
    found = defaultdict(list)
    for row in connection.execute(select(*columns).select_from(joined).where(votes.c.round_id.in_(round_ids))):
        found[row.round_id].append((row.choice, row.role, row.reason, row.name))
    return {one: Ballots(tuple(cast)) for one, cast in found.items()}


def homework_tallies(connection: Connection, row: Row[Any]) -> Mapping[Key, Tally]:
    """The votes that were cast before the meeting, for the order of talking alone; every question is there."""
    workshop, choices = workshop_of(row), defaultdict(list)
    joined = rounds.join(votes, votes.c.round_id == rounds.c.id)
    columns = rounds.c.rubric, rounds.c.question, votes.c.choice
    for one in connection.execute(select(*columns).select_from(joined).where(rounds.c.workshop_id == row.id)):
        choices[Key(one.rubric, one.question)].append(one.choice)
    return {key: tally(choices[key], workshop.levels(key)) for key in workshop.keys}


def read_seats(connection: Connection, row: Row[Any]) -> tuple[Seat, ...]:
    """In no order that tells who came when."""
    there = select(votes.c.seat_id).where(votes.c.round_id == (row.current_id or 0))
    voted = {one.seat_id for one in connection.execute(there)}
    mine = select(seats).where(seats.c.workshop_id == row.id).order_by(seats.c.role, seats.c.name, seats.c.secret_hash)
    return tuple(Seat(seat_name(one), one.role, one.name, one.id in voted) for one in connection.execute(mine))


def seat_name(row: Row[Any]) -> str:
    return bytes(row.secret_hash).hex()[:16]


def row_of(connection: Connection, public_id: str, *which: Any, lock: bool = False) -> Row[Any] | None:
    """`lock`: so that its writers take turns on PostgreSQL too."""
    wanted = select(workshops).where(workshops.c.public_id == public_id, *which)
    return connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()


def remove_seat(connection: Connection, row: Row[Any], seat_id: int) -> None:
    mine = seats.c.id == seat_id, seats.c.workshop_id == row.id
    hidden = select(rounds.c.id).where(rounds.c.workshop_id == row.id, rounds.c.revealed_at.is_(None))
    if connection.execute(select(seats.c.id).where(*mine)).first() is not None:
        connection.execute(delete(votes).where(votes.c.seat_id == seat_id, votes.c.round_id.in_(hidden)))
        connection.execute(delete(seats).where(*mine))


def close(connection: Connection, workshop_id: int, now: datetime) -> None:
    """Votes that were never revealed go: nobody was told what they would be used for."""
    hidden = select(rounds.c.id).where(rounds.c.workshop_id == workshop_id, rounds.c.revealed_at.is_(None))
    connection.execute(delete(rounds).where(rounds.c.id.in_(hidden)))
    values = {"stage": "closed", "closed_at": now, "code_hash": None, "current_id": None, "door": False}
    mine = workshops.c.id == workshop_id
    connection.execute(update(workshops).where(mine).values(turn=workshops.c.turn + 1, **values))


def renew_codes(connection: Connection, row_id: int, token: str) -> None:
    """The owner's link is another now: so are the codes made of it."""
    mine = workshops.c.assessment_id == row_id, workshops.c.code_hash.is_not(None)
    for row in connection.execute(select(workshops).where(*mine)).all():
        hashed = code_hash(join_code(token, row.public_id, row.code_number))
        connection.execute(update(workshops).where(workshops.c.id == row.id).values(code_hash=hashed))
