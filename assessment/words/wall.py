"""What the wall says: the screen before the whole room. Short, because it is read from eight metres."""

from collections.abc import Sequence

from assessment.consensus import NOT_APPLICABLE, UNKNOWN, Spread
from assessment.words.answers import LETTERS
from assessment.words.display import counted, gain
from assessment.words.record import LABEL_TEXTS, NO_LEVEL_NAMES

WALL_TITLE = "Workshop"
JOIN_WITH = "Join with your phone"
JOIN_BY_ADDRESS = "Open"
JOIN_BY_CODE = "and type the code"
QR_TOLD = "A QR code that opens this workshop's page to join"
DOOR_SHUT = "Nobody else can join at the moment."
THIS_MACHINE_ONLY = "This address works on this machine only. Phones need the server's own name: ask whoever set it up."
WALL_WAITS = "Waiting for the next question."
WALL_HOMEWORK = "Everyone answers at their own pace now. The meeting has not begun."
WALL_CLOSED = "This workshop is closed. Thank you for taking part."
WALL_STALE = "Not connected since {time}. What you see may be out of date. This screen tries again by itself."
WALL_MORE = "More below: press the down arrow"
STATEMENTS = "The statements"
TIME_LEFT, TIME_UP = "Time left:", "Time is up"
ROOM_AGREED = "Agreed:"
MEDIAN_MARK = "median"
TOO_FEW_RATED = "Fewer than three people chose a statement, so no median (the middle vote) is shown."
WALL_NOT_YOURS = (
    "This screen opens in the host's browser only. Open the assessment by its owner's link in this browser, then come "
    "back here."
)
WALL_NOT_FOUND = "There is no such workshop in this assessment. It may have been deleted."
NO_QUESTION_TEXT = "The text of this question is no longer on this server."


def here_text(seated: int) -> str:
    """ "12 people are here."."""
    return "Nobody is here yet." if not seated else f"{counted(seated, 'person', 'people')} {verb(seated)} here."


def verb(number: int) -> str:
    return "is" if number == 1 else "are"


def voted_text(voted: int, seated: int) -> str:
    """ "7 of 12 have voted". Who voted may have left since: then there is no "of"."""
    of = f" of {seated}" if voted <= seated else ""
    return f"{voted}{of} {'has' if voted == 1 and not of else 'have'} voted"


def join_hint(address: str, code: str) -> str:
    """ "Join: maturity.example.org/join, code KQT 7MX"."""
    return f"Join: {address}, code {code}"


def round_name(number: int) -> str:
    """Nothing of the first: most questions have no other."""
    return f"Round {number}" if number > 1 else ""


def choice_name(choice: str) -> str:
    """ "C", "Don't know" or "Doesn't apply"."""
    return NO_LEVEL_NAMES[choice] if choice in (UNKNOWN, NOT_APPLICABLE) else LETTERS[int(choice)]


def also_text(choices: Sequence[str]) -> str:
    """Those that are no level: "Or “Don't know”."."""
    return f"Or {' or '.join(f'“{choice_name(one)}”' for one in choices)}."


def wall_spread(found: Spread) -> tuple[str, str]:
    """The label, and what is behind it: ("Close together", "Median C (the middle vote), from B to E. On average two
    votes differ by 0.9 levels.").
    """
    low, high = LETTERS[found.lowest], LETTERS[found.highest]
    ends = f"from {low} to {high}" if low != high else "all the same"
    apart = f" On average two votes differ by {gain(found.difference)} levels." if low != high else ""
    return LABEL_TEXTS[found.label], f"Median {LETTERS[found.median]} (the middle vote), {ends}.{apart}"


def row_told(choice: str, votes: int) -> str:
    """For those who hear the plot: "3 votes for C"."""
    return f"{counted(votes, 'vote')} for {choice_name(choice)}"
