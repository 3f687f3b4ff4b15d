"""A public name for each assessment, which may stand in an address."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NAME = "uq_assessment_public_id"


def upgrade() -> None:
    # Never by making the table anew: dropping the old one would take all answers along
    op.add_column("assessment", sa.Column("public_id", sa.String(16), nullable=False, server_default=""))
    connection = op.get_bind()
    table = sa.table("assessment", sa.column("id", sa.Integer), sa.column("public_id", sa.String))
    for row_id in connection.execute(sa.select(table.c.id)).scalars().all():
        connection.execute(table.update().where(table.c.id == row_id).values(public_id=secrets.token_hex(8)))
    op.create_index(NAME, "assessment", ["public_id"], unique=True)


def downgrade() -> None:
    op.drop_index(NAME, "assessment")
    op.execute("ALTER TABLE assessment DROP COLUMN public_id")
