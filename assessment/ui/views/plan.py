"""The plan: what to do, in order; what it would change; who does it until when."""

from assessment.scoring import Status, score
from assessment.store import Contents, Desk
from assessment.ui import resources, session
from assessment.ui.answering import carried_revision
from assessment.ui.planning import begin_plan, draw_downloads, draw_plan
from assessment.ui.shell import (
    draw_keeping,
    draw_look,
    draw_open,
    draw_page_links,
    draw_whose,
    draw_without_rubrics,
    html,
    link,
    paragraph,
    title,
)
from assessment.words import waiting_text


def draw(desk: Desk) -> None:
    contents = desk.contents()
    if draw_without_rubrics(contents):
        draw_look(contents.revision)
        return
    draw_whose(contents, "Plan")
    carried = carried_revision(contents.revision)
    name = contents.council.name
    title("Plan" + (f" for {name}" if name else ""))
    draw_keeping(desk, "plan")
    if is_empty(contents):
        html(paragraph("Nothing is answered yet, so there is nothing to plan."))
        if not session.only_reads():
            draw_page_links(link("Answer", "Go to the questions", css="go next"))
        draw_look(contents.revision)
        return
    if waiting := waiting_text(contents.sheet()):
        html(paragraph(waiting, "waits"))
    begin_plan(desk)
    draw_plan(carried)
    draw_downloads(desk, contents)


def is_empty(contents: Contents) -> bool:
    result = score(contents.sheet(), resources.rubrics())
    return result.overall.scores.status is Status.NOT_ASSESSED and not contents.sheet().answers


draw_open(draw, whole=True, watches=True)
