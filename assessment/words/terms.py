"""How to choose a statement, and what its words mean: said once here, and shown beside the questions that use them.

One line stays in view, the rest folds. The statements of rubrics of format rubric/2 are written in these words; those
of rubric/1 explain themselves, and mean something else by "most".
"""

import re
from dataclasses import dataclass

from assessment.instrument import Question

READING_LINE = "Choose the last statement that is wholly true: each one includes those before it."


@dataclass(frozen=True)
class Term:
    """`sign`: what a question says that uses it. `yes` and `no`: one case that is meant, and one that isn't."""

    name: str
    sign: str
    meaning: str
    yes: str
    no: str

    @property
    def text(self) -> str:
        return f"{self.name}: {self.meaning} Yes: {self.yes} No: {self.no}"


READING_RULES = (
    "Up to the third statement, the word of those who know is enough. The fourth and fifth rest on records.",
    "If a statement asks for both and one is missing, stop before it, even if a later one is true.",
    "If neither papers nor those who should know can show a case, choose the first statement: ICT knows of no backup "
    "ever restored. “I don't know” is for when nobody who could know was asked: nobody has asked ICT.",
    "A rule never followed leaves you at the first statement; one followed now and then is still a rule.",
    "Where paper and practice differ, judge the person who does it.",
    "Where several checks or reasons are named, one is enough, on any form. The same paper or exercise may count in "
    "several questions.",
    "Where lists differ, count from the longest. Where a list does not show which entries are meant, count all; where "
    "there is none, those that people can name.",
)

TERMS = (
    Term(
        "A rule",
        r"\brule\b",
        "anything in writing that staff must follow: a policy, procedure, compulsory form or step, contract clause, "
        "minuted decision or law. Who approved it does not matter.",
        "a form that staff must fill in, as a paper says or as those who use it know.",
        "“should”, “where appropriate”, guidance, a draft, principles or grades that nobody is told to apply, or the "
        "rule of one service.",
    ),
    Term(
        "A rule requires it",
        r"\brule requires\b",
        "it obliges somebody to do the very thing asked about, for most of what is counted. A rule for all new cases "
        "does; a rule for some, only if these are known to be most.",
        "a programme of meetings that fixes the dates; a duty above 10,000, where most of the contracts counted cost "
        "more.",
        "a plan that lists posts, but not that they must be filled; where a check is asked about, a rule that says "
        "only what the result should be.",
    ),
    Term(
        "Most",
        r"\bmost\b",
        "at least three in four of what is counted. A case for which nothing shows it counts as not having it.",
        "three of four quarterly reports; 24 of 32 contracts.",
        "seven of ten.",
    ),
    Term(
        "Group by group",
        r"\bgroup by group\b",
        "each group is counted by itself, and most must have it in each. A group that the council does not have is "
        "left out.",
        "staff 95 %, councillors 80 %, contractors 76 %.",
        "staff 98 %, and nothing known of contractors.",
    ),
    Term(
        "At least one",
        r"\b[Aa]t least (one|once)\b",
        "one is enough, however small, and however long ago even where only the last 12 months are counted.",
        "one supplier, checked three years ago.",
        "a supplier who will be checked next month.",
    ),
    Term(
        "The last 12 months",
        r"\blast 12 months\b",
        "the 12 months before you answer, or the latest full reporting year that ended in them. Of what happens, such "
        "as purchases, count what happened then, or the latest before if there was none. Of what lasts, such as "
        "contracts, count what a paper dated then shows. A training, exercise, report, update or review must itself "
        "fall in them.",
        "in May, the report for the year to March.",
        "a list without a date.",
    ),
    Term(
        "Records",
        r"\brecords\b|\bminutes of\b",
        "dated papers or data that show how many there are and how many have it.",
        "a list of 32 contracts, with a date beside 26.",
        "“nearly always”, or the good cases alone.",
    ),
    Term(
        "A review that measured it",
        r"\breview in the last\b",
        "a dated paper on how well it works, with at least one figure or test beyond how often it is done. It counts "
        "even if nothing had to change.",
        "a note of March: of 12 risks found, 9 were dealt with.",
        "the policy was read through and issued again; figures that were only told, even if a change followed.",
    ),
    Term(
        "Reviewed",
        r"\bwas reviewed in the last\b",
        "somebody looked, in writing, at how well it works.",
        "a paper on how fast questions reached the person, and what to change.",
        "the name was copied into this year's list.",
    ),
    Term(
        "Part of one",
        r"\bpart of one\b",
        "some of it in writing: for one service or one kind, or with known gaps.",
        "the list of one service.",
        "a decision to make a list.",
    ),
    Term(
        "For the whole council",
        r"\bfor the whole council\b",
        "it leaves no service out, and holds most of what people or papers know of.",
        "one list after all services were asked; two small entries turned up later.",
        "a list without the care service; ten entries where twenty uses are known.",
    ),
    Term(
        "A named keeper",
        r"\bkeeper\b",
        "the person, post or team that a paper, even their own e-mail, names as keeping it.",
        "“Owner: head of ICT” at its head.",
        "somebody who only approved it or reports its figures.",
    ),
    Term(
        "Updated",
        r"\bupdated?\b",
        "gone through as a whole, with a date: added to, changed or confirmed. Of a plan, a dated report on the "
        "actions now due is enough.",
        "all services confirmed their entries in February.",
        "one new entry; a list without a date.",
    ),
    Term(
        "Compared with another source",
        r"\bcompared with another source\b",
        "set beside something made for another purpose, to find what is missing. It counts even if nothing was.",
        "a year's invoices, searched for services that the list lacks.",
        "last year's version of the same list.",
    ),
    Term(
        "A document names them",
        r"\bdocument names\b",
        "any paper of the council that names the person or post for it; nobody need have approved it.",
        "a list of who may decide what; minutes; a job description.",
        "a paper that names the subject and nobody.",
    ),
    Term(
        "Reported on it",
        r"\breported on it\b",
        "they told senior management or councillors what was done, in writing.",
        "a yearly paper to the cabinet under their name.",
        "somebody else's paper on another subject that mentions it.",
    ),
    Term(
        "Senior management",
        r"\b[Ss]enior manage",
        "the chief executive, a director, the chief finance or legal officer, or the management team in which they "
        "meet. A chief information officer counts if on that team.",
        "a director.",
        "a head of service who is not on the team.",
    ),
    Term(
        "Must not stop, critical, essential",
        r"\bmust not stop\b|\b[Cc]ritical\b|\b[Ee]ssential\b|\bcannot do without\b",
        "as the council's continuity plan or another paper says; where none does, as the people asked say.",
        "the seven services that the continuity plan puts first.",
        "every service, because each is missed.",
    ),
    Term(
        "Reports show",
        r"\breports show\b",
        "dated notes of what was tried and what came of it. A test that failed or was stopped is a test.",
        "a page on each exercise: who took part, and what went wrong.",
        "a date in a calendar.",
    ),
    Term(
        "Put right",
        r"\bput right\b",
        "everything that these reports found wrong has been dealt with, or they found nothing. What was due and "
        "failed, or was left out, is something found.",
        "four findings, with the day on which each was settled.",
        "four findings, of which one is still open.",
    ),
)


def terms_of(question: Question) -> tuple[Term, ...]:
    """Those that its text, its count or its statements use, in their own order; none of a rubric/1 question."""
    if question.count is None:
        return ()
    said = " ".join([question.text, question.count, *(level.description for level in question.levels)])
    return tuple(term for term in TERMS if re.search(term.sign, said))
