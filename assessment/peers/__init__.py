"""The peer pool: what councils give, which groups may be shown, and where one council stands among the others.

A page shows no record but its owner's: of the others it has the numbers of groups that the disclosure rules allow.
"""

from assessment.peers.editions import (
    MOST_MONTHS_WAITED,
    Edition,
    dump_edition,
    first_edition,
    load_edition,
    next_edition,
)
from assessment.peers.groups import APART, FEWEST_APART, FEWEST_OTHERS
from assessment.peers.in_both import Side, in_both
from assessment.peers.pool import PeerPool, pool_of, record_at
from assessment.peers.positions import (
    FEWEST_FOR_DECILES,
    FEWEST_FOR_QUARTILES,
    FINE_FROM,
    Band,
    Position,
    Rank,
    Tier,
    allowed_by_chance,
)
from assessment.peers.records import (
    BANDS,
    COVERAGE_FOR_POOL,
    EVIDENCE_FROM,
    MOST_MONTHS,
    NOT_APPLICABLE_WORD,
    TYPES,
    UNKNOWN_WORD,
    PoolRecord,
    band_code,
    country_code,
    country_of,
    month_number,
    month_of,
    read_record,
    reasons_against,
    reasons_against_any,
    record_of,
    stamp,
    type_code,
)
from assessment.peers.scores import NOT_APPLICABLE, UNKNOWN
from assessment.peers.shares import FEWEST_FOR_SHARES, SHARE_GRID, Shares, share_text
from assessment.peers.since import Since, stand_since
from assessment.peers.source import PeerSource
from assessment.peers.standing import Choice, PeerGroup, Refusal

__all__ = [
    "APART",
    "BANDS",
    "COVERAGE_FOR_POOL",
    "EVIDENCE_FROM",
    "FEWEST_APART",
    "FEWEST_FOR_DECILES",
    "FEWEST_FOR_QUARTILES",
    "FEWEST_FOR_SHARES",
    "FEWEST_OTHERS",
    "FINE_FROM",
    "MOST_MONTHS",
    "MOST_MONTHS_WAITED",
    "NOT_APPLICABLE",
    "NOT_APPLICABLE_WORD",
    "SHARE_GRID",
    "TYPES",
    "UNKNOWN",
    "UNKNOWN_WORD",
    "Band",
    "Choice",
    "Edition",
    "PeerGroup",
    "PeerPool",
    "PeerSource",
    "PoolRecord",
    "Position",
    "Rank",
    "Refusal",
    "Shares",
    "Side",
    "Since",
    "Tier",
    "allowed_by_chance",
    "band_code",
    "country_code",
    "country_of",
    "dump_edition",
    "first_edition",
    "in_both",
    "load_edition",
    "month_number",
    "month_of",
    "next_edition",
    "pool_of",
    "read_record",
    "reasons_against",
    "reasons_against_any",
    "record_at",
    "record_of",
    "share_text",
    "stamp",
    "stand_since",
    "type_code",
]
