"""The plan on a page: its moves in order, what if some were done, and what the council plans, aims at and asks for."""

from assessment.ui.planning.downloads import draw_downloads
from assessment.ui.planning.page import begin_plan, draw_plan

__all__ = ["begin_plan", "draw_downloads", "draw_plan"]
