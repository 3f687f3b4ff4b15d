"""What stands around a question's statements, alike on the live page and in its first words: what counts, who could
usually say, and in folds why it is asked and what its words mean. The reason of a rubric/1 question is in view, and
says what counts.
"""

from collections.abc import Iterable
from html import escape

from assessment.instrument import Question
from assessment.ui.shell import details, paragraph
from assessment.words import WHO_COULD_SAY, Term, terms_of, who_could_say

WHY, MEANINGS = "Why we ask", "What these words mean"


def above_markup(question: Question) -> str:
    return paragraph(question.why, "why") if question.count is None else paragraph(question.count, "counts")


def below_markup(question: Question, number: int) -> str:
    """`number`: that of the question, told to those who hear which of many alike a fold is."""
    if question.ask is None:
        return ""
    asked, which = f"{WHO_COULD_SAY}: {', '.join(who_could_say(question))}.", f", question {number}"
    folds = details(WHY, paragraph(question.why), which)
    if terms := terms_of(question):
        folds += details(MEANINGS, terms_markup(terms), which)
    return f'<div class="beside">{paragraph(asked, "who")}{folds}</div>'


def terms_markup(terms: Iterable[Term]) -> str:
    return f'<ul class="terms">{"".join(term_markup(term) for term in terms)}</ul>'


def term_markup(term: Term) -> str:
    said = ((term.name, term.meaning), ("Yes", term.yes), ("No", term.no))
    return f"<li>{'<br>'.join(f'<strong>{escape(name)}:</strong> {escape(text)}' for name, text in said)}</li>"
