"""Links are of a kind, end, and are withdrawn. The first of each assessment becomes its owner's, the others edit."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COLUMNS = ("kind", "used_on", "ends_on", "withdrawn_at", "shows_notes")


def upgrade() -> None:
    op.add_column("link", sa.Column("kind", sa.String(8), nullable=False, server_default="edit"))
    op.add_column("link", sa.Column("used_on", sa.Date, nullable=True))
    op.add_column("link", sa.Column("ends_on", sa.Date, nullable=True))
    op.add_column("link", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("link", sa.Column("shows_notes", sa.Boolean, nullable=False, server_default=sa.false()))
    first = "SELECT min(id) FROM link GROUP BY assessment_id"
    op.execute(f"UPDATE link SET kind = 'owner' WHERE id IN ({first})")  # noqa: S608


def downgrade() -> None:
    # To an older program each link may do everything: what was withdrawn, ends or may only read, goes
    op.execute("DELETE FROM link WHERE withdrawn_at IS NOT NULL OR ends_on IS NOT NULL OR kind = 'read'")
    for name in COLUMNS:
        op.execute(f"ALTER TABLE link DROP COLUMN {name}")
