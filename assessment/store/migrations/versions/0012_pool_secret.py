"""Each assessment has a secret of its own in the peer pool, sealed by its owner's link.

Until now that was a link's token: the owner's link moves its record when it is opened, each other hands its own over.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("link", sa.Column("pool_secret", sa.LargeBinary, nullable=True))
    op.add_column("link", sa.Column("pool_key", sa.LargeBinary(32), nullable=True))
    op.add_column("link", sa.Column("may_have_given", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("link", sa.Column("handed_over", sa.LargeBinary, nullable=True))
    links = sa.table("link", sa.column("kind"), sa.column("may_have_given", sa.Boolean))
    op.execute(links.update().where(links.c.kind == "edit").values(may_have_given=True))


def downgrade() -> None:
    # An older program doesn't find what was given under a secret: it stays until it is too old
    for name in ("pool_secret", "pool_key", "may_have_given", "handed_over"):
        op.execute(f"ALTER TABLE link DROP COLUMN {name}")
