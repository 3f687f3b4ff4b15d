"""Workshop records for tests: small, large, anonymous, and one with hostile text wherever a person may write."""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import Any

from assessment.consensus import tally
from assessment.pack import Meeting, RecordedQuestion, RecordedRound, Settled
from tests.packs import ASKED, short

LEVELS = ("Nothing is done.", "Some of it is.", "Most of it is.", "All of it is, by a rule.", "It is measured, too.")
DAY, NEXT_DAY = date(2026, 5, 12), date(2026, 5, 13)
REASONS = (("1", "One service keeps one."), ("2", "ICT has most of it."))
DISSENT = (
    "Two service heads hold that the list leaves out what schools run, and that a level above B would read as if that "
    "were settled. They ask that the answer be looked at again once schools have been asked, no later than autumn. "
    "The head of ICT disagrees: schools are bodies of their own, and the question asks about the council."
)


def a_round(votes: str, number: int = 1, *, reasons: tuple[tuple[str, str], ...] = (), **roles: int) -> RecordedRound:
    """Votes by letter, "?" for don't know and "-" for doesn't apply: "BBCD?"."""
    choices = [{"?": "unknown", "-": "not_applicable"}.get(one) or str("ABCDEFG".index(one)) for one in votes]
    return RecordedRound(number, tally(choices, len(LEVELS)), roles, reasons)


def asked(
    *rounds: RecordedRound, agreed: str | None = None, dissent: str = "", area: str = "Cloud control", **more: Any
) -> RecordedQuestion:
    """`agreed`: a choice, or None."""
    settled = None if agreed is None else Settled(NEXT_DAY, agreed, dissent)
    ids = (area.lower().replace(" ", "-"), "q1")
    parts = {"ids": ids, "area": area, "text": ASKED, "levels": LEVELS, "who": "ICT, security"}
    return RecordedQuestion(**{**parts, "rounds": rounds, "settled": settled, **more})


def a_meeting(*given: RecordedQuestion, closed: date | None = NEXT_DAY, **more: Any) -> Meeting:
    parts = {"name": "Spring workshop", "council": "Ashby", "is_anonymous": False}
    return Meeting(**{**parts, "opened": DAY, "closed": closed, "asked": given, **more})


def two_questions() -> Meeting:
    first = a_round("AABBCE", ict=4, councillor=2)
    second = a_round("BBBBCC", 2, reasons=REASONS, ict=4, councillor=2)
    third = a_round("BB???", ict=3, councillor=2)
    return a_meeting(
        asked(first, second, agreed="1", dissent="One of us thinks C."),
        asked(third, agreed="unknown", text="Is there a rule?", ids=("cloud-control", "q2")),
    )


def many_questions() -> Meeting:
    """52 in four areas, with long dissents; some were not talked about, or have no agreed answer."""
    random, made = Random(52), []
    for number in range(52):
        area = short(number // 13)
        about = {"area": area, "text": f"{number % 13 + 1}. {ASKED}", "ids": (area, f"q{number}")}
        votes = "".join(random.choice("ABCDE?-" if number % 2 else "BCC") for _ in range(12))
        rounds = [a_round(votes, reasons=REASONS, ict=4, councillor=3, other=5)]
        if number % 5 == 0:
            rounds.append(a_round("BBCCCCCCCCDD", 2, ict=4, councillor=8))
        agreed = (str(random.randrange(5)), "unknown", None, "3", "not_applicable")[number % 10 % 7 % 5]
        dissent = DISSENT if number % 3 == 0 and agreed is not None else ""
        silent = number % 11 == 10
        made.append(asked(**about) if silent else asked(*rounds, agreed=agreed, dissent=dissent, **about))
    return a_meeting(*made, name="Two days in May with all heads of service", closed=None)


def without_roles() -> Meeting:
    """Anonymous; of no role enough voted that it may be shown."""
    about = [{"text": f"Question {number}?", "ids": ("cloud-control", f"q{number}")} for number in range(4)]
    four = [asked(a_round("ABE"), agreed="2", **one) for one in about]
    return a_meeting(*four, is_anonymous=True, council=None, name="Anonymous")


RECORDS: Mapping[str, Callable[[], Meeting]] = {
    "two": two_questions,
    "many": many_questions,
    "without roles": without_roles,
}


def hostile_meeting(text: str) -> Meeting:
    """In the names of the workshop, the council, a role, an area, a question and a level, in reasons and a dissent."""
    line = " ".join(text.split())[:80] or "x"
    about = {"area": line, "text": line, "who": line, "levels": (line,) * 5}
    reasons = tuple((choice, text[:300]) for choice in ("0", "4", "unknown"))
    votes = RecordedRound(1, tally(["0", "1", "4", "unknown"], 5), {text[:40]: 4}, reasons)
    return a_meeting(
        asked(votes, agreed="2", dissent=text, **about),
        asked(agreed="unknown", **about),
        asked(**about),
        name=text[:60],
        council=text[:200],
    )
