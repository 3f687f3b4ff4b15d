"""What stands around every page: the web server and its start, the first page, the frame, and text as safe markup.

`main.py` is the script that Streamlit runs for each page; `static/` beside it is served as it is.
"""

from assessment.ui.shell.faults import guarded
from assessment.ui.shell.fields import Field, text_field
from assessment.ui.shell.frame import (
    ADDRESSES,
    METHOD,
    NOT_FOR_READERS,
    START,
    anchor_of,
    data_line,
    draw_page_links,
    draw_whose,
    draw_without_rubrics,
    go_to,
    link,
    question_link,
    site_header,
    title,
    whose_markup,
)
from assessment.ui.shell.keeping import COPIES, answers_name, draw_keeping
from assessment.ui.shell.markup import (
    Markup,
    bullets,
    details,
    heading,
    html,
    markdown,
    paragraph,
    part,
    refusal,
    table,
    unbroken,
)
from assessment.ui.shell.open_page import FOR_READING, NOT_OPENED_HERE, NOTHING_OPEN, OPENS_NOTHING, draw_open
from assessment.ui.shell.server import ENTRY, parts, run
from assessment.ui.shell.unfit import unfit_text

__all__ = [
    "ADDRESSES",
    "COPIES",
    "ENTRY",
    "FOR_READING",
    "METHOD",
    "NOTHING_OPEN",
    "NOT_FOR_READERS",
    "NOT_OPENED_HERE",
    "OPENS_NOTHING",
    "START",
    "Field",
    "Markup",
    "anchor_of",
    "answers_name",
    "bullets",
    "data_line",
    "details",
    "draw_keeping",
    "draw_open",
    "draw_page_links",
    "draw_whose",
    "draw_without_rubrics",
    "go_to",
    "guarded",
    "heading",
    "html",
    "link",
    "markdown",
    "paragraph",
    "part",
    "parts",
    "question_link",
    "refusal",
    "run",
    "site_header",
    "table",
    "text_field",
    "title",
    "unbroken",
    "unfit_text",
    "whose_markup",
]
