"""What the record of a workshop says: votes, what was agreed, and what a reader must know about both."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor

from assessment.consensus import NOT_APPLICABLE, UNKNOWN, Flag, Label, Spread, Tally, flags, spread
from assessment.instrument import Role
from assessment.words.answers import LETTERS
from assessment.words.display import counted, gain, level_name
from assessment.words.naming import day_text
from assessment.words.roles import ROLE_NAMES, WHO_COULD_SAY, capitalised

NO_LEVEL_NAMES = {UNKNOWN: "Don't know", NOT_APPLICABLE: "Doesn't apply"}
LABEL_TEXTS = {Label.AGREED: "Agreed", Label.CLOSE: "Close together", Label.APART: "Apart"}
FLAG_TEXTS = {
    Flag.SPLIT_ROOM: "The room is split.",
    Flag.APPLICABILITY_DISPUTED: "Whether it applies is disputed.",
    Flag.MOSTLY_UNKNOWN: "More than half don't know.",
}
WORKSHOP_STILL_OPEN = "Not final: this workshop is still open."
NOT_KEPT = "no longer kept"
ANSWER_CHANGED = "The assessment's answer has changed since."
NO_ANSWER_AGREED = "No answer was agreed."
ROLES_HIDDEN = "Roles are not shown: too few people of each role voted."
REASONS_LEFT_OUT = "The reasons that people gave are too long for this; the workbook and the CSV file have them."
DISSENTS_SHORTENED = "Long dissents are shortened here; the workbook and the CSV file have them whole."
RECORD_FILES, RECORD_TAKES = "As a file", "Making one takes a few seconds."
RECORD_NOT_MADE = "The file was not made. That is a fault of this program, not yours; please try another format."
RECORD_NOT_YOURS = (
    "This record opens for the owner of the assessment only. Open the assessment by its owner's link in this browser, "
    "then come back here."
)
RECORD_NOT_FOUND = "There is no such workshop in this assessment, or no such file of it. It may have been deleted."
RECORD_NOT_PRESSED = "A file is made for a press on the record's own page only. Please go there, and press its button."
READING = (
    "Votes were private until all of a round were shown at once.",
    "An agreed answer is what the group settled on after talking, not an average of the votes.",
    "The median and the range are those of the votes for a level; “don't know” and “doesn't apply” are not in them.",
    "How far votes spread is said where at least three people voted for a level. Consensus is 1 where all chose the "
    "same, 0 where half chose each end: from 0.80 votes are called agreed, from 0.50 close, below that apart.",
    "This is what people in the room thought and said. Nobody has checked it.",
)
NAMELESS = (
    "The workshop was anonymous: no name was kept, and a role with fewer than three votes on a question counts there "
    "as “other”, or is not shown."
)
NAMED = "Who voted for what is not in this record."
MOST_VOTES_COUNTED = "Counted are the most votes on any one question: not everybody votes on each."


def choice_text(choice: str, top: int) -> str:
    """ "C, level 2, Partly in place", "Don't know" or "Doesn't apply"; "" is a choice that nobody knows any more."""
    if choice in NO_LEVEL_NAMES or not choice:
        return NO_LEVEL_NAMES.get(choice, NOT_KEPT)
    return f"{LETTERS[int(choice)]}, {level_name(int(choice), top)}"


def short_choice(choice: str) -> str:
    """ "C" or "don't know"."""
    return NO_LEVEL_NAMES[choice].lower() if choice in NO_LEVEL_NAMES else LETTERS[int(choice)]


def votes_text(tally: Tally) -> str:
    """ "B 2, C 5, don't know 1"."""
    said = [*zip(LETTERS, tally.counts, strict=False), *other_votes(tally)]
    return ", ".join(f"{name} {number}" for name, number in said if number)


def other_votes(tally: Tally) -> list[tuple[str, int]]:
    return [(short_choice(UNKNOWN), tally.unknown), (short_choice(NOT_APPLICABLE), tally.not_applicable)]


def round_text(number: int, tally: Tally) -> str:
    """ "Round 1, 8 votes: B 2, C 5, don't know 1. Median C, from B to C. Close together (consensus 0.72): on average
    two votes differ by 0.5 levels.".
    """
    told = [f"Round {number}, {counted(tally.voters, 'vote')}: {votes_text(tally)}.", spread_text(tally)]
    return " ".join(filter(None, told))


def spread_text(tally: Tally) -> str:
    found = spread(tally)
    flagged = [text for flag, text in FLAG_TEXTS.items() if flag in flags(tally)]
    if found is None:
        return " ".join(["Fewer than three votes for a level: no spread.", *flagged] if tally.rated else flagged)
    ends = f", from {LETTERS[found.lowest]} to {LETTERS[found.highest]}" if found.lowest != found.highest else ""
    how_far = f"on average two votes differ by {gain(found.difference)} levels"
    return " ".join([f"Median {LETTERS[found.median]}{ends}.", f"{label_text(found)}: {how_far}.", *flagged])


def label_text(found: Spread) -> str:
    """ "Close together (consensus 0.72)"."""
    return f"{LABEL_TEXTS[found.label]} (consensus {two_places(found.consensus)})"


def two_places(share: Fraction) -> str:
    """Downwards: no label looks as if its limit were reached."""
    return f"{floor(share * 100) / 100:.2f}"


def settled_text(choice: str, levels: Sequence[str]) -> str:
    """ "C, level 2, Partly in place: What can be seen at it."."""
    said = choice_text(choice, len(levels) - 1)
    statement = levels[int(choice)] if choice.isdigit() else ""
    return f"{said}: {statement}" if statement else f"{said}."


def agreed_on(day: date) -> str:
    return f"Agreed on {day_text(day)}:"


def answers_agreed(agreed: int, asked: int) -> str:
    """ "38 of 52 questions have an agreed answer."."""
    return f"{agreed} of {counted(asked, 'question')} {'has' if agreed == 1 else 'have'} an agreed answer."


def came_text(unknown: int, unsettled: int, silent: int) -> str:
    """How far the group came besides: "" where every question has an answer that is known."""
    said = (
        (unknown, f"In {unknown} of these the answer is “don't know”."),
        (unsettled, f"{counted(unsettled, 'question')} was talked about without an agreed answer."),
        (silent, f"{counted(silent, 'question')} was not talked about."),
    )
    texts = (text if number == 1 else text.replace(" was ", " were ") for number, text in said if number)
    return " ".join(texts)


def taking_part_text(most: int) -> str:
    """ "Up to 12 people voted on a question."."""
    if not most:
        return "No votes were shown."
    return f"Up to {most} people voted on a question." if most > 1 else "One person voted on a question."


def days_of_workshop(council: str | None, opened: date, closed: date | None) -> str:
    """ "Ashby. Opened on 12 May 2026, closed on 14 May 2026."."""
    days = (
        f"Opened on {day_text(opened)}, closed on {day_text(closed)}." if closed else f"Opened on {day_text(opened)}."
    )
    return " ".join(
        filter(None, [f"{council}." if council else "", days if opened != closed else f"On {day_text(opened)}."])
    )


def to_find_out(who: str) -> str:
    """ "Who could usually say: ICT."."""
    return f"{WHO_COULD_SAY}: {who}." if who else ""


def record_reading(*, is_anonymous: bool) -> tuple[str, ...]:
    """What a reader must know."""
    return (*READING, NAMELESS if is_anonymous else NAMED)


def role_name(role: str) -> str:
    """A role that the app offers, by its name; any other as it was written."""
    return capitalised(ROLE_NAMES[Role(role)] if role in set(Role) else role)
