"""Records of the pool in no order, and the row that says when deleted text was last cleared away."""

import secrets
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    upkeep = op.create_table(
        "upkeep",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rewritten_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_upkeep"),
    )
    # On PostgreSQL the rows in their earlier order are still in the files: there is something to clear away
    op.execute(upkeep.insert().values(id=1, erased_at=LONG_AGO))
    write_anew("peer_record", key_hash(), sa.Column("version", sa.String(32), nullable=False), body())
    write_anew("peer_edition", sa.Column("day", sa.String(10), primary_key=True), body())
    write_anew("peer_member", key_hash(), body(nullable=True))


def key_hash() -> sa.Column[bytes]:
    return sa.Column("key_hash", sa.LargeBinary(32), primary_key=True)


def body(*, nullable: bool = False) -> sa.Column[str]:
    return sa.Column("body", sa.Text, nullable=nullable)


def write_anew(name: str, *columns: sa.Column[Any]) -> None:
    """All rows in random order; on SQLite into a table that numbers none."""
    connection = op.get_bind()
    table = sa.table(name, *(sa.column(column.name, column.type) for column in columns))
    rows = [dict(row) for row in connection.execute(sa.select(table)).mappings()]
    if connection.dialect.name == "sqlite":
        op.drop_table(name)
        op.create_table(name, *columns, sqlite_with_rowid=False)
    else:
        connection.execute(table.delete())
    secrets.SystemRandom().shuffle(rows)
    if rows:
        connection.execute(table.insert(), rows)


def downgrade() -> None:
    op.drop_table("upkeep")
