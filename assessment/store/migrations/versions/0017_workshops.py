"""Workshops: who sits there, rounds and votes."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    make_workshops()
    make_seats()
    make_rounds()
    make_votes()
    for table, column in (("workshop", "assessment"), ("seat", "workshop"), ("vote", "seat")):
        op.create_index(f"ix_{table}_{column}_id", table, [f"{column}_id"])
    op.execute("UPDATE program SET needed = '1.4.0'")


def make_workshops() -> None:
    op.create_table(
        "workshop",
        *numbered("workshop", "assessment"),
        sa.Column("public_id", sa.String(16), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32)),
        sa.Column("code_number", sa.Integer, nullable=False),
        text("name"),
        sa.Column("stage", sa.String(8), nullable=False),
        *(text(name) for name in ("themes", "questions", "roles")),
        sa.Column("anonymous", sa.Boolean, nullable=False),
        sa.Column("door", sa.Boolean, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        at("ends_at", null=True),
        sa.Column("current_id", ROW_ID),
        text("talk"),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("turn", "stir")),
        *(at("opened_at"), at("live_at", null=True), at("closed_at", null=True)),
        sa.PrimaryKeyConstraint("id", name="pk_workshop"),
        sa.UniqueConstraint("public_id", name="uq_workshop_public_id"),
        sa.UniqueConstraint("code_hash", name="uq_workshop_code_hash"),
        sqlite_autoincrement=True,
    )


def make_seats() -> None:
    op.create_table(
        "seat",
        *numbered("seat", "workshop"),
        sa.Column("secret_hash", sa.LargeBinary(32), nullable=False),
        text("role"),
        sa.Column("name", sa.Text),
        at("at"),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.UniqueConstraint("secret_hash", name="uq_seat_secret_hash"),
        sqlite_autoincrement=True,
    )


def make_rounds() -> None:
    op.create_table(
        "round",
        sa.UniqueConstraint(
            "workshop_id", "rubric", "question", "number", name="uq_round_workshop_id_rubric_question_number"
        ),
        *numbered("round", "workshop"),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("rubric", "question")),
        sa.Column("number", sa.Integer, nullable=False),
        *(at("opened_at", null=True), at("revealed_at", null=True)),
        sa.Column("agreed", sa.String(16)),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sqlite_autoincrement=True,
    )


def make_votes() -> None:
    op.create_table(
        "vote",
        sa.UniqueConstraint("round_id", "seat_id", name="uq_vote_round_id_seat_id"),
        *numbered("vote", "round"),
        sa.Column("seat_id", ROW_ID, sa.ForeignKey("seat.id", ondelete="SET NULL", name="fk_vote_seat_id_seat")),
        text("role"),
        sa.Column("choice", sa.String(16), nullable=False),
        text("reason"),
        sa.PrimaryKeyConstraint("id", name="pk_vote"),
        sqlite_autoincrement=True,
    )


def numbered(table: str, parent: str) -> list[sa.schema.SchemaItem]:
    name = f"fk_{table}_{parent}_id_{parent}"
    kept_by = sa.ForeignKeyConstraint([f"{parent}_id"], [f"{parent}.id"], ondelete="CASCADE", name=name)
    return [sa.Column("id", ROW_ID, nullable=False), sa.Column(f"{parent}_id", ROW_ID, nullable=False), kept_by]


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def at(name: str, *, null: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def downgrade() -> None:
    for name in ("vote", "round", "seat", "workshop"):
        op.drop_table(name)
    op.execute("UPDATE program SET needed = '1.3.0'")
