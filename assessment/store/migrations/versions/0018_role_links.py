"""Links that answer the questions of one role."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("link", sa.Column("questions", sa.Text()))


def downgrade() -> None:
    """The program before would let such a link answer everything."""
    op.execute("DELETE FROM link WHERE kind = 'role'")
    op.drop_column("link", "questions")
