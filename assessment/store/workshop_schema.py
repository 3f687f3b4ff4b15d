"""The tables of workshops, beside those of `schema.py`."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from assessment.store.schema import RowId, metadata, of_assessment

workshop = Table(
    "workshop",
    metadata,
    Column("id", RowId, primary_key=True),
    of_assessment(),
    Column("public_id", String(16), nullable=False, unique=True),
    Column("code_hash", LargeBinary(32), unique=True),  # SHA-256 of the join code; null: closed
    Column("code_number", Integer, nullable=False),  # the code is made of the owner's token and this
    Column("name", Text, nullable=False),
    Column("stage", String(8), nullable=False),  # homework, live, closed
    Column("themes", Text, nullable=False),  # JSON: ["rubric.theme", ...]
    Column("questions", Text, nullable=False),  # JSON: {rubric: [version, {question: levels}]}, as they were then
    Column("roles", Text, nullable=False),  # JSON: those to choose from
    Column("anonymous", Boolean, nullable=False),
    Column("door", Boolean, nullable=False),  # open to who is not yet there
    Column("minutes", Integer, nullable=False),  # for each question; 0: no clock
    Column("ends_at", DateTime(timezone=True)),  # of the meeting
    Column("current_id", RowId),  # the round that everybody sees
    Column("talk", Text, nullable=False),  # JSON: [[rubric, question, reason], ...], written once
    Column("turn", Integer, nullable=False),  # counts what the host does
    Column("stir", Integer, nullable=False),  # counts who comes, goes and votes
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("live_at", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    sqlite_autoincrement=True,
)


def of_workshop(*, index: bool = True) -> Column[int]:
    target = ForeignKey("workshop.id", ondelete="CASCADE")
    return Column("workshop_id", RowId, target, nullable=False, index=index)


seat = Table(
    "seat",
    metadata,
    Column("id", RowId, primary_key=True),
    of_workshop(),
    Column("secret_hash", LargeBinary(32), nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("name", Text),  # null: none was given, or the workshop is anonymous
    Column("at", DateTime(timezone=True), nullable=False),
    sqlite_autoincrement=True,
)

round_ = Table(
    "round",
    metadata,
    Column("id", RowId, primary_key=True),
    of_workshop(index=False),  # its unique constraint begins with it
    Column("rubric", String(64), nullable=False),
    Column("question", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("opened_at", DateTime(timezone=True)),  # null: homework, so far
    Column("revealed_at", DateTime(timezone=True)),
    Column("agreed", String(16)),  # the choice that was written down after it
    UniqueConstraint("workshop_id", "rubric", "question", "number"),
    sqlite_autoincrement=True,
)

vote = Table(
    "vote",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("round_id", RowId, ForeignKey("round.id", ondelete="CASCADE"), nullable=False),
    Column("seat_id", RowId, ForeignKey("seat.id", ondelete="SET NULL"), index=True),  # null: its seat is gone
    Column("role", Text, nullable=False),  # as it was then
    Column("choice", String(16), nullable=False),  # a level, unknown, not_applicable
    Column("reason", Text, nullable=False),
    UniqueConstraint("round_id", "seat_id"),
    sqlite_autoincrement=True,
)
