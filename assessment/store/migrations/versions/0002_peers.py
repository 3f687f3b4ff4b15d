"""The peer pool."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def key_hash() -> sa.Column[bytes]:
    return sa.Column("key_hash", sa.LargeBinary(32), primary_key=True)


def body(*, nullable: bool = False) -> sa.Column[str]:
    return sa.Column("body", sa.Text, nullable=nullable)


def upgrade() -> None:
    op.create_table("peer_record", key_hash(), sa.Column("version", sa.String(32), nullable=False), body())
    op.create_table("peer_edition", sa.Column("day", sa.String(10), primary_key=True), body())
    op.create_table("peer_member", key_hash(), body(nullable=True))


def downgrade() -> None:
    for table in ("peer_member", "peer_edition", "peer_record"):
        op.drop_table(table)
