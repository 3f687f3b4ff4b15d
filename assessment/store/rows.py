"""Rows in, records out, and back: the only place that knows how an answer lies in the tables."""

import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, Row, insert, update

from assessment.instrument import BLANK, Answer
from assessment.store.records import PARTS, Change, Entry, Key, Rival
from assessment.store.schema import answer as answers
from assessment.store.schema import change as changes


def dump(answer: Answer) -> str | None:
    return None if answer == BLANK else answer.model_dump_json(exclude_defaults=True)


def load(body: str | None) -> Answer:
    return BLANK if body is None else Answer.model_validate_json(body)


def at(table: Any, row_id: int, key: Key) -> tuple[Any, ...]:
    return (table.c.assessment_id == row_id, table.c.rubric == key.rubric, table.c.question == key.question)


def write(connection: Connection, row_id: int, key: Key, before: Entry, entry: Entry) -> None:
    """Put an answer in place of another, and the change into the history. A blank keeps its row, for its revision."""
    body = dump(entry.answer) or "{}"
    values = {"body": body, "revision": entry.revision, "label": entry.by, "at": entry.at}
    if before.revision:
        connection.execute(update(answers).where(*at(answers, row_id, key)).values(values))
    else:
        place = {"assessment_id": row_id, "rubric": key.rubric, "question": key.question}
        connection.execute(insert(answers).values(**place, **values))
    add_change(connection, row_id, key, before.answer, entry)


def add_change(connection: Connection, row_id: int, key: Key, before: Answer, entry: Entry) -> None:
    """A line of the history. An entry of revision 0 is an answer that was offered and not chosen."""
    place = {"assessment_id": row_id, "rubric": key.rubric, "question": key.question}
    parts = [part for part, names in PARTS.items() if any(differ(before, entry.answer, name) for name in names)]
    body = entry.answer.model_dump_json(exclude_defaults=True, include=names_of(parts))
    values = {"after": body, "parts": " ".join(parts), "revision": entry.revision or None}
    connection.execute(insert(changes).values(**place, **values, label=entry.by, at=entry.at))


def differ(one: Answer, other: Answer, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def answer_after(row: Row[Any], stood: Answer) -> Answer:
    """The whole answer of a line of the history, given the one that stood before it."""
    if row.parts is None:
        return load(row.after)
    rest = stood.model_dump(mode="json", exclude_defaults=True, exclude=names_of(row.parts.split()))
    whole = rest | json.loads(row.after)
    return Answer.model_validate_json(json.dumps(whole)) if whole else BLANK


def names_of(parts: Iterable[str]) -> set[str]:
    return {name for part in parts for name in PARTS[part]}


def utc(moment: Any) -> Any:
    """SQLite gives back its times without their zone, PostgreSQL in the zone of its session; all are meant in UTC."""
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def entry_of(row: Row[Any]) -> Entry:
    body = None if row.body == "{}" else row.body
    return Entry(load(body), row.revision, row.label, utc(row.at))


def rival_of(row: Row[Any]) -> Rival:
    body = None if row.body == "{}" else row.body
    return Rival(row.id, Key(row.rubric, row.question), load(body), row.label, utc(row.at))


def changes_of(rows: Iterable[Row[Any]]) -> list[Change]:
    """The lines of a history, oldest first; `rows` are in this order, and every line before them is among them."""
    standing: dict[Key, Answer] = {}
    found = []
    for row in rows:
        key, stood = Key(row.rubric, row.question), row.revision is not None
        before = standing.get(key, BLANK) if row.parts is not None else load(row.before)
        after = answer_after(row, before)
        if stood:
            standing[key] = after
        found.append(Change(row.id, key, before, after, row.label, utc(row.at), stood))
    return found
