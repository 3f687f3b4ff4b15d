"""The history keeps what changed of an answer, and not the whole answer twice."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("change", sa.Column("parts", sa.String(40), nullable=True))


def downgrade() -> None:
    # An older program would take a part for the whole: what was kept since goes
    op.execute("DELETE FROM change WHERE parts IS NOT NULL")
    op.execute("ALTER TABLE change DROP COLUMN parts")
