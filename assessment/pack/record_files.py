"""A workshop's record in the format that an ending names."""

from collections.abc import Callable

from assessment.files import table_csv
from assessment.pack.paper import paper
from assessment.pack.record_sections import Record
from assessment.pack.record_slides import record_slides
from assessment.pack.record_tables import record_table, record_tables
from assessment.pack.word_file import word_file
from assessment.pack.workbook import book_of

RECORD_WRITERS: dict[str, Callable[[Record], bytes]] = {
    ".pdf": paper,
    ".docx": word_file,
    ".pptx": record_slides,
    ".xlsx": lambda record: book_of(record, record_tables(record.meeting)),
    ".csv": lambda record: table_csv(record_table(record.meeting)),
}
RECORD_ENDINGS = tuple(RECORD_WRITERS)


def write_record(record: Record, ending: str) -> bytes:
    """`ending`: one of RECORD_ENDINGS. The same record gives the same bytes."""
    return RECORD_WRITERS[ending](record)
