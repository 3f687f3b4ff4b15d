"""All answers on one page, to read them through before they are shown to anybody, and to print them."""

from assessment.store import Desk
from assessment.ui.answering import asked_in, first_open, progress_markup
from assessment.ui.keeping import draw_wording
from assessment.ui.reviewing import all_answers, given_by
from assessment.ui.shell import (
    draw_keeping,
    draw_open,
    draw_page_links,
    draw_whose,
    draw_without_rubrics,
    html,
    paragraph,
    question_link,
    results_link,
    title,
)
from assessment.words import waiting_text


def draw(desk: Desk) -> None:
    contents = desk.contents()
    if draw_without_rubrics(contents):
        return
    draw_whose(contents, "Check")
    asked = asked_in(contents)
    title("Check your answers", below=progress_markup(asked))
    draw_keeping(desk, "check")
    draw_wording(contents)
    if told := given_by(contents):
        html(paragraph(told, "why"))
    if waiting := waiting_text(contents.sheet()):
        html(paragraph(waiting, "waits"))
    following = first_open(asked)
    on = (
        question_link(following.place.rubric.id, following.question, "Go on to the first open question", "go")
        if following
        else ""
    )
    draw_page_links(*filter(None, [results_link(), on]))
    html(all_answers(contents, 2))


draw_open(draw, answers=True)
