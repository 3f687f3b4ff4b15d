"""The board pack: one result as a document that a council can put into its own papers.

A `Pack` is the model without a format, with the numbers and sentences of Results; a writer for each format says no more
and no less. The same pack gives the same bytes.
"""

from assessment.pack.logo import Logo, load_logo, read_logo
from assessment.pack.model import Pack, make_pack
from assessment.pack.page_one import PageOne, page_one, title_of
from assessment.pack.parts import Axis, Chart, Grid, Heading, Items, Paragraph, Part, legible
from assessment.pack.radar import radar_svg
from assessment.pack.record import Meeting, RecordedQuestion, RecordedRound, Settled
from assessment.pack.record_files import RECORD_ENDINGS, write_record
from assessment.pack.record_sections import Record, make_record
from assessment.pack.writing import ENDINGS, write_pack

__all__ = [
    "ENDINGS",
    "RECORD_ENDINGS",
    "Axis",
    "Chart",
    "Grid",
    "Heading",
    "Items",
    "Logo",
    "Meeting",
    "Pack",
    "PageOne",
    "Paragraph",
    "Part",
    "Record",
    "RecordedQuestion",
    "RecordedRound",
    "Settled",
    "legible",
    "load_logo",
    "make_pack",
    "make_record",
    "page_one",
    "radar_svg",
    "read_logo",
    "title_of",
    "write_pack",
    "write_record",
]
