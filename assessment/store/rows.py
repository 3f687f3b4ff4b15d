"""Rows in, records out, and back: the only place that knows how an answer lies in the tables."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, union_all, update

from assessment.instrument import BLANK, Answer
from assessment.store.limits import ROW
from assessment.store.records import PARTS, Change, Entry, Key, Rival, Wording
from assessment.store.schema import answer as answers
from assessment.store.schema import assessment as assessments
from assessment.store.schema import change as changes
from assessment.store.schema import rival as rivals

SPOT = "of_row", "of_rubric", "of_question"  # where an answer stands
COMBINED = [" ".join(some) for size in (1, 2, 3) for some in combinations(PARTS, size)]  # as `change.parts` has them


def dump(answer: Answer) -> str | None:
    return None if answer == BLANK else answer.model_dump_json(exclude_defaults=True)


def load(body: str | None) -> Answer:
    return BLANK if body is None else Answer.model_validate_json(body)


def dump_wordings(texts: Mapping[str, Wording]) -> str:
    return json.dumps(texts)


def load_wordings(body: str | None) -> dict[str, Wording]:
    return {} if body is None else {name: Wording(*one) for name, one in json.loads(body).items()}


def at(table: Any, row_id: int, key: Key) -> tuple[Any, ...]:
    return (table.c.assessment_id == row_id, table.c.rubric == key.rubric, table.c.question == key.question)


def standing(statement: Any, table: Any) -> Any:
    """The same for a statement that is put together once, and run with `spot`."""
    place = zip((table.c.assessment_id, table.c.rubric, table.c.question), SPOT, strict=True)
    return statement.where(*(column == bindparam(name) for column, name in place))


def spot(row_id: int, key: Key) -> dict[str, Any]:
    return dict(zip(SPOT, (row_id, key.rubric, key.question), strict=True))


REWRITE = standing(update(answers), answers)
GROW = (
    update(assessments)
    .where(assessments.c.id == bindparam("of_row"))
    .values(size=assessments.c.size + bindparam("more"))
)


def write(connection: Connection, row_id: int, key: Key, before: Entry, entry: Entry) -> None:
    """Put an answer in place of another, and the change into the history. A blank keeps its row, for its revision."""
    body = dump(entry.answer) or "{}"
    values = {"body": body, "revision": entry.revision, "label": entry.by, "at": entry.at}
    if before.revision:
        connection.execute(REWRITE, spot(row_id, key) | values)
    else:
        place = {"assessment_id": row_id, "rubric": key.rubric, "question": key.question}
        connection.execute(insert(answers), place | values)
    before_it = bytes_in(dump(before.answer) or "{}") if before.revision else 0
    add_change(connection, row_id, key, before.answer, entry, bytes_in(body) - before_it)


def bytes_in(body: str) -> int:
    """What a row with this text takes, more or less."""
    return len(body.encode()) + ROW


def grow(connection: Connection, row_id: int, by: int) -> None:
    """Note how much more, or less, an assessment takes."""
    connection.execute(GROW, {"of_row": row_id, "more": by})


def size_of(connection: Connection, row_id: int) -> int:
    return connection.execute(select(assessments.c.size).where(assessments.c.id == row_id)).scalar() or 0


def add_rival(connection: Connection, row_id: int, key: Key, link_id: int, rival: Entry) -> None:
    place = {"assessment_id": row_id, "rubric": key.rubric, "question": key.question}
    body = dump(rival.answer) or "{}"
    connection.execute(insert(rivals).values(**place, link_id=link_id, body=body, label=rival.by, at=rival.at))
    grow(connection, row_id, bytes_in(body))


def remove_rivals(
    connection: Connection, row_id: int, key: Key, standing: Answer, *, link_id: int | None = None
) -> None:
    """Of a question, or of one link to it. They stay in the history, as offered and not chosen."""
    mine = [*at(rivals, row_id, key), *([] if link_id is None else [rivals.c.link_id == link_id])]
    for row in connection.execute(select(rivals).where(*mine).order_by(rivals.c.id)).all():
        lost = rival_of(row)
        add_change(connection, row_id, key, standing, Entry(lost.answer, 0, lost.by, lost.at), -bytes_in(row.body))
    connection.execute(delete(rivals).where(*mine))


def add_change(connection: Connection, row_id: int, key: Key, before: Answer, entry: Entry, by: int) -> None:
    """A line of the history. An entry of revision 0 is an answer that was offered and not chosen. `by`: how many bytes
    more the assessment takes without this line.
    """
    place = {"assessment_id": row_id, "rubric": key.rubric, "question": key.question}
    parts = [part for part, names in PARTS.items() if any(differ(before, entry.answer, name) for name in names)]
    body = entry.answer.model_dump_json(exclude_defaults=True, include=names_of(parts))
    values = {"after": body, "parts": " ".join(parts), "revision": entry.revision or None}
    connection.execute(insert(changes), {**place, **values, "label": entry.by, "at": entry.at})
    grow(connection, row_id, by + bytes_in(body))


def differ(one: Answer, other: Answer, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def answer_after(row: Row[Any], stood: Answer) -> Answer:
    """The whole answer of a line of the history, given the one that stood before it."""
    if row.parts is None:
        return load(row.after)
    rest = stood.model_dump(mode="json", exclude_defaults=True, exclude=names_of(row.parts.split()))
    return answer_of(rest | json.loads(row.after))


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


def said_in_history(connection: Connection, row_id: int, key: Key, *until: Any) -> dict[str, Any]:
    """What an answer said after the lines that fulfil `until`. However long the history is, an index leads to the few
    lines that are read: of each combination of parts the newest, and the newest with a whole answer.
    """
    columns = changes.c.revision, changes.c.parts, changes.c.after
    stood = [*at(changes, row_id, key), changes.c.revision.is_not(None), *until]
    newest = select(*columns).where(*stood).order_by(changes.c.revision.desc()).limit(1)
    each = [newest.where(changes.c.parts.is_(None)), *(newest.where(changes.c.parts == parts) for parts in COMBINED)]
    rows = connection.execute(union_all(*(select(one.subquery()) for one in each))).all()
    said: dict[str, Any] = {}
    unknown = names_of(PARTS)
    for row in sorted(rows, key=lambda row: row.revision, reverse=True):
        told = unknown & names_of(PARTS if row.parts is None else row.parts.split())
        if told and row.after:
            said |= {name: value for name, value in json.loads(row.after).items() if name in told}
        unknown -= told
    return said


def answer_of(said: Mapping[str, Any]) -> Answer:
    return Answer.model_validate_json(json.dumps(said)) if said else BLANK


def changes_of(rows: Iterable[Row[Any]], stood: Mapping[Key, Answer]) -> list[Change]:
    """Lines of a history, oldest first, as `rows` are. `stood`: the answers before the first of them."""
    standing = dict(stood)
    found = []
    for row in rows:
        key, counts = Key(row.rubric, row.question), row.revision is not None
        before = standing.get(key, BLANK) if row.parts is not None else load(row.before)
        after = answer_after(row, before)
        if counts:
            standing[key] = after
        found.append(Change(row.id, key, before, after, row.label, utc(row.at), counts))
    return found
