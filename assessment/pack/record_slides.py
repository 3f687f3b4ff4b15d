"""A workshop's record as slides: where the group came to, and each question with its agreed answer and last votes. What
a slide has no room for is shortened there, and whole in its notes.
"""

from collections.abc import Sequence

from assessment.pack.parts import legible, shortened
from assessment.pack.record import RecordedQuestion, Settled
from assessment.pack.record_page import APART, FIND_OUT, TITLE
from assessment.pack.record_sections import HOW_TO_READ, SILENT, Record
from assessment.pack.slide_parts import EDGE_IN, FULL_IN, ROOM_IN, TOP_IN, Place, Slides, deck
from assessment.words import NO_ANSWER_AGREED, choice_text, record_reading, round_text, to_find_out

MOST_ROWS, MOST_ASKED = 18, 5  # areas of a table; questions on a slide
LARGEST, LONGEST_TITLE = 20, 60  # points; letters
WHOLE: Place = (EDGE_IN, TOP_IN, FULL_IN, ROOM_IN)


def record_slides(record: Record) -> bytes:
    """The same record gives the same bytes."""

    def write(to: Slides) -> None:
        write_first(to, record)
        write_areas(to, record)
        write_lines(to, APART, record.page.apart)
        asked = record.meeting.asked
        write_lines(to, FIND_OUT, [in_area(one, to_find_out(one.who)) for one in asked if one.is_open])
        for mine in record.meeting.areas.values():
            write_lines(to, mine[0].area, [answer_line(one) for one in mine if one.was_talked_about])
        write_lines(to, SILENT, [in_area(one) for one in asked if not one.was_talked_about])
        reading = record_reading(is_anonymous=record.meeting.is_anonymous)
        write_lines(to, HOW_TO_READ, reading, most=len(reading))

    return deck(record.page.title, record.notice, legible(f"Source: {record.page.title}. {record.page.about}"), write)


def write_first(to: Slides, record: Record) -> None:
    page = record.page
    slide = to.new(TITLE)
    said = [record.meeting.name, page.headline, page.about, *page.remarks]
    to.lines(slide, said, WHOLE, lead=True)
    to.notes(slide, said)


def write_areas(to: Slides, record: Record) -> None:
    areas = record.page.areas
    slide = to.new(areas.title)
    rows = [list(map(str, row)) for row in areas.rows[:MOST_ROWS]]
    more = len(areas.rows) - len(rows)
    to.table(slide, areas.title, areas.header, rows)
    told = [", ".join(f"{name}: {cell}" for name, cell in zip(areas.header, row, strict=True)) for row in areas.rows]
    to.notes(slide, [f"{more} more areas stand in these notes." if more > 0 else "", *told])


def write_lines(to: Slides, title: str, texts: Sequence[str], most: int = MOST_ASKED) -> None:
    """On as many slides as that takes; none where there is no text."""
    pages = [texts[first : first + most] for first in range(0, len(texts), most)]
    for number, page in enumerate(pages, 1):
        of = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        slide = to.new(shortened(title, LONGEST_TITLE) + of)
        to.lines(slide, page, WHOLE, largest=LARGEST)
        to.notes(slide, page)


def in_area(one: RecordedQuestion, told: str = "") -> str:
    return f"{one.area}: {one.text} {told}".strip()


def answer_line(one: RecordedQuestion) -> str:
    """The question, what was agreed, and its last votes."""
    last = [round_text(held.number, held.tally) for held in one.rounds[-1:]]
    dissent = [f"Dissent: {one.settled.dissent}"] if one.settled and one.settled.dissent else []
    return " ".join([one.text, settled_line(one.settled, len(one.levels)), *last, *dissent])


def settled_line(settled: Settled | None, levels: int) -> str:
    if settled is None:
        return NO_ANSWER_AGREED
    return f"Agreed: {choice_text(settled.choice, levels - 1)}."
