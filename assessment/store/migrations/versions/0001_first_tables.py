"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")

NEVER_AGAIN = {"sqlite_autoincrement": True}  # no id is used twice


def row_id() -> sa.Column[int]:
    return sa.Column("id", ROW_ID, primary_key=True)


def of_assessment(*, primary_key: bool = False) -> sa.Column[int]:
    target = sa.ForeignKey("assessment.id", ondelete="CASCADE")
    return sa.Column("assessment_id", ROW_ID, target, nullable=False, primary_key=primary_key, index=not primary_key)


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def key(name: str, *, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), nullable=False, primary_key=primary_key)


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def of_an_assessment() -> tuple[sa.Column[int], ...]:
    return (row_id(), of_assessment())


def upgrade() -> None:
    scope, council, rubrics = sa.Column("scope", sa.String(10), nullable=False), text("council"), text("rubrics")
    whole = (row_id(), scope, council, rubrics, number("revision"), moment("created_at"))
    op.create_table("assessment", *whole, **NEVER_AGAIN)
    token = sa.Column("token_hash", sa.LargeBinary(32), nullable=False, unique=True)
    told = (text("label"), text("place"), moment("created_at"))
    op.create_table("link", *of_an_assessment(), token, *told, **NEVER_AGAIN)
    place = (of_assessment(primary_key=True), key("rubric", primary_key=True), key("question", primary_key=True))
    written = (text("body"), number("revision"), text("label"), moment("at", nullable=True))
    op.create_table("answer", *place, *written)
    change = (text("before", nullable=True), text("after", nullable=True), number("revision", nullable=True))
    when = (text("label"), moment("at", nullable=True))
    op.create_table("change", *of_an_assessment(), key("rubric"), key("question"), *change, *when, **NEVER_AGAIN)
    link = sa.Column("link_id", ROW_ID, nullable=False)
    offered = (text("body"), text("label"), moment("at"))
    op.create_table("rival", *of_an_assessment(), link, key("rubric"), key("question"), *offered, **NEVER_AGAIN)


def downgrade() -> None:
    for table in ("rival", "change", "answer", "link", "assessment"):
        op.drop_table(table)
