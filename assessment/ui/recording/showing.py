"""The record as a page: to be read, printed, and taken along in each format."""

from html import escape
from urllib.parse import urlencode

from assessment.pack import Record
from assessment.ui.reporting import FORMATS, Format, parts_markup
from assessment.ui.shell import heading, paragraph
from assessment.words import RECORD_FILES, RECORD_TAKES, capitalised

RECORD_FORMATS = {**FORMATS, ".csv": Format("table", "text/csv; charset=utf-8", " (CSV)")}


def record_markup(record: Record, assessment: str, workshop: str) -> str:
    """What stands under the page's title."""
    sections = "".join(heading(one.title, 2) + parts_markup(one.parts, 1) for one in record.sections)
    notice = paragraph(record.notice, "notice") if record.notice else ""
    return f"{notice}{files_markup(assessment, workshop)}{parts_markup(record.page.parts())}{sections}"


def files_markup(assessment: str, workshop: str) -> str:
    """A button for each format; a press makes it, and nothing else does."""
    address = escape(f"./record?{urlencode({'a': assessment, 'w': workshop})}")
    buttons = "".join(
        f'<button formaction="{address}&amp;as={ending[1:]}">{escape(capitalised(form.name + form.more))}</button> '
        for ending, form in RECORD_FORMATS.items()
    )
    return (
        f'<form method="post" class="record-files" action="{address}">{heading(RECORD_FILES, 2)}'
        f"{paragraph(RECORD_TAKES)}<p>{buttons}</p></form>"
    )
