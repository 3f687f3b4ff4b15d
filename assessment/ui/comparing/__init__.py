"""The comparison on a page: peers and their filters, published figures and the facts beside them, what the report
counted, taking part in the pool.
"""

from assessment.ui.comparing.beside import facts_by_area, nearest_beside, summary_markup
from assessment.ui.comparing.clients import Client, Standing, clients_of, pool_of_clients, standing_of
from assessment.ui.comparing.contribute import draw_contribute
from assessment.ui.comparing.exactly import draw_facts
from assessment.ui.comparing.facts import coverage_section, draw_report_facts
from assessment.ui.comparing.peers import MEDIAN, dated_text, draw_peers, peers_at, strips_svg
from assessment.ui.comparing.published import area_figures, context_figures, question_figures
from assessment.ui.comparing.said import compared_facts, facts_here
from assessment.ui.comparing.source import PagePeers, page_peers, store_peers
from assessment.ui.comparing.upload import draw_pool_upload

__all__ = [
    "MEDIAN",
    "Client",
    "PagePeers",
    "Standing",
    "area_figures",
    "clients_of",
    "compared_facts",
    "context_figures",
    "coverage_section",
    "dated_text",
    "draw_contribute",
    "draw_facts",
    "draw_peers",
    "draw_pool_upload",
    "draw_report_facts",
    "facts_by_area",
    "facts_here",
    "nearest_beside",
    "page_peers",
    "peers_at",
    "pool_of_clients",
    "question_figures",
    "standing_of",
    "store_peers",
    "strips_svg",
    "summary_markup",
]
