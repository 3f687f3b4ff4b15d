"""What all visitors share: the rubrics and figures, read once, the store, and the peers of this server."""

from assessment.ui.resources.database import store, today
from assessment.ui.resources.peers import (
    demo_token,
    edition_of_day,
    given_by,
    is_demo,
    last_edition,
    publish_again,
    publish_if_due,
    server_edition,
    server_notice,
    server_pool,
)
from assessment.ui.resources.rubric_set import (
    companions,
    council_counts,
    crosswalks,
    figures,
    hashes,
    newest,
    report_facts,
    rubrics,
)

__all__ = [
    "companions",
    "council_counts",
    "crosswalks",
    "demo_token",
    "edition_of_day",
    "figures",
    "given_by",
    "hashes",
    "is_demo",
    "last_edition",
    "newest",
    "publish_again",
    "publish_if_due",
    "report_facts",
    "rubrics",
    "server_edition",
    "server_notice",
    "server_pool",
    "store",
    "today",
]
