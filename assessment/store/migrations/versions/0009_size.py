"""How much each assessment takes, kept up to date by every write."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ROW = 100  # bytes of a row beside its text


def upgrade() -> None:
    # Never by making the table anew: dropping the old one would take all answers along
    op.add_column("assessment", sa.Column("size", sa.Integer, nullable=False, server_default="0"))
    assessments = sa.table("assessment", sa.column("id"), sa.column("size"))
    for name, *texts in (("answer", "body"), ("change", "before", "after"), ("rival", "body")):
        table = sa.table(name, sa.column("assessment_id"), *map(sa.column, texts))
        row = sum((sa.func.coalesce(bytes_in(table.c[text]), 0) for text in texts), sa.literal(ROW))
        found = sa.select(sa.func.coalesce(sa.func.sum(row), 0)).where(table.c.assessment_id == assessments.c.id)
        op.execute(assessments.update().values(size=assessments.c.size + found.scalar_subquery()))


def bytes_in(column: sa.ColumnClause[str]) -> sa.ColumnElement[int]:
    """SQLite's octet_length is newer than some SQLite."""
    if op.get_bind().dialect.name == "sqlite":
        return sa.func.length(sa.cast(column, sa.LargeBinary))
    return sa.func.octet_length(column)


def downgrade() -> None:
    op.execute("ALTER TABLE assessment DROP COLUMN size")
