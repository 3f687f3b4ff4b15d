"""What is intended, in the tables: each kind as it stands in a table of its own, and the history of all; milestones."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, delete, insert, select

from assessment.instrument import Decision, PlannedMove
from assessment.store.intended import Intends, Intent, Kept, Milestone, Spot, Value
from assessment.store.rows import bytes_in, grow, utc
from assessment.store.schema import decision, intent, milestone, move, target

TABLES = {Intends.MOVE: move, Intends.TARGET: target, Intends.DECISION: decision}
READERS: dict[Intends, TypeAdapter[Any]] = {
    Intends.MOVE: TypeAdapter(PlannedMove),
    Intends.TARGET: TypeAdapter(int),
    Intends.DECISION: TypeAdapter(Decision),
}
NOTHING = "null"  # JSON of what was taken back


def dump_value(value: Value | None) -> str:
    if value is None or isinstance(value, int):
        return NOTHING if value is None else str(value)
    return value.model_dump_json(exclude_defaults=True)


def load_value(what: Intends, body: str) -> Value | None:
    found: Value | None = None if body == NOTHING else READERS[what].validate_json(body)
    return found


def place_of(spot: Spot) -> dict[str, str]:
    """What its table calls the place."""
    columns = TABLES[spot.what].c
    return {name: getattr(spot, name) for name in ("rubric", "theme", "question") if name in columns}


def spot_of(what: Intends, row: Row[Any]) -> Spot:
    return Spot(what, **{name: getattr(row, name, "") for name in ("rubric", "theme", "question")})


def read_intended(connection: Connection, row_id: int) -> Mapping[Spot, Kept]:
    return {
        spot_of(what, row): Kept(load_value(what, row.body), row.revision, row.label, utc(row.at))
        for what, table in TABLES.items()
        for row in connection.execute(select(table).where(table.c.assessment_id == row_id))
    }


def read_kept(connection: Connection, row_id: int, spot: Spot) -> Kept:
    table = TABLES[spot.what]
    row = connection.execute(select(table).where(*here(row_id, spot))).one_or_none()
    return Kept() if row is None else Kept(load_value(spot.what, row.body), row.revision, row.label, utc(row.at))


def here(row_id: int, spot: Spot) -> list[Any]:
    table = TABLES[spot.what]
    return [table.c.assessment_id == row_id, *(table.c[name] == value for name, value in place_of(spot).items())]


def write_kept(connection: Connection, row_id: int, spot: Spot, before: Kept, new: Kept) -> None:
    """Put it in place of what stood, and both into the history."""
    was, body = dump_value(before.value), dump_value(new.value)
    table, signed = TABLES[spot.what], {"revision": new.revision, "label": new.by, "at": new.at}
    connection.execute(delete(table).where(*here(row_id, spot)))
    connection.execute(insert(table).values(assessment_id=row_id, **place_of(spot), body=body, **signed))
    line = {"what": spot.what.value, "rubric": spot.rubric, "theme": spot.theme, "question": spot.question}
    connection.execute(insert(intent).values(assessment_id=row_id, **line, before=was, after=body, **signed))
    stood = bytes_in(was) if before.revision else 0
    grow(connection, row_id, bytes_in(body) - stood + bytes_in(was + body))


def read_intents(connection: Connection, row_id: int, most: int | None) -> tuple[Intent, ...]:
    """Newest first."""
    mine = select(intent).where(intent.c.assessment_id == row_id).order_by(intent.c.id.desc()).limit(most)
    found = []
    for row in connection.execute(mine):
        what = Intends(row.what)
        both = load_value(what, row.before), load_value(what, row.after)
        found.append(Intent(row.id, spot_of(what, row), *both, row.label, utc(row.at)))
    return tuple(found)


def read_milestones(connection: Connection, row_id: int) -> tuple[Milestone, ...]:
    """Newest first."""
    mine = select(milestone).where(milestone.c.assessment_id == row_id).order_by(milestone.c.id.desc())
    return tuple(Milestone(row.id, row.name, row.day, row.label, row.body) for row in connection.execute(mine))


def write_milestone(connection: Connection, row_id: int, one: Milestone, revision: int, at: datetime) -> Milestone:
    """A new one; its own id is not heeded. Returns it with the id that it has here."""
    values = {"name": one.name, "day": one.day, "body": one.body, "label": one.by, "revision": revision, "at": at}
    statement = insert(milestone).values(assessment_id=row_id, **values)
    new_id = connection.execute(statement.returning(milestone.c.id)).scalar_one()
    grow(connection, row_id, bytes_in(one.body))
    return replace(one, id=new_id)
