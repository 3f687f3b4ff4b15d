"""What a council intends: moves, targets, the decision and their history; and milestones."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
STANDING = {"move": ("rubric", "question"), "target": ("rubric", "theme", "question"), "decision": ()}


def upgrade() -> None:
    for name, places in STANDING.items():
        keys: list[sa.schema.SchemaItem] = [assessment_of(name)]
        keys += [sa.Column(place, sa.String(64), nullable=False) for place in places]
        primary = sa.PrimaryKeyConstraint("assessment_id", *places, name=f"pk_{name}")
        op.create_table(name, *keys, text("body"), *signed(at_any_time=True), primary)
    op.create_table(
        "intent",
        *numbered("intent"),
        sa.Column("what", sa.String(16), nullable=False),
        *(sa.Column(place, sa.String(64), nullable=False) for place in ("rubric", "theme", "question")),
        *(text("before"), text("after")),
        *signed(at_any_time=True),
        sa.PrimaryKeyConstraint("id", name="pk_intent"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "milestone",
        *numbered("milestone"),
        *(text("name"), sa.Column("day", sa.Date, nullable=False), text("body")),
        *signed(at_any_time=False),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
        sqlite_autoincrement=True,
    )
    for name in ("intent", "milestone"):
        op.create_index(f"ix_{name}_assessment_id", name, ["assessment_id"])
    op.execute("UPDATE program SET needed = '1.3.0'")


def assessment_of(table: str) -> sa.Column[int]:
    target = sa.ForeignKey("assessment.id", ondelete="CASCADE", name=f"fk_{table}_assessment_id_assessment")
    return sa.Column("assessment_id", ROW_ID, target, nullable=False)


def numbered(table: str) -> list[sa.schema.SchemaItem]:
    return [sa.Column("id", ROW_ID, nullable=False), assessment_of(table)]


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def signed(*, at_any_time: bool) -> list[sa.schema.SchemaItem]:
    at = sa.Column("at", sa.DateTime(timezone=True), nullable=at_any_time)
    return [sa.Column("revision", sa.Integer, nullable=False), text("label"), at]


def downgrade() -> None:
    # An older version knows no board's link: it would have to refuse the assessment, or show it more than it may see
    op.execute("UPDATE link SET kind = 'read', withdrawn_at = CURRENT_TIMESTAMP WHERE kind = 'board'")
    for name in ("milestone", "intent", *STANDING):
        op.drop_table(name)
    op.execute("UPDATE program SET needed = '1.2.0'")
