"""What stands around every page: the web server and its start, the first page, the frame, and text as safe markup.

`main.py` is the script that Streamlit runs for each page; `static/` beside it is served as it is.
"""

from assessment.ui.shell.faults import guarded
from assessment.ui.shell.fields import Field, text_field
from assessment.ui.shell.frame import (
    anchor_of,
    draw_open,
    draw_page_links,
    draw_whose,
    draw_without_rubrics,
    go_to,
    link,
    question_link,
    title,
)
from assessment.ui.shell.keeping import COPIES, answers_name, draw_keeping
from assessment.ui.shell.markup import (
    Markup,
    bullets,
    cards,
    details,
    heading,
    html,
    markdown,
    paragraph,
    part,
    refusal,
    table,
)
from assessment.ui.shell.server import ENTRY, parts, run
from assessment.ui.shell.unfit import unfit_text

__all__ = [
    "COPIES",
    "ENTRY",
    "Field",
    "Markup",
    "anchor_of",
    "answers_name",
    "bullets",
    "cards",
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
    "table",
    "text_field",
    "title",
    "unfit_text",
]
