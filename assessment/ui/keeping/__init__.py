"""What is kept: the links, the history with its way back, and the standing texts on privacy and accessibility."""

from assessment.ui.keeping.history import draw_history
from assessment.ui.keeping.links import draw_links, draw_new_link
from assessment.ui.keeping.statements import ACCESSIBILITY, KEPT_IN_FILE, KEPT_ON_SERVER, PRIVACY

__all__ = [
    "ACCESSIBILITY",
    "KEPT_IN_FILE",
    "KEPT_ON_SERVER",
    "PRIVACY",
    "draw_history",
    "draw_links",
    "draw_new_link",
]
