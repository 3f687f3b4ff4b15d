"""Facts: the answers to companion questions, each as it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    target = sa.ForeignKey("assessment.id", ondelete="CASCADE", name="fk_fact_assessment_id_assessment")
    op.create_table(
        "fact",
        sa.Column("assessment_id", ROW_ID, target, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("said", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("assessment_id", "version", "item", name="pk_fact"),
    )
    op.execute("UPDATE program SET needed = '1.2.0'")


def downgrade() -> None:
    op.drop_table("fact")
    op.execute("UPDATE program SET needed = '1.1.0'")
