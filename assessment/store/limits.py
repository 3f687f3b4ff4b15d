"""How much one assessment may hold. What it holds already stays, and can be read, whatever its size."""

from collections import Counter
from collections.abc import Callable

from assessment.instrument import LONGEST_LINK, Answer, BadInput, Problem

MOST_BYTES = 20_000_000  # of an assessment's answers, history and rivals; a council's own comes to some 300,000
NEARLY = 18_000_000  # from here on the pages say so
LONGEST_NOTE = 500  # characters, once the assessment is full
ROW = 100  # bytes of a row beside its text
MOST_LINKS = 100  # of an assessment, and as many that were withdrawn are remembered, so that their visitors are told
MOST_MILESTONES = 20  # of an assessment: one a year is usual
GIVES_A_DAY = 20  # to the pool: each writes all its records anew. No time finer than the day is kept of them

NO_EVIDENCE = (
    "this assessment has reached the 20 MB that the server keeps of one, so that no evidence can be added. Choices and "
    "notes of up to 500 characters are still saved."
)
NO_LONG_NOTE = (
    "this assessment has reached the 20 MB that the server keeps of one, so that a note may have 500 characters at "
    "most. Please shorten it."
)
FULL = (
    "this assessment has reached the 20 MB that the server keeps of one, so that only texts of up to 500 characters "
    "can be added. Please shorten it."
)
TOO_MANY_MILESTONES = f"this assessment has {MOST_MILESTONES} milestones, and can't have more."
TOO_MANY_LINKS = f"this assessment has {MOST_LINKS} links, and can't have more. Please withdraw one first."
NO_QUESTIONS = "no question of this assessment names this role. Choose another one."
UNUSABLE = "this link can't be used; load the page again for another"
TOO_MANY_GIVES = (
    f"a record was given {GIVES_A_DAY} times today, and can't be given again before tomorrow. It can be taken back at "
    "any time."
)


def check_new(before: Answer, answer: Answer, size: Callable[[], int] = lambda: 0) -> None:
    """Raises BadInput with what of an answer can't be kept and was not in the one before. `size`: bytes, of the whole
    assessment; only asked for where it matters.
    """
    new = list((Counter(answer.evidence) - Counter(before.evidence)).elements())
    problems = [
        Problem(f"the link has {len(piece.link):,} characters; please shorten it to {LONGEST_LINK:,}", id=piece.title)
        for piece in new
        if piece.link and len(piece.link) > LONGEST_LINK
    ]
    if new and size() >= MOST_BYTES:
        problems.append(Problem(NO_EVIDENCE, id="evidence"))
    if answer.note != before.note and len(answer.note or "") > LONGEST_NOTE and size() >= MOST_BYTES:
        problems.append(Problem(NO_LONG_NOTE, id="note"))
    if problems:
        raise BadInput(problems)
