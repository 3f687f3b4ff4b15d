"""The moment from which a deleted assessment is gone for good; until then it can be brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Never by making the table anew: dropping the old one would take all answers along
    op.add_column("assessment", sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.execute("ALTER TABLE assessment DROP COLUMN gone_at")
