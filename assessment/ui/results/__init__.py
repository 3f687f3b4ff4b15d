"""The result on a page: page one, and the parts that open: areas, progress, what is unknown."""

from assessment.ui.results.areas import areas_part
from assessment.ui.results.downloads import draw_downloads
from assessment.ui.results.earlier import since_newest
from assessment.ui.results.first_page import (
    areas_at_a_glance,
    draw_chart,
    first_moves,
    headline_markup,
    level_markup,
    spoke,
)
from assessment.ui.results.progress import draw_progress
from assessment.ui.results.stability import stability_part
from assessment.ui.results.steps import unknown_part

__all__ = [
    "areas_at_a_glance",
    "areas_part",
    "draw_chart",
    "draw_downloads",
    "draw_progress",
    "first_moves",
    "headline_markup",
    "level_markup",
    "since_newest",
    "spoke",
    "stability_part",
    "unknown_part",
]
