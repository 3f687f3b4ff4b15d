"""The store's tables. A change here needs a migration beside it, in `migrations/versions`."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)

# SQLite gives out ids by itself only to INTEGER primary keys
RowId = BigInteger().with_variant(Integer, "sqlite")
Bytes = BigInteger().with_variant(Integer, "sqlite")  # SQLite's numbers are as large anyway


def of_assessment(*, primary_key: bool = False) -> Column[int]:
    target = ForeignKey("assessment.id", ondelete="CASCADE")
    return Column("assessment_id", RowId, target, nullable=False, primary_key=primary_key, index=not primary_key)


assessment = Table(
    "assessment",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("scope", String(10), nullable=False),
    Column("council", Text, nullable=False),  # JSON of a Council
    Column("rubrics", Text, nullable=False),  # JSON: {rubric id: version}
    Column("revision", Integer, nullable=False),  # counts every change; pages ask whether it moved
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("public_id", String(16), nullable=False, server_default=""),  # in addresses; random, and no secret
    Column("gone_at", DateTime(timezone=True)),  # null: not deleted; else when it is gone for good
    Column("size", Bytes, nullable=False, server_default="0"),  # bytes of its answers, history and rivals
    Column("opened_on", Date),  # the day on which any of its links was opened last
    Column("wordings", Text),  # JSON: {id: [version, content hash]} of all that was chosen once; null: nobody noted it
    Index("uq_assessment_public_id", "public_id", unique=True),
    sqlite_autoincrement=True,  # an id is never used again: an open page must not reach another assessment
)

link = Table(
    "link",
    metadata,
    Column("id", RowId, primary_key=True),
    of_assessment(),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),  # SHA-256; the token itself is nowhere
    Column("label", Text, nullable=False),
    Column("place", Text, nullable=False),  # where this link's reader was last: a theme's address
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("kind", String(8), nullable=False, server_default="edit"),  # owner, edit, role, read, board
    Column("used_on", Date),  # the day on which it was opened last
    Column("ends_on", Date),  # the last day on which it opens anything; null: it doesn't end
    Column("withdrawn_at", DateTime(timezone=True)),  # its row stays, so that its visitors are told
    Column("shows_notes", Boolean, nullable=False, server_default=false()),  # notes and evidence, to a reader
    Column("pool_secret", LargeBinary),  # of an owner's link: sealed, so that only its token opens it
    Column("pool_key", LargeBinary(32)),  # of an owner's: the public key by which others hand something over to it
    Column("may_have_given", Boolean, nullable=False, server_default=false()),  # a record, when each link could
    Column("handed_over", LargeBinary),  # where that record lies, for the owner's link alone to read
    Column("questions", Text),  # of a role's link: JSON, [rubric, question] of each that it answers
    sqlite_autoincrement=True,
)

answer = Table(
    "answer",
    metadata,
    of_assessment(primary_key=True),
    Column("rubric", String(64), primary_key=True),
    Column("question", String(64), primary_key=True),
    Column("body", Text, nullable=False),  # JSON of an Answer
    Column("revision", Integer, nullable=False),  # the assessment's, when this was written
    Column("label", Text, nullable=False),
    Column("at", DateTime(timezone=True)),  # null: from an opened file without a date
)

change = Table(
    "change",
    metadata,
    Column("id", RowId, primary_key=True),
    of_assessment(),
    Column("rubric", String(64), nullable=False),
    Column("question", String(64), nullable=False),
    Column("before", Text),  # null: was blank; with `parts` always null
    Column("after", Text),  # null: is blank now; with `parts` only these of the answer
    Column("revision", Integer),  # null: an answer that was offered and not chosen
    Column("label", Text, nullable=False),
    Column("at", DateTime(timezone=True)),
    Column("parts", String(40)),  # which parts changed: "choice note"; null: the row has the whole answers
    Index(None, "assessment_id", "rubric", "question", "parts", "revision"),  # finds what an answer was at a revision
    sqlite_autoincrement=True,
)

rival = Table(
    "rival",
    metadata,
    Column("id", RowId, primary_key=True),
    of_assessment(),
    Column("link_id", RowId, nullable=False),  # whose it is: two links may have the same label
    Column("rubric", String(64), nullable=False),
    Column("question", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("assessment_id", RowId, ForeignKey("assessment.id", ondelete="SET NULL"), index=True),
    Column("event", String(20), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),  # midnight where only the day is kept
    Column("times", Integer, nullable=False),
    sqlite_autoincrement=True,
)

fact = Table(
    "fact",
    metadata,
    of_assessment(primary_key=True),
    Column("version", String(32), primary_key=True),  # of the companion questions
    Column("item", String(64), primary_key=True),
    Column("said", String(16), nullable=False),  # yes, no, dont_know, or "": taken back
    Column("revision", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("at", DateTime(timezone=True)),  # null: from an opened file without a date
)


def intended(name: str, *places: str) -> Table:
    """What is intended of a kind, as it stands."""
    return Table(
        name,
        metadata,
        of_assessment(primary_key=True),
        *(Column(place, String(64), primary_key=True) for place in places),  # "": of the whole around it
        Column("body", Text, nullable=False),  # JSON; null: taken back
        Column("revision", Integer, nullable=False),
        Column("label", Text, nullable=False),
        Column("at", DateTime(timezone=True)),  # null: from an opened file without a date
    )


move = intended("move", "rubric", "question")
target = intended("target", "rubric", "theme", "question")
decision = intended("decision")

intent = Table(
    "intent",  # the history of the three
    metadata,
    Column("id", RowId, primary_key=True),
    of_assessment(),
    Column("what", String(16), nullable=False),  # move, target, decision
    *(Column(place, String(64), nullable=False) for place in ("rubric", "theme", "question")),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("at", DateTime(timezone=True)),
    sqlite_autoincrement=True,
)

milestone = Table(
    "milestone",  # never written again
    metadata,
    Column("id", RowId, primary_key=True),
    of_assessment(),
    Column("name", Text, nullable=False),
    Column("day", Date, nullable=False),  # of its last answer
    Column("body", Text, nullable=False),  # JSON of an AnswerSheet
    Column("revision", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    sqlite_autoincrement=True,
)

peer_record = Table(
    "peer_record",
    metadata,
    # SHA-256 of something that only the link's token gives, other than the link's own hash: the two can't be matched
    Column("key_hash", LargeBinary(32), primary_key=True),
    Column("version", String(32), nullable=False),  # its name in editions, another at each change
    Column("body", Text, nullable=False),  # exactly the text that was shown before it was given
    sqlite_with_rowid=False,  # a row's number would tell in which order records were given
)

peer_edition = Table(
    "peer_edition",
    metadata,
    Column("day", String(10), primary_key=True),  # ISO 8601
    Column("body", Text, nullable=False),  # a peer-edition/1 document
    sqlite_with_rowid=False,
)

peer_member = Table(
    "peer_member",
    metadata,
    Column("key_hash", LargeBinary(32), primary_key=True),
    Column("body", Text),  # the record as that edition counts it; null once it is taken back
    Column("day", String(10)),  # of the edition: the newest, or the last of an earlier version of the questions
    sqlite_with_rowid=False,
)

probe = Table(
    "probe",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), nullable=False),  # when the database was last seen to keep what is written
)

program = Table(
    "program",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("needed", String(32), nullable=False),  # the oldest version of this app that knows these tables
)

upkeep = Table(
    "upkeep",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("erased_at", DateTime(timezone=True)),  # when something was last deleted for good; null: all is cleared away
    Column("rewritten_at", DateTime(timezone=True)),  # when the tables were last written anew
)
