"""The result on a page: figures, charts with their tables, the areas, what to do next, and "why that number?"."""

from assessment.ui.results.figures import area_chart, overall_figures, spoke, theme_chart
from assessment.ui.results.sections import area_section, steps_section, unknown_section
from assessment.ui.results.why import explain_overall

__all__ = [
    "area_chart",
    "area_section",
    "explain_overall",
    "overall_figures",
    "spoke",
    "steps_section",
    "theme_chart",
    "unknown_section",
]
