"""Page one of a workshop's record, which stands alone: how far the group came, and where it differed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.consensus import UNKNOWN, Label, spread
from assessment.pack.parts import Chart, Grid, Heading, Items, Paragraph, Part, shortened
from assessment.pack.record import Meeting, RecordedQuestion
from assessment.words import (
    answers_agreed,
    came_text,
    days_of_workshop,
    label_text,
    short_choice,
    taking_part_text,
    to_find_out,
    votes_text,
)

TITLE = "Workshop record"
MOST_NAMED, MOST_DISSENTS, LONGEST = 5, 3, 240  # of each list; letters of a text in it
FIND_OUT = "What to find out"
APART, DISSENT = "Where votes were furthest apart", "Dissent"
AREAS = ("Area", "Questions", "Agreed", "Don't know", "No answer agreed", "Not talked about")


@dataclass(frozen=True)
class RecordPage:
    """Each text as it is shown; () where there is nothing to say."""

    title: str
    headline: str
    about: str
    remarks: tuple[str, ...]
    find_out: tuple[str, ...]
    more: int  # to find out, beyond these
    areas: Grid
    apart: tuple[str, ...]
    dissent: tuple[str, ...]
    chart: Chart | None = None

    def parts(self) -> Iterator[Part]:
        yield from self.intro()
        yield from self.ending()
        yield from self.glance()
        yield self.areas
        for title, texts in self.lists():
            yield Heading(title)
            yield Items(texts)

    def intro(self) -> Iterator[Part]:
        yield Paragraph(self.about)
        yield Paragraph("", lead=self.headline)
        yield from map(Paragraph, self.remarks)

    def ending(self) -> Iterator[Part]:
        if self.find_out:
            yield Heading(FIND_OUT)
            yield Items(self.find_out, numbered=True)
        if self.more:
            yield Paragraph(f"{self.more} more are listed below.")

    def glance(self) -> Iterator[Part]:
        yield Heading("Areas at a glance")

    def lists(self) -> list[tuple[str, tuple[str, ...]]]:
        """Titles and texts of what stands side by side where there is room."""
        return [(title, texts) for title, texts in ((APART, self.apart), (DISSENT, self.dissent)) if texts]


def record_page(meeting: Meeting, left_out: tuple[str, ...] = ()) -> RecordPage:
    """`left_out`: sentences that say what this document has no room for."""
    unknown = [line_of(one, to_find_out(one.who)) for one in meeting.asked if one.is_open]
    dissents = [line_of(one, one.settled.dissent) for one in meeting.asked if one.settled and one.settled.dissent]
    more = len(dissents) - MOST_DISSENTS
    came = came_text(*counts(meeting.asked)[2:])
    return RecordPage(
        title=f"{TITLE}: {meeting.name}",
        headline=answers_agreed(sum(one.settled is not None for one in meeting.asked), len(meeting.asked)),
        about=days_of_workshop(meeting.council, meeting.opened, meeting.closed),
        remarks=(
            *filter(None, [came, taking_part_text(meeting.most_votes)]),
            *left_out,
        ),
        find_out=tuple(unknown[:MOST_NAMED]),
        more=max(len(unknown) - MOST_NAMED, 0),
        areas=areas_grid(meeting),
        apart=tuple(furthest_apart(meeting)[:MOST_NAMED]),
        dissent=(*dissents[:MOST_DISSENTS], *([f"{more} more stand with their questions."] if more > 0 else [])),
    )


def line_of(one: RecordedQuestion, told: str) -> str:
    return shortened(f"{one.area}: {one.text} {told}", LONGEST)


def furthest_apart(meeting: Meeting) -> list[str]:
    """Those whose last votes were not agreed, the furthest apart first, each with its votes."""
    found: list[tuple[Fraction, str]] = []
    for one in meeting.asked:
        last = spread(one.rounds[-1].tally) if one.rounds else None
        if last is not None and last.label is not Label.AGREED:
            settled = f" Agreed: {short_choice(one.settled.choice)}." if one.settled and one.settled.choice else ""
            told = f"{label_text(last)}: {votes_text(one.rounds[-1].tally)}.{settled}"
            found.append((last.consensus, line_of(one, told)))
    return [text for _, text in sorted(found, key=lambda one: one[0])]


def counts(asked: tuple[RecordedQuestion, ...] | list[RecordedQuestion]) -> tuple[int, int, int, int, int]:
    """Questions, agreed, of these unknown, talked about without an agreed answer, not talked about."""
    settled = [one.settled for one in asked if one.settled]
    silent = sum(not one.was_talked_about for one in asked)
    unknown = sum(one.choice == UNKNOWN for one in settled)
    return len(asked), len(settled), unknown, len(asked) - len(settled) - silent, silent


def areas_grid(meeting: Meeting) -> Grid:
    rows = [(asked[0].area, *counts(asked)) for asked in meeting.areas.values()]
    return Grid("Answers by area", *without_empty(AREAS, rows))


def without_empty(header: tuple[str, ...], rows: Sequence[Sequence[str | int]]) -> tuple[list[str], list[list[str]]]:
    """Only the columns in which something stands; a 0 is nothing, the first two columns always stand."""
    kept = [place for place in range(len(header)) if place < 2 or any(row[place] for row in rows)]
    return [header[place] for place in kept], [[str(row[place]) for place in kept] for row in rows]
