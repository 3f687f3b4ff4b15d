"""What is kept: the links, the history with its way back, and the standing texts on privacy and accessibility."""

from assessment.ui.keeping.events import draw_events
from assessment.ui.keeping.history import draw_history
from assessment.ui.keeping.links import draw_links, draw_new_link
from assessment.ui.keeping.renewal import draw_left_behind, draw_renewal, draw_renewal_line
from assessment.ui.keeping.room import draw_room
from assessment.ui.keeping.statements import (
    ACCESSIBILITY,
    COPY_BOX,
    COPY_KEPT,
    KEPT_IN_FILE,
    KEPT_ON_SERVER,
    PRIVACY,
    draw_copy_box,
    term_text,
)
from assessment.ui.keeping.wording import draw_wording
from assessment.ui.keeping.workshops import workshops_link

__all__ = [
    "ACCESSIBILITY",
    "COPY_BOX",
    "COPY_KEPT",
    "KEPT_IN_FILE",
    "KEPT_ON_SERVER",
    "PRIVACY",
    "draw_copy_box",
    "draw_events",
    "draw_history",
    "draw_left_behind",
    "draw_links",
    "draw_new_link",
    "draw_renewal",
    "draw_renewal_line",
    "draw_room",
    "draw_wording",
    "term_text",
    "workshops_link",
]
