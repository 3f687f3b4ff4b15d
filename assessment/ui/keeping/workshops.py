"""The way to an assessment's workshops, which have plain pages of their own."""

from html import escape

from assessment.store import Desk, Kind
from assessment.ui import session
from assessment.ui.shell import paragraph

TO_WORKSHOPS = "Workshop: answer together, with private votes"
WORKSHOPS_BY_OWNER = "A workshop, in which several people vote on each question, is opened with the owner's link."
FILE_HAS_NO_WORKSHOPS = (
    "A workshop, in which several people vote on each question, needs an assessment that the server keeps: “Your data” "
    "moves this one there."
)


def workshops_link(desk: Desk) -> str:
    """Markup: the owner's link leads there; to others it is said who does."""
    if not desk.on_server:
        return paragraph(FILE_HAS_NO_WORKSHOPS, "hint")
    if desk.kind is not Kind.OWNER:
        return paragraph(WORKSHOPS_BY_OWNER, "hint")
    address = f"./workshops?a={escape(session.asked_id())}"
    return f'<p class="links"><a class="go" href="{address}">{escape(TO_WORKSHOPS)}</a></p>'
