"""The first question of a theme, with its statements to choose from. The page's script remembers a choice, and makes it
on the live page as soon as that is there.
"""

from html import escape

from assessment.store import Contents
from assessment.ui.answering import Draft, Place, above_markup, below_markup, choice_text, choices, letter_of
from assessment.ui.shell import anchor_of, heading


def question_markup(contents: Contents, place: Place) -> str:
    question = place.questions[0]
    drawn = Draft.of(contents.entry(place.key(question)).answer).choice
    statements = "".join(
        statement(choice, letter_of(choice), choice_text(question, choice), chosen=choice == drawn)
        for choice in choices(question)
    )
    return (
        f'<div class="first-question" data-question="{escape(anchor_of(place.rubric.id, question))}">'
        f"{heading(f'{place.first_number}. {question.text}', 2, 'question')}{above_markup(question)}"
        f'<div role="radiogroup" aria-label="{escape(question.text)}">{statements}</div>'
        f"{below_markup(question, place.first_number)}"
        '<p class="state" role="status"></p></div>'
    )


def statement(choice: str, letter: str, text: str, *, chosen: bool) -> str:
    mark = " checked" if chosen else ""
    return (
        f'<label class="statement-choice"><input type="radio" name="first" value="{escape(choice)}"{mark}>'
        f"<p><strong>{letter}</strong> {escape(text)}</p></label>"
    )
