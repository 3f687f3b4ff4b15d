"""The result: page one, which stands alone, and the parts that open below it."""

from dataclasses import replace
from typing import NoReturn

import streamlit as st

from assessment.files import country_name
from assessment.instrument import AnswerSheet, Scope
from assessment.peers import PeerGroup, Refusal
from assessment.planning import Plan, efforts_of, make_plan, own_targets
from assessment.scoring import Result, Status, score
from assessment.store import Contents, Desk
from assessment.ui import resources, session
from assessment.ui.answering import Asked, asked_in, first_open, left_text
from assessment.ui.comparing import (
    PagePeers,
    area_figures,
    compared_facts,
    dated_text,
    facts_by_area,
    nearest_beside,
    page_peers,
    peers_at,
    summary_markup,
)
from assessment.ui.keeping import draw_renewal, draw_wording
from assessment.ui.reporting import chosen_group, draw_packs, material_of, pictures
from assessment.ui.results import (
    areas_at_a_glance,
    areas_part,
    draw_downloads,
    draw_progress,
    first_moves,
    headline_markup,
    level_markup,
    since_newest,
    stability_part,
    unknown_part,
)
from assessment.ui.reviewing import all_answers, given_by
from assessment.ui.shell import (
    anchor_of,
    draw_keeping,
    draw_open,
    draw_page_links,
    draw_whose,
    draw_without_rubrics,
    go_to,
    html,
    is_to_do,
    link,
    paragraph,
    part,
    question_link,
    title,
    trying,
)
from assessment.words import (
    FIRST_STEPS,
    QUICK_TEXT,
    compared,
    headline_text,
    known_text,
    own_text,
    refusal_lines,
    score_headline,
    statement,
    target_cells,
    waiting_text,
)


def draw(desk: Desk) -> None:
    contents = desk.contents()
    if draw_without_rubrics(contents):
        return
    draw_whose(contents, "Results")
    sheet = contents.sheet()
    result = score(sheet, resources.rubrics())
    name = sheet.council.name
    title(
        "Results" + (f" for {name}" if name else ""),
        below=paragraph(told, "why") if (told := given_by(contents)) else "",
    )
    draw_keeping(desk, "results")
    if result.overall.scores.status is Status.NOT_ASSESSED and not sheet.answers:
        html(paragraph("Nothing is answered yet, so there is nothing to show."))
        if not session.only_reads():
            draw_page_links(link("Answer", "Go to the questions", css="go next"))
        return
    draw_renewal(desk, contents)
    draw_wording(contents)
    draw_headline(sheet, result)
    plan = make_plan(result, efforts=efforts_of(sheet))
    if all(area.scores.score is None for area in result.areas):  # too few answers for anything but what comes next
        draw_ways_on(desk, contents)
        html(first_moves(plan, sheet) + answers_part(contents))
        draw_downloads(desk, contents, result)
        return
    draw_results(desk, contents, sheet, result, plan)


def draw_results(desk: Desk, contents: Contents, sheet: AnswerSheet, result: Result, plan: Plan) -> None:
    """Where enough is answered for a score. `sheet`: the contents' own, which takes a while to make."""
    html(level_markup(result))
    found = page_peers(contents.rubrics)
    shown = chosen_group(found, sheet, result)
    group = shown if isinstance(shown, PeerGroup) else None
    html(place_among_peers(shown, found))
    draw_ways_on(desk, contents, "See published figures" if group is None else "Compare with other councils")
    html(first_moves(plan, sheet))
    beside = {area: peers_at(position) for area, position in group.areas.items()} if group else {}
    peers = {area: others for area, others in beside.items() if others is not None}
    aims = own_targets(sheet, result)
    areas_at_a_glance(result, peers, aims, target_cells(sheet, aims), found.notice)
    html(areas_part(result, published(result, sheet), aims, paper_of_areas(result, plan)))
    html(stability_part(result))
    draw_progress(desk, contents, result)
    html(facts_part(contents) + unknown_part(result) + answers_part(contents))
    material = material_of(contents, result, found, shown, since_newest(desk, contents, result))
    draw_packs(material, takes_logo=True)
    draw_downloads(desk, contents, result, pictures(material))


def draw_headline(sheet: AnswerSheet, result: Result) -> None:
    html(headline_markup(score_headline(result, sheet), result) + paragraph(known_text(result)))
    if waiting := waiting_text(sheet):
        html(paragraph(waiting, "waits"))
    if result.scope is Scope.QUICK:
        html(paragraph(QUICK_TEXT, "why"))


def paper_of_areas(result: Result, plan: Plan) -> str:
    """Page one stands alone where it fills a sheet, which it doesn't where little is left to do; of the areas of
    a quick check there is no more to print.
    """
    return "only-screen" if result.scope is Scope.QUICK else "new-page" if len(plan.lines) >= FIRST_STEPS else ""


def published(result: Result, sheet: AnswerSheet) -> dict[str, str]:
    """Each area's published figures, folded."""
    questions = compared(result, sheet.council, resources.figures())
    return {
        area.rubric.id: area_figures(area.rubric.title, [one for one in questions if one.area is area])
        for area in result.areas
    }


def facts_part(contents: Contents) -> str:
    """What was said to companion questions, each with its nearest figure; nothing where nothing was said."""
    compared = compared_facts(contents)
    if not any(one.fact and one.implied is None for one in compared):
        return ""
    body = summary_markup(compared) + facts_by_area(compared, 3, nearest_beside)
    more = paragraph("Compare has the other figures.", "why only-screen")
    return part("facts", "Facts beside surveys", body + more, "each with the nearest figure")


def answers_part(contents: Contents) -> str:
    told = "all, with notes and evidence" if contents.shows_notes else "all"
    return part("answers", "Answers", all_answers(contents, 3), told)


def place_among_peers(shown: PeerGroup | Refusal | None, found: PagePeers) -> str:
    """The overall place, with who the others are; or why none is shown."""
    if isinstance(shown, Refusal):
        return paragraph(" ".join(refusal_lines(shown)), "why")
    if shown is None:
        return ""
    who = statement(shown, country_name, from_file=found.is_file)
    own = paragraph(own_text(from_file=not found.is_store), "hint") if found.may_hold_own else ""
    return (
        own
        + paragraph(headline_text(shown, country_name), "among")
        + paragraph(f"{who} {dated_text(shown, found)}", "why")
    )


def draw_ways_on(desk: Desk, contents: Contents, compare: str = "") -> None:
    """To the first open question, to Compare, and from a quick check on to the full assessment, with what that is."""
    asked = asked_in(contents)
    reads = session.only_reads()
    following = None if reads else first_open(asked)
    ways = [link("Compare", compare, css="go")] if compare else []
    if following is not None:
        text = f"Go on answering: {left_text(asked)}"
        ways.insert(0, question_link(following.place.rubric.id, following.question, text, "go next"))
    if ways:
        draw_page_links(*ways)
    if reads or contents.scope is Scope.FULL:
        return
    left = asked_in(replace(contents, scope=Scope.FULL))
    more = ": ".join(filter(None, ["Go on to the full assessment", left_text(left)]))
    st.button(more, type="primary" if following is None else "secondary", on_click=session.wish, args=("full",))
    if is_to_do("full"):
        with trying("full"):
            desk.set_up(contents.council, Scope.FULL, contents.rubrics)
            go_on_at(first_open(left))


def go_on_at(following: Asked | None) -> NoReturn:
    if following is None:
        go_to("Answer", session.address())
    session.set_goal(anchor_of(following.place.rubric.id, following.question))
    go_to("Answer", session.address(theme=following.place.address))


draw_open(draw, whole=True)
