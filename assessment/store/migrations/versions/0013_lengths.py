"""Long histories: an index to what an answer was at a revision, and room for sizes past 2 GiB."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COLUMNS = ["assessment_id", "rubric", "question", "parts", "revision"]
INDEX = f"ix_change_{'_'.join(COLUMNS)}"


def upgrade() -> None:
    op.create_index(INDEX, "change", COLUMNS)
    if op.get_bind().dialect.name == "postgresql":  # SQLite's numbers are as large anyway
        op.alter_column("assessment", "size", type_=sa.BigInteger, server_default="0")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("assessment", "size", type_=sa.Integer, server_default="0")
    op.drop_index(INDEX, "change")
