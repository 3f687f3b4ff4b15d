"""The tables of a workshop's record: those of its workbook, and the one of its CSV, a row for each round."""

from collections.abc import Iterator

from assessment.consensus import UNKNOWN, Flag, flags, spread
from assessment.files import Cell, Table
from assessment.pack.record import Meeting, RecordedQuestion, RecordedRound
from assessment.pack.record_sections import HOW_TO_READ, ROLES, TOOK_PART
from assessment.scoring import double
from assessment.words import (
    LABEL_TEXTS,
    LETTERS,
    NO_LEVEL_NAMES,
    record_reading,
    role_name,
    short_choice,
)

OUTCOMES = ("agreed", "agreed to find out", "no answer agreed", "not talked about")
ANSWERS = (
    "Area",
    "Question",
    "Outcome",
    "Agreed",
    "Level",
    "Agreed on",
    "Still the answer",
    "Dissent",
    "Who could say",
)
SPREAD = ("Votes", "Median", "Lowest", "Highest", "Spread", "Consensus", "Difference", "Split room")
REASONS = ("Area", "Question", "Round", "Choice", "Reason")
ABOUT = ("workshop", "council", "opened", "closed")
ASKED = ("area", "area_title", "question", "question_text")
AGREED = ("outcome", "agreed", "agreed_level", "agreed_on", "stands", "dissent", "who_could_say")
STATISTICS = ("votes", "median", "lowest", "highest", "spread", "consensus", "difference", "split_room")


def record_tables(meeting: Meeting) -> list[Table]:
    """Those with at least one row, each with the columns in which something stands."""
    choices = (*LETTERS[: most_levels(meeting)], *NO_LEVEL_NAMES.values())
    found = [
        Table("Answers", ANSWERS, [[one.area, one.text, *answer_cells(one)] for one in meeting.asked]),
        Table("Votes", ("Area", "Question", "Round", *choices, *SPREAD), list(vote_rows(meeting))),
        Table("Reasons", REASONS, list(reason_rows(meeting))),
        Table(TOOK_PART, ROLES, [[role_name(role), number] for role, number in meeting.roles.items()]),
        Table(HOW_TO_READ, [HOW_TO_READ], [[text] for text in record_reading(is_anonymous=meeting.is_anonymous)]),
    ]
    return [without_empty(table) for table in found if table.rows]


def record_table(meeting: Meeting) -> Table:
    """All of it in one: a row for each round of each question, and one for a question without a round."""
    levels = most_levels(meeting)
    choices = [*(f"level_{number}" for number in range(levels)), *NO_LEVEL_NAMES]
    header = [*ABOUT, *ASKED, *AGREED, "round", *choices, *STATISTICS, "reasons"]
    closed = meeting.closed.isoformat() if meeting.closed else None
    about = [meeting.name, meeting.council, meeting.opened.isoformat(), closed]
    told = [meeting.notice] if meeting.notice else []
    rows = [[*about, *row, *told] for one in meeting.asked for row in rows_of(one, levels)]
    return without_empty(Table("Record", [*header, "notice"] if told else header, rows))


def rows_of(one: RecordedQuestion, levels: int) -> Iterator[list[Cell]]:
    (area, question), blank = one.ids, [None] * (levels + len(NO_LEVEL_NAMES) + len(STATISTICS) + 2)
    place = [area, one.area, question, one.text, *answer_cells(one)]
    for held in one.rounds:
        reasons = "\n".join(f"{short_choice(choice)}: {text}" for choice, text in held.reasons)
        yield [*place, held.number, *round_cells(held, levels), reasons or None]
    if not one.rounds:
        yield [*place, *blank]


def answer_cells(one: RecordedQuestion) -> list[Cell]:
    settled = one.settled
    if settled is None:
        return [OUTCOMES[2 if one.rounds else 3], *[None] * 5, one.who or None]
    level = None if settled.choice in NO_LEVEL_NAMES or not settled.choice else int(settled.choice)
    return [
        OUTCOMES[1 if settled.choice == UNKNOWN else 0],
        short_choice(settled.choice) if settled.choice else None,
        level,
        settled.day.isoformat(),
        "yes" if settled.stands else "no",
        settled.dissent or None,
        one.who or None,
    ]


def vote_rows(meeting: Meeting) -> Iterator[list[Cell]]:
    levels = most_levels(meeting)
    for one in meeting.asked:
        for held in one.rounds:
            yield [one.area, one.text, held.number, *round_cells(held, levels)]


def round_cells(held: RecordedRound, levels: int) -> list[Cell]:
    """Its votes by choice, then how they spread; blank where the question has fewer levels."""
    tally, found = held.tally, spread(held.tally)
    blank: list[Cell] = [None] * (levels - len(tally.counts))
    votes: list[Cell] = [*tally.counts, *blank, tally.unknown, tally.not_applicable, tally.voters]
    if found is None:
        return [*votes, *[None] * 7]
    ends = [LETTERS[one] for one in (found.median, found.lowest, found.highest)]
    numbers = [double(found.consensus), double(found.difference)]
    return [
        *votes,
        *ends,
        LABEL_TEXTS[found.label].lower(),
        *numbers,
        "yes" if Flag.SPLIT_ROOM in flags(tally) else "no",
    ]


def reason_rows(meeting: Meeting) -> Iterator[list[Cell]]:
    for one in meeting.asked:
        for held in one.rounds:
            for choice, text in held.reasons:
                yield [one.area, one.text, held.number, short_choice(choice), text]


def most_levels(meeting: Meeting) -> int:
    return max((len(one.levels) for one in meeting.asked), default=0)


def without_empty(table: Table) -> Table:
    """Without the columns in which nothing stands, and those of a choice beside the levels that nobody made."""
    no_level = {*NO_LEVEL_NAMES, *NO_LEVEL_NAMES.values()}

    def stands(name: str, cell: Cell) -> bool:
        return cell not in (None, "") and not (name in no_level and cell == 0)

    kept = [n for n, name in enumerate(table.header) if any(stands(name, row[n]) for row in table.rows)]
    return Table(table.name, [table.header[n] for n in kept], [[row[n] for n in kept] for row in table.rows])
