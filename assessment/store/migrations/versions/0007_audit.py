"""What happened to assessments, without tokens, names or answers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    target = sa.ForeignKey("assessment.id", ondelete="SET NULL", name="fk_audit_assessment_id_assessment")
    op.create_table(
        "audit",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("assessment_id", ROW_ID, target, nullable=True),
        sa.Column("event", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_assessment_id", "audit", ["assessment_id"])


def downgrade() -> None:
    op.drop_table("audit")
