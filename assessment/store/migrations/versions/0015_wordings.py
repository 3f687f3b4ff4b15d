"""Which text of the questions was answered: nobody knows it of what is there already. And which edition counts a member
of the pool: up to now the newest.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assessment", sa.Column("wordings", sa.Text, nullable=True))
    op.add_column("peer_member", sa.Column("day", sa.String(10), nullable=True))
    op.execute("UPDATE peer_member SET day = (SELECT max(day) FROM peer_edition)")


def downgrade() -> None:
    op.execute("DELETE FROM peer_member WHERE day < (SELECT max(day) FROM peer_edition)")
    op.execute("ALTER TABLE peer_member DROP COLUMN day")
    op.execute("ALTER TABLE assessment DROP COLUMN wordings")
