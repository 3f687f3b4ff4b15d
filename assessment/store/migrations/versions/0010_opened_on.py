"""The day on which each assessment was opened last; for what is there already, the day of this migration."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assessment", sa.Column("opened_on", sa.Date, nullable=True))
    table = sa.table("assessment", sa.column("opened_on", sa.Date))
    op.execute(table.update().values(opened_on=datetime.now(UTC).date()))  # nobody knows an earlier one


def downgrade() -> None:
    op.execute("ALTER TABLE assessment DROP COLUMN opened_on")
