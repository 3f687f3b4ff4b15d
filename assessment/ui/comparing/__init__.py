"""The comparison on a page: peers and their filters, published figures, the report's facts, taking part in the pool."""

from assessment.ui.comparing.contribute import draw_contribute
from assessment.ui.comparing.facts import coverage_section, draw_report_facts
from assessment.ui.comparing.peers import MEDIAN, dated_text, draw_peers, peers_at
from assessment.ui.comparing.published import area_figures, context_figures, question_figures
from assessment.ui.comparing.source import PagePeers, page_peers, store_peers
from assessment.ui.comparing.upload import draw_pool_upload

__all__ = [
    "MEDIAN",
    "PagePeers",
    "area_figures",
    "context_figures",
    "coverage_section",
    "dated_text",
    "draw_contribute",
    "draw_peers",
    "draw_pool_upload",
    "draw_report_facts",
    "page_peers",
    "peers_at",
    "question_figures",
    "store_peers",
]
