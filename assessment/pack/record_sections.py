"""What follows page one in a workshop's record: each question, what is left open, who took part, how to read it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assessment.pack.logo import Logo
from assessment.pack.parts import Grid, Heading, Items, Paragraph, Part, Section
from assessment.pack.record import Meeting, RecordedQuestion, within_limits
from assessment.pack.record_page import FIND_OUT, RecordPage, record_page
from assessment.words import (
    ANSWER_CHANGED,
    MOST_VOTES_COUNTED,
    NO_ANSWER_AGREED,
    ROLES_HIDDEN,
    agreed_on,
    record_reading,
    role_name,
    round_text,
    settled_text,
    short_choice,
    taking_part_text,
    to_find_out,
)

QUESTIONS, SILENT, TOOK_PART, HOW_TO_READ = (
    "Question by question",
    "Not talked about",
    "Who took part",
    "How to read this",
)
ROLES = ("Role", "Most votes")
Asked = Sequence[RecordedQuestion]


@dataclass(frozen=True)
class Record:
    """`meeting`: whole, for the tables of a workbook."""

    page: RecordPage
    sections: tuple[Section, ...]
    notice: str
    meeting: Meeting
    logo: Logo | None = None
    logo_told: str = ""


def make_record(meeting: Meeting) -> Record:
    shown, left_out = within_limits(meeting)
    page = record_page(shown, left_out)
    found = (
        (QUESTIONS, by_area([one for one in shown.asked if one.was_talked_about], question_parts)),
        (FIND_OUT, by_area([one for one in shown.asked if one.is_open] if page.more else [], find_out_parts)),
        (SILENT, by_area([one for one in shown.asked if not one.was_talked_about], silent_parts)),
        (TOOK_PART, took_part_parts(shown)),
        (HOW_TO_READ, iter([Items(record_reading(is_anonymous=shown.is_anonymous))])),
    )
    sections = ((title, tuple(parts)) for title, parts in found)
    return Record(page, tuple(Section(title, parts) for title, parts in sections if parts), meeting.notice, meeting)


def by_area(
    asked: Sequence[RecordedQuestion], parts: Callable[[Sequence[RecordedQuestion]], Iterator[Part]]
) -> Iterator[Part]:
    """Under the names of their areas."""
    for _, found in groupby(asked, lambda one: one.ids[0]):
        mine = list(found)
        yield Heading(mine[0].area)
        yield from parts(mine)


def question_parts(asked: Asked) -> Iterator[Part]:
    for one in asked:
        yield Heading(one.text, 3)
        yield from settled_parts(one)
        if one.rounds:
            yield Items([round_text(held.number, held.tally) for held in one.rounds])
        if one.settled and one.settled.dissent:
            yield Paragraph(one.settled.dissent, lead="Dissent: ")
        for held in one.rounds:
            if held.reasons:
                of_round = f" in round {held.number}" if len(one.rounds) > 1 else ""
                yield Paragraph(f"Reasons given{of_round}, by choice:")
                yield Items([f"{short_choice(choice)}: {text}" for choice, text in held.reasons])


def settled_parts(one: RecordedQuestion) -> Iterator[Part]:
    if one.settled is None:
        yield Paragraph(NO_ANSWER_AGREED)
        return
    yield Paragraph(settled_text(one.settled.choice, one.levels), lead=f"{agreed_on(one.settled.day)} ")
    if not one.settled.stands:
        yield Paragraph(ANSWER_CHANGED)


def find_out_parts(asked: Asked) -> Iterator[Part]:
    yield Items([f"{one.text} {to_find_out(one.who)}".strip() for one in asked])


def silent_parts(asked: Asked) -> Iterator[Part]:
    yield Items([one.text for one in asked])


def took_part_parts(meeting: Meeting) -> Iterator[Part]:
    """Empty where nobody voted."""
    if not meeting.most_votes:
        return
    yield Paragraph(f"{taking_part_text(meeting.most_votes)} {MOST_VOTES_COUNTED}")
    if meeting.roles:
        yield Grid(TOOK_PART, ROLES, [(role_name(role), str(number)) for role, number in meeting.roles.items()])
    else:
        yield Paragraph(ROLES_HIDDEN)
