"""What a board's link opens, whatever its address: page one, the plan and the pack, and nothing to change."""

from assessment.pack import title_of
from assessment.scoring import score
from assessment.store import Desk
from assessment.ui import resources, session
from assessment.ui.answering import draw_watch
from assessment.ui.comparing import page_peers
from assessment.ui.reporting import chosen_group, draw_packs, draw_page_one, material_of, parts_markup
from assessment.ui.results import since_newest
from assessment.ui.shell import draw_open, draw_tab_title, draw_without_rubrics, heading, html, title

PLAN = ("Plan", "Steps")


def draw(desk: Desk) -> None:
    session.begin_page_run()
    contents = desk.contents()
    session.know_revision(contents.revision)
    if not draw_without_rubrics(contents):
        draw_tab_title(contents.council.name, "For the board")
        sheet = contents.sheet()
        result = score(sheet, resources.rubrics())
        found = page_peers(contents.rubrics)
        since = since_newest(desk, contents, result)
        material = material_of(contents, result, found, chosen_group(found, sheet, result), since)
        pack = material.pack()
        title(title_of(contents.council.name))
        draw_page_one(pack)
        for section in pack.sections:
            if section.title in PLAN:
                html(f'<div class="board-plan">{heading(section.title, 2)}{parts_markup(section.parts, 1)}</div>')
        draw_packs(material)
    draw_watch(())


draw_open(draw, watches=True, board=True)
