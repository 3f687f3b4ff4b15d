"""A row that a look at the database's health writes, and the program that the tables need."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "probe",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_probe"),
    )
    needs = op.create_table(
        "program",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("needed", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_program"),
    )
    # A migration after this one sets the version of the program that it comes with
    op.bulk_insert(needs, [{"id": 1, "needed": "1.1.0"}])


def downgrade() -> None:
    op.drop_table("program")
    op.drop_table("probe")
