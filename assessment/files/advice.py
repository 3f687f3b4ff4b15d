"""Advice on files that are in order: to rubric authors, the rules for questions and levels that a machine can check
(method, section 7.1); to whoever keeps answers, what in them counts for nothing.

Warnings never refuse a file: some breaches are right. They show where a second look pays.
"""

import re
from collections.abc import Iterator

from assessment.files.located import Fault, Located
from assessment.instrument import LONGEST_LINK, AnswerSheet, Pattern, Problem, Question, Rubric, quoted
from assessment.scoring import too_new

TWO_THINGS = re.compile(r"\b(and|or)\b|/|;|,[^,]*,", re.IGNORECASE)
NEGATION = re.compile(r"\b(not|no|never|without|lack|lacks|lacking|isn't|aren't|doesn't|don't)\b", re.IGNORECASE)
VAGUE = re.compile(r"\b(effective|effectively|appropriate|appropriately|robust|sufficient|sufficiently|aware)\b", re.I)

# The words that every question of a pattern has in common, level by level: a reader learns them once.
NOT_EVEN_ONE = r"nobody could say"
YEAR = r"the last 12 months"
LADDERS = {
    Pattern.DONE: (
        NOT_EVEN_ONE,
        r"\bat least (one|once)\b",
        r"^A rule .*, or ",
        rf"^A rule .*, and (records|minutes) .*{YEAR}",
        rf"^A review in {YEAR} measured ",
    ),
    Pattern.KEPT: (
        NOT_EVEN_ONE,
        r"^At least part of one exists",
        rf"^One for the whole council, with a named keeper or updated in {YEAR}",
        r"^Both a keeper and an update, as records show",
        rf"^In {YEAR} it was compared with another source, .*, and anything missing was added",
    ),
    Pattern.ANSWERED_FOR: (
        NOT_EVEN_ONE,
        r"\bdoes in practice",
        rf"^A document names them, or they reported on it in {YEAR}",
        r"^Both a document and a report, as records show",
        rf"^The arrangement was reviewed in {YEAR}",
    ),
    Pattern.EXERCISED: (
        NOT_EVEN_ONE,
        r"^At least one .*, however long ago",
        rf"\bin {YEAR}, or a rule requires it",
        rf"^A rule requires it, and reports show .*in {YEAR}",
        r"\bput right, or nothing was found",
    ),
}


def advice_on(rubric: Rubric, located: Located) -> Iterator[Problem]:
    """Warnings about a rubric, each at the line where its question begins in the file that it was read from."""
    for index, question in enumerate(rubric.questions):
        for message in question_warnings(question):
            yield Problem(message, located.name, located.line(("questions", index)), question.id)


def question_warnings(question: Question) -> Iterator[str]:
    if found := TWO_THINGS.search(question.text):
        yield f"warning: the question may ask two things ('{found[0].strip()}'); ask one behaviour a question"
    if found := NEGATION.search(question.text):
        yield f"warning: the question has a negation ('{found[0]}'); ask in the positive"
    for number, level in enumerate(question.levels):
        if found := VAGUE.search(level.description):
            yield f"warning: level {number} says '{found[0]}'; say what can be seen or counted instead"
    yield from ladder_warnings(question)


def ladder_warnings(question: Question) -> Iterator[str]:
    if question.pattern not in LADDERS:
        return
    ladder = LADDERS[question.pattern]
    if len(question.levels) != len(ladder):
        yield f"warning: the pattern '{question.pattern}' has {len(ladder)} levels; use them, or the pattern 'own'"
        return
    for number, (level, words) in enumerate(zip(question.levels, ladder, strict=True)):
        if not re.search(words, level.description, re.IGNORECASE):
            yield f"warning: level {number} lacks the words of the pattern '{question.pattern}'; see the guide's table"


def advice_on_answers(sheet: AnswerSheet, name: str) -> Iterator[Problem]:
    """Warnings about evidence that counts as none because it is dated after the answers (R8), about links that the app
    would not open the file with, and about what was taken over from an earlier version and waits.
    """
    for answers in sheet.answers.values():
        for question, answer in answers.items():
            if answer.earlier is not None:
                counts = "is asked again" if answer.level is None else f"counts as level {answer.level}; confirm it"
                message = f"warning: was answered under {answer.earlier.version}, and {counts}"
                yield Problem(message, name, id=question)
            for piece in answer.evidence:
                if piece.date and sheet.date and too_new(piece.date, sheet.date):
                    message = f"warning: evidence '{quoted(piece.title)}' is dated {piece.date}, after the answers "
                    yield Problem(f"{message}({sheet.date}), and counts as none", name, id=question)
    for fault in long_links(sheet):
        yield Problem(f"warning: {fault.message} before the app opens the file", name, id=str(fault.place[2]))


def long_links(sheet: AnswerSheet) -> Iterator[Fault]:
    for rubric, answers in sheet.answers.items():
        for question, answer in answers.items():
            for number, piece in enumerate(answer.evidence):
                if piece.link and len(piece.link) > LONGEST_LINK:
                    place = ("answers", rubric, question, "evidence", number, "link")
                    yield Fault(place, f"link has {len(piece.link):,} characters; shorten it to {LONGEST_LINK:,}")
