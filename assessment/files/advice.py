"""Advice on files that are in order: to rubric authors, the rules for questions and levels that a machine can check
(method, section 7.1); to whoever keeps answers, what in them counts for nothing.

Warnings never refuse a file: some breaches are right. They show where a second look pays.
"""

import re
from collections.abc import Iterator

from assessment.files.located import Fault, Located
from assessment.instrument import LONGEST_LINK, AnswerSheet, Problem, Question, Rubric, quoted
from assessment.scoring import too_new

TWO_THINGS = re.compile(r"\b(and|or)\b|/|;|,[^,]*,", re.IGNORECASE)
NEGATION = re.compile(r"\b(not|no|never|without|lack|lacks|lacking|isn't|aren't|doesn't|don't)\b", re.IGNORECASE)
VAGUE = re.compile(r"\b(effective|effectively|appropriate|appropriately|robust|sufficient|sufficiently|aware)\b", re.I)


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


def advice_on_answers(sheet: AnswerSheet, name: str) -> Iterator[Problem]:
    """Warnings about evidence that counts as none because it is dated after the answers (R8), and about links that the
    app would not open the file with.
    """
    for answers in sheet.answers.values():
        for question, answer in answers.items():
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
