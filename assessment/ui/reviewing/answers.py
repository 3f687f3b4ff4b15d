"""Every answer as it stands, by area and theme: its level with the statement chosen, note, evidence, and "Change"."""

from html import escape
from itertools import groupby

from assessment.instrument import BLANK, Question
from assessment.store import FIRST_LABEL, Contents
from assessment.ui import session
from assessment.ui.answering import Place, earlier_markup, places_of
from assessment.ui.shell import bullets, heading, paragraph, question_link
from assessment.words import DISSENT, INCLUDES_TEXT, agreed_text, counted, evidence_text, listed, said_text

MOST_NAMES = 4


def all_answers(contents: Contents, level: int) -> str:
    """`level`: of the areas' headings."""
    parts = (
        [paragraph(INCLUDES_TEXT, "why")]
        if any(place.rubric.format != "rubric/1" for place in places_of(contents))
        else []
    )
    for rubric, places in groupby(places_of(contents), key=lambda place: place.rubric):
        parts.append(heading(rubric.title, level))
        parts += [theme_answers(contents, place, level + 1) for place in places]
    return f'<div class="answers">{"".join(parts)}</div>'


def theme_answers(contents: Contents, place: Place, level: int) -> str:
    items = [one_answer(contents, place, number) for number in range(len(place.questions))]
    first, *others = items
    # the theme's name and its first answer stay together on paper
    return f'<div class="kept-whole">{heading(place.theme.title, level)}{first}</div>{"".join(others)}'


def one_answer(contents: Contents, place: Place, number: int) -> str:
    question = place.questions[number]
    key = place.key(question)
    answer = contents.entry(key).answer
    counts = (
        "" if question.count is None else paragraph(question.count, "only-paper")
    )  # a screen has the question itself
    told = (
        f'<div class="asked"><p class="label">{place.first_number + number}. {escape(question.text)}</p>{counts}</div>'
    )
    change = "" if session.only_reads() else change_link(place, question)
    said = escape(said_text(place.rubric, question, answer))
    body = f"<p>{said}{rivals_text(len(contents.rivals_of(key)))} {change}</p>"
    body += earlier_markup(key.rubric, key.question, answer)
    if answer.agreed:
        body += paragraph(agreed_text(answer))
        body += paragraph(f"{DISSENT}{answer.agreed.dissent}", "note") if answer.agreed.dissent else ""
    if answer.note and contents.shows_notes:
        body += f'<p class="note">Note: {escape(answer.note)}</p>'
    if answer.evidence and contents.shows_notes:
        body += paragraph("Evidence:", "evidence") + bullets(evidence_text(piece) for piece in answer.evidence)
    return f'<div class="answer">{told}<div>{body}</div></div>'


def change_link(place: Place, question: Question) -> str:
    link = question_link(place.rubric.id, question, "Change", "change")
    return link.replace("</a>", f'<span class="only-told"> the answer to: {escape(question.text)}</span></a>')


def rivals_text(rivals: int) -> str:
    return " Another answer was given at the same time; please choose." if rivals else ""


def given_by(contents: Contents) -> str:
    """Who answered, by the names of their links: "Answered by Head of ICT and through one link without a name."; empty
    where no link has a name.
    """
    entries = [entry for key, entry in contents.entries.items() if key.rubric in contents.rubrics]
    labels = sorted({entry.by for entry in entries if entry.answer != BLANK and entry.by})
    names = [label for label in labels if label != FIRST_LABEL]
    if not names:
        return ""
    shown, more = names[:MOST_NAMES], len(names) - MOST_NAMES
    others = [counted(more, "other")] if more > 0 else []
    unnamed = " and by whoever began" if FIRST_LABEL in labels else ""
    return f"Answered by {listed([*shown, *others])}{unnamed}."
